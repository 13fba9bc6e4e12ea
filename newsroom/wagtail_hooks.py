"""Registers the newsroom's own screens of the admin."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.editorial.models import is_approver
from newsroom import views
from newsroom.models import MigrationBatch


class MovingInMenuItem(MenuItem):
    """Shown to approvers while there are batches, with the number of those that wait."""

    def is_shown(self, request):
        return is_approver(request.user) and MigrationBatch.objects.exists()

    def render_component(self, request):
        component = super().render_component(request)
        waiting = MigrationBatch.objects.filter(state=MigrationBatch.State.WAITING).count()
        if waiting:
            component.label = f"{self.label} ({waiting})"
        return component


@hooks.register("register_admin_urls")
def register_moving_in():
    addresses = [
        path("", views.batches, name="batches"),
        path("<int:pk>/", views.batch, name="batch"),
        path("<int:pk>/decide/", views.decide, name="decide"),
        path("<int:pk>/decline/", views.decline, name="decline"),
        path("draft/<int:page_id>/", views.draft, name="draft"),
        path("open/<int:page_id>/", views.open_sampled, name="open"),
    ]
    return [path("moving-in/", include((addresses, "moving_in"), namespace="moving_in"))]


@hooks.register("register_admin_menu_item")
def register_moving_in_menu_item():
    return MovingInMenuItem(
        _("Moving in"), reverse_lazy("moving_in:batches"), name="moving-in", icon_name=views.ICON, order=300
    )
