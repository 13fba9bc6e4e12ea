"""The words of the files that public pages offer: what is written inside an attachment finds its page.

A part of a file (a sheet, a page) in which pupils' data were seen is left out. It may be read where it was published
on a written basis; a search for a pupil's name does not lead there.
"""

from collections.abc import Iterable

from wagtail.models import Page

from cms.media.models import DocumentWords, PublicUse
from cms.pages.models import BasePage, PageAttachment
from cms.text.nfc import nfc

# Characters of the files of one page. Beyond it a list goes on; its title and first pages tell what it is.
MOST_CHARACTERS = 100_000


def file_words(page_ids: Iterable[int]) -> dict[int, str]:
    """Return, by page, the titles and words (NFC) of the documents that these public pages show. Three queries.

    Documents of which the worker has not read the words yet give their titles alone.
    """
    uses = PublicUse.objects.filter(page__in=list(page_ids), document__isnull=False).order_by("page_id", "document_id")
    named = list(uses.values_list("page_id", "document_id", "document__title"))
    documents = {document for _page, document, _title in named}
    read = DocumentWords.objects.filter(document__in=documents, state=DocumentWords.State.READ)
    texts = {words.document_id: _text_of(words) for words in read}
    labels = {
        (page, document): label
        for page, document, label in PageAttachment.objects.filter(parent__in={page for page, *_ in named})
        .exclude(label="")
        .values_list("parent_id", "document_id", "label")
    }
    found: dict[int, list[str]] = {}
    for page, document, title in named:
        found.setdefault(page, []).append(labels.get((page, document), title))
    for page, document, _title in named:
        found[page].append(texts.get(document, ""))
    return {page: nfc("\n".join(filter(None, parts)))[:MOST_CHARACTERS] for page, parts in found.items()}


def _text_of(words: DocumentWords) -> str:
    hidden = {finding["index"] for finding in words.findings}
    return "\n".join(part["text"] for index, part in enumerate(words.parts) if index not in hidden)


def pages_showing(document_id: int) -> list[BasePage]:
    """Return the public pages that show this document."""
    shown = PublicUse.objects.filter(document=document_id, page__isnull=False)
    return list(Page.objects.filter(pk__in=shown.values("page_id")).live().specific())
