// Pasting into a page: what Word, LibreOffice, Google Docs and web pages bring becomes blocks of the body.
// Rich text beside the body takes the same without the blocks. A short paste inside a paragraph stays Draftail's own;
// whatever goes wrong, the words that were there stay.

import { announce, chooseForOldText, setWords } from "./paste/bar.js";
import { holdsFilesAlone, looksOld, needsBlocks, readClipboard } from "./paste/clipboard.js";
import { insertWords, pasteIntoField, takesOneLine, takesWords } from "./paste/fields.js";
import { askForPictures } from "./paste/pictures.js";
import { draftailOf, insertBlocks, insertRuns, keepCaret, placeOf, undoByKeyboard, undoLast } from "./paste/stream.js";
import { insertText, wordsOf } from "./paste/text.js";

const settings = JSON.parse(document.getElementById("portal-paste").textContent);
const words = settings.words;
const LONGEST_WAIT = 30000; // milliseconds
let queue = Promise.resolve();

async function ask(question) {
  const { CSRF_TOKEN, CSRF_HEADER_NAME = "x-csrftoken" } = window.wagtailConfig;
  const reply = await fetch(settings.url, {
    method: "POST",
    headers: { "Content-Type": "application/json", [CSRF_HEADER_NAME]: CSRF_TOKEN },
    body: JSON.stringify(question),
    redirect: "manual",
    signal: AbortSignal.timeout(LONGEST_WAIT),
  });
  const answer = await reply.json();
  if (!reply.ok) {
    throw new Error(answer.message);
  }
  return answer;
}

// Returns the answer as it is or converted, or null where the person would rather not paste.
async function settle(answer, bringCaretBack) {
  if (!answer.old) {
    return answer;
  }
  const choice = await chooseForOldText(answer.old);
  bringCaretBack?.();
  return choice && { ...answer, ...(choice === "convert" ? answer.old : {}) };
}

async function pasteIntoBody(editor, clipboard) {
  announce(words.working);
  const bringCaretBack = keepCaret(editor);
  let answer;
  try {
    answer = await settle(await ask({ html: clipboard.html, text: clipboard.text }), bringCaretBack);
  } catch (error) {
    insertWords(editor, clipboard.text);
    // What the server says of it, or that it could not be reached.
    announce(error.name === "Error" ? `${error.message} ${words.unformatted}` : words.unformatted);
    return;
  }
  const place = placeOf(editor);
  if (!answer || !place) {
    announce("");
    return;
  }
  if (!answer.blocks.length && !answer.pictures.length) {
    announce(words.nothing);
    return;
  }
  const done = insert(place, answer);
  const said = [done.isUndoable ? answer.said : "", answer.cut].filter(Boolean).join(" ");
  const undo = done.isUndoable && undoLast;
  if (!answer.pictures.length) {
    announce(said, { undo });
    return;
  }
  const addPictures = async () => {
    if (await askForPictures(done, answer, clipboard.files)) {
      announce(said, { undo });
    }
  };
  announce([said, answer.said_of_pictures].filter(Boolean).join(" "), { undo, addPictures });
  addPictures();
}

function insert(place, { blocks, pictures }) {
  if (!blocks.length) {
    return { isUndoable: false, stream: null, anchor: place.child };
  }
  return blocks.length === 1 && blocks[0].type === "paragraph" && !pictures.length
    ? insertRuns(place, blocks[0].value)
    : insertBlocks(place, blocks, !pictures.length);
}

async function pasteIntoText(editor, clipboard) {
  const bringCaretBack = keepCaret(editor);
  let answer;
  try {
    answer = await settle(await ask({ html: clipboard.html, text: clipboard.text }), bringCaretBack);
  } catch {
    insertWords(editor, clipboard.text);
    announce(words.unformatted);
    return;
  }
  if (answer && editor.isConnected) {
    insertText(editor, answer.blocks);
  }
}

// A field of several lines holds words alone: only what is old is put right.
async function pasteWords(field, clipboard) {
  let text = clipboard.text.normalize("NFC");
  try {
    const answer = await ask({ html: clipboard.html, text: clipboard.text });
    if (answer.old) {
      const settled = await settle(answer);
      text = settled ? wordsOf(settled.blocks) : "";
    }
  } catch {
    // Without an answer the words go in as they were copied.
  }
  if (text) {
    pasteIntoField(field, text);
  }
}

async function pasteOneLine(field, clipboard) {
  let line = clipboard.line;
  if (looksOld(clipboard)) {
    try {
      const answer = await settle(await ask({ html: clipboard.html, text: clipboard.text, line: true }));
      line = answer ? answer.text : "";
    } catch {
      // Without an answer the words go in as they were copied.
    }
  }
  if (line) {
    pasteIntoField(field, line);
  }
}

function take(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

document.addEventListener(
  "paste",
  (event) => {
    const target = event.target instanceof Element ? event.target : event.target?.parentElement;
    if (event.defaultPrevented || !event.clipboardData || !target) {
      return;
    }
    const editor = target.closest(".public-DraftEditor-content");
    if (editor) {
      const clipboard = readClipboard(event.clipboardData);
      const place = placeOf(editor);
      if (place && holdsFilesAlone(clipboard) && window.portal?.photographs) {
        take(event);
        window.portal.photographs.open({ after: place.child.element, files: clipboard.files });
      } else if (place && needsBlocks(clipboard)) {
        take(event);
        queue = queue.then(() => pasteIntoBody(editor, clipboard));
      } else if (!place && needsBlocks(clipboard) && draftailOf(editor)) {
        take(event);
        queue = queue.then(() => pasteIntoText(editor, clipboard));
      }
    } else if (takesOneLine(target)) {
      const clipboard = readClipboard(event.clipboardData);
      if (clipboard.text && (clipboard.line !== clipboard.text || looksOld(clipboard))) {
        take(event);
        queue = queue.then(() => pasteOneLine(target, clipboard));
      }
    } else if (takesWords(target)) {
      const clipboard = readClipboard(event.clipboardData);
      if (clipboard.text && looksOld(clipboard)) {
        take(event);
        queue = queue.then(() => pasteWords(target, clipboard));
      }
    }
  },
  true,
);
document.addEventListener("keydown", undoByKeyboard, true);
setWords(words);
