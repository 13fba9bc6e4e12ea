"""What the public pages wear is used, and what their templates name is defined."""

import re
from pathlib import Path

import pytest

from cms.operations.joining import CSS_COMMENT, CSS_IMPORT
from cms.settings.env import BASE_DIR

STYLES, SCRIPTS, TEMPLATES = BASE_DIR / "static" / "css", BASE_DIR / "static" / "js", BASE_DIR / "templates"
PARTS = [STYLES / part for part, _medium in CSS_IMPORT.findall((STYLES / "site.css").read_text())]
# What only editors see.
ADMIN = (
    "wagtail",
    "editorial",
    "accounts",
    "media",
    "development",
    "guide",
    "newsroom/migration",
    "pages/",
    "search/admin",
)
READERS_HELP = "pages/reading_help.html"
# Made in Python: the code of a printed page, Wagtail's cells of a table and wrappers of blocks.
MADE_IN_PYTHON = {"print-address__code", "htCenter", "htRight", "htMiddle", "block-paragraph", "block-heading"}
# Parts that need no looks of their own where they stand.
WITHOUT_LOOKS = {
    "banners__item",
    "contact__department",
    "facet__list",
    "page-header__title",
    "photo-strip__figure",
    "photo-strip__item",
    "picks__list",
    "quick-links__item",
    "topic__intro",
}

CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
IN_SCRIPT = re.compile(r"""["'`]([\w -]+)["'`]""")
ATTRIBUTE = re.compile(r'\b(?:class|css)="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"', re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def bare(css: str) -> str:
    return re.sub(r'url\([^)]*\)|"[^"]*"', "", CSS_COMMENT.sub("", css))


def public_templates() -> list[Path]:
    found = [path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.html")]
    return [TEMPLATES / path for path in found if str(path) == READERS_HELP or not str(path).startswith(ADMIN)]


def defined() -> set[str]:
    selectors = " ".join(text for part in PARTS for text in re.findall(r"[^{}]+(?=\{)", bare(part.read_text())))
    return set(CLASS.findall(selectors))


def named() -> set[str]:
    """Return the classes that public templates name; `block--{{ … }}` counts as the beginning of one, with its `--`."""
    found = set()
    for path in public_templates():
        for value in ATTRIBUTE.findall(path.read_text()):
            found |= set(TAG.sub("\0", value.replace("{% endif %}", " ")).replace("\0 ", " ").split())
    return {word.split("\0")[-1] if not word.endswith("\0") else word.rstrip("\0") + "*" for word in found} - {"", "*"}


def in_scripts() -> set[str]:
    return {
        word
        for path in SCRIPTS.glob("*.js")
        for text in IN_SCRIPT.findall(path.read_text())
        for word in text.replace(".", " ").split()
    }


def test_every_class_that_is_styled_occurs():
    names = named()
    beginnings = tuple(name[:-1] for name in names if name.endswith("*"))
    unused = {
        name
        for name in defined() - names - in_scripts() - MADE_IN_PYTHON
        if not (beginnings and name.startswith(beginnings))
    }
    assert unused == set()


def test_every_part_and_variant_that_a_template_names_is_styled():
    """A block itself may need no looks; its `block__part` and `block--variant` are named to be styled."""
    named_for_looks = {name for name in named() if ("__" in name or "--" in name) and not name.endswith("*")}
    assert named_for_looks - defined() == WITHOUT_LOOKS


def test_every_part_belongs_to_the_site():
    assert {*STYLES.glob("components/*.css")} <= set(PARTS)


def test_every_token_is_used_and_every_used_one_is_given():
    text = "".join(bare(part.read_text()) for part in PARTS)
    given, used = set(re.findall(r"(--[\w-]+):", text)), set(re.findall(r"var\((--[\w-]+)", text))
    assert given == used


def test_every_icon_is_drawn_somewhere():
    icons = set(re.findall(r'name == "([\w-]+)"', (TEMPLATES / "components" / "icon.html").read_text()))
    source = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    source += "".join(
        path.read_text() for folder in ("home", "cms/pages") for path in (BASE_DIR / folder).rglob("*.py")
    )
    asked = set(re.findall(r'name="([\w-]+)" only', source)) | set(re.findall(r'"([a-z]+)"', source))
    assert icons - asked == set()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_what_moves_asks_the_reader_first(part):
    """`--duration` is 0 where the device asks for reduced motion (WCAG 2.3.3)."""
    for property, value in re.findall(r"(transition|animation)[\w-]*:\s*([^;]+);", bare(part.read_text())):
        assert "var(--duration)" in value or property == "animation-name" or value == "none", (property, value)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_colours_are_tokens(part):
    if part.name not in {"tokens.css", "print.css"}:
        assert re.findall(r"#[0-9a-f]{3,8}\b", bare(part.read_text())) == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_nothing_is_forced(part):
    assert "!important" not in bare(part.read_text())
