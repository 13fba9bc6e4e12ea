"""From an address to its page in two queries, however deep it stands.

Upstream: Wagtail's router walks down the tree, with two queries for each level, and then asks for the restrictions on
every page above. What this one does not find, or must not decide, is left to it: what is no public page, sites beside
the only one, and page types with addresses of their own. The answer is the same; a test compares both.
"""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from wagtail import views
from wagtail.models import Page, get_page_models
from wagtail.url_routing import RouteResult

from cms.pages.models import BasePage, CatalogueEntry
from cms.pages.sites import front_page_of, only_site, site_of
from cms.reading import generation


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer for the page at `path` as Wagtail does, with its hooks."""
    page = page_at(request, path)
    if page:
        request._wagtail_route_for_request = RouteResult(page)
    return views.serve(request, path)


def page_at(request: HttpRequest, path: str) -> BasePage | None:
    """Return the public page at `path`, as its own type and with what its template asks; None where Wagtail decides."""
    if only_site() is None:
        return None
    root = front_page_of(site_of(request))
    found = CatalogueEntry.objects.public().at(root, path)
    entry = found.values_list("page_id", "page__content_type_id", "page__path").first()
    if entry is None:
        return None
    page_id, content_type_id, tree_path = entry
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    if model is None or not issubclass(model, BasePage) or _has_own_addresses(tree_path):
        return None
    page = model.objects.for_reading().filter(pk=page_id, live=True).first()
    if page:
        page.was_read(is_public=True)
    return page


def _has_own_addresses(tree_path: str) -> bool:
    """Whether the page at `tree_path`, or one above it, is of a type that finds pages in its own way."""
    models = [model for model in get_page_models() if model.route is not Page.route]
    if not models:
        return False
    paths = generation.kept("own-routes", lambda: [*Page.objects.type(*models).values_list("path", flat=True)])
    return any(tree_path.startswith(path) for path in paths)
