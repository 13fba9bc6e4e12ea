"""One way of cutting lists into pages."""

from dataclasses import dataclass

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.pages.listing import read
from cms.reading import generation

PER_PAGE = 20


@dataclass(frozen=True)
class WayBack:
    """What the page "not found" leads back to, where `request.way_back` holds one."""

    label: str
    url: str


def paginate(request: HttpRequest, items, per_page: int = PER_PAGE) -> Page:
    """Return the page of `items` that `?page=` asks for (the first without it). Raises Http404 for any other value."""
    return _page(request, Paginator(items, per_page))


def paginate_rows(request: HttpRequest, rows: QuerySet, model, *, key: str, per_page: int = PER_PAGE) -> Page:
    """Like `paginate()` for rows of the catalogue; the page holds the pages of `model`, ready for cards.

    The same work at any length and nearly the same on every page: how many there are is kept per generation under
    `key`, and what is passed over is read from an index alone, from the nearer end.
    """
    page = _page(request, RowPaginator(rows, per_page, key))
    page.object_list = read(page.object_list, model)
    return page


class RowPaginator(Paginator):
    """Pages of ids of ordered rows of the catalogue."""

    def __init__(self, rows: QuerySet, per_page: int, key: str):
        super().__init__(rows.values_list("pk", flat=True), per_page)
        self.key = key

    @cached_property
    def count(self) -> int:
        return generation.kept(f"length:{self.key}", self.object_list.count)

    def page(self, number):
        number = self.validate_number(number)
        begin = (number - 1) * self.per_page
        end = min(begin + self.per_page, self.count)
        if begin <= self.count // 2:
            ids = list(self.object_list[begin:end])
        else:
            ids = list(self.object_list.reverse()[self.count - end : self.count - begin])[::-1]
        return self._get_page(ids, number, self)


def not_found(request: HttpRequest, label: str, url: str) -> Http404:
    """Return what to raise where a list has nothing at an address: the page "not found" leads to `url`."""
    request.way_back = WayBack(label, url)
    return Http404(label)


def _page(request: HttpRequest, paginator: Paginator) -> Page:
    try:
        return paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise not_found(request, _("Go to the first page of this list"), request.path) from error
