"""Pictures are told by their content, and stored upright, reduced and without what a camera noted."""

import io
import struct
import unicodedata
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageCms, PngImagePlugin
from wagtail.models import Collection

from cms.media import arrival
from cms.media.models import CustomImage
from tests.photographs import photograph

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F
SECRET = "Trường Tiểu học Suối Mây, nhà của em Lò Thị Chi"
KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "HEIF": "heic", "AVIF": "avif"}


def written(picture: Image.Image, kind: str, name: str = "anh", **options) -> ContentFile:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return ContentFile(buffer.getvalue(), name=name)


def halves(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Return a picture that is red on the left and blue on the right."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    return picture


def telling_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, SECRET
    exif.get_ifd(GPS).update({1: "N", 2: (21.0, 23.0, 5.0), 3: "E", 4: (103.0, 1.0, 7.0)})
    return exif


def opened(prepared: arrival.Prepared) -> Image.Image:
    picture = Image.open(io.BytesIO(prepared.content.read()))
    picture.load()
    return picture


def is_near(found: tuple, wanted: tuple, distance: int = 40) -> bool:
    return all(abs(one - other) <= distance for one, other in zip(found, wanted, strict=True))


def refusal_of(content: bytes, name: str = "anh.jpg") -> str:
    with pytest.raises(arrival.Refused) as refused:
        arrival.prepare(ContentFile(content, name=name))
    return str(refused.value)


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that says how large it is, and has nothing to show for it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_taken_whatever_its_name_says(kind):
    for name in (f"anh.{KINDS[kind]}", "anh.jpg", "anh.exe", "anh"):
        picture = opened(arrival.prepare(written(halves(), kind, name)))
        assert picture.format == ("PNG" if kind in ("PNG", "GIF") else "JPEG")
        assert picture.size == (60, 40)
        assert is_near(picture.convert("RGB").getpixel((10, 20)), (255, 0, 0))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_nothing_a_camera_noted_is_kept(kind):
    content = arrival.prepare(written(halves(), kind, exif=telling_exif())).content
    data = content.read()
    assert SECRET.encode() not in data
    assert b"Exif" not in data
    assert not Image.open(io.BytesIO(data)).getexif()


def test_comments_and_what_hangs_behind_the_pixels_are_gone():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET)
    jpeg = written(halves(), "JPEG", comment=SECRET, xmp=SECRET.encode()).read()
    png = written(halves(), "PNG", pnginfo=words).read()
    for data in (jpeg, png, jpeg + SECRET.encode()):
        assert SECRET.encode() in data
        assert SECRET.encode() not in arrival.prepare(ContentFile(data, name="anh.jpg")).content.read()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_stands_upright(kind, orientation):
    """Orientations 5 to 8 lie on their side: red is above or below then (EXIF 2.32, 4.6.4)."""
    picture = opened(arrival.prepare(written(halves(), kind, exif=telling_exif(orientation))))
    red = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}[orientation]
    width, height = picture.size
    assert (width, height) == ((60, 40) if orientation < 5 else (40, 60))
    place = {"left": (5, 20), "right": (width - 5, 20), "top": (20, 5), "bottom": (20, height - 5)}[red]
    assert is_near(picture.convert("RGB").getpixel(place), (255, 0, 0))


def test_telephone_picture_on_its_side_is_turned_once():
    lying = written(halves((400, 200)), "HEIF", exif=telling_exif(6))
    with Image.open(io.BytesIO(lying.read())) as sent:
        seen = sent.size
    lying.seek(0)
    assert opened(arrival.prepare(lying)).size == seen


@pytest.fixture
def small_limit(monkeypatch):
    """Pictures may be 256 pixels long, so that one does not cost seconds."""
    monkeypatch.setattr(arrival, "LONGEST_SIDE", 256)


