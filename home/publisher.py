"""Who publishes the portal, for the head of every page: the agency of the site's settings, kept per generation."""

from django.templatetags.static import static
from django.utils import translation

from cms.pages.meta.publisher import Publisher
from cms.pages.renditions import stored
from cms.reading import generation
from home.models import SiteSettings


def publisher_of_site(language: str) -> Publisher:
    return generation.kept(f"publisher:{language}", lambda: _read(language))


def _read(language: str) -> Publisher:
    agency = SiteSettings.kept()
    # The last of the formats is the one that every program knows.
    emblem = list(stored(agency.emblem, "emblem").values())[-1] if agency.emblem else []
    with translation.override(language):
        return Publisher(
            name=agency.name,
            parent=agency.parent,
            address=agency.place,
            phone=agency.phone,
            email=agency.email,
            logo=emblem[0].url if emblem else static("img/mark.svg"),
        )
