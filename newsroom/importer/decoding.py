"""Makes text of the bytes of a saved page: UTF-8, UTF-16 and windows-1258 in, NFC out."""

import re
import unicodedata

import filetype
from django.utils.translation import gettext as _

from cms.text.legacy import LegacyEncoding, convert, detect_legacy_encoding
from cms.text.nfc import nfc

from .articles import Unreadable

MAX_FILE_BYTES = 2 * 1024 * 1024
MAX_LINE_LENGTH = 50_000

LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
WEB_PAGE = re.compile(rb"\s*<(!doctype|html|\?xml)", re.IGNORECASE)
# UTF-8 that was read as windows-1252 and saved again: "Viá»‡t", "Ä‘".
TWICE_ENCODED = re.compile("á»|áº|Ä‘|Æ°|Æ¡")
UTF16_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
WORDS_SHOWN = 60
# Of the bytes in one place of each pair, how many are zero in text that is mostly Latin letters.
UTF16_FEWEST_ZEROS = 0.25


class Legacy(Unreadable):
    """Text of the fonts before Unicode; `converted` is the whole page in Unicode, for who wants it so."""

    def __init__(self, line: int, text: str, encoding: LegacyEncoding):
        lines = [convert(words, encoding) for words in split_lines(text)]
        reason = _(
            "The text is written in %(encoding)s, a code from before Unicode. Converted by --convert it would read: "
            "“%(words)s”."
        )
        super().__init__(line, reason % {"encoding": encoding, "words": lines[line - 1].strip()[:WORDS_SHOWN]})
        self.converted = "\n".join(lines)
        self.encoding = encoding


def decode(data: bytes) -> str:
    """Return the text of a saved page, in NFC.

    Raises Unreadable for what is no text and for files and lines of a size that no saved page has, and Legacy for
    text of the fonts before Unicode (TCVN3, VNI): a person decides about that.
    """
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(1, _("The file is larger than %(size)s MiB.") % {"size": MAX_FILE_BYTES // 2**20})
    text = nfc(_text_of(data).lstrip("\ufeff"))
    if not text.strip():
        raise Unreadable(1, _("The file is empty."))
    legacy = None
    for number, line in enumerate(split_lines(text), start=1):
        _check_line(number, line)
        encoding = detect_legacy_encoding(line)
        legacy = legacy or (encoding and Legacy(number, text, encoding))
    if legacy:
        raise legacy
    return _refuse_legacy(text)


def split_lines(text: str) -> list[str]:
    """Return the lines of `text`, of whatever system, without their ends."""
    return LINE_BREAK.split(text)


def _text_of(data: bytes) -> str:
    _refuse_other_files(data)
    encoding = UTF16_BOMS.get(data[:2]) or _utf16_without_bom(data)
    if encoding:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise Unreadable(1, _("The file is damaged: it is not UTF-16 all through.")) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows_1258(data, error.start)


def _refuse_other_files(data: bytes) -> None:
    kind = filetype.guess(data)
    if kind:
        raise Unreadable(1, _("This is a file of the kind %(kind)s, not saved text.") % {"kind": kind.mime})
    if WEB_PAGE.match(data):
        raise Unreadable(1, _("This is the source of a web page; save the page as plain text."))


def _utf16_without_bom(data: bytes) -> str | None:
    """Guess by the zero bytes: UTF-16 Latin text has them in every second place, other text nowhere."""
    if len(data) < 4 or len(data) % 2:
        return None
    even = data[0::2].count(0) / (len(data) // 2)
    odd = data[1::2].count(0) / (len(data) // 2)
    if odd > UTF16_FEWEST_ZEROS and even == 0:
        return "utf-16-le"
    if even > UTF16_FEWEST_ZEROS and odd == 0:
        return "utf-16-be"
    return None


def _windows_1258(data: bytes, first_bad_byte: int) -> str:
    """Decode windows-1258, whose tones are marks behind the vowel; every one of them must find its vowel."""
    line = data.count(b"\n", 0, first_bad_byte) + 1
    if CONTROL.search(data.decode("latin-1")):
        raise _unknown(line)
    try:
        text = nfc(data.decode("cp1258"))
    except UnicodeDecodeError as error:
        _refuse_legacy(_latin(data))
        raise _unknown(line) from error
    if any(unicodedata.category(character) == "Mn" for character in text):
        _refuse_legacy(_latin(data))
        raise _unknown(line)
    return text


def _latin(data: bytes) -> str:
    """Return bytes as the old fonts took them: windows-1252, whose quotation marks Latin-1 has not."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _refuse_legacy(text: str) -> str:
    encoding = detect_legacy_encoding(text)
    if encoding:
        lines = split_lines(text)
        first = next((number for number, line in enumerate(lines, start=1) if convert(line, encoding) != line), 1)
        raise Legacy(first, text, encoding)
    return text


def _check_line(number: int, line: str) -> None:
    if len(line) > MAX_LINE_LENGTH:
        reason = _("The line is longer than %(length)s characters.") % {"length": MAX_LINE_LENGTH}
        raise Unreadable(number, reason)
    control = CONTROL.search(line)
    if control:
        reason = _("The line holds the control character U+%(code)s: the file is damaged or no text.")
        raise Unreadable(number, reason % {"code": f"{ord(control.group()):04X}"})
    if "\ufffd" in line or TWICE_ENCODED.search(line):
        raise Unreadable(number, _("The letters of this line were damaged when the file was saved."))


def _unknown(line: int) -> Unreadable:
    return Unreadable(line, _("The file is neither UTF-8, UTF-16 nor windows-1258 text."))
