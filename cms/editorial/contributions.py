"""Who is a contributor of a page: whoever's save changed its content hash since it was last public."""

from cms.editorial.content_hash import content_hash
from cms.editorial.models.records import Contribution


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
    """Return the ids of the accounts that had a hand in `page` since it was last public."""
    contributions = Contribution.objects.open().filter(page_id=page.pk).exclude(user=None)
    return set(contributions.values_list("user_id", flat=True))


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
