"""The words of a body, taken from its stored form: no picture and no document is fetched for them.

Upstream: `get_searchable_content` of Wagtail's blocks wants values for which the pictures of each page are read, and
gives the names of choices and "None" for a text that is missing as well.
"""

from collections.abc import Iterator

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.rich_text import get_text_for_indexing

# Fields of blocks that no reader sees.
UNSEEN = {"old_address"}


def words_of(stream: blocks.StreamValue) -> str:
    """Return the text of the stream in the order of its blocks."""
    children = stream.stream_block.child_blocks
    return " ".join(text for item in stream.raw_data for text in words_of_block(children[item["type"]], item["value"]))


def words_of_block(block: blocks.Block, value) -> Iterator[str]:
    """Yield every text in the stored `value` of `block`."""
    if not value:
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if name not in UNSEEN:
                yield from words_of_block(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            content = item["value"] if block._item_is_in_block_format(item) else item
            yield from words_of_block(block.child_block, content)
    elif isinstance(block, TableBlock):
        yield from (str(text) for text in [value.get("table_caption"), *block.get_searchable_content(value)] if text)
    elif isinstance(block, blocks.RichTextBlock):
        yield get_text_for_indexing(value)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        yield value
