"""How pictures arrive: told by their content, upright, reduced, and without what a camera noted.

Every way in goes through `prepare`: the admin's forms (cms.media.forms), the importer, and `take_picture` for code.
What is stored is a JPEG or a PNG that was written anew: nothing is kept that hides beside the pixels of what was sent.
"""

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

# Registers the reader of HEIC, which telephones write.
from pillow_heif import HeifImagePlugin  # noqa: F401
from wagtail.models import Collection

from cms.media.models import CustomImage
from cms.text.nfc import nfc

# Pixels. Readers get 1600 at most (cms.pages.renditions); the rest is for what is cut out of a picture.
LONGEST_SIDE = 2560
# Of what is made smaller or comes in another format. A JPEG that is small enough keeps the quality it has.
JPEG_QUALITY = 88
# Bytes. Drawings and screenshots are smaller as PNG; a photograph saved as PNG is not, and becomes a JPEG.
LARGEST_PNG = 2 * 1024 * 1024
# Pixels. JPEGs are decoded in reduced size, all other formats whole, at four bytes a pixel.
MOST_PIXELS = {"JPEG": 128_000_000, "MPO": 128_000_000}
MOST_PIXELS_OTHERWISE = 64_000_000
# Pillow's names of what is read. MPO is what it calls a JPEG with a second picture behind the first.
READ = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
# Formats in which several pictures in one file are a film.
FILMS = {"GIF", "PNG", "WEBP", "AVIF"}
LONGEST_NAME = 80
SRGB = ImageCms.createProfile("sRGB")
ORIENTATION = 0x0112

# One picture at a time in a process: a HEIC of 48 million pixels takes half a gigabyte while it is remade.
_turn = threading.Lock()


class Refused(Exception):
    """A file that cannot become a picture of the portal. Says why, in the language of who sends it."""


@dataclass(frozen=True)
class Prepared:
    """A picture as it is to be stored; `notes` are sentences about what was left out of the file sent in."""

    content: ContentFile
    notes: list[str] = field(default_factory=list)


def take_picture(
    file, *, user, collection: Collection, title: str = "", alt: str = "", credit: str = ""
) -> CustomImage:
    """Store the picture in `file` (anything with `read()` and `name`) and return it, with `arrival_notes`.

    Without a title it gets the name of the file. Callers ask who may add to the collection. Raises Refused.
    """
    prepared = prepare(file)
    image = CustomImage(
        title=fit("title", title or _stem(file)),
        description=fit("description", alt),
        credit=fit("credit", credit),
        file=prepared.content,
        collection=collection,
        uploaded_by_user=user,
    )
    image.save()
    image.arrival_notes = prepared.notes
    return image


def prepare(file) -> Prepared:
    """Return the picture in `file` as it is to be stored. Raises Refused."""
    data = _read(file)
    with _turn:
        suffix, content, notes = _remake(data)
    return Prepared(ContentFile(content, name=f"{_stem(file)}.{suffix}"), notes)


def _read(file) -> bytes:
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    file.seek(0)
    data = file.read(limit + 1)
    file.seek(0)
    if not data:
        raise Refused(_("This file is empty."))
    if len(data) > limit:
        raise Refused(_("This file is larger than %(limit)s.") % {"limit": filesizeformat(limit)})
    return data


def _remake(data: bytes) -> tuple[str, bytes, list[str]]:
    """Return the suffix, the bytes and the notes of what is to be stored of a file."""
    unreadable = _(
        "This is no picture that can be read. JPEG, PNG, HEIC, WebP, GIF and AVIF are taken, up to %(limit)s."
    )
    damaged = _("This picture is damaged, or was cut off on its way. Send it again from where it was taken.")
    limit = filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    picture = _attempt(lambda: Image.open(io.BytesIO(data), formats=READ), unreadable % {"limit": limit})
    with picture:
        if picture.width * picture.height > MOST_PIXELS.get(picture.format, MOST_PIXELS_OTHERWISE):
            raise Refused(_too_many_pixels())
        return _attempt(lambda: _rewrite(picture), damaged)


def _attempt(step: Callable, otherwise: str):
    """Return what `step` returns. Raises Refused with the words `otherwise` where a picture cannot be read."""
    try:
        return step()
    except Refused:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        raise Refused(_too_many_pixels()) from error
    except Exception as error:
        # Pillow's readers raise whatever their format's parser raises.
        raise Refused(otherwise) from error


