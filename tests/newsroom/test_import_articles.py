"""The command import_articles: from files to drafts, by the path an editor uses."""

import io
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from django.utils.html import strip_tags
from PIL import Image
from wagtail.models import Page, Workflow

from cms.editorial import drafts
from cms.editorial.models import Department
from cms.media.models import CustomImage
from cms.pages.models import OldAddress
from newsroom.models import AnnouncementPage, ImportedArticle, NewsIndexPage, NewsPage
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = Path(__file__).parent / "old_portal_pages"
SHORT_PAGE = """{title}

09.10.2020 14:29730 đã xem

Sáng nay, hội thi khai mạc tại Trường THCS Suối Mây với 86 thầy cô dự thi.

Hội thi kéo dài ba ngày và tổng kết vào thứ Sáu.
"""
ADDRESS = "https://cu.example/tin/chi-tiet/12"


@pytest.fixture
def place(section, department, drafter):
    """Section, department and account, as the command names them."""
    return {"section": "tin-hoat-dong", "department": "GDTX-GDCN", "user": drafter.username}


def run(*paths, **options) -> str:
    """Run the command; return what it prints, in English."""
    out = io.StringIO()
    with translation.override("en"):
        call_command("import_articles", *map(str, paths), stdout=out, **options)
    return out.getvalue()


def refused(*paths, **options) -> str:
    """Run the command, which must fail; return what it prints and why it failed."""
    out = io.StringIO()
    with translation.override("en"), pytest.raises(CommandError) as failure:
        call_command("import_articles", *map(str, paths), stdout=out, **options)
    assert failure.value.returncode == 1
    return f"{out.getvalue()}\n{failure.value}"


def page_file(folder: Path, name: str = "tin.txt", title: str = "Khai mạc hội thi", before: str = "") -> Path:
    path = folder / name
    path.write_text(before + SHORT_PAGE.format(title=title), encoding="utf-8")
    return path


def rows() -> dict[str, int]:
    models = (Page, ImportedArticle, OldAddress, CustomImage)
    return {model.__name__: model.objects.count() for model in models}


def stored_files() -> set[str]:
    has_folder = default_storage.exists("original_images")
    return set(default_storage.listdir("original_images")[1]) if has_folder else set()


def labelled() -> NewsPage:
    return NewsPage.objects.get(title__startswith="NGÀY HỘI")


def picture_places(page) -> list[dict]:
    return [block.value for block in page.body if block.block_type == "image"]


# What comes in


def test_both_page_formats_become_drafts_with_everything_in_order(place, section, department, drafter):
    output = run(PAGES, **place)
    article = labelled()
    plain = NewsPage.objects.get(title__startswith="Sở GDĐT Đồng Sơn")
    assert output.count("Draft made") == 2
    assert article.get_parent().specific == section
    assert (article.live, article.owner, article.department) == (False, drafter, department)
    assert article.shown_at == datetime(2018, 3, 7, 1, 5, tzinfo=UTC)
    assert (article.imported_views, article.imported_poster) == (1284, "Quản trị-Phòng GDTX-GDCN")
    assert (article.author_name, article.author_unit) == ("Lường Thị Bích", "Phòng GDTX - GDCN")
    kinds = [block.block_type for block in article.body]
    assert kinds == ["paragraph", "image", "paragraph", "image", "image", "paragraph", "paragraph"]
    first = picture_places(article)[0]
    assert first["image"] is None
    assert first["caption"].startswith("Bà Đặng Thu Hường")
    assert first["old_address"] == "http://sogdhalam.example/tinymce/source/sogd_gdtx/ngay hoi 1.jpeg"
    assert (plain.imported_views, plain.imported_poster) == (617, "")
    assert plain.summary.startswith("Ngày 11/09/2018")
    assert [block.block_type for block in plain.body] == ["paragraph"] * 3 + ["image"] * 3


def test_draft_is_a_revision_of_the_drafter_and_reads_the_same(place, drafter):
    run(PAGES / "labelled.txt", **place)
    revision = labelled().get_latest_revision()
    latest = revision.as_object()
    assert revision.user == drafter
    assert latest.body.get_prep_value() == labelled().body.get_prep_value()
    assert (latest.imported_views, latest.imported_poster) == (1284, "Quản trị-Phòng GDTX-GDCN")


