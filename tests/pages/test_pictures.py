"""How pictures are shown: formats, widths, what is cut off, what is left out, and what is asked of the database."""

import io
import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.template import Context, Template
from PIL import Image, ImageCms, ImageDraw

from cms.media.models import CustomImage, CustomRendition
from cms.pages.renditions import USES, filters, make_missing
from tests.factories import fresh, news, picture, picture_file
from tests.pages.builders import announcement, public, small_picture, statements
from tests.photographs import photograph

pytestmark = pytest.mark.django_db


def shown(image: CustomImage | None, use: str = "text", options: str = 'alt="Sân trường"') -> BeautifulSoup:
    """Return what the tag prints for a picture, read from the database as a request would."""
    template = Template("{% load pictures %}{% responsive image use " + options + " %}")
    image = image and fresh(image)
    return BeautifulSoup(template.render(Context({"image": image, "use": use})), "html.parser")


def made(image: CustomImage, *uses: str) -> CustomImage:
    image.get_renditions(*filters(image, *uses))
    return image


def widths(source) -> list[int]:
    return [int(width) for width in re.findall(r" (\d+)w", source["srcset"])]


def stored(image: Image.Image, name: str = "anh.jpg", **options) -> CustomImage:
    """Return `image` stored in the format that `name` says."""
    buffer = io.BytesIO()
    extension = name.rpartition(".")[2]
    image.save(buffer, "JPEG" if extension == "jpg" else extension, **options)
    return picture(name, file=ContentFile(buffer.getvalue(), name=name))


def of_size(width: int, height: int) -> CustomImage:
    return picture(file=picture_file(size=(width, height)))


def pixels(image: CustomImage, spec: str) -> Image.Image:
    with CustomRendition.objects.get(image=image, filter_spec=spec).file.open() as file:
        return Image.open(file).convert("RGBA")


def test_browsers_choose_from_avif_and_webp_and_others_get_one_file():
    picture = made(of_size(1600, 1000), "text")
    soup = shown(picture)
    assert [source["type"] for source in soup.select("source")] == ["image/avif", "image/webp"]
    for source in soup.select("source"):
        assert widths(source) == [480, 720, 1080, 1440]
        assert source["sizes"] == USES["text"].sizes
    image = soup.img
    assert image["src"] == picture.renditions.get(filter_spec__endswith="jpeg").url
    assert (image["width"], image["height"], image["alt"]) == ("720", "450", "Sân trường")
    assert (image["loading"], image["decoding"], image.get("fetchpriority")) == ("lazy", "async", None)


def test_the_picture_a_reader_waits_for_is_loaded_at_once_and_first():
    image = made(small_picture(), "lead")
    waited_for = shown(image, "lead", 'alt="" priority=True').img
    assert (waited_for.get("loading"), waited_for["fetchpriority"], waited_for["alt"]) == (None, "high", "")
    at_the_top = shown(image, "lead", 'alt="" eager=True').img
    assert (at_the_top.get("loading"), at_the_top.get("fetchpriority")) == (None, None)


def test_without_a_picture_nothing_is_shown():
    assert not str(shown(None))


@pytest.mark.parametrize("use", list(USES))
@pytest.mark.parametrize("size", [(30, 20), (480, 300), (700, 1200), (1500, 500)])
def test_no_picture_is_blown_up_and_no_width_is_named_twice(use, size):
    image = made(of_size(*size), use)
    for source in shown(image, use).select("source"):
        found = widths(source)
        assert found == sorted(set(found))
        assert found[-1] <= size[0]


def test_a_photograph_that_lies_on_its_side_names_no_width_twice():
    exif = Image.Exif()
    exif[0x0112] = 6
    image = made(stored(Image.new("RGB", (700, 460)), exif=exif), "text", "card", "full")
    for use in ("text", "card", "full"):
        for source in shown(image, use).select("source"):
            found = widths(source)
            assert found == sorted(set(found))
    assert shown(image).img["width"] == "460"


def test_a_transparent_ground_is_white_in_texts_and_kept_in_signs():
    image = made(stored(Image.new("RGBA", (300, 200)), "so-do.png"), "text", "banner", "emblem")
    for kind in ("avif", "webp", "jpeg"):
        assert min(pixels(image, f"width-480|bgcolor-ffffff|format-{kind}").getpixel((5, 5))) > 250
    for kind in ("avif", "webp", "png"):
        assert pixels(image, f"max-576x192|format-{kind}").getpixel((5, 5))[3] == 0
    assert shown(image, "banner").img["src"] == image.renditions.get(filter_spec__endswith="png").url
    assert pixels(image, "max-144x144|format-webp").getpixel((5, 5))[3] == 0


