"""The review screen: what waits, as readers will see it, and what the person may do about it."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.log_actions import LogContext

from cms.editorial import drafts
from cms.editorial.models import Change, Proposal
from cms.editorial.review import warnings
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(section, drafter):
    return factories.submitted(section, drafter, factories.news("Khai giảng năm học mới", summary="Tóm tắt."))


@pytest.fixture
def screen(client):
    """`screen(user, page)` is what the person sees at the page's review address, as text."""

    def read(user, page, query: str = "") -> BeautifulSoup:
        client.force_login(user)
        response = client.get(reverse("review", args=[page.pk]) + query)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return read


def opened(screen: BeautifulSoup) -> set[str]:
    """Return which decisions the bar leads to."""
    return {link["data-review-opens"] for link in screen.select("[data-review-opens]")}


def bar(screen: BeautifulSoup) -> str:
    return screen.select_one(".portal-review__bar").get_text(" ", strip=True)


def test_who_decides_sees_title_facts_draft_and_the_decisions(screen, waiting, approver, drafter, department, section):
    shown = screen(approver, waiting)
    assert shown.h1.get_text(strip=True) == "Khai giảng năm học mới"
    facts = " ".join(part.get_text(" ", strip=True) for part in shown.select(".portal-review__facts"))
    for expected in (department.short_name, section.title, drafter.get_full_name()):
        assert expected in facts
    assert opened(shown) == {"approve", "return", "propose"}
    address = reverse("review_draft", args=[waiting.pk, waiting.latest_revision_id])
    assert shown.select_one("iframe")["src"] == address


def test_the_frame_shows_the_draft_as_readers_will(client, waiting, approver):
    client.force_login(approver)
    response = client.get(reverse("review_draft", args=[waiting.pk, waiting.latest_revision_id]))
    assert "Nội dung của Khai giảng năm học mới." in response.content.decode()
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_look_at_the_draft_of_a_public_page_counts_as_no_read(client, section, drafter, approver):
    page = factories.published(section, drafter, by=approver)
    client.force_login(approver)
    draft = client.get(reverse("review_draft", args=[page.pk, page.latest_revision_id])).content.decode()
    assert "data-count-url" not in draft
    assert "data-count-url" in client.get(page.url).content.decode()


def test_the_frame_shows_no_revision_of_another_page(client, waiting, approver, section, drafter):
    other = factories.submitted(section, drafter, factories.news("Tin khác"))
    client.force_login(approver)
    address = reverse("review_draft", args=[waiting.pk, other.latest_revision_id])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["drafter", "colleague", "administrator"])
def test_who_may_see_the_draft_sees_it_without_decisions_and_why(who, request, screen, waiting):
    shown = screen(request.getfixturevalue(who), waiting)
    assert opened(shown) == set()
    assert bar(shown)


def test_a_stranger_learns_nothing(client, waiting, stranger):
    client.force_login(stranger)
    for name in ("review", "review_approve", "review_return", "review_propose", "review_edit", "review_recall"):
        assert client.get(reverse(name, args=[waiting.pk])).status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_sign_in(client, waiting):
    response = client.get(reverse("review", args=[waiting.pk]))
    assert response.status_code == 302
    assert reverse("wagtailadmin_login") in response.url


def test_who_had_a_hand_in_it_may_return_and_hears_why_not_approve(screen, waiting, approver):
    factories.edit(waiting, approver, title="Sửa một chữ")
    shown = screen(approver, waiting)
    assert opened(shown) == {"return", "propose"}
    assert "Sửa một chữ" in bar(shown)


def test_a_head_decides_first_and_the_approvers_wait(screen, section, department, drafter, approver):
    head = factories.member_of(department)
    department.heads.add(head)
    page = factories.submitted(section, drafter)
    assert opened(screen(head, page)) == {"approve", "return", "propose"}
    assert opened(screen(approver, page)) == set()


@pytest.mark.parametrize("state", ["draft", "returned", "public"])
def test_a_page_that_waits_for_nothing_says_where_it_stands(state, screen, section, drafter, approver):
    page = factories.draft(section, drafter)
    if state != "draft":
        drafts.submit(page, drafter)
    if state == "returned":
        drafts.send_back(factories.fresh(page), approver, "Thiếu ảnh")
    if state == "public":
        drafts.approve(factories.fresh(page), approver)
    shown = screen(approver, page)
    assert opened(shown) == set()
    assert bar(shown)


