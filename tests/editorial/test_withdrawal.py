"""Taking down: by approvers, at once, with a reason on record and a phrase that is chosen."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from cms.editorial import drafts, gate, scheduling
from cms.editorial.contributions import contributor_ids
from cms.editorial.four_eyes import NotFourEyes
from cms.editorial.models import PublicationRecord, Withdrawal
from cms.editorial.review import warnings
from cms.editorial.taking_down import withdrawal
from cms.editorial.taking_down.forms import page_at
from home.models import HomePage, InfoPage
from newsroom.models import NewsIndexPage, NewsPage
from tests import factories
from tests.fixtures import of_approvers, of_gdtx
from tests.pages.builders import public as founded

Kind, Notice = Withdrawal.Kind, Withdrawal.Notice
REASON = "Sai tên trường trong bài"
EVERYBODY = ["drafter", "colleague", "stranger", "approver", "administrator", "superuser"]


@pytest.fixture(scope="module")
def published_once(once, staff) -> int:
    with once():
        section = NewsIndexPage.objects.get(slug="tin-hoat-dong")
        page = factories.news("Khai giảng")
        return factories.published(section, of_gdtx("soan1.gdtx"), by=of_approvers("duyet1"), page=page).pk


@pytest.fixture
def public(section, drafter, approver, published_once):
    return factories.fresh(NewsPage(pk=published_once))


@pytest.fixture
def another(section, drafter, approver):
    return factories.published(section, drafter, by=approver, page=factories.news("Tổng kết"))


def address_of(page) -> str:
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk])


def said(**fields) -> dict:
    return {"kind": Kind.MISTAKE, "reason": REASON, "notice": Notice.REVIEWED, **fields}


def is_down(page) -> bool:
    return not factories.fresh(page).live


# Who may, and what they read who may not.

WHO = {
    "drafter": 403,
    "colleague": 403,
    # The screen says what waits: it is not for other departments.
    "stranger": 404,
    "approver": 200,
    "administrator": 403,
    "superuser": 200,
}


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_approvers_take_down_and_others_read_why_they_may_not(who, status, request, client, public):
    user = request.getfixturevalue(who)
    client.force_login(user)
    response = client.get(address_of(public))
    assert response.status_code == status
    html = response.content.decode()
    assert ('name="reason"' in html) == (status == 200)
    if status == 403:
        assert withdrawal.why_not(public, user) in html
    response = client.post(address_of(public), said())
    assert response.status_code == (302 if status == 200 else status)
    assert is_down(public) == (status == 200)


def test_who_is_not_signed_in_comes_to_the_sign_in(client, public):
    response = client.post(address_of(public), said())
    assert "/login/" in response.url
    assert not is_down(public)


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_rule_and_the_buttons_agree(who, request, public):
    user = request.getfixturevalue(who)
    may = public.permissions_for_user(user).can_unpublish()
    assert may == (withdrawal.why_not(public, user) == "") == (who in {"approver", "superuser"})
    if not may:
        with pytest.raises(NotFourEyes):
            withdrawal.withdraw(public, user, Kind.MISTAKE, REASON)
        assert not is_down(public)


def test_what_is_not_public_is_not_taken_down(client, section, drafter, approver):
    page = factories.draft(section, drafter)
    client.force_login(approver)
    assert client.get(address_of(page)).status_code == 403
    with pytest.raises(NotFourEyes):
        withdrawal.withdraw(page, approver, Kind.MISTAKE, REASON)
    assert not PublicationRecord.objects.filter(page_pk=page.pk).exists()


@pytest.mark.parametrize("number", [0, 987654, 10**30])
def test_numbers_of_nothing_are_not_found(number, client, approver):
    client.force_login(approver)
    address = reverse("wagtailadmin_pages:unpublish", args=[number])
    assert client.get(address).status_code == client.post(address, said()).status_code == 404


# What stays on record.


def test_the_reason_stays_on_record_and_in_the_history(client, public, approver):
    client.force_login(approver)
    client.post(address_of(public), said())
    row = withdrawal.current(factories.fresh(public))
    assert (row.kind, row.notice, row.target) == (Kind.MISTAKE, Notice.REVIEWED, None)
    record = row.record
    assert (record.route, record.approver, record.reason) == ("withdrawal", approver, REASON)
    entry = PageLogEntry.objects.get(page=public.pk, action="portal.withdrawn")
    assert (entry.user, entry.data["reason"], entry.data["kind"]) == (approver, REASON, Kind.MISTAKE)
    client.get(reverse("wagtailadmin_pages:history", args=[public.pk]))


def test_who_had_to_do_with_it_and_the_approvers_hear_of_it_once(section, public, another, drafter, approver):
    second = factories.approver(username="duyet9")
    mail.outbox.clear()
    withdrawal.withdraw(section, approver, Kind.MISTAKE, REASON, with_descendants=True)
    assert {drafter.email, second.email} <= {message.to[0] for message in mail.outbox}
    assert approver.email not in {message.to[0] for message in mail.outbox}
    assert len(mail.outbox) == len({message.to[0] for message in mail.outbox})
    assert all(REASON in message.body for message in mail.outbox)


def test_who_reads_the_draft_again_is_told_why_it_was_taken_down(public, drafter, approver):
    assert not any(REASON in one.text for one in warnings.of(public))
    withdrawal.withdraw(public, approver, Kind.MISTAKE, REASON)
    assert any(REASON in one.text for one in warnings.of(factories.fresh(public)))


WRONG = {
    "no reason": {"reason": ""},
    "spaces": {"reason": "       "},
    "too short": {"reason": "sai"},
    "too long": {"reason": "a" * 10_000},
    "a null": {"reason": "Sai tên\0 trường"},
    "no kind": {"kind": ""},
    "an unknown kind": {"kind": "khac"},
    "the clock's kind": {"kind": Kind.ENDED},
    "free words for readers": {"notice": "Gỡ vì ông A nói sai"},
    "merged into nothing": {"kind": Kind.MERGED, "target": ""},
    "merged into no address": {"kind": Kind.MERGED, "target": "https://[hong"},
    "merged into a null": {"kind": Kind.MERGED, "target": "/a\0b/"},
    "merged into what is not there": {"kind": Kind.MERGED, "target": "/khong-co/"},
    "merged into an endless address": {"kind": Kind.MERGED, "target": "/a" * 5000},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_lost(wrong, client, public, approver):
    client.force_login(approver)
    response = client.post(address_of(public), said(**WRONG[wrong]))
    assert response.status_code == 400
    assert response.context["form"].errors
    assert response.context["form"]["kind"].value() == {**said(), **WRONG[wrong]}["kind"]
    assert not is_down(public)


@pytest.mark.parametrize("kind", [Kind.ENDED, "khac"])
def test_code_says_one_of_the_kinds_too(kind, public, approver):
    with pytest.raises(NotFourEyes):
        withdrawal.withdraw(public, approver, kind, REASON)


# Merging.


@pytest.mark.parametrize("host", ["", "https://sgddt.example"])
def test_the_other_page_is_named_by_its_address(host, client, public, another, approver):
    client.force_login(approver)
    client.post(address_of(public), said(kind=Kind.MERGED, target=host + another.url))
    assert withdrawal.current(factories.fresh(public)).target == another.public_id


def test_addresses_lead_to_public_pages_of_every_language(home, public, another, approver):
    english = HomePage.objects.get(locale__language_code="en")
    contact = founded(english, InfoPage(title="Contact", locale=english.locale))
    pages = {page_at(page.url).pk: page.pk for page in (home, english, contact, public)}
    assert [*pages] == [*pages.values()]
    withdrawal.withdraw(another, approver, Kind.OUTDATED, REASON)
    for address in ("", "tin-hoat-dong", "/khong-co/", another.url, "//", "?q=1", "/en"):
        assert page_at(address) is None or address in {"//", "/en"}, address


def test_a_page_is_not_merged_into_itself_nor_below_itself_nor_into_what_is_hidden(
    section, public, another, drafter, approver
):
    draft = factories.draft(section, drafter)
    for page, target in ((public, public), (section, public), (public, draft), (public, None)):
        with pytest.raises(NotFourEyes):
            withdrawal.withdraw(page, approver, Kind.MERGED, REASON, target=target)
        assert not is_down(page)
    another.view_restrictions.create(restriction_type="login")
    with pytest.raises(NotFourEyes):
        withdrawal.withdraw(public, approver, Kind.MERGED, REASON, target=another)


# Ways without a reason.


def by_script(page, user):
    page.unpublish(user=user)


def by_query(page, user):
    type(page).objects.filter(pk=page.pk).unpublish()


@pytest.mark.parametrize("way", [by_script, by_query], ids=lambda way: way.__name__)
def test_a_way_without_a_word_counts_as_a_mistake_of_which_nothing_is_shown(way, public, approver):
    way(factories.fresh(public), approver)
    row = withdrawal.current(factories.fresh(public))
    assert (row.kind, row.notice, row.record.reason) == (Kind.MISTAKE, Notice.GONE, "")


def test_so_does_the_api(client, public, approver):
    client.force_login(approver)
    client.post(reverse("wagtailadmin_api:pages:action", args=[public.pk, "unpublish"]))
    row = withdrawal.current(factories.fresh(public))
    assert (row.kind, row.record.approver) == (Kind.MISTAKE, approver)


def test_the_clock_says_that_it_was_the_clock(section, drafter, approver, monkeypatch):
    ends = timezone.now() + timezone.timedelta(hours=1)
    page = factories.published(section, drafter, by=approver, page=factories.news(expire_at=ends))
    monkeypatch.setattr(timezone, "now", lambda: ends + timezone.timedelta(hours=1))
    scheduling.run()
    row = withdrawal.current(factories.fresh(page))
    assert (row.kind, row.notice, row.record.approver) == (Kind.ENDED, Notice.ENDED, None)


def test_what_was_approved_for_later_and_cancelled_was_never_public(client, section, drafter, approver):
    page = factories.news(go_live_at=timezone.now() + timezone.timedelta(days=1))
    page = factories.published(section, drafter, by=approver, page=page)
    client.force_login(approver)
    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, page.latest_revision_id]))
    assert not factories.fresh(page).approved_schedule
    assert withdrawal.current(factories.fresh(page)) is None


# A section, and many at once.


def test_a_section_is_taken_down_alone_or_with_what_is_below_it(client, home, section, public, another, approver):
    client.force_login(approver)
    screen = client.get(address_of(section)).content.decode()
    assert 'name="with_descendants"' in screen
    assert "2" in str(client.get(address_of(section)).context["form"]["with_descendants"].help_text)
    client.post(address_of(section), said(with_descendants="on"))
    for page in (section, public, another):
        row = withdrawal.current(factories.fresh(page))
        assert (row.kind, row.record.reason, row.record.approver) == (Kind.MISTAKE, REASON, approver)


def test_alone_it_leaves_them(client, section, public, approver):
    client.force_login(approver)
    client.post(address_of(section), said())
    assert is_down(section)
    assert not is_down(public)


def bulk(client, pages, **fields):
    numbers = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    return client.post(f"{address}?{numbers}", fields)


def test_many_are_taken_down_with_one_reason_on_each_record(client, section, public, another, approver):
    client.force_login(approver)
    assert bulk(client, [public, another], **said()).status_code == 302
    for page in (public, another):
        assert withdrawal.current(factories.fresh(page)).record.reason == REASON


@pytest.mark.parametrize("fields", [{}, said(reason=""), said(kind=Kind.MERGED), said(kind="khac")])
def test_many_are_not_taken_down_without_one(fields, client, public, another, approver):
    client.force_login(approver)
    response = bulk(client, [public, another], **fields)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not is_down(public)


def test_a_section_and_a_page_of_it_are_taken_down_together(client, section, public, approver):
    client.force_login(approver)
    assert bulk(client, [public, section], **said(include_descendants="on")).status_code == 302
    assert is_down(public)
    assert Withdrawal.objects.filter(record__page_pk=public.pk).count() == 1


@pytest.mark.parametrize("who", ["drafter", "administrator"])
def test_who_may_not_takes_none_of_many_down(who, request, client, public, another):
    client.force_login(request.getfixturevalue(who))
    bulk(client, [public, another], **said())
    assert not is_down(public)


# What waits at that moment, and the way back.


def test_what_is_in_review_stays_there_and_the_screen_says_so(client, public, drafter, approver, second_approver):
    factories.edit(public, drafter, title="Bản hai")
    drafts.submit(factories.fresh(public), drafter)
    client.force_login(approver)
    assert client.get(address_of(public)).context["is_in_review"]
    client.post(address_of(public), said())
    assert factories.fresh(public).workflow_in_progress
    drafts.approve(factories.fresh(public), second_approver)
    assert factories.fresh(public).title == "Bản hai"
    assert withdrawal.current(factories.fresh(public)) is None


def test_an_approved_update_that_waits_is_taken_off_the_schedule_and_all_its_authors_are_contributors(
    client, public, drafter, colleague, approver
):
    later = timezone.now() + timezone.timedelta(days=1)
    factories.edit(public, colleague, title="Bản hai", go_live_at=later)
    drafts.submit(factories.fresh(public), colleague)
    drafts.approve(factories.fresh(public), approver)
    page = factories.fresh(public)
    assert page.live and page.approved_schedule
    client.force_login(approver)
    assert client.get(address_of(public)).context["is_scheduled"]
    client.post(address_of(public), said())
    page = factories.fresh(public)
    assert not page.approved_schedule
    assert contributor_ids(page) == {drafter.pk, colleague.pk}


def test_what_is_put_back_takes_an_approval_by_somebody_with_no_hand_in_it(
    section, department, colleague, approver, second_approver
):
    author = factories.approver()
    author.groups.add(department.group)
    page = factories.published(section, factories.fresh(author), by=approver)
    withdrawal.withdraw(page, second_approver, Kind.MISTAKE, REASON)
    with pytest.raises(gate.UnapprovedPublication):
        factories.fresh(page).latest_revision.publish()
    drafts.submit(factories.fresh(page), colleague)
    with pytest.raises(PermissionDenied):
        drafts.approve(factories.fresh(page), factories.fresh(author))
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live


def test_who_took_it_down_may_approve_it_again(public, drafter, approver):
    withdrawal.withdraw(public, approver, Kind.MISTAKE, REASON)
    factories.edit(public, drafter, title="Đã sửa tên trường")
    drafts.submit(factories.fresh(public), drafter)
    drafts.approve(factories.fresh(public), approver)
    assert factories.fresh(public).live


# Never deleted.


def delete_it(page):
    page.delete()


def delete_the_base_page(page):
    Page.objects.get(pk=page.pk).delete()


def delete_by_a_query(page):
    type(page).objects.filter(pk=page.pk).delete()


def delete_by_a_query_of_base_pages(page):
    Page.objects.filter(pk=page.pk).delete()


def delete_above(page):
    page.get_parent().specific.delete()


WAYS = [delete_it, delete_the_base_page, delete_by_a_query, delete_by_a_query_of_base_pages, delete_above]


@pytest.mark.parametrize("state", ["public", "down"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_was_ever_public_is_not_deleted_by(way, state, section, public, approver):
    if state == "down":
        withdrawal.withdraw(public, approver, Kind.MISTAKE, REASON)
    children, logged = factories.fresh(section).numchild, PageLogEntry.objects.count()
    with pytest.raises(gate.UnapprovedPublication, match=r"“(Khai giảng|Tin hoạt động)”"):
        way(factories.fresh(public))
    assert factories.fresh(public).pk == public.pk
    assert (factories.fresh(section).numchild, PageLogEntry.objects.count()) == (children, logged)


def test_a_draft_section_does_not_take_what_was_public_with_it(home, drafter, administrator, department, approver):
    section = factories.draft(home, administrator, NewsIndexPage(title="Mục chưa mở"))
    page = founded(section, factories.news("Từng công khai", department=department))
    withdrawal.withdraw(page, approver, Kind.MISTAKE, REASON)
    assert not factories.fresh(section).permissions_for_user(administrator).can_delete()
    for way in (delete_above, delete_it):
        with pytest.raises(gate.UnapprovedPublication):
            way(factories.fresh(page))
    assert factories.fresh(page).get_parent().pk == section.pk


def test_what_was_approved_and_never_public_stays_too(section, drafter, approver):
    page = factories.news(go_live_at=timezone.now() + timezone.timedelta(days=1))
    page = factories.published(section, drafter, by=approver, page=page)
    with pytest.raises(gate.UnapprovedPublication):
        page.delete()


def test_a_draft_is_deleted_by_code(section, drafter):
    page = factories.draft(section, drafter)
    page.delete()
    assert not Page.objects.filter(pk=page.pk).exists()


def test_a_reviewer_who_goes_back_to_what_was_taken_down_has_a_hand_in_it(public, colleague, approver, second_approver):
    before = factories.fresh(public).title
    drafts.submit(factories.edit(public, colleague, title="Bản hai"), colleague)
    withdrawal.withdraw(factories.fresh(public), approver, Kind.MISTAKE, REASON)
    page = factories.edit(public, second_approver, title=before)
    assert second_approver.pk in contributor_ids(page)
    with pytest.raises(PermissionDenied):
        drafts.approve(page, second_approver)
