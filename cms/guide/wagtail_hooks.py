"""Registers the guide in the admin, in place of Wagtail's own links to its English one."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem

from cms.guide import files, views


class GuideMenuItem(MenuItem):
    """Shown where the files of the guide are."""

    def is_shown(self, request):
        return files.CONTENTS in files.pages()


@hooks.register("register_admin_urls")
def guide_addresses():
    return [
        path("guide/", views.GuideView.as_view(), name="guide"),
        path("guide/pictures/<str:name>", views.PictureView.as_view(), name="guide_picture"),
        path("guide/<str:name>/", views.GuideView.as_view(), name="guide_page"),
    ]


@hooks.register("register_admin_menu_item")
def guide_menu_item():
    return GuideMenuItem(_("Guide"), reverse_lazy("guide"), name="guide", icon_name="help", order=10_500)


@hooks.register("construct_help_menu")
def leave_out_english_pages(request, menu_items):
    """Upstream leads to Wagtail's news and to its guide, both in English."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, DismissibleMenuItem)]
