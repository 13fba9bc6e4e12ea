"""Illustrations of places: school, fields, village, playground, bridge, map."""

import math

from home.sample.canvas import HEIGHT, WIDTH, Canvas, mix


def hills_and_school(c: Canvas) -> None:
    """A two-storey school with a flag before rolling hills."""
    p = c.palette
    _sky(c, sun=(c.random.randint(1150, 1400), c.random.randint(150, 230)))
    c.wave(560, 110, 260, p.far)
    c.wave(660, 70, 210, p.mid)
    left = c.random.choice((330, 430, 540))
    _school(c, left, 470)
    c.wave(835, 18, 300, p.near)
    for x in (left - 130, left + 780, left + 900):
        _tree(c, x, 830, c.random.uniform(0.85, 1.2))
    c.polygon([(left + 330, 835), (left + 410, 835), (left + 620, HEIGHT), (left + 180, HEIGHT)], "#e8d9b5")


def trees(c: Canvas) -> None:
    """Young trees in a row on a slope."""
    p = c.palette
    _sky(c, sun=(c.random.randint(200, 420), 210))
    c.wave(590, 90, 330, p.far)
    c.wave(700, 60, 240, p.mid)
    for index in range(7):
        _tree(c, 130 + index * 225 + c.random.randint(-25, 25), 800, 0.8 + 0.5 * ((index * 3) % 4) / 4)
    c.wave(815, 25, 350, p.near)
    for _ in range(26):
        x, y = c.random.randint(30, 1570), c.random.randint(870, 980)
        c.line([(x, y), (x - 9, y - 26)], mix(p.near, p.paper, 0.35), 4)
        c.line([(x, y), (x + 9, y - 26)], mix(p.near, p.paper, 0.35), 4)


def sunrise(c: Canvas) -> None:
    """The sun rising over rice terraces."""
    p = c.palette
    c.background(mix(p.sky_top, p.second, 0.3), mix(p.second, p.paper, 0.6))
    x = c.random.randint(520, 1080)
    for radius, share in ((330, 0.75), (250, 0.5), (170, 0.0)):
        c.circle(x, 500, radius, mix(p.second, p.paper, share))
    c.polygon(
        [
            (0, 620),
            (320, 300),
            (560, 520),
            (820, 360),
            (1120, 560),
            (1380, 330),
            (1600, 520),
            (1600, 800),
            (0, 800),
        ],
        mix(p.far, p.dark, 0.12),
    )
    phase = c.random.uniform(0, math.tau)
    for step in range(7):
        shade = mix(p.mid, p.near, step / 6)
        c.wave(610 + step * 62, 26, 300 + 30 * step, mix(shade, p.paper, 0.45), phase + step * 0.35)
        c.wave(620 + step * 62, 26, 300 + 30 * step, shade, phase + step * 0.35)


def playground(c: Canvas) -> None:
    """A sports ground: running lanes, a goal and a ball."""
    p = c.palette
    _sky(c, sun=(1320, 170))
    c.wave(430, 70, 260, p.far)
    c.rectangle(0, 470, WIDTH, 530, p.mid)
    for stripe in range(0, 8, 2):
        c.rectangle(stripe * 200, 470, 200, 250, mix(p.mid, p.paper, 0.12))
    c.polygon([(0, 1000), (0, 760), (1600, 690), (1600, 1000)], mix(p.accent, "#b5523b", 0.5))
    for lane in range(4):
        c.line([(0, 1000 - lane * 80), (1600, 1000 - lane * 103)], p.paper, 6)
    x = c.random.randint(240, 900)
    for i in range(13):
        c.line([(x + 12 + i * 35, 360), (x + 12 + i * 35, 590)], mix(p.paper, p.mid, 0.35), 2)
    for i in range(7):
        c.line([(x + 6, 365 + i * 36), (x + 440, 365 + i * 36)], mix(p.paper, p.mid, 0.35), 2)
    c.line([(x, 600), (x, 355), (x + 446, 355), (x + 446, 600)], p.paper, 14)
    ball = x + 610
    c.ellipse(ball, 672, 66, 14, mix(p.mid, p.dark, 0.35))
    c.circle(ball, 610, 60, p.paper)
    c.circle(ball, 610, 20, p.dark)
    for turn in range(5):
        angle = math.tau * turn / 5
        c.circle(ball + 46 * math.sin(angle), 610 - 46 * math.cos(angle), 11, p.dark)


