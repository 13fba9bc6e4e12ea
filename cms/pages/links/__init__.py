"""Links of pages: noted when a page was saved, looked at in the background, and warned of where they lead nowhere.

`finding` reads them from a page, `inside` knows those of the portal itself, `asking` asks other sites, `checking` is
the work of the worker, `broken` tells drafters and approvers, `report` the departments.
"""

from cms.pages.links.broken import BrokenLink, broken_of
from cms.pages.models import CatalogueEntry

__all__ = ["BrokenLink", "broken_of", "outdate"]


def outdate(page) -> None:
    """Note that the links of `page` are to be read anew."""
    CatalogueEntry.objects.filter(page_id=page.pk, links_due=False).update(links_due=True)
