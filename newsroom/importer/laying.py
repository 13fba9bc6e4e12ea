"""Lays imported drafts before the approvers as a batch, which an interrupted run leaves open for the next one."""

import secrets

from django.db import transaction
from django.utils import timezone

from cms.editorial.content_hash import content_hash
from newsroom import notices
from newsroom.models import MigrationBatch, MigrationItem, NewsPage

from .concerns import concerns, note_duplicates
from .destination import Destination
from .results import Result

SAMPLE_SIZE = 20
LONGEST_FILE_NAME = 255


class Layer:
    """Lays drafts in the batch that is open for a destination; makes one, called `title`, for the first of them."""

    def __init__(self, destination: Destination, title: str):
        self._destination = destination
        self._title = title

    def lay(self, page: NewsPage, result: Result) -> None:
        """Put the draft `page`, made of `result`, into the batch. Asks for a transaction."""
        result.concerns = concerns(result, page)
        MigrationItem.objects.create(
            batch=self._open_batch(),
            page_id=page.pk,
            revision_pk=page.latest_revision_id,
            content_hash=content_hash(page.latest_revision.as_object()),
            file_name=result.path.name[-LONGEST_FILE_NAME:],
            warnings=result.concerns,
        )

    def lay_again(self, page: NewsPage, result: Result) -> None:
        """Take note of what this run has added to a draft of the batch, as long as that is not closed."""
        item = MigrationItem.objects.filter(page_id=page.pk, batch__state=MigrationBatch.State.LAYING).first()
        if item:
            result.concerns = item.warnings = concerns(result, page)
            item.revision_pk = page.latest_revision_id
            item.content_hash = content_hash(page.latest_revision.as_object())
            item.save(update_fields=["warnings", "revision_pk", "content_hash"])

    def close(self) -> MigrationBatch | None:
        """Draw the sample, lay the open batch before the approvers and tell them; None where nothing was laid."""
        with transaction.atomic():
            batch = MigrationBatch.objects.select_for_update().filter(**self._place()).first()
            if batch is None:
                return None
            note_duplicates(batch)
            batch.items.with_warnings().update(state=MigrationItem.State.SINGLY)
            _draw_sample(batch)
            batch.state, batch.laid_at = MigrationBatch.State.WAITING, timezone.now()
            if not batch.items.waiting().exists():
                batch.state, batch.finished_at = MigrationBatch.State.DONE, batch.laid_at
            batch.save(update_fields=["state", "laid_at", "finished_at"])
            if batch.state == MigrationBatch.State.WAITING:
                notices.batch_laid(batch)
        return batch

    def _place(self) -> dict:
        """Return what tells the open batch of this destination from all others."""
        return {
            "section_id": self._destination.section.pk,
            "department": self._destination.department,
            "submitter": self._destination.user,
            "state": MigrationBatch.State.LAYING,
        }

    def _open_batch(self) -> MigrationBatch:
        """Return the open batch, locked: a run beside this one cannot close it meanwhile."""
        batches = MigrationBatch.objects.select_for_update()
        return batches.get_or_create(**self._place(), defaults={"title": self._title})[0]


def _draw_sample(batch: MigrationBatch) -> None:
    """Mark the articles that must be opened: drawn anew, from those without warnings, where nobody can foresee it."""
    candidates = list(batch.items.waiting().values_list("pk", flat=True))
    drawn = secrets.SystemRandom().sample(candidates, min(SAMPLE_SIZE, len(candidates)))
    batch.items.filter(pk__in=drawn).update(in_sample=True)
