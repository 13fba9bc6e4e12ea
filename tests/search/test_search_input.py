"""Whatever stands in the address of the search, it is an answer and never an error."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from search.index import get_index
from search.queries import parse
from tests.factories import news
from tests.pages.builders import public

ODD_QUERIES = {
    "empty": "q=",
    "missing": "",
    "ten thousand letters": f"q={'a' * 10_000}",
    "ten thousand words": f"q={'a+' * 5_000}",
    "marks alone": "q=%CC%81%CC%89%E2%80%A6%21%3F",
    "percent": "q=%25",
    "percent and underscore": "q=%25_%25",
    "bad percent": "q=%zz%2",
    "quotes": "q=%27%22%60%29%3B--",
    "sql": "q=%27+OR+1%3D1+--",
    "backslash": "q=%5C%5C%25",
    "NUL": "q=thi%00cu",
    "control characters": "q=%01%02%1f%7f",
    "lone surrogate": "q=%ED%A0%80",
    "broken utf-8": "q=%ff%fe%c3",
    "emoji": "q=%F0%9F%8E%93",
    "other scripts": "q=%E6%95%99%E8%82%B2+%D8%AA%D8%B9",
    "many": "q=a&q=b&q=c",
    "array": "q[]=a&q[$ne]=1",
    "markup": "q=%3Cscript%3E",
    "unknown filters": "q=zzz&kind=x&section=y&department=-1&school_year=1e9&since=x&until=2024-13-45&sort=%00&foo=1",
    "filters out of range": f"q=zzz&section={'9' * 40}&department=0&school_year=99999",
    "dates out of range": "q=zzz&since=0001-01-01&until=9999-12-31",
    "filters of nothing": "q=thi&section=999999&department=999999&school_year=1900&until=1900-01-01",
    "template": "q=%7B%7B7*7%7D%7D%7B%25+now+%25%7D",
}
ODD_PAGES = ["abc", "0", "-1", "99999", "1e9", "1.5", "", "%00", "1%00", "٣", "9" * 5000, "1;2", "last", "%ED%A0%80"]


@pytest.fixture
def article(section, department):
    return public(section, news("Thi cử 100% giấy", department=department))


def test_odd_query_is_answered(client, article):
    for name, query in ODD_QUERIES.items():
        for language in ("vi", "en"):
            with override(language):
                response = client.get(f"{reverse('search')}?{query}")
            assert response.status_code == 200, name
            assert list(response.context["results"]) == [], name


def test_signs_between_words_are_no_wildcards(client, article):
    totals = {typed: get_index().find(parse(typed), "vi").total for typed in ("100%", "1%", "_hi", "th_")}
    assert totals == {"100%": 1, "1%": 0, "_hi": 0, "th_": 0}


def test_query_is_cut_where_nobody_types_further(client, article):
    response = client.get(reverse("search"), {"q": "thi " * 5_000})
    assert len(response.context["query"]) <= 200
    assert [result.title for result in response.context["results"]] == ["<mark>Thi</mark> cử 100% giấy"]
    assert len(response.content) < 40_000


def test_page_of_results_that_does_not_exist_is_not_found(client, article):
    for page in ODD_PAGES:
        assert client.get(f"{reverse('search')}?q=thi&page={page}").status_code == 404, page
        assert client.get(f"{reverse('search')}?page={page}").status_code == 404, page


def test_first_page_may_be_named(client, article):
    assert client.get(f"{reverse('search')}?q=thi&page=1").context["total"] == 1


def test_search_is_only_read(client, home):
    for method in (client.post, client.put, client.delete, client.patch):
        assert method(reverse("search"), {"q": "thi"}).status_code == 405
