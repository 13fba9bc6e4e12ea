"""Counting searches, as reads are counted: a line in a spool, added by the worker. What may be kept is decided above.

Nothing is kept of who searched or when, but the month. What was searched only once or twice in a month is shown to
nobody and forgotten when the month is over: a single search may say something of the one who made it.
"""

import json
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Max, Q, QuerySet, Sum
from django.utils import timezone

from cms.reading.models import SearchCount
from cms.reading.spool import Spool

SPOOL = Spool("searches")
# Searches that fewer readers made are not shown, and not kept.
SHOWN_FROM = 3
MONTHS_KEPT = 13
# How many different searches of one month are counted at most: rubbish by machines fills no table.
MOST_IN_A_MONTH = 20_000


def record_search(language: str, words: str, text: str, found: bool) -> None:
    """Count one search for the folded `words`, typed as `text`; both hold 200 signs at most."""
    SPOOL.write(json.dumps({"language": language, "words": words, "text": text, "found": found}, ensure_ascii=False))


def roll_up() -> None:
    """Add the searches of the last minutes to the counts of this month."""
    SPOOL.roll_up(_add)


def forget() -> None:
    """Forget what was searched once or twice in a month that is over, and all that is older than MONTHS_KEPT."""
    this_month = month_of(timezone.localdate())
    rare = Q(month__lt=this_month, times__lt=SHOWN_FROM)
    SearchCount.objects.filter(rare | Q(month__lt=months_back(this_month, MONTHS_KEPT))).delete()


def searched(since: date, language: str = "") -> QuerySet:
    """Return what readers searched from the month `since` on, most often first: `text`, `total`, `nothing`."""
    counts = SearchCount.objects.filter(month__gte=since)
    if language:
        counts = counts.filter(language=language)
    sums = {"text": Max("text"), "total": Sum("times"), "nothing": Sum("times_nothing")}
    return counts.values("language", "words").annotate(**sums).filter(total__gte=SHOWN_FROM).order_by("-total", "words")


def popular(count: int = 50) -> list[str]:
    """Return what readers searched most in this month and the two before."""
    since = months_back(month_of(timezone.localdate()), 2)
    return [row["text"] for row in searched(since)[:count]]


def month_of(day: date) -> date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


def months_back(month: date, count: int) -> date:
    """Return the first day of the month `count` months before `month`."""
    years, left = divmod(month.year * 12 + month.month - 1 - count, 12)
    return date(years, left + 1, 1)


def _add(lines: Iterable[str]) -> None:
    month = month_of(timezone.localdate())
    room = MOST_IN_A_MONTH - SearchCount.objects.filter(month=month).count()
    for line in lines:
        try:
            search = json.loads(line)
            key = {"month": month, "language": search["language"], "words": search["words"]}
            text, nothing = search["text"], int(not search["found"])
        except (ValueError, KeyError, TypeError):
            # A line cut short by a full disk.
            continue
        rows = SearchCount.objects.filter(**key)
        if not rows.exists():
            if not room:
                continue
            room -= 1
            SearchCount.objects.create(**key, text=text)
        rows.update(times=F("times") + 1, times_nothing=F("times_nothing") + nothing)
