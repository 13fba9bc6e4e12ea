"""The states in which each block of a body is shown, as the database holds them."""

from cms.media.models import CustomDocument
from cms.pages.blocks import BODY_BLOCKS
from cms.pages.development import samples as an

VIDEO = {"address": "https://www.youtube.com/watch?v=aaaaaaaaaaa", "title": an.LONG}


def bodies() -> dict[str, dict[str, str]]:
    """Return the HTML of each block's states by the block's name; the first state is that of its preview."""
    return {
        name: {
            state: block.render(block.to_python(value))
            for state, value in _states(name, block).items()
            if value is not None
        }
        for name, block in BODY_BLOCKS
    }


def _states(name: str, block) -> dict:
    picture = an.picture()
    pk = picture.pk if picture else None
    image = {"image": pk, "alt_text": "Học sinh", "caption": an.SUMMARY, "credit": "Lò Thị Mai", "old_address": ""}
    files = list(CustomDocument.objects.order_by("pk").values_list("pk", flat=True)[:2])
    further = {
        "paragraph": {"lists": f"<p>{an.SUMMARY}</p><ul><li>{an.SHORT}</li><li>{an.LONG}</li></ul>", "empty": ""},
        "heading": {
            "subheading": {"text": an.LONG, "level": "h3"},
            "in capitals": {"text": an.CAPITALS, "level": "h2"},
        },
        "image": {"picture": image, "awaited": image | {"image": None, "old_address": "/old.jpg"}},
        "gallery": {"pictures": {"title": "", "images": [{"type": "item", "value": image}] * 3}},
        "quote": {"nobody": {"text": an.LONG, "attribution": ""}},
        "table": {
            "wide": {
                "data": [[an.SHORT] * 8] * 3,
                "first_row_is_table_header": True,
                "first_col_is_header": True,
                "table_caption": an.LONG,
            }
        },
        "documents": {"two": {"title": "", "documents": files} if files else None},
        "video": {"poster": VIDEO | {"poster": pk}, "Vimeo": VIDEO | {"address": "https://vimeo.com/123456789"}},
        "notice": {
            level: {"level": level, "title": an.SHORT, "text": f"<p>{an.SUMMARY}</p>"}
            for level in ("warning", "success")
        }
        | {"without title": {"level": "info", "title": "", "text": f"<p>{an.SUMMARY}</p>"}},
    }
    return {"preview": _raw(block)} | further.get(name, {})


def _raw(block):
    """Return the preview's value in the form of the database."""
    return block.get_prep_value(block.normalize(block.meta.preview_value))
