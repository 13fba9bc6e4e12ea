"""Reads every document once, in the worker, and keeps what is in it."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from cms.editorial import late_findings
from cms.media.models import CustomDocument, DocumentWords, PublicUse
from cms.media.words.reading import UNREADABLE, Reading, read

logger = logging.getLogger(__name__)

# Raise it when a reader or the detector of pupils' data learns something: every file is read again.
READER = 2
# How many files one run of the worker takes, and for how long it begins another: mail waits behind it.
BATCH = 200
RUN = timedelta(seconds=30)

# Told of a document whose words were kept, in the same transaction: fn(id of the document). Above this package.
_listeners: list[Callable[[int], None]] = []


def register(listener: Callable[[int], None]) -> None:
    """Have `listener(document id)` called whenever the words of a document have been kept."""
    if listener not in _listeners:
        _listeners.append(listener)


def waiting() -> QuerySet:
    """Documents whose words are not known yet, or from an older reader: what somebody works with now comes first."""
    unread = CustomDocument.objects.filter(Q(words=None) | Q(words__reader__lt=READER))
    return unread.order_by("-pk")


def read_waiting() -> None:
    """Read the documents that wait. A killed run is taken up where it stopped."""
    stop = time.monotonic() + RUN.total_seconds()
    for document in waiting()[:BATCH]:
        if time.monotonic() > stop:
            return
        try:
            keep(document)
        except Exception:
            # Others do not wait for one file.
            logger.exception("What is in document %s could not be kept", document.pk)


def keep(document: CustomDocument) -> None:
    """Read one document and store what is in it."""
    try:
        with document.open_file() as file:
            found = read(file, document.file_extension.lower())
    except FileNotFoundError:
        # Of anything else, such as a full disk, the file is not to blame: it waits for the next run.
        logger.exception("Document %s has lost its file", document.pk)
        found = Reading(UNREADABLE)
    values = {"parts": found.parts, "findings": found.findings, "is_partial": found.is_partial}
    values |= {"state": found.state, "reader": READER}
    with transaction.atomic():
        if not CustomDocument.objects.select_for_update().filter(pk=document.pk).exists():
            # It was deleted while it was read.
            return
        before = DocumentWords.objects.filter(document_id=document.pk).first()
        DocumentWords.objects.update_or_create(document_id=document.pk, defaults=values)
        if found.findings and (before is None or found.findings != before.findings):
            # Pages that were public, or approved for a later hour, before its words were known.
            shown = PublicUse.objects.filter(document=document, page__isnull=False)
            late_findings.tell_of_public(shown.values_list("page_id", flat=True))
            late_findings.tell_of_scheduled(document)
        for listener in _listeners:
            listener(document.pk)
