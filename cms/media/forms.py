"""The forms of the admin for images and documents."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.media import arrival


class ArrivingImageField(WagtailImageField):
    """Takes a picture as cms.media.arrival remakes it, whatever its name says of it."""

    def to_python(self, data):
        if data in self.empty_values:
            return super().to_python(data)
        try:
            picture = arrival.prepare(data).content
        except arrival.Refused as refusal:
            raise ValidationError(str(refusal), code="invalid_image") from refusal
        return super().to_python(SimpleUploadedFile(picture.name, picture.read()))


class GuardedFileForm:
    """Mixed in before Wagtail's forms: says kindly beforehand what the model refuses (cms.media.guarded)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Upstream: the upload screen's second step leaves the file out, which a field declared on a form ignores.
        if self.instance.pk or "file" in (self._meta.exclude or ()):
            self.fields.pop("file", None)
        if self.instance.pk:
            self.fields["title"].help_text = self._help()

    def clean(self):
        cleaned = super().clean()
        changed = [name for name in self.instance.public_fields if name in self.changed_data]
        if self.instance.is_public and changed:
            self.add_error(
                None,
                _("This file is on a public page. Readers would see a change of: %(fields)s.")
                % {"fields": ", ".join(dict.fromkeys(self._label(name) for name in changed))},
            )
        return cleaned

    def _help(self) -> str:
        if self.instance.is_public:
            return _(
                "This file is on a public page: only its collection and tags can change. To show something else, upload"
                " a new file and put it into the page."
            )
        return _("A file is never replaced: upload the new one and put it into the page.")

    def _label(self, name: str) -> str:
        return _("Focal point") if name.startswith("focal_point") else str(self.fields[name].label)


class ImageForm(GuardedFileForm, BaseImageForm):
    file = ArrivingImageField(label=gettext_lazy("File"), widget=BaseImageForm.Meta.widgets["file"])


class DocumentForm(GuardedFileForm, BaseDocumentForm):
    pass
