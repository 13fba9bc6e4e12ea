"""Counting reads: a small request beside the page, appended to a spool and rolled up."""

import re
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from cms.operations import due
from cms.reading.models import RolledUpBatch, ViewCount
from cms.reading.views_spool import is_robot, record_view, roll_up, views_of
from tests.factories import draft, fresh, news
from tests.pages.builders import public, restrict, take_down

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ROBOTS = [
    "",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "facebookexternalhit/1.1",
    "ZaloPC-Preview",
    "curl/8.5.0",
    "python-requests/2.32",
    "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0",
]


@pytest.fixture(autouse=True)
def spool(settings, tmp_path) -> Path:
    """A folder of its own for the spool."""
    settings.SPOOL_DIR = tmp_path / "spool"
    return settings.SPOOL_DIR


@pytest.fixture
def article(section, department):
    return public(section, news(department=department))


def count(client, public_id, agent: str = BROWSER):
    return client.post(reverse("count_view", args=[public_id]), headers={"user-agent": agent})


def rolled_up(times: int = 2) -> dict:
    """Return all counts after the worker's next rounds: the first sets aside what the second adds."""
    for _round in range(times):
        roll_up()
    return dict(ViewCount.objects.values_list("pk", "total"))


def test_each_request_counts_once(client, article):
    responses = [count(client, article.public_id) for _read in range(3)]
    assert [response.status_code for response in responses] == [204, 204, 204]
    assert rolled_up() == {article.public_id: 3}
    assert rolled_up() == {article.public_id: 3}


def test_next_reads_are_added(client, article):
    count(client, article.public_id)
    rolled_up()
    count(client, article.public_id)
    assert rolled_up() == {article.public_id: 2}


def test_article_shows_its_own_reads_and_those_of_the_old_portal(client, section, department):
    page = public(section, news(department=department, imported_views=1234))
    assert client.get(page.url).context["view_count"] == 1234
    for _read in range(2):
        count(client, page.public_id)
    rolled_up()
    assert client.get(page.url).context["view_count"] == 1236
    assert "1.236" in client.get(page.url).content.decode()


def test_article_names_the_address_that_counts_it(client, article):
    found = re.search(r'data-count-url="([^"]+)"', client.get(article.url).content.decode())
    assert found[1] == reverse("count_view", args=[article.public_id])


def test_reading_the_page_alone_counts_nothing(client, article, spool):
    client.get(article.url)
    assert rolled_up() == {}


def test_robots_do_not_count(client, article):
    for agent in ROBOTS:
        assert count(client, article.public_id, agent).status_code == 204
        assert rolled_up() == {}, agent


def test_browser_is_no_robot():
    assert not is_robot(BROWSER)


def test_unknown_and_unpublished_pages_are_not_counted(client, section, article, drafter):
    waiting = draft(section, drafter)
    take_down(article)
    for public_id in (uuid.UUID(int=5), waiting.public_id, article.public_id):
        assert count(client, public_id).status_code == 404
    assert rolled_up() == {}


def test_private_page_is_not_counted(client, article, section):
    restrict(section)
    assert count(client, article.public_id).status_code == 404
    assert rolled_up() == {}


def test_address_answers_post_alone_and_needs_no_token(client, article):
    address = reverse("count_view", args=[article.public_id])
    assert client.get(address).status_code == 405
    assert client.head(address).status_code == 405
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post(address, headers={"user-agent": BROWSER}).status_code == 204
    assert rolled_up() == {article.public_id: 1}


def test_counting_sets_no_cookie_and_stores_nothing_but_the_id(client, article, spool):
    response = count(client, article.public_id)
    assert not response.cookies
    # What says how pages may be used would be most of an answer that shows nothing.
    assert not {"Content-Security-Policy", "Permissions-Policy"} & response.headers.keys()
    assert [path.read_text() for path in spool.iterdir()] == [f"{article.public_id}\n"]


def test_batch_that_a_killed_roll_up_left_behind_is_not_counted_twice(client, article, spool):
    count(client, article.public_id)
    roll_up()
    [batch] = spool.glob("*.batch")
    lines = batch.read_bytes()
    roll_up()
    assert rolled_up(times=0) == {article.public_id: 1}
    # Killed after the counts were committed and before the file was removed.
    batch.write_bytes(lines)
    assert rolled_up() == {article.public_id: 1}
    assert list(spool.glob("*.batch")) == []


def test_batch_that_could_not_be_added_is_added_the_next_time(client, article, spool):
    count(client, article.public_id)
    roll_up()
    [batch] = spool.glob("*.batch")
    lines = batch.read_bytes()
    batch.unlink()
    batch.mkdir()
    with pytest.raises(OSError, match="directory"):
        roll_up()
    assert not RolledUpBatch.objects.exists()
    batch.rmdir()
    batch.write_bytes(lines)
    assert rolled_up() == {article.public_id: 1}


def test_line_cut_short_is_left_out_and_the_others_count(article, spool):
    record_view(article.public_id)
    with (spool / "views.log").open("a") as file:
        file.write(f"{str(article.public_id)[:20]}\n")
    record_view(article.public_id)
    assert rolled_up() == {article.public_id: 2}


def test_reads_of_many_pages_are_asked_for_in_one_query(article, django_assert_num_queries):
    other = uuid.uuid4()
    record_view(article.public_id)
    rolled_up()
    with django_assert_num_queries(1):
        assert views_of([article.public_id, other]) == {article.public_id: 1}


def test_count_follows_the_page_through_a_move(client, home, article):
    from newsroom.models import NewsIndexPage
    from tests.pages.builders import move

    count(client, article.public_id)
    rolled_up()
    moved = move(article, public(home, NewsIndexPage(title="Chuyển đổi số")))
    assert fresh(moved).view_count == 1


def test_worker_rolls_up_every_minute(db):
    jobs = due.registry._jobs
    assert any(job.function is roll_up and job.every.total_seconds() == 60 for job in jobs.values())


def test_spool_lies_in_the_folder_for_state():
    assert Path(settings.SPOOL_DIR).name == "spool"
