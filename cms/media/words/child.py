"""Reads one file from standard input and writes what it says to standard output, as JSON.

Run as a process of its own: `python -m cms.media.words.child docx < file`. A file may be made to crash a reader, or to
have it eat all memory: here it takes down nothing else, and the limits of the operating system hold.
"""

import io
import json
import os
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from itertools import groupby
from typing import BinaryIO

from cms.media.words import office, pdf, plain, sheets
from cms.media.words.parts import Cut, Locked, Part, Unreadable
from cms.text.legacy import convert, detect_legacy_encoding
from cms.text.nfc import nfc
from cms.text.personal_data import find_pupils_data

# Seconds of work, bytes of memory, and bytes of the answer.
MOST_SECONDS = 60
MOST_MEMORY = 1536 * 1024 * 1024
MOST_ANSWER = 64 * 1024 * 1024

READERS: dict[str, Callable[[BinaryIO], Iterator[Part]]] = {
    "pdf": pdf.pdf,
    "docx": office.docx,
    "pptx": office.pptx,
    "odt": office.odt,
    "xlsx": sheets.sheets,
    "xls": sheets.sheets,
    "ods": sheets.sheets,
    "csv": plain.table,
    "txt": plain.txt,
}
# Of an archive: files, and bytes that one of them may be when it is unpacked.
MOST_FILES = 100
MOST_UNPACKED = 50 * 1024 * 1024


def main(extension: str, file: BinaryIO, answer: io.TextIOBase) -> None:
    json.dump(answer_for(extension, file), answer, ensure_ascii=False)


def answer_for(extension: str, file: BinaryIO) -> dict:
    """Return {"state", "parts", "findings", "is_partial"}: what cms.media.words.reading makes a Reading of."""
    cut = Cut()
    unread: list[str] = []
    try:
        found = _archived(file, unread) if extension == "zip" else _read(extension, file)
        parts = [_in_unicode(part) for part in cut.of(found)]
    except Locked:
        return {"state": "locked"}
    except Unreadable:
        return {"state": "unreadable"}
    if not any(part.text for part in parts):
        return {"state": "unreadable" if unread else "wordless"}
    return {
        "state": "read",
        "parts": [asdict(part) for part in parts],
        "findings": findings_in(parts),
        "is_partial": cut.was_cut or bool(unread) or any(part.is_partial for part in parts),
    }


def findings_in(parts: list[Part]) -> list[dict]:
    """Return what pupils' data there is: one entry for each part and kind, with the first line and how many lines."""
    entries: dict[tuple, dict] = {}
    # A list goes on over the pages of a file, and says above the first of its rows what it is; a sheet is one list.
    lists = groupby(enumerate(parts), key=lambda each: (each[1].inside, each[0] if each[1].kind == "sheet" else -1))
    for _which, numbered in lists:
        lines = [(index, line) for index, part in numbered for line in enumerate(part.text.split("\n"), start=1)]
        for finding in find_pupils_data("\n".join(text for _index, (_number, text) in lines)):
            index, (line, _text) = lines[finding.line - 1]
            part, kind = parts[index], str(finding.kind)
            place = {"part": part.kind, "number": part.number, "name": part.name, "inside": part.inside}
            blank = {**place, "index": index, "kind": kind, "line": line, "count": 0}
            entries.setdefault((index, kind), blank)["count"] += 1
    return list(entries.values())


def _read(extension: str, file: BinaryIO) -> Iterator[Part]:
    if extension not in READERS:
        raise Unreadable(f"no reader for .{extension}")
    return READERS[extension](file)


def _archived(file: BinaryIO, unread: list[str]) -> Iterator[Part]:
    """Yield the parts of the files in an archive; `unread` is given the names of those that could not be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            unread += [member.filename for member in members[MOST_FILES:]]
            for member in members[:MOST_FILES]:
                yield from _member(archive, member, unread)
    except (zipfile.BadZipFile, ValueError) as error:
        raise Unreadable(str(error)) from error


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, unread: list[str]) -> Iterator[Part]:
    if member.flag_bits & 1:
        raise Locked
    try:
        with archive.open(member) as packed:
            content = packed.read(MOST_UNPACKED + 1)
        if len(content) > MOST_UNPACKED:
            raise Unreadable("larger than it is worth reading")
        extension = member.filename.rpartition(".")[2].lower()
        for part in _read(extension, io.BytesIO(content)):
            yield replace(part, inside=nfc(member.filename))
    except (Locked, Unreadable, zipfile.BadZipFile, NotImplementedError, EOFError):
        unread.append(member.filename)


def _in_unicode(part: Part) -> Part:
    """Return the part in NFC; text for the fonts before Unicode is converted here, to be looked through.

    Without zero bytes: PostgreSQL stores none, and a file that cannot be stored would never count as read.
    """
    text = part.text.replace("\0", "")
    encoding = detect_legacy_encoding(text)
    text = convert(text, encoding) if encoding else text
    return replace(part, text=nfc(text), name=nfc(part.name.replace("\0", "")))


def _limit() -> None:
    """Have the operating system end this process where a file asks for more than any honest one does."""
    limits = {
        resource.RLIMIT_CPU: MOST_SECONDS,
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_FSIZE: MOST_ANSWER,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        # Some systems know no limit of this kind.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    os.nice(10)


if __name__ == "__main__":
    _limit()
    with io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace") as out:
        main(sys.argv[1], sys.stdin.buffer, out)
