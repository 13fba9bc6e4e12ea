"""Views of the portal that are no pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.pages.breadcrumb import breadcrumb_to
from cms.pages.meta import Meta
from home.site_map import departments, ways
from home.site_map import site_map as places


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Answer with everything that is not a single article, as a tree."""
    about = _("All sections and information pages of the portal.")
    context = {
        "places": places(get_language()),
        "ways": ways(),
        "departments": departments(),
        "breadcrumb": breadcrumb_to(_("Site map"), request),
        "meta": Meta(title=_("Site map"), description=about, translated=True),
    }
    return render(request, "home/site_map.html", context)
