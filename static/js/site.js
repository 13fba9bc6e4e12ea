// The only script of the public pages. Everything works without it; it adds small comforts.
import { countReading } from "./count.js";
import { closeMenusFromOutside } from "./menu.js";
import { stepTickers } from "./ticker.js";
import { playVideosInPlace } from "./video.js";

closeMenusFromOutside();
stepTickers();
playVideosInPlace();
countReading();
