"""What the index is given of a page, a picture or a document: folded words."""

from collections.abc import Iterator

from wagtail.search import index

from cms.text.folding import fold


class FoldedValue:
    """Gives the words of a field folded. A field without a text gives none."""

    def get_value(self, obj):
        return fold(" ".join(_texts(super().get_value(obj))))


class FoldedSearchField(FoldedValue, index.SearchField):
    pass


class FoldedAutocompleteField(FoldedValue, index.AutocompleteField):
    pass


class FoldedInIndex:
    """Goes before a model that Wagtail indexes. Whatever it lists in `search_fields` goes into the index folded."""

    @classmethod
    def get_search_fields(cls) -> list:
        # Upstream: index, search and checks ask here; `search_fields` itself must hold the very fields of Page.
        return [_folded(field) for field in super().get_search_fields()]


def _folded(field):
    """Return the field with its texts folded; one to filter by stays as it is."""
    if isinstance(field, index.SearchField):
        return FoldedSearchField(field.field_name, boost=field.boost, **field.kwargs)
    if isinstance(field, index.AutocompleteField):
        return FoldedAutocompleteField(field.field_name, **field.kwargs)
    if isinstance(field, index.RelatedFields):
        return index.RelatedFields(field.field_name, [_folded(part) for part in field.fields])
    return field


def _texts(value) -> Iterator[str]:
    """Yield the texts of what a field gives: one, several (the body of a page), or none."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
    elif value is not None:
        yield str(value)
