"""Addresses that every page has beside its own."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cms.pages import gone
from cms.pages.breadcrumb import breadcrumb_to
from cms.pages.meta import Meta
from cms.pages.models import CatalogueEntry
from cms.reading.views_spool import is_robot, record_view


@require_safe
def permalink(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Lead from the permanent address to where the page is now, or say that it was taken down."""
    taken_down = gone.of(public_id, request)
    if taken_down:
        return taken_down
    entry = get_object_or_404(CatalogueEntry.objects.public().select_related("page"), public_id=public_id)
    return redirect(entry.page.get_url(request))


@require_safe
def reading_help(request: HttpRequest) -> HttpResponse:
    """Say how to read the portal in comfort: text size, contrast, listening, shortcut keys."""
    meta = Meta(
        title=_("Accessibility and shortcut keys"),
        description=_("Text size, contrast, reading aloud and shortcut keys of this portal."),
        translated=True,
    )
    context = {"meta": meta, "breadcrumb": breadcrumb_to(_("Accessibility"), request)}
    return render(request, "pages/reading_help.html", context)


@csrf_exempt
@require_POST
def count_view(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Count one read. Sent beside the page by its script; changes nothing that a forged request could misuse."""
    if not is_robot(request.headers.get("User-Agent", "")):
        get_object_or_404(CatalogueEntry.objects.public(), public_id=public_id)
        record_view(public_id)
    return HttpResponse(status=204)
