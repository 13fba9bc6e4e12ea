"""Reads a checked .docx into HTML whose classes tell what only Word knows: title, caption, centred, set apart."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

import mammoth
from mammoth import documents
from mammoth.docx.files import InvalidFileReferenceError

from cms.text.legacy import LegacyEncoding, convert, convert_from_font, detect_legacy_encoding, encoding_of_font
from cms.text.nfc import nfc

from .package import MAIN_PART, Package, Refused, damaged, open_package
from .styles import Styles
from .tidying import tidied

LARGEST_PICTURE = 40 * 2**20
MOST_PICTURES = 60
# Twentieths of a point: from a third of the page on, a paragraph is set apart.
FAR_IN = 2800
FAR_IN_BLANKS = 20
FAR_IN_TABS = 4
SOFT_HYPHEN = "\u00ad"

# A paragraph that stands out in Word becomes one of a class; those of Word's own heading styles stay what they are.
HINTS = ("title", "caption", "centred", "apart")
STYLE_NAMES = {"title": "title", "subtitle": "centred", "caption": "caption"}
STYLE_MAP = "\n".join(f"p[style-name='portal {hint}'] => p.{hint}:fresh" for hint in HINTS)
CENTRED = {"center"}
TO_THE_RIGHT = {"right", "end"}


@dataclass
class WordFile:
    """`html` names its pictures by their number; `pictures` opens them. `lost` is what does not come along.

    `encodings` are those before Unicode that text was found in; it is converted where that was asked for.
    """

    html: str = ""
    pictures: dict[str, Callable[[], bytes | None]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    encodings: set[LegacyEncoding] = field(default_factory=set)


def read_word(file: BinaryIO, *, converts: bool = False) -> WordFile:
    """Return what is in a .docx. With `converts` text of fonts before Unicode becomes Unicode. Raises Refused."""
    package = open_package(file)
    try:
        return _Converter(package, file, converts).read()
    except Refused:
        raise
    except Exception as error:
        # The converter trusts its files: of a malformed one it raises KeyError, ValueError, RecursionError and more.
        raise Refused(damaged()) from error


class _Converter:
    def __init__(self, package: Package, file: BinaryIO, converts: bool):
        self._package, self._file, self._converts = package, file, converts
        self._found = WordFile(lost=set(package.lost))
        self._styles = Styles(package.part("word/styles.xml"))
        self._whole: LegacyEncoding | None = None

    def read(self) -> WordFile:
        result = mammoth.convert_to_html(
            self._tidied(),
            transform_document=self._transform,
            style_map=STYLE_MAP,
            # One that a file brings along is its author's, not ours.
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=self._convert_picture,
        )
        self._found.html = result.value
        return self._found

    def _tidied(self) -> BinaryIO:
        """Return the file, its main part tidied where that has something to do."""
        document = self._package.part(MAIN_PART)
        written = tidied(document, self._package.part("word/numbering.xml"), self._styles) if document else document
        self._file.seek(0)
        if written is document:
            return self._file
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w") as archive:
            for name in dict.fromkeys(self._package.archive.namelist()):
                entry = self._package.archive.getinfo(name)
                if entry.file_size > LARGEST_PICTURE:
                    # No picture that is taken; unpacked, it would stand in memory.
                    continue
                data = written if name == MAIN_PART else self._package.archive.read(entry)
                archive.writestr(name, data, entry.compress_type, compresslevel=1)
        copy.seek(0)
        return copy

    def _transform(self, document: documents.Document) -> documents.Document:
        self._whole = self._encoding_of_all(document)
        change = mammoth.transforms.paragraph(self._transform_paragraph)
        # Upstream leaves footnotes out of what is transformed, and has no other way to them.
        notes = [note.copy(body=[change(item) for item in note.body]) for note in document.notes._notes.values()]
        return change(document).copy(notes=documents.notes(notes))

    def _encoding_of_all(self, document: documents.Document) -> LegacyEncoding | None:
        """Return the encoding that the letters speak for, where no font does: of a file that lost its fonts."""
        texts = mammoth.transforms.get_descendants_of_type(document, documents.Text)
        found = detect_legacy_encoding(" ".join(text.value for text in texts))
        if found:
            self._found.encodings.add(found)
        return found

    def _transform_paragraph(self, paragraph: documents.Paragraph) -> documents.Paragraph:
        paragraph = paragraph.copy(children=_joined(paragraph.children))
        change = partial(self._transform_run, paragraph.style_id)
        paragraph = mammoth.transforms.run(change)(paragraph)
        hint = self._hint(paragraph)
        return paragraph.copy(style_id=None, style_name=f"portal {hint}") if hint else paragraph

    def _transform_run(self, paragraph_style: str | None, run: documents.Run) -> documents.Run:
        look = self._styles.format_of(run.style_id, paragraph_style)
        font = run.font or look.font or ""
        children = [self._transform_text(child, font) for child in run.children]
        is_bold, is_italic = run.is_bold or bool(look.is_bold), run.is_italic or bool(look.is_italic)
        return run.copy(children=children, is_bold=is_bold, is_italic=is_italic)

    def _transform_text(self, child, font: str):
        if not isinstance(child, documents.Text):
            return child
        encoding = encoding_of_font(font)
        if encoding:
            converted = convert_from_font(child.value, font)
        elif self._whole:
            converted = convert(child.value, self._whole)
        else:
            # Of old fonts it is a letter; of all others a hyphen that nobody sees.
            return documents.text(child.value.replace(SOFT_HYPHEN, ""))
        if encoding and converted != nfc(child.value):
            self._found.encodings.add(encoding)
        return documents.text(converted) if self._converts else child

    def _hint(self, paragraph: documents.Paragraph) -> str:
        """Return what a paragraph stands out as, '' for running text, headings and lists."""
        if paragraph.numbering or self._styles.is_heading(paragraph.style_id):
            return ""
        named = STYLE_NAMES.get((paragraph.style_name or "").lower())
        alignment = paragraph.alignment or self._styles.format_of(paragraph.style_id).alignment
        if named or alignment in CENTRED:
            return named or "centred"
        return "apart" if alignment in TO_THE_RIGHT or _is_far_in(paragraph) else ""

    def _convert_picture(self, image: documents.Image) -> list:
        number = str(len(self._found.pictures) + 1)
        if len(self._found.pictures) >= MOST_PICTURES:
            self._found.lost.add("pictures")
            return []
        self._found.pictures[number] = partial(_read_picture, image)
        words = {"alt": nfc(image.alt_text)} if image.alt_text else {}
        return [mammoth.html.element("img", {**words, "src": number})]


def _read_picture(image: documents.Image) -> bytes | None:
    """Return a picture's bytes; None for one that lies elsewhere, is missing or too large."""
    try:
        with image.open() as file:
            data = file.read(LARGEST_PICTURE + 1)
    except (InvalidFileReferenceError, KeyError, OSError, zipfile.BadZipFile, NotImplementedError):
        return None
    return data if len(data) <= LARGEST_PICTURE else None