def _too_many_pixels() -> str:
    return _("This picture has too many pixels. Make it smaller and send it again.")


def _rewrite(picture: Image.Image) -> tuple[str, bytes, list[str]]:
    notes = []
    if picture.format in FILMS and getattr(picture, "is_animated", False):
        notes.append(_("This picture moves: only its first frame is kept."))
    if _is_plain_jpeg(picture):
        return "jpg", _written(picture, "JPEG", _profile(picture), quality="keep"), notes
    was_lossless = picture.format in {"PNG", "GIF"}
    picture = _in_plain_colours(_reduced(picture))
    profile = _profile(picture)
    if picture.mode == "RGBA" or was_lossless:
        content = _written(picture, "PNG", profile)
        if picture.mode == "RGBA" or len(content) <= LARGEST_PNG:
            return "png", content, notes
    return "jpg", _written(picture, "JPEG", profile, quality=JPEG_QUALITY), notes


def _is_plain_jpeg(picture: Image.Image) -> bool:
    """Whether the pixels can stay as they are, and be written with the same loss again."""
    return (
        picture.format == "JPEG"
        and picture.mode in {"L", "RGB"}
        and max(picture.size) <= LONGEST_SIDE
        and picture.getexif().get(ORIENTATION, 1) == 1
    )


def _reduced(picture: Image.Image) -> Image.Image:
    """Return the picture upright and no longer than it may be."""
    if picture.format in {"JPEG", "MPO"}:
        share = min(LONGEST_SIDE / max(picture.size), 1)
        picture.draft(picture.mode, (round(picture.width * share), round(picture.height * share)))
    picture.load()
    picture = ImageOps.exif_transpose(picture)
    if max(picture.size) > LONGEST_SIDE:
        if picture.mode in {"1", "P", "PA"}:
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return picture


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    """Return the picture as L, RGB or, where something of it can be seen through, RGBA."""
    if picture.mode == "CMYK":
        return _from_print(picture)
    if picture.mode.startswith("I"):
        # Upstream: convert() cuts the 16 bits of a scan off at 255, which leaves white.
        return _same_info(picture.convert("I").point(lambda value: value / 256).convert("L"), picture)
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        picture = clear if clear.getchannel("A").getextrema()[0] < 255 else clear.convert("RGB")
    elif picture.mode == "1":
        picture = picture.convert("L")
    return picture if picture.mode in {"L", "RGB", "RGBA"} else picture.convert("RGB")


def _from_print(picture: Image.Image) -> Image.Image:
    """Return a picture in the colours of printing inks in those of screens."""
    profile = picture.info.get("icc_profile")
    if profile:
        try:
            inks = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return _same_info(ImageCms.profileToProfile(picture, inks, SRGB, outputMode="RGB"), None)
        except (ImageCms.PyCMSError, OSError, ValueError):
            # A profile that cannot be read, or is not one of inks.
            pass
    return _same_info(picture.convert("RGB"), None)


def _same_info(picture: Image.Image, source: Image.Image | None) -> Image.Image:
    picture.info = dict(source.info) if source else {}
    return picture


def _profile(picture: Image.Image) -> bytes | None:
    """Return the colour profile that came with the pixels, None where it cannot be read or is not one of these."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return None
    try:
        space = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space.strip()
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return profile if space == ("GRAY" if picture.mode == "L" else "RGB") else None


def _written(picture: Image.Image, kind: str, profile: bytes | None, **options) -> bytes:
    """Return the file of a picture: its pixels and its profile, and nothing else."""
    # Upstream: Pillow writes comments and more that it read.
    picture.info = {}
    buffer = io.BytesIO()
    picture.save(buffer, kind, icc_profile=profile, **options)
    return buffer.getvalue()


def _stem(file) -> str:
    """Return the name of a file in NFC without folders and suffix, never empty."""
    name = PurePosixPath(nfc(str(getattr(file, "name", None) or "")).replace("\\", "/")).stem
    readable = "".join(letter for letter in name if letter.isprintable())
    return " ".join(readable.split())[:LONGEST_NAME].strip(" .") or _("picture")


def fit(name: str, words: str) -> str:
    """Return `words` in NFC, on one line, cut to what the model's field holds."""
    return " ".join(nfc(words).split())[: CustomImage._meta.get_field(name).max_length]
