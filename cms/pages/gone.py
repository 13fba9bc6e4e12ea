"""What the address of a page answers that was public and is not any more: 410 with a few fixed words, or the way on.

A page that was merged into another leads there for good, while that one is public; so does a page that was merged into
one that was merged in its turn. A draft that was never public is not found, and so is what lies behind a restriction.
"""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from wagtail.models import Page, Site

from cms.editorial.models import Withdrawal
from cms.pages.breadcrumb import breadcrumb_to
from cms.pages.models import CatalogueEntry

# How many merged pages are followed for one address.
MOST_MERGED = 8
# For these the title itself may be what had to go. So it is where nobody said why.
NAMELESS = {Withdrawal.Kind.MISTAKE, Withdrawal.Kind.REQUEST}
# Seconds. A browser may keep a permanent redirect for ever; the page may be put back.
KEEP_REDIRECT = 300


def at_address(request: HttpRequest) -> HttpResponse | None:
    """Return the answer where the address asked for is that of a page which was taken down, else None. One query."""
    match = request.resolver_match
    site = Site.find_for_request(request)
    if match is None or match.view_name != "wagtail_serve" or not match.args or site is None:
        return None
    return below(site.root_page.localized, match.args[0], request)


def below(section: Page, path: str, request: HttpRequest) -> HttpResponse | None:
    """Return the answer where the page at `path` below `section` was taken down, else None."""
    entry = CatalogueEntry.objects.at(section, path).filter(page__live=False).select_related("page").first()
    return answer(entry, request) if entry else None


def of(public_id: uuid.UUID, request: HttpRequest) -> HttpResponse | None:
    """Return the answer where the page with this permanent id was taken down, else None."""
    entry = CatalogueEntry.objects.filter(public_id=public_id, page__live=False).select_related("page").first()
    return answer(entry, request) if entry else None


def answer(entry: CatalogueEntry, request: HttpRequest) -> HttpResponse | None:
    """Return the answer for the page of `entry`, None unless it was public and was taken down."""
    page = entry.page
    if page.live or page.first_published_at is None or page.get_view_restrictions().exists():
        return None
    withdrawal = _newest_of(page)
    target = _target(withdrawal)
    if target:
        response = HttpResponsePermanentRedirect(target.get_url(request))
        response["Cache-Control"] = f"max-age={KEEP_REDIRECT}"
        return response
    has_title = withdrawal is not None and withdrawal.kind not in NAMELESS
    context = {
        # Not the title of the row: drafters write that again, and nobody approved what they write.
        "title": entry.label if has_title else "",
        "notice": Withdrawal.Notice(withdrawal.notice).label if withdrawal else Withdrawal.Notice.GONE.label,
        "since": withdrawal.record.created_at if withdrawal else None,
        "section": _section_above(page, request),
        "breadcrumb": breadcrumb_to(entry.label, request) if has_title else None,
    }
    return render(request, "410.html", context, status=410)


def _newest_of(page: Page) -> Withdrawal | None:
    found = Withdrawal.objects.filter(record__page_pk=page.pk).select_related("record")
    return found.order_by("-record_id").first()


def _target(withdrawal: Withdrawal | None) -> Page | None:
    """Return the public page that a merged one leads to, through others that were merged, None where there is none."""
    tried = set()
    while withdrawal and withdrawal.target and withdrawal.target not in tried and len(tried) < MOST_MERGED:
        tried.add(withdrawal.target)
        entry = CatalogueEntry.objects.filter(public_id=withdrawal.target).select_related("page").first()
        if entry is None:
            return None
        if entry.is_public:
            return entry.page
        withdrawal = None if entry.page.live else _newest_of(entry.page)
    return None


def _section_above(page: Page, request: HttpRequest) -> dict | None:
    """Return label and address of the nearest public section above, the front page left out; None without one."""
    paths = [page.path[:length] for length in range(3 * Page.steplen, len(page.path), Page.steplen)]
    above = CatalogueEntry.objects.public().filter(page__path__in=paths).select_related("page")
    entry = above.order_by("-page__depth").first()
    return {"label": entry.label, "url": entry.page.get_url(request)} if entry else None
