"""Illustrations of rooms: classroom, meeting hall, library, evening class."""

from home.sample.canvas import HEIGHT, WIDTH, Canvas, mix


def classroom(c: Canvas) -> None:
    """A classroom with a blackboard, a window and rows of desks."""
    p = c.palette
    c.background(mix(p.paper, p.second, 0.14), mix(p.paper, p.second, 0.26))
    c.rectangle(0, 700, WIDTH, 300, mix(p.second, "#a8744a", 0.55))
    c.rectangle(250, 140, 820, 400, mix(p.dark, "#8a5a34", 0.55), 14)
    c.rectangle(272, 162, 776, 356, mix(p.near, p.dark, 0.5))
    for row in range(3):
        width = c.random.randint(220, 420)
        c.line([(330, 240 + row * 62), (330 + width, 240 + row * 62)], mix(p.paper, p.near, 0.25), 8)
    c.ring(890, 330, 84, 84, mix(p.paper, p.near, 0.25), 7)
    c.line([(890, 330), (948, 272)], mix(p.paper, p.near, 0.25), 7)
    _window(c, 1180, 150)
    for row, (y, size) in enumerate(((650, 0.8), (790, 1.05))):
        for column in range(4 - row):
            _desk(c, 120 + row * 90 + column * (370 + row * 130), y, size)


def hall(c: Canvas) -> None:
    """A meeting hall: curtains, a rostrum with flowers, rows of seats."""
    p = c.palette
    curtain = mix(p.accent, p.dark, 0.15)
    c.background(mix(p.accent, p.dark, 0.55), mix(p.accent, p.dark, 0.35))
    for fold in range(20):
        c.rectangle(fold * 80, 0, 40, 640, curtain)
    c.rectangle(300, 130, 1000, 330, mix(p.near, p.dark, 0.25), 10)
    c.rectangle(480, 220, 640, 34, p.paper, 17)
    c.rectangle(560, 290, 480, 26, mix(p.second, p.paper, 0.2), 13)
    c.rectangle(640, 350, 320, 20, mix(p.paper, p.near, 0.3), 10)
    c.rectangle(0, 610, WIDTH, 80, mix("#9a6a3f", p.dark, 0.2))
    x = c.random.choice((360, 1060))
    c.polygon([(x, 440), (x + 180, 440), (x + 155, 625), (x + 25, 625)], mix("#b98149", p.dark, 0.1))
    c.star(x + 90, 530, 34, p.second)
    for flower in range(7):
        c.circle(x + 30 + flower * 20, 428 - (flower % 3) * 14, 17, (p.second, p.paper, p.accent)[flower % 3])
    c.rectangle(0, 690, WIDTH, 310, mix(p.dark, p.near, 0.15))
    for row in range(3):
        for seat in range(12 - row):
            left = -30 + row * 30 + seat * (142 + row * 16)
            c.rectangle(left, 730 + row * 95, 112 + row * 14, 150, mix(p.near, p.dark, 0.15 + row * 0.12), 30)


def library(c: Canvas) -> None:
    """Shelves of books."""
    p = c.palette
    wood = mix("#a8744a", p.dark, 0.2)
    c.background(mix(wood, p.dark, 0.35), mix(wood, p.dark, 0.45))
    colours = [
        p.accent,
        p.second,
        p.near,
        p.mid,
        p.paper,
        mix(p.accent, p.dark, 0.35),
        mix(p.sky_top, p.near, 0.3),
    ]
    for shelf in range(4):
        floor = 245 + shelf * 245
        x = 40.0
        while x < 1540:
            width, height = c.random.randint(30, 62), c.random.randint(140, 200)
            if c.random.random() < 0.07:
                x += 70
                continue
            colour = c.random.choice(colours)
            c.rectangle(x, floor - height, width, height, colour, 4)
            c.rectangle(x + 6, floor - height + 26, width - 12, 9, mix(colour, p.dark, 0.3))
            c.rectangle(x + 6, floor - 40, width - 12, 9, mix(colour, p.paper, 0.4))
            x += width + 3
        c.rectangle(0, floor, WIDTH, 24, wood)
        c.rectangle(0, floor + 24, WIDTH, 10, mix(wood, p.dark, 0.5))


def evening_class(c: Canvas) -> None:
    """A learning centre with lit windows under the moon."""
    p = c.palette
    night = mix(p.dark, p.near, 0.25)
    c.background(mix(p.dark, "#101830", 0.5), mix(night, p.accent, 0.18))
    for _ in range(60):
        c.circle(c.random.randint(0, WIDTH), c.random.randint(0, 480), c.random.uniform(1.5, 4), p.paper)
    x = c.random.randint(180, 380)
    c.circle(x, 200, 84, mix(p.second, p.paper, 0.55))
    c.circle(x + 36, 178, 74, mix(mix(p.dark, "#101830", 0.5), mix(night, p.accent, 0.18), 0.18))
    c.wave(640, 80, 250, mix(night, p.mid, 0.2))
    c.rectangle(480, 330, 760, 520, mix(night, p.paper, 0.22))
    c.rectangle(450, 300, 820, 40, mix(p.accent, p.dark, 0.3), 8)
    for row in range(3):
        for column in range(5):
            lit = c.random.random() < 0.75
            pane = mix(p.second, p.paper, 0.25) if lit else mix(night, p.paper, 0.1)
            c.rectangle(530 + column * 138, 385 + row * 145, 96, 92, pane, 6)
            c.rectangle(576 + column * 138, 385 + row * 145, 5, 92, mix(night, p.paper, 0.22))
    c.rectangle(806, 690, 110, 160, mix(p.second, p.accent, 0.4), 6)
    c.wave(850, 10, 320, mix(p.near, p.dark, 0.55))
    c.polygon([(800, 850), (922, 850), (1110, HEIGHT), (640, HEIGHT)], mix(p.second, p.dark, 0.45))


def _window(c: Canvas, x: float, y: float) -> None:
    p = c.palette
    c.rectangle(x - 16, y - 16, 332, 392, p.paper, 10)
    c.rectangle(x, y, 300, 360, mix(p.sky_top, p.paper, 0.25))
    c.circle(x + 90, y + 100, 46, mix(p.second, p.paper, 0.3))
    c.polygon(
        [
            (x, y + 360),
            (x, y + 260),
            (x + 110, y + 180),
            (x + 200, y + 270),
            (x + 300, y + 200),
            (x + 300, y + 360),
        ],
        p.mid,
    )
    c.rectangle(x + 144, y, 12, 360, p.paper)
    c.rectangle(x, y + 174, 300, 12, p.paper)


def _desk(c: Canvas, x: float, y: float, size: float) -> None:
    p = c.palette
    wood = mix("#b98149", p.paper, 0.1)
    for leg in (20, 236):
        c.rectangle(x + leg * size, y, 18 * size, 150 * size, mix(p.dark, p.near, 0.3))
    c.rectangle(x, y, 274 * size, 26 * size, wood, 6)
    c.rectangle(x + 10 * size, y + 26 * size, 254 * size, 52 * size, mix(wood, p.dark, 0.25))
    c.rectangle(x + 60 * size, y - 16 * size, 80 * size, 16 * size, c.random.choice((p.accent, p.second, p.near)), 3)
    c.rectangle(x + 66 * size, y - 30 * size, 70 * size, 14 * size, c.random.choice((p.accent, p.second, p.mid)), 3)
