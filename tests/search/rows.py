"""Rows of the search without the way of a page through approval: for tests of what is found."""

import itertools
from datetime import UTC, datetime, timedelta

from wagtail.models import Locale, Page

from cms.text.dates import VIETNAM_TIME
from cms.text.folding import fold
from search.index import get_index
from search.index.lexemes import school_year
from search.models import SearchEntry
from search.rows import VERSION
from tests.pages.builders import committed

SHOWN = datetime(2024, 9, 10, 5, tzinfo=UTC)
_numbers = itertools.count(1)


def make(*texts: str | tuple[str, str], index=None, **fields) -> list[int]:
    """Write a row for each of `texts`, a title or title and text; each is a day older than the one before. Ids."""
    index = index or get_index()
    entries = [_entry(text, fields | _older(fields, days)) for days, text in enumerate(texts)]
    with committed():
        index.write(entries)
    return [entry.pk for entry in entries]


def _older(fields: dict, days: int) -> dict:
    return {"listed_at": fields.get("listed_at", SHOWN) - timedelta(days=days)}


def _entry(text: str | tuple[str, str], fields: dict) -> SearchEntry:
    title, body = (text, "") if isinstance(text, str) else text
    locale = Locale.objects.get(language_code=fields.pop("language", "vi"))
    values = {"kind": "newspage", "section_id": None, "department_id": None, "file_text": "", **fields}
    return SearchEntry(
        page=_page(locale, title),
        locale=locale,
        title=title,
        text=body,
        folded="\n".join(f" {fold(part)} " for part in (title, body, values["file_text"])),
        school_year=school_year(values["listed_at"].astimezone(VIETNAM_TIME)),
        version=VERSION,
        **values,
    )


def _page(locale: Locale, title: str) -> Page:
    number = next(_numbers)
    root = Page.objects.get(depth=1)
    path = Page._get_path(root.path, 2, 50_000 + number)
    page = Page(
        title=title, slug=f"hang-{number}", path=path, depth=2, live=False, locale=locale, url_path=f"/{number}/"
    )
    page.content_type_id = root.content_type_id
    return Page.objects.bulk_create([page])[0]
