"""Telephone numbers as links."""

import re

from django import template

register = template.Library()

# What parts two numbers, or a number from an extension in words.
END = re.compile(r"[,;/]|\s[-–]\s|[^\W\d]")


@register.filter
def dial(number: str) -> str:
    """Return the first of the numbers written, as a telephone dials it: "0200 300 0555 – máy lẻ 2" is "02003000555"."""
    return re.sub(r"[^\d+]", "", END.split(number or "")[0])
