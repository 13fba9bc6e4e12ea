"""What a line of an article is, as far as its words say: shared by Word files and by the importer of old pages."""

import re

from cms.text.folding import fold

LONGEST_CAPTION = 300
LONGEST_HEADING = 150
LONGEST_SUMMARY = 500

LIST_MARKER = re.compile(r"[-–—+*•►▶·]|\(?[0-9]{1,2}[.)]|[a-zđ][.)]|[IVX]{1,5}\.", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?:;…,][\"”’»)\]]*$")


def is_list_item(text: str) -> bool:
    return bool(LIST_MARKER.match(text))


def ends_a_sentence(text: str) -> bool:
    return bool(SENTENCE_END.search(text))


def may_lead(text: str) -> bool:
    """Whether a paragraph that opens an article can be its summary."""
    return len(text) <= LONGEST_SUMMARY and not is_list_item(text) and not text.endswith(":") and not text.isupper()


def is_heading_in_capitals(text: str) -> bool:
    """Whether a line is a heading by its capitals alone; the line below it must be text."""
    return text.isupper() and len(text) <= LONGEST_HEADING and len(fold(text).split()) > 1