def test_the_way_to_the_editor_stands_apart_and_asks_first(screen, client, waiting, approver, drafter):
    shown = screen(approver, waiting)
    ways = [link["href"] for link in shown.select(".portal-review__ways a")]
    assert reverse("review_edit", args=[waiting.pk]) in ways
    stop = BeautifulSoup(client.get(reverse("review_edit", args=[waiting.pk])).content, "html.parser")
    assert stop.select_one(f'main a[href="{reverse("wagtailadmin_pages:edit", args=[waiting.pk])}"]')
    assert reverse("review_edit", args=[waiting.pk]) not in str(screen(drafter, waiting).select(".portal-review__ways"))


@pytest.mark.parametrize("number", [0, 999999, 2**31, 2**63, 10**30])
def test_a_number_that_names_nothing_is_not_found(client, approver, number):
    client.force_login(approver)
    assert client.get(f"/admin/review/{number}/").status_code == 404
    assert client.get(f"/admin/review/{number}/draft/{number}/").status_code == 404


@pytest.mark.parametrize(
    "query", ["?view=changes&base=\x00", "?view=" + "9" * 10000, "?base=" + "9" * 30, "?view=ngoai"]
)
def test_rubbish_in_the_query_is_no_error(client, waiting, approver, query):
    client.force_login(approver)
    assert client.get(reverse("review", args=[waiting.pk]) + query).status_code == 200


def test_a_look_writes_nothing(client, waiting, approver):
    client.force_login(approver)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("review", args=[waiting.pk]))
        client.get(reverse("review", args=[waiting.pk]) + "?view=changes")
    writes = [row["sql"] for row in queries if row["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in writes if "django_session" not in sql] == []


def test_it_costs_the_same_with_three_and_with_thirty_pages_and_proposals(client, waiting, approver, drafter, section):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("review", args=[waiting.pk]))
        return len(queries)

    def make(count: int):
        for number in range(count):
            factories.submitted(section, drafter, factories.news(f"Tin {number}"))
            Proposal.objects.create(page_id=waiting.pk, author=approver, old="Nội dung", new="Lời")

    client.force_login(approver)
    make(3)
    cost()
    few = cost()
    make(27)
    assert cost() == few


def test_a_draft_is_warned_about_that_lacks_summary_and_words_for_pictures(section, drafter):
    body = [("image", {"image": factories.picture(), "alt_text": ""}), ("paragraph", "<p>Một.</p>")]
    bare = factories.draft(section, drafter, factories.news("Không tóm tắt", body=body, cover=factories.picture()))
    assert len(warnings.of(bare.get_latest_revision_as_object())) == 2
    body = [("image", {"image": factories.picture(), "alt_text": "Cờ đỏ sao vàng"})]
    whole = factories.news("Đủ", body=body, summary="Tóm tắt.", cover=factories.picture(), cover_alt="Sân trường")
    assert warnings.of(factories.draft(section, drafter, whole).get_latest_revision_as_object()) == []


def test_a_public_page_that_changes_without_a_note_is_warned_about(section, drafter, approver):
    page = factories.published(section, drafter, by=approver, page=factories.news(summary="Tóm tắt."))
    page = factories.edit(page, drafter, title="Đã đổi")
    state = drafts.submit(page, drafter)
    draft = factories.fresh(page).get_latest_revision_as_object()
    assert len(warnings.of(draft)) == 1
    for change in (Change.CORRECTION, Change.MINOR):
        type(state.submission).objects.filter(pk=state.pk).update(change=change)
        assert warnings.of(draft) == []


def test_who_changed_a_picture_of_it_is_named(section, drafter, approver):
    picture = factories.picture()
    news = factories.news(summary="Tóm tắt.", cover=picture, cover_alt="Sân trường")
    page = factories.submitted(section, drafter, news)
    picture.description = "Lời khác"
    with LogContext(approver):
        picture.save()
    (warning,) = warnings.of(factories.fresh(page).get_latest_revision_as_object())
    assert approver.get_full_name() in warning.text


def test_warnings_stand_on_the_screen(screen, section, drafter, approver):
    page = factories.submitted(section, drafter)
    assert len(screen(approver, page).select(".portal-review__warnings li")) == 1


def test_every_kind_of_page_is_shown(screen, home, approver):
    for page in home.get_descendants(inclusive=True).specific():
        screen(approver, page)
        screen(approver, page, "?view=changes")
