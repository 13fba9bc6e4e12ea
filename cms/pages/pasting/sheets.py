"""What the style sheet on a clipboard says: fonts, outline levels and the kinds of numbers of lists."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bs4 import Tag

COMMENT_MARK = re.compile(r"<!--|-->")
LIST_LEVEL = re.compile(r"@list\s+(l\d+):level(\d)", re.IGNORECASE)
SELECTOR = re.compile(r"([a-z0-9]*)(?:\.([\w-]+))?", re.IGNORECASE)
FONT = re.compile(r"(?<![\w-])font-family\s*:\s*([^;]+)", re.IGNORECASE)
OUTLINE = re.compile(r"mso-outline-level\s*:\s*(\d)", re.IGNORECASE)
BULLET = re.compile(r"mso-level-number-format\s*:\s*(?:bullet|image)", re.IGNORECASE)


@dataclass
class Sheet:
    """Declarations by element and class, such as ("p", "MsoNormal"); and the levels of lists that have bullets."""

    declarations: dict[tuple[str, str], str] = field(default_factory=dict)
    bullets: set[tuple[str, str]] = field(default_factory=set)

    def font_of(self, tag: Tag) -> str:
        """Return the first font that `tag` itself asks for, '' where it takes that of its surroundings."""
        if found := FONT.search(style_of(tag)):
            return _first_name(found[1])
        if face := tag.get("face"):
            return _first_name(str(face))
        found = next((found for words in self._declared(tag) if (found := FONT.search(words))), None)
        return _first_name(found[1]) if found else ""

    def outline_level(self, tag: Tag) -> int | None:
        """Return the level at which the outline of a Word document has `tag`, None for running text."""
        places = (style_of(tag), *self._declared(tag))
        level = next((int(found[1]) for words in places if (found := OUTLINE.search(words))), None)
        return level if level and level <= 6 else None

    def _declared(self, tag: Tag) -> Iterable[str]:
        """What is declared for `tag`, the nearest first."""
        classes = [name for name in tag.get_attribute_list("class") if name]
        keys = [*((tag.name, name) for name in classes), *(("", name) for name in classes), (tag.name, "")]
        return (self.declarations[key] for key in keys if key in self.declarations)


def read_sheets(sheets: Iterable[str]) -> Sheet:
    """Return what the style sheets say; nothing raises."""
    sheet = Sheet()
    for text in sheets:
        for rule in COMMENT_MARK.sub("", text).split("}"):
            selectors, _brace, words = rule.partition("{")
            if level := LIST_LEVEL.search(selectors):
                if BULLET.search(words):
                    sheet.bullets.add((level[1].lower(), level[2]))
                continue
            for selector in selectors.rpartition("*/")[2].split(","):
                if (found := SELECTOR.fullmatch(selector.strip())) and any(found.groups()):
                    key = (found[1].lower(), found[2] or "")
                    sheet.declarations[key] = f"{words};{sheet.declarations.get(key, '')}"
    return sheet


def style_of(tag: Tag) -> str:
    return str(tag.get("style") or "")


def _first_name(fonts: str) -> str:
    return fonts.partition(",")[0].strip().strip("'\"").strip()
