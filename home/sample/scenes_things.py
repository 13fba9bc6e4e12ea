"""Illustrations of things: books, chart, computer, papers, laboratory, workshop tools."""

import math

from home.sample.canvas import WIDTH, Canvas, mix


def books(c: Canvas) -> None:
    """A stack of books, an open book and a pot of pencils on a table."""
    p = c.palette
    c.background(mix(p.sky_top, p.paper, 0.45), p.sky_bottom)
    c.circle(c.random.randint(500, 1100), 430, 330, mix(p.second, p.paper, 0.62))
    c.rectangle(0, 770, WIDTH, 230, mix("#b98149", p.paper, 0.15))
    c.rectangle(0, 770, WIDTH, 14, mix("#b98149", p.dark, 0.25))
    for level, colour in enumerate((p.near, p.accent, p.second, mix(p.mid, p.dark, 0.1))):
        x, y = 210 + c.random.randint(-30, 30), 698 - level * 74
        c.rectangle(x, y, 470, 72, colour, 12)
        c.rectangle(x + 34, y + 12, 436, 48, p.paper)
        c.rectangle(x + 34, y + 34, 436, 4, mix(p.paper, p.dark, 0.2))
    c.polygon(
        [(760, 745), (1000, 690), (1240, 745), (1240, 790), (1000, 745), (760, 790)],
        mix(p.accent, p.dark, 0.2),
    )
    c.polygon([(775, 735), (1000, 672), (1000, 735), (775, 780)], p.paper)
    c.polygon([(1225, 735), (1000, 672), (1000, 735), (1225, 780)], mix(p.paper, p.dark, 0.08))
    for index, colour in enumerate((p.accent, p.second, p.mid, p.dark)):
        x = 1330 + index * 38
        c.polygon([(x, 600), (x - 20 + index * 12, 430), (x + 4 + index * 12, 425), (x + 24, 600)], colour)
        c.polygon([(x - 20 + index * 12, 431), (x - 12 + index * 12, 396), (x + 4 + index * 12, 426)], "#ecd2a8")
    c.polygon([(1310, 580), (1490, 580), (1470, 775), (1330, 775)], mix(p.near, p.paper, 0.25))


def chart(c: Canvas) -> None:
    """A bar chart with a rising line."""
    p = c.palette
    c.background(mix(p.sky_top, p.paper, 0.5), mix(p.sky_bottom, p.far, 0.3))
    c.rectangle(168, 118, 1280, 790, mix(p.far, p.dark, 0.18), 30)
    c.rectangle(150, 100, 1280, 790, p.paper, 30)
    for step in range(5):
        c.line([(250, 240 + step * 125), (1340, 240 + step * 125)], mix(p.paper, p.dark, 0.12), 3)
    peaks = []
    for index in range(7):
        height = 130 + index * 52 + c.random.randint(-45, 60)
        x = 290 + index * 152
        c.rectangle(x, 740 - height, 88, height, (p.mid, p.near, p.second)[index % 3], 10)
        peaks.append((x + 44, 690 - height))
    c.line([(250, 742), (1350, 742)], p.dark, 6)
    c.line(peaks, p.accent, 9)
    for x, y in peaks:
        c.circle(x, y, 17, p.paper)
        c.circle(x, y, 11, p.accent)
    for index in range(3):
        c.circle(310 + index * 330, 826, 15, (p.mid, p.near, p.second)[index])
        c.rectangle(342 + index * 330, 816, c.random.randint(140, 220), 20, mix(p.paper, p.dark, 0.2), 10)


def computer(c: Canvas) -> None:
    """A laptop whose screen is joined to a net of points."""
    p = c.palette
    c.background(mix(p.sky_top, p.dark, 0.15), mix(p.sky_bottom, p.sky_top, 0.35))
    nodes = [
        (x * 200 + 100 + c.random.randint(-60, 60), y * 170 + 90 + c.random.randint(-50, 50))
        for x in range(8)
        for y in range(4)
    ]
    faint = mix(p.paper, p.sky_top, 0.35)
    for index, node in enumerate(nodes):
        for other in nodes[index + 1 :]:
            if math.dist(node, other) < 235:
                c.line([node, other], faint, 3)
    for x, y in nodes:
        c.circle(x, y, 12, p.paper)
    c.rectangle(0, 850, WIDTH, 150, mix(p.near, p.dark, 0.25))
    c.rectangle(430, 250, 740, 500, p.dark, 26)
    c.rectangle(456, 276, 688, 440, p.paper, 8)
    c.rectangle(456, 276, 688, 56, p.near)
    for dot in range(3):
        c.circle(490 + dot * 34, 304, 10, (p.accent, p.second, p.paper)[dot])
    c.rectangle(496, 372, 290, 180, mix(p.sky_top, p.paper, 0.3), 10)
    c.polygon([(510, 540), (600, 430), (660, 500), (710, 450), (772, 540)], p.mid)
    for line in range(5):
        c.rectangle(826, 376 + line * 38, c.random.randint(170, 280), 18, mix(p.paper, p.dark, 0.22), 9)
    for tile in range(3):
        c.rectangle(496 + tile * 208, 590, 188, 90, mix((p.accent, p.second, p.near)[tile], p.paper, 0.25), 10)
    c.polygon([(390, 750), (1210, 750), (1290, 850), (310, 850)], mix(p.paper, p.dark, 0.3))
    c.rectangle(310, 845, 980, 20, mix(p.paper, p.dark, 0.5), 8)


