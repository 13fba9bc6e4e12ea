"""`manage.py build_sample_site [--password-file PATH]`: the fictional province for trying the portal out."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from home.sample import build, passwords
from home.sample.content import load


class Command(BaseCommand):
    help = (
        "Build the sample site: a fictional province with accounts in every role. Completes a build that was "
        "interrupted, leaves a finished one alone, and refuses a database with a portal of its own. All "
        "accounts get one password: that of the environment variable DEMO_PASSWORD, else a generated one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--password-file",
            type=Path,
            help="file to keep the password and the list of accounts in (mode 600)",
        )

    def handle(self, *, password_file: Path | None = None, **options):
        console, content = Console(file=self.stdout), load()
        if build.is_finished():
            console.print("The sample site stands already; nothing was changed.")
            _show(console, passwords.kept(password_file), content.accounts)
            return
        try:
            build.refuse_real_portal()
        except build.NotOurs:
            raise CommandError(
                "This database holds pages or accounts of its own: the sample site needs an empty one."
            ) from None
        password = passwords.choose(password_file)
        if password_file:
            # Before the first account gets it: a build that is killed leaves no account nobody can open.
            passwords.keep(password_file, password, content.accounts)
        _run(build.steps(content, password=password), console)
        _show(console, password, content.accounts)


def _run(steps: list[build.Step], console: Console) -> None:
    columns = (
        TextColumn("Sample site"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=len(steps))
        for step in steps:
            progress.update(task, description=step.label)
            step.run()
            progress.advance(task)
        progress.update(task, description="")


def _show(console: Console, password: str, accounts: dict[str, dict]) -> None:
    table = Table("Role", "User name", "Name", "Department", title="Sample accounts", title_justify="left")
    for name, row in accounts.items():
        table.add_row(row["role"], name, f"{row['last_name']} {row['first_name']}", row.get("department", ""))
    console.print(table)
    if password:
        console.print(f"Password of all accounts: {password}", markup=False, highlight=False)
