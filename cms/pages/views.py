"""Addresses that every page has beside its own."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cms.pages import gone
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


@csrf_exempt
@require_POST
def count_view(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Count one read. Sent beside the page by its script; changes nothing that a forged request could misuse."""
    if not is_robot(request.headers.get("User-Agent", "")):
        get_object_or_404(CatalogueEntry.objects.public(), public_id=public_id)
        record_view(public_id)
    return HttpResponse(status=204)
