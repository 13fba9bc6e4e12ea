"""The ways to the screens of erasures, which approvers alone have."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from cms.editorial.models import is_approver


class ErasuresMenuItem(MenuItem):
    """The list, in the main menu."""

    def __init__(self):
        super().__init__(_("Erasures"), reverse_lazy("erasures"), name="erasures", icon_name="no-view", order=850)

    def is_shown(self, request):
        return is_approver(request.user)


def header_buttons(page, user):
    """Yield the button that leads an approver from a page to asking."""
    if page.depth > 1 and is_approver(user):
        yield Button(
            _("Erase personal data…"), reverse("ask_erasure", args=[page.pk]), icon_name="no-view", priority=68
        )
