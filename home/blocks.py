"""The blocks a front page is composed of. Each has icon, label, description, preview and a template.

What a block shows is gathered for all blocks of a page at once (home.front_page), so the templates draw `content` and
never the value of the block: values would read their pictures and pages block by block.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from home import examples
from home.addresses import validate_address

# Where a block stands: beside each other in two columns, or across the page.
MAIN, SIDE, WIDE = "main", "side", "wide"

# Drawn by components/icon.html.
ICONS = [
    ("service", _("Public services")),
    ("document", _("Papers")),
    ("calendar", _("Calendar")),
    ("score", _("Results")),
    ("school", _("School")),
    ("search", _("Search")),
    ("people", _("People")),
    ("phone", _("Telephone")),
    ("mail", _("Letter")),
    ("place", _("Place")),
    ("info", _("Information")),
    ("announcement", _("Announcement")),
]


class FrontBlock(blocks.StructBlock):
    """Abstract. Upstream: a block's preview knows nothing of the page; here it draws an example."""

    def get_preview_context(self, value, parent_context=None):
        return {**(parent_context or {}), "content": examples.EXAMPLES[self.name], "key": self.name}

    class Meta:
        column = MAIN


def _count(default: int, label, most: int = 10):
    return blocks.IntegerBlock(default=default, min_value=1, max_value=most, label=label)


class LeadBlock(FrontBlock):
    story = blocks.PageChooserBlock(
        "newsroom.NewsPage",
        required=False,
        label=_("Lead story"),
        help_text=_("Leave empty for the newest article. One that is taken down gives way to the newest by itself."),
    )
    latest = blocks.IntegerBlock(
        default=6,
        min_value=0,
        max_value=12,
        label=_("Articles below it"),
        help_text=_("The newest, from all sections."),
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Lead story and latest news")
        description = _("One large article, and the newest below it")
        template = "home/blocks/lead.html"
        preview_value = {"latest": 2}


class SectionsBlock(FrontBlock):
    sections = blocks.ListBlock(
        blocks.PageChooserBlock("newsroom.NewsIndexPage", label=_("News section")),
        default=[],
        max_num=8,
        label=_("Sections"),
        help_text=_("Leave empty for the first four sections that have news."),
    )

    class Meta:
        icon = "folder-open-inverse"
        label = _("News by section")
        description = _("The three newest articles of each section")
        template = "home/blocks/sections.html"
        preview_value = {"sections": []}
        column = WIDE


class AnnouncementsBlock(FrontBlock):
    count = _count(5, _("How many"))

    class Meta:
        icon = "warning"
        label = _("Announcements")
        description = _("The newest announcements")
        template = "home/blocks/announcements.html"
        preview_value = {"count": 5}
        column = SIDE


class EventsBlock(FrontBlock):
    count = _count(5, _("How many"))

    class Meta:
        icon = "calendar-alt"
        label = _("Upcoming events")
        description = _("What takes place now and next")
        template = "home/blocks/events.html"
        preview_value = {"count": 5}
        column = SIDE


class MostReadBlock(FrontBlock):
    count = _count(5, _("How many"))

    class Meta:
        icon = "list-ol"
        label = _("Most read")
        description = _("The articles that citizens read most")
        template = "home/blocks/most_read.html"
        preview_value = {"count": 5}
        column = SIDE


def _address(label, *, required: bool = True):
    return blocks.CharBlock(
        required=required,
        max_length=500,
        validators=[validate_address],
        label=label,
        help_text=_("Begins with https:// (or / for a page of this portal)."),
    )


class QuickLinkBlock(blocks.StructBlock):
    icon = blocks.ChoiceBlock(choices=ICONS, default="service", label=_("Icon"))
    label = blocks.CharBlock(max_length=60, label=_("Label"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    address = _address(_("or address"), required=False)

    class Meta:
        icon = "link"
        label = _("Quick link")
        form_layout = ["label", "icon", "page", "address"]

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["address"]):
            message = ValidationError(_("Choose a page, or write an address: one of the two."))
            raise blocks.StructBlockValidationError({"page": message})
        return value


class QuickLinksBlock(FrontBlock):
    title = blocks.CharBlock(required=False, max_length=100, label=_("Title"))
    links = blocks.ListBlock(QuickLinkBlock(), min_num=1, max_num=12, label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Quick links")
        description = _("What citizens come for most: public services, documents, calendar, results")
        template = "home/blocks/quick_links.html"
        preview_value = {"links": [{"icon": "service", "label": "Dịch vụ công", "address": "https://dvc.example/"}]}
        column = WIDE


class BannerBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        max_length=120, label=_("Name of the agency"), help_text=_("Shown without a picture, and said in place of one.")
    )
    address = _address(_("Address"))
    image = ImageChooserBlock(required=False, label=_("Image"))

    class Meta:
        icon = "site"
        label = _("Banner")


class BannersBlock(FrontBlock):
    title = blocks.CharBlock(required=False, max_length=100, label=_("Title"))
    banners = blocks.ListBlock(BannerBlock(), min_num=1, max_num=12, label=_("Banners"))

    class Meta:
        icon = "site"
        label = _("Other agencies")
        description = _("Banners that lead to other agencies")
        template = "home/blocks/banners.html"
        preview_value = {"banners": [{"name": "Cổng Dịch vụ công", "address": "https://dvc.example/"}]}
        column = WIDE


class StripPictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("Alternative text"),
        help_text=_("What the picture shows, for those who do not see it."),
    )
    caption = blocks.CharBlock(required=False, max_length=200, label=_("Caption"))
    page = blocks.PageChooserBlock(
        required=False, label=_("Leads to"), help_text=_("Leave empty to lead to the full picture.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")


class PhotoStripBlock(FrontBlock):
    title = blocks.CharBlock(required=False, max_length=100, label=_("Title"))
    pictures = blocks.ListBlock(StripPictureBlock(), min_num=2, max_num=12, label=_("Photos"))

    class Meta:
        icon = "image"
        label = _("Photo strip")
        description = _("Pictures in a row, each leading to an article or to the full picture")
        template = "home/blocks/photo_strip.html"
        preview_value = {"pictures": []}
        column = WIDE


FRONT_BLOCKS = [
    ("lead", LeadBlock()),
    ("sections", SectionsBlock()),
    ("announcements", AnnouncementsBlock()),
    ("events", EventsBlock()),
    ("most_read", MostReadBlock()),
    ("quick_links", QuickLinksBlock()),
    ("banners", BannersBlock()),
    ("photo_strip", PhotoStripBlock()),
]
# Each once: a second list would show what the first shows.
FRONT_BLOCK_COUNTS = {name: {"max_num": 1} for name, _block in FRONT_BLOCKS} | {
    name: {"max_num": 2} for name in ("quick_links", "banners", "photo_strip")
}
# What a front page shows that nobody has composed.
DEFAULT = ("lead", "announcements", "events", "sections", "most_read")
