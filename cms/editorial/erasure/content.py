"""What an erasure makes of the stored content of a page: passages written over, files taken out."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from cms.editorial import wording
from cms.text.slugs import slugify

# Stands where personal data stood, in every language: the words of the page were Vietnamese when it was asked for.
MARK = "[đã xóa]"
GONE = object()


@dataclass
class Eraser:
    """What is to go: passages of text, and ids of images and documents. `texts` and `files` count what went."""

    passages: list[str]
    images: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    texts: int = 0
    files: int = 0

    @property
    def count(self) -> int:
        return self.texts + self.files

    def scrubbed(self, value):
        """Return any stored value without the passages."""
        value, count = wording.scrub(value, self.passages, MARK)
        self.texts += count
        return value

    def of_page(self, model, content: dict) -> dict:
        """Return the serialised content of a page of `model` without passages and files, still fit for its fields."""
        content = self._without_files(model, self.scrubbed(content))
        for each in model._meta.concrete_fields:
            value = content.get(each.name)
            if isinstance(each, models.CharField) and isinstance(value, str) and each.max_length:
                content[each.name] = value[: each.max_length]
        return content

    def _without_files(self, model, content: dict) -> dict:
        if not (self.images or self.documents):
            return content
        content = {**content}
        for each in model._meta.concrete_fields:
            if each.name in content:
                content[each.name] = self._field(each, content[each.name])
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            rows = content.get(name) or []
            content[name] = [row for row in rows if not self._shows_file(relation.related_model, row)]
        return content

    def _shows_file(self, model, row: dict) -> bool:
        gone = any(self._is_gone(each.related_model, row.get(each.name)) for each in _keys(model))
        self.files += gone
        return gone

    def _field(self, each, value):
        if isinstance(each, StreamField):
            items = json.loads(value) if isinstance(value, str) and value else value
            kept = self._children(each.stream_block, items or [])
            return json.dumps(kept, ensure_ascii=False) if kept != items else value
        if isinstance(each, models.ForeignKey) and self._is_gone(each.related_model, value):
            self.files += 1
            return None
        return self._rich_text(value) if isinstance(each, RichTextField) and value else value

    def _is_gone(self, model, pk) -> bool:
        ids = {get_image_model(): self.images, get_document_model(): self.documents}.get(model, ())
        return pk in ids

    # Blocks: the stored value without the files, GONE for a block that showed nothing else.

    def _children(self, block, items: Iterable[dict]) -> list:
        kept = []
        for item in items:
            child = block.child_blocks.get(item.get("type"))
            value = self._block(child, item["value"]) if child else item["value"]
            if value is not GONE:
                kept.append({**item, "value": value})
        return kept

    def _block(self, block, value):
        if not value:
            return value
        if isinstance(block, (ImageChooserBlock, DocumentChooserBlock)):
            return self._chooser(block, value)
        if isinstance(block, blocks.StreamBlock):
            return self._children(block, value)
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, value)
        if isinstance(block, blocks.ListBlock):
            return self._list(block, value)
        return self._rich_text(value) if isinstance(block, blocks.RichTextBlock) else value

    def _chooser(self, block, value):
        gone = value in (self.images if isinstance(block, ImageChooserBlock) else self.documents)
        self.files += gone
        return GONE if gone else value

    def _struct(self, block, value: dict):
        """A struct is about its first field: without that file nothing of it stays. Other files it does without."""
        first = next(iter(block.child_blocks), None)
        kept = {}
        for name, item in value.items():
            child = block.child_blocks.get(name)
            done = self._block(child, item) if child else item
            if done is GONE and (name == first or isinstance(child, blocks.ListBlock)):
                return GONE
            kept[name] = None if done is GONE else done
        return kept

    def _list(self, block, items: list):
        kept = []
        for item in items:
            is_block = block._item_is_in_block_format(item)
            value = self._block(block.child_block, item["value"] if is_block else item)
            if value is not GONE:
                kept.append({**item, "value": value} if is_block else value)
        return kept if kept or not items else GONE

    def _rich_text(self, text: str) -> str:
        for kind, ids in (("document", self.documents), ("image", self.images)):
            for pk in ids:
                has = rf"""(?=[^<>]*\b(?:linktype|embedtype)="{kind}")(?=[^<>]*\bid="{pk}")"""
                text, links = re.subn(rf"<a\b{has}[^<>]*>(.*?)</a>", r"\1", text, flags=re.DOTALL)
                text, embeds = re.subn(rf"<embed\b{has}[^<>]*/?>(?:</embed>)?", "", text)
                self.files += links + embeds
        return text


def _keys(model) -> list:
    return [each for each in model._meta.concrete_fields if isinstance(each, models.ForeignKey)]


def stands_in_slug(passages: Iterable[str], slug: str) -> bool:
    """Whether an address says one of the passages: "lo-van-an" in "em-lo-van-an-doat-giai"."""
    return any(f"-{said}-" in f"-{slug}-" for said in map(_slug, passages) if said)


def _slug(passage: str) -> str:
    return slugify(passage, max_length=len(passage) * 2)
