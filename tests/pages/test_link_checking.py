"""Links of drafts and of public pages are noted, looked at in the background, and warned of where they lead nowhere."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone, translation

from cms.editorial.review import warnings
from cms.editorial.taking_down import bin as drafts_bin
from cms.operations import due
from cms.pages.links import asking, broken_of, checking
from cms.pages.links.asking import INTERNAL, INVALID, SILENT, UNCLEAR, Answer
from cms.pages.links.broken import broken_links
from cms.pages.links.finding import links_of
from cms.pages.links.inside import states_of
from cms.pages.models import CatalogueEntry, Link, LinkUse, OldAddress
from cms.text.nfc import nfc
from home.models import HomePage
from tests.factories import document, draft, edit, fresh, news
from tests.pages.builders import changed, public, take_down
from tests.pages.strange_servers import strange_server

pytestmark = pytest.mark.django_db

State = Link.State
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OTHER = "https://sogddt.vankhe.vn/van-ban/114"


def linked(*addresses: str, **fields):
    """Return an unsaved article whose first paragraph links to these addresses."""
    links = " ".join(f'<a href="{address}">văn bản {number}</a>' for number, address in enumerate(addresses))
    return news("Có liên kết", body=[("paragraph", f"<p>Xem {links}.</p>")], **fields)


def found(page) -> list[str]:
    return [link.address for link in links_of(page)]


def check(**answers) -> list[str]:
    """Look at what is due, each address answered as said, by its host with "_" for "."; return what was asked."""
    asked = []

    def ask_all(addresses):
        asked.extend(addresses)
        return {address: answers[checking.host_of(address).replace(".", "_")] for address in addresses}

    checking.check_due(ask_all)
    return asked


def later(**time) -> None:
    """Let all links have been looked at this much earlier."""
    for link in Link.objects.all():
        link.next_check_at -= timedelta(**time)
        link.failing_since = link.failing_since and link.failing_since - timedelta(**time)
        link.save()


def state_of(address: str) -> str:
    return states_of([address])[address]


# Which links there are


def test_links_are_found_wherever_a_page_has_them(home):
    rich = (
        f'<p><a href="{OTHER}">ngoài</a> <a linktype="page" id="{home.pk}">trong</a>'
        ' <a linktype="document" id="7">tệp</a>'
        ' <a href="mailto:a@b.vn">thư</a> <a href="tel:113">gọi</a> <a href="#dau">đầu</a> <a>không</a>'
        f' <a href="{OTHER}#muc-2">lần hai</a></p>'
    )
    body = [
        ("paragraph", rich),
        ("notice", {"level": "info", "title": "", "text": '<p><a href="https://b.vn/?a=1&amp;b=2">b</a></p>'}),
        ("video", {"address": "https://www.youtube.com/watch?v=aaaaaaaaaaa", "title": "Phim", "poster": None}),
    ]
    page = news("Có liên kết", body=body, source_url="https://nguon.vn/tin")
    expected = {OTHER, f"page:{home.pk}", "document:7", "https://b.vn/?a=1&b=2", "https://nguon.vn/tin"}
    assert set(found(page)) == expected
    assert len(found(page)) == len(expected)


def test_addresses_of_the_front_page_are_found():
    links = [{"label": "Dịch vụ công", "icon": "service", "page": None, "address": "https://dvc.vn/"}]
    front = HomePage(title="Trang chủ", composition=[("quick_links", {"title": "", "links": links})])
    assert found(front) == ["https://dvc.vn/"]


def test_own_address_is_looked_up_without_its_host():
    assert found(linked("http://testserver/tin-hoat-dong/?page=2#a", "/lien-he/")) == [
        "/tin-hoat-dong/?page=2",
        "/lien-he/",
    ]


def test_addresses_are_kept_in_one_form():
    decomposed = "https://a.vn/ho\u0323c"
    assert found(linked(decomposed)) == [nfc(decomposed)]


def test_text_that_only_begins_like_an_address_is_none():
    assert found(news("Tin", summary="https://a.vn/ là địa chỉ mới của Sở")) == []


def test_pages_and_documents_cost_the_same_at_three_and_at_thirty(home, django_assert_num_queries):
    for count in (3, 30):
        links = "".join(f'<a linktype="page" id="{home.pk + number}">a</a>' for number in range(count))
        links += "".join(f'<a linktype="document" id="{number}">a</a>' for number in range(count))
        page = news("Tin", body=[("paragraph", f"<p>{links}</p>")])
        with django_assert_num_queries(2):
            broken_of(page)


@pytest.mark.parametrize(
    "address",
    [
        "http://[",
        "https://\u2100.vn/",
        "http://a.vn:port/",
        "https://",
        "http://a.vn/%zz%00",
        "/%ff%fe/",
        "/" + "a" * 9000,
    ],
)
def test_rubbish_for_an_address_stops_nobody(home, address):
    rubbish = '<a linktype="page" id="99999999999999999999">x</a><a linktype="document" id="x">y</a>'
    page = news("Tin", body=[("paragraph", f'<p><a href="{address}">a</a>{rubbish}</p>')], source_url=address)
    assert "page:0" in [link.address for link in broken_of(page)]


# Addresses of the portal itself


def test_address_of_the_portal_is_looked_up_in_the_tree(section, department, drafter, django_assert_max_num_queries):
    shown = public(section, news("Khai giảng", department=department))
    hidden = draft(section, drafter, news("Nháp"))
    file = document()
    works = [
        "/",
        "/en/",
        "/tin-hoat-dong/",
        "/tin-hoat-dong",
        f"{shown.url}?page=2",
        shown.permalink,
        f"page:{shown.pk}",
        f"document:{file.pk}",
        "/tim-kiem/?q=a",
        "/static/css/base.css",
    ]
    missing = [
        "/khong-co/",
        "/tin-hoat-dong/khong-co/",
        f"/tin-hoat-dong/{hidden.slug}/",
        f"page:{hidden.pk}",
        "page:999999",
        "document:999999",
        f"/documents/{file.pk}/ke-hoach.pdf",
        "/media/documents/khong-co.pdf",
        "/media/../../../etc/passwd",
        "/p/00000000-0000-4000-8000-000000000000/",
        "/documents/99999999999999999999999999/a.pdf",
        "/tin%00/",
        "/media/%00",
        f"/media/{'a' * 5000}",
        "http://[::1",
    ]
    with django_assert_max_num_queries(80):
        assert states_of(works) == dict.fromkeys(works, State.WORKS)
        assert states_of(missing) == dict.fromkeys(missing, State.MISSING)
    assert state_of("/admin/pages/") == State.INTERNAL


def test_old_address_leads_on_as_long_as_its_page_is_public(section, department):
    page = public(section, news("Khai giảng", department=department))
    OldAddress.objects.remember("/chi-tiet.aspx?id=5", page.public_id)
    OldAddress.objects.remember("/tin-cu", section.public_id, is_prefix=True)
    assert state_of("/chi-tiet.aspx") == State.MISSING
    OldAddress.objects.remember("/chi-tiet", page.public_id)
    assert state_of("/chi-tiet/") == State.WORKS
    assert state_of(f"/tin-cu/{page.slug}/") == State.WORKS
    assert state_of("/tin-cu/khac/") == State.MISSING
    take_down(page)
    assert state_of("/chi-tiet/") == State.MISSING
    assert state_of(f"page:{page.pk}") == State.MISSING


# Noting


def test_links_of_a_draft_are_noted_when_it_is_saved(section, drafter):
    page = draft(section, drafter, linked(OTHER))
    checking.note_pages()
    use = LinkUse.objects.get(page=page)
    assert (use.link.address, use.link.host, use.is_public) == (OTHER, "sogddt.vankhe.vn", False)
    edit(page, drafter, body=linked("https://khac.vn/").body)
    checking.note_pages()
    assert [use.link.address for use in LinkUse.objects.filter(page=page)] == ["https://khac.vn/"]
    checking.forget_unused()
    assert [link.address for link in Link.objects.filter(host__gt="")] == ["https://khac.vn/"]


def test_public_words_and_draft_of_a_page_are_noted_apart(section, department, drafter, approver):
    page = changed(public(section, linked(OTHER, department=department)), drafter, approver, summary="Mới.")
    edit(page, drafter, body=linked("https://khac.vn/").body)
    checking.note_pages()
    uses = LinkUse.objects.filter(page=page).values_list("link__address", "is_public")
    assert set(uses) == {(OTHER, True), ("https://khac.vn/", False)}


def test_page_whose_links_cannot_be_read_stops_nobody(section, drafter, monkeypatch):
    page, faulty = (draft(section, drafter, linked(OTHER, slug=slug)) for slug in ("mot", "hai"))

    def read(given):
        if given.pk == faulty.pk:
            raise ValueError
        return links_of(given)

    monkeypatch.setattr(checking, "links_of", read)
    checking.note_pages()
    assert [use.page_id for use in LinkUse.objects.all()] == [page.pk]
    assert [entry.page_id for entry in CatalogueEntry.objects.filter(links_due=True)] == [faulty.pk]


def test_page_that_was_noted_is_left_alone(section, drafter, django_assert_num_queries):
    draft(section, drafter, linked(OTHER))
    checking.note_pages()
    assert not CatalogueEntry.objects.filter(links_due=True).exists()
    with django_assert_num_queries(1):
        checking.note_pages()


def test_draft_in_the_bin_asks_nobody(section, drafter):
    page = draft(section, drafter, linked(OTHER))
    drafts_bin.throw_away(fresh(page), drafter)
    checking.note_pages()
    assert not LinkUse.objects.filter(page=page).exists()


def test_worker_notes_and_checks(section, drafter, monkeypatch):
    draft(section, drafter, linked("/khong-co/"))
    done = due.run_due(timezone.now())
    assert {"note links", "check links", "forget unused links"} <= set(done)
    assert Link.objects.get(address="/khong-co/").state == State.MISSING


# Looking


@pytest.fixture
def link(section, drafter) -> Link:
    draft(section, drafter, linked(OTHER))
    checking.note_pages()
    return Link.objects.get(address=OTHER)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(status=200), State.WORKS),
        (Answer(status=404), State.MISSING),
        (Answer(status=410), State.MISSING),
        (Answer(status=403), State.UNCLEAR),
        (Answer(status=429), State.UNCLEAR),
        (Answer(status=503), State.UNCLEAR),
        (Answer(reason=UNCLEAR), State.UNCLEAR),
        (Answer(reason=INTERNAL), State.INTERNAL),
        (Answer(reason=INVALID), State.MISSING),
        (Answer(reason=SILENT), State.UNCHECKED),
    ],
)
def test_what_was_answered_is_kept(link, answer, state):
    assert check(sogddt_vankhe_vn=answer) == [OTHER]
    link.refresh_from_db()
    assert (link.state, link.status_code) == (state, answer.status)
    assert link.next_check_at > timezone.now()
    assert check() == []


def test_broken_link_is_looked_at_daily_and_put_right(link):
    check(sogddt_vankhe_vn=Answer(status=404))
    since = Link.objects.get(pk=link.pk).failing_since
    later(days=1, minutes=1)
    check(sogddt_vankhe_vn=Answer(status=404))
    assert Link.objects.get(pk=link.pk).failing_since == since - timedelta(days=1, minutes=1)
    later(days=1, minutes=1)
    check(sogddt_vankhe_vn=Answer(status=200))
    link.refresh_from_db()
    assert (link.state, link.failing_since) == (State.WORKS, None)


def test_site_that_was_away_for_a_night_is_not_told_of(link):
    for hours in (2, 7):
        check(sogddt_vankhe_vn=Answer(reason=SILENT))
        later(hours=hours)
    check(sogddt_vankhe_vn=Answer(status=200))
    link.refresh_from_db()
    assert (link.state, link.failures) == (State.WORKS, 0)


def test_site_that_is_away_for_days_is_told_of(link):
    for _time in range(2):
        check(sogddt_vankhe_vn=Answer(reason=SILENT))
        assert Link.objects.get(pk=link.pk).state == State.UNCHECKED
        later(days=1, minutes=1)
    check(sogddt_vankhe_vn=Answer(reason=SILENT))
    link.refresh_from_db()
    assert link.state == State.SILENT


def test_own_network_that_is_away_blames_nobody(section, drafter):
    draft(section, drafter, linked("https://a.vn/", "https://b.vn/", "https://c.vn/"))
    checking.note_pages()
    silent = Answer(reason=SILENT)
    assert len(check(a_vn=silent, b_vn=silent, c_vn=silent)) == 3
    assert set(Link.objects.filter(host__gt="").values_list("failures", "state")) == {(0, State.UNCHECKED)}
    assert check() == []


def test_few_links_of_one_host_are_looked_at_in_one_run(section, drafter):
    draft(section, drafter, linked(*(f"https://a.vn/{number}" for number in range(12)), "https://b.vn/"))
    checking.note_pages()
    works = Answer(status=200)
    asked = check(a_vn=works, b_vn=works)
    assert len([address for address in asked if "a.vn" in address]) == checking.OF_ONE_HOST
    assert "https://b.vn/" in asked


def test_a_real_server_is_asked_in_the_end(section, drafter, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    with strange_server() as server:
        draft(section, drafter, linked(f"{server.address}/status/404", f"{server.address}/status/200"))
        checking.note_pages()
        checking.check_due(partial(asking.ask_all, ask=partial(asking.ask, is_test=True)))
        states = dict(Link.objects.filter(host="127.0.0.1").values_list("address", "state"))
    assert states == {f"{server.address}/status/404": State.MISSING, f"{server.address}/status/200": State.WORKS}


# Warning


def test_drafter_and_approver_are_warned_of_broken_links(section, drafter):
    page = draft(section, drafter, linked(OTHER, "/khong-co/", "https://a.vn/"))
    checking.note_pages()
    check(sogddt_vankhe_vn=Answer(status=404), a_vn=Answer(status=200))
    shown = fresh(page).get_latest_revision_as_object()
    assert [link.address for link in broken_of(shown)] == [OTHER, "/khong-co/"]
    with translation.override("en"):
        (warning,) = broken_links(shown)
    assert (warning.code, warning.field) == ("broken-link", "body")
    assert warning.text == (
        "2 links lead nowhere: “văn bản 0” (there is no such page (any more)); "
        "“văn bản 1” (there is no such page (any more))."
    )
    assert warning.code in {each.code for each in warnings.of(shown)}


def test_link_to_a_page_that_is_not_public_is_warned_of_at_once(section, drafter):
    target = draft(section, drafter, news("Nháp"))
    body = [("paragraph", f'<p><a linktype="page" id="{target.pk}">tin trước</a></p>')]
    with translation.override("en"):
        (link,) = broken_of(news("Tin", body=body))
    assert (link.words, link.reason) == ("tin trước", "the page of the portal it leads to is not public")


def test_warnings_ask_no_other_site(section, drafter, monkeypatch):
    monkeypatch.setattr(asking, "ask", None)
    assert broken_links(linked(OTHER)) == []


def test_nothing_is_asked_about_a_page_without_links(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert broken_links(news("Tin")) == []
