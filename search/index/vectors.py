"""Finding by lexemes: what PostgreSQL and SQLite have in common.

Of a query with very many hits, the newest months are asked first: the index walks along the short list of each month
and never reads the long one of the word. A thousand hits among them are enough to show, and to write "1.000+".
"""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.db import connection
from django.db.models import Count as CountRows
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.models import get_page_models

from cms.pages.models import SectionPage
from cms.text.dates import VIETNAM_TIME
from cms.text.words import words_of
from search.index import base
from search.index.asking import Question, beginning_of_titles, question
from search.index.base import CAP, FACETS, NO_FILTERS, PER_PAGE, Count, Filters, Found, Sort, Suggestion, Tier
from search.index.lexemes import Expression, all_of, any_of, lexemes_of_filters, month_of
from search.index.stored import StoredRows, hits_of
from search.models import SearchEntry
from search.queries import Query

# So many rows lie in the newest months that are asked first; where a language has not twice as many, all are.
WINDOW = 6000
# Seconds for which it is known how many rows each month has: it only says how far back a window reaches.
MONTHS_KEPT = 600
# A shown date may lie a year ahead.
AHEAD = timedelta(days=400)
# Of so many months the index is asked at most: twenty years.
MOST_MONTHS = 240
EARLIEST = date(1900, 1, 1)
COLUMNS = {"kind": "kind", "section": "section_id", "department": "department_id", "school_year": "school_year"}
# A row of counts: one value for each of FACETS, and how many hits have these.
Group = tuple


@dataclass(frozen=True)
class Asked:
    """What is asked of the database: lexemes, shown dates, folded texts to look up in what is found."""

    lexemes: Expression
    since: datetime | None = None
    until: datetime | None = None
    phrases: tuple[str, ...] = ()

    def narrowed(self, *parts: Expression) -> "Asked":
        return Asked(all_of([*parts, self.lexemes]), self.since, self.until, self.phrases)


