"""The texts of a page one by one, each with where it stands in words: what warnings look through and point at.

Taken from the stored form of the page in memory: no picture, page or document is read for it, and a draft that was
never saved has the same texts as a stored one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from cms.editorial.content_hash import BOOKKEEPING

# Fields and members of blocks that no reader sees, or that are no text of the page: its address.
LEFT_ALONE = BOOKKEEPING | {"slug", "old_address", "imported_poster", COMMENTS_RELATION_NAME}

TEXT, HTML, TABLE = "text", "html", "table"


@dataclass(frozen=True)
class Leaf:
    """One text. `kind` says what `value` is: TEXT, HTML (rich text as stored) or TABLE (a list of rows of cells).

    `field` is the name of the page's field or relation, `number` that of the block or row in it, counted from 1 (0 in
    a plain field), `block` the type of that block. `place` says it in words for people.
    """

    field: str
    number: int
    place: str
    kind: str
    value: Any
    block: str = ""


NOWHERE = Leaf("", 0, "", TEXT, "")


def leaves_of(page) -> Iterator[Leaf]:
    """Yield the texts of `page` that are not empty, in the order of its fields; rows of its own last."""
    yield from _of_fields(page, "", 0)
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name not in LEFT_ALONE:
            for number, row in enumerate(getattr(page, name).all(), start=1):
                yield from _of_fields(row, name, number)


def _of_fields(instance, relation: str, number: int) -> Iterator[Leaf]:
    for field in instance._meta.concrete_fields:
        if field.name in LEFT_ALONE or field.is_relation or field.choices:
            continue
        name, label = relation or field.name, capfirst(str(field.verbose_name))
        if relation:
            label = _("%(what)s %(number)d") % {"what": capfirst(str(instance._meta.verbose_name)), "number": number}
        blank = Leaf(name, number, label, TEXT, "")
        value = getattr(instance, field.attname)
        if isinstance(field, StreamField):
            yield from _of_stream(field.stream_block, value.get_prep_value() if value else [], blank)
        elif isinstance(field, (models.CharField, models.TextField)) and isinstance(value, str) and value.strip():
            yield replace(blank, kind=HTML if isinstance(field, RichTextField) else TEXT, value=value)


def _of_stream(stream: blocks.StreamBlock, items: list, of: Leaf) -> Iterator[Leaf]:
    for number, item in enumerate(items, start=1):
        child = stream.child_blocks.get(item["type"])
        if child:
            words = {"field": of.place, "number": number, "block": capfirst(str(child.label))}
            place = _("%(field)s, block %(number)d (%(block)s)") % words
            yield from leaves_of_block(child, item["value"], Leaf(of.field, number, place, TEXT, "", item["type"]))


def leaves_of_block(block: blocks.Block, value, of: Leaf = NOWHERE) -> Iterator[Leaf]:
    """Yield the texts in the stored `value` of `block`, each as standing where `of` says."""
    if not value:
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if name not in LEFT_ALONE:
                yield from leaves_of_block(child, value.get(name), of)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            content = item["value"] if block._item_is_in_block_format(item) else item
            yield from leaves_of_block(block.child_block, content, of)
    elif isinstance(block, blocks.StreamBlock):
        for item in value:
            yield from leaves_of_block(block.child_blocks[item["type"]], item["value"], of)
    elif isinstance(block, TableBlock):
        yield from _of_table(value, of)
    elif isinstance(block, (blocks.RichTextBlock, blocks.RawHTMLBlock)):
        yield replace(of, kind=HTML, value=value)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)) and isinstance(value, str):
        yield replace(of, value=value)


def _of_table(value: dict, of: Leaf) -> Iterator[Leaf]:
    if value.get("table_caption"):
        yield replace(of, value=value["table_caption"])
    rows = [["" if cell is None else str(cell) for cell in row] for row in value.get("data") or []]
    if any(cell.strip() for row in rows for cell in row):
        yield replace(of, kind=TABLE, value=rows)
