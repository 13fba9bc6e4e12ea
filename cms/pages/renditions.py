"""Pictures in the sizes in which they are shown: one table for templates, for the worker and for reading ahead.

Sizes are made by the worker within a minute of publication, before the first reader asks. How a picture is shown where
it has no size yet is in cms.pages.templatetags.pictures.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from types import SimpleNamespace

from wagtail.images.models import Filter

from cms.media.models import CustomImage, CustomRendition
from cms.pages.models import BasePage, BodyPage, CatalogueEntry

logger = logging.getLogger(__name__)

# How many pages one run of the worker takes, and for how long it begins another: mail waits behind it.
BATCH = 100
RUN = timedelta(seconds=40)

# What a browser takes first stands first. WebP is for those without AVIF; one size of the last for all others.
MODERN = ("avif", "webp")

# A picture and the names of its uses
Shown = tuple[CustomImage, tuple[str, ...]]

_registered: list[Callable[[BasePage], Iterable[Shown]]] = []


@dataclass(frozen=True)
class Use:
    """One kind of place in which pictures stand.

    `operation` is Wagtail's (width, fill, max), `boxes` are its sizes from small to large, `fallback` the one of them
    that a browser gets that knows no `srcset` and no modern format. `sizes` says how wide the layout shows it. Where
    `see_through` is true a transparent ground is kept, otherwise it becomes white: dark lines on nothing could not be
    seen on a dark page. `only` names the one format of a picture that has one file for all browsers.
    """

    operation: str
    boxes: tuple[str, ...]
    fallback: str
    sizes: str = ""
    see_through: bool = False
    only: str = ""

    def specs(self, image: CustomImage) -> dict[str, list[str]]:
        """Return the filters of `image` by format, the fallback last. Nothing is made larger than it is."""
        boxes = list(self._boxes(image))
        # JPEG knows no transparency; what comes as JPEG has none.
        may_be_transparent = not image.file.name.lower().endswith((".jpg", ".jpeg"))
        last = "png" if may_be_transparent and self.see_through else "jpeg"
        ground = "|bgcolor-ffffff" if may_be_transparent and not self.see_through else ""
        if self.only:
            return {self.only: [f"{self.operation}-{self.fallback}{ground}|format-{self.only}"]}
        specs = {kind: [f"{self.operation}-{box}{ground}|format-{kind}" for box in boxes] for kind in MODERN}
        fallback = self.fallback if self.fallback in boxes else boxes[-1]
        return specs | {last: [f"{self.operation}-{fallback}{ground}|format-{last}"]}

    def _boxes(self, image: CustomImage) -> Iterator[str]:
        """Yield the boxes smaller than the picture, and the first in which it stands as large as it is."""
        for box in self.boxes:
            yield box
            if self._scale(image, box) >= 1:
                return

    def _scale(self, image: CustomImage, box: str) -> float:
        """Return by how much the picture, or what is cut out of it, is made smaller or would be made larger."""
        width, _x, height = box.partition("x")
        if self.operation == "width":
            return int(width) / image.width
        ratios = int(width) / image.width, int(height) / image.height
        return max(ratios) if self.operation == "fill" else min(ratios)


def _fill(width: int, height: int, *widths: int) -> tuple[str, ...]:
    return tuple(f"{each}x{round(each * height / width)}" for each in widths)


USES = {
    # The first story of the front page
    "lead": Use("fill", _fill(16, 9, 480, 768, 1104, 1472), "768x432", "(min-width: 60rem) 46rem, 92vw"),
    # In lists
    "card": Use("fill", _fill(3, 2, 160, 320, 480), "320x213", "(min-width: 48rem) 15rem, 28vw"),
    # As wide as running text
    "text": Use("width", ("480", "720", "1080", "1440"), "720", "(min-width: 43rem) 39rem, 92vw"),
    # One of several side by side in a text
    "gallery": Use("fill", _fill(4, 3, 200, 320, 480), "320x240", "(min-width: 43rem) 12.5rem, 44vw"),
    # The whole picture, on a whole screen
    "full": Use("max", ("1080x1080", "1600x1600"), "1600x1600", "100vw"),
    # The agency's sign at the top of every page and on the browser's tab: one address, so that it is fetched once
    "emblem": Use("max", ("144x144",), "144x144", see_through=True, only="webp"),
    # Pictures that lead to other agencies, of whatever shape
    "banner": Use(
        "max", ("288x96", "576x192", "864x288"), "576x192", "(min-width: 48rem) 16rem, 88vw", see_through=True
    ),
    # The agency's label at the foot of every page
    "label": Use("max", ("160x80", "320x160"), "320x160", "10rem", see_through=True),
    # A row of pictures on the front page
    "strip": Use("fill", _fill(3, 2, 320, 480, 720), "480x320", "(min-width: 48rem) 17rem, 44vw"),
}

# What lists show of a page's cover, on the front page and elsewhere
IN_LISTS = ("card", "lead")
IN_TEXT = ("text", "full")
IN_GALLERY = ("gallery", "full")


def filters(image: CustomImage, *uses: str) -> list[str]:
    """Return every filter by which `image` is shown in `uses`, each once."""
    found = (spec for use in uses for specs in USES[use].specs(image).values() for spec in specs)
    return list(dict.fromkeys(found))


def read_ahead(images: Iterable[CustomImage | None], *uses: str) -> None:
    """Read the renditions in which `images` are shown by one query; the tag `responsive` then asks none."""
    _read((image, uses) for image in images if image is not None)


def read_ahead_for(page: BasePage) -> bool:
    """Read the renditions of every picture that stands on `page` itself; return whether there is any."""
    shown = list(_shown_on(page))
    _read(shown)
    return bool(shown)


def _read(shown: Iterable[Shown]) -> None:
    wanted: dict[int, list[Shown]] = {}
    for image, uses in shown:
        wanted.setdefault(image.pk, []).append((image, uses))
    if not wanted:
        return
    specs = {spec for same in wanted.values() for image, uses in same for spec in filters(image, *uses)}
    found: dict[int, dict[str, CustomRendition]] = {pk: {} for pk in wanted}
    for rendition in CustomRendition.objects.filter(image__in=wanted, filter_spec__in=specs):
        image = rendition.image = wanted[rendition.image_id][0][0]
        if rendition.focal_point_key == _focal_point_key(image, rendition.filter_spec):
            found[image.pk][rendition.filter_spec] = rendition
    for pk, same in wanted.items():
        for image, uses in same:
            # Upstream: what is in `prefetched_renditions` counts as all there is, and other sizes would be made anew.
            image.renditions_read = getattr(image, "renditions_read", {}) | found[pk]
            image.uses_read = getattr(image, "uses_read", frozenset()) | {*uses}


def stored(image: CustomImage, use: str) -> dict[str, list[CustomRendition]]:
    """Return the renditions of `image` for `use` that exist, by format and from narrow to wide; no width twice."""
    if use not in getattr(image, "uses_read", ()):
        read_ahead([image], use)
    found = {}
    for kind, specs in USES[use].specs(image).items():
        made = [image.renditions_read[spec] for spec in specs if spec in image.renditions_read]
        # Upstream: a picture that lies on its side in its file is stored with width and height exchanged, so two boxes
        # can give one width.
        by_width = {rendition.width: rendition for rendition in made}
        found[kind] = [by_width[width] for width in sorted(by_width)]
    return found


def _focal_point_key(image: CustomImage, spec: str) -> str:
    """Return Wagtail's mark of where the picture is cut for `spec`; '' where nothing is cut."""
    if not spec.startswith("fill-"):
        return ""
    return _key_of(image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height)


