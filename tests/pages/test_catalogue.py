"""The catalogue: one row beside each page, in step with what citizens may read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.pages.models import CatalogueEntry
from newsroom.models import NewsIndexPage, NewsPage
from tests.factories import draft, edit, news, published
from tests.pages.builders import changed, move, public, restrict, take_down

SHOWN = datetime(2019, 11, 20, 6, 43, tzinfo=UTC)


def entry(page) -> CatalogueEntry:
    return CatalogueEntry.objects.get(page_id=page.pk)


def is_public(*pages) -> list[bool]:
    return [entry(page).is_public for page in pages]


@pytest.fixture
def family(section, department):
    """A section, a section in it, and an article in each."""
    nested = public(section, NewsIndexPage(title="Tin khối trung học"))
    return [
        section,
        nested,
        public(section, news("Tin ngoài", department=department)),
        public(nested, news("Tin trong", department=department)),
    ]


@pytest.fixture
def other_section(home):
    return public(home, NewsIndexPage(title="Tuyển sinh và thi"))


def test_row_is_made_with_the_draft_and_is_not_public(section, drafter, department):
    page = draft(section, drafter)
    row = entry(page)
    assert (row.kind, row.section_id, row.department, row.locale) == ("newspage", section.pk, department, page.locale)
    assert not row.is_public
    assert row.listed_at is None


def test_every_page_of_a_founded_site_has_a_row_with_a_permanent_id(home, section):
    for page in [home, *home.get_descendants()]:
        assert entry(page).public_id == page.specific.public_id


def test_approval_makes_the_row_public_and_unpublishing_takes_that_back(section, drafter, approver):
    page = published(section, drafter, approver)
    assert entry(page).is_public
    take_down(page)
    assert not entry(page).is_public


def test_unpublishing_in_the_admin_takes_the_page_off_the_lists(client, section, drafter, approver):
    page = published(section, drafter, approver)
    client.force_login(approver)
    said = {"kind": "outdated", "notice": "outdated", "reason": "Đã có văn bản mới"}
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), said)
    assert not entry(page).is_public
    assert list(client.get(section.url).context["items"]) == []


def test_permanent_id_stays_through_edits_and_withdrawal(section, drafter, approver):
    page = published(section, drafter, approver)
    before = page.public_id
    page = changed(page, drafter, approver, title="Tiêu đề khác")
    take_down(page)
    page = changed(page, drafter, approver, title="Tiêu đề khác nữa")
    assert page.live
    assert page.public_id == before


def test_waiting_edit_of_a_public_page_leaves_its_row_alone(section, drafter, approver):
    page = published(section, drafter, approver)
    before = entry(page)
    edit(page, drafter, title="Chưa ai duyệt", shown_at=SHOWN, short_title="Chưa duyệt")
    after = entry(page)
    assert (after.label, after.listed_at, after.is_public) == (before.label, before.listed_at, True)


def test_private_section_hides_everything_below_it_until_it_is_opened(family):
    restriction = restrict(family[0])
    assert is_public(*family) == [False, False, False, False]
    restriction.delete()
    assert is_public(*family) == [True, True, True, True]


def test_inner_restriction_outlives_the_outer_one(family):
    _section, nested, _outside, _inside = family
    outer = restrict(family[0])
    restrict(nested)
    outer.delete()
    assert is_public(*family) == [True, False, True, False]


def test_opening_a_section_publishes_no_draft_in_it(section, drafter):
    page = draft(section, drafter)
    restrict(section).delete()
    assert not entry(page).is_public


def test_page_published_in_a_private_section_is_not_public(section, drafter, approver):
    restrict(section)
    page = published(section, drafter, approver)
    assert page.live
    assert not entry(page).is_public


def test_moving_below_a_private_section_hides_and_nothing_comes_out_by_moving(family, other_section):
    _section, nested, outside, inside = family
    restriction = restrict(other_section)
    move(nested, other_section)
    assert is_public(nested, inside, outside) == [False, False, True]
    with pytest.raises(PermissionDenied):
        move(nested, family[0])
    restriction.delete()
    move(nested, family[0])
    assert is_public(nested, inside) == [True, True]


def test_moved_page_is_listed_in_its_new_section_alone(client, family, other_section):
    outside = family[2]
    move(outside, other_section)
    assert entry(outside).section_id == other_section.pk
    assert [page.pk for page in client.get(other_section.url).context["items"]] == [outside.pk]
    assert client.get(family[0].url).context["items"].paginator.count == 0


def test_page_without_shown_date_is_listed_at_its_first_publication_for_good(section, drafter, approver):
    page = published(section, drafter, approver)
    first = page.first_published_at
    assert entry(page).listed_at == first
    page = changed(page, drafter, approver, title="Tiêu đề khác")
    assert page.last_published_at > first
    # Wagtail keeps milliseconds of it in revisions.
    assert entry(page).listed_at == page.listed_at == first.replace(microsecond=first.microsecond // 1000 * 1000)


def test_shown_date_wins_over_first_publication_once_it_is_approved(section, drafter, approver):
    page = published(section, drafter, approver)
    page = changed(page, drafter, approver, shown_at=SHOWN)
    assert entry(page).listed_at == page.listed_at == SHOWN
    page = changed(page, drafter, approver, shown_at=None)
    assert entry(page).listed_at == page.first_published_at


def test_lists_are_ordered_by_shown_date_then_id(client, section, department):
    titles_and_dates = [("Cũ", 0), ("Mới", 2), ("Giữa một", 1), ("Giữa hai", 1)]
    for title, days in titles_and_dates:
        public(section, news(title, department=department, shown_at=SHOWN + timedelta(days=days)))
    listed = [page.title for page in client.get(section.url).context["items"]]
    assert listed == ["Mới", "Giữa hai", "Giữa một", "Cũ"]
    assert [page.title for page in NewsPage.objects.visible().newest_first()] == listed


def test_label_of_the_row_follows_the_short_title(section, drafter, approver):
    page = published(section, drafter, approver, news("Một tiêu đề dài", short_title="Ngắn"))
    assert entry(page).label == "Ngắn"
    page = changed(page, drafter, approver, short_title="")
    assert entry(page).label == "Một tiêu đề dài"


def test_sharing_departments_are_known_before_publication(section, drafter, other_department):
    page = draft(section, drafter)
    page.co_departments.add(other_department)
    page.save()
    assert list(entry(page).co_departments.all()) == [other_department]


def test_row_goes_with_the_page(section, drafter):
    page = draft(section, drafter)
    pk = page.pk
    page.delete()
    assert not CatalogueEntry.objects.filter(page_id=pk).exists()


def test_privacy_of_a_large_section_costs_as_many_queries_as_of_a_small_one(section, drafter):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            restrict(section).delete()
        return len(captured)

    draft(section, drafter)
    cost()
    small = cost()
    for _number in range(5):
        draft(section, drafter)
    assert cost() == small