def highland_village(c: Canvas) -> None:
    """Houses on stilts at the foot of the mountains."""
    p = c.palette
    _sky(c, sun=(c.random.randint(250, 1350), 180))
    shift = c.random.randint(-120, 120)
    c.polygon(
        [
            (0, 640),
            (0, 470),
            (260 + shift, 190),
            (560 + shift, 500),
            (900 + shift, 230),
            (1240 + shift, 520),
            (1600, 300),
            (1600, HEIGHT),
            (0, HEIGHT),
        ],
        p.far,
    )
    c.wave(640, 50, 260, p.mid)
    for x, y, size in ((210, 560, 0.8), (1130, 565, 0.85), (620, 600, 1.15)):
        _stilt_house(c, x, y, size)
    c.wave(845, 22, 280, p.near)
    c.wave(930, 16, 210, mix(p.sky_top, p.paper, 0.25))
    for x in (90, 1030, 1500):
        _tree(c, x, 845, 0.95)


def bridge(c: Canvas) -> None:
    """A bridge over a calm river."""
    p = c.palette
    _sky(c, sun=(c.random.randint(300, 1300), 220))
    c.wave(560, 90, 270, p.far)
    c.wave(640, 40, 320, p.mid)
    c.rectangle(0, 690, WIDTH, 310, mix(p.sky_top, p.near, 0.25))
    for _ in range(18):
        x, y = c.random.randint(0, 1500), c.random.randint(790, 980)
        c.line([(x, y), (x + c.random.randint(60, 170), y)], mix(p.sky_top, p.paper, 0.45), 5)
    for x in (300, 800, 1300):
        c.rectangle(x - 24, 330, 48, 470, p.paper)
        c.rectangle(x - 24, 690, 48, 110, mix(p.paper, p.dark, 0.2))
        for step in range(1, 7):
            for side in (-1, 1):
                c.line([(x, 350), (x + side * step * 40, 660)], mix(p.paper, p.dark, 0.25), 4)
    c.rectangle(0, 650, WIDTH, 34, p.accent)
    c.rectangle(0, 684, WIDTH, 12, mix(p.accent, p.dark, 0.4))


def province_map(c: Canvas) -> None:
    """A patchwork map with a river, a road and pins."""
    p = c.palette
    c.background(mix(p.far, p.paper, 0.65), mix(p.far, p.paper, 0.45))
    shades = [mix(p.mid, p.paper, s) for s in (0.15, 0.35, 0.5, 0.62)] + [
        mix(p.second, p.paper, s) for s in (0.45, 0.65)
    ]
    knots = [
        [(x * 230 + c.random.randint(-60, 60), y * 200 + c.random.randint(-55, 55)) for y in range(-1, 7)]
        for x in range(-1, 9)
    ]
    for x in range(9):
        for y in range(7):
            corners = [knots[x][y], knots[x + 1][y], knots[x + 1][y + 1], knots[x][y + 1]]
            c.polygon(corners, c.random.choice(shades))
            c.line([*corners, corners[0]], p.paper, 5)
    start = c.random.randint(150, 450)
    river = [(start + x * 0.35 + 130 * math.sin(x / 190), x) for x in range(-20, 1040, 20)]
    c.line(river, mix(p.sky_top, p.near, 0.15), 34)
    road = [(x, 620 + 110 * math.sin(x / 260 + start) - x * 0.15) for x in range(-20, 1640, 20)]
    c.line(road, p.paper, 20)
    c.line(road, mix(p.accent, p.second, 0.5), 8)
    for _ in range(6):
        _pin(
            c,
            c.random.randint(140, 1460),
            c.random.randint(220, 880),
            c.random.choice((p.accent, p.second, p.near)),
        )


