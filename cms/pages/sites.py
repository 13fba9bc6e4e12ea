"""The site of a request, kept per generation. A portal has one; where it has several, Wagtail finds it each time."""

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from cms.reading import generation


def only_site() -> Site | None:
    """Return the site that answers under every name, with its root page; None where there are others beside it."""
    return generation.kept("only-site", _only_site)


def site_of(request: HttpRequest) -> Site | None:
    """Return the site of `request`, and remember it there as Wagtail does."""
    if not hasattr(request, "_wagtail_site"):
        site = only_site()
        if site:
            request._wagtail_site = site
    return Site.find_for_request(request)


def front_page_of(site: Site) -> Page:
    """Return the root of the tree of `site` in the language of the request, the site's own root without one."""
    return generation.kept(f"root:{site.pk}:{get_language()}", lambda: site.root_page.localized)


def _only_site() -> Site | None:
    sites = list(Site.objects.select_related("root_page")[:2])
    return sites[0] if len(sites) == 1 and sites[0].is_default_site else None


def locale_id(language: str) -> int | None:
    """Return the id of the locale with this language code, None where there is none."""
    ids = generation.kept("locales", lambda: dict(Locale.objects.values_list("language_code", "pk")))
    return ids.get(language)
