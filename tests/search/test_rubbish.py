"""Whatever stands in an address of the search, with a hundred texts to be found: a decent answer and never an error."""

from urllib.parse import quote, urlencode

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.index import get_index
from search.models import SearchEntry
from search.queries import parse

pytestmark = pytest.mark.django_db

NAMES = ("q", "kind", "section", "department", "school_year", "since", "until", "sort", "page")
# As bytes of an address: some are no text.
VALUES = [
    *("", "+", "%20", "%00", "thi%00thu", "%ED%A0%80", "%ff%fe", "%c3%28", "%CC%81%CC%89", "%25", "_", "*", "%zz"),
    *("-1", "0", "1", "1e9", "99999999999999999999", "1.5", "٣", "NaN", "Infinity", "null", "true", "[]", "{}"),
    *("2024-02-30", "2024-13-01", "0000-00-00", "31/12/9999", "01/01/0001", "10000-01-01", "hôm nay", "2024-05-06T07"),
    *("newspage", "NewsPage", "__class__", "date", "relevance", "-listed_at", "id;DROP", "../../etc/passwd"),
    *map(quote, ("' OR '1'='1", '"thi" AND "thử"', "thi:*", "thi <-> thử", "a | b & !c", "NEAR(a b, 1)", "{{7*7}}")),
    *map(
        quote, ("');DROP TABLE search_searchentry;--", "\\'; SELECT pg_sleep(9);", "<script>x</script>", "a_b", "#lvi")
    ),
    *map(quote, ('"', '""', '"thi', "-", "--", "-thi", '-"', "(", ")", "^thi", "=thi", "@thi")),
    *("a" * 10_000, "thi+" * 2_500, "%22" * 3_000, "-a+" * 3_000, "%F0%9F%8E%93" * 500),
]
SIGNS = st.text(st.sampled_from("thi tử\"'-()*:&|!<>@#^=_%\\/.\x00\ud800"), max_size=40)
SEARCHES = [quote(text) for text in ("tuyển sinh", "114/KH-UBND", "học sinh", "zzz", "-thi")]


def answered(client, name: str, query: str, language: str = "vi"):
    with override(language):
        response = client.get(f"{reverse(name)}?{query}")
    assert response.status_code in (200, 400, 404), query[:200]
    assert len(response.content) < 150_000, query[:200]
    return response


@pytest.mark.parametrize("name", NAMES)
def test_rubbish_in_each_part_of_the_address(client, keys, name):
    for value in VALUES:
        others = "" if name == "q" else f"q={SEARCHES[1]}&"
        response = answered(client, "search", f"{others}{name}={value}")
        if response.status_code == 200:
            assert b"<main" in response.content
    assert SearchEntry.objects.count() >= len(keys)


def test_rubbish_is_typed_into_suggestions(client, keys):
    for value in [*VALUES, *SEARCHES]:
        for language in ("vi", "en"):
            answered(client, "search_suggestions", f"q={value}", language)


def test_filters_that_are_no_filters_are_left_out(client, keys):
    everything = answered(client, "search", f"q={SEARCHES[0]}").context["total"]
    assert everything > 5
    for query in (
        "kind=user",
        "section=x",
        "department=-1",
        "school_year=1e9",
        "since=2024-02-30",
        "sort=random",
        "x=1",
    ):
        assert answered(client, "search", f"q={SEARCHES[0]}&{query}").context["total"] == everything, query


@given(
    values=st.dictionaries(st.sampled_from(NAMES), st.sampled_from([*VALUES, *SEARCHES]), max_size=6),
    language=st.sampled_from(["vi", "en"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rubbish_in_many_parts_at_once(client, keys, values, language):
    answered(client, "search", "&".join(f"{name}={value}" for name, value in values.items()), language)


@given(
    text=st.one_of(
        st.text(max_size=80), st.text(st.sampled_from("thi tử\"'-()*:&|!<>@#^=_%\\/.\x00\ud800"), max_size=40)
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_index_answers_whatever_is_typed(keys, text):
    index, query = get_index(), parse(text)
    found = index.find(query, "vi")
    assert found.total >= len(found.hits)
    index.suggest(text, "vi")
    index.near(query, "vi")
    assert all(index.find(parse(part), "vi").total for part in index.fewer(query, "vi"))


def test_lexemes_of_the_index_cannot_be_typed(keys):
    """Signs by which an index tells its kinds of words are no part of a query."""
    for typed in ("#lvi", "^tuyen", "=tuyển", "@dế", "tuyen_sinh", "#knewspage"):
        bare = "".join(sign if sign.isalnum() else " " for sign in typed)
        assert get_index().find(parse(typed), "vi").total == get_index().find(parse(bare), "vi").total, typed


def test_addresses_of_results_stay_in_their_language(client, keys):
    response = answered(client, "search", urlencode({"q": "scholarships"}), "en")
    assert response.context["total"] == 1
