"""What an approver should look at twice in a page that is read: a missing summary, pictures without words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.pages.models import BodyPage


def without_summary(page) -> list[str]:
    """The summary stands in lists, in search and below the title."""
    if isinstance(page, BodyPage) and not page.summary.strip():
        return [_("There is no summary.")]
    return []


def without_alternative_text(page) -> list[str]:
    """Who does not see a picture hears these words."""
    missing = sum(not words.strip() for words in _words_of_pictures(page))
    if not missing:
        return []
    message = ngettext(
        "%(count)d picture has no alternative text.", "%(count)d pictures have no alternative text.", missing
    )
    return [message % {"count": missing}]


def _words_of_pictures(page) -> Iterator[str]:
    """Yield the alternative text of every picture of the page, '' for one without."""
    if isinstance(page, BodyPage) and page.cover:
        yield page.cover_alt_text
    for block in getattr(page, "body", None) or ():
        if block.block_type == "image":
            pictures = [block.value]
        elif block.block_type == "gallery":
            pictures = block.value["images"]
        else:
            continue
        for picture in pictures:
            if picture["image"]:
                yield picture["alt_text"] or ""
