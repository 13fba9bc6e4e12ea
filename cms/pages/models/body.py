"""Pages with a summary, a cover, a body of blocks and attachments."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.guide.fields import guided
from cms.media.models import CustomDocument, CustomImage
from cms.pages.blocks import BODY_BLOCKS
from cms.pages.models.base import BasePage
from cms.pages.words import words_of


class PageAttachment(Orderable):
    """A document that belongs to a page, listed below its body in this order."""

    parent = ParentalKey(Page, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(CustomDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("document"))
    label = models.CharField(
        _("label"), max_length=200, blank=True, help_text=_("Leave empty to show the document's title.")
    )

    panels = [FieldPanel("document"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return self.label or self.document.title


class PageCorrection(Orderable):
    """A public note of what was wrong and was put right. Part of what is approved, like every row of a page."""

    parent = ParentalKey(Page, on_delete=models.CASCADE, related_name="corrections")
    note = models.TextField(_("note"), max_length=1000)
    noted_on = models.DateField(_("date"))

    class Meta(Orderable.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self):
        return self.note


@dataclass(frozen=True)
class ListedCover:
    """The cover of a page in a list: `image` (None without one) and its words."""

    image: CustomImage | None
    alt_text: str


class BodyPage(BasePage):
    """Abstract. A page that is read: title, summary, body, cover, attachments."""

    summary = models.TextField(
        _("summary"), max_length=600, blank=True, help_text=_("The lead paragraph (sapo): one to three sentences.")
    )
    cover = models.ForeignKey(
        CustomImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover image"),
        help_text=_("Without one the first picture of the text is taken."),
    )
    cover_alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_(
            "What the picture shows, for those who do not see it. Leave it empty only where the picture says nothing"
            " that the text does not say."
        ),
    )
    cover_caption = models.CharField(_("caption"), max_length=300, blank=True)
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("body"))

    listed_cover: ListedCover | None = None
    read_along = (*BasePage.read_along, "cover")
    relations_shown = (*BasePage.relations_shown, "attachments")

    cover_panel = MultiFieldPanel(
        [
            FieldPanel("cover"),
            FieldPanel("cover_alt", help_text=guided(cover_alt.help_text, "soan-tin#văn-bản-thay-thế")),
            FieldPanel("cover_caption"),
        ],
        heading=_("Cover image"),
    )
    body_panel = FieldPanel(
        "body",
        help_text=guided(
            _("The round plus sign adds a picture, a table, a heading or a file."), "soan-tin#5-chèn-ảnh-đề-mục-bảng"
        ),
    )
    first_panels = [*Page.content_panels, FieldPanel("summary"), body_panel, cover_panel]
    attachments_panel = InlinePanel("attachments", heading=_("Attachments"), label=_("Attachment"))
    content_panels = [
        *first_panels,
        MultiFieldPanel([*BasePage.more_panels, attachments_panel], heading=_("More"), classname="collapsed"),
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        abstract = True

    @cached_property
    def first_picture(self) -> dict | None:
        """The first image of the body as {"image", "alt_text", "caption"}, None without one."""
        for block in self.body:
            if block.block_type == "image" and block.value["image"]:
                return block.value
            if block.block_type == "gallery":
                for picture in block.value["images"]:
                    if picture["image"]:
                        return picture
        return None

    @property
    def cover_image(self) -> CustomImage | None:
        """The cover, else the first picture of the body. In lists it is read ahead (cms.pages.listing)."""
        if self.listed_cover is not None:
            return self.listed_cover.image
        return self.cover or (self.first_picture["image"] if self.first_picture else None)

    @property
    def cover_alt_text(self) -> str:
        """The words for the cover image; '' where it only adorns."""
        if self.listed_cover is not None:
            return self.listed_cover.alt_text
        if self.cover:
            return self.cover_alt or self.cover.description
        return (self.first_picture["alt_text"] or "") if self.first_picture else ""

    @property
    def files(self):
        """The attached files in their order, with their documents: one query."""
        return self.attachments.all().select_related("document")

    def search_text(self) -> str:
        return " ".join(filter(None, [super().search_text(), self.summary, words_of(self.body)]))
