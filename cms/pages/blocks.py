"""The blocks a body is made of. Each has icon, label, preview and a template in templates/blocks/."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.pages import foreign_passages, tables
from cms.pages.video import Video, parse_video

PARAGRAPH_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", *foreign_passages.FEATURES]


class ParagraphBlock(blocks.RichTextBlock):
    """Running text. It may be empty: a form opens with one empty paragraph, and a body is optional."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": PARAGRAPH_FEATURES, "required": False, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        description = _("Running text")
        template = "blocks/paragraph.html"
        preview_value = "<p>Sáng nay, các trường trong tỉnh khai giảng năm học mới.</p>"


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Text"), max_length=200)
    level = blocks.ChoiceBlock(choices=[("h2", _("Heading")), ("h3", _("Subheading"))], default="h2", label=_("Level"))

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading between paragraphs")
        template = "blocks/heading.html"
        preview_value = {"text": "Nhiệm vụ trọng tâm", "level": "h2"}
        form_layout = ["text", "level"]


class ImageBlock(blocks.StructBlock):
    """A picture, or the place of one: an imported article keeps the caption and the old address until it is found."""

    image = ImageChooserBlock(required=False, label=_("Image"))
    alt_text = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("Alternative text"),
        help_text=_(
            "What the picture shows, for those who do not see it. Leave it empty only where the picture says nothing"
            " that the text does not say."
        ),
    )
    caption = blocks.CharBlock(required=False, max_length=500, label=_("Caption"))
    credit = blocks.CharBlock(required=False, max_length=150, label=_("Credit"))
    old_address = blocks.CharBlock(
        required=False, max_length=1000, label=_("Address on the old portal"), help_text=_("Kept by the import.")
    )

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture with caption and credit")
        template = "blocks/image.html"
        preview_value = {"caption": "Học sinh Trường THCS Suối Mây trong giờ thực hành"}

    def clean(self, value):
        value = super().clean(value)
        if not value["image"] and not value["caption"] and not value["old_address"]:
            raise blocks.StructBlockValidationError({"image": ValidationError(_("Choose a picture."))})
        return value


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=200, label=_("Title"))
    images = blocks.ListBlock(ImageBlock(), min_num=2, label=_("Images"))

    class Meta:
        icon = "grip"
        label = _("Gallery")
        description = _("Several pictures side by side")
        template = "blocks/gallery.html"
        preview_value = {
            "title": "Hình ảnh hội thi",
            "images": [{"caption": "Phần thi khởi động"}, {"caption": "Trao giải"}],
        }


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    attribution = blocks.CharBlock(required=False, max_length=200, label=_("Who said it"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's words, set apart")
        template = "blocks/quote.html"
        preview_value = {"text": "Mỗi ngày đến trường là một niềm vui.", "attribution": "Cô giáo Lò Thị Mai"}


class PortalTableBlock(TableBlock):
    def get_table_options(self, table_options=None):
        return super().get_table_options(table_options) | {"contextMenu": tables.menu()}

    def value_from_form(self, value):
        return tables.sent(value)

    def clean(self, value):
        # Upstream says "Validation error in TableBlock", in no language but English.
        if value and not value.get("table_header_choice") and not self.is_deferred_validation:
            raise ValidationError(_("Say which cells are headers; “No headers” is an answer too."))
        return super().clean(value)

    def render(self, value, context=None):
        # Upstream shows the header as one row, out of which no merged cell can reach down.
        return super().render(value, {**(context or {}), **tables.for_readers(value)} if value else context)

    def get_comparison_class(self):
        return tables.TableComparison

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with headers")
        template = "blocks/table.html"
        preview_value = {
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": "Chỉ tiêu tuyển sinh",
            "data": [["Trường", "Chỉ tiêu"], ["THPT Suối Mây", "320"], ["THPT Đồi Thông", "280"]],
        }


class DocumentListBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=200, label=_("Title"))
    documents = blocks.ListBlock(DocumentChooserBlock(label=_("Document")), min_num=1, label=_("Documents"))

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Files to download")
        template = "blocks/documents.html"
        preview_value = {"title": "Văn bản kèm theo", "documents": []}


class VideoValue(blocks.StructValue):
    @cached_property
    def video(self) -> Video | None:
        return parse_video(self.get("address", ""))

    @property
    def provider(self) -> str:
        return self.video.provider if self.video else ""

    @property
    def embed_url(self) -> str:
        return self.video.embed_url if self.video else ""

    @property
    def watch_url(self) -> str:
        return self.video.watch_url if self.video else ""


class VideoBlock(blocks.StructBlock):
    address = blocks.URLBlock(label=_("Address"), help_text=_("A video on YouTube or Vimeo."))
    title = blocks.CharBlock(max_length=200, label=_("Title"))
    poster = ImageChooserBlock(required=False, label=_("Poster image"))

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video that loads when the reader asks for it")
        template = "blocks/video.html"
        value_class = VideoValue
        preview_value = {"address": "https://www.youtube.com/watch?v=aaaaaaaaaaa", "title": "Phóng sự khai giảng"}

    def clean(self, value):
        value = super().clean(value)
        if parse_video(value["address"]) is None:
            message = _("This is not the address of a video on YouTube or Vimeo.")
            raise blocks.StructBlockValidationError({"address": ValidationError(message)})
        return value


class NoticeBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        choices=[("info", _("Information")), ("warning", _("Warning")), ("success", _("Good news"))],
        default="info",
        label=_("Kind"),
    )
    title = blocks.CharBlock(required=False, max_length=200, label=_("Title"))
    text = blocks.RichTextBlock(features=["bold", "italic", "link", *foreign_passages.FEATURES], label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        description = _("A box that readers must not miss")
        template = "blocks/notice.html"
        preview_value = {"level": "info", "title": "Lưu ý", "text": "<p>Hồ sơ nhận đến 17 giờ ngày 30/11.</p>"}


BODY_BLOCKS = [
    ("paragraph", ParagraphBlock()),
    ("heading", HeadingBlock()),
    ("image", ImageBlock()),
    ("gallery", GalleryBlock()),
    ("quote", QuoteBlock()),
    ("table", PortalTableBlock(table_options={"language": "en-US", "mergeCells": True})),
    ("documents", DocumentListBlock()),
    ("video", VideoBlock()),
    ("notice", NoticeBlock()),
]
