"""The breadcrumb is the page tree."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.pages.models.catalogue import CatalogueEntry
from cms.pages.sites import front_page_of, only_site, site_of
from cms.reading import generation


@dataclass(frozen=True)
class Crumb:
    """One step: `label` text, `url` address ('' for what was taken down), `is_current` for the last, without a link."""

    label: str
    url: str
    is_current: bool = False


def breadcrumb_of(page, request) -> list[Crumb]:
    """Return the steps from the home page to `page`, in order. The steps above it are kept per generation."""
    above = page.path[: -page.steplen]
    if len(above) == page.steplen:
        return [Crumb(_("Home"), page.get_url(request) or "", is_current=True)]
    crumbs = _steps(above, page.steplen, request)
    return [*crumbs, Crumb(page.breadcrumb_label, page.get_url(request) or "", is_current=True)]


def breadcrumb_to(label: str, request, *between: Crumb) -> list[Crumb]:
    """Return Home, what stands `between`, and `label`, for a page that is not in the tree (search, lists, errors)."""
    site = site_of(request)
    home = front_page_of(site) if site else None
    first = [Crumb(_("Home"), home.get_url(request))] if home else []
    return [*first, *between, Crumb(label, request.path, is_current=True)]


def _steps(path: str, steplen: int, request) -> list[Crumb]:
    """Return the steps from the home page to the page at the tree path `path`."""
    if only_site() is None:
        return _read_steps(path, steplen, request)
    return generation.kept(f"steps:{path}:{get_language()}", lambda: _read_steps(path, steplen, request))


def _read_steps(path: str, steplen: int, request) -> list[Crumb]:
    paths = [path[:length] for length in range(2 * steplen, len(path) + 1, steplen)]
    # A section that was taken down is not named any more: its name may be what had to go.
    entries = CatalogueEntry.objects.filter(page__path__in=paths, page__live=True).select_related("page")
    return [
        Crumb(_("Home") if entry.page.depth == 2 else entry.label, entry.page.get_url(request) or "")
        for entry in entries.order_by("page__path")
    ]
