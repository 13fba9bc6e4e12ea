"""The way to the bin."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.editorial.story.inspection import only_inspects


class BinMenuItem(MenuItem):
    """For everybody but inspectors, who read nothing that was not public."""

    def __init__(self):
        super().__init__(_("Bin"), reverse_lazy("bin"), name="bin", icon_name="bin", order=900)

    def is_shown(self, request):
        return not only_inspects(request.user)
