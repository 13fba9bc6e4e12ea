"""`python -m tests.benchmarks.migrate_articles --files 4000`: what moving in costs, and how it grows.

Writes invented pages, lays them with the command, opens the sample and decides through the screens, publishes, and
looks at what readers get. On a scratch SQLite database, on the one of --database-url, or with --postgresql on a server
of its own. Figures go to the standard output.
"""

import argparse
import os
import secrets
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

REDIRECTS_TRIED = 100
PARTS = {"first 10 %": (0.0, 0.1), "around 50 %": (0.45, 0.55), "last 10 %": (0.9, 1.0)}


class Meter:
    """Counts queries, and notes time by the clock, time of the processor and count at each step."""

    def __init__(self):
        self.queries = 0
        self.marks: list[tuple[float, float, int]] = []

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)

    def mark(self) -> None:
        self.marks.append((time.perf_counter(), time.process_time(), self.queries))

    def print_growth(self, what: str) -> None:
        """Print milliseconds and queries per file, at the beginning, in the middle and at the end."""
        pairs = zip(self.marks, self.marks[1:], strict=False)
        steps = [[end - start for start, end in zip(before, after, strict=True)] for before, after in pairs]
        whole = self.marks[-1][0] - self.marks[0][0]
        print(f"{what}: {len(steps)} files in {whole:.1f} s, {len(steps) / whole:.1f} a second")
        for name, (start, end) in PARTS.items():
            part = steps[int(len(steps) * start) : max(int(len(steps) * end), 1)]
            clock, processor, queries = (statistics.mean(figures) for figures in zip(*part, strict=True))
            figures = f"{clock * 1000:.1f} ms by the clock, {processor * 1000:.1f} ms of the processor"
            print(f"  {name:>12}, a file: {figures}, {queries:.1f} queries")


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=4000)
    server = parser.add_mutually_exclusive_group()
    server.add_argument("--database-url", default="", help="an empty database, which is filled and left so")
    server.add_argument("--postgresql", action="store_true", help="on a server of its own, gone afterwards")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        url = arguments.database_url
        if arguments.postgresql:
            from tests.postgres import private_postgres

            url = stack.enter_context(private_postgres())
        os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": url}
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bai-cu-")))
        _set_up(stack)
        print(f"{time.strftime('%Y-%m-%d %H:%M')}, load {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors")
        _measure(folder, arguments.files)


def _set_up(stack: ExitStack) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections
    from django.test.utils import setup_test_environment

    stack.callback(shutil.rmtree, settings.VAR_DIR, ignore_errors=True)
    stack.callback(connections.close_all)
    setup_test_environment()
    call_command("migrate", verbosity=0)


def _measure(folder: Path, count: int) -> None:
    from django.core import mail
    from django.core.management import call_command
    from django.db import connection

    from home.founding import found_site
    from newsroom import migration
    from newsroom.importer.loading import Loader
    from newsroom.models import MigrationBatch
    from tests import factories
    from tests.benchmarks.old_portal import write_pages

    home = found_site(factories.UserFactory(username="sang-lap"), factories.UserFactory(username="xac-nhan"))
    department = factories.DepartmentFactory(short_name="GDTX-GDCN")
    department.sections.set(home.get_children())
    drafter, approver = factories.member_of(department), factories.approver()
    write_pages(folder, count)
    print(f"{connection.vendor}, {count} files")

    meter, load = Meter(), Loader.load

    def metered(loader, path):
        meter.mark()
        return load(loader, path)

    options = {"section": "tin-hoat-dong", "department": "GDTX-GDCN", "user": drafter.username, "migrated": True}
    began = time.perf_counter()
    with connection.execute_wrapper(meter), patch.object(Loader, "load", metered), open(os.devnull, "w") as nowhere:
        call_command("import_articles", folder, stdout=nowhere, **options)
        closed = meter.queries - meter.marks[-1][2]
    meter.print_growth("laying")
    print(f"  the whole command {time.perf_counter() - began:.1f} s; last file and closing the batch {closed} queries")

    batch = MigrationBatch.objects.get()
    _decide(batch, approver)
    batch.refresh_from_db()
    meter = Meter()
    with connection.execute_wrapper(meter):
        meter.mark()
        migration.publish(batch, progress=meter.mark)
    meter.print_growth("publishing")
    _look(home, batch)
    print(f"mails: {[message.subject for message in mail.outbox]}")


def _decide(batch, approver) -> None:
    """Open the sample and approve, through the screens; print what the screens cost."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from newsroom.models import MigrationItem

    client = Client(raise_request_exception=True)
    client.force_login(approver)
    screen = reverse("moving_in:batch", args=[batch.pk])
    for item in batch.items.sample():
        client.post(reverse("moving_in:open", args=[item.page_id]))
    for what in ("screen", "screen again"):
        meter, began = Meter(), time.perf_counter()
        with connection.execute_wrapper(meter):
            response = client.get(screen)
        print(f"{what}: {(time.perf_counter() - began) * 1000:.0f} ms, {meter.queries} queries")
    data = {"shown": response.context["approval"].initial["shown"], "comment": "Đã xem mẫu."}
    meter, began = Meter(), time.perf_counter()
    with connection.execute_wrapper(meter):
        client.post(reverse("moving_in:decide", args=[batch.pk]), data)
    print(f"decision: {(time.perf_counter() - began) * 1000:.0f} ms, {meter.queries} queries")
    singly = batch.items.filter(state=MigrationItem.State.SINGLY).count()
    print(f"articles with warnings, left to be submitted singly: {singly}")


def _look(home, batch) -> None:
    """Print what became of the articles, and what readers get."""
    from django.test import Client
    from django.utils import timezone

    from cms.editorial.models import PublicationRecord
    from home.front_page import front_page
    from newsroom.models import AnnouncementPage, ImportedArticle, MigrationItem, NewsPage
    from newsroom.ticker import ticker_at

    now = timezone.now()
    published = set(batch.items.filter(state=MigrationItem.State.PUBLISHED).values_list("page_id", flat=True))
    records = PublicationRecord.objects.filter(batch=batch.decision)
    print(f"published {len(published)}, records of the one decision {records.count()}, {batch.items.count()} laid")
    front, ticker = front_page(home, now), ticker_at(now, "vi")
    newest = [page for page in [front["lead"], *front["latest"]] if page and page.pk in published]
    print(f"in the front page's lead and latest: {len(newest)}")
    lines = len(ticker.urgent) + len(ticker.current)
    print(f"in the ticker: {lines}, announcements: {AnnouncementPage.objects.count()}")
    known = list(ImportedArticle.objects.filter(page__in=published).values_list("old_address", "page_id"))
    tried = secrets.SystemRandom().sample(known, min(REDIRECTS_TRIED, len(known)))
    client, right = Client(), 0
    for address, page_pk in tried:
        answer = client.get("/" + address.split("/", 3)[3], follow=True)
        led_to = answer.redirect_chain[-1][0] if answer.redirect_chain else ""
        right += answer.status_code == 200 and led_to == NewsPage.objects.get(pk=page_pk).get_url()
    print(f"old addresses that lead to their page: {right} of {len(tried)} tried")


if __name__ == "__main__":
    main()
