/**
 * Turns each list of announcements into one line at a time with Previous and Next.
 * Nothing moves by itself. Screen readers hear a line only after its reader has pressed a button.
 */
export function stepTickers() {
  for (const ticker of document.querySelectorAll("[data-ticker]")) {
    stepTicker(ticker);
  }
}

function stepTicker(ticker) {
  const list = ticker.querySelector("[data-ticker-list]");
  const position = ticker.querySelector("[data-ticker-position]");
  if (!position) return;

  const lines = Array.from(list.children);
  let current = 0;

  const show = (index) => {
    current = (index + lines.length) % lines.length;
    lines.forEach((line, number) => {
      line.hidden = number !== current;
    });
    position.textContent = `${current + 1}/${lines.length}`;
  };

  for (const button of ticker.querySelectorAll("[data-ticker-step]")) {
    button.addEventListener("click", () => {
      list.setAttribute("aria-live", "polite");
      show(current + Number(button.dataset.tickerStep));
    });
  }
  show(0);
  ticker.classList.add("ticker--stepping");
}
