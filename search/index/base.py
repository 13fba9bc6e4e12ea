"""What every index of the public search can do, and in which words it is asked and answers.

An index holds one row per public page. It knows nothing of templates, addresses or requests: the views make forms,
links and snippets of what comes back.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum
from functools import partial
from typing import Literal

from django.db.models import QuerySet

from cms.pages.models import BasePage
from search import fewer as parts
from search import near as nearness
from search.queries import Query

# Counting stops here: a total or count that is capped reads "1.000+". No page of results lies beyond it either.
CAP = 1000
PER_PAGE = 20
# How many suggestions are made at most; less typed than so many letters and digits suggests nothing.
SUGGESTIONS = 8
SHORTEST_TYPED = 2
# Nobody types more words or signs while looking at suggestions.
MOST_TYPED_WORDS = 12
LONGEST_TYPED = 200

Sort = Literal["relevance", "date"]
# The names of the facets of `Found`, each a field of Filters of the same name.
FACETS = ("kind", "section", "department", "school_year")


@dataclass(frozen=True)
class Filters:
    """What a hit must be beside having the words; None leaves it open. They combine.

    `kind`: model name ("newspage"). `section`, `department`: id. `school_year`: the year in which it began (2024 for
    2024-2025, see `search.rows.school_year`). `since`, `until`: shown date in Vietnamese time, both days included.
    """

    kind: str | None = None
    section: int | None = None
    department: int | None = None
    school_year: int | None = None
    since: date | None = None
    until: date | None = None

    def without(self, *names: str) -> "Filters":
        """Return the same with these filters left open."""
        return replace(self, **dict.fromkeys(names))

    def __bool__(self):
        return self != NO_FILTERS


NO_FILTERS = Filters()


class Tier(IntEnum):
    """Why a hit stands where it stands; within one tier the newest comes first. The lower, the better."""

    NUMBER_IN_TITLE = 0
    NUMBER = 1
    TITLE_PHRASE = 2
    TITLE_EXACT = 3
    TITLE = 4
    BODY_PHRASE = 5
    BODY_EXACT = 6
    BODY = 7
    FILES = 8


@dataclass(frozen=True)
class Hit:
    """One page that was found, with its original words (NFC) to cut a snippet from.

    `text` is summary and body, `file_text` the words of its attachments where a word may have been found there alone,
    else empty. `tier` is a `Tier`: the lower, the better.
    """

    page_id: int
    kind: str
    section_id: int | None
    department_id: int | None
    school_year: int | None
    listed_at: datetime
    title: str
    text: str
    file_text: str
    tier: int = Tier.FILES


@dataclass(frozen=True)
class Count:
    """How many hits have one value of a facet. With `is_capped` there are at least so many ("1.000+", "312+")."""

    value: str | int
    count: int
    is_capped: bool = False


@dataclass(frozen=True)
class Found:
    """One page of results.

    `total` is at most CAP; with `is_capped` there are more. `pages` counts pages of PER_PAGE within the total (at
    least 1); a `page` beyond them has no hits. `facets`: for each of FACETS the counts of its values among the hits
    that the *other* filters leave, the highest count first; values without hits are not there.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    is_capped: bool = False
    page: int = 1
    facets: dict[str, list[Count]] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


@dataclass(frozen=True)
class Suggestion:
    """A page whose title continues what is being typed; `kind` tells sections from articles."""

    page_id: int
    title: str
    kind: str


class Index(ABC):
    """One row per public page. Nothing here raises for what a person types; `query` comes from `queries.parse`."""

    @abstractmethod
    def find(
        self, query: Query, language: str, filters: Filters = NO_FILTERS, sort: Sort = "relevance", page: int = 1
    ) -> Found:
        """Return one page of the results. A query without a word to look for finds nothing.

        Candidates are the best CAP hits in titles and document numbers and the newest CAP hits in bodies, filters
        applied; they are put in order by Tier, or newest first with `sort="date"`.
        """

    @abstractmethod
    def suggest(self, typed: str, language: str) -> list[Suggestion]:
        """Return at most SUGGESTIONS pages whose titles hold every word typed, the last one as a beginning.

        Sections first, then the newest. Less than two letters or digits suggest nothing.
        """

    @abstractmethod
    def known(self, words: set[str]) -> dict[str, int]:
        """Return those of these folded words that some page has, with about how many pages have them."""

    @abstractmethod
    def best(self, query: Query, language: str) -> tuple[str, str] | None:
        """Return title and text of the best hit."""

    @abstractmethod
    def holds(self, query: Query, language: str) -> bool:
        """Return whether there is any hit."""

    def near(self, query: Query, language: str) -> str | None:
        """Return the query in a near spelling that finds something, None where there is none."""
        return nearness.near(query, self.known, partial(self.best, language=language))

    def fewer(self, query: Query, language: str) -> list[str]:
        """Return the longest parts of the query that some page has word for word."""
        return parts.fewer(query, partial(self.holds, language=language))

    @abstractmethod
    def recount_words(self, words: Collection[str] | None = None) -> None:
        """Bring the vocabulary behind `near` in step with the rows: these words, or (every night) all of it."""

    def make(self) -> None:
        """Make what the index needs, where a migration of the database has not; `rebuild_search` calls it."""
        return

    @abstractmethod
    def put(self, pages: Iterable[BasePage]) -> None:
        """Write the rows of those of these pages (specific instances) that are public, in the running transaction."""

    @abstractmethod
    def take_away(self, page_ids: Iterable[int] | QuerySet) -> int:
        """Delete the rows of these pages (ids, or a query of ids), in the running transaction; return how many."""

    @abstractmethod
    def holding(self, folded: str) -> QuerySet:
        """Return a query of the ids of pages whose row holds the folded text `folded`, within words too."""
