"""What changed in a draft, against what the person saw last."""

from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment

from cms.editorial import drafts
from cms.pages.models import PageCorrection
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes(client):
    """`changes(user, page)` is the person's view of what changed."""

    def read(user, page, query: str = "") -> BeautifulSoup:
        client.force_login(user)
        response = client.get(reverse("review", args=[page.pk]) + "?view=changes" + query)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return read


def differing(screen: BeautifulSoup) -> list[str]:
    """Return what of the draft differs, as read aloud."""
    return [part.get_text(" ", strip=True) for part in screen.select(".portal-review__difference")]


def bases(screen: BeautifulSoup) -> list[str]:
    return [link["href"].rpartition("base=")[2] for link in screen.select(".portal-review__bases a")]


@pytest.fixture
def public(section, drafter, approver):
    return factories.published(section, drafter, by=approver, page=factories.news("Khai giảng", summary="Tóm tắt cũ."))


def returned_and_corrected(page, drafter, approver):
    """Have `page`, which waits, returned, its title corrected and sent again."""
    drafts.send_back(factories.fresh(page), approver, "Tiêu đề chưa rõ")
    page = factories.edit(page, drafter, title="Khai giảng năm học 2026")
    drafts.submit(page, drafter)
    return factories.fresh(page)


def test_everything_of_a_new_page_is_new(changes, section, drafter, approver):
    screen = changes(approver, factories.submitted(section, drafter))
    assert differing(screen) == []
    assert screen.select_one(".portal-review__new")


def test_an_update_is_compared_with_what_is_public(changes, public, drafter, approver):
    page = factories.edit(public, drafter, title="Khai giảng sớm")
    drafts.submit(page, drafter)
    (difference,) = changes(approver, page).select(".portal-review__difference")
    assert "sớm" in difference.ins.get_text()
    assert difference.ins.select_one(".w-sr-only").get_text(strip=True)


def test_a_page_that_comes_back_is_compared_with_what_was_returned(changes, section, drafter, approver):
    page = factories.submitted(section, drafter, factories.news("Khai giảng", summary="Tóm tắt."))
    page = returned_and_corrected(page, drafter, approver)
    screen = changes(approver, page)
    assert len(differing(screen)) == 1
    assert "2026" in differing(screen)[0]
    assert bases(screen) == []


def test_an_update_that_comes_back_offers_both(changes, public, drafter, approver):
    page = factories.edit(public, drafter, summary="Tóm tắt mới.")
    drafts.submit(page, drafter)
    page = returned_and_corrected(page, drafter, approver)
    screen = changes(approver, page)
    assert bases(screen) == ["returned", "public"]
    assert len(differing(screen)) == 1
    assert len(differing(changes(approver, page, "&base=public"))) == 2


def test_what_was_returned_before_it_became_public_is_no_base_any_more(changes, section, drafter, approver):
    page = factories.submitted(section, drafter, factories.news("Khai giảng"))
    page = returned_and_corrected(page, drafter, approver)
    drafts.approve(page, approver)
    page = factories.edit(page, drafter, title="Khai giảng năm học 2027")
    drafts.submit(page, drafter)
    screen = changes(approver, page)
    assert bases(screen) == []
    assert "2027" in differing(screen)[0]


def test_a_revision_of_another_page_is_no_base(changes, public, section, drafter, approver):
    other = factories.submitted(section, drafter)
    page = factories.edit(public, drafter, title="Khai giảng sớm")
    drafts.submit(page, drafter)
    assert bases(changes(approver, page, f"&base={other.latest_revision_id}")) == []


def test_rows_of_a_page_that_no_form_shows_are_compared_too(changes, public, drafter, approver):
    draft = factories.fresh(public).get_latest_revision_as_object()
    draft.corrections.add(PageCorrection(note="Sửa ngày tổ chức", noted_on=timezone.localdate()))
    drafts.save_draft(draft, drafter)
    drafts.submit(factories.fresh(public), drafter)
    assert "Sửa ngày tổ chức" in " ".join(differing(changes(approver, public)))


def test_blocks_added_and_deleted_are_marked_and_said(changes, section, drafter, approver):
    body = [("paragraph", "<p>Đoạn ở lại.</p>"), ("paragraph", "<p>Đoạn bỏ đi.</p>")]
    page = factories.published(section, drafter, by=approver, page=factories.news(body=body))
    draft = factories.fresh(page).get_latest_revision_as_object()
    del draft.body[1]
    draft.body.append(("paragraph", "<p>Đoạn thêm vào.</p>"))
    drafts.save_draft(draft, drafter)
    drafts.submit(factories.fresh(page), drafter)
    screen = changes(approver, page)
    assert "Đoạn thêm vào." in screen.select_one(".comparison__child-object.addition").get_text()
    assert "Đoạn bỏ đi." in screen.select_one(".comparison__child-object.deletion").get_text()
    assert all(part.select_one(".w-sr-only") for part in screen.select(".addition, .deletion"))


def test_comments_are_no_difference(changes, public, drafter, approver):
    Comment.objects.create(page=public, user=approver, text="Hay", contentpath="title")
    factories.fresh(public).get_latest_revision_as_object().save_revision(user=drafter)
    assert differing(changes(approver, public)) == []


def test_markup_in_words_is_shown_as_words(changes, public, drafter, approver):
    page = factories.edit(public, drafter, title='<span class="addition">Lạ</span> <script>alert(1)</script>')
    drafts.submit(page, drafter)
    screen = changes(approver, page)
    assert "alert" in differing(screen)[0]
    assert not screen.select(".portal-review__difference script")
    assert len(screen.select(".portal-review__difference .addition")) == len(screen.select("ins.addition"))


def test_dates_are_written_as_people_read_them(changes, public, drafter, approver):
    moment = timezone.make_aware(datetime(2030, 11, 20, 13, 43))
    page = factories.edit(public, drafter, go_live_at=moment)
    drafts.submit(page, drafter)
    (difference,) = differing(changes(approver, page))
    assert "20/11/2030 13:43" in difference
    assert "None" not in difference


def test_the_switch_works_as_links(changes, client, public, approver):
    screen = changes(approver, public)
    links = screen.select(".portal-review__switch a")
    assert [link["href"] for link in links] == ["?view=draft", "?view=changes"]
    assert links[1]["aria-current"] == "page"
