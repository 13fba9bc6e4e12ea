"""The index that asks OpenSearch: what is sent when, and what becomes of a server that does not answer."""

import json

import pytest
import requests
from django.test import override_settings
from django.urls import reverse

from search import following, rows
from search.index import get_index
from search.index.asking import question
from search.index.base import CAP, Filters
from search.index.opensearch import OpenSearchIndex, any_body, bulk_lines, mapping, search_body
from search.models import SearchEntry
from search.queries import parse
from tests.factories import news
from tests.pages.builders import committed, public, take_down
from tests.search.opensearch_server import opensearch
from tests.search.rows import make

CLASS = "search.index.opensearch.OpenSearchIndex"


@pytest.fixture
def server():
    with opensearch() as url, override_settings(SEARCH_INDEX={"CLASS": CLASS, "url": url}):
        get_index().make()
        yield url


def found(text: str) -> list[str]:
    return [hit.title for hit in get_index().find(parse(text), "vi").hits]


@pytest.mark.django_db
def test_setting_chooses_the_index(server):
    assert isinstance(get_index(), OpenSearchIndex)
    with override_settings(SEARCH_INDEX={}):
        assert not isinstance(get_index(), OpenSearchIndex)


def test_page_is_found_once_published_and_not_once_taken_down(server, section, department):
    page = public(section, news("Tuyển sinh lớp 10", department=department))
    assert found("tuyen sinh") == ["Tuyển sinh lớp 10"]
    take_down(page)
    assert get_index().find(parse("tuyển sinh"), "vi").total == 0


def test_page_is_published_although_the_server_is_away_and_sent_by_the_worker_later(section, department, caplog):
    gone = {"CLASS": CLASS, "url": "http://127.0.0.1:9/portal", "timeout": 0.2}
    with override_settings(SEARCH_INDEX=gone):
        page = public(section, news("Tuyển sinh lớp 10", department=department))
    assert page.live
    assert "does not take" in caplog.text
    assert rows.missing().filter(page_id=page.pk).exists()
    with opensearch() as url, override_settings(SEARCH_INDEX={"CLASS": CLASS, "url": url}):
        get_index().make()
        with committed():
            following.write_missing()
        assert found("tuyển sinh") == ["Tuyển sinh lớp 10"]
        assert not rows.missing().exists()


@pytest.mark.django_db
def test_hit_without_a_row_is_no_hit_and_goes_in_the_night(server):
    first, _second = make("Thi một", "Thi hai")
    SearchEntry.objects.filter(pk=first).delete()
    assert found("thi") == ["Thi hai"]
    get_index().recount_words()
    assert get_index().find(parse("thi"), "vi").total == 1


@pytest.mark.django_db
def test_server_that_does_not_answer_finds_nothing_and_the_page_stays_a_page(client, home, caplog):
    with override_settings(SEARCH_INDEX={"CLASS": CLASS, "url": "http://127.0.0.1:9/portal", "timeout": 0.2}):
        assert client.get(reverse("search"), {"q": "tuyển sinh"}).status_code == 200
        assert client.get(reverse("search_suggestions"), {"q": "tuyển sinh"}).json()["suggestions"] == []
    assert "does not answer" in caplog.text


@pytest.mark.django_db
def test_index_is_made_once(server):
    make("Thi một")
    get_index().make()
    assert found("thi") == ["Thi một"]


@pytest.mark.django_db
def test_body_that_the_server_does_not_know_is_refused(server):
    with pytest.raises(requests.HTTPError):
        get_index()._ask("POST", "_search", {"query": {"match_all": {}}, "surprise": 1})


@pytest.mark.no_database
def test_lines_of_a_bulk_request_are_json_each_and_end_with_a_newline():
    lines = bulk_lines([(1, {"kind": "tin\nmới"}), (2, None)])
    assert [json.loads(line) for line in lines.splitlines()] == [
        {"index": {"_id": "1"}},
        {"kind": "tin\nmới"},
        {"delete": {"_id": "2"}},
    ]
    assert lines.endswith("\n")


@pytest.mark.no_database
def test_request_asks_for_no_more_than_is_shown_and_counts_no_further_than_the_cap():
    body = search_body(question(parse("thi")), "vi", Filters(kind="newspage"), "relevance", 2)
    assert (body["from"], body["size"], body["track_total_hits"]) == (20, 20, CAP + 1)
    assert body["post_filter"]["bool"]["filter"] == [{"bool": {"filter": [{"term": {"lexemes": "#knewspage"}}]}}]
    assert body["aggs"]["kind"]["filter"] == {"bool": {"filter": []}}
    assert len(body["aggs"]["section"]["filter"]["bool"]["filter"]) == 1
    for page in (0, -1, 51, 10**9):
        assert search_body(question(parse("thi")), "vi", Filters(), "date", page)["size"] == 0


@pytest.mark.no_database
def test_whether_there_is_any_hit_is_asked_without_sending_or_counting_them():
    body = any_body(question(parse('"bồi dưỡng thường xuyên" hè')), "vi")
    assert (body["size"], body["track_total_hits"]) == (0, 1)
    assert {"match_phrase": {"folded": "boi duong thuong xuyen"}} in body["query"]["bool"]["filter"]
    assert body.keys() == {"size", "track_total_hits", "query"}


@pytest.mark.no_database
def test_mapping_has_a_place_for_every_part_of_a_document_and_takes_no_other():
    properties = mapping()["mappings"]["properties"]
    assert mapping()["mappings"]["dynamic"] == "strict"
    assert set(properties) == {
        *("lexemes", "folded", "kind", "section", "department", "school_year", "listed_at", "page"),
    }
