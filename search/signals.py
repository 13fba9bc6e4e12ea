"""Keeps the index in step with what is public, in the transaction that changes it. Always behind `cms.pages.catalogue`.

That one is told first, since its app stands before this one: what it says of a page is what the index follows.
"""

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.pages.models import BasePage
from search import following


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    page_published.connect(_published, dispatch_uid="search.published")
    page_unpublished.connect(_changed, dispatch_uid="search.unpublished")
    post_page_move.connect(_changed, dispatch_uid="search.moved")
    post_save.connect(_privacy_changed, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(_privacy_changed, sender=PageViewRestriction, dispatch_uid="search.unrestricted")


def _published(instance, **kwargs):
    if isinstance(instance, BasePage):
        following.page_published(instance)


def _changed(instance, **kwargs):
    following.subtree_changed(instance)


def _privacy_changed(instance, **kwargs):
    following.subtree_changed(instance.page)