def test_the_emblem_is_one_file_for_all_browsers():
    image = made(of_size(400, 400), "emblem")
    (only,) = image.renditions.all()
    soup = shown(image, "emblem", "")
    assert soup.img["src"] == only.url
    assert (soup.img["width"], soup.img["height"]) == ("144", "144")
    assert not soup.select("picture, source")


def test_a_moving_picture_stands_still():
    frames = [Image.new("RGB", (600, 400), colour) for colour in ("red", "blue", "green")]
    image = made(stored(frames[0], "dong.gif", save_all=True, append_images=frames[1:]), "text")
    for rendition in image.renditions.all():
        with rendition.file.open() as file:
            assert getattr(Image.open(file), "n_frames", 1) == 1


def test_what_is_cut_out_holds_the_focal_point():
    drawn = Image.new("RGB", (1200, 300), "blue")
    ImageDraw.Draw(drawn).rectangle((1000, 0, 1200, 300), fill="red")
    image = stored(drawn)
    assert pixels(made(image, "gallery"), "fill-480x360|format-avif").getpixel((200, 150))[2] > 200
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 1100, 150, 50, 50
    image.save()
    CustomRendition.objects.filter(image=image).delete()
    assert not shown(image, "gallery").select("source")
    assert pixels(made(fresh(image), "gallery"), "fill-480x360|format-avif").getpixel((350, 150))[0] > 200
    assert shown(image, "gallery").select("source")


def test_readers_get_the_pixels_and_nothing_that_the_camera_noted():
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = made(stored(Image.new("RGB", (600, 400), "green"), exif=exif, icc_profile=profile), "text")
    assert image.renditions.count() == 5
    for rendition in image.renditions.all():
        with rendition.file.open() as file:
            read = Image.open(file)
            assert not dict(read.getexif())
            assert "icc_profile" not in read.info


@pytest.mark.parametrize("mode, name", [("CMYK", "in.jpg"), ("L", "xam.jpg"), ("I;16", "quet.png"), ("LA", "mo.png")])
def test_pictures_of_print_shops_and_scanners_are_shown(mode, name):
    grey = {"CMYK": (0, 0, 0, 128), "L": 128, "I;16": 32768, "LA": (128, 255)}[mode]
    image = made(stored(Image.new(mode, (200, 100), grey), name), "text")
    assert image.renditions.count() == 3
    ground = "" if name.endswith("jpg") else "|bgcolor-ffffff"
    for kind in ("avif", "webp", "jpeg"):
        specs = f"width-{720 if kind == 'jpeg' else 480}{ground}|format-{kind}"
        specs = specs if image.renditions.filter(filter_spec=specs).exists() else f"width-480{ground}|format-{kind}"
        assert all(100 < channel < 160 for channel in pixels(image, specs).getpixel((50, 50))[:3])


def test_a_size_that_is_not_made_yet_costs_who_asks_one_file_of_the_least_work():
    image = of_size(1600, 1000)
    soup = shown(image)
    assert not soup.select("source")
    assert list(CustomRendition.objects.values_list("filter_spec", flat=True)) == [
        "width-720|bgcolor-ffffff|format-jpeg"
    ]
    assert str(shown(image)) == str(soup)
    assert CustomRendition.objects.count() == 1


def test_a_picture_whose_file_is_lost_spoils_no_page(client, section, department):
    image = picture()
    page = public(section, news(body=[("image", {"image": image, "alt_text": "Lễ khai giảng"})], department=department))
    image.file.storage.delete(image.file.name)
    assert client.get(page.url).status_code == 200
    make_missing()
    assert fresh(page).entry.renditions_made


def test_three_detailed_photographs_weigh_little_on_a_small_sharp_screen():
    """360 px wide at three pixels to one: 984 are wanted, 1080 are taken. 60 KB are left for the page itself."""
    total = 0
    for seed in range(3):
        image = picture(file=photograph(seed))
        total += image.get_rendition("width-1080|format-avif").file.size
    assert 100_000 < total < 240_000


def test_twenty_pictures_cost_as_many_queries_as_three(client, section, announcements, department):
    def body(count: int) -> list:
        images = [small_picture() for _number in range(count)]
        return [
            *(("image", {"image": image}) for image in images[: count // 2]),
            ("gallery", {"images": [{"image": image} for image in images[count // 2 :]]}),
            ("gallery", {"images": [{"image": image} for image in images[:2]]}),
        ]

    for parent, few, many in (
        (section, news("Ít", department=department), news("Nhiều", department=department)),
        (announcements, announcement("Ít", department=department), announcement("Nhiều", department=department)),
    ):
        few.body, many.body = body(4), body(20)
        few, many = public(parent, few), public(parent, many)
        make_missing()
        assert len(statements(client, many.url)) == len(statements(client, few.url))
