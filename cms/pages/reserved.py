"""Which addresses directly below a front page are views': read from the URLconf, so that no list of them grows old."""

import re

from django.conf import settings
from django.urls import LocalePrefixPattern, get_resolver
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

RESERVED_SLUG = _("The portal itself uses the address “%(slug)s”: choose another one.")
FRONT_PAGE_DEPTH = 2
FIRST_PART = re.compile(r"\^?/?([\w.-]+)(?:/|\$|\\Z|$)")


def is_reserved(slug: str, parent: Page | None) -> bool:
    """Whether a page `slug` directly below `parent` would stand at the address of a view."""
    if parent is None or parent.depth != FRONT_PAGE_DEPTH:
        return False
    return slug in reserved_slugs(parent.locale.language_code)


def reserved_slugs(language: str) -> set[str]:
    """Return the first parts of all addresses below the front page of `language` that are not for pages.

    Files (static and media) and the languages' own prefixes are among them.
    """
    with translation.override(language):
        taken = {*_first_parts(get_resolver())}
    folders = [settings.STATIC_URL, settings.MEDIA_URL]
    taken |= {folder.strip("/").partition("/")[0] for folder in folders if folder.startswith("/")}
    return taken | {code for code, _name in settings.LANGUAGES}


def _first_parts(resolver):
    """Yield the fixed words with which the addresses of `resolver` begin, in the active language."""
    for pattern in resolver.url_patterns:
        route = "" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        found = FIRST_PART.match(route)
        if found:
            yield found.group(1)
        elif route in ("", "^") and hasattr(pattern, "url_patterns"):
            yield from _first_parts(pattern)