def test_text_is_escaped_and_not_taken_for_markup(place, tmp_path):
    path = page_file(tmp_path)
    path.write_text(path.read_text().replace("86 thầy cô", "<b>86</b> thầy & cô").replace("Sáng", "- Sáng"))
    run(path, **place)
    source = NewsPage.objects.get().body[0].value.source
    assert "&lt;b&gt;86&lt;/b&gt; thầy &amp; cô" in source


JOURNEYS = {
    "NGÀY HỘI": (
        "07/03/2018 08:05",
        "1.284",
        "Thực hiện kế hoạch",
        "Bà Đặng Thu Hường - Phó",
        "Tại Ngày hội",
        "Ông Vi Văn Pảo",
        "Học viên lớp xóa mù chữ",
        "Phát biểu tổng kết",
        "Ngày hội sẽ được tổ chức",
        "Lường Thị Bích",
    ),
    "Sở GDĐT Đồng Sơn": (
        "12/09/2018 09:05",
        "617",
        "Ngày 11/09/2018",
        "Tham dự Hội thảo có",
        "Tại các điểm cầu",
        "Kết luận Hội thảo",
        "Ông Phan Hữu Lộc, Phó Giám đốc Sở GDĐT - Chủ trì",
        "Đại biểu tham dự Hội thảo tại điểm cầu",
        "Giáo viên Trường THPT Rừng Thông",
    ),
}


@pytest.mark.parametrize("beginning", JOURNEYS)
def test_imported_article_travels_to_the_reader_like_any_other(beginning, place, colleague, approver, client):
    run(PAGES, submit=True, **place)
    article = factories.fresh(NewsPage.objects.get(title__startswith=beginning))
    assert article.workflow_in_progress
    drafts.send_back(article, approver, "Thiếu tên ngắn cho thanh điều hướng.")
    drafts.submit(factories.edit(article, colleague, short_title="Tin của cụm"), colleague)
    with pytest.raises(PermissionDenied):
        drafts.approve(factories.fresh(article), colleague)
    drafts.approve(factories.fresh(article), approver)
    html = client.get(factories.fresh(article).get_url()).content.decode()
    breadcrumb = [html.index(label) for label in ("Tin hoạt động", "Tin của cụm")]
    # As it is read: attributes hold the permanent id, in which any number may stand.
    content = strip_tags(html[html.index("<article") :])
    positions = [content.index(text) for text in JOURNEYS[beginning]]
    assert breadcrumb == sorted(breadcrumb)
    assert positions == sorted(positions)
    assert [content.count(text) for text in JOURNEYS[beginning][2:]] == [1] * (len(positions) - 2)


def test_old_portals_words_stand_as_poster_of_a_published_import(place, approver, client):
    run(PAGES / "labelled.txt", submit=True, **place)
    drafts.approve(factories.fresh(labelled()), approver)
    html = client.get(factories.fresh(labelled()).get_url()).content.decode()
    assert "Quản trị-Phòng GDTX-GDCN" in html


def test_other_encodings_give_the_same_article(place, tmp_path):
    text = SHORT_PAGE.format(title="Khai mạc hội thi")
    (tmp_path / "utf16.txt").write_bytes(text.encode("utf-16"))
    run(tmp_path, **place)
    assert NewsPage.objects.get().title == "Khai mạc hội thi"
    (tmp_path / "utf8.txt").write_text(text)
    assert "Imported before" in run(tmp_path / "utf8.txt", **place)


