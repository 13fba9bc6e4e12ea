"""`python -m tests.benchmarks.approval_desk [--pages 3000]`: what the approval desk costs, in queries and milliseconds.

Works on a database of its own (the test settings' temporary SQLite file, or the empty one of DATABASE_URL). Prints
dashboard, explorer, review screen and history with 30 waiting pages and with many, and how long sending a page takes
with no mail, with a mail server that refuses, and with one that never answers.
"""

import argparse
import os
import socket
import statistics
import time
from contextlib import closing

FEW = 30
TIMES = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=3000)
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django

    django.setup()
    from django.core.management import call_command
    from rich.console import Console
    from rich.table import Table

    call_command("migrate", verbosity=0)
    house = prepare()
    table = Table("screen", f"{FEW} pages", f"{arguments.pages} pages", "ratio of times")
    few = measured(house, FEW)
    many = measured(house, arguments.pages)
    for screen, (queries, milliseconds) in few.items():
        more_queries, more_milliseconds = many[screen]
        table.add_row(
            screen,
            f"{queries} queries, {milliseconds:.0f} ms",
            f"{more_queries} queries, {more_milliseconds:.0f} ms",
            f"{more_milliseconds / milliseconds:.2f}",
        )
    console = Console()
    console.print(table)
    console.print(sending(house))


def prepare() -> dict:
    """Found the site with one department, a drafter and an approver; return them and the section."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from cms.editorial.models import Department
    from cms.editorial.roles import APPROVERS
    from tests.benchmarks import generate_articles

    section = generate_articles.prepare()
    department, _made = Department.objects.get_or_create(name="Phòng Đo lường", short_name="ĐL")
    department.sections.add(section)
    people = {}
    for name, group in (("drafter", department.group), ("approver", Group.objects.get(name=APPROVERS))):
        person = get_user_model().objects.create(username=f"do-{name}", email=f"{name}@example.org")
        person.groups.add(group)
        people[name] = person
    return people | {"section": section, "department": department}


def measured(house: dict, count: int) -> dict[str, tuple[int, float]]:
    """Fill up to `count` waiting pages; return {screen: (queries, median milliseconds)}."""
    from django.urls import reverse

    from newsroom.models import NewsPage
    from tests.waiting import add_waiting

    while (missing := count - NewsPage.objects.count()) > 0:
        house["section"].refresh_from_db()
        add_waiting(house["section"], min(500, missing), house["drafter"], house["department"])
    page = NewsPage.objects.order_by("pk").first()
    return {
        "dashboard, drafter": cost(house["drafter"], reverse("wagtailadmin_home")),
        "dashboard, approver": cost(house["approver"], reverse("wagtailadmin_home")),
        "explorer, drafter": cost(house["drafter"], reverse("wagtailadmin_explore", args=[house["section"].pk])),
        "explorer, approver": cost(house["approver"], reverse("wagtailadmin_explore", args=[house["section"].pk])),
        "review, approver": cost(house["approver"], reverse("review", args=[page.pk])),
        "history, approver": cost(house["approver"], reverse("wagtailadmin_pages:history", args=[page.pk])),
    }


def cost(user, address: str) -> tuple[int, float]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked), statistics.median(timed(lambda: client.get(address)) for _time in range(TIMES))


def timed(action) -> float:
    """Return the milliseconds that `action()` takes."""
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def sending(house: dict):
    """Return a table of what sending a page takes, by the state of the mail server."""
    from django.conf import settings
    from rich.table import Table

    from cms.editorial import drafts
    from cms.settings.email import email_settings
    from newsroom.models import NewsPage

    def send_one() -> None:
        page = drafts.create_draft(house["section"], NewsPage(title="Tin để đo"), house["drafter"])
        sends.append(timed(lambda: drafts.submit(page, house["drafter"])))

    table = Table("mail server", "sending a page, median", "longest")
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        servers = {
            "none": "",
            "refuses": "smtp://127.0.0.1:9",
            "no such host": "smtp://mail.invalid:25",
            "never answers": f"smtp://127.0.0.1:{silent.getsockname()[1]}",
        }
        for name, url in servers.items():
            for setting, value in email_settings(url, "", settings.WAGTAILADMIN_BASE_URL).items():
                setattr(settings, setting, value)
            sends: list[float] = []
            for _time in range(TIMES):
                send_one()
            table.add_row(name, f"{statistics.median(sends):.0f} ms", f"{max(sends):.0f} ms")
    return table


if __name__ == "__main__":
    main()
