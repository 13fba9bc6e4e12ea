"""Menu, languages and site settings, on every page."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import HomePage, InfoPage, SiteSettings
from newsroom.models import NewsIndexPage
from tests.factories import draft, fresh, news, picture
from tests.pages.builders import changed, committed, move, public, restrict, statements, take_down


@pytest.fixture
def english(home) -> HomePage:
    return HomePage.objects.get(locale__language_code="en")


def soup(client, address: str = "/") -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def menu(client, address: str = "/") -> list[tuple[str, str, list[str]]]:
    """Return label, address and the labels of the children of each entry of the main menu."""
    items = soup(client, address).select(".main-menu__list > li")
    return [
        (
            item.select_one(":scope > a").text.strip(),
            item.select_one(":scope > a")["href"],
            [child.text.strip() for child in item.select(".main-menu__children a")],
        )
        for item in items
    ]


def marked(client, address: str) -> list[str]:
    """Return the labels of the menu entries that are marked as open."""
    return [link.text.strip() for link in soup(client, address).select(".main-menu a[aria-current]")]


def test_menu_is_the_tree_of_pages_marked_for_it_in_order_two_levels_deep(client, home, section):
    public(section, NewsIndexPage(title="Khối trung học", short_title="Trung học", show_in_menus=True))
    public(section, NewsIndexPage(title="Không vào menu"))
    about = public(home, InfoPage(title="Giới thiệu", show_in_menus=True))
    structure = public(about, InfoPage(title="Cơ cấu tổ chức", show_in_menus=True))
    public(structure, InfoPage(title="Tầng thứ ba", show_in_menus=True))
    public(home, InfoPage(title="Không vào menu"))
    assert menu(client) == [
        ("Tin hoạt động", "/tin-hoat-dong/", ["Trung học"]),
        ("Thông báo", "/thong-bao/", []),
        ("Sự kiện", "/su-kien/", []),
        ("Giới thiệu", "/gioi-thieu/", ["Cơ cấu tổ chức"]),
    ]


def test_menu_leaves_out_what_citizens_may_not_read(client, home, section):
    draft_page = InfoPage(title="Nháp", show_in_menus=True, live=False)
    home.add_child(instance=draft_page)
    take_down(public(home, InfoPage(title="Gỡ", show_in_menus=True)))
    restrict(section)
    assert [label for label, _url, _children in menu(client)] == ["Thông báo", "Sự kiện"]


def test_menu_marks_the_open_branch_and_the_open_entry_in_it(client, home, section, department):
    nested = public(section, NewsIndexPage(title="Trung học", show_in_menus=True))
    other = public(section, NewsIndexPage(title="Tiểu học", show_in_menus=True))
    article = public(nested, news(department=department))
    assert marked(client, "/") == []
    assert marked(client, section.url) == ["Tin hoạt động"]
    assert marked(client, article.url) == ["Tin hoạt động", "Trung học"]
    assert marked(client, other.url) == ["Tin hoạt động", "Tiểu học"]


def test_menu_follows_a_rename_and_a_move(client, home, section, drafter, approver, department):
    page = public(home, InfoPage(title="Liên hệ", show_in_menus=True, department=department))
    assert menu(client)[-1][:2] == ("Liên hệ", "/lien-he/")
    changed(page, drafter, approver, short_title="Địa chỉ", slug="dia-chi")
    assert menu(client)[-1][:2] == ("Địa chỉ", "/dia-chi/")
    about = public(home, InfoPage(title="Giới thiệu", show_in_menus=True))
    move(page, about)
    assert menu(client)[-1] == ("Giới thiệu", "/gioi-thieu/", ["Địa chỉ"])


def test_each_language_has_its_own_menu(client, english):
    public(english, InfoPage(title="Contact", show_in_menus=True, locale=english.locale))
    assert menu(client, "/en/") == [("Contact", "/en/contact/", [])]
    assert "Contact" not in str(menu(client, "/"))


def languages(client, address: str) -> list[tuple[str, str | None]]:
    """Return code and address of each language offered; no address for the current one."""
    items = soup(client, address).select(".languages__item > *")
    return [(item["lang"], item.get("href")) for item in items]


def test_language_links_lead_to_the_translation_or_else_to_the_front_page(client, home, english):
    about = public(home, InfoPage(title="Giới thiệu"))
    assert languages(client, about.url) == [("vi", None), ("en", "/en/")]
    translation = InfoPage(title="About", locale=english.locale, translation_key=about.translation_key)
    translation = public(english, translation)
    assert languages(client, about.url) == [("vi", None), ("en", "/en/about/")]
    assert languages(client, "/en/about/") == [("vi", "/gioi-thieu/"), ("en", None)]
    take_down(translation)
    assert languages(client, about.url) == [("vi", None), ("en", "/en/")]


def test_language_links_of_front_pages_and_missing_pages_lead_to_front_pages(client, home):
    for address in ("/", "/khong-co/"):
        assert languages(client, address) == [("vi", None), ("en", "/en/")]
    for address in ("/en/", "/en/none/"):
        assert languages(client, address) == [("vi", "/"), ("en", None)]


@pytest.fixture
def agency(home) -> SiteSettings:
    with committed():
        return SiteSettings.objects.create(
            site=home.get_site(),
            agency_name="Sở Giáo dục và Đào tạo tỉnh Suối Mây",
            agency_name_en="Suoi May Department of Education",
            parent_agency="Ủy ban nhân dân tỉnh Suối Mây",
            parent_agency_en="Suoi May People's Committee",
            responsible_person="Giám đốc Lò Văn Ân",
            address="Số 1 đường Hoa Ban",
            phone="0215 382 5000",
            email="sgddt@suoimay.example",
            licence="Ghi rõ nguồn khi dùng lại.",
        )


def test_header_and_footer_say_who_publishes_the_portal(client, agency):
    page = soup(client)
    assert agency.agency_name in page.header.text
    assert agency.parent_agency in page.header.text
    for words in (agency.responsible_person, agency.address, agency.phone, agency.email, agency.licence):
        assert words in page.footer.text
    assert page.footer.find("a", href="tel:02153825000")
    assert page.footer.find("a", href="mailto:sgddt@suoimay.example")


def test_english_pages_name_the_agency_in_english(client, agency):
    page = soup(client, "/en/")
    assert "Suoi May Department of Education" in page.header.text
    assert "Suoi May People's Committee" in page.header.text
    assert "Suối Mây" not in page.header.text


def test_saved_settings_show_at_once(client, agency):
    assert agency.phone in soup(client).footer.text
    agency.phone = "0215 382 6000"
    with committed():
        agency.save()
    assert "0215 382 6000" in soup(client).footer.text


def test_emblem_of_the_agency_is_shown(client, agency):
    agency.emblem = picture("Biểu trưng")
    with committed():
        agency.save()
    page = soup(client)
    emblem = page.select_one("header img")
    assert emblem["src"] == fresh(agency.emblem).get_rendition("max-144x144|format-webp").url
    assert emblem["alt"] == ""
    # One file: a second one for the browser's tab would be fetched on every first visit.
    assert page.select_one("link[rel=icon]")["href"] == emblem["src"]
    assert not page.select("header picture")


def test_portal_without_an_emblem_shows_one_mark_in_the_header_and_on_the_tab(client, home):
    page = soup(client)
    assert page.select_one("link[rel=icon]")["href"] == page.select_one("header img")["src"]


def test_portal_without_settings_has_a_name_and_reading_it_makes_no_row(client, home):
    assert SiteSettings().name in soup(client).header.text
    assert not SiteSettings.objects.exists()


def test_menu_languages_and_settings_cost_a_page_no_query_once_they_are_kept(client, home, agency, section):
    page = public(home, InfoPage(title="Trang"))
    before = statements(client, page.url)
    for number in range(8):
        public(section, NewsIndexPage(title=f"Khối {number}", show_in_menus=True))
    assert statements(client, page.url) == before
    asked = "".join(before)
    assert "home_sitesettings" not in asked
    with CaptureQueriesContext(connection) as captured:
        fresh(page)
    assert len(before) > len(captured)


def test_draft_translation_is_offered_to_nobody(client, home, english, drafter, department):
    department.sections.add(english)
    about = public(home, InfoPage(title="Giới thiệu"))
    page = InfoPage(title="About", locale=english.locale, translation_key=about.translation_key)
    draft(english, drafter, page)
    assert languages(client, about.url) == [("vi", None), ("en", "/en/")]