@pytest.mark.parametrize("size", [(520, 260), (100, 512), (257, 8), (2500, 1250)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF"])
def test_large_picture_is_reduced_and_keeps_its_shape(small_limit, kind, size):
    picture = opened(arrival.prepare(written(halves(size), kind)))
    assert max(picture.size) == arrival.LONGEST_SIDE
    assert abs(picture.width / picture.height - size[0] / size[1]) / (size[0] / size[1]) < 0.06


def test_small_picture_is_not_made_larger_and_loses_nothing_again():
    sent = photograph(1, (800, 600))
    before = Image.open(io.BytesIO(sent.read())).convert("RGB")
    after = opened(arrival.prepare(sent)).convert("RGB")
    assert after.size == before.size
    assert max(abs(one - other) for one, other in zip(before.tobytes(), after.tobytes(), strict=True)) <= 6


def test_photograph_of_a_telephone_weighs_little_afterwards():
    prepared = arrival.prepare(photograph(2, (4032, 3024)))
    assert prepared.content.size < 2_500_000
    assert opened(prepared).size == (2560, 1920)


def test_same_file_sent_twice_gives_the_same_bytes():
    """Duplicates are found by the hash of what is stored."""
    first, second = (arrival.prepare(photograph(3, (900, 600))).content.read() for _ in range(2))
    assert first == second


def test_drawing_stays_without_loss_and_photograph_saved_as_png_does_not():
    assert opened(arrival.prepare(written(halves((900, 600)), "PNG"))).format == "PNG"
    grain = Image.effect_noise((1200, 900), 90).convert("RGB")
    assert opened(arrival.prepare(written(grain, "PNG"))).format == "JPEG"


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF", "AVIF"])
def test_what_can_be_seen_through_stays_so(kind):
    clear = halves().convert("RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 0), (0, 0, 20, 20))
    picture = opened(arrival.prepare(written(clear, kind)))
    assert picture.mode == "RGBA"
    assert picture.getpixel((5, 5))[3] < 20
    full = opened(arrival.prepare(written(halves().convert("RGBA"), kind)))
    assert full.mode == "RGB"


def test_first_frame_of_a_moving_picture_is_kept_and_said():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    for kind in ("GIF", "WEBP", "PNG", "AVIF"):
        prepared = arrival.prepare(written(frames[0], kind, save_all=True, append_images=frames[1:], duration=80))
        assert len(prepared.notes) == 1, kind
        picture = opened(prepared)
        assert not getattr(picture, "is_animated", False)
        assert is_near(picture.convert("RGB").getpixel((10, 10)), (255, 0, 0)), kind
    assert not arrival.prepare(written(frames[0], "GIF")).notes


def test_two_pictures_in_one_jpeg_are_no_film():
    sent = written(halves(), "MPO", save_all=True, append_images=[halves()])
    prepared = arrival.prepare(sent)
    assert not prepared.notes
    assert opened(prepared).format == "JPEG"


def test_colours_of_printing_become_colours_of_screens():
    inks = Image.new("CMYK", (30, 20), (0, 255, 255, 0))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for options in ({}, {"icc_profile": b"no profile"}, {"icc_profile": profile}):
        picture = opened(arrival.prepare(written(inks, "JPEG", **options)))
        assert picture.mode == "RGB"
        assert is_near(picture.getpixel((10, 10)), (255, 0, 0), 70)
        assert "icc_profile" not in picture.info


@pytest.mark.parametrize("size", [(60, 40), (520, 260)])
def test_profile_that_fits_is_kept_and_a_broken_one_is_not(small_limit, size):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP"):
        kept = opened(arrival.prepare(written(halves(size), kind, icc_profile=profile)))
        assert kept.info["icc_profile"] == profile, kind
    broken = opened(arrival.prepare(written(halves(size), "JPEG", icc_profile=b"x" * 200)))
    assert "icc_profile" not in broken.info
    grey = opened(arrival.prepare(written(halves(size).convert("L"), "JPEG", icc_profile=profile)))
    assert "icc_profile" not in grey.info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16"])
def test_scans_and_palettes_keep_their_light(mode):
    grey = Image.new("L", (40, 20), 200)
    picture = Image.new("I;16", (40, 20), 200 * 256) if mode == "I;16" else grey.convert(mode)
    if mode == "1":
        picture = Image.new("1", (40, 20), 1)
    found = opened(arrival.prepare(written(picture, "PNG"))).convert("L").getpixel((10, 10))
    assert abs(found - (255 if mode == "1" else 200)) < 6


def test_bombs_are_refused_before_they_are_unpacked():
    reasons = {
        refusal_of(png_header(*size), "anh.png") for size in ((60_000, 60_000), (9_000, 9_000), (14_000, 13_000))
    }
    assert len(reasons) == 1
    assert reasons != {refusal_of(png_header(90, 90))}


def test_file_that_is_too_large_or_empty_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    assert refusal_of(photograph(4, (400, 300)).read())
    assert refusal_of(b"")
    assert refusal_of(b"") != refusal_of(b"x" * 1001)


@pytest.mark.parametrize("kind", KINDS)
def test_picture_that_was_cut_off_is_refused_wherever_it_was_cut(kind):
    whole = written(Image.effect_noise((160, 120), 80).convert("RGB"), kind).read()
    for part in (0.02, 0.1, 0.5, 0.9):
        assert refusal_of(whole[: int(len(whole) * part)])


def test_rubbish_is_refused_and_never_an_error():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    tiff, bmp = written(halves(), "TIFF").read(), written(halves(), "BMP").read()
    heads = [written(halves(), kind).read()[:40] for kind in KINDS]
    for content in (
        b"khong phai anh",
        svg,
        b"%PDF-1.7",
        b"\0" * 5000,
        tiff,
        bmp,
        *heads,
        *(h + b"\xff" * 99 for h in heads),
    ):
        assert refusal_of(content)


@pytest.mark.django_db
def test_taken_picture_has_its_words_in_one_unicode_form(drafter, department):
    name = unicodedata.normalize("NFD", "C:\\Ảnh\\Lễ khai giảng.HEIC")
    image = arrival.take_picture(
        written(halves(), "HEIF", name),
        user=drafter,
        collection=department.collection,
        alt=unicodedata.normalize("NFD", "Học sinh chào cờ"),
        credit=unicodedata.normalize("NFD", "Lò Thị Đào"),
    )
    image.refresh_from_db()
    assert image.title == "Lễ khai giảng"
    assert (image.description, image.credit) == ("Học sinh chào cờ", "Lò Thị Đào")
    assert (image.width, image.height, image.uploaded_by_user) == (60, 40, drafter)
    assert image.file.name.endswith(".jpg")
    assert image.file_hash


@pytest.mark.django_db
def test_long_and_missing_words_fit_the_fields(home):
    root = Collection.get_first_root_node()
    sent = written(halves(), "PNG", "x" * 400 + ".png")
    image = arrival.take_picture(sent, user=None, collection=root, title="Đ" * 400, alt="a" * 999, credit="n" * 999)
    assert len(image.title) == 255
    nameless = arrival.take_picture(io.BytesIO(sent.read()), user=None, collection=root)
    assert nameless.title


@pytest.mark.django_db
def test_refused_picture_leaves_nothing_behind(home):
    with pytest.raises(arrival.Refused):
        arrival.take_picture(ContentFile(b"x", name="a.jpg"), user=None, collection=Collection.get_first_root_node())
    assert not CustomImage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["wagtailimages:add_multiple", "wagtailimages_chooser:create"])
def test_upload_screens_of_the_admin_take_a_telephone_picture_too(client, drafter, department, small_limit, view):
    client.force_login(drafter)
    sent = written(halves((400, 200)), "HEIF", exif=telling_exif())
    file = SimpleUploadedFile("IMG_2034.HEIC", sent.read(), content_type="image/heic")
    prefix, name = ("image-chooser-upload-", "file") if "chooser" in view else ("", "files[]")
    words = {"title": "Khai giảng", "collection": department.collection_id}
    client.post(reverse(view), {f"{prefix}{key}": value for key, value in words.items()} | {f"{prefix}{name}": file})
    stored = CustomImage.objects.get()
    assert (stored.width, stored.height) == (256, 128)
    data = stored.file.read()
    assert data.startswith(b"\xff\xd8")
    assert SECRET.encode() not in data
