// Puts what was pasted into the stream of blocks at the caret, and takes it out again.

let last = null;

// The editor component behind an element inside it.
export function draftailOf(element) {
  const wrapper = element.closest("[data-draftail-editor-wrapper]");
  const inputs = wrapper ? [...wrapper.parentElement.querySelectorAll("input")] : [];
  return inputs.find((input) => input.draftailEditor)?.draftailEditor;
}

// Returns how to bring the caret back to where it stands now, after a dialog took the focus: browsers put it elsewhere.
export function keepCaret(element) {
  const editor = draftailOf(element);
  const was = editor.getEditorState();
  return () => {
    const now = editor.getEditorState();
    if (now.getCurrentContent() === was.getCurrentContent()) {
      editor.onChange(window.DraftJS.EditorState.forceSelection(now, was.getSelection()));
    }
  };
}

// Where an element stands: the stream of the body, and the block of it; null anywhere else.
// Upstream: Wagtail hangs the outermost block on its element, for whoever needs it.
export function placeOf(element) {
  const holder = element.closest("[data-streamfield-child]");
  let root = holder;
  while (root && !root.rootBlock) {
    root = root.parentElement;
  }
  const stream = root?.rootBlock;
  const child = stream?.children?.find((one) => one.element === holder);
  const takes = stream?.blockDef.childBlockDefsByName;
  const editor = draftailOf(element);
  if (!child || !editor || child.type !== "paragraph" || !takes.heading || !takes.table || !takes.image) {
    return null;
  }
  return { stream, child, editor };
}

// Running text goes into the paragraph itself, and Draftail's own undo takes it back.
export function insertRuns({ child, editor }, value) {
  const { convertFromRaw, EditorState, Modifier } = window.DraftJS;
  const state = editor.getEditorState();
  const pasted = convertFromRaw(typeof value === "string" ? JSON.parse(value) : value);
  const content = Modifier.replaceWithFragment(state.getCurrentContent(), state.getSelection(), pasted.getBlockMap());
  editor.onChange(EditorState.push(state, content.set("entityMap", pasted.getEntityMap()), "insert-fragment"));
  return { isUndoable: false, stream: null, inserted: [], anchor: child };
}

// Anything more becomes blocks; the paragraph is split where the caret stands in it.
export function insertBlocks({ stream, child, editor }, blocks, isFocused) {
  const original = editor.getEditorState();
  const { before, after, moves } = split(original);
  const place = { stream, child, editor, original, inserted: [], tail: null, isUndoable: true };
  let index = child.index + 1;
  if (hasWords(before) && hasWords(after)) {
    place.tail = stream.insert({ type: "paragraph", value: after, id: newId() }, index, { animate: false });
    editor.onChange(before);
    moveComments(child, place.tail, moves);
  } else if (hasWords(before)) {
    editor.onChange(before);
  } else {
    index = child.index;
    if (hasWords(after)) {
      editor.onChange(after);
    }
  }
  place.inserted = blocks.map((block, number) => stream.insert(block, index + number, { animate: false }));
  place.isGone = !hasWords(before) && !hasWords(after);
  if (place.isGone) {
    stream.deleteBlock(child.index, { animate: false });
  }
  place.anchor = place.inserted.at(-1);
  place.seen = shown(place).map(contentOf);
  last = place;
  if (isFocused) {
    focusEnd(place.anchor);
  }
  return place;
}

// Comments on words behind the caret go along with them. Upstream: Wagtail's own split does this, and asks for the focus
// before Draftail has drawn the new paragraph, which fails on a slow machine.
function moveComments(from, to, moves) {
  const comments = window.comments?.commentApp;
  const [old, present] = [from.getContentPath(), to.getContentPath()];
  if (!comments || !old || !present) {
    return;
  }
  for (const comment of comments.utils.selectCommentsForContentPathFactory(old)(comments.store.getState())) {
    if (moves(comment)) {
      comments.updateContentPath(comment.localId, present);
    }
  }
}

// Draftail's own way to split for its commands.
function split(state) {
  const { EditorState, Modifier } = window.DraftJS;
  const selection = state.getSelection();
  let collapsed = state;
  if (!selection.isCollapsed()) {
    const content = Modifier.removeRange(state.getCurrentContent(), selection, "backward");
    collapsed = EditorState.push(state, content, "remove-range");
  }
  const { stateBefore, stateAfter, shouldMoveCommentFn } = window.draftail.splitState(collapsed);
  return { before: trimmed(stateBefore, -1), after: trimmed(stateAfter, 0), moves: shouldMoveCommentFn };
}

