"""Help beside one field: a sentence, and the way to the part of the guide that says more."""

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.guide import places


def _guided(text: str, part: str) -> SafeString:
    place = places.place_at(part)
    if place is None:
        return format_html("{}", text)
    link = format_html(
        '<a href="{}" target="_blank" rel="noopener" title="{}">{}</a>',
        place.address,
        _("Opens in a new tab"),
        _("See the guide"),
    )
    return format_html("{} {}", text, link)


# `guided(text, "soan-tin#ảnh")` is the help text of a panel (`FieldPanel(…, help_text=…)`), put together when it is
# shown: in the language of who looks, and without the link where the files of the guide are not.
guided = lazy(_guided, SafeString)
