"""Images and documents. Each lies in the collection of the department that owns it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from cms.media.validators import DocumentContentValidator


def is_new(file: FieldFile) -> bool:
    """Whether there is a file that is not in the storage yet."""
    return bool(file) and not file._committed


class CustomImage(AbstractImage):
    """A picture. `description` (Wagtail's) is the default alternative text."""

    credit = models.CharField(_("credit"), max_length=150, blank=True, help_text=_("Who took or drew it."))

    # What readers see of a picture: part of the content of every page that uses it.
    public_fields = (
        "file_hash",
        "description",
        "credit",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args, **kwargs):
        # Upstream: the admin's forms alone note size and hash, and a reader's GET would write what is missing.
        if is_new(self.file):
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


class CustomDocument(AbstractDocument):
    """A file to download, of a listed kind whose content is what its name says."""

    # What readers see of a file: part of the content of every page that uses it.
    public_fields = ("file_hash", "title")
    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        super().clean()
        if is_new(self.file):
            try:
                DocumentContentValidator()(self.file)
            except ValidationError as error:
                # Upstream: the screen for many files refuses a file for an error at this field alone.
                raise ValidationError({"file": error}) from error

    def save(self, *args, **kwargs):
        if is_new(self.file):
            self._set_document_file_metadata()
        super().save(*args, **kwargs)