// Without lines that would stay empty where the paragraph was split, and without blanks there; `end` is 0 or -1.
function trimmed(state, end) {
  const { ContentState, EditorState, Modifier, SelectionState } = window.DraftJS;
  const left = state.getCurrentContent().getBlocksAsArray();
  while (left.length > 1 && !left.at(end).getText().trim() && left.at(end).getType() !== "atomic") {
    left.splice(end, 1);
  }
  const content = ContentState.createFromBlockArray(left);
  const edge = left.at(end);
  const text = edge.getText();
  const [from, to] = end ? [text.trimEnd().length, text.length] : [0, text.length - text.trimStart().length];
  const blanks = SelectionState.createEmpty(edge.getKey()).merge({ anchorOffset: from, focusOffset: to });
  const tidy = from < to ? Modifier.removeRange(content, blanks, "forward") : content;
  return EditorState.push(state, tidy, "remove-range");
}

function hasWords(state) {
  const content = state.getCurrentContent();
  return Boolean(content.getPlainText().trim()) || content.getBlocksAsArray().some((block) => block.getType() === "atomic");
}

function focusEnd(child) {
  const widget = child.block.widget;
  if (child.type !== "paragraph" || !widget.input.draftailEditor) {
    child.element.scrollIntoView({ block: "nearest" });
    return;
  }
  // Draftail is drawn a moment later; the caret moves when the focus has come.
  const editor = () => widget.input.draftailEditor;
  const moveCaret = () => editor().onChange(window.DraftJS.EditorState.moveFocusToEnd(editor().getEditorState()));
  window.setTimeout(() => {
    editor().focus();
    window.setTimeout(moveCaret, 50);
  }, 150);
}

function shown({ inserted, tail, child, isGone }) {
  return [...inserted, ...(tail ? [tail] : []), ...(isGone ? [] : [child])];
}

function contentOf(child) {
  const editor = child.block.widget?.input?.draftailEditor;
  return editor ? editor.getEditorState().getCurrentContent() : JSON.stringify(child.block.getValue());
}

function isEdited(place) {
  const now = shown(place);
  return now.some((child, number) => !place.stream.children.includes(child) || contentOf(child) !== place.seen[number]);
}

function withoutFocus(state) {
  return window.DraftJS.EditorState.acceptSelection(state, state.getSelection().set("hasFocus", false));
}

// A version 4 UUID, as Wagtail gives every block. crypto.randomUUID is not there without HTTPS.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// Takes the last paste out. Returns "undone", "edited" where that would take edits along, or "gone".
export function undoLast(evenEdited = false) {
  if (!last || !last.stream.element.isConnected) {
    return "gone";
  }
  if (!evenEdited && isEdited(last)) {
    return "edited";
  }
  const { stream, child, editor, inserted, tail, isGone } = last;
  // Without the focus, until it is given again: Draft.js cannot tell whose caret moves while it goes from one editor to
  // another that is being taken away.
  const original = withoutFocus(last.original);
  last = null;
  document.activeElement?.blur();
  const index = inserted.find((one) => stream.children.includes(one))?.index ?? 0;
  for (const one of [...inserted, tail]) {
    if (one && stream.children.includes(one)) {
      stream.deleteBlock(one.index, { animate: false });
    }
  }
  if (isGone) {
    const block = { type: "paragraph", value: original, id: newId() };
    focusEnd(stream.insert(block, Math.min(index, stream.children.length), { animate: false }));
  } else if (stream.children.includes(child)) {
    editor.onChange(original);
    child.focus();
  }
  return "undone";
}

// Ctrl+Z right after a paste takes back all of it; after edits it takes those back first, as Draftail does.
export function undoByKeyboard(event) {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
  if (!isUndo || !last || isEdited(last)) {
    return;
  }
  const isInside = event.target === document.body || shown(last).some((child) => child.element.contains(event.target));
  if (isInside && undoLast() === "undone") {
    event.preventDefault();
    event.stopImmediatePropagation();
    document.dispatchEvent(new CustomEvent("portal:paste-undone"));
  }
}
