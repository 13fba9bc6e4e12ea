"""The ticker, for base.html."""

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from newsroom.ticker import Ticker, ticker_at

register = template.Library()


@register.simple_tag
def ticker() -> Ticker:
    """Return what is current now, in the language of the page."""
    return ticker_at(timezone.now(), get_language())
