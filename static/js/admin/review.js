// The review screen: decisions in dialogs, ready phrases, the selected words as the present wording.
// Every decision is also a page of its own, which the links lead to where this does not run.

function growWithText(frame) {
  const content = frame.contentDocument;
  if (content && content.body) {
    frame.style.blockSize = `${content.documentElement.scrollHeight + 2}px`;
  }
}

function followSelection(frame, keep) {
  const content = frame.contentDocument;
  content.addEventListener("selectionchange", () => {
    const words = content.getSelection().toString().trim();
    if (words) {
      keep(words);
    }
  });
}

function connectDialogs(screen, words) {
  for (const link of screen.querySelectorAll("[data-review-opens]")) {
    const dialog = screen.querySelector(`[data-review-dialog="${link.dataset.reviewOpens}"]`);
    if (!dialog) {
      continue;
    }
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const present = dialog.querySelector("#propose_old");
      if (present && words.selected) {
        present.value = words.selected;
      }
      dialog.showModal();
    });
    dialog.querySelector("[data-review-closes]").addEventListener("click", (event) => {
      event.preventDefault();
      dialog.close();
    });
  }
}

function connectPhrases(phrases) {
  const reason = document.getElementById(phrases.dataset.reviewPhrases);
  for (const button of phrases.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      const written = reason.value.trim();
      reason.value = written ? `${written}\n${button.textContent.trim()}` : button.textContent.trim();
      reason.focus();
    });
  }
  phrases.hidden = false;
}

function connectFrame(frame, words) {
  const ready = () => {
    growWithText(frame);
    followSelection(frame, (selected) => {
      words.selected = selected;
    });
  };
  frame.addEventListener("load", ready);
  if (frame.contentDocument && frame.contentDocument.readyState === "complete" && frame.contentDocument.body.children.length) {
    ready();
  }
  let width = frame.clientWidth;
  window.addEventListener("resize", () => {
    if (frame.clientWidth !== width) {
      width = frame.clientWidth;
      growWithText(frame);
    }
  });
}

// A form is sent once, however often the thumb comes down.
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "true";
  });
}

const screen = document.querySelector("[data-review]");
const words = { selected: "" };
connectDialogs(screen, words);
screen.querySelectorAll("[data-review-phrases]").forEach(connectPhrases);
screen.querySelectorAll("[data-review-draft]").forEach((frame) => connectFrame(frame, words));
screen.querySelectorAll("form").forEach(sendOnce);
window.addEventListener("pageshow", () => {
  screen.querySelectorAll("form").forEach((form) => delete form.dataset.sent);
});
