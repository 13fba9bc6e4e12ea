"""The feeds at their addresses."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from cms.pages.feeds.formats import write
from cms.pages.feeds.items import items_of
from cms.pages.feeds.places import moved_to, place_at
from cms.pages.meta.head import base_of
from cms.pages.meta.publisher import publisher_in
from cms.reading import generation

# Raise it when the form of the feeds changes: readers that have the old one take the new one.
FORM = 1


def _etag(request: HttpRequest, **kwargs) -> str:
    # Asked before anything is read: what is sent is never older than its mark.
    return f'"{FORM}-{generation.current()}"'


@require_safe
@condition(etag_func=_etag)
def feed(request: HttpRequest, place: str, kind: str, full: str | None = None) -> HttpResponse:
    """Answer with the newest of what the address `place` lists; 304 where nothing has changed for readers at all."""
    language = get_language()
    found = place_at(request, place, language)
    if found is None:
        address = moved_to(request, place)
        if address:
            return HttpResponsePermanentRedirect(f"{address}{kind}{full or ''}.xml")
        raise Http404
    base = base_of(request)
    items = items_of(found, base, is_full=bool(full))
    media_type, text = write(kind, found, items, publisher_in(language), base, request.path, language)
    return HttpResponse(text, content_type=media_type)
