"""What the editorial work itself remembers of a page beside its versions: log, comments, reviews, proposals, audits."""

from collections import Counter

from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Comment, CommentReply, ModelLogEntry, Page, PageLogEntry, TaskState

from cms.editorial.erasure.content import MARK, Eraser
from cms.editorial.models import Erasure, Proposal, PublicationAudit, WarningAnswer


def erase_traces(page, erasure: Erasure, *, write: bool) -> Counter:
    """Erase the passages from what is remembered of `page`; return how many rows of what."""
    reviews = TaskState.objects.filter(
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        workflow_state__object_id=str(page.pk),
    )
    places = {
        "log": [(PageLogEntry.objects.filter(page_id=page.pk), ("label", "data"))],
        "comments": [
            (Comment.objects.filter(page_id=page.pk), ("text",)),
            (CommentReply.objects.filter(comment__page_id=page.pk), ("text",)),
            (reviews, ("comment",)),
            (Proposal.objects.filter(page_id=page.pk), ("old", "new", "comment")),
            (WarningAnswer.objects.filter(page_id=page.pk), ("text",)),
        ],
        "audits": [(PublicationAudit.objects.all(), ("findings",))],
    }
    counts = Counter()
    for kind, sources in places.items():
        counts[kind] = sum(_erase_rows(rows, fields, erasure.passages, write) for rows, fields in sources)
    return +counts


def _erase_rows(rows, fields: tuple[str, ...], passages: list[str], write: bool) -> int:
    """Erase from `fields` of every row; return how many rows were changed."""
    changed = 0
    for pk, *values in rows.values_list("pk", *fields).iterator():
        eraser = Eraser(list(passages))
        clean = {name: eraser.scrubbed(value) for name, value in zip(fields, values, strict=True)}
        if eraser.count:
            changed += 1
            if write:
                rows.model._base_manager.filter(pk=pk).update(**clean)
    return changed


def erase_file_traces(erasure: Erasure, *, write: bool) -> int:
    """Take the names of erased files out of the log of files; return how many entries."""
    changed = 0
    for model, ids in ((get_image_model(), erasure.images), (get_document_model(), erasure.documents)):
        kind = ContentType.objects.get_for_model(model)
        entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=[str(pk) for pk in ids])
        entries = entries.exclude(label=MARK)
        changed += entries.update(label=MARK, data={}) if write else entries.count()
    return changed
