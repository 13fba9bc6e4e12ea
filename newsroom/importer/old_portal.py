"""The grammar of a saved page of an old portal, as a pure function.

From the top: ticker lines, a breadcrumb, the page's address, the title, the fields (views, time, poster), the
text, "Tin tức khác". Each but title, date and text may be missing; the ticker may stand at the end as well.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from .articles import PageLine, ParsedArticle, Unreadable
from .body import read_body
from .fields import find_fields
from .header import TICKER_SIGN, read_header, split_address, split_ticker
from .lines import Line, lines_of

OTHER_NEWS = re.compile(r"(?:Các )?tin (?:tức )?khác\s*:?\s*(?P<ticker>[►▶].*)?", re.IGNORECASE)


def parse(text: str) -> ParsedArticle:
    """Return the article of a saved page, whose `text` is NFC.

    Raises Unreadable, with the line, for a page without article, title, date or text, for an impossible date
    or number and for two articles in one file.
    """
    lines = lines_of(text)
    if not any(not TICKER_SIGN.match(line.text) for line in lines):
        raise Unreadable(1, _("There is no article, only ticker lines."))
    index, fields = find_fields(lines)
    header = read_header(lines[:index], lines[index].number)
    article_lines, tail_lines = _split_tail(lines[index + fields.length :])
    body = read_body(article_lines, header.title)
    if not body.items:
        raise Unreadable(lines[index].number, _("There is no text below the date."))
    ticker, other_news = split_ticker(tail_lines)
    address_below, other_news = split_address(other_news)
    left_out = (PageLine(line.number, line.text) for line in other_news)
    return ParsedArticle(
        line=lines[index].number,
        title=header.title,
        short_title=header.short_title,
        shown_at=fields.shown_at,
        views=fields.views,
        poster=fields.poster,
        author_name=body.author_name,
        author_unit=body.author_unit,
        summary=body.summary,
        body=body.items,
        old_address=header.old_address or address_below,
        ticker=(*header.ticker, *ticker),
        left_out=(*header.left_out, *left_out),
    )


def _split_tail(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part the text from what follows the heading "Tin tức khác", on which ticker lines may hang."""
    for index, line in enumerate(lines):
        heading = OTHER_NEWS.fullmatch(line.text)
        if heading:
            hanging = [Line(line.number, 0, heading["ticker"])] if heading["ticker"] else []
            return list(lines[:index]), [*hanging, *lines[index + 1 :]]
    return list(lines), []
