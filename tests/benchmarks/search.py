"""`python -m tests.benchmarks.search [--articles 1000 10000 100000] [--sqlite]`: what a search and a publication cost.

On a PostgreSQL of its own, gone afterwards, or with --sqlite on a scratch file. PostgreSQL is given 2,000 articles one
by one, and copies of these with other dates and addresses. The rows are written in bulk, past the gate: nobody serves
them. Prints the time of the results page for kinds of queries, in Django's client: by the clock, and as time of the
processors in this process and in PostgreSQL's, which other work on the machine does not change much. Beside it what
Wagtail's stock backend takes by the clock for the same hits and their count, without a page.
"""

import argparse
import math
import os
import random
import statistics
import sys
import time
from collections import Counter
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

QUERIES = 20
ROUNDS = 3
STOCK_QUERIES = 4
PUBLICATIONS = 15
# Of how many articles the frequency of words is taken, and what the kinds of queries are: shares of the articles.
SAMPLE = 2000
KINDS = {"rare": (0.0004, 0.002), "middling": (0.01, 0.06), "common": (0.2, 0.7)}


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--sqlite", action="store_true", help="on SQLite, and without the stock backend")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        url = ""
        if not arguments.sqlite:
            from tests.postgres import private_postgres

            url = stack.enter_context(private_postgres())
        os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": url}
        import django

        django.setup()
        from django.db import connections

        stack.callback(connections.close_all)
        measure(sorted(arguments.articles), with_stock=not arguments.sqlite)


