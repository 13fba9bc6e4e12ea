/**
 * Text size and contrast. They are kept in this browser's own storage, never in a cookie, and stand on the root
 * element before the first paint, so that nothing jumps. Without storage a choice holds for the page.
 */
const PREFERENCES = "preferences";
const TEXT_SIZES = ["normal", "large", "larger"];
const CONTRASTS = ["normal", "high"];

let preferences = { text: TEXT_SIZES[0], contrast: CONTRASTS[0] };

/** Runs before the body is parsed. `data-script` tells the style sheet that controls which need the script will work. */
export function applyPreferences() {
  document.documentElement.dataset.script = "";
  readPreferences();
  markRoot();
}

/** Makes the buttons of every `data-display-tools` change what `applyPreferences` applies. */
export function offerPreferences() {
  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-text-step]");
    if (step) changeText(Number(step.dataset.textStep), step);
    if (event.target.closest("[data-contrast-switch]")) {
      keepPreferences({ contrast: preferences.contrast === "high" ? "normal" : "high" });
    }
  });
  // Changed in another tab, or on another page before the reader came back to this one.
  addEventListener("storage", refreshPreferences);
  addEventListener("pageshow", (event) => event.persisted && refreshPreferences());
  markControls();
}

function readPreferences() {
  try {
    const { text, contrast } = JSON.parse(localStorage.getItem(PREFERENCES)) ?? {};
    preferences = {
      text: TEXT_SIZES.includes(text) ? text : TEXT_SIZES[0],
      contrast: CONTRASTS.includes(contrast) ? contrast : CONTRASTS[0],
    };
  } catch {
    // No storage, or something else wrote there: what holds now goes on holding.
  }
}

function refreshPreferences() {
  readPreferences();
  markRoot();
  markControls();
}

/** `step` is -1, 0 (back to the usual size) or 1. */
function changeText(step, button) {
  const last = TEXT_SIZES.length - 1;
  const size = step === 0 ? 0 : Math.min(last, Math.max(0, TEXT_SIZES.indexOf(preferences.text) + step));
  keepPreferences({ text: TEXT_SIZES[size] });
  const status = button.closest("[data-display-tools]").querySelector("[data-text-status]");
  status.textContent = status.dataset.textStatus.split("|")[size];
}

function keepPreferences(changed) {
  preferences = { ...preferences, ...changed };
  try {
    localStorage.setItem(PREFERENCES, JSON.stringify(preferences));
  } catch {
    // It holds for this page.
  }
  markRoot();
  markControls();
}

function markRoot() {
  for (const [name, value] of Object.entries(preferences)) {
    if (value === "normal") delete document.documentElement.dataset[name];
    else document.documentElement.dataset[name] = value;
  }
}

/** A size that cannot be changed further keeps its button, which stays where keyboards find it. */
function markControls() {
  const last = TEXT_SIZES.length - 1;
  const size = TEXT_SIZES.indexOf(preferences.text);
  for (const button of document.querySelectorAll("[data-text-step]")) {
    const step = Number(button.dataset.textStep);
    button.setAttribute("aria-disabled", step > 0 ? size === last : size === 0);
  }
  for (const button of document.querySelectorAll("[data-contrast-switch]")) {
    button.setAttribute("aria-pressed", preferences.contrast === "high");
  }
}
