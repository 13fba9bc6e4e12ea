"""Every pair of colours that meets on a public page reaches WCAG 2.2 AA, in every scheme (1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[2] / "static" / "css"
BLOCK = re.compile(r"(?:@media ([^{]+)\{\s*)?(:root[^{]*)\{([^}]*)\}")
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6});")

GROUNDS = ("paper", "surface", "sunken")
WORDS = ("ink", "ink-soft", "brand", "link", "link-hover", "link-visited")
TEXT = [
    *(
        (text, ground)
        for text in ("ink", "ink-soft", "brand", "link", "link-hover", "link-visited")
        for ground in GROUNDS
    ),
    *((state, f"{state}-fill") for state in ("info", "warning", "success", "urgent")),
    *(("ink", f"{state}-fill") for state in ("info", "warning", "success", "urgent")),
    *(("link", f"{state}-fill") for state in ("info", "warning", "success")),
    *((text, ground) for text in ("on-brand", "on-brand-soft") for ground in ("brand-fill",)),
    ("on-brand", "brand-fill-hover"),
    ("on-focus", "focus"),
    ("on-stage", "stage"),
]
# Edges of controls, and marks that carry a meaning. The mark of focus is gold and ink: one of them always shows.
EDGES = [(edge, ground) for edge in ("line-control", "accent", "success") for ground in GROUNDS]

LIGHT, DARK, MORE, HIGH = "light", "dark", "more contrast", "high contrast by choice"


def schemes():
    """Return the colours of each scheme, the later declarations laid over the earlier as a browser does."""
    css = re.sub(r"/\*.*?\*/", "", (STYLES / "tokens.css").read_text(), flags=re.DOTALL)
    found = {name: {} for name in ((LIGHT,), (DARK,), (LIGHT, MORE), (DARK, MORE), (LIGHT, HIGH), (DARK, HIGH))}
    for media, selector, body in BLOCK.findall(css):
        colours = dict(COLOUR.findall(body))
        for name, scheme in found.items():
            wanted = [
                "dark" not in media or DARK in name,
                "prefers-contrast" not in media or MORE in name,
                "data-contrast" not in selector or HIGH in name,
            ]
            if all(wanted):
                scheme.update(colours)
    return found


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("scheme", "colours"), schemes().items(), ids=", ".join)
def test_text_can_be_read_and_controls_can_be_seen(scheme, colours):
    least = 4.5 if len(scheme) == 1 else 7
    pairs = [(pair, least) for pair in TEXT] + [(pair, 3) for pair in EDGES]
    ratios = {pair: (contrast(colours[pair[0]], colours[pair[1]]), wanted) for pair, wanted in pairs}
    assert {pair: round(ratio, 2) for pair, (ratio, wanted) in ratios.items() if ratio < wanted} == {}


@pytest.mark.parametrize(("scheme", "colours"), schemes().items(), ids=", ".join)
def test_the_mark_of_focus_shows_on_every_ground(scheme, colours):
    for ground in (*GROUNDS, "brand-fill", "urgent-fill", "info-fill", "warning-fill"):
        assert max(contrast(colours[mark], colours[ground]) for mark in ("focus", "on-focus")) >= 3


def test_both_ways_to_high_contrast_look_the_same():
    found = schemes()
    assert found[LIGHT, MORE] == found[LIGHT, HIGH]
    assert found[DARK, MORE] == found[DARK, HIGH]