def test_text_of_an_old_font_is_offered_converted_and_converted_when_asked(place, tmp_path):
    legacy = """Khai m¹c héi thi gi¸o viªn giái

09.10.2020 14:29730 đã xem

S¸ng nay, héi thi khai m¹c t¹i Tr­êng THCS Suèi M©y víi 86 thÇy c« dù thi.

Héi thi kÐo dµi ba ngµy vµ tæng kÕt vµo thø S¸u.
"""
    (tmp_path / "cu.txt").write_text(legacy, encoding="utf-8")
    assert "“Khai mạc hội thi giáo viên giỏi”" in refused(tmp_path, **place)
    assert not NewsPage.objects.exists()
    assert "cu.txt:1: converted from TCVN3 to Unicode" in run(tmp_path, convert=True, **place)
    page = NewsPage.objects.get()
    assert page.title == "Khai mạc hội thi giáo viên giỏi"
    assert "tại Trường THCS Suối Mây với 86 thầy cô dự thi" in page.body[0].value.source + page.summary


def test_folder_is_read_with_its_subfolders_and_only_its_text_files(place, tmp_path):
    (tmp_path / "2020").mkdir()
    page_file(tmp_path / "2020", "một tin.TXT")
    (tmp_path / "anh.jpeg").write_bytes(b"no text")
    run(tmp_path, **place)
    assert NewsPage.objects.count() == 1


# Known again


def test_running_again_changes_nothing(place):
    options = {**place, "announcements": True}
    run(PAGES, **options)
    before, revisions = rows(), labelled().revisions.count()
    output = run(PAGES, **options)
    assert output.count("Imported before") == 2
    assert (rows(), labelled().revisions.count()) == (before, revisions)


def test_edited_draft_is_never_overwritten(place, colleague):
    run(PAGES / "labelled.txt", **place)
    factories.edit(labelled(), colleague, title="Ngày hội đọc sách", summary="Tóm tắt của biên tập.")
    run(PAGES / "labelled.txt", **place)
    latest = NewsPage.objects.get().get_latest_revision_as_object()
    assert (latest.title, latest.summary) == ("Ngày hội đọc sách", "Tóm tắt của biên tập.")


def test_submit_on_a_second_run_leaves_drafts_of_the_first_alone(place, tmp_path):
    run(PAGES / "labelled.txt", **place)
    run(PAGES / "labelled.txt", page_file(tmp_path), submit=True, **place)
    assert not labelled().workflow_in_progress
    assert NewsPage.objects.get(title="Khai mạc hội thi").workflow_in_progress


def test_article_is_known_by_its_old_address_whatever_else_changed(place, tmp_path):
    run(page_file(tmp_path, before=f"URL: {ADDRESS}\n\n"), **place)
    output = run(page_file(tmp_path, title="Tên khác", before=f"{ADDRESS}/#dau-trang\n\n"), **place)
    assert "Imported before" in output
    assert NewsPage.objects.count() == 1


def test_article_saved_without_its_address_is_known_when_it_comes_with_it(place, tmp_path):
    run(page_file(tmp_path), **place)
    run(page_file(tmp_path, before=f"{ADDRESS}\n\n"), **place)
    assert NewsPage.objects.count() == 1


def test_two_articles_of_one_title_are_told_apart_by_their_first_paragraph(place, tmp_path):
    first = page_file(tmp_path, "a.txt")
    second = page_file(tmp_path, "b.txt")
    second.write_text(second.read_text().replace("Sáng nay", "Chiều nay"))
    run(tmp_path, **place)
    assert NewsPage.objects.filter(title="Khai mạc hội thi").count() == 2
    assert first.exists()


def test_same_article_twice_in_a_run_goes_in_once(place, tmp_path):
    page_file(tmp_path, "a.txt")
    page_file(tmp_path, "b.txt")
    assert "Imported before" in run(tmp_path, **place)
    assert NewsPage.objects.count() == 1


def test_old_address_leads_to_the_page(place, tmp_path):
    run(page_file(tmp_path, before=f"{ADDRESS}\n\n"), **place)
    row, rest = OldAddress.objects.find(ADDRESS)
    assert (row.target, rest) == (NewsPage.objects.get().public_id, "")
    assert ImportedArticle.objects.get().old_address == ADDRESS


def test_address_that_leads_to_another_page_is_left_with_it_and_told(place, tmp_path, section, drafter):
    other = factories.fresh(factories.draft(section, drafter))
    OldAddress.objects.remember(ADDRESS, other.public_id)
    output = run(page_file(tmp_path, before=f"{ADDRESS}\n\n"), **place)
    assert OldAddress.objects.find(ADDRESS)[0].target == other.public_id
    assert "leads to another page already" in output


