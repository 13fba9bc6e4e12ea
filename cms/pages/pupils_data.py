"""Pupils' data on a page: in its own texts, and in the files it offers.

What a file holds was found by the worker (cms.media.words) and is read from the database; the page's own texts are
looked through each time. The same content and the same files give the same answer.
"""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.editorial.content_hash import used_files
from cms.media.models import CustomDocument
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
    """Return what of pupils' data the draft `page` holds, as it stands in memory. At most two queries."""
    return [*_in_texts(page), *(found for document in documents_of(page) for found in _in_document(document))]


def documents_of(page) -> list[CustomDocument]:
    """Return the documents that `page` offers, attached, listed or linked to, with what is known of their words."""
    ids = used_files(page).get(ContentType.objects.get_for_model(CustomDocument).pk)
    if not ids:
        return []
    # The words themselves may be long.
    return list(CustomDocument.objects.filter(pk__in=ids).select_related("words").defer("words__parts").order_by("pk"))


def _in_texts(page) -> Iterator[PupilsData]:
    # As one text: what a list is may stand in the paragraph above it.
    lines = [(leaf, line) for leaf in leaves_of(page) for line in _lines(leaf)]
    found: dict[tuple, tuple[Leaf, list[str]]] = {}
    for finding in find_pupils_data("\n".join(line for _leaf, line in lines)):
        leaf, line = lines[finding.line - 1]
        found.setdefault((leaf.field, leaf.number, str(finding.kind)), (leaf, []))[1].append(line)
    for (field, number, kind), (leaf, said) in found.items():
        # Other words at the same place are another subject: an answer was given for these.
        digest = hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]
        yield PupilsData(leaf.place, _what(kind), f"{field}:{number}:{kind}:{digest}", len(said))


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
