"""Draws the picture that networks show beside a shared address: agency, section and title in Vietnamese letters."""

import io
import math
import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).with_name("fonts") / "BeVietnamPro-Bold.ttf"
# Pixels. What Facebook, Zalo and others ask for a large card.
SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 72
RED, GOLD, STAR, WHITE = "#8a1217", "#e0b64d", "#ffd257", "#ffffff"
# Pixels: the largest size at which the title has at most so many lines is taken.
TITLE_SIZES = ((72, 3), (60, 4), (50, 5), (44, 6))
LINE_HEIGHT = 1.28
# Part of the sign's diameter
STAR_OUTER, STAR_INNER = 0.205, 0.078
# Drawn so much larger and made smaller again: smooth edges.
SMOOTH = 4
# Few colours: a third of the bytes.
COLOURS = 48
# Letters that look the same, for some that the font does not have.
LIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2032": "'", "\u2033": '"', "\u00a0": " ", "\u2116": "No"})


def draw(title: str, section: str, agency: str) -> bytes:
    """Return a PNG of 1200 by 630 pixels. What does not fit is cut and ends with an ellipsis."""
    picture = Image.new("RGB", SIZE, RED)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, HEIGHT - 18, WIDTH, HEIGHT), fill=GOLD)
    picture.paste(_sign(96), (MARGIN, 56))
    _write_lines(pen, _wrapped(agency, 34, WIDTH - 2 * MARGIN - 124, 2), (MARGIN + 124, 56, 152), 34, WHITE)
    top = 196
    if section:
        pen.text((MARGIN, top), _wrapped(section, 32, WIDTH - 2 * MARGIN, 1)[0], font=_font(32), fill=STAR)
        top += 56
    size, lines = _fitting(title)
    _write_lines(pen, lines, (MARGIN, top, HEIGHT - 48), size, WHITE)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _fitting(title: str) -> tuple[int, list[str]]:
    """Return the size of the title's letters and its lines."""
    for size, most in TITLE_SIZES:
        lines = _wrapped(title, size, WIDTH - 2 * MARGIN, most + 1)
        if len(lines) <= most:
            return size, lines
    size, most = TITLE_SIZES[-1]
    return size, _wrapped(title, size, WIDTH - 2 * MARGIN, most)


def _wrapped(text: str, size: int, width: int, most: int) -> list[str]:
    """Return at most `most` lines of `text` no wider than `width` pixels; a word wider than a line is cut in pieces."""
    font, lines, line = _font(size), [], ""
    for word in _drawable(text).split():
        for piece in _pieces(word, font, width):
            longer = f"{line} {piece}" if line else piece
            if font.getlength(longer) <= width:
                line = longer
            else:
                lines.append(line)
                line = piece
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,.;:–')}…"]


def _pieces(word: str, font, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if font.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _write_lines(pen, lines: list[str], box: tuple[int, int, int], size: int, colour: str) -> None:
    """Write the lines from `left`, in the middle of the height between top and bottom."""
    left, top, bottom = box
    step = size * LINE_HEIGHT
    first = top + max(0, (bottom - top - step * len(lines)) / 2)
    for number, line in enumerate(lines):
        pen.text((left, first + number * step), line, font=_font(size), fill=colour)


def _drawable(text: str) -> str:
    """Return `text` in composed letters that the font has; others lose their marks, or are left out."""
    return "".join(_letter(each) for each in unicodedata.normalize("NFC", text).translate(LIKE))


@lru_cache(maxsize=2000)
def _letter(letter: str) -> str:
    if letter.isspace():
        return " "
    for candidate in (letter, unicodedata.normalize("NFKD", letter)[:1]):
        if _shape(candidate) != _shape("\uffff"):
            return candidate
    return ""


def _shape(letter: str) -> bytes:
    return bytes(_font(24).getmask(letter))


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The same everywhere, whether or not Pillow has found a library for complex scripts.
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache
def _sign(diameter: int) -> Image.Image:
    """Return the portal's sign (static/img/mark.svg) on the red of the picture."""
    side = diameter * SMOOTH
    sign = Image.new("RGB", (side, side), RED)
    pen = ImageDraw.Draw(sign)
    pen.ellipse((0, 0, side - 1, side - 1), outline=GOLD, width=side // 40)
    points = [
        (
            side * (0.5 + radius * math.sin(math.pi * number / 5)),
            side * (0.36 - radius * math.cos(math.pi * number / 5)),
        )
        for number, radius in enumerate((STAR_OUTER, STAR_INNER) * 5)
    ]
    pen.polygon(points, fill=STAR)
    # An open book
    for side_of in (-1, 1):
        x = [side * (0.5 + side_of * part) for part in (0.01, 0.24, 0.24, 0.01)]
        y = [side * part for part in (0.64, 0.59, 0.77, 0.82)]
        pen.polygon(list(zip(x, y, strict=True)), fill=WHITE)
    return sign.resize((diameter, diameter), Image.Resampling.LANCZOS)
