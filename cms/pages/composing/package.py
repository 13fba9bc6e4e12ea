"""Opens a .docx of unknown origin: what is hostile, damaged or no Word file is refused with a sentence for people.

A .docx is a ZIP archive of XML parts and pictures (ECMA-376). Nothing is unpacked to disk, nothing is fetched.
"""

import re
import zipfile
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

MOST_BYTES = 50 * 2**20
# Unpacked: of everything in the archive, and of its XML alone.
MOST_UNPACKED = 400 * 2**20
MOST_XML = 24 * 2**20
MOST_ENTRIES = 2000
# Elements and letters of one part: some hundred pages, read in a few seconds.
MOST_ELEMENTS = 80_000
MOST_LETTERS = 1_000_000
# Deeper than tables in text boxes in tables ever go.
DEEPEST = 150
# Of styles and fonts: each is looked at once for every paragraph.
LONGEST_NAME = 2000
NAMES = {"val", "ascii"}

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK\x03\x04"
MAIN_PART = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
MAIN_TYPE = re.compile(rb"application/vnd\.[\w.+-]*?\.document\.main\+xml", re.IGNORECASE)
MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
READ_PARTS = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|word/(?:_rels/)?[^/]+\.(?:xml|rels)", re.IGNORECASE)
XML_RELATIONS = {"officeDocument", "comments", "endnotes", "footnotes", "numbering", "styles"}
# What a converter of words cannot carry over, by the local name of its element.
LOST = {"oMath": "formulas", "chart": "charts", "relIds": "diagrams"}


class Refused(Exception):
    """A file that is not taken; says why and what to do, in the language of who asks."""


@dataclass
class Package:
    """A checked archive, and what was seen in it that does not come along: formulas, charts, diagrams, cropped."""

    archive: zipfile.ZipFile
    lost: set[str] = field(default_factory=set)

    def part(self, name: str) -> bytes:
        """Return an XML part, b'' where there is none."""
        return self.archive.read(name) if name in self.archive.namelist() else b""


def open_package(file: BinaryIO) -> Package:
    """Return the checked package in `file`. Raises Refused."""
    _check_kind(file)
    try:
        archive = zipfile.ZipFile(file)
        package = Package(archive)
        _check_entries(archive)
        for entry in archive.infolist():
            if READ_PARTS.fullmatch(entry.filename):
                data = archive.read(entry)
                _check_xml(package, data)
                if entry.filename.lower().endswith(".rels"):
                    _check_targets(entry.filename, data)
    except Refused:
        raise
    except Exception as error:
        # zipfile, zlib, lzma and expat each raise what is their own; of a file that somebody made up, anything.
        raise Refused(damaged()) from error
    return package


def damaged() -> str:
    return _(
        "This Word file is damaged and cannot be read. Open it in Word, save it anew as .docx and choose that file."
    )


def has_password() -> str:
    return _("The file has a password. Open it in Word, take the password away, save it and choose it again.")


def no_word_file() -> str:
    return _("This is no Word file. Choose a file whose name ends in .docx, as Word saves it.")


def too_large() -> str:
    return _("The file unpacks to more than a news article ever holds. Copy the article into a new Word file.")


def _check_kind(file: BinaryIO) -> None:
    """Refuse what is no ZIP archive, saying what it is instead."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(8)
    if not size:
        raise Refused(_("The file is empty."))
    if size > MOST_BYTES:
        reason = _("The file has %(size)s; at most %(most)s are taken. Leave out large pictures and add them later.")
        raise Refused(reason % {"size": filesizeformat(size), "most": filesizeformat(MOST_BYTES)})
    if head == OLD_OFFICE:
        raise Refused(_of_old_office(file))
    if not head.startswith(ZIP):
        raise Refused(no_word_file())


def _of_old_office(file: BinaryIO) -> str:
    file.seek(0)
    if ENCRYPTED in file.read():
        return has_password()
    return _(
        "This is a Word file of the old kind (.doc). Open it in Word, choose Save as, kind “.docx”, and choose that."
    )


def _check_entries(archive: zipfile.ZipFile) -> None:
    """Look at what the archive says of itself; reading never goes beyond the sizes it names."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(has_password())
    xml = sum(entry.file_size for entry in entries if READ_PARTS.fullmatch(entry.filename))
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or xml > MOST_XML:
        raise Refused(too_large())
    if CONTENT_TYPES not in names:
        raise Refused(no_word_file())
    types = archive.read(CONTENT_TYPES)
    if MACROS.search(types) or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused(_("The file holds macros. Open it in Word, save it as “.docx” (without macros) and choose that."))
    if MAIN_PART not in names and not MAIN_TYPE.search(types):
        raise Refused(no_word_file())


def _check_targets(name: str, data: bytes) -> None:
    """Refuse relationships that call something XML of the document which was not checked as such."""
    beside = "word/" if name.startswith("word/") else ""
    for element in ElementTree.fromstring(data):
        kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
        path = target[1:] if target.startswith("/") else f"{beside}{target}"
        if kind in XML_RELATIONS and not READ_PARTS.fullmatch(path):
            raise Refused(damaged())


def _check_xml(package: Package, data: bytes) -> None:
    """Refuse a part that declares entities (OPC forbids them), nests without end or holds too much."""
    depth = count = letters = 0

    def start(name: str, attributes: dict) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise Refused(too_large())
        if any(len(value) > LONGEST_NAME and key.rpartition(":")[2] in NAMES for key, value in attributes.items()):
            raise Refused(damaged())
        local = name.rpartition(":")[2]
        if local in LOST:
            package.lost.add(LOST[local])
        elif local == "srcRect" and any(value.strip("0") for value in attributes.values()):
            package.lost.add("cropped")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def read(text: str) -> None:
        nonlocal letters
        letters += len(text)
        if letters > MOST_LETTERS:
            raise Refused(too_large())

    def declare(*_declared) -> None:
        raise Refused(damaged())

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = read
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declare
    parser.Parse(data, True)
