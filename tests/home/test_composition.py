"""The front page as editors compose it: what each block shows, when it is left out, what it costs."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.editorial import drafts
from cms.editorial.content_hash import content_hash
from cms.editorial.models import PublicationRecord
from cms.media.models import CustomImage
from cms.reading import generation
from home import warnings
from home.blocks import FRONT_BLOCKS, WIDE
from home.front_page import front_page
from home.models import HomePage, InfoPage
from newsroom.models import NewsIndexPage
from tests.factories import draft, fresh, news
from tests.pages.builders import announcement, committed, event, public, restrict, small_picture, statements, take_down
from tests.support import edit_address, loaded, write_past_the_gate

BLOCKS = HomePage._meta.get_field("composition").stream_block.child_blocks


def compose(home, *blocks) -> None:
    """Let the public front page consist of `blocks`, for tests of what readers see of it: no approval to wait for."""
    home.composition = list(blocks)
    stored = json.dumps(home.composition.get_prep_value())
    with committed():
        write_past_the_gate("UPDATE home_homepage SET composition = %s WHERE page_ptr_id = %s", stored, home.pk)
        generation.rise()


def read(client) -> BeautifulSoup:
    response = client.get("/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def headings(client) -> list[str]:
    return [heading.get_text(strip=True) for heading in read(client).select("h2")]


@pytest.fixture
def write(section, department):
    def write(title: str, place=section, **fields):
        return public(place, news(title, department=department, **fields))

    return write


def test_blocks_stand_in_the_order_in_which_they_were_composed(client, home, write):
    write("Tin")
    links = (
        "quick_links",
        {"title": "Cần gì?", "links": [{"label": "Dịch vụ công", "address": "https://dvc.example/"}]},
    )
    sections = ("sections", {"sections": []})
    compose(home, links, ("lead", {"latest": 3}), sections)
    assert headings(client) == ["Cần gì?", "Tin mới nhất", "Tin hoạt động"]
    compose(home, sections, ("lead", {"latest": 3}), links)
    assert headings(client) == ["Tin hoạt động", "Tin mới nhất", "Cần gì?"]


def test_side_blocks_stand_beside_the_main_ones_and_a_wide_one_begins_anew(
    client, home, write, announcements, department
):
    write("Tin")
    public(announcements, announcement(department=department))
    compose(home, ("announcements", {"count": 1}), ("lead", {}), ("sections", {}), ("most_read", {"count": 1}))
    bands = client.get("/").context["bands"]
    names = [([b.name for b in band.main], [b.name for b in band.side], band.wide and band.wide.name) for band in bands]
    assert names == [(["lead"], ["announcements"], None), ([], [], "sections")]


def test_block_with_nothing_to_show_is_left_out(client, home):
    compose(home, *((name, {}) for name in ("lead", "sections", "announcements", "events", "most_read")))
    assert not client.get("/").context["bands"]
    assert read(client).select_one(".empty")


def test_chosen_story_leads_and_is_not_repeated_below(client, home, write):
    chosen = write("Tin được chọn")
    for number in range(3):
        write(f"Tin {number}")
    compose(home, ("lead", {"story": chosen, "latest": 2}))
    main = read(client)
    assert main.select_one(".lead-story h3").get_text(strip=True) == "Tin được chọn"
    assert [item.get_text(strip=True) for item in main.select(".teaser__title")] == ["Tin 2", "Tin 1"]


@pytest.mark.parametrize("hide", [take_down, restrict])
def test_newest_story_leads_while_the_chosen_one_is_not_public(client, home, write, hide):
    chosen = write("Tin được chọn")
    write("Tin mới")
    compose(home, ("lead", {"story": chosen, "latest": 2}))
    hide(chosen)
    main = read(client)
    assert main.select_one(".lead-story h3").get_text(strip=True) == "Tin mới"
    assert "Tin được chọn" not in main.text


def test_chosen_sections_are_shown_in_their_order_and_only_while_they_are_public(client, home, section, write):
    others = [public(home, NewsIndexPage(title=title)) for title in ("Chuyển đổi số", "Mục kín", "Mục trống")]
    for place in (section, *others[:2]):
        write(f"Tin của {place.title}", place)
    restrict(others[1])
    compose(home, ("sections", {"sections": [*others, section]}))
    assert headings(client) == ["Chuyển đổi số", "Tin hoạt động"]


def test_quick_link_leads_to_its_page_while_it_is_public_and_to_written_addresses(client, home):
    page = public(home, InfoPage(title="Văn bản"))
    hidden = take_down(public(home, InfoPage(title="Đã gỡ")))
    links = [
        {"label": "Văn bản", "icon": "document", "page": page},
        {"label": "Đã gỡ", "page": hidden},
        {"label": "Dịch vụ công", "address": "https://dvc.example/"},
        {"label": "Tìm kiếm", "address": "/tim-kiem/"},
        {"label": "Mã", "address": "javascript:alert(1)"},
        {"label": "Máy khác", "address": "//la.example/"},
    ]
    compose(home, ("quick_links", {"links": links}))
    found = {link.get_text(strip=True): link["href"] for link in read(client).select(".quick-links a")}
    assert found == {"Văn bản": page.url, "Dịch vụ công": "https://dvc.example/", "Tìm kiếm": "/tim-kiem/"}


def test_banner_is_a_picture_with_words_or_the_words_alone(client, home):
    banners = [
        {"name": "Cổng Dịch vụ công", "address": "https://dvc.example/", "image": small_picture()},
        {"name": "Ủy ban nhân dân tỉnh", "address": "https://ubnd.example/"},
    ]
    compose(home, ("banners", {"title": "Liên kết", "banners": banners}))
    first, second = read(client).select(".banners a")
    assert first.img["alt"] == "Cổng Dịch vụ công"
    assert second.get_text(strip=True) == "Ủy ban nhân dân tỉnh"
    assert headings(client) == ["Liên kết"]


def test_picture_of_the_strip_leads_to_its_page_or_to_the_whole_picture(client, home, write):
    article, draft_page = write("Tin"), take_down(write("Tin gỡ"))
    pictures = [
        {"image": small_picture(), "alt_text": "Sân trường", "caption": "Khai giảng", "page": article},
        {"image": small_picture(), "caption": "Hội thi", "page": draft_page},
        {"image": small_picture()},
    ]
    compose(home, ("photo_strip", {"pictures": pictures}))
    links = read(client).select(".photo-strip a")
    assert links[0]["href"] == article.url
    assert all("/images/" in link["href"] for link in links[1:])
    assert links[0].img["alt"] == "Sân trường"
    assert all(link.get_text(strip=True) for link in links)


def test_picture_that_is_gone_leaves_no_hole(client, home):
    gone, kept = small_picture(), small_picture()
    compose(home, ("photo_strip", {"pictures": [{"image": gone}, {"image": kept, "caption": "Còn"}]}))
    CustomImage.objects.filter(pk=gone.pk).delete()
    assert len(read(client).select(".photo-strip li")) == 1


def everything(home, write, announcements, department, number: int) -> None:
    """Compose each block once, with `number` of everything to show."""
    pages = [write(f"Tin {place}", cover=small_picture()) for place in range(number)]
    for place in range(number):
        public(announcements, announcement(f"Thông báo {place}", department=department))
        public(home.get_children().get(slug="su-kien").specific, event(f"Sự kiện {place}", department=department))
    few = [pages[place % number] for place in range(12)][: number * 3]
    compose(
        home,
        ("lead", {"story": pages[0], "latest": 12}),
        ("announcements", {"count": 10}),
        ("events", {"count": 10}),
        ("most_read", {"count": 10}),
        ("quick_links", {"links": [{"label": "Tin", "page": page} for page in few]}),
        ("sections", {"sections": []}),
        ("photo_strip", {"pictures": [{"image": small_picture(), "page": page} for page in few]}),
        (
            "banners",
            {"banners": [{"name": "Sở", "address": "https://so.example/", "image": small_picture()} for _page in few]},
        ),
    )


def test_every_block_together_costs_at_most_fifteen_queries_however_much_they_show(
    client, home, write, announcements, department
):
    everything(home, write, announcements, department, 1)
    few = statements(client, "/")
    everything(home, write, announcements, department, 5)
    many = statements(client, "/")
    names = {block.name for band in client.get("/").context["bands"] for block in [*band.main, *band.side]}
    assert {"lead", "announcements", "events"} <= names
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 15, "\n".join(many)


def test_empty_composition_leaves_the_content_hash_as_it_was(home):
    assert content_hash(home) == PublicationRecord.objects.newest_of(home.pk).content_hash


def test_administrator_composes_and_somebody_else_approves(client, home, administrator, approver, write):
    write("Tin")
    page = fresh(home).get_latest_revision_as_object()
    banners = {"title": "Cơ quan khác", "banners": [{"name": "Sở Y tế", "address": "https://y.example/"}]}
    page.composition = [("lead", {"latest": 0}), ("banners", banners)]
    drafts.save_draft(page, administrator)
    with committed():
        drafts.submit(fresh(home), administrator)
    assert "Sở Y tế" not in read(client).text
    with pytest.raises(PermissionDenied):
        drafts.approve(fresh(home), administrator)
    with committed():
        drafts.approve(fresh(home), approver)
    assert "Sở Y tế" in read(client).text
    assert headings(client) == ["Tin mới nhất", "Cơ quan khác"]


def test_administrator_composes_in_the_form_of_the_page(client, home, administrator):
    client.force_login(administrator)
    assert client.get(edit_address(home)).status_code == 200
    client.post(edit_address(home), form(home, streamfield([("announcements", {"count": 3})])))
    stored = fresh(home).get_latest_revision_as_object().composition
    assert [(block.block_type, block.value["count"]) for block in stored] == [("announcements", 3)]
    assert not fresh(home).composition


def form(home, blocks) -> dict:
    """Return the POST data of the form of the front page."""
    data = {"title": home.title, "slug": home.slug, "composition": blocks, "comments": inline_formset([])}
    return nested_form_data(data) | loaded(home)


def test_front_page_is_edited_by_administrators_and_by_departments_that_share_it(
    home, administrator, approver, drafter, stranger, department
):
    assert [fresh(home).permissions_for_user(user).can_edit() for user in (administrator, approver, drafter)] == [
        True,
        False,
        False,
    ]
    home.co_departments.add(department)
    home.save()
    page = fresh(home)
    assert [page.permissions_for_user(user).can_edit() for user in (fresh(drafter), stranger)] == [True, False]


def test_page_that_citizens_may_not_read_is_nowhere_on_the_front_page(client, home, section, drafter, write):
    hidden = draft(section, drafter, news("Tin nháp"))
    compose(
        home,
        ("lead", {"story": hidden}),
        ("quick_links", {"links": [{"label": "Nháp", "page": hidden}]}),
        ("photo_strip", {"pictures": [{"image": small_picture(), "page": hidden}]}),
    )
    assert hidden.url not in str(read(client))
    assert "Tin nháp" not in read(client).text


@pytest.mark.parametrize("name", [name for name, _block in FRONT_BLOCKS])
def test_every_block_has_label_icon_description_preview_and_template(name):
    meta = BLOCKS[name].meta
    assert meta.icon != "placeholder"
    assert all((str(meta.label), str(meta.description), meta.template, meta.preview_value))
    assert BLOCKS[name].is_previewable


def test_admin_shows_an_example_of_every_block(client, superuser):
    client.force_login(superuser)
    for name, block in FRONT_BLOCKS:
        response = client.get(reverse("wagtailadmin_block_preview"), {"id": BLOCKS[name].definition_prefix})
        assert response.status_code == 200, name
        soup = BeautifulSoup(response.content, "html.parser")
        assert soup.select("h2"), name
        assert block.meta.column == WIDE or soup.select("a"), name


def test_incomplete_blocks_are_refused_at_their_field(home):
    refused = [
        ("quick_links", {"links": []}, "links"),
        ("quick_links", {"links": [{"label": "Không dẫn đi đâu"}]}, "links"),
        ("quick_links", {"links": [{"label": "Mã", "address": "javascript:alert(1)"}]}, "links"),
        ("quick_links", {"links": [{"label": "Máy khác", "address": "//la.example/"}]}, "links"),
        ("quick_links", {"links": [{"label": "Hai nơi", "page": home, "address": "https://a.example/"}]}, "links"),
        ("banners", {"banners": [{"name": "", "address": "https://a.example/"}]}, "banners"),
        ("photo_strip", {"pictures": [{"image": small_picture()}]}, "pictures"),
        ("lead", {"latest": 99}, "latest"),
    ]
    for name, value, field in refused:
        with pytest.raises(ValidationError) as refusal:
            BLOCKS[name].clean(BLOCKS[name].to_python(BLOCKS[name].get_prep_value(BLOCKS[name].normalize(value))))
        assert field in refusal.value.block_errors, f"{name}: {value}"


def test_a_second_lead_is_refused(home):
    stream = HomePage._meta.get_field("composition").to_python([("lead", {}), ("lead", {})])
    with pytest.raises(ValidationError):
        stream.stream_block.clean(stream)


def test_approver_is_told_of_pictures_without_words_and_of_pages_that_citizens_will_not_see(home, section):
    hidden = InfoPage(title="Nháp", live=False)
    home.add_child(instance=hidden)
    home.composition = [
        ("quick_links", {"links": [{"label": "Nháp", "page": hidden}, {"label": "Tin", "page": section}]}),
        ("sections", {"sections": [section]}),
        ("photo_strip", {"pictures": [{"image": small_picture()}, {"image": small_picture(), "alt_text": "Sân"}]}),
    ]
    assert len(warnings.pictures_without_words(home)) == len(warnings.links_to_what_is_not_public(home)) == 1
    home.composition = []
    assert not warnings.pictures_without_words(home) + warnings.links_to_what_is_not_public(section)


def test_blocks_that_a_draft_has_left_empty_take_their_usual_numbers(home):
    home.composition = [
        ("lead", {"story": None, "latest": None}),
        *((name, {"count": None}) for name in ("announcements", "events", "most_read")),
        ("sections", {"sections": [None]}),
        ("quick_links", {"links": [{"label": "", "page": None, "address": None}]}),
        ("banners", {"banners": [{"name": "", "address": None, "image": None}]}),
        ("photo_strip", {"pictures": [{"image": None}]}),
    ]
    assert front_page(home, timezone.now()) == {"bands": []}
