"""Lists of the admin whose rows the index does not know: accounts, departments, workflows and others."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cms.text.matching import matches


def matching(rows: QuerySet, typed: str, fields: Iterable[str]) -> QuerySet:
    """Return those of `rows` of which every word typed begins a word of these fields, whatever its accents.

    The rows are looked through, so they are to be hundreds. An index of accounts would be written with every sign-in.
    """
    texts = rows.order_by().values_list("pk", *fields)
    return rows.filter(pk__in=[pk for pk, *said in texts if matches(typed, map(str, said))])


class FoldedList:
    """Goes before an IndexView; what is looked through are its `search_fields`.

    Upstream asks the database letter by letter, accents included.
    """

    def search_queryset(self, queryset):
        return matching(queryset, self.search_query, self.search_fields) if self.is_searching else queryset
