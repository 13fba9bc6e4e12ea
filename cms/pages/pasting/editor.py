"""What the editor's pages load so that a paste keeps what it can."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext


def script() -> SafeString:
    """Return script, words and styles, for Wagtail's hook insert_editor_js (it has none for styles)."""
    settings = {"url": reverse("paste"), "words": _words()}
    parts = format_html(
        '<link rel="stylesheet" href="{}"><script type="module" src="{}"></script>',
        static("css/admin/paste.css"),
        static("js/admin/paste.js"),
    )
    return json_script(settings, "portal-paste") + parts


def _words() -> dict[str, str]:
    return {
        "working": gettext("Reading what you pasted…"),
        "undo": gettext("Undo the paste"),
        "undone": gettext("The paste was undone."),
        "undoEdited": gettext("You have edited what you pasted. Undo it with your edits?"),
        "undoAnyway": gettext("Undo with my edits"),
        "keep": gettext("Keep it"),
        "close": gettext("Close"),
        "addPictures": gettext("Add the pictures"),
        "nothing": gettext("There are no words in what you copied."),
        "unformatted": gettext("Formatting could not be read, so the words were pasted without it."),
        "oldTitle": gettext("This text is written in an old font"),
        "oldHelp": gettext(
            "It was typed for %(encoding)s fonts (.VnTime, VNI-Times…), which computers and telephones no longer show. "
            "Compare, then choose."
        ),
        "before": gettext("As it was copied"),
        "after": gettext("Converted to Unicode"),
        "convert": gettext("Convert and paste"),
        "asItIs": gettext("Paste as it is"),
        "cancel": gettext("Do not paste"),
    }
