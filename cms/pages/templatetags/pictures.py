"""Pictures for readers: `{% responsive image "card" alt="…" %}`."""

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.shortcuts import get_rendition_or_not_found

from cms.media.models import CustomImage, CustomRendition
from cms.pages.renditions import USES, stored

register = template.Library()


@register.simple_tag
def responsive(
    image: CustomImage | None, use: str, alt: str = "", priority: bool = False, eager: bool = False, css: str = ""
) -> SafeString:
    """Return `image` as <picture> in the sizes of `use` (cms.pages.renditions.USES), '' without one.

    A use with a single file gives a plain <img>.

    `alt` are the words for those who do not see it, '' where it only adorns. `priority` is for the one picture that
    a reader waits for, `eager` for others that stand at the top of a page; all others load when they come near.
    `css` is the class of the <img>.

    Sizes that are not made yet are left out. Where the fallback is missing too it is made here, which takes part of a
    second: this happens to whoever previews the draft, and to a reader only where nobody has looked before and the
    worker (renditions.make_missing) has not come round.
    """
    if not image:
        return ""
    found = stored(image, use)
    *modern, last = found
    fallback = found[last][0] if found[last] else _make(image, USES[use].specs(image)[last][0])
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((kind, _srcset(found[kind]), USES[use].sizes) for kind in modern if found[kind]),
    )
    attributes = {
        "src": fallback.url,
        "width": fallback.width,
        "height": fallback.height,
        "alt": alt or "",
        "class": css or None,
        "loading": None if priority or eager else "lazy",
        "decoding": "async",
        "fetchpriority": "high" if priority else None,
    }
    shown = format_html("<img{}>", flatatt(attributes))
    return format_html("<picture>{}{}</picture>", sources, shown) if modern else shown


@register.simple_tag
def picture_address(image: CustomImage, use: str) -> str:
    """Return the address of `image` in `use`, of the file that every browser can show."""
    *_modern, renditions = stored(image, use).values()
    return (renditions[0] if renditions else _make(image, list(USES[use].specs(image).values())[-1][0])).url


def _srcset(renditions: list[CustomRendition]) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)


def _make(image: CustomImage, spec: str) -> CustomRendition:
    rendition = get_rendition_or_not_found(image, spec)
    image.renditions_read[spec] = rendition
    return rendition
