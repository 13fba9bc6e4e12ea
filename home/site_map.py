"""The site map: sections and information pages as the tree has them, one query per generation and language."""

from dataclasses import dataclass, field

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.pages.models import CatalogueEntry, SectionPage
from cms.reading import generation
from home.models import ContactPage, InfoPage
from newsroom.departments import offices


@dataclass(frozen=True)
class Place:
    """One page of the map: `label`, address `url`, and the `children` that stand below it."""

    label: str
    url: str
    children: list["Place"] = field(default_factory=list)


def site_map(language: str) -> list[Place]:
    """Return the public pages of a language, nested as in the tree, without single articles."""
    return generation.kept(f"site_map:{language}", lambda: _read(language))


def ways() -> list[Place]:
    """Return what helps to find and to follow, in the language of the page."""
    return [
        Place(_("Search"), reverse("search")),
        Place(_("Archive by month"), reverse("archive")),
        Place(_("Most read"), reverse("most_read")),
        Place(_("News feed (RSS)"), reverse("feed", kwargs={"place": "", "kind": "rss"})),
        Place(_("Accessibility and shortcut keys"), reverse("reading_help")),
    ]


def departments() -> list[Place]:
    """Return the departments that are open, each with its news."""
    today = timezone.localdate()
    open_now = [office for office in offices() if office.active_until is None or office.active_until >= today]
    return [Place(office.name, reverse("department_news", args=[office.slug])) for office in open_now]


def _read(language: str) -> list[Place]:
    entries = CatalogueEntry.objects.public().in_language(language).filter(kind__in=_kinds())
    top: list[Place] = []
    # From the front page down to the page read last: those that the next one may stand below.
    above: list[tuple[str, list[Place]]] = []
    for entry in entries.select_related("page__locale").order_by("page__path"):
        while above and not entry.page.path.startswith(above[-1][0]):
            above.pop()
        place = Place(entry.label, entry.page.url or "")
        (above[-1][1] if above else top).append(place)
        above.append((entry.page.path, place.children))
    return top


def _kinds() -> list[str]:
    """Return the page types that are places: sections, and pages that stay."""
    places = (SectionPage, InfoPage, ContactPage)
    return [model._meta.model_name for model in apps.get_models() if issubclass(model, places)]
