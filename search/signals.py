"""Writes the index with the publication. Whether a page may be found is asked of the catalogue, at query time."""

from wagtail.signals import page_published

from cms.pages.models import BasePage
from search import engine


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    page_published.connect(_published, dispatch_uid="search.published")


def _published(instance, **kwargs):
    if isinstance(instance, BasePage) and instance.live:
        engine.put(instance)
