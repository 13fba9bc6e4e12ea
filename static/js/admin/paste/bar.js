// What is said after a paste, at the foot of the screen, and the question about text in an old font.

let words = {};
let bar = null;

export function setWords(given) {
  words = given;
}

function button(label, act, isMain = false) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = isMain ? "button" : "button button-secondary";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

// The region stands in the page before there is anything to say, or a screen reader would not speak it.
function region() {
  if (!bar?.isConnected) {
    bar = document.createElement("div");
    bar.className = "portal-paste";
    bar.setAttribute("role", "status");
    document.body.append(bar);
  }
  return bar;
}

// Says `text`; '' takes away what was said. `undo()` and `addPictures()` are offered as buttons where they are given.
export function announce(text, { undo, addPictures } = {}) {
  const place = region();
  place.replaceChildren();
  place.hidden = !text;
  if (!text) {
    return;
  }
  const line = document.createElement("p");
  line.textContent = text;
  const buttons = [
    ...(addPictures ? [button(words.addPictures, addPictures)] : []),
    ...(undo ? [button(words.undo, () => offerUndo(undo))] : []),
    ...(text === words.working ? [] : [button(words.close, () => announce(""))]),
  ];
  place.append(line, ...buttons);
}

function offerUndo(undo) {
  if (undo() !== "edited") {
    announce(words.undone);
    return;
  }
  announce(words.undoEdited);
  const anyway = button(words.undoAnyway, () => {
    undo(true);
    announce(words.undone);
  });
  region().lastElementChild.textContent = words.keep;
  region().lastElementChild.before(anyway);
}

document.addEventListener("portal:paste-undone", () => announce(words.undone));

// Asks what shall become of text in an old font: "convert", "keep", or null for no paste at all.
export function chooseForOldText({ encoding, before, after }) {
  const dialog = document.createElement("dialog");
  dialog.className = "portal-paste-old";
  dialog.setAttribute("aria-labelledby", "portal-paste-old-title");
  const title = document.createElement("h2");
  title.id = "portal-paste-old-title";
  title.textContent = words.oldTitle;
  const help = document.createElement("p");
  help.textContent = words.oldHelp.replace("%(encoding)s", encoding);
  const compare = document.createElement("dl");
  for (const [label, sample] of [[words.before, before], [words.after, after]]) {
    const part = document.createElement("div");
    const [name, value] = [document.createElement("dt"), document.createElement("dd")];
    name.textContent = label;
    value.textContent = sample;
    part.append(name, value);
    compare.append(part);
  }
  const buttons = document.createElement("div");
  buttons.className = "portal-paste-old__buttons";
  dialog.append(title, help, compare, buttons);
  announce("");
  return new Promise((resolve) => {
    const choose = (choice) => () => dialog.close(choice);
    buttons.append(
      button(words.convert, choose("convert"), true),
      button(words.asItIs, choose("keep")),
      button(words.cancel, choose("")),
    );
    const before = document.activeElement;
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus?.();
      resolve(dialog.returnValue || null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
