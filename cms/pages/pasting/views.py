"""Answers the editor's script: what was pasted, as blocks ready to be put into the body. Nothing is stored."""

import json
from collections import Counter
from html import escape
from http import HTTPStatus
from uuid import uuid4

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext, ngettext
from django.views import View
from wagtail.blocks import StreamBlock

from cms.pages.blocks import BODY_BLOCKS
from cms.pages.composing.words import useful_alt_text

from .pasted import Pasted, read_line, read_pasted

# Letters of HTML. Fifty pages of Word are some 800 000; what is longer goes in as a file.
LONGEST = 2_000_000
# What takes some seconds to read. Fifty pages of Word have some 30 000.
MOST_TAGS = 60_000
MOST_BLOCKS = 500


class PasteView(View):
    """POST {"html", "text"} for blocks, {"html", "text", "line": true} for a field of one line."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.content_type != "application/json":
            # A form's body was read by others before, and cannot be read again.
            return _refusal(gettext("What was pasted could not be read."))
        try:
            asked = json.loads(request.body)
        except RequestDataTooBig:
            return _too_long()
        except (ValueError, RecursionError):
            return _refusal(gettext("What was pasted could not be read."))
        html, text = (asked.get(name, "") for name in ("html", "text")) if isinstance(asked, dict) else (None, None)
        if not isinstance(html, str) or not isinstance(text, str):
            return _refusal(gettext("What was pasted could not be read."))
        if len(html) + len(text) > LONGEST:
            return _too_long()
        is_line = asked.get("line") is True
        html = html if is_line else html or _as_html(text)
        if html.count("<") > MOST_TAGS:
            return _too_long()
        return JsonResponse(_line(html, text) if is_line else _body(html))


def _line(html: str, text: str) -> dict:
    line = read_line(html, text)
    old = {"encoding": line.encoding, "before": line.text, "after": line.converted, "text": line.converted}
    return {"text": line.text, "old": old if line.encoding else None}


def _body(html: str) -> dict:
    pasted = read_pasted(html)
    answer = _states(pasted.blocks)
    answer["old"] = _old(pasted) if pasted.encoding else None
    return answer


def _old(pasted: Pasted) -> dict:
    return {
        "encoding": pasted.encoding,
        "before": pasted.before,
        "after": pasted.after,
        **_states(pasted.converted),
    }


def _states(blocks: list[tuple[str, object]]) -> dict:
    """Return the states that the editor's blocks start from, where pictures stood, and what is said of it all.

    A picture whose caption came along is a block that awaits the picture. Of any other only the place is known:
    behind how many blocks it stood.
    """
    stream, pictures = [], []
    for block_type, value in blocks[:MOST_BLOCKS]:
        if block_type != "picture":
            stream.append({"type": block_type, "value": value})
            continue
        pictures.append({"behind": len(stream), "has_block": bool(value["caption"])})
        if value["caption"]:
            words = {"caption": value["caption"], "alt_text": useful_alt_text(value["alt_text"])}
            stream.append({"type": "image", "value": words})
    block = StreamBlock(BODY_BLOCKS)
    with_ids = [{**item, "id": str(uuid4())} for item in stream]
    return {
        "blocks": block.get_form_state(block.to_python(with_ids)),
        "pictures": pictures,
        "said": _said(Counter(item["type"] for item in stream)),
        "said_of_pictures": _said_of_pictures(len(pictures)),
        "cut": gettext("The end was left out: that was too much for one paste.") if len(blocks) > MOST_BLOCKS else "",
    }


def _said(counts: Counter) -> str:
    """Return what was made of a paste, in words; '' where it is nothing but running text."""
    headings, tables = counts["heading"], counts["table"]
    parts = []
    if headings:
        parts.append(ngettext("%(count)d heading", "%(count)d headings", headings) % {"count": headings})
    if tables:
        parts.append(ngettext("%(count)d table", "%(count)d tables", tables) % {"count": tables})
    if not parts:
        return gettext("Pasted.")
    return gettext("Pasted, with %(what)s.") % {"what": ", ".join(parts)}


def _said_of_pictures(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "There was %(count)d picture in what you pasted. Pictures do not come along: choose its file on your computer.",
        "There were %(count)d pictures in what you pasted. Pictures do not come along: choose their files on your"
        " computer.",
        number,
    ) % {"count": number}


def _as_html(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _refusal(message: str, status: int = HTTPStatus.BAD_REQUEST) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)


def _too_long() -> JsonResponse:
    words = gettext("That is too long for one paste. Paste it in parts, or choose “Write from a Word file”.")
    return _refusal(words, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
