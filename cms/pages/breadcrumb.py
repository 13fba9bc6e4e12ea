"""The breadcrumb is the page tree."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.pages.models.catalogue import CatalogueEntry


@dataclass(frozen=True)
class Crumb:
    """One step: `label` text, `url` address ('' for what was taken down), `is_current` for the last, without a link."""

    label: str
    url: str
    is_current: bool = False


def breadcrumb_of(page, request) -> list[Crumb]:
    """Return the steps from the home page to `page`, in order. One query."""
    steplen = page.steplen
    paths = [page.path[:length] for length in range(2 * steplen, len(page.path), steplen)]
    entries = {
        entry.page.path: entry
        for entry in CatalogueEntry.objects.filter(page__path__in=paths).select_related("page", "locale")
    }
    crumbs = []
    for path in paths:
        if path in entries:
            entry = entries[path]
            label = _("Home") if len(path) == 2 * steplen else entry.label
            crumbs.append(Crumb(label, entry.page.get_url(request) if entry.page.live else ""))
    current = _("Home") if not paths else page.breadcrumb_label
    return [*crumbs, Crumb(current, page.get_url(request) or "", is_current=True)]


def breadcrumb_to(label: str, request) -> list[Crumb]:
    """Return Home and `label`, for a page that is not in the tree (search, errors)."""
    site = Site.find_for_request(request)
    home = site.root_page.localized if site else None
    first = [Crumb(_("Home"), home.get_url(request))] if home else []
    return [*first, Crumb(label, request.path, is_current=True)]
