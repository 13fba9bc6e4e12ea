"""The public search: folded words, visible pages, one language at a time."""

from datetime import UTC, datetime, timedelta
from unicodedata import normalize

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override

from cms.pages.pagination import PER_PAGE
from events.models import EventIndexPage
from home.models import HomePage, InfoPage
from newsroom.models import NewsIndexPage
from tests.factories import draft, edit, news, picture
from tests.pages.builders import (
    announcement,
    changed,
    event,
    move,
    public,
    restrict,
    small_picture,
    statements,
    take_down,
)

SHOWN = datetime(2024, 9, 5, tzinfo=UTC)


@pytest.fixture
def write(section, department):
    def write(title: str, text: str = "Nội dung.", place=section, **fields):
        return public(place, news(title, body=[("paragraph", f"<p>{text}</p>")], department=department, **fields))

    return write


@pytest.fixture
def english(home) -> HomePage:
    return HomePage.objects.get(locale__language_code="en")


def found(client, query: str, language: str = "vi") -> list[str]:
    with override(language):
        address = reverse("search")
    return [plain(result.title) for result in client.get(address, {"q": query}).context["results"]]


def plain(markup: str) -> str:
    """Return the text of a piece of HTML."""
    return BeautifulSoup(markup, "html.parser").get_text()


def test_words_are_found_without_regard_to_marks_case_and_form(client, write):
    queries = [
        "Điện Biên",
        "dien bien",
        "DIEN BIEN",
        "ĐIỆN BIÊN",
        "điện bien",
        normalize("NFD", "Điện Biên"),
        "  biên,   điện! ",
        "114/KH-UBND",
        "114 kh ubnd",
        "GDTX - GDCN",
        "gdtx-gdcn điện",
        "bồi dưỡng",
        "boi duong",
    ]
    write("Bồi dưỡng giáo viên GDTX-GDCN ở Điện Biên", "Thực hiện Kế hoạch 114/KH-UBND.")
    write("Bài khác", "Không liên quan.")
    for query in queries:
        assert found(client, query) == ["Bồi dưỡng giáo viên GDTX-GDCN ở Điện Biên"], query


def test_stored_text_is_found_in_whatever_form_it_came_in(client, write):
    write(normalize("NFD", "ĐẠI HỘI CÔNG ĐOÀN"))
    assert found(client, "đại hội công đoàn") == found(client, "dai hoi") == ["ĐẠI HỘI CÔNG ĐOÀN"]


def test_all_words_must_be_there_and_whole(client, write):
    write("Thi học sinh giỏi")
    assert found(client, "thi giỏi")
    assert not found(client, "thi kém")
    assert not found(client, "thi gio")
    assert not found(client, "hoc sin")


def test_words_of_every_part_of_a_page_are_found(client, home, section, announcements, department):
    body = [
        ("heading", {"text": "Mục tiêu", "level": "h2"}),
        ("image", {"image": picture(), "caption": "Chú thích ảnh", "alt_text": "Sân trường"}),
        ("quote", {"text": "Trích lời", "attribution": "Cô giáo"}),
        ("table", {"data": [["Chỉ tiêu", "Kết quả"], ["Tỷ lệ", "97,5"]]}),
        ("notice", {"level": "info", "title": "Lưu ý", "text": "<p>Hạn chót</p>"}),
        ("video", {"address": "https://youtu.be/dQw4w9WgXc_", "title": "Phóng sự"}),
    ]
    article = news(
        "Tiêu đề",
        summary="Tóm lược",
        author_name="Lò Thị Mai",
        source_name="Báo Suối",
        body=body,
        department=department,
    )
    public(section, article)
    for word in (
        "tiêu đề",
        "tóm lược",
        "lò thị mai",
        "báo suối",
        "mục tiêu",
        "chú thích ảnh",
        "trích lời",
        "tỷ lệ 97,5",
        "hạn chót",
        "phóng sự",
    ):
        assert found(client, word) == ["Tiêu đề"], word


def test_every_kind_of_page_is_found(client, home, section, announcements, department):
    events = EventIndexPage.objects.get()
    public(section, news("Tin tìm được", department=department))
    public(announcements, announcement("Thông báo tìm được", department=department))
    public(events, event("Sự kiện tìm được", place="Thư viện tỉnh", department=department))
    public(home, InfoPage(title="Giới thiệu tìm được"))
    assert len(found(client, "tìm được")) == 4
    assert found(client, "thư viện tỉnh") == ["Sự kiện tìm được"]
    assert found(client, "tin hoạt động") == ["Tin hoạt động"]


def test_names_of_controls_and_old_addresses_are_no_words_of_a_page(client, write, section, department):
    body = [
        ("heading", {"text": "Kết quả", "level": "h3"}),
        ("image", {"caption": "Đoàn tham quan", "old_address": "http://cu.example/anh.jpg"}),
        ("notice", {"level": "warning", "text": "<p>Hạn chót</p>"}),
        ("video", {"address": "https://vimeo.com/76979871", "title": "Phóng sự"}),
    ]
    public(section, news("Tin có nhiều phần", body=body, department=department))
    with override("vi"):
        [result] = client.get(reverse("search"), {"q": "nhiều phần"}).context["results"]
    assert result.snippet.split() == ["Kết", "quả", "Đoàn", "tham", "quan", "Hạn", "chót", "Phóng", "sự"]
    assert not found(client, "cu example")