# Ticker


def test_ticker_lines_are_told_and_make_no_page_unless_asked(place):
    output = run(PAGES / "labelled.txt", **place)
    assert "labelled.txt:1: ticker line: Ngày 05/3/2018 khai mạc Hội khỏe Phù Đổng" in output
    assert not AnnouncementPage.objects.exists()


def test_ticker_lines_become_drafts_of_announcements_whose_time_has_ended(place, announcements, drafter):
    run(PAGES / "labelled.txt", announcements=True, submit=True, **place)
    made = AnnouncementPage.objects.child_of(announcements)
    assert sorted(page.title[:10] for page in made) == ["Ngày 05/3/", "Sở GDĐT Hà"]
    for page in made:
        assert (page.live, page.owner, page.severity) == (False, drafter, "normal")
        assert not page.workflow_in_progress
        assert page.shown_from == datetime(2018, 3, 7, 1, 5, tzinfo=UTC)
        assert page.shown_until <= timezone.now()


def test_ticker_line_seen_on_two_pages_makes_one_announcement(place, tmp_path):
    line = "► Lịch nghỉ Tết của học sinh toàn tỉnh\n\n"
    page_file(tmp_path, "a.txt", title="Tin một", before=line)
    page_file(tmp_path, "b.txt", title="Tin hai", before=line)
    run(tmp_path, announcements=True, **place)
    assert AnnouncementPage.objects.count() == 1


def test_ticker_beside_news_of_this_week_ended_all_the_same(place, tmp_path):
    yesterday = timezone.localtime() - timedelta(days=1)
    path = page_file(tmp_path, before="► Lịch nghỉ Tết\n\n")
    path.write_text(path.read_text().replace("09.10.2020 14:29", f"{yesterday:%d.%m.%Y %H:%M}"))
    run(path, announcements=True, **place)
    assert AnnouncementPage.objects.get().shown_until <= timezone.now()


# Pictures


@pytest.fixture
def media(tmp_path) -> Path:
    folder = tmp_path / "anh"
    folder.mkdir()
    return folder


def save_picture(path: Path, colour: str = "teal") -> Path:
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (80, 50), colour).save(path, "JPEG")
    return path


def test_picture_found_in_the_media_folder_goes_into_its_place(place, media, department, drafter):
    save_picture(media / "Ngay%20hoi%201.JPEG")
    output = run(PAGES / "labelled.txt", media=media, **place)
    first, second, _third = picture_places(labelled())
    assert (first["image"].collection, first["image"].uploaded_by_user) == (department.collection, drafter)
    assert first["image"].title.startswith("Bà Đặng Thu Hường")
    assert first["old_address"].endswith("ngay hoi 1.jpeg")
    assert second["image"] is None
    assert "1/3" in output


def test_one_file_in_two_places_is_stored_once(place, media):
    save_picture(media / "ngay hoi 1.jpeg")
    shutil.copy(media / "ngay hoi 1.jpeg", media / "ngay hoi 2.jpeg")
    run(PAGES / "labelled.txt", media=media, **place)
    first, second, _third = picture_places(labelled())
    assert first["image"] == second["image"]
    assert CustomImage.objects.count() == 1


@pytest.mark.parametrize("kind", ["text", "cut off", "other format"])
def test_file_that_is_no_good_picture_is_told_and_its_place_kept(place, media, kind):
    path = save_picture(media / "ngay hoi 1.jpeg")
    if kind == "text":
        path.write_text("không phải ảnh")
    elif kind == "cut off":
        path.write_bytes(path.read_bytes()[:-200])
    else:
        Image.new("RGB", (8, 8)).save(path, "BMP")
    output = run(PAGES / "labelled.txt", media=media, **place)
    assert picture_places(labelled())[0]["image"] is None
    assert picture_places(labelled())[0]["caption"].startswith("Bà Đặng Thu Hường")
    assert "labelled.txt:10: " in output and "ngay hoi 1.jpeg" in output
    assert not CustomImage.objects.exists()


