"""Banners of the neighbouring agencies of the sample site: a sign and the name, no picture of anything real."""

import io
import math
import textwrap

from PIL import Image, ImageDraw, ImageFont

from cms.pages.share_picture import FONT

SIZE = WIDTH, HEIGHT = 864, 288
# Drawn twice as large and reduced: Pillow's shapes have hard edges.
SCALE = 2
LETTERS = 54
# Letters in one line beside the sign
LINE = 19


def draw(name: str, ground: str, sign: str, letters: str) -> bytes:
    """JPEG bytes of one banner, 864 x 288."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
    pen = ImageDraw.Draw(image)
    centre, radius = HEIGHT * SCALE / 2, HEIGHT * SCALE * 0.3
    pen.ellipse([centre - radius, centre - radius, centre + radius, centre + radius], outline=sign, width=12 * SCALE)
    star = [
        (centre + r * math.cos(angle), centre + r * math.sin(angle))
        for point in range(5)
        for r, angle in (
            (radius * 0.7, math.tau * point / 5 - math.pi / 2),
            (radius * 0.28, math.tau * (point + 0.5) / 5 - math.pi / 2),
        )
    ]
    pen.polygon(star, fill=sign)
    font = ImageFont.truetype(FONT, LETTERS * SCALE)
    words = "\n".join(textwrap.wrap(name, LINE))
    pen.multiline_text((HEIGHT * SCALE, centre), words, font=font, fill=letters, anchor="lm", spacing=16 * SCALE)
    stream = io.BytesIO()
    image.reduce(SCALE).save(stream, "JPEG", quality=85, optimize=True)
    return stream.getvalue()
