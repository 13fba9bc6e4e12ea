"""The address of a page that was taken down says so, or leads to what it was merged into; it is never just missing."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.editorial import drafts
from cms.editorial.models import Withdrawal
from cms.editorial.taking_down import withdrawal
from cms.pages.models import PageAttachment
from cms.reading import generation
from home.models import HomePage, InfoPage
from newsroom.models import NewsIndexPage
from tests import factories
from tests.pages.builders import announcement, changed, committed, move, public, restrict, small_picture, take_down
from tests.pages.test_old_addresses import rename
from tests.support import post_edit

Kind, Notice = Withdrawal.Kind, Withdrawal.Notice
REASON = "Sai tên trường trong bài"


@pytest.fixture
def article(section, drafter, approver):
    return factories.published(section, drafter, approver, factories.news("Khai giảng năm học"))


@pytest.fixture
def other(section, drafter, approver):
    return factories.published(section, drafter, approver, factories.news("Lễ khai giảng"))


def withdraw(page, user, kind=Kind.OUTDATED, **said):
    """Return `page` after `user` took it down."""
    with committed():
        withdrawal.withdraw(page, user, kind, REASON, **said)
    return factories.fresh(page)


def put_back(page, drafter, by):
    with committed():
        drafts.submit(factories.fresh(page), drafter)
        drafts.approve(factories.fresh(page), by)


@pytest.mark.parametrize(
    ("kind", "shows_title"),
    [(Kind.MISTAKE, False), (Kind.REQUEST, False), (Kind.OUTDATED, True), (Kind.MERGED, True)],
)
def test_the_title_is_shown_where_it_is_not_what_had_to_go(kind, shows_title, client, article, other, approver):
    target = other if kind == Kind.MERGED else None
    withdraw(article, approver, kind, target=target)
    if target:
        take_down(other)
    response = client.get(article.url)
    assert response.status_code == 410
    assert (article.title in response.content.decode()) == shows_title


@pytest.mark.parametrize("notice", Notice)
def test_the_address_says_the_chosen_phrase_and_never_the_reason(notice, client, article, approver):
    withdraw(article, approver, notice=notice)
    html = client.get(article.url).content.decode()
    assert str(notice.label) in html
    assert REASON not in html


def test_it_names_the_day_and_the_ways_on_and_asks_not_to_be_indexed(client, article, approver, section):
    withdraw(article, approver)
    response = client.get(article.url)
    html = response.content.decode()
    assert 'name="robots" content="noindex"' in html
    assert f'href="{section.url}"' in html
    assert f'action="{reverse("search")}"' in html
    assert "canonical" not in html
    assert response.context["since"] == withdrawal.current(factories.fresh(article)).record.created_at
    assert response["X-Frame-Options"] == "DENY"
    assert response["Content-Language"] == "vi"
    assert "Cookie" not in response.get("Vary", "")


def test_it_speaks_the_language_of_the_address(client, home, approver):
    english = HomePage.objects.get(locale__language_code="en")
    page = public(english, InfoPage(title="Contact", locale=english.locale))
    withdraw(page, approver)
    response = client.get("/en/contact/")
    assert response.status_code == 410
    assert "This page was taken down." in response.content.decode()
    assert 'lang="en"' in response.content.decode()


def test_it_answers_head_and_writes_nothing(client, article, approver):
    withdraw(article, approver)
    assert client.head(article.url).status_code == 410
    with CaptureQueriesContext(connection) as asked:
        assert client.get(article.url).status_code == 410
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
    assert len(asked) <= 20


def test_it_costs_the_same_however_often_it_was_taken_down(client, article, approver, drafter):
    def cost() -> int:
        client.get(article.url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(article.url).status_code == 410
        return len([query for query in asked if "reading_generation" not in query["sql"]])

    withdraw(article, approver)
    once = cost()
    put_back(article, drafter, approver)
    withdraw(article, approver)
    assert cost() == once


def test_its_permanent_and_its_old_addresses_say_the_same(client, home, article, drafter, approver):
    first = article.url
    renamed = changed(article, drafter, approver, slug="ten-khac")
    moved = move(renamed, public(home, NewsIndexPage(title="Chuyển đổi số")))
    withdraw(moved, approver)
    for address in (first, renamed.url, moved.url, moved.permalink, f"{first}?fbclid=1"):
        assert client.get(address).status_code == 410, address
        assert client.head(address).status_code == 410, address


def test_a_page_in_a_section_that_was_renamed_says_so_at_its_address_of_before(client, section, article, approver):
    old = article.url
    rename(section, "hoat-dong")
    withdraw(article, approver)
    assert client.get(old).status_code == 410


def test_pages_below_a_section_that_was_taken_down_stay(client, section, article, approver):
    withdraw(section, approver)
    assert client.get(section.url).status_code == 410
    response = client.get(article.url)
    assert response.status_code == 200
    assert section.title not in [crumb.label for crumb in response.context["breadcrumb"]]
    assert f'href="{section.url}"' not in response.content.decode()


@pytest.mark.parametrize("address", ["url", "permalink"])
def test_a_merged_page_leads_to_the_other_for_good(address, client, article, other, approver):
    where = getattr(article, address)
    withdraw(article, approver, Kind.MERGED, target=other)
    response = client.get(where)
    assert (response.status_code, response.url) == (301, other.url)
    assert response["Cache-Control"] == "max-age=300"


def test_it_follows_when_the_other_is_renamed(client, article, other, drafter, approver):
    withdraw(article, approver, Kind.MERGED, target=other)
    renamed = changed(other, drafter, approver, slug="ten-moi")
    assert client.get(article.url).url == renamed.url


def test_merged_pages_are_followed_to_the_last_that_is_public(client, section, article, other, drafter, approver):
    last = factories.published(section, drafter, approver, factories.news("Tổng kết"))
    withdraw(article, approver, Kind.MERGED, target=other)
    withdraw(other, approver, Kind.MERGED, target=last)
    assert client.get(article.url).url == last.url
    withdraw(last, approver)
    assert client.get(article.url).status_code == 410


def test_pages_that_were_merged_in_a_circle_are_gone(client, article, other, drafter, approver):
    withdraw(article, approver, Kind.MERGED, target=other)
    put_back(article, drafter, approver)
    withdraw(other, approver, Kind.MERGED, target=factories.fresh(article))
    # As it would be by two people at the same moment: each names the other while both are public.
    record = withdrawal.current(take_down(article)).record
    record.pk, record._state.adding = None, True
    record.save()
    Withdrawal.objects.create(record=record, kind=Kind.MERGED, target=other.public_id)
    for page in (article, other):
        assert client.get(page.url).status_code == 410


def test_what_is_put_back_is_there_again(client, article, drafter, approver, second_approver):
    withdraw(article, approver)
    assert client.get(article.url).status_code == 410
    put_back(article, drafter, second_approver)
    assert client.get(article.url).status_code == 200
    assert client.get(article.permalink).status_code == 302
    assert withdrawal.current(factories.fresh(article)) is None


def test_a_draft_that_was_never_public_is_not_found(client, section, drafter):
    page = factories.draft(section, drafter)
    assert client.get(f"{section.url}{page.slug}/").status_code == 404
    assert client.get(page.permalink).status_code == 404


def test_what_lies_behind_a_restriction_is_not_found(client, section, article, approver):
    restrict(section)
    withdraw(article, approver)
    assert client.get(article.url).status_code == 404


def test_what_was_taken_down_without_a_word_shows_nothing_of_it(client, article):
    take_down(article)
    html = client.get(article.url).content.decode()
    assert str(Notice.GONE.label) in html
    assert article.title not in html


def test_what_ended_by_the_clock_says_so(client, section, drafter, approver, monkeypatch):
    ends = timezone.now() + timezone.timedelta(hours=1)
    page = factories.published(section, drafter, approver, factories.news("Thi thử", expire_at=ends))
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: ends + timezone.timedelta(hours=1))
        call_command("publish_scheduled")
    response = client.get(page.url)
    assert response.status_code == 410
    assert str(Notice.ENDED.label) in response.content.decode()


def test_another_method_than_reading_is_not_answered(client, article, approver):
    withdraw(article, approver)
    assert client.post(article.url).status_code == 404


def shown_to(client, address: str, words: str) -> bool:
    return words in client.get(address).content.decode()


def test_before_and_after_everywhere(client, home, section, drafter, approver):
    """Front page, section, search, files, generation: with the page, and without it."""
    picture, document = small_picture(), factories.document()
    page = factories.news("Ngày hội Zyxtoantruong", cover=picture, cover_alt="Sân trường")
    page.attachments = [PageAttachment(document=document)]
    with committed():
        page = factories.published(section, drafter, approver, page)
    found = f"{reverse('search')}?q=Zyxtoantruong"
    shown = {home.url: page.title, section.url: page.title, found: "Ngày hội <mark>Zyxtoantruong</mark>"}
    for address, words in shown.items():
        assert shown_to(client, address, words), address
    assert everybody_reads(document)
    before = generation.current()
    withdraw(page, approver)
    generation.forget()
    assert generation.current() > before
    for address in shown:
        assert not shown_to(client, address, "Ngày hội"), address
    assert not everybody_reads(document)
    assert client.get(page.url).status_code == 410


def test_a_line_of_the_ticker_goes_with_its_page(client, home, announcements, department, approver):
    page = public(announcements, announcement("Thông báo Zyxnghihoc", department=department))
    assert shown_to(client, home.url, "Thông báo Zyxnghihoc")
    withdraw(page, approver)
    assert not shown_to(client, home.url, "Thông báo Zyxnghihoc")


def everybody_reads(document) -> bool:
    return document.file.name in set(default_storage.shown())


def test_what_is_drafted_afterwards_is_not_shown(client, article, colleague, approver):
    title = article.title
    withdraw(article, approver)
    client.force_login(colleague)
    with committed():
        post_edit(client, factories.edit(article, colleague, title="Nobody approved this"), summary="Nor this")
    client.logout()
    response = client.get(article.url)
    assert response.status_code == 410
    assert title in response.content.decode()
    assert "Nobody approved this" not in response.content.decode()