def test_of_several_files_of_one_name_the_folders_tell_which(place, media):
    save_picture(media / "khac" / "ngay hoi 1.jpeg", "red")
    right = save_picture(media / "sogd_gdtx" / "ngay hoi 1.jpeg", "blue")
    run(PAGES / "labelled.txt", media=media, **place)
    stored = picture_places(labelled())[0]["image"]
    with stored.open_file() as file:
        assert file.read() == right.read_bytes()


def test_files_that_cannot_be_told_apart_are_told_and_the_place_kept(place, media):
    save_picture(media / "a" / "ngay hoi 1.jpeg", "red")
    save_picture(media / "b" / "ngay hoi 1.jpeg", "blue")
    output = run(PAGES / "labelled.txt", media=media, **place)
    assert "Several files are named" in output
    assert picture_places(labelled())[0]["image"] is None


def test_pictures_that_come_later_fill_the_places_of_an_untouched_draft(place, media):
    run(PAGES / "labelled.txt", **place)
    save_picture(media / "ngay hoi 2.jpeg")
    output = run(PAGES / "labelled.txt", media=media, **place)
    latest = labelled().get_latest_revision_as_object()
    assert "Pictures added" in output
    assert [bool(value["image"]) for value in picture_places(latest)] == [False, True, False]
    save_picture(media / "ngay hoi 3.jpeg", "red")
    run(PAGES / "labelled.txt", media=media, **place)
    latest = labelled().get_latest_revision_as_object()
    assert [bool(value["image"]) for value in picture_places(latest)] == [False, True, True]
    revisions = labelled().revisions.count()
    assert "Imported before" in run(PAGES / "labelled.txt", media=media, **place)
    assert labelled().revisions.count() == revisions


def test_pictures_that_come_later_leave_an_edited_or_waiting_draft_alone(place, media, colleague):
    run(PAGES, **place)
    factories.edit(labelled(), colleague, summary="Tóm tắt của biên tập.")
    save_picture(media / "ngay hoi 2.jpeg")
    before = labelled().revisions.count()
    run(PAGES / "labelled.txt", media=media, **place)
    assert labelled().revisions.count() == before
    assert not CustomImage.objects.exists()


def test_picture_of_a_file_that_fails_later_leaves_neither_row_nor_file(place, media, tmp_path):
    save_picture(media / "mot.jpeg")
    path = page_file(tmp_path)
    path.write_text(path.read_text() + "\nhttp://cu.example/mot.jpeg\n")
    Workflow.objects.update(active=False)
    before = rows() | {"files": stored_files()}
    output = refused(path, media=media, submit=True, **place)
    assert "may not submit" in output
    assert rows() | {"files": stored_files()} == before


# What is refused


def test_file_that_makes_no_sense_is_told_with_line_and_reason_and_the_others_go_in(place, tmp_path):
    page_file(tmp_path, "a.txt", title="Tin một")
    (tmp_path / "b.txt").write_text("Chỉ có tiêu đề\n\nKhông có ngày.")
    (tmp_path / "c.txt").write_bytes(b"")
    page_file(tmp_path, "d.txt", title="Tin hai")
    output = refused(tmp_path, **place)
    assert f"{tmp_path}/b.txt:1: No line with the date" in output
    assert f"{tmp_path}/c.txt:1: The file is empty." in output
    assert "2 files were not imported." in output
    assert set(NewsPage.objects.values_list("title", flat=True)) == {"Tin một", "Tin hai"}


def test_date_in_the_future_is_refused(place, tmp_path):
    path = page_file(tmp_path)
    path.write_text(path.read_text().replace("09.10.2020", "09.10.2999"))
    assert "tin.txt:3: The date lies in the future." in refused(path, **place)
    assert not NewsPage.objects.exists()


def test_path_that_is_no_file_is_refused(place, tmp_path):
    assert "There is no file" in refused(page_file(tmp_path), tmp_path / "khong-co.txt", **place)
    assert not NewsPage.objects.exists()


