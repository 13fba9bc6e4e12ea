"""The form a drafter fills in within ten minutes."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from newsroom.models import AnnouncementPage, NewsPage
from tests import factories
from tests.support import add_address, create_news, news_form

pytestmark = pytest.mark.django_db


def test_a_title_alone_is_enough_for_a_draft(client, section, drafter):
    client.force_login(drafter)
    data = news_form(title="Chỉ có tiêu đề")
    data |= {"body-count": "0"}
    assert client.post(add_address(section, NewsPage), data).status_code == 302
    page = NewsPage.objects.get()
    assert page.slug == "chi-co-tieu-de"
    assert not page.body


def test_the_form_opens_with_one_empty_paragraph_that_leaves_no_trace(client, section, drafter):
    client.force_login(drafter)
    form = client.get(add_address(section, NewsPage)).context_data["form"]
    assert [block.block_type for block in form.initial["body"]] == ["paragraph"]
    create_news(client, section, title="Để trống", paragraph="<p></p>")
    assert not NewsPage.objects.get().body


@pytest.mark.parametrize("year", ["0026", "1026", "2126"])
def test_a_slip_in_the_year_of_the_shown_date_is_pointed_out_and_nothing_is_lost(client, section, drafter, year):
    client.force_login(drafter)
    answer = client.post(add_address(section, NewsPage), news_form(title="Năm học mới") | {"shown_at": f"{year}-11-20"})
    assert answer.context_data["form"].errors["shown_at"]
    assert answer.context_data["form"]["title"].value() == "Năm học mới"
    assert not NewsPage.objects.exists()


def test_a_second_page_of_the_same_title_gets_its_own_slug(client, section, drafter):
    client.force_login(drafter)
    create_news(client, section, title="Đại hội")
    create_news(client, section, title="Đại hội")
    assert sorted(NewsPage.objects.values_list("slug", flat=True)) == ["dai-hoi", "dai-hoi-2"]


def test_the_one_main_button_names_who_will_read_it(client, section, drafter):
    client.force_login(drafter)
    menu = client.get(add_address(section, NewsPage)).context_data["action_menu"]
    assert menu.default_item.name == "action-submit"
    assert "Ban Biên tập" in menu.default_item.render_html(menu.context)


def test_a_reviewer_sees_approving_first(client, section, drafter, approver):
    page = factories.submitted(section, drafter)
    client.force_login(approver)
    menu = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context_data["action_menu"]
    assert menu.default_item.name == "approve"
    assert "action-publish" not in {item.name for item in menu.menu_items}


def test_sending_from_the_new_page_form_puts_it_before_the_approvers(client, section, drafter):
    client.force_login(drafter)
    create_news(client, section, title="Gửi ngay", summary="Tóm tắt.", **{"action-submit": "action-submit"})
    assert NewsPage.objects.get().current_workflow_task_state.status == "in_progress"


def test_bad_input_gets_a_message_and_keeps_what_was_typed(client, section, drafter):
    client.force_login(drafter)
    response = create_news(
        client, section, title="Bài lấy lại", is_republished="on", **{"action-submit": "action-submit"}
    )
    assert response.status_code == 200
    assert set(response.context_data["form"].errors) == {"source_name", "source_url"}
    assert "Bài lấy lại" in response.content.decode()
    assert not NewsPage.objects.exists()


def test_an_urgent_announcement_without_reason_is_not_sent(client, announcements, drafter):
    client.force_login(drafter)
    data = {
        "title": "Nghỉ học vì bão",
        "slug": "",
        "severity": "urgent",
        "shown_from": "2026-11-21 20:00",
        "shown_until": "2026-11-22 20:00",
        "urgent_reason": "",
        "action-submit": "action-submit",
        **{f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")},
    }
    data |= nested_form_data({"body": streamfield([("paragraph", rich_text("<p>Bão số 9.</p>", features=["bold"]))])})
    response = client.post(add_address(announcements, AnnouncementPage), data)
    assert set(response.context_data["form"].errors) == {"urgent_reason"}
