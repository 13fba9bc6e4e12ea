"""The rows in the table `search_searchentry`, which every index has, whatever finds them."""

from abc import abstractmethod
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from cms.pages.models import BasePage
from search import rows
from search.index.base import Hit, Index, Tier
from search.models import SearchEntry


class StoredRows(Index):
    """Writes the rows with the publication and reads those of hits: what is not stored any more is no hit."""

    @abstractmethod
    def write(self, entries: list[SearchEntry]) -> None:
        """Store these rows, over older ones of the same pages, and what they are found by."""

    def put(self, pages: Iterable[BasePage]) -> None:
        with transaction.atomic():
            entries = rows.rows_of(pages)
            if entries:
                self.write(entries)

    def take_away(self, page_ids: Iterable[int] | QuerySet) -> int:
        taken, _of_each = SearchEntry.objects.filter(pk__in=page_ids).delete()
        return taken

    def holding(self, folded: str) -> QuerySet:
        return SearchEntry.objects.filter(folded__contains=folded).values_list("page_id", flat=True)


def store(entries: list[SearchEntry]) -> None:
    """Write these rows, over older ones of the same pages, without what they are found by."""
    names = [field.name for field in SearchEntry._meta.concrete_fields if not field.primary_key]
    SearchEntry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["page"], update_fields=names)


def hits_of(found: list[tuple[int, Tier]]) -> list[Hit]:
    """Return the hits of these pages in this order; the words of files only where one may have been found there."""
    wanted = SearchEntry.objects.filter(pk__in=[pk for pk, _tier in found])
    columns = ("pk", "kind", "section_id", "department_id", "school_year", "listed_at", "title", "text")
    stored = {row[0]: row for row in wanted.values_list(*columns)}
    in_files = [pk for pk, tier in found if tier in (Tier.NUMBER, Tier.FILES)]
    files = dict(wanted.filter(pk__in=in_files).values_list("pk", "file_text")) if in_files else {}
    return [Hit(*stored[pk], files.get(pk, ""), tier) for pk, tier in found if pk in stored]
