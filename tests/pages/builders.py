"""Makes public pages quickly, for tests that are about what readers see and not about how it became public."""

from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.editorial import drafts
from cms.editorial.founding import found
from cms.media.models import CustomImage
from events.models import EventPage
from newsroom.models import AnnouncementPage
from tests.factories import edit, fresh, picture, picture_file

# What a test does within `with committed():` is followed by what a real commit is followed by.
committed = partial(TestCase.captureOnCommitCallbacks, execute=True)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def public(parent, page):
    """Return the unsaved `page` as a public page below `parent`, on the word of the two who founded the site."""
    people = get_user_model().objects
    with committed():
        found(fresh(parent), page, people.get(username="sang-lap"), people.get(username="xac-nhan"))
    return fresh(page)


def changed(page, user, by, **fields):
    """Return the public `page` after `user` edited `fields` and `by` approved that."""
    with committed():
        drafts.submit(edit(page, user, **fields), user)
        drafts.approve(fresh(page), by)
    return fresh(page)


def restrict(page) -> PageViewRestriction:
    """Let only people who have signed in read `page` and what is below it."""
    with committed():
        return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def move(page, target):
    """Return `page` after it was moved below `target`."""
    with committed():
        fresh(page).move(fresh(target), pos="last-child")
    return fresh(page)


def take_down(page):
    """Return `page` after it was taken off the portal."""
    with committed():
        fresh(page).unpublish()
    return fresh(page)


def announcement(title: str = "Thông báo thử nghiệm", **fields) -> AnnouncementPage:
    """Return an unsaved announcement that began an hour ago, for a week."""
    fields.setdefault("shown_from", timezone.now() - HOUR)
    fields.setdefault("shown_until", fields["shown_from"] + 7 * DAY)
    return AnnouncementPage(title=title, **fields)


def urgent(title: str = "Tin khẩn thử nghiệm", **fields) -> AnnouncementPage:
    """Return an unsaved urgent announcement that began an hour ago, for two days."""
    fields.setdefault("shown_from", timezone.now() - HOUR)
    fields.setdefault("shown_until", fields["shown_from"] + 2 * DAY)
    return announcement(title, severity="urgent", urgent_reason="Bão đổ bộ trong đêm.", **fields)


def event(title: str = "Sự kiện thử nghiệm", starts_at: datetime | None = None, **fields) -> EventPage:
    """Return an unsaved event of two hours, by default tomorrow."""
    starts_at = starts_at or timezone.now() + DAY
    fields.setdefault("ends_at", starts_at + 2 * HOUR)
    return EventPage(title=title, starts_at=starts_at, **fields)


def small_picture(title: str = "Ảnh nhỏ") -> CustomImage:
    """Return a stored image that costs little to make and to resize."""
    return picture(title, file=picture_file(size=(48, 30)))


def statements(client, address: str, status: int = 200) -> list[str]:
    """Return the SQL of one GET once everything that is kept is warm.

    The question for the generation is left out: it is asked again whenever a second has passed.
    """
    for _round in range(2):
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == status
    return [query["sql"] for query in captured if "reading_generation" not in query["sql"]]
