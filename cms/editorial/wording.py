"""Where a wording stands in a page, and how it is put right: in fields, blocks, rich text and the rows of the page.

`find` and `replace` work on a page in memory; `scrub` on stored content of any shape, which it leaves readable.
`elsewhere` tells where else the wording stands: other packages say so through `register`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.html import format_html
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from cms.editorial.content_hash import BOOKKEEPING
from cms.editorial.stored_words import scrub
from cms.editorial.words_in_html import Words
from cms.text.nfc import nfc

__all__ = ["Elsewhere", "Place", "elsewhere", "find", "register", "replace", "scrub"]

# What is seen of a text around the wording, in letters on each side.
AROUND = 60
# Of a page: not words but its address, notes that stand for ever, and comments among editors.
LEFT_ALONE = {"slug", "old_address", "imported_poster"}
ROWS_LEFT_ALONE = {"corrections", COMMENTS_RELATION_NAME}


@dataclass(frozen=True)
class Place:
    """A text of a page that holds the wording: `count` times; `excerpt` shows the first, from `start` to `end`."""

    field: str
    label: str
    excerpt: str
    count: int
    start: int = 0
    end: int = 0

    @property
    def marked(self):
        """The excerpt as HTML, with the wording marked."""
        before, found, after = self.excerpt[: self.start], self.excerpt[self.start : self.end], self.excerpt[self.end :]
        return format_html("{}<mark>{}</mark>{}", before, found, after)


@dataclass(frozen=True)
class _Text:
    """One text of a page: where it stands, and whether it is HTML."""

    field: str
    label: str
    is_html: bool


Change = Callable[[str, _Text], str]


def find(page, wording: str, *, rows: bool = True) -> list[Place]:
    """Return where `wording` stands in what readers see of `page`, in the order of its fields.

    Without `rows` what stands in rows of their own is left out, and the database is not asked.
    """
    words = Words(wording)
    places = []

    def look(text: str, where: _Text) -> str:
        hits = words.hits(text, where.is_html)
        if hits:
            places.append(_place(where, hits))
        return text

    _visit(page, look, rows=rows)
    return places


def replace(page, old: str, new: str) -> int:
    """Put `new` for `old` in `page`, in memory; return how many times. Blocks keep their ids."""
    words, by, total = Words(old), nfc(new), 0

    def change(text: str, where: _Text) -> str:
        nonlocal total
        changed, count = words.replaced(text, by, where.is_html)
        total += count
        return changed

    _visit(page, change)
    return total


def _place(where: _Text, hits: list) -> Place:
    hit = hits[0]
    begin, finish = max(0, hit.start - AROUND), min(len(hit.text), hit.end + AROUND)
    before = _readable(hit.text[begin : hit.start], "…" if begin else "")
    found = _readable(hit.text[hit.start : hit.end])
    after = _readable(hit.text[hit.end : finish], end="…" if finish < len(hit.text) else "")
    start = len(before)
    return Place(where.field, where.label, before + found + after, len(hits), start, start + len(found))


def _readable(text: str, begin: str = "", end: str = "") -> str:
    return begin + re.sub("[\\s\ud800]+", " ", text) + end


def _visit(page, change: Change, rows: bool = True) -> None:
    """Hand every text of `page` that readers see to `change`, and keep what comes back where it differs."""
    for field in page._meta.concrete_fields:
        if field.name not in BOOKKEEPING | LEFT_ALONE:
            _visit_field(page, field, change)
    for relation in get_all_child_relations(page) if rows else ():
        name = relation.get_accessor_name()
        if name not in ROWS_LEFT_ALONE:
            _visit_rows(page, name, change)


def _visit_rows(page, name: str, change: Change) -> None:
    manager = getattr(page, name)
    rows = list(manager.all())
    changed = [_visit_row(row, name, change) for row in rows]
    if any(changed):
        manager.set(rows)


def _visit_row(row, name: str, change: Change) -> bool:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and not field.is_relation]
    return any([_visit_field(row, field, change, row._meta.verbose_name, name) for field in fields])


def _visit_field(instance, field, change: Change, of=None, name: str = "") -> bool:
    """Change one field; return whether it differs now."""
    label = capfirst(f"{of}: {field.verbose_name}" if of else str(field.verbose_name))
    if isinstance(field, StreamField):
        return _visit_stream(instance, field, label, change)
    value = getattr(instance, field.attname)
    if not _holds_words(field) or not isinstance(value, str) or not value:
        return False
    changed = change(value, _Text(name or field.name, label, isinstance(field, RichTextField)))
    if changed != value:
        setattr(instance, field.attname, changed)
    return changed != value


def _holds_words(field) -> bool:
    kinds, others = (models.CharField, models.TextField), (models.URLField, models.SlugField)
    return isinstance(field, kinds) and not isinstance(field, others) and not field.choices


def _visit_stream(instance, field, label: str, change: Change) -> bool:
    stream = getattr(instance, field.attname)
    stored = stream.get_prep_value() if stream else []
    where = _Text(field.name, label, False)
    changed = _visit_children(field.stream_block, stored, where, change)
    if changed != stored:
        setattr(instance, field.attname, field.stream_block.to_python(changed))
    return changed != stored


def _visit_children(block, items: list, where: _Text, change: Change) -> list:
    visited = []
    for item in items:
        child = block.child_blocks.get(item["type"])
        within = _Text(where.field, f"{where.label} › {capfirst(str(child.label))}", False) if child else where
        visited.append({**item, "value": _visit_block(child, item["value"], within, change)} if child else item)
    return visited


def _visit_block(block, value, where: _Text, change: Change):
    """Return the stored `value` of `block` with its texts changed; the same shape, ids and order."""
    if not value:
        return value
    if isinstance(block, blocks.StreamBlock):
        return _visit_children(block, value, where, change)
    if isinstance(block, blocks.StructBlock):
        return {name: _visit_member(block, name, item, where, change) for name, item in value.items()}
    if isinstance(block, blocks.ListBlock):
        return [_visit_item(block, item, where, change) for item in value]
    if isinstance(block, TableBlock):
        return _visit_table(value, where, change)
    is_html = isinstance(block, (blocks.RichTextBlock, blocks.RawHTMLBlock))
    if is_html or isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        return change(value, _Text(where.field, where.label, is_html)) if isinstance(value, str) else value
    return value


def _visit_member(block, name: str, value, where: _Text, change: Change):
    child = block.child_blocks.get(name)
    if child is None or name in LEFT_ALONE:
        return value
    within = _Text(where.field, f"{where.label} › {capfirst(str(child.label))}", False)
    return _visit_block(child, value, within, change)


def _visit_item(block, item, where: _Text, change: Change):
    if block._item_is_in_block_format(item):
        return {**item, "value": _visit_block(block.child_block, item["value"], where, change)}
    return _visit_block(block.child_block, item, where, change)


def _visit_table(value: dict, where: _Text, change: Change) -> dict:
    def cell(text):
        return change(text, where) if isinstance(text, str) and text else text

    visited = {**value}
    if "data" in value:
        visited["data"] = [[cell(text) for text in row] for row in value["data"] or []]
    if value.get("table_caption"):
        visited["table_caption"] = cell(value["table_caption"])
    return visited


# Where else it stands.


@dataclass(frozen=True)
class Elsewhere:
    """A place outside the page: what it is, how it is called, and the address at which it is changed ('' without)."""

    kind: str
    title: str
    address: str
    excerpt: str = ""


# How many places are told of at most, each way of looking.
AT_MOST = 20

_lookers: list[Callable[[object, str, object], list[Elsewhere]]] = []


def register(looker: Callable[[object, str, object], list[Elsewhere]]) -> None:
    """Have `looker(page, wording, user)` tell where else the wording stands; what the user may not see is left out."""
    if looker not in _lookers:
        _lookers.append(looker)


def elsewhere(page, wording: str, user) -> list[Elsewhere]:
    """Return where else `wording` stands, as far as `user` may know: files, translations, other pages, addresses."""
    if not wording.strip():
        return []
    return [place for looker in _lookers for place in looker(page, wording, user)[:AT_MOST]]
