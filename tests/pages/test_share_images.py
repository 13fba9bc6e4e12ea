"""A shared page shows a picture: its cover, else one with its title, made by the worker and gone with the words."""

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from cms.editorial.erasure import asking, carrying_out
from cms.pages import share_images, share_picture
from cms.pages.models import CatalogueEntry
from home.models import SiteSettings
from newsroom.models import NewsIndexPage
from tests.factories import fresh, news, picture, picture_file
from tests.pages.builders import changed, committed, public, restrict, take_down

LONG = (
    "HỘI NGHỊ TỔNG KẾT NĂM HỌC VÀ TRIỂN KHAI NHIỆM VỤ NĂM HỌC MỚI CỦA CÁC CƠ SỞ GIÁO DỤC THƯỜNG XUYÊN, GIÁO DỤC NGHỀ "
    "NGHIỆP VÀ CÁC TRUNG TÂM HỌC TẬP CỘNG ĐỒNG TRÊN ĐỊA BÀN TOÀN TỈNH GIAI ĐOẠN HAI NGHÌN KHÔNG TRĂM HAI MƯƠI SÁU"
)


@pytest.fixture
def article(section, department):
    return public(section, news("Khai giảng năm học mới", department=department))


def make() -> None:
    with committed():
        share_images.make_missing()


def entry_of(page) -> CatalogueEntry:
    return CatalogueEntry.objects.get(page_id=page.pk)


def file_of(page, settings) -> Path | None:
    name = entry_of(page).share_image
    return Path(settings.PUBLIC_MEDIA_ROOT) / name if name else None


def shared(client, page) -> dict[str, str]:
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    return {tag["property"]: tag["content"] for tag in soup.select("meta[property^='og:image']")}


def test_page_without_a_cover_gets_a_picture_of_its_title(client, article, settings):
    make()
    said = shared(client, article)
    assert said["og:image"] == f"http://testserver/media/{entry_of(article).share_image}"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"] == article.title
    with Image.open(file_of(article, settings)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (1200, 630))


def test_until_it_is_made_the_picture_of_the_front_page_stands_in(client, home, section, department):
    make()
    article = public(section, news("Chưa có ảnh", department=department))
    said = shared(client, article)
    assert said["og:image"].endswith(entry_of(home).share_image)
    assert said["og:image:alt"] == SiteSettings().agency_name


def test_without_any_picture_nothing_is_said(client, article):
    assert shared(client, article) == {}


def test_large_cover_is_cut_to_the_size_that_networks_ask_for(client, section, department):
    cover = picture(file=picture_file(size=(1600, 1200)))
    article = public(section, news("Có ảnh", department=department, cover=cover, cover_alt="Sân trường ngày hội"))
    make()
    said = shared(client, article)
    assert said["og:image"].endswith(".jpg")
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"] == "Sân trường ngày hội"


def test_small_cover_gives_way_to_words(section, department):
    cover = picture(file=picture_file(size=(400, 300)))
    article = public(section, news("Ảnh nhỏ", department=department, cover=cover))
    make()
    assert entry_of(article).share_image.startswith("share/")


def test_corrected_title_takes_the_old_picture_away_at_once(article, drafter, approver, settings):
    make()
    old = file_of(article, settings)
    assert old.exists()
    changed(article, drafter, approver, title="Khai giảng năm học 2026–2027")
    assert entry_of(article).share_image == ""
    assert not old.exists()
    make()
    assert file_of(article, settings) != old


def test_picture_stays_when_something_else_was_corrected(article, drafter, approver, settings):
    make()
    old = file_of(article, settings)
    changed(article, drafter, approver, summary="Sáu trăm học sinh.")
    assert file_of(article, settings) == old
    assert old.exists()


@pytest.mark.parametrize("hide", [take_down, restrict], ids=["taken down", "restricted"])
def test_picture_goes_with_the_page(article, settings, hide):
    make()
    old = file_of(article, settings)
    hide(article)
    make()
    assert entry_of(article).share_image == ""
    assert not old.exists()


def test_erased_words_are_gone_from_the_picture(article, approver, second_approver, settings):
    make()
    old = file_of(article, settings)
    erasure = asking.ask(article, approver, reason="Theo đơn của gia đình", passages="Khai giảng")
    erasure = asking.confirm(erasure, second_approver)
    with committed():
        carrying_out.carry_out(erasure)
    assert not old.exists()
    make()
    assert file_of(article, settings) != old


def test_page_published_while_its_picture_is_drawn_keeps_no_old_words(article, drafter, approver, settings):
    entry = CatalogueEntry.objects.select_related("page", "locale").get(page=article)
    before = share_images._wanted(entry, fresh(article))
    changed(article, drafter, approver, title="Tiêu đề đã sửa")
    with committed():
        assert share_images._store(entry, before, {"share_image": before.name}, b"old") is False
    assert entry_of(article).share_image == ""
    assert not (Path(settings.PUBLIC_MEDIA_ROOT) / before.name).exists()


def test_new_name_of_the_agency_is_drawn(article, home, settings):
    make()
    old = file_of(article, settings)
    with committed():
        SiteSettings.objects.create(site=home.get_site(), agency_name="Sở GD&ĐT tỉnh Vân Khê")
    assert file_of(article, settings) == old
    make()
    assert file_of(article, settings) != old
    assert not old.exists()


def test_worker_draws_nothing_twice(article, monkeypatch):
    make()
    share_images.draw_anew()
    monkeypatch.setattr(share_picture, "draw", lambda *words: pytest.fail("drawn again"))
    make()
    assert not CatalogueEntry.objects.filter(is_public=True, share_image_due=True).exists()


def test_sweep_deletes_what_no_page_names_and_has_made_anew_what_is_lost(article, settings):
    make()
    kept = file_of(article, settings)
    stray = kept.with_name("khong-cua-ai.png")
    stray.write_bytes(b"png")
    share_images.sweep()
    assert kept.exists() and not stray.exists()
    kept.unlink()
    share_images.sweep()
    make()
    assert kept.exists()


def test_reader_makes_no_picture_and_asks_no_query_for_it(client, article):
    client.get(article.url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(article.url)
    assert not any("share_image" in query["sql"] and "UPDATE" in query["sql"] for query in queries)
    assert entry_of(article).share_image == ""


@pytest.mark.parametrize("title", [LONG, "X" * 255, "", "😀 漢字", "Nghị định 224/2026/NĐ-CP"])
def test_any_title_fits_on_the_picture(title):
    with Image.open(io.BytesIO(share_picture.draw(title, "Tin hoạt động", LONG))) as drawn:
        assert drawn.size == (1200, 630)
        frame = drawn.convert("RGB")
        right = frame.crop((1200 - share_picture.MARGIN, 0, 1200, 600))
        assert right.getcolors() == [(share_picture.MARGIN * 600, (138, 18, 23))]


def test_every_vietnamese_letter_is_in_the_font():
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ"
    for letter in letters + letters.upper():
        assert share_picture._drawable(letter) == letter


def test_picture_with_the_name_of_a_section_goes_when_the_section_is_taken_down(section, department, settings):
    nested = public(section, NewsIndexPage(title="Tên phải gỡ"))
    article = public(nested, news("Tin bên dưới", department=department))
    make()
    old = file_of(article, settings)
    assert old.exists()
    take_down(nested)
    assert not old.exists()
    make()
    assert file_of(article, settings).exists()
    assert file_of(article, settings) != old
