"""What stands around every request."""

from csp.middleware import CSPMiddleware
from django.http import HttpResponsePermanentRedirect
from django.middleware.locale import LocaleMiddleware
from wagtail.models import Page

from cms.pages.models import CatalogueEntry, OldAddress

# Wagtail 8 has inline scripts in filters, date pickers and choosers, and styles made by its JavaScript; it has no
# nonces. 'unsafe-eval' is not needed. The video providers' pictures are not loaded in the admin either.
ADMIN_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, and the looser one that Wagtail's admin needs there alone."""

    def process_response(self, request, response):
        if request.path.startswith("/admin/"):
            response._csp_replace = ADMIN_POLICY
        return super().process_response(request, response)


class PrefixLocaleMiddleware(LocaleMiddleware):
    """The address alone decides the language, so answers do not vary by what the browser prefers.

    Upstream: Django's middleware adds `Vary: Accept-Language` to every page without a language prefix, also where
    that page is always in the default language.
    """

    def process_response(self, request, response):
        had = response.get("Vary")
        response = super().process_response(request, response)
        if had is None:
            del response["Vary"]
        else:
            response["Vary"] = had
        return response


# How many renames of sections above a page are followed for one address.
MOST_RENAMES = 8


class OldAddressMiddleware:
    """Where a page is not found, an address that was once in use leads to where the page is now."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"} or request.path.startswith("/admin/"):
            return response
        target = self._target(request)
        return HttpResponsePermanentRedirect(target) if target else response

    def _target(self, request) -> str | None:
        """Return where the address asked for leads; a section and pages below it may each have been renamed in turn."""
        if "\0" in request.path:
            return None
        address, tried = request.get_full_path(), set()
        while address not in tried and len(tried) < MOST_RENAMES:
            tried.add(address)
            found = OldAddress.objects.find(address)
            if not found:
                return None
            row, rest = found
            entry = CatalogueEntry.objects.public().filter(public_id=row.target).select_related("page").first()
            if entry is None:
                return None
            page = self._below(entry.page, rest) if rest else entry.page
            if page:
                url = page.get_url(request)
                return url if url != request.path else None
            address = f"{entry.page.get_url(request)}{rest}/"
        return None

    @staticmethod
    def _below(section: Page, rest: str) -> Page | None:
        """Return the public page at the path `rest` below `section`."""
        path = f"{section.url_path}{rest}/"
        return Page.objects.filter(url_path=path, catalogue_entry__is_public=True).first()
