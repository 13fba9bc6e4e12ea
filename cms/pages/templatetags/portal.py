"""Dates and numbers as readers of the page's language expect them."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from cms.text import dates, numbers

register = template.Library()


@register.filter
def long_datetime(value: datetime.datetime | None) -> str:
    """Return "Thứ Tư, 20/11/2019 13:43"; in English "Wednesday, 20 November 2019 13:43"; '' for None."""
    if not value:
        return ""
    if get_language() == "vi":
        return dates.format_datetime(value)
    return date_format(timezone.localtime(value), "l, j F Y H:i")


@register.filter
def long_date(value: datetime.datetime | datetime.date | None) -> str:
    """Return "Thứ Tư, 20/11/2019"; in English "Wednesday, 20 November 2019"; '' for None."""
    if not value:
        return ""
    day = timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value
    return dates.format_date(day) if get_language() == "vi" else date_format(day, "l, j F Y")


@register.filter
def dotted(value: int | None) -> str:
    """Return "1.234.567"; in English "1,234,567"; '' for None."""
    if value is None:
        return ""
    return numbers.dotted(value) if get_language() == "vi" else f"{value:,}"
