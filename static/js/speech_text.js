// What a voice reads of a page: running text alone, in pieces of a breath.
const SPOKEN = "h1, h2, h3, h4, p, li, blockquote";
const UNSPOKEN = "figure, table, nav, button, details, [hidden], .visually-hidden, [data-unspoken]";
const LONGEST_PIECE = 200; // characters; some twelve seconds

/** Returns [{ element, text, language }] of the text in these elements, in the order of the page. */
export function piecesOf(roots) {
  const pieces = [];
  for (const root of roots) {
    const elements = root.matches(SPOKEN) ? [root] : root.querySelectorAll(SPOKEN);
    for (const element of elements) {
      if (element.closest(UNSPOKEN)) continue;
      const language = element.closest("[lang]").lang;
      for (const text of sentencesOf(ownText(element), language)) pieces.push({ element, text, language });
    }
  }
  return pieces;
}

/** The words of an element without those of a part that is read by itself (a list inside a list item) or not at all. */
function ownText(element) {
  const copy = element.cloneNode(true);
  for (const part of copy.querySelectorAll(`${SPOKEN}, ${UNSPOKEN}`)) part.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function sentencesOf(text, language) {
  if (!text) return [];
  const sentences = Intl.Segmenter
    ? Array.from(new Intl.Segmenter(language, { granularity: "sentence" }).segment(text), (found) => found.segment)
    : text.match(/[^.!?…]+[.!?…]*/g);
  return (sentences ?? [text]).flatMap(shortened).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

/** Cuts a long sentence, after a comma where there is one in its second half, else between words. */
function shortened(sentence) {
  const pieces = [];
  let rest = sentence.trim();
  while (rest.length > LONGEST_PIECE) {
    const head = rest.slice(0, LONGEST_PIECE);
    const comma = Math.max(head.lastIndexOf(", "), head.lastIndexOf("; "));
    const cut = comma > LONGEST_PIECE / 2 ? comma + 1 : head.lastIndexOf(" ");
    const end = cut > 0 ? cut : LONGEST_PIECE;
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest ? [...pieces, rest] : pieces;
}