def paper_and_pen(c: Canvas) -> None:
    """Sheets with lines of writing, a stamp and a pen."""
    p = c.palette
    c.background(mix(p.mid, p.paper, 0.35), mix(p.near, p.paper, 0.35))
    tilt = c.random.choice((-1, 1)) * 40
    c.polygon(
        [(420 + tilt, 90), (1090 + tilt, 130), (1040 - tilt, 930), (370 - tilt, 890)],
        mix(p.paper, p.dark, 0.16),
    )
    c.rectangle(480, 80, 680, 850, mix(p.far, p.dark, 0.25), 8)
    c.rectangle(466, 66, 680, 850, p.paper, 8)
    c.rectangle(640, 130, 330, 26, mix(p.accent, p.dark, 0.1), 13)
    c.rectangle(700, 176, 210, 16, mix(p.paper, p.dark, 0.35), 8)
    for line in range(10):
        width = 520 if line % 4 != 3 else c.random.randint(180, 360)
        c.rectangle(546, 250 + line * 44, width, 14, mix(p.paper, p.dark, 0.2), 7)
    c.ring(960, 780, 82, 82, p.accent, 9)
    c.ring(960, 780, 62, 62, p.accent, 4)
    c.star(960, 780, 34, p.accent)
    c.polygon([(1330, 300), (1380, 325), (1110, 830), (1060, 805)], p.near)
    c.polygon([(1330, 300), (1347, 308), (1077, 813), (1060, 805)], mix(p.near, p.paper, 0.25))
    c.polygon([(1060, 805), (1110, 830), (1052, 888)], p.second)
    c.polygon([(1062, 862), (1076, 872), (1050, 892)], p.dark)


def laboratory(c: Canvas) -> None:
    """Flasks and tubes on a bench, an atom above them."""
    p = c.palette
    c.background(mix(p.sky_top, p.paper, 0.55), p.paper)
    for angle in (0, 60, 120):
        orbit = c.tilted_ellipse(800, 300, 250, 90, angle)
        c.line(orbit, mix(p.mid, p.near, 0.5), 8)
        c.circle(*c.random.choice(orbit), 20, p.accent)
    c.circle(800, 300, 40, p.second)
    c.rectangle(0, 800, WIDTH, 200, mix(p.near, p.dark, 0.3))
    c.rectangle(0, 800, WIDTH, 20, mix(p.near, p.paper, 0.3))
    glass = mix(p.sky_top, p.paper, 0.6)
    for x, colour in ((190, p.accent), (1180, p.mid)):
        c.rectangle(x + 76, 470, 68, 150, glass)
        c.polygon([(x + 76, 600), (x + 144, 600), (x + 230, 800), (x - 10, 800)], glass)
        c.polygon([(x + 52, 660), (x + 168, 660), (x + 226, 796), (x - 6, 796)], colour)
        c.rectangle(x + 64, 456, 92, 20, mix(glass, p.dark, 0.25), 10)
        for _ in range(5):
            c.circle(
                x + c.random.randint(70, 150),
                c.random.randint(680, 780),
                c.random.randint(6, 13),
                mix(colour, p.paper, 0.5),
            )
    for tube in range(5):
        x, level = 560 + tube * 100, c.random.randint(610, 700)
        c.rectangle(x, 540, 50, 240, glass, 25)
        c.rectangle(x, level, 50, 780 - level, (p.second, p.near, p.accent, p.mid, p.second)[tube], 25)
    c.rectangle(520, 640, 530, 26, mix("#b98149", p.dark, 0.15), 6)
    c.rectangle(540, 780, 490, 24, mix("#b98149", p.dark, 0.15), 6)


def workshop(c: Canvas) -> None:
    """Gears and tools on a workshop wall."""
    p = c.palette
    c.background(mix(p.far, p.paper, 0.35), mix(p.far, p.paper, 0.1))
    c.rectangle(0, 820, WIDTH, 180, mix("#a8744a", p.dark, 0.25))
    c.rectangle(0, 820, WIDTH, 22, mix("#a8744a", p.paper, 0.25))
    turn = c.random.uniform(0, 1)
    _gear(c, 520, 480, 250, p.near, turn)
    _gear(c, 890, 330, 150, p.accent, turn + 0.3)
    _gear(c, 860, 660, 120, p.second, turn + 0.7)
    steel, x = mix(p.paper, p.dark, 0.45), 1180
    c.line([(x, 300), (x, 700)], steel, 46)
    c.circle(x, 260, 78, steel)
    c.polygon([(x - 30, 150), (x + 30, 150), (x + 26, 270), (x - 26, 270)], mix(p.far, p.paper, 0.3))
    c.circle(x, 735, 50, steel)
    c.circle(x, 735, 22, mix(p.far, p.paper, 0.15))
    c.rectangle(1366, 190, 28, 330, steel, 8)
    c.rectangle(1340, 500, 80, 230, p.accent, 26)
    c.rectangle(1352, 540, 12, 150, mix(p.accent, p.paper, 0.4), 6)


def _gear(c: Canvas, x: float, y: float, radius: float, colour: str, turn: float) -> None:
    teeth = max(10, round(radius / 14))
    for tooth in range(teeth):
        a = math.tau * tooth / teeth + turn
        half = math.tau / teeth / 4
        c.polygon(
            [
                (x + r * math.cos(a + h), y + r * math.sin(a + h))
                for r, h in (
                    (radius * 0.9, -half),
                    (radius * 1.13, -half * 0.7),
                    (radius * 1.13, half * 0.7),
                    (radius * 0.9, half),
                )
            ],
            colour,
        )
    c.circle(x, y, radius, colour)
    c.circle(x, y, radius * 0.72, mix(colour, c.palette.paper, 0.22))
    c.circle(x, y, radius * 0.26, mix(c.palette.far, c.palette.paper, 0.25))
