"""What readers get of a picture: its pixels, in the colours every screen knows, and nothing that a camera noted."""

from PIL import ImageCms
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import Filter
from willow.image import AvifImageFile, Image
from willow.plugins.pillow import PillowImage

# Of libavif, 0 to 10. Measured on photographs 1080 wide at quality 50: nine times as fast as its default of 6, for 4 to
# 10 % more bytes.
AVIF_SPEED = 9


class ReadersPicture(PillowImage):
    @Image.operation
    def save_as_avif(self, f, quality: int = 50, lossless: bool = False, apply_optimizers: bool = True):
        # Upstream: Willow cannot be told the speed.
        self.image.save(f, "AVIF", quality=100 if lossless else quality, speed=AVIF_SPEED)
        return AvifImageFile(f)


class ForReaders(FilterOperation):
    """Changes colours to sRGB and leaves out what came with the pixels: place and time of a photograph, profiles."""

    def construct(self):
        pass

    def run(self, willow, image, env):
        try:
            picture = willow.transform_colorspace_to_srgb().image
        except ImageCms.PyCMSError:
            # A profile that cannot be read, or is not of this kind of picture.
            picture = willow.image
        if picture.mode.startswith("I"):
            # Upstream: the 16 bits of a scan are cut off at 255, which leaves white.
            picture = picture.convert("I").point(lambda value: value / 256).convert("L")
        if picture.mode not in ("L", "RGB", "RGBA"):
            picture = picture.convert("RGBA" if willow.has_alpha() else "RGB")
        picture.info = {}
        return ReadersPicture(picture)


class ReadersFilter(Filter):
    """Wagtail's filter, with `ForReaders` as its last operation. Upstream: a rendition keeps EXIF data and profile."""

    @property
    def filter_operations(self):
        return [*super().filter_operations, ForReaders("for_readers")]
