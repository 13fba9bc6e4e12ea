"""The editors' guide in the admin: the files of docs/huong-dan, as pages that only those who work there read."""

import re
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.urls import reverse

from cms.guide import checks, files, places
from cms.guide.rendering import page_of, render
from tests import factories

NAMES = sorted(files.pages())


@pytest.fixture
def own_guide(tmp_path, settings):
    """A guide of one's own: `own_guide("ten", "# Chữ")` writes a page."""
    settings.GUIDE_DIR = tmp_path

    def write(name: str, text: str) -> None:
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")

    return write


def internal_links(html: str) -> list[str]:
    return [unquote(link) for link in re.findall(r'href="([^"]*)"', html) if not link.startswith("https://")]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_a_title_and_its_links_and_pictures_lead_somewhere(name):
    page = page_of(name)
    assert page.title
    anchors = {page_name: {heading.anchor for heading in page_of(page_name).headings} for page_name in NAMES}
    written = files.pages()[name].read_text(encoding="utf-8")
    assert page.html.count("<img ") == len(re.findall(r"!\[", written))
    assert 'src=""' not in page.html
    for link in internal_links(page.html):
        address, _sign, anchor = link.partition("#")
        if address.startswith(reverse("guide_picture", args=["x"])[:-1]):
            assert address.rsplit("/", 1)[1] in files.pictures()
            continue
        target = name if not address else address.removeprefix(reverse("guide")).rstrip("/") or files.CONTENTS
        assert target in NAMES
        assert not anchor or anchor in anchors[target], link


def test_every_screen_leads_to_a_part_that_is_there():
    for part in places.all_parts():
        name, _sign, anchor = part.partition("#")
        assert anchor in {heading.anchor for heading in page_of(name).headings}, part


def test_every_type_of_page_that_people_write_leads_to_its_own_part():
    parts = {places.place_of(None, model).page for model in ("newsroom.newspage", "newsroom.announcementpage")}
    assert parts == {"soan-tin", "soan-thong-bao"}
    assert places.place_of(None, "events.eventpage").page == "soan-su-kien"
    assert places.place_of(None, "home.homepage").page == "trang-chu"


@pytest.mark.parametrize("who", ["drafter", "approver", "administrator"])
def test_those_who_work_in_the_admin_find_it_in_the_menu_and_read_it(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert f'"url": "{reverse("guide")}"' in client.get(reverse("wagtailadmin_home")).content.decode()
    contents = client.get(reverse("guide")).content.decode()
    assert reverse("guide_page", args=["soan-tin"]) in contents
    page = client.get(reverse("guide_page", args=["soan-tin"])).content.decode()
    assert 'id="4-điền-biểu-mẫu"' in page
    assert 'href="#4-điền-biểu-mẫu"' in page
    picture = client.get(reverse("guide_picture", args=["tong-quan.png"]))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert "private" in picture["Cache-Control"]
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "arguments"), [("guide", []), ("guide_page", ["soan-tin"]), ("guide_picture", ["tong-quan.png"])]
)
def test_nobody_else_does(client, name, arguments):
    address = reverse(name, args=arguments)
    assert client.get(address).url.startswith(reverse("wagtailadmin_login"))
    client.force_login(factories.UserFactory())
    assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("guide_page", "khong-co"),
        ("guide_page", ".."),
        ("guide_page", "README.md"),
        ("guide_picture", "khong-co.png"),
        ("guide_picture", ".."),
        ("guide_picture", "soan-tin.md"),
        ("guide_picture", "%2e%2e%2fREADME.md"),
    ],
)
def test_nothing_beside_the_guide_is_shown(client, drafter, name, argument):
    client.force_login(drafter)
    assert client.get(reverse(name, args=[argument])).status_code == 404


def test_it_is_read_and_never_written_to(client, drafter):
    client.force_login(drafter)
    assert client.post(reverse("guide")).status_code == 405
    for address in (reverse("guide"), reverse("guide_picture", args=["tong-quan.png"])):
        assert client.head(address).status_code == 200


@pytest.mark.parametrize("screen", ["wagtailadmin_explore", "wagtailadmin_pages:history", "wagtailadmin_pages:edit"])
def test_a_screen_leads_to_what_is_said_of_it(client, section, drafter, screen):
    page = factories.draft(section, drafter)
    client.force_login(drafter)
    html = client.get(reverse(screen, args=[page.pk])).content.decode()
    part = {
        "wagtailadmin_explore": "soan-tin/#11-sửa-bài-của-đồng-nghiệp",
        "wagtailadmin_pages:history": "dinh-chinh-va-go/#lịch-sử-phiên-bản-công-khai-phiếu-duyệt",
        "wagtailadmin_pages:edit": "soan-tin/#4-điền-biểu-mẫu",
    }[screen]
    assert f'href="{reverse("guide")}{part}"' in html


def test_text_is_shown_and_not_carried_out(own_guide):
    page = render('# Tên\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1)) ![b](x" onerror="alert(1))')
    assert "<script" not in page.html
    assert "javascript:alert" not in re.sub(r">[^<]*<", "><", page.html)
    assert not re.search(r"<[^>]*onerror", page.html)


def test_links_out_of_the_guide_keep_their_words_and_lead_nowhere(own_guide):
    own_guide("khac", "# Khác")
    page = render("[xa](https://a.example/) [gần](khac.md#x) [ngoài](../operations/install.md) [lạ](http://a.example/)")
    assert internal_links(page.html) == [reverse("guide_page", args=["khac"]) + "#x"]
    assert 'href="https://a.example/"' in page.html
    assert "ngoài" in page.html


def test_two_headings_of_the_same_words_have_two_anchors():
    assert [heading.anchor for heading in render("## Ảnh\n\n## Ảnh").headings] == ["ảnh", "ảnh-1"]


def test_a_page_that_is_written_anew_is_shown_anew(own_guide):
    own_guide("trang", "# Trước")
    assert page_of("trang").title == "Trước"
    own_guide("trang", "# Sau khi sửa")
    assert page_of("trang").title == "Sau khi sửa"


def test_the_project_brings_its_guide_and_says_so_where_it_is_left_behind(own_guide):
    assert [warning.id for warning in checks.guide_is_there(None)] == ["guide.W001"]
    own_guide("README", "# Mục lục")
    assert checks.guide_is_there(None) == []


@pytest.mark.django_db
def test_without_its_files_there_is_no_way_to_it(own_guide, client, drafter):
    client.force_login(drafter)
    assert (
        reverse("guide")
        not in client.get(reverse("wagtailadmin_home")).content.decode().split("wagtail-sidebar-props")[1]
    )
    assert client.get(reverse("guide")).status_code == 404


def test_the_folder_is_the_one_of_the_project():
    assert settings.GUIDE_DIR == settings.BASE_DIR / "docs" / "huong-dan"
