"""The screens of a batch, for approvers alone."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom import migration
from newsroom.models import (
    MigrationBatch,
)
from tests import factories
from tests.newsroom.migration_batches import (
    State,
    article,
    everything,
    laid,
    opened,
    run,
    write,
    write_many,
)

pytestmark = pytest.mark.django_db


def screen(batch: MigrationBatch, **query) -> str:
    return reverse("moving_in:batch", args=[batch.pk], query=query)


def shown_on(response) -> dict:
    """Return what the form of the decision carries."""
    return {"shown": re.search(r'name="shown" value="([0-9a-f]{64})"', response.content.decode())[1]}


def test_an_approver_goes_from_the_menu_through_the_sample_to_the_decision(folder, place, approver, client):
    batch = laid(folder, place)
    client.force_login(approver)
    assert reverse("moving_in:batches") in client.get(reverse("wagtailadmin_home")).content.decode()
    assert screen(batch) in client.get(reverse("moving_in:batches")).content.decode()
    html = client.get(screen(batch)).content.decode()
    assert html.count("Khai mạc hội thi số") == 6
    for item in batch.items.sample():
        assert item.content_hash[:12] in html and item.file_name in html
        response = client.post(reverse("moving_in:open", args=[item.page_id]), follow=True)
        assert response.redirect_chain == [(reverse("moving_in:draft", args=[item.page_id]), 302)]
        assert f"hội thi số {int(item.file_name[:5])}" in response.content.decode()
    data = shown_on(client.get(screen(batch))) | {"comment": "Đã xem mẫu."}
    response = client.post(reverse("moving_in:decide", args=[batch.pk]), data)
    assert response.url == screen(batch)
    batch = factories.fresh(batch)
    assert (batch.state, batch.decided_by, batch.reason) == (State.PUBLISHING, approver, "Đã xem mẫu.")
    assert approver.get_full_name() in client.get(screen(batch)).content.decode()


def test_the_form_of_approval_is_there_for_who_may_approve_alone(folder, place, approver, second_approver, client):
    batch = opened(laid(folder, place), approver)
    address = reverse("moving_in:decide", args=[batch.pk])
    for user, may in ((approver, True), (second_approver, False)):
        client.force_login(user)
        assert (address in client.get(screen(batch)).content.decode()) == may


def test_a_draft_is_shown_as_it_was_laid(folder, place, approver, colleague, client):
    laid(folder, place)
    factories.edit(article(1), colleague, summary="Sửa sau khi trình.")
    client.force_login(approver)
    html = client.get(reverse("moving_in:draft", args=[article(1).pk])).content.decode()
    assert "Sáng nay, hội thi số 1" in html
    assert "Sửa sau khi trình." not in html


def test_a_decision_about_an_old_screen_is_refused(folder, place, approver, colleague, client):
    batch = opened(laid(folder, place), approver)
    client.force_login(approver)
    data = shown_on(client.get(screen(batch)))
    factories.edit(article(1), colleague, summary="Khác.")
    response = client.post(reverse("moving_in:decide", args=[batch.pk]), data, follow=True)
    assert factories.fresh(batch).state == State.WAITING
    assert response.status_code == 200
    assert client.post(reverse("moving_in:decide", args=[batch.pk]), {}).status_code == 422


def test_a_batch_is_declined_on_its_screen(folder, place, approver, client):
    batch = laid(folder, place)
    client.force_login(approver)
    address = reverse("moving_in:decline", args=[batch.pk])
    assert client.post(address, {"reason": " "}).status_code == 422
    assert factories.fresh(batch).state == State.WAITING
    assert client.post(address, {"reason": "Sai ngày."}).url == screen(batch)
    assert factories.fresh(batch).state == State.DECLINED
    assert "Sai ngày." in client.get(screen(batch)).content.decode()


def test_articles_with_warnings_are_shown_with_them_and_alone_when_asked_for(folder, place, approver, client):
    write(folder, 9, title="KHAI MẠC HỘI THI LẦN CHÍN")
    batch = laid(folder, place)
    client.force_login(approver)
    html = client.get(screen(batch)).content.decode()
    assert "The title is written in capitals." in html
    assert article(1).title in html
    html = client.get(screen(batch, show="warnings")).content.decode()
    articles = html[html.index('id="articles') :]
    assert "The title is written in capitals." in articles
    assert article(1).title not in articles


def test_long_batches_are_shown_page_by_page(folder, place, approver, client, monkeypatch):
    monkeypatch.setattr("newsroom.views.PER_PAGE", 2)
    batch = laid(folder, place)
    client.force_login(approver)
    assert len(client.get(screen(batch)).context["items"].object_list) == 2
    assert len(client.get(screen(batch, p=2)).context["items"].object_list) == 1
    for page in ("99", "x", "-1", "\0"):
        assert client.get(screen(batch, p=page)).status_code == 200


def test_the_screen_costs_the_same_at_three_and_at_thirty_articles(folder, place, approver, client):
    client.force_login(approver)

    def cost(batch: MigrationBatch) -> int:
        client.get(screen(batch))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(screen(batch)).status_code == 200
        return len(queries)

    few = cost(laid(folder, place))
    MigrationBatch.objects.update(state=State.DECLINED)
    write_many(folder, 27, first=4)
    run(folder, **place)
    assert cost(MigrationBatch.objects.get(state=State.WAITING)) == few


def addresses(batch: MigrationBatch) -> list[tuple[str, str, dict]]:
    """Return every address of the screens: method, address, data."""
    page = batch.items.first().page_id
    decision = {"shown": batch.items.publishable().digest()}
    return [
        ("get", reverse("moving_in:batches"), {}),
        ("get", screen(batch), {}),
        ("get", reverse("moving_in:draft", args=[page]), {}),
        ("post", reverse("moving_in:open", args=[page]), {}),
        ("post", reverse("moving_in:decide", args=[batch.pk]), decision),
        ("post", reverse("moving_in:decline", args=[batch.pk]), {"reason": "Không"}),
    ]


@pytest.mark.parametrize("who", ["drafter", "colleague", "stranger", "administrator", "reader", "anonymous"])
def test_nobody_but_approvers_comes_to_the_screens(who, request, folder, place, client):
    batch = laid(folder, place)
    if who == "reader":
        client.force_login(factories.UserFactory())
    elif who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    before = everything()
    for method, address, data in addresses(batch):
        response = getattr(client, method)(address, data)
        assert response.status_code in {302, 403, 404}, address
        assert "Khai mạc hội thi" not in response.content.decode()
        if response.status_code == 302:
            home = reverse("wagtailadmin_home") if who not in {"reader", "anonymous"} else reverse("wagtailadmin_login")
            assert response.url.partition("?")[0] == home
    assert everything() == before
    assert factories.fresh(batch).state == State.WAITING


def test_a_member_of_another_department_sees_nothing_of_a_batch(folder, place, stranger, client):
    batch = laid(folder, place)
    client.force_login(stranger)
    assert reverse("moving_in:batches") not in client.get(reverse("wagtailadmin_home")).content.decode()
    page = batch.items.first().page_id
    assert client.post(reverse("moving_in:open", args=[page])).status_code == 404
    assert client.get(reverse("moving_in:draft", args=[page])).status_code == 404


@pytest.mark.parametrize("who", ["approver", "superuser"])
def test_approvers_come_to_every_screen(who, request, folder, place, client):
    batch = laid(folder, place)
    client.force_login(request.getfixturevalue(who))
    for method, address, data in addresses(batch):
        assert getattr(client, method)(address, data, follow=True).status_code == 200


def test_state_changes_by_post_alone(folder, place, approver, client):
    batch = opened(laid(folder, place), approver)
    client.force_login(approver)
    before = everything()
    for method, address, data in addresses(batch):
        if method == "post":
            assert client.get(address, data).status_code == 405
    assert everything() == before
    assert factories.fresh(batch).state == State.WAITING


def test_numbers_without_a_batch_are_not_found(home, approver, client):
    client.force_login(approver)
    assert client.get(reverse("moving_in:batch", args=[987654])).status_code == 404
    for name in ("decide", "decline", "open"):
        assert client.post(reverse(f"moving_in:{name}", args=[987654]), {"shown": "x"}).status_code == 404


def test_the_menu_tells_approvers_how_many_wait_while_there_are_batches(folder, place, approver, drafter, client):
    client.force_login(approver)
    home, address = reverse("wagtailadmin_home"), reverse("moving_in:batches")
    assert address not in client.get(home).content.decode()
    batch = laid(folder, place)
    assert "(1)" in client.get(home).content.decode()
    migration.decline(batch, approver, "Không")
    html = client.get(home).content.decode()
    assert address in html and "(1)" not in html
    client.force_login(drafter)
    assert address not in client.get(home).content.decode()
