"""What readers find of a batch: its articles by their old addresses, and nothing that looks new."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.pages.models import CatalogueEntry
from home.front_page import front_page
from newsroom import migration
from newsroom.models import (
    AnnouncementPage,
)
from newsroom.ticker import ticker_at
from tests.newsroom.migration_batches import (
    approved,
    article,
    laid,
    moved,
    write,
)

pytestmark = pytest.mark.django_db


def _articles_in(content: dict) -> list:
    return [content.get("lead"), *content.get("latest", [])]


def test_a_moved_article_of_yesterday_is_not_among_the_newest_of_the_front_page(folder, place, home, approver):
    yesterday = timezone.localtime() - timedelta(days=1)
    write(folder, 1, date=f"{yesterday:%d.%m.%Y %H:%M}12")
    moved(folder, place, approver, count=0)
    assert article(1).live
    shown = [block for band in front_page(home, timezone.now())["bands"] for block in band.main]
    assert article(1) not in [page for block in shown for page in _articles_in(block.content)]
    assert CatalogueEntry.objects.get(page=article(1).pk).is_migrated


def test_a_moved_article_stands_in_the_list_of_its_section(folder, place, section, approver, client):
    moved(folder, place, approver)
    assert article(2).title in client.get(section.get_url()).content.decode()


def test_moved_articles_bring_nothing_into_the_ticker(folder, place, approver, client, section):
    moved(folder, place, approver)
    ticker = ticker_at(timezone.now(), "vi")
    assert (ticker.urgent, ticker.current) == ([], [])
    assert not AnnouncementPage.objects.exists()
    assert "Lịch nghỉ Tết" not in client.get(section.get_url()).content.decode()


def test_old_addresses_lead_to_the_articles_and_tell_nothing_before(folder, place, approver, client):
    batch = laid(folder, place)
    assert client.get("/tin/chi-tiet/2/").status_code == 404
    batch = approved(batch, approver)
    assert client.get("/tin/chi-tiet/2/").status_code == 404
    migration.publish(batch)
    response = client.get("/tin/chi-tiet/2/")
    assert (response.status_code, response["Location"]) == (301, article(2).get_url())
    assert client.get("/tin/chi-tiet/2", follow=True).redirect_chain[-1][0] == article(2).get_url()
    assert article(2).title in client.get(article(2).get_url()).content.decode()
