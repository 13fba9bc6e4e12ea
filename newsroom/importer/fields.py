"""The line between title and text: views, time and poster, in the two grammars that the old portals write.

Labelled: "Số lượt xem496;Thời gian20.11.2019-13:43;Người đăngQuản trị-Phòng …", on one line or on several.
Plain: "09.10.2020 14:29730 đã xem", which is 14:29 and 730 views.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cms.text.dates import VIETNAM_TIME

from .articles import Unreadable
from .lines import Line

MOMENT = re.compile(
    r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})"
    r"(?:[\s,–-]*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?)?"
)
# A label is glued to its value. "Người đăng ký …" is somebody who enrols and no label.
LABEL = re.compile(r"(?P<views>(?:Số )?lượt xem)|(?P<time>Thời gian)|(?P<poster>Người đăng(?!\s*k[ýí]))", re.IGNORECASE)
VIEWS = re.compile(r"\d{1,3}(?:\.\d{3}){1,3}|\d{1,10}")
SEEN = re.compile(r"(?:đã|lượt) xem$", re.IGNORECASE)
LONGEST_POSTER = 300
MOST_VIEWS = 2**31 - 1  # what the database's integer holds


@dataclass(frozen=True)
class Fields:
    """What the line says. `length` is the number of lines it takes.

    `is_sure` is false for a date and nothing else, which may as well be a line of the text.
    """

    shown_at: datetime
    views: int | None
    poster: str
    length: int
    is_sure: bool


def find_fields(lines: Sequence[Line]) -> tuple[int, Fields]:
    """Return the index of the line with the page's fields, and the fields.

    Raises Unreadable where there are none, where a date, a time or a number is impossible, and where they are
    there twice: two articles in one file cannot be told apart.
    """
    found = []
    index = 0
    while index < len(lines):
        fields = _fields_at(lines, index)
        if fields:
            found.append((index, fields))
        index += fields.length if fields else 1
    sure = [(index, fields) for index, fields in found if fields.is_sure]
    if len(sure) > 1:
        second = lines[sure[1][0]].number
        raise Unreadable(second, _("A second article begins here; save each page in a file of its own."))
    if found:
        return (sure or found)[0]
    raise Unreadable(lines[0].number, _("No line with the date was found, such as “09.10.2020 14:29” under the title."))


def _fields_at(lines: Sequence[Line], index: int) -> Fields | None:
    labelled, length = _labelled_at(lines, index)
    if len(labelled) > 1 or (set(labelled) == {"time"} and MOMENT.fullmatch(labelled["time"])):
        return _labelled_fields(lines[index].number, labelled, length)
    return _plain_fields(lines[index])


def _labelled_at(lines: Sequence[Line], index: int) -> tuple[dict[str, str], int]:
    """Collect labelled values from `index` on, over as many lines as begin with a label not seen yet."""
    values: dict[str, str] = {}
    length = 0
    for line in lines[index:]:
        labels = list(LABEL.finditer(line.text))
        if not labels or labels[0].start() > 0 or values.keys() & {label.lastgroup for label in labels}:
            break
        ends = [label.start() for label in labels[1:]] + [len(line.text)]
        for label, end in zip(labels, ends, strict=True):
            values[label.lastgroup] = line.text[label.end() : end].strip(" :;")
        length += 1
    return values, length


def _labelled_fields(number: int, labelled: dict[str, str], length: int) -> Fields:
    moment = MOMENT.fullmatch(labelled.get("time", ""))
    if not moment:
        raise Unreadable(number, _("The date was not understood; it is written as 20.11.2019-13:43."))
    if len(labelled.get("poster", "")) > LONGEST_POSTER:
        raise Unreadable(number, _("The poster is longer than %(length)s characters.") % {"length": LONGEST_POSTER})
    return Fields(
        shown_at=_moment(number, moment),
        views=_views(number, labelled.get("views", "")),
        poster=labelled.get("poster", ""),
        length=length,
        is_sure=len(labelled) > 1,
    )


def _plain_fields(line: Line) -> Fields | None:
    moment = MOMENT.match(line.text)
    if not moment:
        return None
    rest = line.text[moment.end() :].strip(" ,;|–-")
    if rest and not SEEN.search(rest):
        return None
    views = _views(line.number, SEEN.sub("", rest).strip())
    is_sure = bool(moment["hour"] or rest)
    return Fields(_moment(line.number, moment), views, poster="", length=1, is_sure=is_sure)


def _moment(number: int, match: re.Match[str]) -> datetime:
    parts = [int(match[name] or 0) for name in ("year", "month", "day", "hour", "minute")]
    try:
        return datetime(*parts, tzinfo=VIETNAM_TIME)
    except ValueError as error:
        raise Unreadable(number, _("“%(moment)s” is no possible date and time.") % {"moment": match.group()}) from error


def _views(number: int, text: str) -> int | None:
    if not text:
        return None
    if not VIEWS.fullmatch(text) or int(text.replace(".", "")) > MOST_VIEWS:
        raise Unreadable(number, _("“%(views)s” is no number of views.") % {"views": text[:40]})
    return int(text.replace(".", ""))
