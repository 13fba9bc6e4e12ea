"""Dates as Vietnamese readers write them, in the time of Viet Nam."""

import datetime
from zoneinfo import ZoneInfo

VIETNAM_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def format_date(value: datetime.date) -> str:
    """Return a date as "Thứ Tư, 20/11/2019"; of an aware datetime, the date it has in Viet Nam.

    Raises ValueError for a datetime without a time zone, whose date in Viet Nam nobody can know.
    """
    if isinstance(value, datetime.datetime):
        value = _in_vietnam(value)
    return f"{WEEKDAYS[value.weekday()]}, {value.day:02d}/{value.month:02d}/{value.year:04d}"


def format_datetime(value: datetime.datetime) -> str:
    """Return an aware datetime as "Thứ Tư, 20/11/2019 13:43" in the time of Viet Nam.

    Raises ValueError for a datetime without a time zone.
    """
    local = _in_vietnam(value)
    return f"{format_date(local)} {local.hour:02d}:{local.minute:02d}"


def _in_vietnam(value: datetime.datetime) -> datetime.datetime:
    if value.tzinfo is None:
        raise ValueError("a datetime without a time zone has no place in Vietnamese time")
    return value.astimezone(VIETNAM_TIME)
