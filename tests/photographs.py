"""Pictures that weigh what photographs weigh: coarse light with ever finer grain, the same for the same seed.

A drawn or plain picture compresses to nothing and would say little about what a page weighs. These take about 0.9 bits
a pixel as WebP and 1.5 as JPEG, as pictures of telephones do.
"""

import io
import random

from django.core.files.base import ContentFile
from PIL import Image

SIZE = (1600, 1067)
# Width of a grain in pixels, and how much of it is seen: what is small in nature is faint, too.
GRAINS = ((128, 0.35), (64, 0.3), (32, 0.25), (16, 0.2), (8, 0.15), (4, 0.11), (2, 0.08), (1, 0.04))
COLOUR_GRAINS = (400, 100)


def photograph(seed: int, size: tuple[int, int] = SIZE) -> ContentFile:
    """Return a JPEG of `size` pixels."""
    draw = random.Random(seed)
    light = _layer(draw, size, 256)
    for grain, share in GRAINS:
        light = Image.blend(light, _layer(draw, size, grain), share)
    buffer = io.BytesIO()
    Image.merge("YCbCr", (light, _colour(draw, size), _colour(draw, size))).convert("RGB").save(
        buffer, "JPEG", quality=90
    )
    return ContentFile(buffer.getvalue(), name=f"anh-chup-{seed}.jpg")


def _layer(draw: random.Random, size: tuple[int, int], grain: int) -> Image.Image:
    width, height = max(size[0] // grain, 2), max(size[1] // grain, 2)
    noise = Image.frombytes("L", (width, height), draw.randbytes(width * height))
    return noise.resize(size, Image.Resampling.BICUBIC)


def _colour(draw: random.Random, size: tuple[int, int]) -> Image.Image:
    coarse, fine = (_layer(draw, size, grain) for grain in COLOUR_GRAINS)
    return Image.blend(Image.blend(coarse, fine, 0.3), Image.new("L", size, 128), 0.75)
