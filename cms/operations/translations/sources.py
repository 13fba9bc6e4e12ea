"""Which sources belong to which app: the installed ones, the packages they show text of, and the portal itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings

from cms.operations.translations import extraction
from cms.operations.translations.extraction import Message

SITE = "site"
DOMAINS = ("django", "djangojs")
# Packages that are no apps here, and whose words stand on our screens: forms, filters of lists, refusals of an API.
LIBRARIES = (
    "django",
    "django_filters",
    "django_tasks",
    "modelsearch",
    "permissionedforms",
    "rest_framework",
    "treebeard",
)
# Below an app, but never shown: tests, what is copied into new projects, and names as old migrations knew them.
NOT_SHOWN = {"tests", "test", "testing", "migrations", "locale", "project_template", "node_modules", "__pycache__"}
# Which files have messages, and in which folder alone.
KINDS = {".py": "", ".html": "templates", ".txt": "templates", ".xml": "templates", ".js": "static"}
OUR_OWN = ("cms", "newsroom", "events", "home", "search", "templates", "static")


@dataclass
class Source:
    """The messages of one app, by domain."""

    name: str
    messages: dict[str, set[Message]] = field(default_factory=lambda: {domain: set() for domain in DOMAINS})


def installed() -> list[Source]:
    """Return the messages of every installed app that is not ours, and of the libraries, by name."""
    folders = {app.name: Path(app.path) for app in apps.get_app_configs() if not _is_ours(Path(app.path))}
    for library in LIBRARIES:
        spec = find_spec(library)
        if spec and spec.origin:
            folders.setdefault(library, Path(spec.origin).parent)
    # Apps that are not installed lie inside those that are: django.contrib.admin, wagtail.contrib.redirects.
    apps_on_disk = {path.parent for folder in folders.values() for path in folder.rglob("apps.py")}
    return [
        _read(name, folder, (apps_on_disk | {*folders.values()}) - {folder}) for name, folder in sorted(folders.items())
    ]


def site() -> Source:
    """Return the messages of the portal's own code, templates and scripts."""
    source = Source(SITE)
    for part in OUR_OWN:
        _collect(settings.BASE_DIR / part, set(), source.messages)
    return source


def _is_ours(folder: Path) -> bool:
    return any(folder.is_relative_to(settings.BASE_DIR / part) for part in OUR_OWN)


def _read(name: str, folder: Path, others: set[Path]) -> Source:
    source = Source(name)
    _collect(folder, others, source.messages)
    for domain in DOMAINS:
        # Scripts are delivered as bundles that cannot always be read: what the package says it shows counts as well.
        shipped = folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if shipped.exists():
            source.messages[domain] |= set(of_catalogue(shipped))
    return source


def of_catalogue(path: Path) -> Iterator[Message]:
    """Yield the messages of a .po file, without what is obsolete."""
    return (of_entry(entry) for entry in polib.pofile(str(path)) if not entry.obsolete)


def of_entry(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def _collect(folder: Path, others: set[Path], messages: dict[str, set[Message]]) -> None:
    files = list(_files(folder, others))
    scripts = [path.read_text(encoding="utf-8") for path in files if path.suffix == ".js"]
    bundled = extraction.bundled_names(scripts)
    for path in files:
        if path.suffix == ".py":
            messages["django"].update(extraction.of_python(path.read_text(encoding="utf-8")))
        elif path.suffix != ".js":
            messages["django"].update(extraction.of_template(path.read_text(encoding="utf-8")))
    for text in scripts:
        messages["djangojs"].update(extraction.of_javascript(text, bundled))


def _files(folder: Path, others: set[Path]) -> Iterator[Path]:
    """Yield modules, templates and scripts below a folder, without those of other apps and what is never shown."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path not in others and path.name not in NOT_SHOWN:
                yield from _files(path, others)
        elif path.suffix in KINDS and KINDS[path.suffix] in {"", *path.parts}:
            yield path
