"""The image form of the admin."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class WholeImageField(WagtailImageField):
    """Refuses a picture that cannot be read to its end.

    Upstream: Wagtail reads the head of the file alone. One that was cut off in transfer is accepted, or stops the
    upload with an error of the image library, and fails where it is to be shown.
    """

    def check_image_file_format(self, f):
        super().check_image_file_format(f)
        try:
            with Image.open(f) as picture:
                picture.load()
        except Image.DecompressionBombError:
            # Too many pixels: the next check says so.
            pass
        except Exception as error:
            # Pillow's readers raise whatever their format's parser raises.
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        finally:
            f.seek(0)


class ImageForm(BaseImageForm):
    file = WholeImageField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])
