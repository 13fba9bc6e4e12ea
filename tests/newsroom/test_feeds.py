"""RSS and Atom of everything, of sections and of departments: right for machines, and never more than is public."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.pages import renditions
from cms.pages.models import CatalogueEntry
from cms.reading import generation
from home.models import HomePage
from newsroom.departments import slug_of
from newsroom.models import NewsIndexPage
from tests.factories import document, draft, member_of, news, picture, picture_file
from tests.pages.builders import announcement, changed, committed, event, move, public, take_down

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
HOST = "http://testserver"
ALL = ["/rss.xml", "/atom.xml", "/rss-full.xml", "/atom-full.xml"]


@pytest.fixture
def article(section, department):
    fields = {"summary": "Sáu trăm học sinh & <b>giáo viên</b>.", "author_name": "Lò Thị An", "department": department}
    return public(section, news('Khai giảng "năm học" <mới> & vui', **fields))


def parsed(client, address: str):
    """Return what a feed reader understands; it may find nothing wrong."""
    found = feedparser.parse(client.get(address).content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def tree(client, address: str):
    return ElementTree.fromstring(client.get(address).content)


def titles(client, address: str) -> list[str]:
    return [entry.title for entry in parsed(client, address).entries]


def test_rss_has_what_the_specification_asks_for(client, article):
    channel = tree(client, "/rss.xml").find("channel")
    assert channel.findtext("title") == "Sở Giáo dục và Đào tạo"
    assert channel.findtext("link") == f"{HOST}/"
    assert channel.findtext("description")
    assert channel.findtext("language") == "vi"
    assert channel.findtext("ttl") == "30"
    assert RFC822.fullmatch(channel.findtext("lastBuildDate"))
    assert channel.find(f"{ATOM}link").attrib == {"rel": "self", "href": f"{HOST}/rss.xml"}
    (item,) = channel.findall("item")
    assert item.findtext("title") == article.title
    assert item.findtext("link") == f"{HOST}{article.url}"
    assert item.findtext("description") == "Sáu trăm học sinh &amp; &lt;b&gt;giáo viên&lt;/b&gt;."
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Lò Thị An"
    assert item.findtext("category") == "Tin hoạt động"
    assert RFC822.fullmatch(item.findtext("pubDate"))
    guid = item.find("guid")
    assert (guid.text, guid.attrib) == (f"urn:uuid:{article.public_id}", {"isPermaLink": "false"})


def test_atom_has_what_the_specification_asks_for(client, article):
    feed = tree(client, "/atom.xml")
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "vi"
    assert feed.findtext(f"{ATOM}id") == f"{HOST}/atom.xml"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Sở Giáo dục và Đào tạo"
    assert RFC3339.fullmatch(feed.findtext(f"{ATOM}updated"))
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{HOST}/atom.xml", "alternate": f"{HOST}/"}
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{article.public_id}"
    assert entry.findtext(f"{ATOM}title") == article.title
    assert RFC3339.fullmatch(entry.findtext(f"{ATOM}published"))
    assert RFC3339.fullmatch(entry.findtext(f"{ATOM}updated"))
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Lò Thị An"
    assert entry.find(f"{ATOM}category").get("term") == "Tin hoạt động"


@pytest.mark.parametrize("address", ALL)
def test_feed_is_sent_as_what_it_is(client, article, address):
    response = client.get(address)
    kind = "rss" if "rss" in address else "atom"
    assert response["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    found = parsed(client, address)
    assert found.version == ("rss20" if kind == "rss" else "atom10")


def test_shown_date_is_the_date_of_the_item_and_a_correction_moves_the_other(
    client, section, department, drafter, approver
):
    shown = datetime(2026, 9, 5, 1, 0, tzinfo=UTC)
    article = public(section, news("Khai giảng", department=department, shown_at=shown))
    before = parsed(client, "/atom.xml").entries[0]
    assert before.published == "2026-09-05T01:00:00+00:00"
    changed(article, drafter, approver, summary="Đã đính chính.")
    after = parsed(client, "/atom.xml").entries[0]
    assert after.published == before.published
    assert after.updated > before.updated
    assert after.id == before.id
    assert after.summary == "Đã đính chính."
    rss = tree(client, "/rss.xml").find("channel/item")
    assert rss.findtext(f"{ATOM}updated")[:19] == after.updated[:19]


def test_newest_stands_first_and_everything_holds_every_kind(client, section, announcements, department, home):
    now = timezone.now()
    public(section, news("Tin", department=department, shown_at=now - timedelta(days=2)))
    public(announcements, announcement("Thông báo", department=department, shown_at=now - timedelta(days=1)))
    events = home.get_children().get(slug="su-kien")
    public(events, event("Sự kiện", department=department))
    assert titles(client, "/rss.xml") == ["Sự kiện", "Thông báo", "Tin"]
    assert titles(client, "/tin-hoat-dong/rss.xml") == ["Tin"]
    assert titles(client, "/thong-bao/atom.xml") == ["Thông báo"]
    assert titles(client, "/su-kien/rss.xml") == ["Sự kiện"]


def test_section_says_its_own_name_and_address(client, section, article):
    found = parsed(client, "/tin-hoat-dong/rss.xml").feed
    assert found.title == "Tin hoạt động – Sở Giáo dục và Đào tạo"
    assert found.link == f"{HOST}/tin-hoat-dong/"


def test_department_has_a_feed_of_its_own(client, section, article, department, other_department):
    public(section, news("Của phòng khác", department=other_department))
    address = reverse("department_news", args=[slug_of(department)])
    assert titles(client, f"{address}rss.xml") == [article.title]
    assert parsed(client, f"{address}atom.xml").feed.title.startswith(department.name)
    assert client.get(reverse("department_news", args=["khong-co"]) + "rss.xml").status_code == 404


def test_other_language_has_its_own(client, article, home):
    english = HomePage.objects.get(locale__language_code="en")
    section_en = public(english, NewsIndexPage(title="News", slug="news", locale=english.locale))
    public(section_en, news("School year begins", department=article.department, locale=english.locale))
    found = parsed(client, "/en/rss.xml")
    assert [entry.title for entry in found.entries] == ["School year begins"]
    assert found.feed.language == "en"
    assert titles(client, "/en/news/atom.xml") == ["School year begins"]
    assert titles(client, "/rss.xml") == [article.title]


def test_what_was_taken_down_vanishes_and_what_was_never_public_is_not_there(client, section, article, department):
    draft(section, member_of(department), news("Bản nháp bí mật"))
    take_down(article)
    for address in [*ALL, "/tin-hoat-dong/rss.xml"]:
        text = client.get(address).content.decode()
        assert "Khai giảng" not in text
        assert "bí mật" not in text


def test_what_was_moved_in_is_no_news(client, article):
    CatalogueEntry.objects.filter(page=article).update(is_migrated=True)
    assert titles(client, "/rss.xml") == []


def test_feed_without_items_does_not_change_with_the_clock(client, section):
    assert client.get("/rss.xml").content == client.get("/rss.xml").content
    assert parsed(client, "/tin-hoat-dong/atom.xml").entries == []


def test_cover_comes_with_its_true_length_and_type(client, section, department, settings):
    cover = picture(file=picture_file(size=(900, 600)))
    article = public(section, news("Có ảnh", department=department, cover=cover, cover_alt="Sân trường"))
    with committed():
        renditions.make(article)
    (entry,) = parsed(client, "/rss.xml").entries
    (enclosure,) = entry.enclosures
    served = settings.PUBLIC_MEDIA_ROOT / enclosure.href.removeprefix(f"{HOST}/media/")
    assert enclosure.type == "image/jpeg"
    assert int(enclosure.length) == served.stat().st_size
    (media,) = entry.media_content
    assert media["url"] == enclosure.href
    assert (media["medium"], media["filesize"]) == ("image", enclosure.length)
    (atom,) = parsed(client, "/atom.xml").entries
    assert [link.href for link in atom.links if link.rel == "enclosure"] == [enclosure.href]


def test_control_characters_and_markup_break_nothing(client, section, department):
    title = "Thi <script>alert(1)</script> ]]> & \x0b\x1f\ufffe'hết'"
    article = public(section, news(title, department=department, summary="a\x08b ]]> <i>c</i>"))
    for address in ALL:
        assert len(parsed(client, address).entries) == 1
        assert "\x0b" not in client.get(address).content.decode()
    item = tree(client, "/rss.xml").find("channel/item")
    assert item.findtext("title") == "Thi <script>alert(1)</script> ]]> & 'hết'"
    assert item.findtext("description") == "ab ]]&gt; &lt;i&gt;c&lt;/i&gt;"
    assert item.findtext("link").endswith(article.url)


def test_full_text_is_plain_html_with_absolute_addresses(client, section, department, article):
    paper = document(title="Kế hoạch")
    image = picture(file=picture_file(size=(900, 600)))
    body = [
        ("heading", {"text": "Nhiệm vụ <1>", "level": "h2"}),
        (
            "paragraph",
            f'<p>Xem <a linktype="page" id="{article.pk}">bài trước</a> và <a href="/lien-he/">liên hệ</a>.</p>',
        ),
        ("image", {"image": image, "alt_text": "Lớp học", "caption": "Giờ học", "credit": ""}),
        ("gallery", {"title": "", "images": [{"image": image, "caption": "Một"}, {"image": image, "caption": "Hai"}]}),
        ("quote", {"text": "Học & hành", "attribution": "Cô Mai"}),
        ("table", {"first_row_is_table_header": True, "data": [["Trường", "Số"], ["A <b>", None]]}),
        ("documents", {"title": "", "documents": [paper]}),
        ("video", {"address": "https://youtu.be/aaaaaaaaaaa", "title": "Phóng sự"}),
        ("notice", {"level": "info", "title": "Lưu ý", "text": "<p>Nhớ đúng giờ.</p>"}),
    ]
    made = public(section, news("Toàn văn", department=department, body=body, summary="Tóm tắt."))
    with committed():
        renditions.make(made)
    items = {item.findtext("title"): item for item in tree(client, "/rss-full.xml").iter("item")}
    text = items["Toàn văn"].findtext(CONTENT)
    assert "<p><strong>Tóm tắt.</strong></p>" in text
    assert "<h2>Nhiệm vụ &lt;1&gt;</h2>" in text
    assert f'<a href="{HOST}{article.url}">bài trước</a>' in text
    assert f'<a href="{HOST}/lien-he/">liên hệ</a>' in text
    assert re.search(rf'<img src="{HOST}/media/images/[^"]+" width="720" height="480" alt="Lớp học">', text)
    assert text.count("<figure>") == 3
    assert "<blockquote><p>Học &amp; hành</p><p>— Cô Mai</p></blockquote>" in text
    assert "<tr><th>Trường</th><th>Số</th></tr><tr><td>A &lt;b&gt;</td><td></td></tr>" in text
    assert re.search(rf'<li><a href="{HOST}/media/documents/[^"]+">Kế hoạch</a></li>', text)
    assert '<a href="https://www.youtube.com/watch?v=aaaaaaaaaaa">Phóng sự</a>' in text
    assert "<p>Nhớ đúng giờ.</p>" in text
    assert not re.search(r'(src|href)="/', text)
    assert "<script" not in text and "style=" not in text and "srcset" not in text


@pytest.mark.parametrize("address", ["/rss.xml", "/atom-full.xml", "/tin-hoat-dong/rss-full.xml", "department"])
def test_queries_do_not_grow_with_the_items(client, section, department, address):
    if address == "department":
        address = reverse("department_news", args=[slug_of(department)]) + "rss.xml"

    def add(number: int) -> None:
        image = picture(file=picture_file(size=(40, 30)))
        block = {"image": image, "caption": "Ảnh", "alt_text": "", "credit": ""}
        link = f'<p><a linktype="page" id="{section.pk}">mục</a></p>'
        body = [("paragraph", link), ("image", block), ("paragraph", link)]
        public(section, news(f"Tin {number}", department=department, cover=image, body=body))

    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(address)
        assert response.status_code == 200
        return len(queries)

    for number in range(2):
        add(number)
    few = asked()
    for number in range(2, 6):
        add(number)
    assert asked() == few <= 16


def test_reader_who_has_it_already_is_told_so_until_something_changes(client, article, drafter, approver):
    first = client.get("/rss.xml")
    generation.current()
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/rss.xml", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len(queries) == 0
    changed(article, drafter, approver, summary="Mới.")
    assert client.get("/rss.xml", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_feed_of_a_renamed_section_leads_to_where_it_is_now(client, section, article, home):
    target = public(home, NewsIndexPage(title="Chuyên mục mới", slug="chuyen-muc-moi"))
    move(section, target)
    response = client.get("/tin-hoat-dong/atom-full.xml")
    assert response.status_code == 301
    assert response["Location"] == "/chuyen-muc-moi/tin-hoat-dong/atom-full.xml"


@pytest.mark.parametrize(
    "address",
    [
        "/khong-co/rss.xml",
        "/rss.xml/",
        "/tin-hoat-dong/%00/rss.xml",
        "/-full.xml",
        "/tin-hoat-dong/rss-ful.xml",
        "/x/" * 80,
    ],
)
def test_rubbish_is_not_found(client, article, address):
    assert client.get(address).status_code in {404, 301}


def test_article_is_no_list_and_feeds_take_no_other_method(client, article):
    assert client.get(f"{article.url}rss.xml").status_code == 404
    assert client.post("/rss.xml").status_code == 405
    assert client.head("/rss.xml").status_code == 200


def test_pages_point_to_their_feeds(client, section, article):
    def linked(address: str) -> list[str]:
        return re.findall(
            r'type="application/(?:rss|atom)\+xml"[^>]*href="([^"]+)"', client.get(address).content.decode()
        )

    everything = [f"{HOST}/rss.xml", f"{HOST}/atom.xml"]
    assert linked("/") == everything
    for address in (section.url, article.url):
        assert linked(address) == [f"{HOST}/tin-hoat-dong/rss.xml", *everything]
