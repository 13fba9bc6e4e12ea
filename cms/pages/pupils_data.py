"""Pupils' data on a page: in its own texts, in the words shown with its pictures and files, and in the files.

What a file holds was found by the worker (cms.media.words) and is read from the database; all other words are looked
through each time. The same content and the same files give the same answer.
"""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.editorial.content_hash import used_files
from cms.media.models import CustomDocument, CustomImage
from cms.pages.leaves import HTML, TABLE, Leaf, leaves_of
from cms.text.personal_data import Kind, find_pupils_data

WHAT = {
    Kind.BIRTH_DATE: gettext_lazy("names with dates of birth"),
    Kind.SCORE: gettext_lazy("names with scores"),
    Kind.IDENTITY_NUMBER: gettext_lazy("names with identity numbers"),
    Kind.TELEPHONE: gettext_lazy("names with telephone numbers"),
}

LINE_ENDS = re.compile(r"<br\s*/?>|</(?:p|li|h\d|ul|ol)>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class PupilsData:
    """One kind of pupils' data in one place: `where` and `what` in words, `count` in how many lines.

    `subject` says in no language, and without the data itself, what exactly was found.
    """

    where: str
    what: str
    subject: str
    count: int


def findings_of(page) -> list[PupilsData]:
    """Return what of pupils' data the draft `page` holds, as it stands in memory. At most three queries."""
    used = used_files(page)
    documents = _documents(used)
    with_files = [found for file in [*_images(used), *documents] for found in _in_words_of(file)]
    return [*_in_texts(page), *with_files, *(found for document in documents for found in _in_document(document))]


def documents_of(page) -> list[CustomDocument]:
    """Return the documents that `page` offers, attached, listed or linked to, with what is known of their words."""
    return _documents(used_files(page))


def _documents(used: dict[int, set[int]]) -> list[CustomDocument]:
    ids = used.get(ContentType.objects.get_for_model(CustomDocument).pk)
    if not ids:
        return []
    # The words themselves may be long.
    return list(CustomDocument.objects.filter(pk__in=ids).select_related("words").defer("words__parts").order_by("pk"))


def _images(used: dict[int, set[int]]) -> list[CustomImage]:
    ids = used.get(ContentType.objects.get_for_model(CustomImage).pk)
    fields = ("title", "description", "credit", "file")
    return list(CustomImage.objects.filter(pk__in=ids).only(*fields).order_by("pk")) if ids else []


def _in_words_of(file: CustomImage | CustomDocument) -> Iterator[PupilsData]:
    """Yield what is found in the words that readers see of a file, or in its address: its name.

    The title of a picture stands in where a template asks for words and there are none (cms.media.models).
    """
    is_image = isinstance(file, CustomImage)
    texts = [file.title, *((file.description, file.credit) if is_image else ()), _name(file)]
    lines = [line for text in texts for line in text.splitlines()]
    where = _("the words of the picture “%(title)s”") if is_image else _("the name of the file “%(title)s”")
    found: dict[str, list[str]] = {}
    for finding in find_pupils_data("\n".join(lines)):
        found.setdefault(str(finding.kind), []).append(lines[finding.line - 1])
    for kind, said in found.items():
        subject = f"{file._meta.model_name}:{file.pk}:words:{kind}:{_digest(said)}"
        yield PupilsData(where % {"title": file.title}, _what(kind), subject, len(said))


def _name(file: CustomImage | CustomDocument) -> str:
    """Return the name of the file without folder and suffix, its words apart."""
    return PurePosixPath(file.file.name).stem.replace("_", " ")


def _in_texts(page) -> Iterator[PupilsData]:
    # As one text: what a list is may stand in the paragraph above it.
    lines = [(leaf, line) for leaf in leaves_of(page) for line in _lines(leaf)]
    found: dict[tuple, tuple[Leaf, list[str]]] = {}
    for finding in find_pupils_data("\n".join(line for _leaf, line in lines)):
        leaf, line = lines[finding.line - 1]
        found.setdefault((leaf.field, leaf.number, str(finding.kind)), (leaf, []))[1].append(line)
    for (field, number, kind), (leaf, said) in found.items():
        # Other words at the same place are another subject: an answer was given for these.
        yield PupilsData(leaf.place, _what(kind), f"{field}:{number}:{kind}:{_digest(said)}", len(said))


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _lines(leaf: Leaf) -> list[str]:
    """Return one line for each paragraph, and for each row one with its cells separated by tabs."""
    if leaf.kind == TABLE:
        return ["\t".join(" ".join(cell.split()) for cell in row) for row in leaf.value]
    text = html.unescape(TAG.sub("", LINE_ENDS.sub("\n", leaf.value))) if leaf.kind == HTML else leaf.value
    return [" ".join(line.split()) for line in text.split("\n")]


def _in_document(document: CustomDocument) -> Iterator[PupilsData]:
    words = getattr(document, "words", None)
    for found in words.findings if words else ():
        subject = f"document:{document.pk}:{found['index'] + 1}:{found['line']}:{found['kind']}"
        yield PupilsData(_place(document, found), _what(found["kind"]), subject, found["count"])


def _what(kind: str) -> str:
    return str(WHAT.get(kind, kind))


def _place(document: CustomDocument, found: dict) -> str:
    """Say in words where in a file something was found."""
    places = [_("the file “%(title)s”") % {"title": document.title}]
    if found["inside"]:
        places.append(_("in it “%(name)s”") % {"name": found["inside"]})
    if found["part"] == "sheet":
        places += [_("sheet “%(name)s”") % {"name": found["name"]}, _("row %(number)d") % {"number": found["line"]}]
    elif found["part"] in ("page", "slide"):
        words = _("page %(number)d") if found["part"] == "page" else _("slide %(number)d")
        places.append(words % {"number": found["number"]})
    else:
        places.append(_("paragraph %(number)d") % {"number": found["line"]})
    return ", ".join(places)