def _joined(children: list) -> list:
    """Join neighbouring runs of one look: Word parts words where somebody paused, and half a VNI letter is none."""
    joined: list = []
    for child in children:
        last = joined[-1] if joined else None
        if isinstance(child, documents.Run) and isinstance(last, documents.Run) and _look(last) == _look(child):
            joined[-1] = last.copy(children=_joined_texts([*last.children, *child.children]))
        elif isinstance(child, documents.Run):
            joined.append(child.copy(children=_joined_texts(child.children)))
        else:
            joined.append(child)
    return joined


def _look(run: documents.Run) -> documents.Run:
    return run.copy(children=[])


def _joined_texts(children: list) -> list:
    joined: list = []
    for child in children:
        if isinstance(child, documents.Text) and joined and isinstance(joined[-1], documents.Text):
            joined[-1] = documents.text(joined[-1].value + child.value)
        else:
            joined.append(child)
    return joined


def _is_far_in(paragraph: documents.Paragraph) -> bool:
    """Whether a paragraph begins far from the margin, by its indent or by blanks and tabs typed in front."""
    start = paragraph.indent.start or "0"
    if start.isascii() and start.isdecimal() and len(start) < 6 and int(start) >= FAR_IN:
        return True
    blanks = tabs = 0
    for leaf in mammoth.transforms.get_descendants(paragraph):
        if isinstance(leaf, documents.Tab):
            tabs += 1
        elif isinstance(leaf, documents.Text):
            blanks += len(leaf.value) - len(leaf.value.lstrip())
            if leaf.value.strip():
                break
    return tabs >= FAR_IN_TABS or blanks >= FAR_IN_BLANKS
