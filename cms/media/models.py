"""Images and documents. Each lies in the collection of the department that owns it."""

import uuid
from functools import partial

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page

from cms.media.guarded import GuardedFile
from cms.media.processing import ReadersFilter
from cms.media.validators import DocumentContentValidator
from cms.operations.admin_search.fields import FoldedInIndex

# How many digits of the file's hash stand in its address.
HASH_DIGITS = 12


def is_new(file: FieldFile) -> bool:
    """Whether there is a file that is not in the storage yet."""
    return bool(file) and not file._committed


def is_whole(filter_spec: str) -> bool:
    """Whether a rendition of this kind is the whole original, which readers are never shown."""
    return filter_spec.startswith("original")


def document_upload_to(document: "CustomDocument", filename: str) -> str:
    """Return the name under which a document is stored: an address that will never mean another content."""
    # Upstream: the upload screen's second step stores the file before it asks for the hash.
    return f"documents/{(document.file_hash or uuid.uuid4().hex)[:HASH_DIGITS]}/{filename}"


class CustomImage(FoldedInIndex, GuardedFile, AbstractImage):
    """A picture. `description` (Wagtail's) is the default alternative text."""

    # The title stands in where a template asks for words and there is no description; the focal point moves the crop.
    public_fields = (
        "file_hash",
        "title",
        "description",
        "credit",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    credit = models.CharField(_("credit"), max_length=150, blank=True, help_text=_("Who took or drew it."))

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args, **kwargs):
        # Upstream: the admin's forms alone note size and hash, and a reader's GET would write what is missing.
        if is_new(self.file):
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    def create_rendition(self, filter):
        rendition = super().create_rendition(filter)
        self._put_in_place()
        return rendition

    def create_renditions(self, *filters):
        made = super().create_renditions(*filters)
        if len(filters) < 2:
            return made
        self._put_in_place()
        # Upstream: rows made in one go come back without their ids, which the address of a private one needs.
        stored = self.renditions.filter(filter_spec__in=[filter.spec for filter in filters])
        found = {(rendition.filter_spec, rendition.focal_point_key): rendition for rendition in stored}
        return {filter: found[filter.spec, filter.get_cache_key(self)] for filter in made}

    def generate_rendition_file(self, filter, *, source=None):
        return super().generate_rendition_file(ReadersFilter(filter.spec), source=source)

    def _put_in_place(self) -> None:
        from cms.media import publicity

        transaction.on_commit(partial(publicity.put_in_place, images={self.pk}), robust=True)


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: any size of a public image, but not the whole original."""
        return self.image.is_public and not is_whole(self.filter_spec)

    @property
    def url(self) -> str:
        # Without a row it is the stand-in for a picture that is lost.
        if self.is_public or self.pk is None:
            return self.file.url
        return reverse("private_rendition", args=[self.pk])

    def get_upload_to(self, filename):
        return f"images/{self.image.file_hash[:HASH_DIGITS]}/{self.file.field.storage.get_valid_name(filename)}"


class CustomDocument(FoldedInIndex, GuardedFile, AbstractDocument):
    """A file to download, of a listed kind whose content is what its name says."""

    public_fields = ("file_hash", "title")

    file = models.FileField(_("file"), upload_to=document_upload_to)

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

    @property
    def url(self) -> str:
        return self.file.url if self.is_public else super().url


class PublicUse(models.Model):
    """One public page that shows one file; without a page, the whole site does. Kept by cms.media.publicity alone."""

    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    image = models.ForeignKey(CustomImage, null=True, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(CustomDocument, null=True, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "image"], name="public_use_of_image"),
            models.UniqueConstraint(fields=["page", "document"], name="public_use_of_document"),
            models.UniqueConstraint(
                fields=["image"], condition=models.Q(page=None), name="public_use_of_image_by_the_site"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(page=None), name="public_use_of_document_by_the_site"
            ),
            models.CheckConstraint(
                condition=models.Q(image=None, document__isnull=False) | models.Q(image__isnull=False, document=None),
                name="public_use_of_one_file",
            ),
        ]

    def __str__(self):
        return f"{self.page or '–'}: {self.image or self.document}"


class DocumentWords(models.Model):
    """What is written inside a document, as it was read last. Kept by cms.media.words.keeping alone.

    No reader sees it: it is looked through for what must not become public unnoticed. It goes with its document.
    """

    class State(models.TextChoices):
        READ = "read"
        WORDLESS = "wordless"
        LOCKED = "locked"
        UNREADABLE = "unreadable"

    document = models.OneToOneField(CustomDocument, on_delete=models.CASCADE, primary_key=True, related_name="words")
    state = models.CharField(max_length=10, choices=State.choices)
    # As in cms.media.words.reading.Reading.
    parts = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    is_partial = models.BooleanField(default=False)
    # Which version of the reader it was: what an older one read is read again.
    reader = models.PositiveSmallIntegerField(db_index=True)
    read_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.document_id}: {self.get_state_display()}"