def _sky(c: Canvas, sun: tuple[int, int]) -> None:
    p = c.palette
    c.background(p.sky_top, p.sky_bottom)
    c.circle(*sun, 120, mix(p.second, p.sky_bottom, 0.65))
    c.circle(*sun, 80, mix(p.second, p.paper, 0.25))
    for _ in range(3):
        x, y, size = c.random.randint(80, 1350), c.random.randint(90, 300), c.random.uniform(0.7, 1.3)
        for dx, dy, r in ((0, 0, 42), (52, -22, 54), (112, 0, 40)):
            c.circle(x + dx * size, y + dy * size, r * size, mix(p.paper, p.sky_top, 0.1))
        c.rectangle(x - 42 * size, y, 194 * size, 42 * size, mix(p.paper, p.sky_top, 0.1), 21 * size)


def _tree(c: Canvas, x: float, ground: float, size: float) -> None:
    p = c.palette
    c.rectangle(x - 9 * size, ground - 120 * size, 18 * size, 130 * size, mix(p.dark, "#7a5230", 0.6))
    leaf = mix(p.near, "#3f7a45", 0.4)
    for dx, dy, r in ((0, -190, 74), (-48, -140, 56), (48, -140, 56)):
        c.circle(x + dx * size, ground + dy * size, r * size, leaf)
    c.circle(x - 22 * size, ground - 205 * size, 34 * size, mix(leaf, p.paper, 0.18))


def _school(c: Canvas, x: int, y: int) -> None:
    p = c.palette
    c.rectangle(x, y, 740, 370, mix(p.paper, p.second, 0.3))
    c.polygon([(x - 40, y), (x + 60, y - 90), (x + 680, y - 90), (x + 780, y)], p.accent)
    for row in range(2):
        for column in range(7):
            if row == 1 and column == 3:
                continue
            c.rectangle(x + 40 + column * 97, y + 45 + row * 165, 62, 92, mix(p.sky_top, p.paper, 0.3), 6)
            c.rectangle(x + 69 + column * 97, y + 45 + row * 165, 4, 92, p.paper)
    c.rectangle(x, y + 172, 740, 14, mix(p.paper, p.dark, 0.15))
    c.rectangle(x + 322, y + 215, 96, 155, mix(p.accent, p.dark, 0.45), 8)
    c.rectangle(x + 240, y - 150, 260, 60, p.paper, 8)
    c.rectangle(x + 266, y - 126, 208, 12, mix(p.accent, p.dark, 0.2), 6)
    c.line([(x + 600, y + 370), (x + 600, y - 300)], mix(p.paper, p.dark, 0.35), 8)
    c.rectangle(x + 604, y - 300, 150, 100, "#d8232a")
    c.star(x + 679, y - 250, 32, "#ffd93b")


def _stilt_house(c: Canvas, x: float, y: float, size: float) -> None:
    p = c.palette
    wood = mix(p.dark, "#8a5a34", 0.65)
    for post in range(5):
        c.rectangle(x + (20 + post * 68) * size, y + 130 * size, 14 * size, 130 * size, wood)
    c.rectangle(x, y + 40 * size, 320 * size, 100 * size, mix(wood, p.paper, 0.35))
    for window in range(3):
        c.rectangle(x + (40 + window * 92) * size, y + 66 * size, 52 * size, 48 * size, mix(p.second, p.paper, 0.3))
    c.polygon(
        [
            (x - 50 * size, y + 50 * size),
            (x + 60 * size, y - 90 * size),
            (x + 260 * size, y - 90 * size),
            (x + 370 * size, y + 50 * size),
        ],
        mix(p.accent, wood, 0.35),
    )


def _pin(c: Canvas, x: int, y: int, colour: str) -> None:
    c.ellipse(x, y, 30, 10, mix(c.palette.mid, c.palette.dark, 0.4))
    c.polygon([(x - 40, y - 84), (x + 40, y - 84), (x, y)], colour)
    c.circle(x, y - 100, 46, colour)
    c.circle(x, y - 100, 19, c.palette.paper)
