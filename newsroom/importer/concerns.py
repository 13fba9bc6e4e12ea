"""What about an imported article a person should look at before it is public."""

from collections import Counter
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.editorial.review import warnings
from cms.text.dates import VIETNAM_TIME
from cms.text.folding import fold
from newsroom.models import MigrationBatch, MigrationItem, NewsPage

from .articles import Heading, Paragraph, ParsedArticle
from .results import Result

# The country's first day on the internet: an article of a portal is no older.
FIRST_PORTALS = datetime(1997, 11, 19, tzinfo=VIETNAM_TIME)
ROWS = 500


def concerns(result: Result, page: NewsPage) -> list[str]:
    """Return a sentence for everything about the draft `page` made of `result` that a person should look at.

    Titles of other news below the article are left out of every saved page, and are none of it.
    """
    article = result.article
    below = {line.number for line in article.left_out if line.number > article.line}
    told = [note.text for note in result.notes if note.number not in below]
    return [*told, *_of_words(article), *_of_pictures(result, page), *_of_pupils(page)]


def _of_pupils(page: NewsPage) -> list[str]:
    """What needs a basis and a tick of its own is never published with a batch."""
    return [warning.text for warning in warnings.demands(page)]


def _of_words(article: ParsedArticle) -> list[str]:
    found = []
    if article.title.isupper() and len(fold(article.title).split()) > 1:
        found.append(_("The title is written in capitals."))
    if article.shown_at < FIRST_PORTALS:
        found.append(
            _("The date %(date)s is older than any portal.") % {"date": f"{localtime(article.shown_at):%d/%m/%Y}"}
        )
    if not article.summary and not any(isinstance(item, (Paragraph, Heading)) for item in article.body):
        found.append(_("There is no text."))
    return found


def _of_pictures(result: Result, page: NewsPage) -> list[str]:
    stored = sum(bool(block.value["image"]) for block in page.body if block.block_type == "image")
    # A trial finds pictures and stores none.
    missing = len(result.article.places) - max(stored, result.pictures)
    if not missing:
        return []
    sentence = ngettext("%(count)d picture is missing.", "%(count)d pictures are missing.", missing)
    return [sentence % {"count": missing}]


def note_duplicates(batch: MigrationBatch) -> None:
    """Give the articles of `batch` whose title another article of the section has a warning. The same few queries."""
    titles = dict(NewsPage.objects.child_of(batch.section).values_list("pk", "title"))
    folded = {pk: fold(title) for pk, title in titles.items()}
    counts = Counter(folded.values())
    sentence = _("Another article of the section has this title.")
    found = []
    for item in batch.items.all():
        if counts[folded.get(item.page_id)] > 1 and sentence not in item.warnings:
            item.warnings.append(sentence)
            found.append(item)
    MigrationItem.objects.bulk_update(found, ["warnings"], batch_size=ROWS)
