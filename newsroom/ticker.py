"""What the ticker and the urgent region show: one query per generation, then the clock alone decides."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from cms.pages.sites import locale_id
from cms.reading import generation
from newsroom.models import AnnouncementIndexPage, AnnouncementPage
from newsroom.models.announcements import Severity


@dataclass(frozen=True)
class Line:
    """One line: `title`, `severity` value, `severity_label`, address `line_url`, `shown_from` and `shown_until`."""

    title: str
    severity: str
    severity_label: str
    line_url: str
    shown_from: datetime
    shown_until: datetime

    def get_severity_display(self) -> str:
        return self.severity_label


@dataclass(frozen=True)
class Ticker:
    """`urgent` and `current` lines, most severe first, then newest; `index_url` of the archive ('' without one)."""

    urgent: list[Line] = field(default_factory=list)
    current: list[Line] = field(default_factory=list)
    index_url: str = ""


def ticker_at(now: datetime, language: str) -> Ticker:
    """Return the ticker of the pages in `language` at the moment `now`."""
    lines, index_url = generation.kept(f"ticker:{language}", lambda: _load(language, now))
    shown = [line for line in lines if line.shown_from <= now < line.shown_until]
    return Ticker(
        urgent=[line for line in shown if line.severity == Severity.URGENT],
        current=[line for line in shown if line.severity != Severity.URGENT],
        index_url=index_url,
    )


def _load(language: str, now: datetime) -> tuple[list[Line], str]:
    """Read every public announcement of a language that is not over at `now`."""
    announcements = (
        AnnouncementPage.objects.visible()
        .in_locale(locale_id(language))
        .filter(shown_until__gt=now)
        .select_related("linked_page__catalogue_entry")
        .most_severe_first()
    )
    archive = AnnouncementIndexPage.objects.visible().in_locale(locale_id(language)).first()
    lines = [
        Line(page.title, page.severity, page.get_severity_display(), page.line_url, page.shown_from, page.shown_until)
        for page in announcements
    ]
    return lines, archive.url if archive else ""


def lines_ending(page_ids: QuerySet, now: datetime, until: datetime) -> list[tuple[int, datetime]]:
    """Return (page id, end) of the public announcements among `page_ids` whose line ends after `now` and by `until`."""
    lines = AnnouncementPage.objects.filter(pk__in=page_ids, live=True, shown_until__gt=now, shown_until__lte=until)
    return list(lines.values_list("pk", "shown_until"))