def measure(sizes: list[int], with_stock: bool) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from rich.console import Console

    from tests.benchmarks.generate_articles import prepare
    from tests.benchmarks.search_articles import fill, fill_stock, settle
    from tests.benchmarks.vocabulary import Vocabulary

    # Not Django's environment for tests: it has templates copy everything they are given, a quarter of a page's time.
    settings.ALLOWED_HOSTS = ["*"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("migrate", verbosity=0)
    section, vocabulary, console = prepare(), Vocabulary(), Console(width=120)
    publisher = people(section)
    for size in sizes:
        begin = time.perf_counter()
        fill(section, size, vocabulary)
        if with_stock:
            fill_stock()
        settle()
        now = f"{time.strftime('%Y-%m-%d %H:%M')}, load {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors"
        print(f"{connection.vendor}, {size} articles, made in {time.perf_counter() - begin:.0f} s; {now}")
        console.print(table_of(size, queries(), with_stock and size == sizes[-1]))
        clock, worked = publication(section, publisher)
        print(f"publishing one article: median {clock:.0f} ms by the clock, {worked:.0f} ms of processors")


def people(section) -> dict:
    """Return a department of the section with a drafter, and an approver."""
    from tests import factories

    department = factories.DepartmentFactory(short_name="GDTX-GDCN")
    department.sections.set([section])
    return {
        "department": department,
        "drafter": factories.member_of(department),
        "approver": factories.approver(),
    }


def publication(section, publisher: dict) -> tuple[float, float]:
    """Return the milliseconds of publishing one article by its approval: median by the clock, mean of processors."""
    from cms.editorial import drafts
    from tests import factories

    times, worked = [], 0
    for number in range(PUBLICATIONS):
        article = factories.news(f"Bài đo xuất bản {number}", department=publisher["department"])
        page = factories.draft(section, publisher["drafter"], article)
        drafts.submit(factories.fresh(page), publisher["drafter"])
        page = factories.fresh(page)
        begin, before = time.perf_counter(), work()
        drafts.approve(page, publisher["approver"])
        times.append(time.perf_counter() - begin)
        worked += work() - before
    return statistics.median(times) * 1000, worked * 1000 / PUBLICATIONS


# -- queries


def queries() -> dict[str, list[str]]:
    """Return queries of every kind, made of words and pairs of words of the articles as often as its share says."""
    from search.models import SearchEntry

    chance, words, pairs, numbers = random.Random(3), Counter(), Counter(), []
    # The newest are not all of the copies: ids tell nothing about dates.
    texts = SearchEntry.objects.filter(kind="newspage").order_by("pk").values_list("text", flat=True)[:SAMPLE]
    for text in texts:
        spelt = text.replace(".", "").lower().split()
        numbers += [word.upper() for word in spelt if "/" in word]
        words.update({word for word in spelt if word.isalpha()})
        pairs.update({pair for pair in pairwise(spelt) if all(map(str.isalpha, pair))})
    sample = len(texts)

    def between(counter, low, high):
        found = sorted(key for key, count in counter.items() if low * sample <= count <= high * sample)
        return chance.sample(found, min(QUERIES // 2, len(found)))

    found = {
        kind: [*between(words, *shares), *map(" ".join, between(pairs, *shares))] for kind, shares in KINDS.items()
    }
    # No pair of words is in every second article: two common words beside each other's middling ones.
    common = between(words, *KINDS["common"])
    found["common"] += [" ".join(chance.sample(common, 2)) for _ in range(QUERIES - len(found["common"]))]
    found["phrase"] = [f'"{" ".join(pair)}"' for pair in between(pairs, 0.002, 0.3) * 2]
    found["number"] = chance.sample(sorted(set(numbers)), QUERIES)
    found["no hit"] = [f"{word}qx{chance.randint(1, 99)}" for word in between(words, *KINDS["middling"]) * 2]
    return found


def table_of(size: int, kinds: dict[str, list[str]], with_stock: bool):
    from rich.table import Table

    from search.index import get_index
    from search.queries import parse

    columns = ("queries", "hits", "median ms", "95 % ms", "processors ms", "stock ms", "times as fast")
    table = Table(*columns, title=f"{size} articles")
    for kind, texts in kinds.items():
        figures = measured([f"/tim-kiem/?q={quote(text)}" for text in texts])
        stock = statistics.median(map(stock_time, texts[:STOCK_QUERIES])) if with_stock else 0
        totals = [get_index().find(parse(text), "vi").total for text in texts]
        more = [f"{stock:.0f}", f"{stock / figures[0]:.0f}"] if with_stock else []
        table.add_row(kind, f"{min(totals)}-{max(totals)}", *(f"{figure:.1f}" for figure in figures), *more)
    for kind, addresses in others(kinds).items():
        table.add_row(kind, "", *(f"{figure:.1f}" for figure in measured(addresses)))
    return table


def others(kinds: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return addresses that are not the first page of plain results."""
    from django.urls import reverse

    from search.models import SearchEntry

    entry = SearchEntry.objects.filter(kind="newspage").order_by("pk").first()
    filters = f"section={entry.section_id}&school_year={entry.school_year}&kind=newspage"
    typed = [text.split()[0][:length] for text in kinds["common"] + kinds["middling"] for length in (2, 3)]
    return {
        "common, three filters": [f"/tim-kiem/?q={quote(text)}&{filters}" for text in kinds["common"]],
        "common, half a year long ago": [
            f"/tim-kiem/?q={quote(text)}&since=2021-01-01&until=2021-06-30" for text in kinds["common"]
        ],
        "common, page 40": [f"/tim-kiem/?q={quote(text)}&page=40" for text in kinds["common"]],
        "common, by date": [f"/tim-kiem/?q={quote(text)}&sort=date" for text in kinds["common"]],
        "suggestions": [f"{reverse('search_suggestions')}?q={quote(text)}" for text in typed],
    }


def measured(addresses: list[str]) -> tuple[float, float, float]:
    """Return median and 95th percentile by the clock, and the mean of the processors: milliseconds of a GET."""
    from django.test import Client

    client = Client()
    for address in addresses[:3]:
        client.get(address)
    times, worked = [], work()
    for address in addresses * ROUNDS:
        begin = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - begin) * 1000)
    worked = (work() - worked) * 1000 / len(times)
    return statistics.median(times), sorted(times)[math.ceil(0.95 * len(times)) - 1], worked


def work() -> float:
    """Return the seconds that processors have worked for this process, and for its connection to PostgreSQL."""
    from django.db import connection

    here = time.process_time()
    if connection.vendor != "postgresql":
        return here
    connection.ensure_connection()
    fields = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rsplit(")", 1)[1].split()
    return here + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def stock_time(text: str) -> float:
    """Return the milliseconds in which Wagtail's own backend counts the hits and reads the first twenty."""
    from modelsearch.backends.database import SearchBackend

    from newsroom.models import NewsPage

    backend = SearchBackend({"SEARCH_CONFIG": "simple"})
    begin = time.perf_counter()
    results = backend.search(text.strip('"'), NewsPage.objects.live().public(), operator="and")
    results.count()
    list(results[:20])
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
