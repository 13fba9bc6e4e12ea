"""The contact page, the footer's particulars, the measuring code and the label."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.editorial.models import AdministrativeRecord
from home.models import ContactPage, HomePage, SiteSettings
from home.templatetags.contact import dial
from tests.factories import DepartmentFactory, fresh, picture
from tests.pages.builders import committed, public, statements

SCRIPT = "https://do-luong.example/emc.js"


def soup(client, address: str = "/") -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def save(settings: SiteSettings) -> None:
    with committed():
        settings.save()


@pytest.fixture
def agency(home) -> SiteSettings:
    settings = SiteSettings(
        site=home.get_site(),
        agency_name="Sở Giáo dục và Đào tạo tỉnh Suối Mây",
        agency_name_en="Suoi May Department of Education",
        responsible_person="Lò Văn Ân",
        responsible_title="Giám đốc Sở",
        responsible_title_en="Director",
        address="Số 1 đường Hoa Ban",
        address_en="1 Hoa Ban Street",
        map_url="https://www.openstreetmap.org/#map=17/21.0/103.0",
        phone="0215 382 5000 – máy lẻ 2",
        hotline="0215 382 5001",
        fax="0215 382 5002",
        email="sgddt@suoimay.example",
        working_hours="Sáng 7 giờ 30, chiều 13 giờ 30",
        licence="Ghi rõ nguồn khi dùng lại.",
    )
    save(settings)
    return settings


@pytest.fixture
def page(home, agency) -> ContactPage:
    body = [("paragraph", "<p>Gửi thư</p>")]
    return public(home, ContactPage(title="Liên hệ", summary="Cách liên hệ.", answered_by="Văn phòng Sở", body=body))


def test_contact_page_says_how_to_reach_the_agency(client, page, agency):
    main = soup(client, page.url).main
    for words in (
        agency.address,
        agency.phone,
        agency.hotline,
        agency.fax,
        agency.working_hours,
        "Văn phòng Sở",
        "Gửi thư",
    ):
        assert words in main.text
    links = {link["href"] for link in main.select("a")}
    assert {agency.map_url, "tel:02153825000", "tel:02153825001", "mailto:sgddt@suoimay.example"} <= links
    assert [heading.name for heading in main.select("h1, h2")][:2] == ["h1", "h2"]
    assert main.text.index("Cách liên hệ.") < main.text.index(agency.hotline) < main.text.index("Gửi thư")


def test_departments_stand_with_telephone_and_email_while_they_are_open(client, page, department):
    DepartmentFactory(name="Phòng đã đóng", active_until=date(2020, 1, 1))
    department.phone, department.email = "0215 382 5010", "gdtx@suoimay.example"
    with committed():
        department.save()
    main = soup(client, page.url).main
    assert main.find("a", href="tel:02153825010")
    assert main.find("a", href="mailto:gdtx@suoimay.example")
    assert department.name in main.text
    assert "Phòng đã đóng" not in main.text


def test_departments_are_left_out_where_the_page_says_so(client, home, department, agency):
    page = public(home, ContactPage(title="Liên hệ", show_departments=False))
    assert department.name not in soup(client, page.url).main.text


def test_departments_cost_the_contact_page_one_query_whatever_their_number(client, page, department):
    few = statements(client, page.url)
    for _number in range(8):
        DepartmentFactory()
    assert len(statements(client, page.url)) == len(few)


def test_contact_page_without_settings_is_a_page(client, home):
    page = public(home, ContactPage(title="Liên hệ"))
    assert len(soup(client, page.url).select("h1")) == 1


def test_front_page_has_one_contact_page(client, superuser, home, page):
    client.force_login(superuser)
    address = reverse("wagtailadmin_pages:add", args=["home", "contactpage", home.pk])
    assert client.get(address).status_code == 302
    english = HomePage.objects.get(locale__language_code="en")
    assert client.get(reverse("wagtailadmin_pages:add", args=["home", "contactpage", english.pk])).status_code == 200


def test_footer_says_who_answers_and_how_to_reach_the_agency(client, agency):
    footer = soup(client).select_one("footer").text
    for words in (
        "Lò Văn Ân, Giám đốc Sở",
        agency.address,
        agency.hotline,
        agency.fax,
        agency.working_hours,
        agency.licence,
    ):
        assert words in footer


def test_footer_of_english_pages_is_in_english_as_far_as_it_was_given(client, agency):
    footer = soup(client, "/en/").select_one("footer").text
    for words in ("Lò Văn Ân, Director", "1 Hoa Ban Street", agency.working_hours, agency.licence):
        assert words in footer
    assert agency.address not in footer


@pytest.mark.parametrize(("path", "place"), [("/", "Số 1 đường Hoa Ban"), ("/en/", "1 Hoa Ban Street")])
def test_machines_read_the_address_in_the_language_of_the_page(path, place, client, agency):
    written = json.loads(soup(client, path).select_one("script[type='application/ld+json']").string)
    (found,) = (node for node in written["@graph"] if node["@type"] == "GovernmentOrganization")
    assert found["address"]["streetAddress"] == place


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("0215 382 5000", "02153825000"),
        ("+84 (215) 382.5000", "+842153825000"),
        ("0215 382 5000 – 0215 382 5001", "02153825000"),
        ("0215-382-5000, 0215-382-5001", "02153825000"),
        ("0215 382 5000 máy lẻ 2", "02153825000"),
        ("", ""),
    ],
)
def test_first_number_is_what_a_telephone_dials(written, dialled):
    assert dial(written) == dialled


def test_measuring_code_is_loaded_and_named_in_the_policy_only_while_it_is_set(client, agency):
    def policy() -> str:
        return client.get("/").headers["Content-Security-Policy"]

    assert "do-luong" not in str(soup(client)) + policy()
    agency.measuring_script_url = SCRIPT
    agency.full_clean()
    save(agency)
    script = soup(client).find("script", src=SCRIPT)
    assert script.has_attr("async")
    assert not script.text
    directives = dict(part.strip().split(" ", 1) for part in policy().split(";") if " " in part.strip())
    assert all("https://do-luong.example" in directives[name] for name in ("script-src", "connect-src", "img-src"))
    agency.measuring_script_url = ""
    save(agency)
    assert "do-luong" not in str(soup(client)) + policy()


@pytest.mark.parametrize(
    "address",
    [
        "http://do-luong.example/emc.js",
        "javascript:alert(1)",
        "//do-luong.example/",
        "ftp://a.example/",
        "https://[2001:db8::1]/do-luong.js",
        "https://localhost/do-luong.js",
        "https://do-luong.đo.example/emc.js",
    ],
)
def test_measuring_code_is_reached_encrypted_or_not_at_all(client, agency, address):
    agency.measuring_script_url = address
    with pytest.raises(ValidationError):
        agency.full_clean()
    save(agency)
    assert address not in str(soup(client))
    assert "do-luong" not in client.get("/").headers["Content-Security-Policy"]


def test_label_is_our_own_picture_and_leads_to_where_it_is_checked(client, agency):
    assert not soup(client).select(".site-footer__label")
    agency.label_image, agency.label_name = picture("Nhãn"), "Nhãn tín nhiệm"
    agency.label_url = "https://nhan.example/kiem-tra"
    save(agency)
    assert fresh(agency.label_image).is_public
    link = soup(client).select_one(".site-footer__label a")
    assert link["href"] == agency.label_url
    assert link.img["alt"] == "Nhãn tín nhiệm"
    assert link.img["src"].startswith("/")


def test_every_change_of_settings_and_departments_leaves_a_record(agency, department):
    agency.measuring_script_url = SCRIPT
    save(agency)
    department.phone = "0215 382 5010"
    with committed():
        department.save()
    newest = {record.model: record.after for record in AdministrativeRecord.objects.order_by("pk")}
    assert newest["home.sitesettings"] == {"measuring_script_url": SCRIPT}
    assert newest["editorial.department"] == {"phone": "0215 382 5010"}


def test_settings_are_changed_by_administrators_alone(client, administrator, approver, drafter, home):
    address = reverse("wagtailsettings:edit", args=["home", "sitesettings", home.get_site().pk])
    for user, is_shown in ((administrator, True), (approver, False), (drafter, False)):
        client.force_login(user)
        assert (client.get(address).status_code == 200) is is_shown


def test_labels_and_settings_cost_a_page_no_query_once_they_are_kept(client, agency):
    before = statements(client, "/")
    agency.label_image, agency.emblem = picture("Nhãn"), picture("Biểu trưng")
    save(agency)
    assert len(statements(client, "/")) == len(before)
