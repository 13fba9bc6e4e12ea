"""A small drawing surface for the flat illustrations of the sample site."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1000
SCALE = 2  # drawn twice as large and reduced: Pillow's shapes have hard edges

Point = tuple[float, float]


@dataclass(frozen=True)
class Palette:
    """Colours of one illustration as #rrggbb: sky from top to bottom, ground from far to near, accents."""

    sky_top: str
    sky_bottom: str
    far: str
    mid: str
    near: str
    accent: str
    second: str
    dark: str
    paper: str


PALETTES = (
    Palette("#8fc7e8", "#f3f7e6", "#a9cdb4", "#6fae8a", "#3f8a66", "#d9553f", "#f2b441", "#27403f", "#fffaf0"),
    Palette("#f6c48e", "#fdf0d8", "#d9b48f", "#b98a66", "#7a6a4f", "#b5413b", "#e9a13b", "#3b2f2a", "#fffaf2"),
    Palette("#5f9fc4", "#dff0f2", "#8fbac9", "#4f93a5", "#2b6c80", "#e07a3f", "#f4cf5c", "#1f3a47", "#fbfdfb"),
    Palette("#b7d7a8", "#fbfbe8", "#c5dba0", "#92bd6a", "#5b8f45", "#c94f4f", "#f0c23d", "#2e4028", "#fffdf2"),
    Palette("#c9b6dd", "#fbe9e4", "#c5b2cf", "#967fae", "#5f5285", "#d4567a", "#f1b25d", "#322c4d", "#fffafa"),
    Palette("#9ad4cf", "#fdf6e3", "#a8d2c4", "#5fb0a3", "#2f7f78", "#cf4e3a", "#eeb44f", "#1f3f3f", "#fffdf7"),
)


class Canvas:
    """An RGB picture of 1600 x 1000 logical points with a palette and its own random numbers."""

    def __init__(self, palette: Palette, seed: int):
        self.palette = palette
        self.random = random.Random(seed)
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), palette.sky_bottom)
        self.pen = ImageDraw.Draw(self.image)

    def finished(self) -> Image.Image:
        """The picture at its real size."""
        return self.image.reduce(SCALE)

    def background(self, top: str, bottom: str) -> None:
        """Fill everything with a vertical gradient."""
        # One column is blended and then spread: blending the whole picture takes ten times as long.
        column = (1, self.image.height)
        ramp = Image.linear_gradient("L").resize(column, Image.Resampling.BILINEAR)
        blended = Image.composite(*(Image.new("RGB", column, c) for c in (bottom, top)), ramp)
        self.image.paste(blended.resize(self.image.size, Image.Resampling.NEAREST))

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> None:
        """A rectangle by its upper left corner and size, with rounded corners where a radius is given."""
        box = _scaled([(x, y), (x + width, y + height)])
        self.pen.rounded_rectangle(box, radius * SCALE, fill=fill)

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        """A disc by its centre."""
        self.ellipse(x, y, radius, radius, fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        """An ellipse by its centre and half axes."""
        self.pen.ellipse(_scaled([(x - rx, y - ry), (x + rx, y + ry)]), fill=fill)

    def ring(self, x: float, y: float, rx: float, ry: float, colour: str, width: float) -> None:
        """The outline of an ellipse."""
        self.pen.ellipse(_scaled([(x - rx, y - ry), (x + rx, y + ry)]), outline=colour, width=round(width * SCALE))

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """A filled polygon."""
        self.pen.polygon(_scaled(points), fill=fill)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """An open line with rounded joints and ends."""
        self.pen.line(_scaled(points), fill=colour, width=round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.circle(x, y, width / 2, colour)

    def wave(self, base: float, height: float, length: float, fill: str, phase: float | None = None) -> None:
        """Fill everything below a rolling line at `base`: hills, water, terraces."""
        phase = self.random.uniform(0, math.tau) if phase is None else phase
        points = [(x, base - height * _roll(x / length + phase)) for x in range(0, WIDTH + 20, 20)]
        self.polygon([(0, HEIGHT), *points, (WIDTH, HEIGHT)], fill)

    def tilted_ellipse(self, x: float, y: float, rx: float, ry: float, degrees: float) -> list[Point]:
        """Points of an ellipse turned about its centre, to be drawn as a line."""
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        turns = [math.tau * i / 90 for i in range(91)]
        flat = [(rx * math.cos(t), ry * math.sin(t)) for t in turns]
        return [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in flat]

    def star(self, x: float, y: float, radius: float, fill: str) -> None:
        """A five-pointed star standing upright."""
        inner = radius * 0.382
        self.polygon(
            [
                (x + r * math.sin(math.pi * i / 5), y - r * math.cos(math.pi * i / 5))
                for i, r in enumerate([radius, inner] * 5)
            ],
            fill,
        )


def mix(first: str, second: str, share: float) -> str:
    """A colour between two #rrggbb colours; share 0 is the first, 1 the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _roll(x: float) -> float:
    return 0.6 * math.sin(x) + 0.4 * math.sin(x * 2.3 + 1)


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