@lru_cache(maxsize=1000)
def _key_of(x: int | None, y: int | None, width: int | None, height: int | None) -> str:
    # No image of the model: making one asks the database for its collection.
    image = SimpleNamespace(focal_point_x=x, focal_point_y=y, focal_point_width=width, focal_point_height=height)
    return Filter("fill-1x1").get_cache_key(image)


def make_missing() -> None:
    """Make the renditions of public pages that have none yet. A killed run is taken up where it stopped."""
    waiting = CatalogueEntry.objects.public().filter(renditions_made=False).select_related("page")
    stop = time.monotonic() + RUN.total_seconds()
    for entry in waiting.order_by("-listed_at")[:BATCH]:
        if time.monotonic() > stop:
            return
        make(entry.page.specific)
        CatalogueEntry.objects.filter(pk=entry.pk).update(renditions_made=True)


def make(page: BasePage) -> None:
    """Make every rendition in which a picture of `page` is shown; those that exist cost one query a picture."""
    for image, uses in pictures_of(page):
        try:
            image.get_renditions(*filters(image, *uses))
        except Exception:
            # A file that is lost, or that no reader of pictures understands: the others shall not wait for it.
            logger.exception("The sizes of picture %s could not be made", image.pk)


def register(fn: Callable[[BasePage], Iterable[Shown]]) -> None:
    """Have `fn(page)` asked which pictures a page shows beside its cover and body; none for pages it does not know."""
    if fn not in _registered:
        _registered.append(fn)


def pictures_of(page: BasePage) -> Iterator[Shown]:
    """Yield the pictures of `page`, each with the uses in which readers see it: in lists, and on the page."""
    if isinstance(page, BodyPage) and page.cover_image:
        yield page.cover_image, IN_LISTS
    yield from _shown_on(page)


def _shown_on(page: BasePage) -> Iterator[Shown]:
    # Announcements have a body and no cover.
    if isinstance(page, BodyPage) and page.cover:
        yield page.cover, IN_TEXT
    yield from _pictures_in(getattr(page, "body", ()))
    for fn in _registered:
        yield from fn(page)


def _pictures_in(body) -> Iterator[Shown]:
    """Yield the pictures of the blocks of `body`, each with its uses."""
    for block in body:
        if block.block_type == "image" and block.value["image"]:
            yield block.value["image"], IN_TEXT
        elif block.block_type == "gallery":
            for picture in block.value["images"]:
                if picture["image"]:
                    yield picture["image"], IN_GALLERY
        elif block.block_type == "video" and block.value["poster"]:
            yield block.value["poster"], ("text",)
