"""Makes a draft of an article that was read from a Word file, by the path an editor uses."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.editorial import drafts
from cms.editorial.models import Department
from cms.media.arrival import Refused as PictureRefused
from cms.media.arrival import take_picture
from cms.media.models import CustomImage
from cms.text.nfc import nfc

from .article import Article
from .html import blocks_of_pieces
from .words import lost_words, useful_alt_text

LONGEST_TITLE = 255
# Seconds in which pictures are begun: the server in front waits a minute for an answer (deploy/nginx.conf), and who
# sees none sends the file again.
PICTURES_WITHIN = 30


@dataclass
class Draft:
    """The page that was made; `notes` are sentences about what did not come along."""

    page: Page
    notes: list[str] = field(default_factory=list)


def make_draft(
    section, model, article: Article, pictures, *, department: Department, user, name: str, key: UUID
) -> Draft:
    """Add a draft of `article` below `section` and return it.

    `pictures` opens the files by their source, None for one that cannot be had; `name` is the title of an article
    without one; `key` becomes its translation key (pressing.py). Raises PermissionDenied and ValidationError, and then
    leaves nothing behind.
    """
    title = (article.title or nfc(name)).strip()[:LONGEST_TITLE] or _("Untitled")
    values = {
        "summary": article.summary,
        "author_name": article.author_name,
        "author_unit": article.author_unit,
    }
    known = {key: value for key, value in values.items() if has_field(model, key)}
    notes: list[str] = []
    with _pictures_go_without_their_page() as stored:
        taker = _PictureTaker(pictures, department, user, title, stored, notes)
        body = [taker.block(kind, value) for kind, value in blocks_of_pieces(article.body)]
        stream = [block for block in body if block]
        page = model(title=title, department=department, body=stream, translation_key=key, **known)
        drafts.create_draft(section, page, user)
    return Draft(page, notes)


def has_field(model: type[Page], name: str) -> bool:
    return any(item.name == name for item in model._meta.get_fields())


class _PictureTaker:
    """Puts pictures in the places where they stood; of one that cannot be had the place stays if it has a caption."""

    def __init__(
        self,
        pictures: Mapping[str, Callable[[], bytes | None]],
        department: Department,
        user,
        title: str,
        stored: list[CustomImage],
        notes: list[str],
    ):
        self._pictures, self._department, self._user, self._title = pictures, department, user, title
        self._stored, self._notes = stored, notes
        self._count = 0
        self._until = time.monotonic() + PICTURES_WITHIN

    def block(self, kind: str, value) -> tuple[str, object] | None:
        if kind != "picture":
            return kind, value
        self._count += 1
        alt_text = useful_alt_text(value["alt_text"])
        image = self._take(value["source"], value["caption"], alt_text)
        if image is None and not value["caption"]:
            return None
        words = {"alt_text": alt_text, "caption": value["caption"], "credit": "", "old_address": ""}
        return "image", {"image": image, **words}

    def _take(self, source: str, caption: str, alt_text: str) -> CustomImage | None:
        if time.monotonic() > self._until:
            left_out = lost_words({"pictures"})
            self._notes += [note for note in left_out if note not in self._notes]
            return None
        open_picture = self._pictures.get(source)
        data = open_picture() if open_picture else None
        if data is None:
            self._notes.append(
                _("Picture %(number)d is not in the file, or too large: add it by hand.") % {"number": self._count}
            )
            return None
        title = caption or f"{self._title} ({self._count})"
        file = ContentFile(data, name=f"word-{self._count}")
        try:
            image = take_picture(
                file, user=self._user, collection=self._department.collection, title=title, alt=alt_text
            )
        except PictureRefused as refusal:
            reason = _("Picture %(number)d was not taken: %(reason)s")
            self._notes.append(reason % {"number": self._count, "reason": refusal})
            return None
        self._stored.append(image)
        self._notes += image.arrival_notes
        return image


@contextmanager
def _pictures_go_without_their_page() -> Iterator[list[CustomImage]]:
    """Delete the images put into the list if what stands within fails.

    No transaction spans it: decoding photographs takes seconds, for which SQLite would let nobody else write.
    """
    stored: list[CustomImage] = []
    try:
        yield stored
    except BaseException:
        for image in stored:
            image.file.storage.delete(image.file.name)
            image.delete()
        raise
