"""The way to a Word file from the screen of a section."""

from wagtail.admin.widgets.button import Button

from cms.editorial import compose
from cms.editorial.models.departments import department_ids_of

FORM = "compose_from_word"


def header_buttons(page, user, view_name: str):
    """Yield the button for a section in whose list `user` stands and may write."""
    if view_name != "index" or not department_ids_of(user):
        return
    for item in compose.offered(FORM):
        is_place = page.specific_class in item.model.clean_parent_page_models()
        if is_place and page.permissions_for_user(user).can_add_subpage():
            yield Button(item.label, compose.form_address(item, page), icon_name=item.icon, priority=20)
