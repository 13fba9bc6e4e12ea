/**
 * Shows pictures whole, one at a time, in a dialog over the page: those of one gallery, or those that stand alone in
 * the text. A large picture is loaded when it is shown, not before. Without this each link leads to the picture.
 */
export function showPicturesWhole() {
  const viewer = document.querySelector("[data-viewer]");
  if (!viewer?.showModal) return;

  let links = [];
  let current = 0;
  const stage = viewer.querySelector("[data-viewer-stage]");
  const words = viewer.querySelector("[data-viewer-words]");
  const position = viewer.querySelector("[data-viewer-position]");
  const steps = viewer.querySelectorAll("[data-viewer-step]");

  const show = (index) => {
    current = (index + links.length) % links.length;
    stage.replaceChildren(links[current].querySelector("template").content.cloneNode(true));
    words.replaceChildren(...captionOf(links[current]));
    position.textContent = links.length > 1 ? `${current + 1}/${links.length}` : "";
  };
  const step = (by) => {
    if (links.length < 2) return;
    // Heard when the reader moves on, and not on opening, when the dialog is read anyway.
    for (const changing of [words, position]) changing.setAttribute("aria-live", "polite");
    show(current + by);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-full-view]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    links = picturesBeside(link);
    for (const button of steps) button.hidden = links.length < 2;
    show(links.indexOf(link));
    // Safari does not focus a link that is clicked, and focus returns to what had it.
    link.focus();
    viewer.showModal();
  });
  viewer.querySelector("[data-viewer-close]").addEventListener("click", () => viewer.close());
  for (const button of steps) button.addEventListener("click", () => step(Number(button.dataset.viewerStep)));
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });
  viewer.addEventListener("close", () => {
    stage.replaceChildren();
    for (const changing of [words, position]) changing.removeAttribute("aria-live");
  });
  followSwipes(stage, step);
}

function picturesBeside(link) {
  const gallery = link.closest("[data-gallery]");
  const all = Array.from((gallery ?? document).querySelectorAll("[data-full-view]"));
  return gallery ? all : all.filter((each) => !each.closest("[data-gallery]"));
}

function captionOf(link) {
  const caption = link.closest("figure")?.querySelector("figcaption");
  return caption ? caption.cloneNode(true).childNodes : [];
}

/** Calls `step` with 1 for a swipe to the left and -1 for one to the right; a picture that is zoomed is moved instead. */
function followSwipes(stage, step) {
  let start = null;
  stage.addEventListener("touchstart", (event) => {
    const zoomed = window.visualViewport && window.visualViewport.scale > 1;
    start = event.touches.length === 1 && !zoomed ? event.touches[0] : null;
  }, { passive: true });
  stage.addEventListener("touchend", (event) => {
    if (!start) return;
    const across = event.changedTouches[0].clientX - start.clientX;
    const down = event.changedTouches[0].clientY - start.clientY;
    start = null;
    if (Math.abs(across) > 40 && Math.abs(across) > 2 * Math.abs(down)) step(across < 0 ? 1 : -1);
  }, { passive: true });
}
