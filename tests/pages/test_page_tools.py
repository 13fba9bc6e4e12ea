"""What readers can do with a page besides reading it: pass it on, print it, set it to their eyes, jump by a key."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.pages.models import PageAttachment, PageCorrection
from cms.pages.templatetags.page_tools import in_capitals, permanent_address, qr_code
from events.models import EventIndexPage
from home.models import InfoPage
from newsroom.models import NewsPage
from tests.factories import document, news
from tests.pages.builders import HOUR, announcement, event, public, statements

TITLE = "Tuyển sinh & thi: 50% chỉ tiêu?"


def soup_of(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


@pytest.fixture
def one_of_each(home, section, announcements, department) -> list:
    """A public page of every kind that is read."""
    return [
        public(section, news(TITLE, department=department)),
        public(announcements, announcement(TITLE, department=department)),
        public(EventIndexPage.objects.child_of(home).get(), event(TITLE, department=department)),
        public(home, InfoPage(title=TITLE)),
    ]


def test_every_page_that_is_read_can_be_passed_on_printed_listened_to_and_set_to_the_eyes(client, one_of_each):
    for page in one_of_each:
        soup = soup_of(client, page.url)
        tools = soup.main.select_one(".page-tools")
        assert tools["aria-label"]
        for control in ("[data-print]", "[data-read-toggle]", "[data-contrast-switch]", "[data-share-copy]"):
            assert tools.select_one(control).get_text(strip=True), (page, control)
        assert [button["data-text-step"] for button in tools.select("[data-text-step]")] == ["-1", "0", "1"]
        assert tools.select_one("[data-share-address]")["value"] == page.full_url
        assert soup.h1.has_attr("data-read")
        assert soup.main.select_one(".body").has_attr("data-read")
        assert soup.main.select_one("svg.print-address__code")
        assert page.full_url in soup.main.select_one(".print-address").text


def test_mail_carries_title_and_address_whole(client, one_of_each):
    link = soup_of(client, one_of_each[0].url).main.select_one("a[href^='mailto:']")
    said = parse_qs(urlsplit(link["href"]).query)
    assert said == {"subject": [TITLE], "body": [one_of_each[0].full_url]}


def test_preview_of_a_page_without_an_address_has_no_address_to_pass_on(home):
    page = InfoPage(title="Chưa có")
    assert permanent_address(page) == ""


def test_code_on_paper_is_drawn_without_any_style_of_its_own():
    code = BeautifulSoup(
        qr_code("https://sogddt.vankhe.example/p/2f1f1b1e-6f0a-4b3c-9a54-0d9f1f6c7a11/"), "html.parser"
    )
    assert not [element for element in code.find_all() if element.has_attr("style")]
    assert code.svg["viewbox"] == "0 0 45 45"


@pytest.mark.parametrize(
    ("title", "shouts"),
    [
        ("HỘI NGHỊ TỔNG KẾT NĂM HỌC 2025 – 2026", True),
        ("SỞ GD&ĐT VÂN KHÊ TỔ CHỨC TẬP HUẤN CHUYỂN ĐỔI SỐ cho giáo viên", True),
        ("Phòng GDTX-GDCN tập huấn", False),
        ("GD&ĐT Vân Khê", False),
        ("2026", False),
        ("", False),
    ],
)
def test_title_in_capitals_is_known_by_its_letters(title, shouts):
    assert in_capitals(title) is shouts


def test_title_in_capitals_is_set_smaller_and_its_letters_stay(client, section, department):
    title = "BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ"
    heading = soup_of(client, public(section, news(title, department=department)).url).h1
    assert heading.text == title
    assert "article__title--capitals" in heading["class"]


def test_attached_files_name_their_kind_and_size_and_cost_one_query_however_many(client, section, department):
    def article(title: str, count: int) -> NewsPage:
        page = news(title, department=department)
        files = [document(f"Phụ lục {number}", b"%PDF-1.4\n" + b"%" * 1_258_300) for number in range(count)]
        page.attachments = [PageAttachment(document=file, sort_order=order) for order, file in enumerate(files)]
        return public(section, page)

    one, many = article("Một tệp", 1), article("Nhiều tệp", 5)
    facts = soup_of(client, one.url).select_one(".files .document__facts").text
    assert facts.replace("\xa0", " ") == "(PDF, 1,2 MB)"
    assert [link.text for link in soup_of(client, many.url).select(".files a")] == [f"Phụ lục {n}" for n in range(5)]
    assert len(statements(client, many.url)) == len(statements(client, one.url))


def test_what_was_corrected_is_read_aloud_too(client, section, department):
    page = news("Có đính chính", department=department)
    page.corrections = [PageCorrection(note="Ngày 05/9, không phải 06/9.", noted_on="2026-09-07")]
    soup = soup_of(client, public(section, page).url)
    assert soup.select_one(".corrections").has_attr("data-read")


def test_event_says_whether_it_goes_on_or_is_over(client, home, department):
    section = EventIndexPage.objects.child_of(home).get()
    now = timezone.now()
    states = {}
    for title, start in (("Sắp tới", now + HOUR), ("Đang họp", now - HOUR), ("Đã xong", now - 9 * HOUR)):
        page = public(section, event(title, start, place="Hội trường", organiser="Văn phòng", department=department))
        facts = soup_of(client, page.url).select_one(".facts")
        assert "Hội trường" in facts.text and "Văn phòng" in facts.text
        states[title] = [state.text for state in facts.select(".facts__state")]
    assert states == {"Sắp tới": [], "Đang họp": ["Đang diễn ra"], "Đã xong": ["Đã kết thúc"]}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_on_reading_is_a_page_of_each_language_and_every_page_leads_to_it(client, home, language):
    with override(language):
        address = reverse("reading_help")
    assert address.startswith("/en/") == (language == "en")
    soup = soup_of(client, address)
    assert soup.html["lang"] == language
    assert soup.main.select("[data-display-tools]")
    assert soup.select_one("footer a[accesskey='0']")["href"] == address


def test_each_shortcut_key_stands_once_on_a_page_and_help_names_it(client, home):
    front = soup_of(client, home.url)
    keys = [str.join(" ", element["accesskey"]) for element in front.select("[accesskey]")]
    assert len(keys) == len(set(keys))
    assert front.select_one("[accesskey='1']")["href"] == home.url
    assert front.select_one("[accesskey='2']")["href"] == "#content"
    assert front.select_one("[accesskey='4']")["href"] == reverse("search")
    with override("vi"):
        named = [key.text.strip() for key in soup_of(client, reverse("reading_help")).select("th kbd")]
    assert set(keys) <= set(named)


@pytest.mark.parametrize("asked", ["?page=abc", "?q=%00", "?x=" + "9" * 400])
def test_help_on_reading_takes_any_question(client, home, asked):
    with override("vi"):
        assert client.get(reverse("reading_help") + asked).status_code == 200
