"""Renditions are made ahead of the first reader: by the worker, within a minute of publication.

The sizes stand here and in the templates that show them; a test holds both together.
"""

from collections.abc import Iterator

from cms.media.models import CustomImage
from cms.pages.models import BasePage, BodyPage, CatalogueEntry

# How many pages one run of the worker takes.
BATCH = 100


def _both(*sizes: str) -> tuple[str, ...]:
    return tuple(f"{size}|format-{kind}" for size in sizes for kind in ("webp", "jpeg"))


# components/teaser.html
CARD = _both("fill-480x320")
# home/lead_story.html: a picture too small for it has one size.
LEAD_SMALL = _both("fill-704x396")
LEAD = _both("fill-704x396", "fill-360x203", "fill-1408x792")
# components/picture.html: by the picture's own width.
PICTURE_SMALL = _both("width-704")
PICTURE = _both("width-704", "width-360")
PICTURE_LARGE = _both("width-704", "width-360", "width-1408")
# components/gallery_picture.html
GALLERY = (*_both("fill-480x360"), "max-1600x1600|format-jpeg")
# components/masthead.html
EMBLEM = ("max-144x144",)

ALL = {*CARD, *LEAD, *PICTURE_LARGE, *GALLERY, *EMBLEM}


def text_sizes(image: CustomImage) -> tuple[str, ...]:
    """Return the sizes in which `image` stands in a text."""
    if image.width < 704:
        return PICTURE_SMALL
    return PICTURE if image.width < 1408 else PICTURE_LARGE


def make_missing() -> None:
    """Make the renditions of public pages that have none yet. A killed run is taken up where it stopped."""
    waiting = CatalogueEntry.objects.public().filter(renditions_made=False).select_related("page")
    for entry in waiting.order_by("-listed_at")[:BATCH]:
        make(entry.page.specific)
        CatalogueEntry.objects.filter(pk=entry.pk).update(renditions_made=True)


def make(page: BasePage) -> None:
    """Make every rendition in which a picture of `page` is shown; those that exist cost one query a picture."""
    for image, sizes in _used(page):
        image.get_renditions(*sizes)


def _used(page: BasePage) -> Iterator[tuple[CustomImage, tuple[str, ...]]]:
    cover = page.cover_image if isinstance(page, BodyPage) else None
    if cover:
        lead = LEAD if cover.width >= 1408 else LEAD_SMALL
        yield cover, (*CARD, *lead, *text_sizes(cover))
    # Announcements have a body and no cover.
    for block in getattr(page, "body", ()):
        if block.block_type == "image" and block.value["image"]:
            yield block.value["image"], text_sizes(block.value["image"])
        elif block.block_type == "gallery":
            for picture in block.value["images"]:
                if picture["image"]:
                    yield picture["image"], GALLERY
        elif block.block_type == "video" and block.value["poster"]:
            yield block.value["poster"], text_sizes(block.value["poster"])
