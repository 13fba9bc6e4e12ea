"""What follows when a page is made, published, taken down, moved or renamed."""

import copy

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, pre_page_move

from cms.editorial.models import PublicationRecord
from cms.pages import catalogue, links
from cms.pages.models import BasePage, OldAddress
from cms.pages.normalisation import normalise
from cms.pages.reserved import RESERVED_SLUG, is_reserved
from cms.reading import generation


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    pre_save.connect(_normalise, dispatch_uid="pages.normalise")
    post_save.connect(_saved, dispatch_uid="pages.saved")
    page_published.connect(_published, dispatch_uid="pages.published")
    page_unpublished.connect(_changed, dispatch_uid="pages.unpublished")
    post_save.connect(_decided, sender=PublicationRecord, dispatch_uid="pages.decided")
    page_slug_changed.connect(_renamed, dispatch_uid="pages.renamed")
    pre_page_move.connect(_refuse_reserved, dispatch_uid="pages.moving")
    post_page_move.connect(_moved, dispatch_uid="pages.moved")
    post_save.connect(_privacy_changed, sender=PageViewRestriction, dispatch_uid="pages.restricted")
    post_delete.connect(_privacy_changed, sender=PageViewRestriction, dispatch_uid="pages.unrestricted")
    post_save.connect(_site_changed, sender=Site, dispatch_uid="pages.site_saved")
    post_delete.connect(_site_changed, sender=Site, dispatch_uid="pages.site_deleted")


def _normalise(instance, raw=False, **kwargs):
    if not raw:
        normalise(instance)


def _saved(instance, created, raw=False, update_fields=None, **kwargs):
    if isinstance(instance, BasePage) and not raw:
        if created or update_fields is None:
            catalogue.enter(instance)
        elif "latest_revision" in update_fields:
            # A draft was saved.
            links.outdate(instance)


def _published(instance, **kwargs):
    if isinstance(instance, BasePage):
        catalogue.page_published(instance)


def _changed(instance, **kwargs):
    catalogue.subtree_changed(instance)


def _decided(instance, **kwargs):
    if instance.route == PublicationRecord.Route.CONFIRMATION:
        catalogue.page_confirmed(instance.page_pk)


def _refuse_reserved(instance, parent_page_before, parent_page_after, **kwargs):
    # Upstream asks of the siblings alone. The page would lie hidden behind the view.
    if parent_page_before.pk != parent_page_after.pk and is_reserved(instance.slug, parent_page_after):
        raise PermissionDenied(RESERVED_SLUG % {"slug": instance.slug})


def _privacy_changed(instance, **kwargs):
    catalogue.subtree_changed(instance.page)


def _site_changed(instance, **kwargs):
    generation.rise()


def _renamed(instance, instance_before, **kwargs):
    if not instance.forgets_old_address:
        _remember(instance, instance_before.url_path)


def _moved(instance, url_path_before, url_path_after, **kwargs):
    if url_path_before != url_path_after:
        _remember(instance.specific, url_path_before)
    catalogue.subtree_changed(instance)


def _remember(page, url_path_before: str) -> None:
    """One row leads from the old address, and from every one below it, to where the page is now."""
    if page.first_published_at is None:
        return
    before = copy.copy(page)
    before.url_path = url_path_before
    address = before.get_url()
    if address:
        OldAddress.objects.remember(address, page.public_id, is_prefix=page.numchild > 0)
