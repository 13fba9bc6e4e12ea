"""Words in stored content of any shape: revisions, log entries, rows. What is found is written over.

No model is asked what is a text: what is no text for people stays as it is, by its key or its shape.
"""

import json
import re
from collections.abc import Iterable

from cms.editorial.words_in_html import Words, in_attributes

# Kinds and ids of blocks, addresses in the tree, choices.
KEYS = """
    content_type embedtype format id level linktype live locale path pk severity slug translation_key type url_path
    wagtail_version
"""
NO_TEXT = frozenset(KEYS.split())
TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S*)?")
HAS_TAG = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")


def scrub(value, passages: Iterable[str], mark: str) -> tuple[object, int]:
    """Return stored content (of a revision, a log entry, a row) with `mark` for every passage, and how many.

    Texts that are JSON in themselves are looked into. Longer passages go first: one may be part of another.
    """
    words = [Words(passage) for passage in sorted(passages, key=len, reverse=True)]
    return _scrubbed(value, words, mark)


def _scrubbed(value, words: list[Words], mark: str) -> tuple[object, int]:
    if isinstance(value, str):
        return _scrubbed_text(value, words, mark)
    if isinstance(value, dict):
        done = {
            key: (item, 0) if key in NO_TEXT and not isinstance(item, (dict, list)) else _scrubbed(item, words, mark)
            for key, item in value.items()
        }
        return {key: item for key, (item, _count) in done.items()}, sum(count for _item, count in done.values())
    if isinstance(value, list):
        found = [_scrubbed(item, words, mark) for item in value]
        return [item for item, _count in found], sum(count for _item, count in found)
    return value, 0


def _scrubbed_text(text: str, words: list[Words], mark: str) -> tuple[str, int]:
    if TIME.fullmatch(text):
        return text, 0
    if text[:1] in ("[", "{"):
        try:
            inner = json.loads(text)
        except (ValueError, RecursionError):
            inner = None
        if isinstance(inner, (dict, list)):
            inner, count = _scrubbed(inner, words, mark)
            return (json.dumps(inner, ensure_ascii=False), count) if count else (text, 0)
    total = 0
    is_html = bool(HAS_TAG.search(text))
    for each in words:
        if is_html:
            text, count = _scrubbed_attributes(text, each, mark)
            total += count
        text, count = each.replaced(text, mark, is_html)
        total += count
    return text, total


def _scrubbed_attributes(text: str, words: Words, mark: str) -> tuple[str, int]:
    total = 0

    def change(value: str) -> str:
        nonlocal total
        value, count = words.replaced(value, mark, is_html=False)
        total += count
        return value

    changed = in_attributes(text, change)
    return (changed, total) if total else (text, 0)
