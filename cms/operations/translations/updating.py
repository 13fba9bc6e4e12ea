"""Our own .po files, kept in step with the code: what is new stands there empty, what is gone is gone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings

from cms.operations.translations.coverage import LANGUAGE, coverage
from cms.operations.translations.extraction import Message
from cms.operations.translations.sources import DOMAINS, Source, of_entry

WIDTH = 110
ENGLISH = "en"
PLURAL_FORMS = {LANGUAGE: "nplurals=1; plural=0;", ENGLISH: "nplurals=2; plural=(n != 1);"}
HEADERS = {
    LANGUAGE: "Vietnamese strings. Words follow docs/huong-dan/thuat-ngu.md.",
    ENGLISH: "English strings of the portal: what the code says, unless other words are written here.",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]")


@dataclass(frozen=True)
class Change:
    """How a .po file differs from what the code shows."""

    path: Path
    new: tuple[Message, ...]
    gone: tuple[Message, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


def catalogue_of_site(language: str, domain: str) -> Path:
    return _path(Path(settings.LOCALE_PATHS[0]), language, domain)


def catalogue_of_packages(domain: str) -> Path:
    """Return where what installed packages lack in Vietnamese stands."""
    return _path(Path(settings.LOCALE_PATHS[1]), LANGUAGE, domain)


def vietnamese_catalogues() -> list[Path]:
    """Return our Vietnamese .po files that exist."""
    paths = [catalogue_of_site(LANGUAGE, domain) for domain in DOMAINS]
    paths += [catalogue_of_packages(domain) for domain in DOMAINS]
    return [path for path in paths if path.exists()]


def changes(site: Source, installed: Iterable[Source]) -> list[Change]:
    """Return how each .po file of ours differs from the code: only those that do."""
    installed = list(installed)
    lines = list(coverage(installed))
    found = []
    for domain in DOMAINS:
        for language in (LANGUAGE, ENGLISH):
            found.append(_change(catalogue_of_site(language, domain), site.messages[domain], site.messages[domain]))
        lacking = {message for line in lines if line.domain == domain for message in line.missing}
        shown = {message for source in installed for message in source.messages[domain]}
        found.append(_change(catalogue_of_packages(domain), lacking, shown))
    return [change for change in found if change]


def carry_out(change: Change) -> None:
    """Write a change into its file. New messages are empty in Vietnamese and say what they say in English."""
    catalogue = _open(change.path)
    gone = set(change.gone)
    kept = [entry for entry in catalogue if not entry.obsolete and of_entry(entry) not in gone]
    catalogue.clear()
    catalogue.extend(kept + [_entry(message) for message in change.new])
    if _language(change.path) == ENGLISH:
        speak_english(catalogue)
    # In the order of the alphabet: nothing moves when a module is split.
    catalogue.sort(key=of_entry)
    change.path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(change.path))


def speak_english(catalogue: polib.POFile) -> None:
    """Let what has no English text say what the code says."""
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural} | {
                number: text for number, text in entry.msgstr_plural.items() if text
            }
        else:
            entry.msgstr = entry.msgstr or entry.msgid


def _change(path: Path, wanted: set[Message], shown: set[Message]) -> Change:
    """Compare a file with what it must have (`wanted`) and what it may have (`shown`)."""
    there = {of_entry(entry) for entry in _open(path) if not entry.obsolete}
    return Change(path, tuple(sorted(wanted - there)), tuple(sorted(there - shown)))


def _path(folder: Path, language: str, domain: str) -> Path:
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def _language(path: Path) -> str:
    return path.parent.parent.name


def _open(path: Path) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path), wrapwidth=WIDTH)
    catalogue = polib.POFile(wrapwidth=WIDTH)
    catalogue.header = HEADERS[_language(path)]
    catalogue.metadata = {
        "Project-Id-Version": "portal",
        "Language": _language(path),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[_language(path)],
    }
    return catalogue


def _entry(message: Message) -> polib.POEntry:
    return polib.POEntry(
        msgid=message.text,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        msgstr_plural={0: ""} if message.plural else {},
        # What msgfmt compares where it is installed.
        flags=["python-format"] if PLACEHOLDER.search(message.text) or PLACEHOLDER.search(message.plural) else [],
    )
