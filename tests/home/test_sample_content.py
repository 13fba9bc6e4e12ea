"""The content of the sample site, before any of it is built."""

import re
import unicodedata
from datetime import datetime, time

import pytest
from django.utils import timezone

from cms.pages.blocks import BODY_BLOCKS
from cms.pages.video import parse_video
from home.sample import pictures
from home.sample.content import FOLDER, load
from home.sample.markup import Lookup, Picture, parse_body
from home.sample.times import Calendar

CONTENT = load()
LOOKUP = Lookup(
    picture=lambda key: Picture(list(CONTENT.pictures).index(key) + 1, CONTENT.pictures[key]["alt"]),
    document=lambda key: list(CONTENT.documents).index(key) + 1,
    page=lambda key: [item.key for item in CONTENT.pages].index(key) + 1,
)
NOON = timezone.make_aware(datetime(2026, 11, 21, 12))


def department_of(item) -> str:
    return item.department or CONTENT.accounts[item.author].get("department", "")


def blocks_of(item) -> list[dict]:
    return parse_body(item.body, LOOKUP)


def pictures_of(item) -> set[str]:
    keys = re.findall(r"^@image (\S+)", item.body, re.M) + re.findall(r"^([\w-]+) \|", item.body, re.M)
    return {item.cover, *(key for key in keys if key in CONTENT.pictures)} - {""}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_file_is_composed_unicode(path):
    text = path.read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("word", ["huyện", "thị xã", "quận", "phòng giáo dục và đào tạo"])
def test_the_province_has_no_district_level(word):
    texts = "\n".join(path.read_text(encoding="utf-8").lower() for path in FOLDER.glob("*.toml"))

    assert not re.search(rf"\b{word}\b", texts)


def test_some_sixty_pages_stand_in_nine_sections():
    assert 60 <= len(CONTENT.pages) <= 80
    assert len([row for row in CONTENT.site["sections"] if "parent" not in row]) == 9


def test_keys_of_pages_are_unique():
    keys = [item.key for item in CONTENT.pages]

    assert sorted(set(keys)) == sorted(keys)


def test_the_bodies_use_every_block():
    used = {block["type"] for item in CONTENT.pages for block in blocks_of(item)}

    assert used == {name for name, _block in BODY_BLOCKS}


@pytest.mark.parametrize("item", CONTENT.pages, ids=lambda item: item.key)
def test_a_page_uses_pictures_of_its_department(item):
    owners = {CONTENT.pictures[key]["department"] for key in pictures_of(item)}

    assert owners <= {department_of(item)}


@pytest.mark.parametrize("item", CONTENT.pages, ids=lambda item: item.key)
def test_a_department_posts_to_its_own_sections(item):
    if item.kind in {"info", "contact"}:
        parent = CONTENT.by_key.get(item.place)
        assert CONTENT.accounts[item.author]["role"] == "administrator" or department_of(item) in parent.opens_to
    else:
        section = next(row for row in CONTENT.site["sections"] if row["slug"] == item.place)
        assert department_of(item) in section["departments"]


@pytest.mark.parametrize("item", CONTENT.pages, ids=lambda item: item.key)
def test_what_a_page_points_to_is_built_before_it(item):
    before = [other.key for other in CONTENT.pages[: CONTENT.pages.index(item)]]
    pointed = {
        *item.related,
        *item.topics,
        *re.findall(r"\(page:([\w-]+)\)", item.body),
        item.linked_page,
        item.translates,
    } - {""}

    assert pointed <= set(before)


def test_every_picture_is_used_and_no_two_are_the_same():
    used = set().union(*(pictures_of(item) for item in CONTENT.pages))
    posters = {key for item in CONTENT.pages for key in re.findall(r"^@video .*\| (\S+)$", item.body, re.M)}
    drawn = {(row["scene"], row["seed"]) for row in CONTENT.pictures.values()}

    assert used | posters == set(CONTENT.pictures)
    assert len(drawn) == len(CONTENT.pictures)


def test_every_video_has_an_address_that_can_be_shown():
    addresses = [
        block["value"]["address"] for item in CONTENT.pages for block in blocks_of(item) if block["type"] == "video"
    ]

    assert addresses and all(parse_video(address) for address in addresses)


def test_the_same_seed_draws_the_same_picture_and_another_seed_another():
    first, again, other = (pictures.draw("province_map", seed) for seed in (4, 4, 10))

    assert first == again
    assert first != other


def test_markup_becomes_blocks():
    blocks = parse_body(
        "Một **hai** [ba](https://a.example/?b=1&c=2).\n\n- a\n- b < c\n\n### Mục\n\n@quote Cô Na\nDòng một\ndòng hai",
        LOOKUP,
    )

    assert blocks == [
        {
            "type": "paragraph",
            "value": '<p>Một <b>hai</b> <a href="https://a.example/?b=1&amp;c=2">ba</a>.</p>'
            "<ul><li>a</li><li>b &lt; c</li></ul>",
        },
        {"type": "heading", "value": {"text": "Mục", "level": "h3"}},
        {"type": "quote", "value": {"text": "Dòng một dòng hai", "attribution": "Cô Na"}},
    ]


def test_a_link_to_a_page_of_the_sample_names_its_id():
    [block] = parse_body("[Liên hệ](page:lien-he)", LOOKUP)

    assert block["value"] == f'<p><a linktype="page" id="{LOOKUP.page("lien-he")}">Liên hệ</a></p>'


def test_an_unknown_mark_is_an_error():
    with pytest.raises(KeyError):
        parse_body("@picture a | b", LOOKUP)


def test_days_count_from_the_day_of_the_build():
    calendar = Calendar(NOON)

    assert calendar.words("đến ngày {+10}, từ {-1}") == "đến ngày 01/12/2026, từ 20/11/2026"
    assert calendar.moment({"days": 2, "time": time(7, 30)}) == timezone.make_aware(datetime(2026, 11, 23, 7, 30))


def test_nothing_is_shown_as_posted_after_the_build():
    calendar = Calendar(NOON)

    assert calendar.moment_past(datetime(2026, 12, 24, 8)) == NOON
    assert calendar.moment_past(datetime(2026, 5, 1, 8)) == timezone.make_aware(datetime(2026, 5, 1, 8))
