"""Faults of a translation that no reader should find: what msgfmt checks, and what Vietnamese of this house adds."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib

NAMED = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]")
POSITIONAL = re.compile(r"(?<!%)(?:%%)*(%[0-9.]*[sdifr])(?![\w)])")
BRACED = re.compile(r"\{\w*(?::[^{}]*)?\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# Words inside a tag that a reader sees or hears, and that are translated.
SPOKEN_ATTRIBUTE = re.compile(r"""\b(title|alt|aria-label|placeholder)=("[^"]*"|'[^']*')""")
# Keys of the keyboard as help texts name them, and "&File" of menus.
ACCESS_KEY = re.compile(r"\b(?:Ctrl|Cmd|Shift|Esc|Alt(?= ?\+))\b|[⌘⌥⇧]|(?<!\w)&(?=[A-Za-z]\w*(?![\w;]))")
LAST_MARK = re.compile(r"(:|…|\.\.\.)\s*$")
# One spelling, one name (docs/huong-dan/thuat-ngu.md).
AVOIDED = {
    re.compile(pattern, re.IGNORECASE): instead
    for pattern, instead in {
        r"\bxoá\b": "xóa",
        r"\bkhoá\b": "khóa",
        r"\bhuỷ\b": "hủy",
        r"\btuỳ\b": "tùy",
        r"\bhoà\b": "hòa",
        r"\be-mail\b": "email",
        r"\bvi-đê-ô\b": "video",
        r"\btrình đơn\b": "menu",
        r"\bhình ảnh\b": "ảnh",
        r"\bhình đại diện\b": "ảnh đại diện",
        r"\bkiểm duyệt\b": "duyệt",
        r"\bphê duyệt\b": "duyệt",
        r"\btừ chối (duyệt|bài|bản nháp)\b": "trả lại",
        r"\bbản thảo\b": "bản nháp",
        r"\bcông bố\b": "xuất bản",
        r"\b(gỡ|hủy|ngừng) xuất bản\b": "gỡ",
        r"\blập lịch\b": "hẹn giờ",
        r"\blên lịch\b": "hẹn giờ",
        r"\bngười dùng\b(?! trình đọc)": "tài khoản (hoặc: bạn)",
        r"\bbảng điều khiển\b": "tổng quan",
        r"\bbình luận\b": "nhận xét",
        r"\btệp tin\b": "tệp",
        r"\bđường link\b": "liên kết",
        r"\bbộ sưu tập\b": "thư mục",
        r"\bvăn bản alt\b": "văn bản thay thế",
        r"\bsite\b": "cổng",
        r"\bwebsite\b": "cổng",
        r"\bngôn ngữ địa phương\b": "ngôn ngữ",
        r"\bquý (vị|khách)\b": "bạn",
    }.items()
}


def faults(path: Path) -> list[str]:
    """Return the faults of a Vietnamese .po file as lines for a person, each with the message it is about."""
    catalogue = polib.pofile(str(path))
    found = [f"{entry.msgid!r}: {fault}" for entry in catalogue for fault in faults_of(entry)]
    messages = Counter((entry.msgctxt, entry.msgid) for entry in catalogue)
    found += [f"{text!r}: stands there {times} times" for (_context, text), times in messages.items() if times > 1]
    if "nplurals=1;" not in catalogue.metadata.get("Plural-Forms", ""):
        found.append("header: Vietnamese has one form for every number (nplurals=1)")
    return found


def faults_of(entry: polib.POEntry) -> Iterator[str]:
    """Yield what is wrong with one entry of a catalogue."""
    if entry.obsolete:
        yield "left over from an older version"
    if entry.fuzzy:
        yield "uncertain (fuzzy)"
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not texts or not all(texts):
        yield "not translated"
        return
    if len(texts) != 1:
        yield "Vietnamese has one form for every number"
    for text in texts:
        yield from _differences(entry.msgid_plural or entry.msgid, text, left_out=f"{entry.comment} {entry.tcomment}")
        yield from spelling(text)


def _differences(original: str, text: str, left_out: str) -> Iterator[str]:
    """Yield what of the original the text lost. `left_out` names what was left out on purpose."""
    for what, pattern in {"placeholders": NAMED, "placeholders in braces": BRACED}.items():
        different = set(pattern.findall(original)) ^ set(pattern.findall(text))
        if different := {name for name in different if not _is_named(name, left_out)}:
            yield f"{what} differ: {', '.join(sorted(different))}"
    if POSITIONAL.findall(original) != POSITIONAL.findall(text):
        yield "placeholders without a name must come as often and in the same order"
    if _tags(original) != _tags(text):
        yield "HTML differs"
    if Counter(ACCESS_KEY.findall(TAG.sub("", original))) != Counter(ACCESS_KEY.findall(TAG.sub("", text))):
        yield "access keys differ"
    if _edges(original) != _edges(text):
        yield "white space at the beginning or the end differs"
    if LAST_MARK.search(original) and not LAST_MARK.search(text):
        yield "the last mark (: or …) is gone"


def spelling(text: str) -> Iterator[str]:
    """Yield where a text departs from the spelling and the words of the house."""
    if text != unicodedata.normalize("NFC", text):
        yield "not NFC"
    words = without_marks(text)
    for pattern, instead in AVOIDED.items():
        if found := pattern.search(words):
            yield f"“{found[0]}”: the house says “{instead}”"


def _is_named(placeholder: str, comment: str) -> bool:
    name = re.search(r"\w+", placeholder)
    return bool(name) and re.search(rf"\b{name[0]}\b", comment) is not None


def _tags(text: str) -> Counter:
    return Counter(SPOKEN_ATTRIBUTE.sub(r"\1", tag) for tag in TAG.findall(text))


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def without_marks(text: str) -> str:
    """Return a text as people read it: no placeholders, no HTML."""
    for pattern in (NAMED, BRACED, POSITIONAL, TAG):
        text = pattern.sub(" ", text)
    return text
