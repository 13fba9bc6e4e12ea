"""The ways to the bin, and into it."""

from collections.abc import Iterable

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.editorial.story.inspection import only_inspects


class BinMenuItem(MenuItem):
    """For everybody but inspectors, who read nothing that was not public."""

    def __init__(self):
        super().__init__(_("Bin"), reverse_lazy("bin"), name="bin", icon_name="bin", order=900)

    def is_shown(self, request):
        return not only_inspects(request.user)


def name_the_bin(buttons: Iterable, page) -> None:
    """Have the item of a menu by which `page` is deleted say what it does. In place.

    Upstream has no setting for its words, which are "Delete"; what they lead to is the bin.
    """
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    for button in buttons:
        if button.url and button.url.partition("?")[0] == address:
            button.label = _("Put into the bin")
