"""What the tools of a page and its printed sheet need."""

from functools import lru_cache
from urllib.parse import urljoin

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

from cms.pages.models import BasePage

register = template.Library()

# Of a title's letters; "SỞ GD&ĐT VÂN KHÊ TỔ CHỨC HỘI NGHỊ năm 2026" is still one in capitals.
CAPITALS = 0.7
# The standard has eight ways to mix a code and any of them can be read. Trying all takes ten times as long.
QR_MASK = 4


@register.filter
def in_capitals(text: str) -> bool:
    """Whether `text` is written in capital letters, wholly or for the most part."""
    letters = [character for character in text if character.isalpha()]
    return sum(character.isupper() for character in letters) > CAPITALS * len(letters)


@register.filter
def permanent_address(page: BasePage) -> str:
    """Return the permanent address of a page with its host, '' for a page that has no address yet."""
    return urljoin(page.full_url, page.permalink) if page.full_url and page.permalink else ""


@register.simple_tag
@lru_cache(maxsize=1024)
def qr_code(address: str) -> SafeString:
    """Return the QR code of `address` (level M: a seventh may be lost) as inline SVG, without any style of its own."""
    code = segno.make_qr(address, error="m", mask=QR_MASK, boost_error=False)
    return mark_safe(code.svg_inline(omitsize=True, svgclass="print-address__code", lineclass=None))
