from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from cms.pages import signals
        from cms.pages.permissions import DepartmentPagePermissionPolicy

        register_permission_policy(Page, DepartmentPagePermissionPolicy(Page))
        signals.connect()
