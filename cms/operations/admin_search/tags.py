"""The tags that are proposed while one is typed, for pictures and documents."""

from itertools import islice

from django.http import HttpRequest, JsonResponse
from taggit.models import Tag
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT

from cms.text.matching import matches


def proposed(request: HttpRequest) -> JsonResponse:
    """Answer with names of tags of which every word typed begins a word. Upstream: the name begins as typed, accents
    included, so that "boi duong" makes another tag beside "bồi dưỡng".
    """
    typed = request.GET.get("term", "")
    names = Tag.objects.order_by("name").values_list("name", flat=True) if typed else ()
    found = (name for name in names if matches(typed, [name]))
    return JsonResponse(list(islice(found, TAGS_AUTOCOMPLETE_LIMIT)), safe=False)
