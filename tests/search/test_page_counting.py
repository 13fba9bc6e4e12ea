"""Searches are counted beside the page, without anything that may say who searched; and never by reading it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cms.reading import searches
from cms.reading.models import SearchCount
from search.counting import may_be_personal

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PERSONAL = [
    "012345678901",
    "0123 456 789",
    "0912.345.678",
    "+84 912 345 678",
    "(0215) 382 5000 12",
    "CCCD 001099012345",
    "lo.thi.mai@vankhe.example",
    "https://vankhe.example/?ma=1",
    "Lò Thị Mai 12/05/2012",
    "nguyen van an 12-5-2012",
    "Trần Minh Khôi sinh năm 2012",
    "ngay sinh tran minh khoi",
    "em Nguyễn Văn An lớp 6A",
]
PLAIN = [
    "tuyển sinh lớp 10",
    "114/KH-UBND",
    "Nghị định 42/2022/NĐ-CP",
    "năm học 2025 - 2026",
    "lịch thi 20/11/2026",
    "hồ sơ tuyển sinh 2026",
    "điểm chuẩn lớp 10 năm 2026",
    "Sở Giáo dục và Đào tạo",
    "khai giảng 5.9",
]


@pytest.fixture(autouse=True)
def spool(settings, tmp_path):
    """A folder of its own for the spool."""
    settings.SPOOL_DIR = tmp_path / "spool"
    return settings.SPOOL_DIR


def count(client, text: str, agent: str = BROWSER, **data):
    data = {"q": text, "language": "vi", "found": "1"} | data
    return client.post(reverse("count_search"), data, headers={"user-agent": agent})


def counted() -> dict[str, tuple[int, int]]:
    """Return how often each search was counted, and how often in vain, after the worker's next rounds."""
    for _round in range(2):
        searches.roll_up()
    return {row.text: (row.times, row.times_nothing) for row in SearchCount.objects.all()}


@pytest.mark.no_database
@pytest.mark.parametrize("text", PERSONAL)
def test_what_may_say_something_of_a_person_is_known(text):
    assert may_be_personal(text)


@pytest.mark.no_database
@pytest.mark.parametrize("text", PLAIN)
def test_what_people_search_is_not_taken_for_personal(text):
    assert not may_be_personal(text)


def test_same_words_are_counted_together_with_those_in_vain(db, client):
    for text, found in (("Tuyển  sinh", "1"), ("tuyen sinh", "0"), ("TUYỂN SINH!", "1"), ("học phí", "0")):
        assert count(client, text, found=found).status_code == 204
    assert counted() == {"Tuyển sinh": (3, 1), "học phí": (1, 1)}
    assert counted() == {"Tuyển sinh": (3, 1), "học phí": (1, 1)}


def test_personal_data_robots_and_rubbish_are_not_counted(db, client):
    for text in (*PERSONAL, "", "%%%", "\0"):
        assert count(client, text).status_code == 204
    surrogate = client.post(reverse("count_search"), "q=%ED%A0%80", content_type="application/x-www-form-urlencoded")
    assert surrogate.status_code == 204
    assert count(client, "tuyển sinh", agent="Googlebot/2.1").status_code == 204
    assert client.post(reverse("count_search")).status_code == 204
    assert counted() == {}


def test_nothing_but_words_language_and_success_is_written_down(db, client, spool):
    response = count(client, "tuyển sinh", language="fr", page="7")
    assert not response.cookies
    assert not {"Content-Security-Policy", "Permissions-Policy"} & response.headers.keys()
    line = '{"language": "vi", "words": "tuyen sinh", "text": "tuyển sinh", "found": true}\n'
    assert [path.read_text() for path in spool.iterdir()] == [line]


def test_reading_results_counts_nothing_and_get_is_refused(db, client, spool, home):
    client.get(reverse("search"), {"q": "tuyển sinh"})
    assert client.get(reverse("count_search")).status_code == 405
    assert not spool.exists()


def test_first_page_of_an_unfiltered_search_alone_says_where_it_is_counted(client, home):
    def place(**asked):
        html = client.get(reverse("search"), asked).content
        return BeautifulSoup(html, "html.parser").select_one("[data-count-search]")

    found = place(q="tuyển sinh")
    assert (found["data-count-search"], found["data-query"], found["data-found"]) == (
        reverse("count_search"),
        "tuyển sinh",
        "0",
    )
    for asked in ({"q": "0912 345 678"}, {"q": "%"}, {"q": "tuyển sinh", "kind": "newspage"}, {}):
        assert place(**asked) is None, asked


def test_rare_searches_are_not_shown_and_forgotten_with_their_month(db):
    this = searches.month_of(timezone.localdate())
    rows = [(this, 1), (this, 3), (searches.months_back(this, 1), 2), (searches.months_back(this, 1), 3)]
    rows += [(searches.months_back(this, 14), 500)]
    for number, (month, times) in enumerate(rows):
        SearchCount.objects.create(month=month, language="vi", words=f"tu {number}", text=f"từ {number}", times=times)
    assert [row["text"] for row in searches.searched(this)] == ["từ 1"]
    searches.forget()
    assert sorted(SearchCount.objects.values_list("text", flat=True)) == ["từ 0", "từ 1", "từ 3"]


def test_machines_fill_no_table(db, client, monkeypatch):
    monkeypatch.setattr(searches, "MOST_IN_A_MONTH", 2)
    for text in ("một", "hai", "ba", "một"):
        count(client, text)
    assert counted() == {"một": (2, 0), "hai": (1, 0)}


def test_line_cut_short_is_left_out(db, client, spool):
    count(client, "một")
    with (spool / "searches.log").open("a") as file:
        file.write('{"language": "vi", "wor\n[1]\n{}\n')
    count(client, "hai")
    assert counted() == {"một": (1, 0), "hai": (1, 0)}
