"""The words in which lists are asked for."""

from django.db.models import QuerySet
from wagtail.models import Page, PageManager, PageQuerySet


class PortalPageQuerySet(PageQuerySet):
    """Vocabulary shared by all page types."""

    def visible(self):
        """What every citizen may read: live, and behind no restriction."""
        return self.filter(live=True, catalogue_entry__is_public=True)

    def in_locale(self, locale_id: int | None):
        """Those of one language. For what is visible: the index behind it has nothing else."""
        return self._catalogued(locale_id=locale_id)

    def in_section(self, section: Page):
        """Those that stand directly in `section`. For what is visible: the index behind it has nothing else."""
        return self._catalogued(section_id=section.pk)

    def _catalogued(self, **place):
        """Those with this place in the catalogue: its indexes have them by type, a page's own have all types in one."""
        place = {f"catalogue_entry__{name}": value for name, value in place.items()}
        return self.filter(catalogue_entry__kind=self.model._meta.model_name, **place)

    def newest_first(self):
        """The order of every list: shown date (else first publication), then id."""
        return self.order_by("-catalogue_entry__listed_at", "-pk")

    def for_reading(self) -> QuerySet:
        """One page with what its own screen asks of it, in one query; `was_read()` of the page takes it over."""
        return self.select_related(*self.model.read_along).annotate(**self.model.reading_annotations())

    def for_listing(self) -> QuerySet:
        """Everything a card shows, in a number of queries that does not grow with the cards."""
        return self.select_related("catalogue_entry", "locale")


PortalPageManager = PageManager.from_queryset(PortalPageQuerySet)
