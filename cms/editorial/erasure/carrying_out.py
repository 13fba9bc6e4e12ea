"""An erasure is carried out here: whatever holds the passages or the files is written over or deleted.

In three steps, each of which may be done again: what pages say (one transaction), the files, the rows of the files
with the end of it. One that was killed waits as RUNNING, and the worker takes it up.
"""

import json
import logging
from collections import Counter
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.admin.models import FormState
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision

from cms.editorial import clearance, emergency, gate
from cms.editorial.content_hash import BOOKKEEPING, content_hash, used_files
from cms.editorial.erasure import registered
from cms.editorial.erasure.content import Eraser, stands_in_slug
from cms.editorial.erasure.traces import erase_file_traces, erase_traces
from cms.editorial.models import Contribution, Erasure, PublicationRecord

logger = logging.getLogger(__name__)


class ErasureWaits(Exception):
    """Raised where a page was published in an emergency meanwhile: an erasure is no second person's word for it."""


def finish_all() -> int:
    """Carry out what was confirmed and is not done; return how many. Due work."""
    done = 0
    for erasure in Erasure.objects.filter(state=Erasure.State.RUNNING).order_by("pk"):
        try:
            carry_out(erasure)
            done += 1
        except ErasureWaits:
            logger.warning("Erasure %s waits until an emergency is confirmed or taken down", erasure.pk)
        except Exception:
            logger.exception("Erasure %s was not carried out", erasure.pk)
    return done


def carry_out(erasure: Erasure) -> None:
    """Erase what `erasure`, which is RUNNING, names. Done already, it does nothing."""
    _erase_from_pages(erasure.pk)
    for file in files_named(erasure):
        _delete_bytes(file)
    _close(erasure.pk)


def survey(erasure: Erasure) -> dict[str, int]:
    """Return how many of what would be changed, without changing anything."""
    counts = Counter()
    for page in pages_of(erasure):
        counts += _erase_from(page, erasure, write=False)
    return dict(counts)


def eraser_of(erasure: Erasure) -> Eraser:
    return Eraser(list(erasure.passages), {*erasure.images}, {*erasure.documents})


def files_named(erasure: Erasure) -> Iterator:
    """Yield the images and documents that `erasure` names, as far as they are still there."""
    yield from get_image_model().objects.filter(pk__in=erasure.images)
    yield from get_document_model().objects.filter(pk__in=erasure.documents)


def pages_of(erasure: Erasure) -> list[Page]:
    """Return the page, its translations, and every page that uses one of the files, in the order of ids."""
    own = Page.objects.filter(pk=erasure.page_pk).first()
    ids = {erasure.page_pk}
    if own:
        ids |= set(own.get_translations().values_list("pk", flat=True))
    ids |= pages_using(erasure)
    return [page.specific for page in Page.objects.filter(pk__in=ids).order_by("pk")]


def pages_using(erasure: Erasure) -> set[int]:
    """Return the ids of the pages whose public content, or whose draft, shows one of the files."""
    wanted = {
        ContentType.objects.get_for_model(get_image_model()).pk: {*erasure.images},
        ContentType.objects.get_for_model(get_document_model()).pk: {*erasure.documents},
    }
    found = set()
    for content_type, ids in wanted.items():
        references = ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=content_type,
            to_object_id__in=[str(pk) for pk in ids],
        )
        found |= {int(pk) for pk in references.values_list("object_id", flat=True)}
    if any(wanted.values()):
        # The index knows what is saved in the rows; a draft of a live page, and a version on schedule, stand beside.
        for page in Page.objects.filter(has_unpublished_changes=True).exclude(pk__in=found).specific().iterator():
            for revision in _versions_to_come(page):
                used = used_files(revision.as_object())
                if any(used.get(kind, set()) & ids for kind, ids in wanted.items()):
                    found.add(page.pk)
    return found


def _versions_to_come(page) -> list[Revision]:
    revisions = page.revisions.filter(approved_go_live_at__isnull=False)
    return list({revision.pk: revision for revision in [*revisions, page.latest_revision] if revision}.values())


@transaction.atomic
def _erase_from_pages(erasure_pk: int) -> None:
    pages = pages_of(Erasure.objects.get(pk=erasure_pk))
    # The pages before the erasure, as where it is decided: whoever taps twice waits for this one.
    for page in pages:
        gate.lock(page.pk)
    erasure = Erasure.objects.select_for_update().get(pk=erasure_pk)
    if erasure.state != Erasure.State.RUNNING:
        return
    counts = Counter(erasure.counts)
    for page in pages:
        page = page.specific_class.objects.get(pk=page.pk)
        if emergency.unconfirmed_record(page):
            raise ErasureWaits
        counts += _erase_from(page, erasure, write=True)
    counts["log"] += erase_file_traces(erasure, write=True)
    erasure.counts = dict(counts)
    erasure.save(update_fields=["counts"])


def _erase_from(page, erasure: Erasure, *, write: bool) -> Counter:
    """Erase from one page, its versions and its traces; return what was changed."""
    counts = Counter()
    draft_before = content_hash(page.get_latest_revision_as_object())
    scheduled = _approved_for_later(page) if write else None
    row, own = _clean_row(page, erasure)
    slug = row.slug if row.slug != page.slug else ""
    counts["page"] = own.count + bool(slug)
    counts["versions"] = _erase_from_versions(page, erasure, slug, write)
    if write and (counts["page"] or counts["versions"]):
        _write(page, row, erasure, scheduled, changed=bool(counts["page"]))
        _carry_contribution(page, draft_before)
    counts += erase_traces(page, erasure, write=write)
    if write and any(counts.values()):
        # What the editor keeps of an open form for its preview.
        FormState.objects.for_instance(page).delete()
        page = page.specific_class.objects.get(pk=page.pk)
        counts["elsewhere"] = sum(erase(list(erasure.passages), page) for erase in registered())
    return +counts


