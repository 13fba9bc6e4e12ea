"""Whose papers these are: the agency of the site's settings, for what is printed."""

from django.http import HttpRequest

from cms.editorial.story.letterhead import Letterhead
from home.models import SiteSettings


def letterhead_of_site(request: HttpRequest) -> Letterhead:
    """Official papers are in Vietnamese, whatever language the person reads the admin in."""
    settings = SiteSettings.for_request(request)
    return Letterhead(agency=settings.agency_name, parent_agency=settings.parent_agency)
