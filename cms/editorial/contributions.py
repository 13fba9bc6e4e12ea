"""Who is a contributor of a page: whoever's save changed its content hash since it was last public."""

from datetime import datetime

from django.db.models import Max, Min, Q

from cms.editorial.content_hash import content_hash, used_files
from cms.editorial.models.records import Contribution, FileContribution, PublicationRecord


def note(page, user) -> bool:
    """Remember `user` as a contributor if the content of `page` differs from what was last noted; return whether.

    Opening a page, saving it untouched (Wagtail makes a revision even then) and comments change no hash.
    """
    current = content_hash(page)
    changed = current != last_noted_hash(page)
    if changed:
        Contribution.objects.create(page_id=page.pk, user=user, content_hash=current)
    return changed


def note_sender(page, user) -> None:
    """Remember `user`, who sends a returned page again: the review knows by itself only who sent it first."""
    if user and user.pk not in contributor_ids(page):
        current = content_hash(page.get_latest_revision_as_object())
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
    changes = _file_changes(page)
    return set((changes.filter(created_at__gte=since) if since else changes).values_list("user_id", flat=True))


def _file_changes(page):
    """Return every change of what readers would see of the files that the draft of `page` uses."""
    wanted = Q(pk__in=[])
    for content_type_id, ids in used_files(page.get_latest_revision_as_object()).items():
        wanted |= Q(content_type_id=content_type_id, object_pk__in=ids)
    return FileContribution.objects.filter(wanted)


def files_changed_at(page) -> datetime | None:
    """Return when what readers would see of a file in the draft of `page` was changed last, None if it never was."""
    return _file_changes(page).aggregate(last=Max("created_at"))["last"] if FileContribution.objects.exists() else None


def reopen(page, record) -> None:
    """Let those who wrote what stood approved by `record` be contributors again: it asks for approval anew.

    While an approved update waits for its hour, these are who wrote what is public and who wrote the update.
    """
    users = published_contributor_ids(page) | _standing_contributor_ids(page, record)
    # Of the draft, which `note` compares with the next one: it may say something else than what was public, and
    # whoever goes back to that changes it.
    current = content_hash(page.get_latest_revision_as_object())
    Contribution.objects.bulk_create(
        Contribution(page_id=page.pk, user_id=user_id, content_hash=current) for user_id in sorted(users)
    )


def _standing_contributor_ids(page, record) -> set[int]:
    """Return who had a hand in the decisions from that about the public content of `page` up to `record`."""
    public, users = content_hash(page.specific), set()
    for decided in PublicationRecord.objects.filter(page_pk=page.pk, pk__lte=record.pk).order_by("-pk"):
        if not decided.lets_through:
            break
        closed = decided.closed_contributions.exclude(user=None)
        users |= {*decided.contributors, *closed.values_list("user_id", flat=True)}
        if decided.content_hash == public:
            break
    return users


def carry(source, copy) -> None:
    """Let the open contributors of `source` be contributors of its `copy` too: they travel with the content."""
    current = content_hash(copy.get_latest_revision_as_object())
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
