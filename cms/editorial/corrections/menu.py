"""The ways to the screen of a correction: from the header of a page's screens, and from the menu below its form."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button

from cms.editorial.corrections.correcting import may_correct
from cms.editorial.models import Change

LABELS = {Change.CORRECTION: _("Correction…"), Change.MINOR: _("Minor fix…")}


def _address(page, change: Change) -> str:
    return f"{reverse('correct_page', args=[page.pk])}?change={change}"


def header_buttons(page, user):
    """Yield the two buttons for a live page that `user` corrects."""
    if may_correct(page.specific, user):
        for number, (change, label) in enumerate(LABELS.items()):
            yield Button(label, _address(page, change), icon_name="edit", priority=60 + number)


class CorrectMenuItem(ActionMenuItem):
    """One of the two, in the menu below the form."""

    icon_name = "edit"

    def __init__(self, change: Change, order: int):
        super().__init__(order)
        self.change, self.name, self.label = change, f"correct-{change}", LABELS[change]

    def is_shown(self, context):
        page = context.get("page")
        return bool(page and page.pk and may_correct(page, context["request"].user))

    def get_url(self, parent_context):
        return _address(parent_context["page"], self.change)
