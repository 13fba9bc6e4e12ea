"""The picture of a page for networks: made ahead by the worker, kept beside what is public, gone with it.

A cover is cut to 1200 by 630 (a rendition, whose file follows the image). Without one agency, section and title are
drawn: that file belongs to the page alone, its address says a hash of the words, and it is deleted in the moment in
which the words change or the page is no longer public. Until a picture is made, the front page's stands in.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from cms.media.models import HASH_DIGITS, CustomImage
from cms.pages import share_picture
from cms.pages.meta.publisher import publisher_in
from cms.pages.models import BasePage, BodyPage, CatalogueEntry
from cms.reading import generation

# How many pages one run of the worker takes; drawing takes up to half a second.
BATCH = 40
# Transparent covers stand on white: JPEG has no transparency.
COVER = "fill-1200x630|bgcolor-ffffff|format-jpeg|jpegquality-80"
# Pixels. Networks show a narrower picture small: words are better then.
NARROWEST_COVER = 600
# Raise it when the drawing changes: all pictures are drawn anew.
DESIGN = 1
NONE = {"share_image": "", "share_width": 0, "share_height": 0}


@dataclass(frozen=True)
class Wanted:
    """What the picture of a page is to be: `cover`, or `words` (title, section, agency) drawn in the file `name`."""

    cover: CustomImage | None = None
    words: tuple[str, str, str] = ("", "", "")
    name: str = ""


def make_missing() -> None:
    """Make the pictures of public pages that have none yet. A killed run is taken up where it stopped."""
    due = CatalogueEntry.objects.public().filter(share_image_due=True).select_related("page", "locale")
    made = [_make(entry) for entry in due.order_by("-listed_at", "-page_id")[:BATCH]]
    if any(made):
        generation.rise()


def outdate(entry: CatalogueEntry, page: BasePage) -> None:
    """Note on `entry`, which the caller saves, that `page` was published: a picture of other words is deleted."""
    entry.share_image_due = True
    wanted = _wanted(entry, page)
    if not entry.is_public or not _is_right(entry.share_image, wanted):
        _delete_later([entry.share_image])
        for name, value in NONE.items():
            setattr(entry, name, value)


def forget(entries: QuerySet) -> None:
    """Delete the pictures of these rows, now hidden or of other words. Two queries, whatever their number."""
    _delete_later(entries.filter(share_image__startswith=f"{settings.SHARE_IMAGES_FOLDER}/").values_list("share_image"))
    entries.exclude(share_image="", share_image_due=True).update(share_image_due=True, **NONE)


def draw_anew() -> None:
    """Let every drawn picture be made again: the agency has another name. Until then the old ones stand."""
    CatalogueEntry.objects.filter(share_image__startswith=f"{settings.SHARE_IMAGES_FOLDER}/").update(
        share_image_due=True
    )


def sweep() -> None:
    """Bring rows and files in step: after a kill between file and row, or a restored backup."""
    folder = _path(settings.SHARE_IMAGES_FOLDER)
    # In this order: what is made meanwhile is in the rows.
    files = {f"{settings.SHARE_IMAGES_FOLDER}/{name}" for name in os.listdir(folder)} if folder.is_dir() else set()
    drawn = CatalogueEntry.objects.filter(share_image__startswith=f"{settings.SHARE_IMAGES_FOLDER}/")
    rows = dict(drawn.values_list("share_image", "pk"))
    for name in files - rows.keys():
        _path(name).unlink(missing_ok=True)
    lost = [pk for name, pk in rows.items() if not _path(name).exists()]
    CatalogueEntry.objects.filter(pk__in=lost).update(share_image_due=True, **NONE)


def default_in(language: str) -> tuple[str, int, int]:
    """Return name, width and height of the front page's picture, ("", 0, 0) until it is made. Kept per generation."""

    def read():
        fronts = CatalogueEntry.objects.public().filter(page__depth=2, locale__language_code=language)
        return fronts.values_list("share_image", "share_width", "share_height").first() or ("", 0, 0)

    return generation.kept(f"share-image:{language}", read)


def _wanted(entry: CatalogueEntry, page: BasePage) -> Wanted:
    cover = page.cover_image if isinstance(page, BodyPage) else None
    if cover and min(cover.width, cover.height * share_picture.WIDTH / share_picture.HEIGHT) >= NARROWEST_COVER:
        return Wanted(cover=cover)
    if entry.is_migrated:
        # A hundred thousand of them may come at once.
        return Wanted()
    agency = publisher_in(entry.locale.language_code).name
    section = CatalogueEntry.objects.public().filter(page_id=entry.section_id, page__depth__gt=2).first()
    is_front = page.depth == 2
    words = ("" if is_front else page.title, section.label if section else "", agency)
    if is_front:
        words = (agency, "", "")
    digest = hashlib.sha256("\0".join([str(DESIGN), str(entry.public_id), *words]).encode()).hexdigest()
    return Wanted(words=words, name=f"{settings.SHARE_IMAGES_FOLDER}/{digest[:32]}.png")


def _is_right(name: str, wanted: Wanted) -> bool:
    """Whether the file `name` is of the cover that is wanted, or says its words."""
    if wanted.cover:
        # Renditions lie under the hash of their image.
        return name.startswith(f"images/{wanted.cover.file_hash[:HASH_DIGITS]}/")
    return name == wanted.name


def _make(entry: CatalogueEntry) -> bool:
    """Make the picture of one page; return whether it is another than before."""
    wanted = _wanted(entry, entry.page.specific)
    content, values = b"", NONE
    if wanted.cover:
        rendition = wanted.cover.get_rendition(COVER)
        values = {
            "share_image": rendition.file.name,
            "share_width": rendition.width,
            "share_height": rendition.height,
        }
    elif wanted.name:
        if entry.share_image != wanted.name or not _path(wanted.name).exists():
            content = share_picture.draw(*wanted.words)
        size = {"share_width": share_picture.WIDTH, "share_height": share_picture.HEIGHT}
        values = {"share_image": wanted.name, **size}
    return _store(entry, wanted, values, content)


@transaction.atomic
def _store(entry: CatalogueEntry, wanted: Wanted, values: dict, content: bytes) -> bool:
    """Note the picture, unless the page has been published or taken down while it was made."""
    row = CatalogueEntry.objects.select_for_update(of=("self",)).select_related("page", "locale").get(pk=entry.pk)
    if not row.is_public or _wanted(row, row.page.specific) != wanted:
        return False
    if content:
        _write(wanted.name, content)
    if row.share_image != values["share_image"]:
        _delete_later([row.share_image])
    CatalogueEntry.objects.filter(pk=row.pk).update(share_image_due=False, **values)
    return row.share_image != values["share_image"]


def _write(name: str, content: bytes) -> None:
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_bytes(content)
    # In one step: nobody reads half a picture.
    half.replace(path)


def _delete_later(names: Iterable) -> None:
    """Delete the drawn files among `names` (texts, or rows of one) when the transaction has committed."""
    flat = [name if isinstance(name, str) else name[0] for name in names]
    drawn = [name for name in flat if is_drawn(name)]
    if drawn:
        transaction.on_commit(partial(_delete, drawn), robust=True)


def _delete(names: list[str]) -> None:
    for name in names:
        _path(name).unlink(missing_ok=True)


def is_drawn(name: str) -> bool:
    """Whether the file `name` is a picture of words, and not one of a cover."""
    return name.startswith(f"{settings.SHARE_IMAGES_FOLDER}/")


def _path(name: str) -> Path:
    return Path(settings.PUBLIC_MEDIA_ROOT) / name
