"""What the front page brings together from packages that do not know each other. The same queries at any size."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from cms.pages.listing import cards
from cms.pages.models import CatalogueEntry
from cms.reading.models import ViewCount
from events.models import EventPage
from newsroom.models import AnnouncementPage, NewsIndexPage, NewsPage

LATEST = 6
SECTIONS = 4
PER_SECTION = 3
ANNOUNCEMENTS = 5
EVENTS = 5
MOST_READ = 5
# How many of the most read pages of the whole portal are looked through for articles that are still public.
MOST_READ_CANDIDATES = 50


def front_page(home, now: datetime) -> dict:
    """Return the context of the front page `home` at the moment `now`."""
    language = home.locale.language_code
    news = CatalogueEntry.objects.public().filter(kind="newspage", locale_id=home.locale_id)
    has_news = Exists(news.filter(section_id=OuterRef("pk")))
    filled = NewsIndexPage.objects.child_of(home).visible().filter(has_news)
    sections = list(filled.for_listing().order_by("path")[:SECTIONS])
    by_section = {section.pk: list(news.in_section(section).newest_first()[:PER_SECTION]) for section in sections}
    latest = list(news.news().newest_first()[: LATEST + 1])
    popular = _most_read(news)
    entries = {entry.page_id: entry for group in (latest, popular, *by_section.values()) for entry in group}
    read = {page.pk: page for page in cards(entries.values(), NewsPage)}

    def pages(rows):
        return [read[row.page_id] for row in rows if row.page_id in read]

    events = EventPage.objects.visible().for_listing().filter(locale_id=home.locale_id)
    newest = pages(latest)
    return {
        "lead": newest[0] if newest else None,
        "latest": newest[1:],
        "sections": [{"section": section, "items": pages(by_section[section.pk])} for section in sections],
        "announcements": _announcements(language, now),
        "events": [*events.ongoing(now)[:EVENTS], *events.upcoming(now)[:EVENTS]][:EVENTS],
        "most_read": pages(popular),
    }


def _announcements(language: str, now: datetime) -> list[AnnouncementPage]:
    """Return the newest announcements that have begun."""
    begun = AnnouncementPage.objects.visible().for_listing().filter(shown_from__lte=now)
    return list(begun.filter(locale__language_code=language).newest_first()[:ANNOUNCEMENTS])


def _most_read(news) -> list[CatalogueEntry]:
    """Return the most read of the public articles `news`, by the reads counted on this portal."""
    counts = dict(ViewCount.objects.order_by("-total").values_list("pk", "total")[:MOST_READ_CANDIDATES])
    found = news.filter(public_id__in=list(counts))
    return sorted(found, key=lambda entry: -counts[entry.public_id])[:MOST_READ]
