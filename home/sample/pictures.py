"""Pictures and small documents of the sample site, drawn by code: no photograph, no person, no font."""

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw

from home.sample import scenes_outdoors, scenes_rooms, scenes_things
from home.sample.canvas import PALETTES, Canvas

SCENES: dict[str, Callable[[Canvas], None]] = {
    scene.__name__: scene
    for scene in (
        scenes_outdoors.hills_and_school,
        scenes_outdoors.trees,
        scenes_outdoors.sunrise,
        scenes_outdoors.playground,
        scenes_outdoors.highland_village,
        scenes_outdoors.bridge,
        scenes_outdoors.province_map,
        scenes_rooms.classroom,
        scenes_rooms.hall,
        scenes_rooms.library,
        scenes_things.books,
        scenes_things.chart,
        scenes_things.computer,
        scenes_things.paper_and_pen,
        scenes_things.laboratory,
        scenes_things.workshop,
        scenes_rooms.evening_class,
    )
}


def draw(scene: str, seed: int) -> bytes:
    """JPEG bytes of one illustration, 1600 x 1000; the same scene and seed always give the same picture.

    The seed chooses the palette and the placing. Raises KeyError for a scene that does not exist.
    """
    canvas = Canvas(PALETTES[seed % len(PALETTES)], seed)
    SCENES[scene](canvas)
    stream = io.BytesIO()
    canvas.finished().save(stream, "JPEG", quality=80, optimize=True, progressive=True)
    return stream.getvalue()


def draw_emblem(size: int = 480) -> bytes:
    """PNG bytes of the fictional agency's emblem on a transparent ground: a sun above an open book."""
    big = size * 4
    image = Image.new("RGBA", (big, big))
    pen = ImageDraw.Draw(image)
    unit = big / 100

    def disc(radius: float, fill: str) -> None:
        pen.ellipse(
            [(50 - radius) * unit, (50 - radius) * unit, (50 + radius) * unit, (50 + radius) * unit],
            fill=fill,
        )

    def shape(points: list[tuple[float, float]], fill: str) -> None:
        pen.polygon([(x * unit, y * unit) for x, y in points], fill=fill)

    disc(49, "#b3261e")
    disc(46, "#f6c945")
    disc(43.5, "#1d5f8a")
    for ray in range(16):
        angle = math.tau * ray / 16
        spike = ((15, -0.1), (26, 0), (15, 0.1))
        shape([(50 + r * math.cos(angle + d), 40 + r * math.sin(angle + d)) for r, d in spike], "#f6c945")
    pen.ellipse([37 * unit, 27 * unit, 63 * unit, 53 * unit], fill="#f6c945")
    shape([(18, 56), (50, 64), (82, 56), (82, 74), (50, 84), (18, 74)], "#123f5e")
    shape([(21, 52), (50, 61), (50, 79), (21, 70)], "#ffffff")
    shape([(79, 52), (50, 61), (50, 79), (79, 70)], "#e8eef2")
    for line in range(3):
        y = 58 + line * 4.5
        for left, right, drop in ((25, 46, 6.6), (75, 54, 6.6)):
            pen.line(
                [left * unit, y * unit, right * unit, (y + drop) * unit],
                fill="#9db4c2",
                width=round(unit * 0.9),
            )
    stream = io.BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(stream, "PNG", optimize=True)
    return stream.getvalue()