def test_ticker_line_that_can_be_no_title_is_told_and_the_rest_goes_in(place, tmp_path):
    before = f"► {'rất dài ' * 40} ► ★★★ ► Lịch nghỉ Tết\n\n"
    output = run(page_file(tmp_path, before=before), announcements=True, **place)
    assert output.count("too long or has no words") == 2
    assert AnnouncementPage.objects.get().title == "Lịch nghỉ Tết"
    assert NewsPage.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"section": "khong-co"}, "No news section has the path “khong-co”. There are: /tin-hoat-dong/"),
        ({"section": "thong-bao"}, "No news section"),
        ({"department": "KHONG-CO"}, "No department has the short name “KHONG-CO”. There are: GDTX-GDCN"),
        ({"user": "khong.co"}, "There is no active account “khong.co”"),
        ({"media": Path("khong-co")}, "There is no folder khong-co"),
    ],
)
def test_argument_that_names_nothing_is_refused_with_what_there_is(place, changes, reason):
    assert reason in refused(PAGES, **place | changes)
    assert not NewsPage.objects.exists()


def test_path_that_fits_two_sections_is_refused_until_it_is_whole(place, section, home, department):
    top = section.add_child(instance=NewsIndexPage(title="Trung học", slug="trung-hoc", live=False))
    deep = top.add_child(instance=NewsIndexPage(title="Tin hoạt động", slug="tin-hoat-dong", live=False))
    output = refused(PAGES, **place)
    assert "fits several sections" in output
    assert "/tin-hoat-dong/, /tin-hoat-dong/trung-hoc/tin-hoat-dong/" in output
    run(PAGES / "plain.txt", **place | {"section": "/tin-hoat-dong"})
    run(PAGES / "labelled.txt", **place | {"section": "trung-hoc/tin-hoat-dong"})
    assert NewsPage.objects.child_of(section).count() == 1
    assert NewsPage.objects.child_of(deep).count() == 1


def test_url_path_of_the_tree_names_a_section(place, section):
    run(PAGES / "plain.txt", **place | {"section": section.url_path})
    assert NewsPage.objects.child_of(section).count() == 1


def test_member_of_another_department_is_refused(place, stranger):
    output = refused(PAGES, **place | {"user": stranger.username})
    assert "does not belong to the department GDTX-GDCN" in output


def test_account_that_may_not_add_there_is_refused(place, approver):
    assert "may not add articles" in refused(PAGES, **place | {"user": approver.username})


def test_section_that_is_not_the_departments_is_refused(place, department, announcements):
    department.sections.set([announcements])
    assert "may not add articles" in refused(PAGES, **place)


def test_section_of_the_persons_other_department_only_is_refused(place, drafter, department, other_department, home):
    drafter.groups.add(other_department.group)
    department.sections.set(home.get_children().exclude(slug="tin-hoat-dong"))
    assert "does not post in" in refused(PAGES, **place)


def test_closed_department_is_refused(place, department):
    Department.objects.filter(pk=department.pk).update(active_until=timezone.localdate() - timedelta(days=1))
    assert "is closed" in refused(PAGES, **place)


def test_announcements_without_a_page_to_post_to_are_refused_before_anything_is_done(place, department, section):
    department.sections.set([section])
    assert "no page of announcements" in refused(PAGES, announcements=True, **place)
    assert not NewsPage.objects.exists()


def test_folder_without_text_is_refused(place, tmp_path):
    assert "There is no .txt file" in refused(tmp_path, **place)


# Trial


def test_trial_shows_what_would_be_done_and_writes_nothing(place, media, tmp_path):
    save_picture(media / "ngay hoi 1.jpeg")
    before = rows()
    output = run(PAGES, media=media, announcements=True, submit=True, dry_run=True, **place)
    assert output.count("Draft made and submitted") == 2
    assert "07/03/2018 08:05" in output
    assert "1.284" in output
    assert "Lường Thị Bích" in output
    assert "1/3" in output
    assert "nothing was changed" in output
    assert rows() == before


def test_trial_tells_of_refused_files_and_fails_too(place, tmp_path):
    page_file(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7")
    output = refused(tmp_path, dry_run=True, **place)
    assert "b.txt:1: This is a file of the kind application/pdf" in output
    assert not NewsPage.objects.exists()
