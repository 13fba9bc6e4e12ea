"""Which pictures a composed front page shows, and how: read together, and made in their sizes before a reader asks."""

from collections.abc import Iterator

from cms.media.models import CustomImage
from home.stored import items

USES = {"banners": ("banner",), "photo_strip": ("strip", "full")}
LISTS = {"banners": "banners", "photo_strip": "pictures"}


def on_front_page(page) -> Iterator[tuple[CustomImage, tuple[str, ...]]]:
    """Yield the pictures of a front page's blocks, each with its uses; none for any other page."""
    for name, pk in _named(page):
        if pk in composed_images(page):
            yield composed_images(page)[pk], USES[name]


def composed_images(page) -> dict[int, CustomImage]:
    """Return the pictures of a front page's blocks by id. One query for a page object, however often it is asked."""
    if "composed_images" not in page.__dict__:
        wanted = {pk for _name, pk in _named(page)}
        page.composed_images = CustomImage.objects.in_bulk(wanted) if wanted else {}
    return page.composed_images


def _named(page) -> Iterator[tuple[str, int]]:
    """Yield the name of the block and the id of every picture that the blocks of `page` name."""
    stream = page.composition.raw_data if hasattr(page, "composition") else []
    for block in stream:
        name = block["type"]
        if name in USES:
            yield from ((name, row["image"]) for row in items(block["value"], LISTS[name]) if row.get("image"))
