from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from cms.editorial import erasure
        from cms.editorial.review import warnings as review_warnings
        from cms.media import permissions as media_permissions
        from cms.operations import due
        from cms.pages import elsewhere, erasing, renditions, share_images, signals, visibility, warnings
        from cms.pages.permissions import DepartmentPagePermissionPolicy

        register_permission_policy(Page, DepartmentPagePermissionPolicy(Page))
        media_permissions.register(visibility.uses_in_draft)
        signals.connect()
        elsewhere.connect()
        erasure.register(erasing.erase)
        review_warnings.register(warnings.without_summary)
        review_warnings.register(warnings.without_alternative_text)
        review_warnings.register(warnings.tables_without_headers)
        review_warnings.register(warnings.headings_out_of_order)
        review_warnings.register(warnings.links_that_say_nothing)
        review_warnings.register(warnings.moving_pictures)
        due.register("make renditions", renditions.make_missing, every=timedelta(minutes=1))
        due.register("make share images", share_images.make_missing, every=timedelta(minutes=1))
        due.register("sweep share images", share_images.sweep, every=timedelta(days=1))
