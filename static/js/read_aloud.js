/**
 * Reads the page aloud with the browser's own voice. Offered only where there is a voice in the page's language;
 * voices come late in some browsers. Text goes out in short pieces, because Chrome falls silent after some fifteen
 * seconds of one; a pause stops the piece and resuming begins it again, because pausing does not work on Android.
 */
import { piecesOf } from "./speech_text.js";

export function offerReadingAloud() {
  const box = document.querySelector("[data-read-aloud]");
  if (!box || !("speechSynthesis" in window)) return;

  const offer = () => {
    if (voiceFor(document.documentElement.lang)) box.dataset.readAloud = "ready";
  };
  makeReader(box);
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
}

/** A voice on the device rather than one on somebody's server. */
function voiceFor(language) {
  const wanted = language.toLowerCase().split("-")[0];
  const voices = speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === wanted);
  return voices.find((voice) => voice.localService) ?? voices[0];
}

function makeReader(box) {
  const toggle = box.querySelector("[data-read-toggle]");
  const stop = box.querySelector("[data-read-stop]");
  const status = box.querySelector("[data-read-status]");
  let pieces = [];
  let position = 0;
  // Kept here, or Chrome forgets the piece and never says that it is over.
  let current = null;

  const show = (state) => {
    box.dataset.state = state;
    toggle.querySelector("[data-read-label]").textContent = toggle.dataset[state];
    stop.hidden = state === "idle";
  };
  const mark = (element) => {
    document.querySelector("[data-being-read]")?.removeAttribute("data-being-read");
    element?.setAttribute("data-being-read", "");
  };
  const silence = () => {
    current = null;
    speechSynthesis.cancel();
  };
  const reset = () => {
    silence();
    position = 0;
    mark(null);
    show("idle");
  };
  const speak = () => {
    const piece = pieces[position];
    if (!piece) {
      reset();
      status.textContent = status.dataset.readStatus;
      return;
    }
    const utterance = new SpeechSynthesisUtterance(piece.text);
    utterance.lang = piece.language;
    utterance.voice = voiceFor(piece.language) ?? null;
    utterance.onend = () => {
      if (current !== utterance) return;
      position += 1;
      speak();
    };
    utterance.onerror = () => current === utterance && reset();
    current = utterance;
    mark(piece.element);
    speechSynthesis.speak(utterance);
  };

  toggle.addEventListener("click", () => {
    status.textContent = "";
    if (box.dataset.state === "speaking") {
      silence();
      show("paused");
      return;
    }
    if (box.dataset.state === "idle") pieces = piecesOf(document.querySelectorAll("[data-read]"));
    // What another page of this browser may still be saying.
    silence();
    show("speaking");
    speak();
  });
  stop.addEventListener("click", () => {
    reset();
    toggle.focus();
  });
  addEventListener("pagehide", reset);
}
