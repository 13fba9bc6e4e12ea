"""The words of a body, taken from its stored form: no picture and no document is fetched for them.

Upstream: `get_searchable_content` of Wagtail's blocks wants values for which the pictures of each page are read, and
gives the names of choices and "None" for a text that is missing as well.
"""

from collections.abc import Iterator

from wagtail import blocks
from wagtail.rich_text import get_text_for_indexing

from cms.pages.leaves import HTML, TABLE, leaves_of_block


def words_of(stream: blocks.StreamValue) -> str:
    """Return the text of the stream in the order of its blocks."""
    children = stream.stream_block.child_blocks
    return " ".join(text for item in stream.raw_data for text in words_of_block(children[item["type"]], item["value"]))


def words_of_block(block: blocks.Block, value) -> Iterator[str]:
    """Yield every text in the stored `value` of `block`."""
    for leaf in leaves_of_block(block, value):
        if leaf.kind == TABLE:
            yield from (cell for row in leaf.value for cell in row if cell)
        else:
            yield get_text_for_indexing(leaf.value) if leaf.kind == HTML else leaf.value
