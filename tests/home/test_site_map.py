"""The site map: the tree of what is not a single article, in each language."""

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from home.models import ContactPage, HomePage, InfoPage
from newsroom.models import NewsIndexPage
from tests.factories import draft, news
from tests.pages.builders import public, restrict, statements, take_down


def address(language: str) -> str:
    with translation.override(language):
        return reverse("site_map")


def tree(client, language: str = "vi") -> list:
    """Return the map as nested lists of [label, address, children]."""
    response = client.get(address(language))
    assert response.status_code == 200
    return branch(BeautifulSoup(response.content, "html.parser").select_one("main .site-map"))


def branch(lists) -> list:
    found = []
    for item in lists.find_all("li", recursive=False) if lists else []:
        found.append([item.a.get_text(strip=True), item.a["href"], branch(item.ul)])
    return found


def test_map_is_the_tree_of_sections_and_information_pages(client, home, section, department):
    nested = public(section, NewsIndexPage(title="Khối trung học"))
    public(nested, news("Một tin", department=department))
    about = public(home, InfoPage(title="Giới thiệu"))
    public(about, InfoPage(title="Cơ cấu tổ chức"))
    public(home, ContactPage(title="Liên hệ"))
    assert tree(client) == [
        ["Tin hoạt động", "/tin-hoat-dong/", [["Khối trung học", "/tin-hoat-dong/khoi-trung-hoc/", []]]],
        ["Thông báo", "/thong-bao/", []],
        ["Sự kiện", "/su-kien/", []],
        ["Dòng sự kiện", "/dong-su-kien/", []],
        ["Giới thiệu", "/gioi-thieu/", [["Cơ cấu tổ chức", "/gioi-thieu/co-cau-to-chuc/", []]]],
        ["Liên hệ", "/lien-he/", []],
    ]


def test_map_leaves_out_what_citizens_may_not_read(client, home, section, drafter, department):
    department.sections.add(home)
    draft(home, drafter, InfoPage(title="Nháp"))
    take_down(public(home, InfoPage(title="Gỡ")))
    public(section, NewsIndexPage(title="Dưới mục kín"))
    restrict(section)
    assert [label for label, _url, _children in tree(client)] == ["Thông báo", "Sự kiện", "Dòng sự kiện"]


def test_public_page_below_one_that_was_taken_down_keeps_its_place_in_the_map(client, home):
    above = public(home, InfoPage(title="Giới thiệu"))
    below = public(above, InfoPage(title="Cơ cấu"))
    take_down(above)
    shown = [label for label, _url, _children in tree(client)]
    assert ("Cơ cấu" in shown) is (client.get(below.url).status_code == 200)


def test_each_language_has_its_own_map(client, home):
    english = HomePage.objects.get(locale__language_code="en")
    public(english, InfoPage(title="About", locale=english.locale))
    assert tree(client, "en") == [["About", "/en/about/", []]]
    assert "About" not in str(tree(client))


def test_map_of_an_empty_language_says_so(client, home):
    soup = BeautifulSoup(client.get(address("en")).content, "html.parser")
    assert soup.select_one("main .empty").get_text(strip=True)
    assert len(soup.select("h1")) == 1


def test_map_costs_no_query_for_its_pages_once_it_is_kept(client, home, section):
    before = statements(client, address("vi"))
    for number in range(6):
        public(section, NewsIndexPage(title=f"Khối {number}"))
    assert statements(client, address("vi")) == before
    assert not [sql for sql in before if "catalogueentry" in sql]


def test_map_is_read_only_and_indifferent_to_what_is_asked_of_it(client, home):
    assert client.get(address("vi"), {"page": "abc", "q": "\0"}).status_code == 200
    assert client.post(address("vi")).status_code == 405


def test_every_page_leads_to_the_map_in_its_footer(client, home):
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    assert soup.select_one("footer").find("a", href=address("vi"))
