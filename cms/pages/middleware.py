"""What stands around every request."""

from http import HTTPStatus

from csp.middleware import CSPMiddleware
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.locale import LocaleMiddleware
from django.views.defaults import page_not_found
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from cms.pages import draft_guard, gone, security, visibility
from cms.pages.models import CatalogueEntry, OldAddress

# Wagtail 8 has inline scripts in filters, date pickers and choosers, and styles made by its JavaScript; it has no
# nonces. 'unsafe-eval' is not needed. The video providers' pictures are not loaded in the admin either.
ADMIN_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, and the looser one that Wagtail's admin needs there alone."""

    def process_response(self, request, response):
        if response.status_code == HTTPStatus.NO_CONTENT:
            # Nothing is shown, and on every page it would be the longest part of the answer to the count of reads.
            response._csp_exempt = True
        elif request.path.startswith("/admin/"):
            response._csp_replace = ADMIN_POLICY
        elif response.status_code < 500:
            # Where something is broken, nobody is asked for more.
            response._csp_update = security.allowed()
        if _is_draft(request):
            response._csp_replace = {"frame-ancestors": ["'self'"]}
        return super().process_response(request, response)


class PublicHeadersMiddleware:
    """What a browser may not do with pages for readers: frame them, and use what they do not need.

    Editor and review screen show drafts in a frame: the admin and previews keep X_FRAME_OPTIONS of the settings.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NO_CONTENT:
            response["Permissions-Policy"] = security.PERMISSIONS
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/admin/") and not _is_draft(request):
            response["X-Frame-Options"] = "DENY"
        return response


def _is_draft(request) -> bool:
    """Whether this is the request inside a preview, which editor and review screen show in a frame.

    Upstream: Wagtail sends it through all middleware at the page's own address, and hands on the answer as it is.
    """
    return getattr(request, "is_preview", False)


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
    """Where a page is not found, an address that was once in use says what became of the page, or leads to it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"} or request.path.startswith("/admin/"):
            return response
        if "\0" in request.path:
            return response
        found = gone.at_address(request) or self._old_address(request)
        if found:
            for name, value in response.items():
                # What the middleware between said of the answer that this one replaces.
                if not name.startswith("Content-") or name == "Content-Language":
                    found.setdefault(name, value)
        return found or response

    def _old_address(self, request) -> HttpResponse | None:
        """Return the answer for an address of before; a section and pages below it may each have been renamed."""
        address, tried = request.get_full_path(), set()
        while address not in tried and len(tried) < MOST_RENAMES:
            tried.add(address)
            found = OldAddress.objects.find(address)
            if not found:
                return None
            row, rest = found
            entry = CatalogueEntry.objects.filter(public_id=row.target).select_related("page").first()
            if entry is None:
                return None
            if not rest and not entry.is_public:
                return gone.answer(entry, request)
            page = self._below(entry.page, rest) if rest else entry.page
            if page:
                url = page.get_url(request)
                return HttpResponsePermanentRedirect(url) if url != request.path else None
            taken_down = gone.below(entry.page, rest, request)
            if taken_down or not entry.is_public:
                return taken_down
            address = f"{entry.page.get_url(request)}{rest}/"
        return None

    @staticmethod
    def _below(section: Page, rest: str) -> Page | None:
        """Return the public page at the path `rest` below `section`."""
        entry = CatalogueEntry.objects.public().at(section, rest).select_related("page").first()
        return entry.page if entry else None


class DraftGuardMiddleware:
    """Addresses of the admin answer for a page whose draft the person may not see as for a page that does not exist.

    Upstream: some thirty screens load the page of any number. All of them are asked here, in one place, with what
    `cms.pages.draft_guard` knows of their arguments. People without access to the admin are left to Wagtail, which
    sends them to its sign-in whatever the number.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/admin/"):
            return self.get_response(request)
        with visibility.viewed_by(request.user):
            return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        match = request.resolver_match
        if match.view_name == "wagtailcore_authenticate_with_password":
            # Upstream shows the form for a page of any number beside a restriction of any other.
            if not Page.objects.live().filter(pk=view_kwargs["page_id"]).exists():
                raise Http404
            return None
        if not request.path.startswith("/admin/") or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        if match.view_name in draft_guard.OVERVIEWS and not visibility.sees_every_draft(request.user):
            return permission_denied(request)
        if draft_guard.may_know(request, match):
            return None
        return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")
