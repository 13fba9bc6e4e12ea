"""The list of kinds of public pages is whole: what is not on it is looked at by no test of accessibility or HTML."""

from collections.abc import Iterator

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from cms.pages.models import BasePage
from tests.public_pages import KINDS

# Addresses in a language that answer something else than a page: Wagtail's own, and what is meant for machines.
NOT_PAGES = {
    "feed",
    "search_suggestions",
    "wagtail_serve",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "wagtailcore_password_reset",
}


def test_every_type_of_page_is_looked_at():
    types = {model for model in apps.get_models() if issubclass(model, BasePage)}
    assert types == {kind.model for kind in KINDS.values() if kind.model}


def test_every_address_that_shows_a_page_is_looked_at():
    assert set(names_of_public_addresses()) - NOT_PAGES == {kind.route for kind in KINDS.values() if kind.route}


def names_of_public_addresses() -> Iterator[str]:
    for entry in get_resolver().url_patterns:
        if isinstance(entry.pattern, LocalePrefixPattern):
            yield from names_below(entry)


def names_below(entry: URLResolver | URLPattern) -> Iterator[str]:
    if isinstance(entry, URLPattern):
        yield entry.name
        return
    for below in entry.url_patterns:
        yield from names_below(below)
