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
        from cms.guide import places as guide
        from cms.media import permissions as media_permissions
        from cms.operations import due
        from cms.pages import (
            elsewhere,
            erasing,
            file_warnings,
            pupils_warnings,
            renditions,
            share_images,
            signals,
            visibility,
            warnings,
        )
        from cms.pages.composing import keeping
        from cms.pages.links import broken, checking
        from cms.pages.permissions import DepartmentPagePermissionPolicy

        register_permission_policy(Page, DepartmentPagePermissionPolicy(Page))
        media_permissions.register(visibility.uses_in_draft)
        signals.connect()
        elsewhere.connect()
        erasure.register(erasing.erase)
        review_warnings.register(pupils_warnings.pupils_data, needs_basis=True)
        review_warnings.register(warnings.title_in_capitals)
        review_warnings.register(warnings.without_summary)
        review_warnings.register(warnings.without_alternative_text)
        review_warnings.register(warnings.tables_without_headers)
        review_warnings.register(warnings.headings_out_of_order)
        review_warnings.register(warnings.links_that_say_nothing)
        review_warnings.register(warnings.moving_pictures)
        review_warnings.register(broken.broken_links)
        review_warnings.register(file_warnings.files_to_open, may_hold=True)
        guide.register("soan-tin#soạn-từ-tệp-word", "compose_from_word", "compose_from_word_letters")
        due.register("make renditions", renditions.make_missing, every=timedelta(minutes=1))
        due.register("make share images", share_images.make_missing, every=timedelta(minutes=1))
        due.register("sweep word files", keeping.sweep, every=timedelta(days=1))
        due.register("sweep share images", share_images.sweep, every=timedelta(days=1))
        due.register("note links", checking.note_pages, every=timedelta(minutes=1))
        due.register("check links", checking.check_due, every=timedelta(minutes=1))
        due.register("forget unused links", checking.forget_unused, every=timedelta(days=1))
