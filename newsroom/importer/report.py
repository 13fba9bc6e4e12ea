"""What the command prints: a table of the files, and below it whatever a person should look at."""

import io
from collections.abc import Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cms.text.numbers import dotted

from .articles import Paragraph, ParsedArticle
from .results import Result, Status

LONGEST_TITLE = 60
WIDE = 140  # columns of a terminal that has room for poster and number of paragraphs


def table_of(results: Sequence[Result], width: int) -> str:
    """Return the table of all files as text, `width` columns wide."""
    is_wide = width >= WIDE
    table = Table()
    table.add_column(_("File"), overflow="fold")
    table.add_column(_("What"))
    table.add_column(_("Title"))
    table.add_column(_("Shown date"), no_wrap=True)
    numbers = [_("Views"), *([_("Paragraphs")] if is_wide else []), _("Pictures"), _("Ticker")]
    for heading in numbers:
        table.add_column(heading, justify="right")
    for heading in ([_("Poster")] if is_wide else []) + [_("Author")]:
        table.add_column(heading)
    for result in results:
        cells = [result.path.name, str(result.status.label)]
        cells += _cells(result, result.article, is_wide) if result.article else []
        table.add_row(*(Text(cell) for cell in cells))
    console = Console(file=io.StringIO(), width=width)
    console.print(table)
    return console.file.getvalue()


def lines_of(results: Sequence[Result]) -> list[str]:
    """Return "file:line: remark" for every remark and for the ticker lines that became no announcement."""
    lines = []
    for result in results:
        lines += [f"{result.path}:{note.number}: {note.text}" for note in result.notes]
        told = {note.text for note in result.notes}
        lines += [f"{result.path}:{result.article.line}: {text}" for text in result.concerns if text not in told]
        if result.article and result.status != Status.REFUSED and not result.announcements:
            remark = _("ticker line: %(text)s")
            ticker = result.article.ticker
            lines += [f"{result.path}:{line.number}: {remark % {'text': line.text}}" for line in ticker]
    return lines


def _cells(result: Result, article: ParsedArticle, is_wide: bool) -> list[str]:
    title = article.title
    paragraphs = sum(isinstance(item, Paragraph) for item in article.body)
    return [
        title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…",
        f"{localtime(article.shown_at):%d/%m/%Y %H:%M}",
        "" if article.views is None else dotted(article.views),
        *([str(paragraphs)] if is_wide else []),
        f"{result.pictures}/{len(article.places)}",
        f"{result.announcements}/{len(article.ticker)}",
        *([article.poster] if is_wide else []),
        ", ".join(part for part in (article.author_name, article.author_unit) if part),
    ]
