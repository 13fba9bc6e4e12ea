// The only script of the public pages. Everything works without it; it adds small comforts.
import { countReading, countSearch } from "./count.js";
import { showPicturesWhole } from "./gallery.js";
import { closeMenusFromOutside } from "./menu.js";
import { applyPreferences, offerPreferences } from "./preferences.js";
import { offerReadingAloud } from "./read_aloud.js";
import { offerSharing } from "./share.js";
import { suggestWhileTyping } from "./suggestions.js";
import { stepTickers } from "./ticker.js";
import { playVideosInPlace } from "./video.js";

// base.html holds back the first paint for this module, which may run before the body is there: what a reader chose is
// in force from the first paint on, and everything that looks for elements waits for the end of the document.
applyPreferences();
if (document.readyState === "loading") {
  document.addEventListener("DOMContentLoaded", addComforts);
} else {
  addComforts();
}

function addComforts() {
  closeMenusFromOutside();
  stepTickers();
  playVideosInPlace();
  showPicturesWhole();
  countReading();
  countSearch();
  suggestWhileTyping();
  offerPreferences();
  offerSharing();
  offerReadingAloud();
}
