// What lies on the clipboard, and whether it is more than words for one paragraph.

const BY_DRAFTAIL = "data-draftjs-conductor-fragment";
const STRUCTURE = [
  "h1, h2, h3, h4, h5, h6, table, ul, ol, li, img, blockquote, del, hr",
  "[role=heading], [style*='mso-list'], [style*='mso-element'], [class*='MsoComment'], [class*='msocom'], .MsoTitle",
  // Google Docs wraps all in a <b> that is not bold.
  "b[style*='font-weight:normal']",
].join(", ");
const LINES = "p, div, br, address, pre";
const OLD_FONT = /(?:^|[\s"':,;=])(?:\.vn[a-z]|vni[-_ ])/i;
// Letters as they come out where text of TCVN3 or VNI is read as Latin; the server knows better.
const OLD_LETTERS = /[a-z][¨©ª«¬­®µ¶·¸¹»¼½¾]|[a-z][Æ-Öß×]|[aeouyôö][ùøûõïâáàåãäêéèúüë]|®[a-zµ-¾]/i;

export function readClipboard(data) {
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  const tree = new DOMParser().parseFromString(html, "text/html");
  const files = [...data.files].filter((file) => file.type.startsWith("image/"));
  // Pictures inside the HTML would be megabytes of letters: they go as files.
  for (const picture of tree.querySelectorAll("img[src^='data:']")) {
    files.push(...fileOf(picture.src, files.length + 1));
    picture.src = "";
  }
  return {
    html: html.includes("data:") ? tree.documentElement.outerHTML : html,
    text,
    line: text.normalize("NFC").replace(/\s+/g, " ").trim(),
    files,
    tree,
    isDraftails: html.includes(BY_DRAFTAIL),
  };
}

// One file, or none where it cannot be read.
function fileOf(address, number) {
  const found = /^data:(image\/([a-z]+))[^,]*;base64,(.+)$/s.exec(address);
  if (!found) {
    return [];
  }
  try {
    const bytes = Uint8Array.from(atob(found[3]), (letter) => letter.charCodeAt(0));
    return [new File([bytes], `${number}.${found[2]}`, { type: found[1] })];
  } catch {
    return [];
  }
}

export function looksOld({ html, text }) {
  return OLD_FONT.test(html) || OLD_LETTERS.test(text);
}

// A picture from a screen or a folder.
export function holdsFilesAlone({ html, text, files }) {
  return !html && !text && files.length > 0;
}

export function needsBlocks(clipboard) {
  const { tree, isDraftails } = clipboard;
  if (isDraftails) {
    return false;
  }
  if (looksOld(clipboard) || tree.body.querySelector(STRUCTURE)) {
    return true;
  }
  const lines = [...tree.body.querySelectorAll(LINES)];
  return lines.filter((line) => line.nodeName === "BR" || line.textContent.trim()).length > 1;
}
