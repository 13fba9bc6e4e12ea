"""Who is a contributor of a page: whoever's save changed its content hash since it was last public."""

from django.db.models import Min, Q

from cms.editorial.content_hash import content_hash, used_files
from cms.editorial.models.records import Contribution, FileContribution, PublicationRecord


def note(page, user) -> None:
    """Remember `user` as a contributor if the content of `page` differs from what was last noted.

    Opening a page, saving it untouched (Wagtail makes a revision even then) and comments change no hash.
    """
    current = content_hash(page)
    if current != last_noted_hash(page):
        Contribution.objects.create(page_id=page.pk, user=user, content_hash=current)


def last_noted_hash(page) -> str | None:
    """Return the hash of the newest contribution to `page`, None when there is none."""
    return Contribution.objects.filter(page_id=page.pk).order_by("-pk").values_list("content_hash", flat=True).first()


def contributor_ids(page) -> set[int]:
    """Return the ids of the accounts that had a hand in `page` since it was last public.

    That is: in its own content, and in what readers would see of the files that its draft uses.
    """
    contributions = Contribution.objects.open().filter(page_id=page.pk).exclude(user=None)
    return set(contributions.values_list("user_id", flat=True)) | _file_contributor_ids(page)


def _file_contributor_ids(page) -> set[int]:
    if not FileContribution.objects.exists():
        return set()
    began = Contribution.objects.open().filter(page_id=page.pk).aggregate(began=Min("created_at"))["began"]
    last = PublicationRecord.objects.newest_of(page.pk)
    since = began or (last.created_at if last else None)
    draft = page.get_latest_revision_as_object()
    wanted = Q(pk__in=[])
    for content_type_id, ids in used_files(draft).items():
        wanted |= Q(content_type_id=content_type_id, object_pk__in=ids)
    changes = FileContribution.objects.filter(wanted)
    return set((changes.filter(created_at__gte=since) if since else changes).values_list("user_id", flat=True))


def reopen(page, record) -> None:
    """Let those who wrote what `record` made public be contributors again: what they wrote asks for approval anew."""
    users = published_contributor_ids(page) | set(record.contributors)
    Contribution.objects.bulk_create(
        Contribution(page_id=page.pk, user_id=user_id, content_hash=record.content_hash) for user_id in sorted(users)
    )


def carry(source, copy) -> None:
    """Let the open contributors of `source` be contributors of its `copy` too: they travel with the content."""
    current = content_hash(copy)
    Contribution.objects.bulk_create(
        Contribution(page_id=copy.pk, user_id=user_id, content_hash=current)
        for user_id in sorted(contributor_ids(source) | published_contributor_ids(source))
    )


def published_contributor_ids(page) -> set[int]:
    """Return the ids of those who wrote what is public of `page` now: a copy of it carries their hand."""
    newest = (
        Contribution.objects.filter(page_id=page.pk)
        .exclude(closed_by=None)
        .order_by("-closed_by_id")
        .values_list("closed_by_id", flat=True)
        .first()
    )
    closed = Contribution.objects.filter(page_id=page.pk, closed_by_id=newest).exclude(user=None)
    return set(closed.values_list("user_id", flat=True)) if newest else set()
