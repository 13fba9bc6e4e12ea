"""The words of DOCX, PPTX and ODT: archives of XML, read as a stream and without a tree.

Headers, footnotes, comments, notes of slides and struck-out text are read too: who downloads the file has them. No
library is used, because those there are read the main text alone, or build the whole tree in memory.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from cms.media.words.parts import Locked, Part, Unreadable, row

# Bytes that the XML of one file may be when it is unpacked, and that are handed over at a time.
MOST_XML = 300 * 1024 * 1024
CHUNK = 1024 * 1024

WORD_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
SLIDES = re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)(\d+)\.xml")
ENCRYPTED = b"encryption-data"


class Words:
    """Target of the parser: gathers paragraphs and rows as lines.

    In Office's XML text stands in elements of its own (`t`), in OpenDocument's anywhere in a paragraph.
    """

    paragraphs = {"p", "h"}
    rows = {"tr", "table-row"}
    cells = {"tc", "table-cell"}
    texts = {"t", "delText"}
    breaks = {"br": " ", "tab": " ", "cr": " ", "s": " ", "line-break": " "}

    def __init__(self, text_anywhere: bool):
        self.lines: list[str] = []
        self._text_anywhere = text_anywhere
        self._open = 0
        self._paragraphs: list[list[str]] = []
        self._rows: list[list[str]] = []
        self._cells: list[list[str]] = []

    def start(self, tag, attributes):
        name = _local(tag)
        if name in self.paragraphs:
            self._paragraphs.append([])
        elif name in self.rows:
            self._rows.append([])
        elif name in self.cells:
            self._cells.append([])
        elif name in self.texts:
            self._open += 1
        elif name in self.breaks and self._paragraphs:
            self._paragraphs[-1].append(self.breaks[name])

    def data(self, text):
        if self._paragraphs and (self._text_anywhere or self._open):
            self._paragraphs[-1].append(text)

    def end(self, tag):
        name = _local(tag)
        if name in self.paragraphs and self._paragraphs:
            self._place("".join(self._paragraphs.pop()))
        elif name in self.cells and self._cells:
            cell = " ".join(self._cells.pop())
            if self._rows:
                self._rows[-1].append(cell)
        elif name in self.rows and self._rows:
            # The row of a table within a cell is a line like any other.
            self.lines.append(row(self._rows.pop()))
        elif name in self.texts:
            self._open -= 1

    def close(self):
        return "\n".join(line for line in self.lines if line)

    def _place(self, paragraph: str) -> None:
        if self._cells:
            self._cells[-1].append(paragraph)
        else:
            self.lines.append(row([paragraph]))


def docx(file: BinaryIO) -> Iterator[Part]:
    """Yield one part with all words. Raises Locked or Unreadable."""
    with _archive(file) as archive:
        names = [name for name in archive.namelist() if WORD_PARTS.fullmatch(name)]
        if not names:
            raise Unreadable("no text of Word in it")
        # The main text first.
        names.sort(key=lambda name: (name != "word/document.xml", name))
        yield Part("text", 1, "\n".join(filter(None, _texts(archive, names, text_anywhere=False))))


def pptx(file: BinaryIO) -> Iterator[Part]:
    """Yield one part for each slide, and one for its notes. Raises Locked or Unreadable."""
    with _archive(file) as archive:
        found = [match for match in map(SLIDES.fullmatch, archive.namelist()) if match]
        if not found:
            raise Unreadable("no slides in it")
        found.sort(key=lambda match: (int(match[2]), match[1] != "slides/slide"))
        for match, text in zip(found, _texts(archive, [match[0] for match in found], text_anywhere=False), strict=True):
            yield Part("slide", int(match[2]), text)


def odt(file: BinaryIO) -> Iterator[Part]:
    """Yield one part with all words. Raises Locked or Unreadable."""
    with _archive(file) as archive:
        names = [name for name in ("content.xml", "styles.xml") if name in archive.namelist()]
        if not names:
            raise Unreadable("no text in it")
        if "META-INF/manifest.xml" in archive.namelist() and ENCRYPTED in archive.read("META-INF/manifest.xml"):
            raise Locked
        yield Part("text", 1, "\n".join(filter(None, _texts(archive, names, text_anywhere=True))))


def _archive(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable(str(error)) from error


def _texts(archive: zipfile.ZipFile, names: list[str], *, text_anywhere: bool) -> Iterator[str]:
    """Yield the text of each of these parts of the archive."""
    left = MOST_XML
    for name in names:
        parser = DefusedXMLParser(target=Words(text_anywhere), forbid_dtd=True)
        try:
            with archive.open(name) as part:
                while chunk := part.read(CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise Unreadable("larger than it is worth reading")
                    parser.feed(chunk)
            yield parser.close()
        except (ParseError, DefusedXmlException, zipfile.BadZipFile, NotImplementedError, EOFError) as error:
            raise Unreadable(str(error)) from error
        except RuntimeError as error:
            # Upstream: zipfile says so where a password is asked for.
            raise Locked from error


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
