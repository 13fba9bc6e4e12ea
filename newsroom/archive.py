"""How many public articles there are of each month, by their shown date in the portal's time zone."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, Max, QuerySet, Value
from django.utils import timezone

from cms.pages.models import CatalogueEntry
from cms.pages.sites import locale_id
from cms.reading import generation

# Parts of one compound statement; SQLite takes 500.
MOST_PARTS = 400
# The second month of the year 1: the first day of the one before begins, in UTC, in no year.
FIRST_MONTH = 13


@dataclass(frozen=True)
class Month:
    """One month with articles: `year`, `number` (1 to 12), `count` of them, `first_day` as a date for templates."""

    year: int
    number: int
    count: int

    @property
    def first_day(self):
        return datetime(self.year, self.number, 1).date()


def articles(language: str) -> QuerySet:
    """Return the catalogue's rows of all public articles in a language, moved ones among them."""
    return CatalogueEntry.objects.public().filter(kind="newspage", locale_id=locale_id(language))


def articles_of(language: str, year: int, month: int) -> QuerySet:
    """Return those of one month, newest first."""
    return _within(articles(language), year, month).newest_first()


def months(language: str) -> list[Month]:
    """Return the months in which there are articles, newest first. Kept per generation."""
    return generation.kept(f"archive:{language}", lambda: _months(articles(language)))


def _months(rows: QuerySet) -> list[Month]:
    # Counted month by month along the index: the database's own cutting of dates works through every row (in SQLite
    # through a function of Python's for each). From one article on to the next one below: a single date of the year 26
    # shall not have twenty thousand empty months counted.
    found: list[Month] = []
    newest = rows.aggregate(at=Max("listed_at"))["at"]
    while newest is not None:
        at = timezone.localtime(newest)
        last = at.year * 12 + at.month - 1
        first = max(last - MOST_PARTS + 1, FIRST_MONTH)
        parts = [_counted(rows, number) for number in range(first, last + 1)]
        counted = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        found += [Month(row["month"] // 12, row["month"] % 12 + 1, row["count"]) for row in counted if row["count"]]
        begin = timezone.make_aware(datetime(first // 12, first % 12 + 1, 1))
        newest = rows.filter(listed_at__lt=begin).aggregate(at=Max("listed_at"))["at"] if first > FIRST_MONTH else None
    return sorted(found, key=lambda month: (month.year, month.number), reverse=True)


def _counted(rows: QuerySet, number: int) -> QuerySet:
    of_month = _within(rows, number // 12, number % 12 + 1).order_by()
    return of_month.annotate(month=Value(number, IntegerField())).values("month").annotate(count=Count("pk"))


def _within(rows: QuerySet, year: int, month: int) -> QuerySet:
    begin = timezone.make_aware(datetime(year, month, 1))
    last_day = timezone.make_aware(datetime(year, month, monthrange(year, month)[1], 23, 59, 59, 999999))
    return rows.filter(listed_at__gte=begin, listed_at__lte=last_day)
