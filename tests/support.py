"""What several tests ask of the admin."""

from unittest import mock

from django.db import connection
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.editorial.four_eyes import Shown
from tests.factories import fresh


def news_form(title: str = "Tin qua biểu mẫu", paragraph: str = "<p>Đoạn một.</p>", **fields) -> dict:
    """Return the POST data of the form of a news article."""
    data = {
        "title": title,
        "slug": "",
        "summary": "",
        "body": streamfield([("paragraph", rich_text(paragraph, features=["bold"]))]),
        "related_items": inline_formset([]),
        "attachments": inline_formset([]),
        "comments": inline_formset([]),
        "cover_alt": "",
        "cover_caption": "",
        **fields,
    }
    return nested_form_data(data)


def add_address(section, model) -> str:
    """Return the address of the admin's add screen for `model` below `section`."""
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, section.pk])


def edit_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def create_news(client, section, **fields):
    """POST a new article through the admin; return the response."""
    from newsroom.models import NewsPage

    return client.post(add_address(section, NewsPage), news_form(**fields))


def post_edit(client, page, **fields):
    """POST the edit form of an article through the admin; return the response and the page as stored now."""
    latest = fresh(page).get_latest_revision_as_object()
    data = news_form(title=latest.title, **fields) | {"slug": latest.slug} | shown(page) | loaded(page)
    data |= {name: value for name, value in fields.items() if name.startswith(("action-", "workflow-"))}
    response = client.post(edit_address(page), data)
    return response, fresh(page)


def shown(page) -> dict:
    """Return the fields that say what of `page` was on the screen, as it stands now."""
    on_screen = Shown.of(fresh(page))
    return {"shown_revision": on_screen.revision_pk, "shown_hash": on_screen.content_hash}


def loaded(page) -> dict:
    """Return the fields by which the edit form knows whether somebody else saved meanwhile."""
    revision = fresh(page).latest_revision
    return {"loaded_revision_id": revision.pk, "loaded_revision_created_at": revision.created_at.isoformat()}


def workflow_action(client, page, action: str, **data):
    """POST a decision about what stands there now; return the response."""
    state = fresh(page).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(address, shown(page) | data)


def delete_past_the_gate(page) -> None:
    """Delete a page that was public, and all below it, as somebody could who takes the rule away first."""
    subtree = Page.objects.filter(path__startswith=page.path)
    subtree.update(live=False)
    with mock.patch("cms.editorial.last_line.refuse_deletion"):
        subtree.delete()


def write_past_the_gate(sql: str, *values) -> None:
    """Write to the database as somebody with a console could, who takes the triggers away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
