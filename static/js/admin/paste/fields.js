// Fields of one line, and words without any formatting.

import { draftailOf } from "./stream.js";

const FIELDS = "input[type=text], input:not([type]), textarea[name=title], textarea[name=summary]";
// Fields that have a way of their own to take a paste.
const OTHERS = "[data-controller*='w-tag'], [data-controller*='w-date'], .handsontableInput, .Draftail-Editor";

export function takesOneLine(target) {
  return target.matches(FIELDS) && !target.closest(OTHERS) && target.closest("form") !== null;
}

export function takesWords(target) {
  return target.matches("textarea") && !target.closest(OTHERS) && target.closest("form") !== null;
}

// Puts `line` where the caret is. The browser's own command keeps its undo; without it the field is told by an event.
export function pasteIntoField(field, line) {
  field.focus();
  if (document.execCommand("insertText", false, line)) {
    return;
  }
  field.setRangeText(line, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

// Puts words into a rich text editor, a paragraph for each line, as Draftail does without formatting.
export function insertWords(editorElement, text) {
  const { ContentState, EditorState, Modifier } = window.DraftJS;
  const editor = draftailOf(editorElement);
  if (!editor || !text) {
    return;
  }
  const state = editor.getEditorState();
  const fragment = ContentState.createFromText(text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/\n{2,}/g, "\n"));
  const content = Modifier.replaceWithFragment(state.getCurrentContent(), state.getSelection(), fragment.getBlockMap());
  editor.onChange(EditorState.push(state, content, "insert-fragment"));
}