class VectorIndex(StoredRows):
    """Rows in `search_searchentry`; a vendor says how expressions are written, and where the lexemes of a row lie."""

    # What the rows are read from, under the names e (and whatever the condition needs).
    source: str

    # -- what a vendor says

    @abstractmethod
    def matches(self, expression: Expression) -> tuple[str, str]:
        """Return the SQL condition, with one place for a parameter, and the parameter."""

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Have everything that is asked within answered by the index of the lexemes."""
        yield

    # -- finding

    def find(self, query: Query, language: str, filters: Filters = NO_FILTERS, sort: Sort = "relevance", page: int = 1):
        if not query:
            return Found(page=page)
        about = question(query)
        with self.asking():
            asked = Asked(all_of([about.every, lexemes_left(language, filters)]), *moments(filters))
            groups, is_capped = self._groups(asked, language)
            if about.phrases and not is_capped and groups:
                asked = Asked(asked.lexemes, asked.since, asked.until, about.phrases)
                groups, is_capped = self._groups(asked, language)
            total = min(CAP, sum(group[-1] for group in groups))
            facets = self._facets(about, asked, groups, is_capped, language, filters)
            needed = min(page * PER_PAGE, total)
            first = (page - 1) * PER_PAGE
            if not 0 <= first < total:
                return Found([], total, is_capped, page, facets)
            tiers = about.tiers if sort == "relevance" else about.tiers[-1:]
            found = self._best(tiers, asked, language, filters, is_capped, needed)
            return Found(hits_of(found[first:needed]), total, is_capped, page, facets)

    def _groups(self, asked: Asked, language: str, of_old_years: bool = True) -> tuple[list[Group], bool]:
        """Return how many hits there are of each kind, section, department and year, and whether there are more."""
        for window, others in self._windows(asked, language):
            groups = self._count(asked.narrowed(window))
            if sum(group[-1] for group in groups) > CAP:
                return groups + (self._count(asked.narrowed(others)) if others and of_old_years else []), True
        groups = self._count(asked)
        return groups, sum(group[-1] for group in groups) > CAP

    def _facets(self, about: Question, asked: Asked, groups, is_capped: bool, language: str, filters: Filters) -> dict:
        facets = {}
        for position, name in enumerate(FACETS):
            counted, capped = groups, is_capped
            if getattr(filters, name) is not None:
                lexemes = all_of([about.every, lexemes_left(language, filters.without(name))])
                others = Asked(lexemes, asked.since, asked.until, asked.phrases)
                counted, capped = self._groups(others, language, of_old_years=name == "school_year")
            facets[name] = _counts(counted, position, capped)
        return facets

    def _best(self, tiers, asked: Asked, language, filters, is_capped: bool, needed: int) -> list[tuple[int, Tier]]:
        """Return the best `needed` hits, tier by tier, the newest first in each."""
        found: dict[int, Tier] = {}
        context = lexemes_left(language, filters)
        for tier, expression in tiers:
            here = Asked(all_of([expression, context]), asked.since, asked.until, asked.phrases)
            for pk in self._newest(here, language, is_capped, needed):
                found.setdefault(pk, tier)
            if len(found) >= needed:
                break
        return list(found.items())

    def _newest(self, asked: Asked, language: str, is_capped: bool, needed: int) -> list[int]:
        for window, _others in self._windows(asked, language) if is_capped else ():
            ids = self._ids(asked.narrowed(window), needed)
            if len(ids) == needed:
                return ids
        return self._ids(asked, needed)

    # -- suggesting

    def suggest(self, typed: str, language: str) -> list[Suggestion]:
        words = words_of(typed[: 2 * base.LONGEST_TYPED])[: base.MOST_TYPED_WORDS]
        if sum(len(word.folded) for word in words) < base.SHORTEST_TYPED:
            return []
        of_titles = all_of([beginning_of_titles(words), lexemes_left(language)])
        sections = any_of(
            f"#k{model._meta.model_name}" for model in get_page_models() if issubclass(model, SectionPage)
        )
        with self.asking():
            ids = self._ids(Asked(all_of([of_titles, sections])), base.SUGGESTIONS)
            if len(ids) < base.SUGGESTIONS:
                ids += [pk for pk in self._newest(Asked(of_titles), language, True, base.SUGGESTIONS) if pk not in ids]
            stored = SearchEntry.objects.filter(pk__in=ids).values_list("pk", "title", "kind")
            suggestions = {row[0]: Suggestion(*row) for row in stored}
        return [suggestions[pk] for pk in ids if pk in suggestions][: base.SUGGESTIONS]

    # -- finding something else

    def holds(self, query: Query, language: str) -> bool:
        with self.asking():
            return self._has_any(_anywhere(question(query), language), language)

    def best(self, query: Query, language: str) -> tuple[str, str] | None:
        about = question(query)
        with self.asking():
            asked = _anywhere(about, language)
            # Most spellings have no hit: that is asked before the tiers are.
            if not self._has_any(asked, language):
                return None
            best = self._best(about.tiers, asked, language, NO_FILTERS, True, 1)
            return next(((hit.title, hit.text) for hit in hits_of(best)), None)

    def _has_any(self, asked: Asked, language: str) -> bool:
        return bool(self._newest(asked, language, True, 1))

    # -- statements

    def _count(self, asked: Asked) -> list[Group]:
        columns = ", ".join(f"e.{COLUMNS[name]}" for name in FACETS)
        return self._rows(f"SELECT {columns}, COUNT(*) FROM {self.source} WHERE %s GROUP BY {columns}", asked)

    def _ids(self, asked: Asked, limit: int) -> list[int]:
        newest = f"ORDER BY e.listed_at DESC, e.page_id DESC LIMIT {int(limit)}"
        return [row[0] for row in self._rows(f"SELECT e.page_id FROM {self.source} WHERE %s {newest}", asked)]

    def _rows(self, statement: str, asked: Asked) -> list[tuple]:
        condition, parameter = self.matches(asked.lexemes)
        conditions, parameters = [condition], [parameter]
        for sign, moment in ((">=", asked.since), ("<", asked.until)):
            if moment:
                conditions.append(f"e.listed_at {sign} %s")
                parameters.append(connection.ops.adapt_datetimefield_value(moment))
        for phrase in asked.phrases:
            conditions.append("e.folded LIKE %s")
            parameters.append(f"% {phrase} %")
        with connection.cursor() as cursor:
            cursor.execute(statement.replace("%s", " AND ".join(conditions), 1), parameters)
            return cursor.fetchall()

    # -- windows

    def _windows(self, asked: Asked, language: str) -> Iterator[tuple[Expression, Expression | None]]:
        """Yield, where it is worth it, the newest months, and one month of each older year to count values in."""
        months = cache.get_or_set(f"search:months:{language}", lambda: _months(language), MONTHS_KEPT)
        size, newest = sum(months.values()), sorted(months, reverse=True)
        if size < 2 * WINDOW:
            return
        inside, taken = [], 0
        while taken < WINDOW:
            inside.append(newest[len(inside)])
            taken += months[inside[-1]]
        others = [month_of(month) for month in newest[len(inside) + 11 :: 12]]
        # With the months that were empty just now.
        if window := _months_between(inside[-1], None):
            yield any_of(window), any_of(others) if others else None


def lexemes_left(language: str, filters: Filters = NO_FILTERS) -> Expression:
    """Return what the rows have that these filters leave: of shown dates, the months."""
    return all_of([*lexemes_of_filters(language, filters), any_of(_months_between(filters.since, filters.until))])


def _anywhere(about: Question, language: str) -> Asked:
    """Return the question with no filter chosen."""
    return Asked(all_of([about.every, lexemes_left(language)]), phrases=about.phrases)


def _counts(groups: list[Group], position: int, is_capped: bool) -> list[Count]:
    totals: dict = {}
    for group in groups:
        totals[group[position]] = totals.get(group[position], 0) + group[-1]
    totals.pop(None, None)
    counts = [Count(value, min(CAP, count), is_capped or count > CAP) for value, count in totals.items()]
    return sorted(counts, key=lambda count: (-count.count, str(count.value)))


def moments(filters: Filters) -> tuple[datetime | None, datetime | None]:
    """Return when the first day of the filters begins in Viet Nam, and when the last one has ended."""
    since, until = filters.since, filters.until
    # Of days before there was anything to find not every database can tell the hour.
    since = since and max(since, EARLIEST)
    until = until and max(until, EARLIEST)
    last = until + timedelta(days=1) if until and until < date.max else None
    return tuple(day and datetime.combine(day, time.min, VIETNAM_TIME) for day in (since, last))


def _months(language: str) -> dict[date, int]:
    """Return how many rows of the language each month has."""
    month = TruncMonth("listed_at", tzinfo=VIETNAM_TIME)
    rows_of_language = SearchEntry.objects.filter(locale__language_code=language).order_by()
    counted = rows_of_language.annotate(month=month).values_list("month").annotate(CountRows("pk"))
    return {moment.date(): count for moment, count in counted}


def _months_between(since: date | None, until: date | None) -> list[str]:
    """Return every month that a row may have between these days; none where that is no help."""
    if since is None:
        return []
    latest = timezone.now().astimezone(VIETNAM_TIME).date() + AHEAD
    until = min(until or latest, latest)
    numbers = range(since.year * 12 + since.month - 1, until.year * 12 + until.month)
    if len(numbers) > MOST_MONTHS:
        return []
    return [month_of(date(number // 12, number % 12 + 1, 1)) for number in numbers] or [month_of(since)]
