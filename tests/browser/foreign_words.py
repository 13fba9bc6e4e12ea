"""Finds what is no Vietnamese on a screen: in what is shown, and in what attributes and templates hold until then.

No list of English words could be complete. A Vietnamese syllable is another matter: written without any mark it is one
of a few hundred, by the rules of Vietnamese spelling. What is none of them, has no mark and is no name, is foreign.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

# Formats, units and names; words that Vietnamese has taken over (docs/huong-dan/thuat-ngu.md); keys; abbreviations of
# offices; accounts of the sample site.
ALLOWED = """
    rss atom pdf doc docx xls xlsx ppt pptx odt ods zip csv txt jpg jpeg png gif webp heic heif avif html css url ip qr
    kb mb gb px utf unicode vni tcvn vntime youtube vimeo facebook zalo word excel google docs libreoffice
    wagtail english
    email video menu internet website logo fax sapo ctrl shift alt enter esc tab backspace delete
    sgddt gdtx gdcn gdth gdtrh gdmn khtc vp ubnd thpt thcs soan truong duyet quantri thanhtra
"""
# English words that could be Vietnamese syllables: alone they are English.
AMBIGUOUS = "no on to go do so me the a an by my than then them hi he can day may run"
# No words: addresses of mail and pages, names of files and accounts, what has digits or underscores, places in a
# sentence that a script fills.
NO_WORDS = re.compile(
    r"%\(\w+\)[sd]|VNI-\w+|\S+@\S+|https?://\S*|(?<!\w)/[\w./-]*|\w+(?:[.-]\w+)*\.\w{1,5}\b|\w*[\d_]\w*|&\w+;"
)
WORD = re.compile(r"[^\W\d_]+")
# Syllables without a mark. Those that end in p, t, c or ch always have one.
SYLLABLE = re.compile(
    r"""
    (?: (?: b|d|gi|h|l|m|n|nh|ph|r|s|t|th|tr|v|x|ch|kh|qu )?
        (?: (?:a|o|u|oa|ua|oe|uy|e|i|y) | (?:ai|ao|au|ay|eo|ia|iu|oai|oay|oi|ui|uya|uyu)
          | (?:a|e|o|u|i|oa|oe|ua|uy)[mn] | (?:a|e|o|u|oa|ua)ng | (?:a|i|oa|ua|uy)nh )
      | (?: c|g|ng ) (?: a|o|u|oa|ai|ao|au|ay|oi|ua|ui|[aou][mn]|[aou]ng|oan|oang|oanh|anh )
      | (?: k|gh|ngh ) (?: e|i|y|eo|ia|iu|[ei][mn]|eng|inh )
      | pin | pa | po )
    """,
    re.VERBOSE,
)
# What the browser has: text, and attributes that are read, shown on hover or shown by scripts.
WORDS_OF = """
() => {
  const found = new Map();
  const shown = ["title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt", "label",
    "data-placeholder"];
  const cut = ".c-sf-block__title, .w-minimap-item__text";
  const name = element => element.localName + (element.id ? `#${element.id}` : "")
    + [...element.classList].slice(0, 2).map(each => `.${each}`).join("");
  const note = (text, element, how) => {
    let words = (text || "").replace(/\\s+/g, " ").trim();
    // What somebody wrote, cut short in the middle of a word.
    if (element.matches(cut)) words = words.replace(/\\S+…$/, "");
    if (/\\p{L}{2}/u.test(words)) found.set(`${how}|${words}`, [words, `${how} ${name(element)}`]);
  };
  // Upstream's parts that nothing shows: a button of the calendar, a counter before it counts, names of models.
  const neverShown = ".xdsoft_save_selected, [data-side-panel-toggle-counter], td.app-label";
  // The guide names what stands on the screens of other software.
  const quoting = ".portal-guide__text";
  const isForeign = element => {
    if (element.matches(neverShown) && !element.checkVisibility()) return true;
    if (element.closest(quoting)) return true;
    const own = element.closest("[lang]");
    return own !== null && own !== document.documentElement && !own.lang.startsWith("vi");
  };
  const attributes = element => {
    for (const each of shown) if (element.hasAttribute(each)) note(element.getAttribute(each), element, `@${each}`);
    if (element.matches("input[type=submit], input[type=button], input[type=reset]"))
      note(element.value, element, "@value");
    for (const { name: key, value } of element.attributes) {
      if (!key.startsWith("data-") || /(class|controller|action|url|target|outlet|src)$|event/.test(key)) continue;
      if (/^[\\[{]/.test(value)) { sentences(value, element, `@${key}`); continue; }
      if (/ /.test(value) && /^\\p{Lu}/u.test(value)) note(value, element, `@${key}`);
    }
  };
  // What scripts are handed as JSON: of its strings, those that begin like a sentence or a label.
  const sentences = (json, element, how) => {
    let data;
    try { data = JSON.parse(json); } catch { return; }
    const walk = value => {
      if (typeof value === "string") {
        if (/^\\p{Lu}[\\p{L}’']+[ .…:?!]/u.test(value) && !/[<>{}]/.test(value)) note(value, element, how);
      } else if (value && typeof value === "object") Object.values(value).forEach(walk);
    };
    walk(data);
  };
  const walk = root => {
    for (const element of root.querySelectorAll("*")) {
      if (isForeign(element)) continue;
      if (element.localName === "template") walk(element.content);
      if (element.localName === "script") {
        if (/json/.test(element.type)) sentences(element.textContent, element, "json");
        continue;
      }
      attributes(element);
      if (element.closest("style, noscript, iframe, textarea, code, kbd, svg")) continue;
      for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) note(child.data, element, "text");
    }
  };
  walk(document);
  return [[document.title, "title"], ...found.values()];
}
"""


@dataclass(frozen=True)
class Finding:
    """Foreign words: which, in what text, and where on the screen."""

    words: tuple[str, ...]
    text: str
    where: str

    def __str__(self) -> str:
        return f"{', '.join(self.words)}: “{self.text[:160]}” ({self.where})"


def foreign_words(text: str, names: Collection[str] = ()) -> tuple[str, ...]:
    """Return the words of `text` that are no Vietnamese. `names` (titles of English pages, say) are left out first."""
    text = unicodedata.normalize("NFC", text)
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    words = WORD.findall(NO_WORDS.sub(" ", text))
    foreign = tuple(word for word in words if _is_foreign(word))
    if not foreign and words and all(word.lower() in AMBIGUOUS.split() for word in words):
        return tuple(words)
    return foreign


def _is_foreign(word: str) -> bool:
    lower = word.lower()
    if len(word) == 1 or not word.isascii() or lower in ALLOWED.split():
        return False
    # Abbreviations of offices and documents, and Roman numerals.
    if word.isupper() and (not re.search("[AEIOUY]", word) or re.fullmatch("[IVXLC]+", word)):
        return False
    return not SYLLABLE.fullmatch(lower)


def findings(page: Page, names: Collection[str] = ()) -> Iterator[Finding]:
    """Yield what is foreign on `page` as it stands now, templates that scripts show later among it."""
    for text, where in page.evaluate(WORDS_OF):
        if words := foreign_words(text, names):
            yield Finding(words, text, where)