def test_drafts_withdrawn_and_private_pages_are_not_found(client, section, write, drafter):
    draft(section, drafter, news("Giáo dục một"))
    take_down(write("Giáo dục hai"))
    restrict(write("Giáo dục ba"))
    assert found(client, "giáo dục") == []


def test_private_section_hides_its_pages_until_it_is_opened(client, section, write):
    write("Giáo dục thường xuyên")
    restriction = restrict(section)
    assert found(client, "thường xuyên") == []
    restriction.delete()
    assert found(client, "thường xuyên") == ["Giáo dục thường xuyên"]


def test_edit_is_found_after_approval_and_its_old_words_no_more(client, write, drafter, approver):
    page = write("Lịch thi cũ")
    edit(page, drafter, title="Lịch thi mới")
    assert found(client, "thi mới") == []
    changed(page, drafter, approver, title="Lịch thi mới")
    assert found(client, "thi mới") == ["Lịch thi mới"]
    assert found(client, "thi cũ") == []


def test_moved_page_is_found_at_its_new_address(client, home, write):
    moved = move(write("Chuyển mục"), public(home, NewsIndexPage(title="Lưu trữ")))
    with override("vi"):
        [result] = client.get(reverse("search"), {"q": "chuyển mục"}).context["results"]
    assert result.url == moved.url


def test_languages_are_searched_apart(client, english, write):
    write("Robotics trong nhà trường")
    public(english, InfoPage(title="Robotics at school", locale=english.locale))
    assert found(client, "robotics") == ["Robotics trong nhà trường"]
    assert found(client, "robotics", "en") == ["Robotics at school"]


def test_pages_with_all_words_in_the_title_come_first_then_the_newest(client, write):
    write("Tuyển sinh lớp 10", shown_at=SHOWN)
    write("Tin cũ", "Tuyển sinh đã xong.", shown_at=SHOWN + timedelta(days=1))
    write("Tin mới", "Tuyển sinh bắt đầu.", shown_at=SHOWN + timedelta(days=9))
    write("Kết quả tuyển sinh", shown_at=SHOWN + timedelta(days=5))
    assert found(client, "tuyển sinh") == ["Kết quả tuyển sinh", "Tuyển sinh lớp 10", "Tin mới", "Tin cũ"]


def test_result_shows_title_address_kind_section_date_and_words(client, section, write):
    page = write("Tuyển sinh lớp 10", summary="Hồ sơ nộp trực tuyến.", shown_at=SHOWN)
    response = client.get(reverse("search"), {"q": "tuyển sinh"})
    [result] = response.context["results"]
    assert (plain(result.title), result.url, result.listed_at) == (page.title, page.url, SHOWN)
    assert result.section_label == section.title
    assert result.snippet == "Hồ sơ nộp trực tuyến. Nội dung."
    shown = BeautifulSoup(response.content, "html.parser").select_one("main article")
    assert shown.a["href"] == page.url
    assert "05/09/2024" in shown.text


def test_results_are_cut_into_pages_that_keep_the_query(client, write):
    for number in range(PER_PAGE + 1):
        write(f"Thi thử & thi thật {number}", shown_at=SHOWN + timedelta(days=number))
    first = client.get(reverse("search"), {"q": "thi thử & thật"})
    assert first.context["total"] == PER_PAGE + 1
    links = BeautifulSoup(first.content, "html.parser").select("main .pagination a")
    second = client.get(f"{reverse('search')}{links[0]['href']}")
    assert second.context["query"] == "thi thử & thật"
    assert [plain(result.title) for result in second.context["results"]] == ["Thi thử & thi thật 0"]


def test_query_is_shown_as_text_and_never_runs(client, home):
    html = client.get(reverse("search"), {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_search_without_words_shows_the_form_alone(client, write):
    write("Một tin")
    for query in ({}, {"q": ""}, {"q": "   "}):
        response = client.get(reverse("search"), query)
        assert response.status_code == 200
        assert response.context["total"] == 0
    soup = BeautifulSoup(client.get(reverse("search")).content, "html.parser").main
    assert soup.select_one("form[role=search] input[name=q]")


def test_search_costs_as_many_queries_for_thirty_hits_as_for_three(client, write, section, department):
    def add(numbers):
        for number in numbers:
            body = [("image", {"image": small_picture(), "caption": "Ảnh"}), ("paragraph", "<p>Thi cử.</p>")]
            public(section, news(f"Tin {number}", body=body, department=department))

    add(range(3))
    address = f"{reverse('search')}?q=thi"
    few = statements(client, address)
    add(range(3, 30))
    many = statements(client, address)
    assert len(client.get(address).context["results"]) == PER_PAGE
    assert len(many) == len(few), "\n".join(many)