def _clean_row(page, erasure: Erasure):
    """Return the stored row of `page` as it is to be, in memory, and the eraser that counted."""
    eraser = eraser_of(erasure)
    stored = json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder))
    # Upstream: what is read from content takes its place in the tree, locks and times from the page itself.
    row = page.with_content_json(eraser.of_page(type(page), stored))
    for each in page._meta.concrete_fields:
        # Content keeps times to the millisecond: what is no content stays as it is.
        if each.name in BOOKKEEPING:
            setattr(row, each.attname, getattr(page, each.attname))
    row.draft_title = eraser.scrubbed(page.draft_title)[:255]
    row.slug = page.slug
    if stands_in_slug(erasure.passages, page.slug):
        row.slug = row.free_slug(page.get_parent())
        row.forgets_old_address = True
    return row, eraser


def _erase_from_versions(page, erasure: Erasure, slug: str, write: bool) -> int:
    """Erase from every version of `page`; return how many versions were changed. `slug` is its new one, '' for none."""
    changed = 0
    for revision in page.revisions.order_by("pk").iterator(chunk_size=50):
        eraser = eraser_of(erasure)
        content = eraser.of_page(type(page), revision.content)
        label = eraser.scrubbed(revision.object_str)
        if slug and stands_in_slug(erasure.passages, content.get("slug") or ""):
            above = (content.get("url_path") or "/").rstrip("/").rpartition("/")[0]
            content |= {"slug": slug, "url_path": f"{above}/{slug}/"}
            eraser.texts += 1
        if eraser.count:
            changed += 1
            if write:
                # No signal: nobody saved anything, and nobody is asked to approve it.
                Revision.objects.filter(pk=revision.pk).update(content=content, object_str=label)
    return changed


def _approved_for_later(page) -> tuple[Revision, PublicationRecord] | None:
    """Return the version that waits for its time and its record, None where it does not fit what was approved.

    The words of a picture in it may have changed since, or a file turned out to hold pupils' data: what the gate would
    refuse is no better for an erasure.
    """
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False).first()
    newest = PublicationRecord.objects.newest_of(page.pk)
    if scheduled is None or newest is None or not newest.lets_through:
        return None
    content = scheduled.as_object()
    fits = newest.content_hash == content_hash(content) and clearance.covers(newest.pupils_data, content)
    return (scheduled, newest) if fits else None


def _write(page, row, erasure: Erasure, scheduled, *, changed: bool) -> None:
    """Write the clean row, and the records by which it, and a version that waits for its time, may be public."""
    if changed:
        if page.live:
            before = PublicationRecord.objects.filter(page_pk=page.pk, content_hash=content_hash(page))
            record = _record(row, page, erasure, page.live_revision_id, before.order_by("-pk").first())
            with gate.opened(record):
                row.save(clean=False)
        else:
            row.save(clean=False)
    if scheduled:
        # The newest record is what the gate asks when the time has come.
        revision, before = scheduled
        content = Revision.objects.get(pk=revision.pk).as_object()
        # As it was read before it was written over.
        _record(content, revision.as_object(), erasure, revision.pk, before)


def _record(
    content, was, erasure: Erasure, revision_pk: int | None, before: PublicationRecord | None
) -> PublicationRecord:
    """Write the record of `content`; who wrote what it `was`, approved `before`, wrote what is left of it."""
    return PublicationRecord.objects.create(
        public_id=content.public_id,
        page_pk=content.pk,
        revision_pk=revision_pk,
        content_hash=content_hash(content),
        contributors=before.contributors if before else [],
        submitter=erasure.asked_by,
        approver=erasure.decided_by,
        route=PublicationRecord.Route.ERASURE,
        pupils_data=clearance.carried(before, content, was),
    )


def _carry_contribution(page, before: str) -> None:
    """Let the last contribution know the draft as it stands now: who saves it untouched has no hand in it."""
    newest = Contribution.objects.filter(page_id=page.pk).order_by("-pk").first()
    if newest and newest.content_hash == before:
        fresh = page.specific_class.objects.get(pk=page.pk)
        newest.content_hash = content_hash(fresh.get_latest_revision_as_object())
        newest.save(update_fields=["content_hash"])


def _delete_bytes(file) -> None:
    """Delete the file and its renditions, wherever they lie, while the rows still name them."""
    for rendition in file.renditions.all() if hasattr(file, "renditions") else ():
        rendition.file.storage.delete(rendition.file.name)
    file.file.storage.delete(file.file.name)


@transaction.atomic
def _close(erasure_pk: int) -> None:
    erasure = Erasure.objects.select_for_update().get(pk=erasure_pk)
    if erasure.state != Erasure.State.RUNNING:
        return
    deleted = 0
    for file in files_named(erasure):
        file.delete()
        deleted += 1
    erasure.counts = {**erasure.counts, "files": deleted}
    page = Page.objects.filter(pk=erasure.page_pk).first()
    if page:
        log(page, "portal.erased", user=erasure.decided_by, data={"counts": erasure.counts})
    erasure.passages, erasure.images, erasure.documents = [], [], []
    erasure.state = Erasure.State.DONE
    erasure.save()
