"""The bin: drafts that people delete are hidden everywhere for 90 days, and come back whole."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.registry import action_registry
from wagtail.models import Page, PageLogEntry, WorkflowState

from cms.editorial import desk, drafts, emergency, gate
from cms.editorial.contributions import contributor_ids
from cms.editorial.four_eyes import Shown
from cms.editorial.models import BinnedDraft
from cms.editorial.taking_down import bin as drafts_bin
from cms.operations import due
from cms.pages import visibility
from newsroom.models import NewsIndexPage, NewsPage
from tests import factories

WORD = "Zyxthungrac"


@pytest.fixture
def draft(section, drafter):
    return factories.draft(section, drafter, factories.news(WORD, summary=WORD))


@pytest.fixture
def binned(draft, drafter):
    drafts_bin.throw_away(draft, drafter)
    return factories.fresh(draft)


@pytest.fixture
def tree(home, administrator, department):
    """A draft section with two drafts below it, one of them submitted."""
    section = factories.draft(home, administrator, NewsIndexPage(title="Mục chưa mở"))
    first = factories.draft(section, administrator, factories.news("Một", department=department))
    second = factories.submitted(section, administrator, factories.news("Hai", department=department))
    return [factories.fresh(page) for page in (section, first, second)]


def delete_address(page) -> str:
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def take_out_address(page) -> str:
    return reverse("take_out_of_bin", args=[page.pk])


def in_bin(page) -> bool:
    return BinnedDraft.objects.filter(pk=page.pk).exists()


# Who throws away, and by which ways.

WHO = {
    "drafter": True,
    "colleague": False,
    "stranger": False,
    "approver": False,
    "administrator": True,
    "superuser": True,
}


@pytest.mark.parametrize(("who", "may"), WHO.items())
def test_who_began_a_draft_and_administrators_throw_it_away(who, may, request, client, draft):
    client.force_login(request.getfixturevalue(who))
    response = client.get(delete_address(draft))
    assert (response.status_code == 200) == may
    if may:
        assert "90" in response.content.decode()
    client.post(delete_address(draft))
    assert in_bin(draft) == may
    assert NewsPage.objects.filter(pk=draft.pk).exists()


def by_screen(client, page):
    return client.post(delete_address(page))


def by_bulk(client, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{address}?id={page.pk}")


def by_api(client, page):
    return client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"]))


@pytest.mark.parametrize("way", [by_screen, by_bulk, by_api], ids=lambda way: way.__name__)
def test_every_way_of_people_leads_into_the_bin(way, client, draft, drafter):
    client.force_login(drafter)
    way(client, draft)
    row = BinnedDraft.objects.get(pk=draft.pk)
    assert (row.user, row.top_id) == (drafter, draft.pk)
    entry = PageLogEntry.objects.get(page=draft.pk, action="portal.binned")
    assert entry.user == drafter
    assert not PageLogEntry.objects.filter(page=draft.pk, action="wagtail.delete").exists()


@pytest.mark.parametrize("screen", ["row", "explorer", "editor", "bar"])
def test_every_way_there_says_where_it_leads(screen, client, tree, administrator):
    section, _first, _second = tree
    parent = section.get_parent()
    href, address = {
        "row": (delete_address(section), reverse("wagtailadmin_explore", args=[parent.pk])),
        "explorer": (delete_address(section), reverse("wagtailadmin_explore", args=[section.pk])),
        "editor": (delete_address(section), reverse("wagtailadmin_pages:edit", args=[section.pk])),
        "bar": (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]),
            reverse("wagtailadmin_explore", args=[parent.pk]),
        ),
    }[screen]
    client.force_login(administrator)
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert {" ".join(link.get_text().split()) for link in page.select(f"a[href^='{href}']")} == {"Bỏ vào thùng rác"}


@pytest.mark.parametrize("way", [by_screen, by_bulk, by_api], ids=lambda way: way.__name__)
def test_what_was_approved_once_goes_by_none_of_them(way, client, section, drafter, approver, administrator):
    later = timezone.now() + timedelta(days=1)
    page = factories.published(section, drafter, by=approver, page=factories.news(go_live_at=later))
    client.force_login(administrator)
    response = way(client, page)
    assert response.status_code in {302, 403}
    assert not in_bin(page)


def test_the_registry_of_actions_knows_no_other_deletion():
    assert action_registry.get_action_class(NewsPage, "delete") is drafts_bin.BinPageAction


@pytest.mark.parametrize("number", [0, 987654, 2**40, 10**30])
def test_numbers_of_nothing_are_not_found(number, client, approver):
    client.force_login(approver)
    assert client.post(reverse("take_out_of_bin", args=[number])).status_code == 404


# Hidden.

EVERYBODY = ["drafter", "colleague", "approver", "administrator", "superuser"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_in_the_bin_is_found_nowhere_else(who, request, client, section, binned):
    user = request.getfixturevalue(who)
    client.force_login(user)
    for name in ("edit", "view_draft", "history", "copy", "move", "unpublish", "delete", "usage", "lock"):
        assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[binned.pk])).status_code == 404, name
    assert client.get(reverse("wagtailadmin_explore", args=[binned.pk])).status_code == 404
    assert client.get(reverse("wagtailadmin_api:pages:detail", args=[binned.pk])).status_code == 404
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[section.pk]),
        f"{reverse('wagtailadmin_explore', args=[section.pk])}?q=thung-rac",
        f"{reverse('wagtailadmin_pages:search')}?search_all=1",
        reverse("wagtailadmin_pages:type_use", args=["newsroom", "newspage"]),
        reverse("wagtailadmin_choose_page_child", args=[section.pk]),
        f"{reverse('wagtailadmin_choose_page_search')}?q=thung",
        f"{reverse('wagtailadmin_api:pages:listing')}?child_of={section.pk}&for_explorer=1",
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_reports:workflow"),
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'move'])}?id=all&childOf={section.pk}",
    ):
        response = client.get(address, follow=True)
        assert WORD not in response.content.decode(), address
    assert not visibility.may_see_draft(user, binned)
    assert not visibility.visible_in_admin(Page.objects.filter(pk=binned.pk), user).exists()
    assert not Page.objects.filter(visibility.drafts_seen_by(user), pk=binned.pk).exists()
    assert desk.drafts(user) == []


def test_it_was_there_before(client, section, draft, drafter):
    client.force_login(drafter)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 200
    assert WORD in client.get(reverse("wagtailadmin_explore", args=[section.pk])).content.decode()


def test_it_is_neither_changed_nor_submitted_nor_published(binned, drafter, approver):
    with pytest.raises(PermissionDenied):
        drafts.save_draft(binned.get_latest_revision_as_object(), drafter)
    with pytest.raises(PermissionDenied):
        drafts.submit(binned, drafter)
    with pytest.raises(PermissionDenied):
        emergency.force(binned, approver, "Bão số 9: mai nghỉ học", Shown.of(binned))
    with pytest.raises(gate.UnapprovedPublication):
        binned.latest_revision.publish()
    with pytest.raises(PermissionDenied):
        drafts_bin.throw_away(binned, drafter)
    assert not factories.fresh(binned).live


def test_what_waits_in_review_is_taken_out_of_it_first(section, drafter, approver):
    page = factories.submitted(section, drafter)
    state = page.current_workflow_task_state
    drafts_bin.throw_away(page, drafter)
    assert WorkflowState.objects.get(pk=state.workflow_state_id).status == WorkflowState.STATUS_CANCELLED
    assert desk.to_approve(approver) == []
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, approver, "approve", shown=Shown.of(factories.fresh(page)))


# With all below it.


def test_a_section_goes_with_all_below_it_and_comes_back_with_it(tree, administrator):
    section, _first, second = tree
    addresses = [page.url_path for page in tree]
    assert drafts_bin.throw_away(section, administrator) == 3
    assert set(BinnedDraft.objects.values_list("pk", "top_id")) == {(page.pk, section.pk) for page in tree}
    assert not factories.fresh(second).workflow_in_progress
    drafts_bin.take_out(section, administrator)
    assert not BinnedDraft.objects.exists()
    assert [factories.fresh(page).url_path for page in tree] == addresses


def test_what_went_before_its_section_comes_back_after_it(tree, administrator):
    section, first, _second = tree
    drafts_bin.throw_away(first, administrator)
    assert drafts_bin.throw_away(factories.fresh(section), administrator) == 2
    with pytest.raises(PermissionDenied):
        drafts_bin.take_out(first, administrator)
    drafts_bin.take_out(section, administrator)
    assert in_bin(first)
    drafts_bin.take_out(first, administrator)
    assert not in_bin(first)


def test_a_section_and_a_page_of_it_go_together(client, tree, administrator):
    client.force_login(administrator)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{address}?id={tree[1].pk}&id={tree[0].pk}")
    assert BinnedDraft.objects.filter(top=tree[0]).count() == 3


# The slug.


def test_its_slug_is_free_for_others_and_its_draft_keeps_it(section, drafter, draft):
    slug = draft.slug
    drafts_bin.throw_away(draft, drafter)
    other = factories.draft(section, drafter, factories.news("Khác", slug=slug))
    assert other.slug == slug
    assert factories.fresh(draft).get_latest_revision_as_object().slug == slug


def test_it_comes_back_with_its_own_slug_and_changes_nothing_else(draft, drafter, colleague):
    before = factories.fresh(draft)
    drafts_bin.throw_away(draft, drafter)
    drafts_bin.take_out(draft, colleague)
    page = factories.fresh(draft)
    assert (page.slug, page.url_path, page.latest_revision_id) == (
        before.slug,
        before.url_path,
        before.latest_revision_id,
    )
    assert contributor_ids(page) == {drafter.pk}
    drafts.submit(page, drafter)


def test_where_its_slug_was_taken_it_comes_back_with_another(section, draft, drafter, colleague, approver):
    slug = draft.slug
    drafts_bin.throw_away(draft, drafter)
    factories.published(section, colleague, by=approver, page=factories.news("Khác", slug=slug))
    page = drafts_bin.take_out(draft, drafter)
    assert factories.fresh(page).slug == factories.fresh(page).get_latest_revision_as_object().slug == f"{slug}-2"
    drafts.submit(factories.fresh(page), drafter)
    drafts.approve(factories.fresh(page), approver)
    assert factories.fresh(page).live


# The screen.

MAY_TAKE_OUT = {
    "drafter": True,
    "colleague": True,
    "stranger": False,
    "approver": True,
    "administrator": True,
    "superuser": True,
}


@pytest.mark.parametrize(("who", "may"), MAY_TAKE_OUT.items())
def test_the_own_department_the_approvers_and_the_administrators_take_out(who, may, request, client, binned, drafter):
    client.force_login(request.getfixturevalue(who))
    html = client.get(reverse("bin")).content.decode()
    assert (WORD in html) == (take_out_address(binned) in html) == may
    if may:
        assert drafter.get_full_name() in html
        assert client.get(take_out_address(binned)).status_code == 405
    response = client.post(take_out_address(binned))
    assert response.status_code == (302 if may else 404)
    assert in_bin(binned) == (not may)
    assert PageLogEntry.objects.filter(page=binned.pk, action="portal.restored").exists() == may


def test_who_is_not_signed_in_comes_to_the_sign_in(client, binned):
    for response in (client.get(reverse("bin")), client.post(take_out_address(binned))):
        assert "/login/" in response.url
    assert in_bin(binned)


def test_a_refusal_is_said_on_the_screen(client, tree, administrator):
    drafts_bin.throw_away(tree[1], administrator)
    drafts_bin.throw_away(factories.fresh(tree[0]), administrator)
    client.force_login(administrator)
    response = client.post(take_out_address(tree[1]), follow=True)
    assert response.status_code == 200
    assert in_bin(tree[1])


def test_the_screen_says_how_many_days_are_left(client, binned, approver):
    client.force_login(approver)
    for age, left in ((timedelta(), 90), (timedelta(days=88, hours=12), 2), (timedelta(days=95), 0)):
        BinnedDraft.objects.update(binned_at=timezone.now() - age)
        assert client.get(reverse("bin")).context["items"][0]["days_left"] == left


def test_the_list_costs_the_same_for_few_and_for_many(client, section, drafter):
    client.force_login(drafter)

    def more(number: int) -> None:
        for _each in range(number):
            drafts_bin.throw_away(factories.draft(section, drafter), drafter)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("bin")).status_code == 200
        return len(asked)

    more(3)
    cost()
    few = cost()
    more(27)
    assert cost() == few


# The end.


def test_after_90_days_it_is_deleted_for_good_and_the_log_keeps_that(draft, section, drafter, binned):
    other = factories.draft(section, drafter)
    drafts_bin.throw_away(other, drafter)
    assert drafts_bin.empty() == 0
    BinnedDraft.objects.filter(pk=draft.pk).update(binned_at=timezone.now() - timedelta(days=90, minutes=1))
    assert drafts_bin.empty() == 1
    assert not Page.objects.filter(pk=draft.pk).exists()
    assert in_bin(other)
    logged = PageLogEntry.objects.filter(page=draft.pk).values_list("action", flat=True)
    assert {"portal.binned", "wagtail.delete"} <= set(logged)


def test_one_that_cannot_be_deleted_stops_no_other(section, drafter, approver, caplog, monkeypatch):
    stuck, other = factories.draft(section, drafter), factories.draft(section, drafter)
    for page in (stuck, other):
        drafts_bin.throw_away(page, drafter)
    # As somebody with a console could: it is public, and in the bin.
    NewsPage.objects.filter(pk=stuck.pk).update(first_published_at=timezone.now())
    BinnedDraft.objects.update(binned_at=timezone.now() - timedelta(days=91))
    assert drafts_bin.empty() == 1
    assert not Page.objects.filter(pk=other.pk).exists()
    assert Page.objects.filter(pk=stuck.pk).exists()
    assert str(stuck.pk) in caplog.text


def test_it_deletes_in_batches(section, drafter, monkeypatch):
    monkeypatch.setattr(drafts_bin, "BATCH", 2)
    for _each in range(3):
        drafts_bin.throw_away(factories.draft(section, drafter), drafter)
    BinnedDraft.objects.update(binned_at=timezone.now() - timedelta(days=91))
    assert [drafts_bin.empty(), drafts_bin.empty(), drafts_bin.empty()] == [2, 1, 0]


def test_the_worker_does_it(db):
    assert due.registry._jobs["empty the bin"].function is drafts_bin.empty
