"""What a drafter and an approver should look at twice in a page that is read. A warning stops nobody.

A picture may have no words on purpose: where it says nothing that the text does not say, words would only be read twice
to those who do not see it. Who approves decides that, so there is no box to tick. The poster of a video needs none: the
title of the video is the link.
"""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from cms.editorial.review.warnings import Remedy, ReviewWarning
from cms.media.models import CustomImage
from cms.pages.leaves import HTML, leaves_of
from cms.pages.models import BasePage, BodyPage
from cms.pages.renditions import pictures_of
from cms.text.capitals import is_in_capitals, sentence_case, uncertain

# Words of links that say nothing when they are read by themselves, as in the list of links of a screen reader
# (WCAG 2.4.9).
EMPTY_WORDS = {
    "đây",
    "ở đây",
    "tại đây",
    "xem tại đây",
    "bấm vào đây",
    "nhấn vào đây",
    "nhấp vào đây",
    "xem",
    "xem thêm",
    "chi tiết",
    "xem chi tiết",
    "đọc thêm",
    "đọc tiếp",
    "tải về",
    "tải về tại đây",
    "link",
    "here",
    "click here",
    "more",
    "read more",
}


def title_in_capitals(page) -> list[ReviewWarning]:
    """Capitals are slow to read, are read aloud letter by letter, and shout; the design sets its own."""
    if not (isinstance(page, BasePage) and is_in_capitals(page.title)):
        return []
    better = sentence_case(page.title)
    guessed = uncertain(page.title)
    hint = _("Look at the names once more: %(names)s.") % {"names": ", ".join(guessed)} if guessed else ""
    label = _("Change it to “%(title)s”") % {"title": better}
    remedy = Remedy(label, _retitle, hint) if better != page.title else None
    text = _("The title is written in capitals.")
    return [ReviewWarning("title-in-capitals", text, subject=page.title, remedy=remedy, field="title")]


def _retitle(page) -> None:
    page.title = sentence_case(page.title)


def without_summary(page) -> list[ReviewWarning]:
    """The summary stands in lists, in search and below the title."""
    if isinstance(page, BodyPage) and not page.summary.strip():
        return [ReviewWarning("no-summary", _("There is no summary."), field="summary")]
    return []


def without_alternative_text(page) -> list[ReviewWarning]:
    """Who does not see a picture hears these words."""
    missing = [image.pk for image, words in _words_of_pictures(page) if not words.strip()]
    if not missing:
        return []
    message = ngettext(
        "%(count)d picture has no alternative text.", "%(count)d pictures have no alternative text.", len(missing)
    )
    subject = ",".join(map(str, sorted(missing)))
    return [ReviewWarning("no-alternative-text", message % {"count": len(missing)}, subject, field="body")]


def _words_of_pictures(page) -> Iterator[tuple[CustomImage, str]]:
    """Yield every picture of the page with its alternative text, '' for one without."""
    if isinstance(page, BodyPage) and page.cover:
        yield page.cover, page.cover_alt_text
    for block in _blocks(page):
        if block.block_type == "image":
            pictures = [block.value]
        elif block.block_type == "gallery":
            pictures = block.value["images"]
        else:
            continue
        for picture in pictures:
            if picture["image"]:
                yield picture["image"], picture["alt_text"] or ""


def tables_without_headers(page) -> list[ReviewWarning]:
    """Who hears a table cell by cell is told its headers with each (WCAG 1.3.1)."""
    tables = [block.value for block in _blocks(page) if block.block_type == "table" and block.value]
    missing = sum(
        not table.get("first_row_is_table_header") and not table.get("first_col_is_header") for table in tables
    )
    if not missing:
        return []
    message = ngettext(
        "%(count)d table has no header row or column.", "%(count)d tables have no header row or column.", missing
    )
    return [ReviewWarning("table-without-headers", message % {"count": missing}, str(missing), field="body")]


def headings_out_of_order(page) -> list[ReviewWarning]:
    """Headings are the table of contents of who does not see the page: none may be missing above another."""
    for block in _blocks(page):
        if block.block_type == "heading" and block.value["level"] == "h3":
            words = block.value["text"]
            text = _("The subheading “%(text)s” stands before any heading.") % {"text": words}
            return [ReviewWarning("heading-out-of-order", text, subject=words, field="body")]
        if block.block_type == "heading" or (block.block_type in ("gallery", "documents") and block.value.get("title")):
            return []
    return []


def links_that_say_nothing(page) -> list[ReviewWarning]:
    """Return one warning that names the words of links which do not say where they lead."""
    found = dict.fromkeys(words for words in _words_of_links(page) if _says_nothing(words))
    if not found:
        return []
    quoted = ", ".join(f"“{words}”" for words in found)
    text = _("Words of links do not say where they lead: %(words)s.") % {"words": quoted}
    return [ReviewWarning("link-says-nothing", text, subject=quoted, field="body")]


def moving_pictures(page) -> list[ReviewWarning]:
    """Readers get the first frame of a moving picture: nothing moves that they did not ask for (WCAG 2.2.2)."""
    images = {image.pk: image for image, _uses in pictures_of(page)}
    moving = [
        image for image in images.values() if image.file.name.lower().endswith((".gif", ".webp")) and _moves(image)
    ]
    text = _("The picture “%(title)s” moves; readers see its first frame only.")
    return [ReviewWarning("moving-picture", text % {"title": image.title}, str(image.pk)) for image in moving]


def _moves(image: CustomImage) -> bool:
    try:
        with image.open_file() as file, Image.open(file) as picture:
            return getattr(picture, "is_animated", False)
    except OSError:
        # The file is lost: other screens say so.
        return False


def _blocks(page):
    return getattr(page, "body", None) or ()


def _words_of_links(page) -> Iterator[str]:
    for leaf in leaves_of(page):
        if leaf.kind == HTML:
            for link in BeautifulSoup(leaf.value, "html.parser").find_all("a"):
                yield " ".join(link.get_text().split())


def _says_nothing(words: str) -> bool:
    plain = words.casefold().strip(" .,:;…»>()[]")
    return plain in EMPTY_WORDS or plain.startswith(("http://", "https://", "www."))
