"""One way of cutting lists into pages."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

PER_PAGE = 20


def paginate(request: HttpRequest, items, per_page: int = PER_PAGE) -> Page:
    """Return the page of `items` that `?page=` asks for (the first without it). Raises Http404 for any other value."""
    try:
        return Paginator(items, per_page).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page of this list.")) from error
