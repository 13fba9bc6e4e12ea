"""`python -m tests.lighthouse [--runs 5] [--pages article,event] [--site ADDRESS] [--resume]`: what Lighthouse thinks.

With a site, the pages are paths on it (`--site http://127.0.0.1:8000 --pages /,/tim-kiem/`).

The mobile profile, one run after the other, against a sample site of its own as production serves it (production
settings, Granian, pages compressed). Medians are printed as soon as a page has all its runs. Interrupted, it keeps the
reports that are complete, and `--resume` goes on from there. The exit status is 0 if every median is 100.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table

from cms.operations.setup.packages import CannotInstall
from docs.screenshots.throwaway import ROOT, SiteUnavailable, throwaway_site
from tests.lighthouse.report import CATEGORIES, Report, Verdict
from tests.lighthouse.tool import CannotRun, Lighthouse
from tests.system_packages import chromium

PAGES = ("front-page", "section", "article-photographs", "announcement", "event", "search", "site-map")
REPORTS = ROOT / "var" / "lighthouse" / "reports"
MAKE = "from tests import hard_pages, public_pages; hard_pages.make(); public_pages.print_addresses()"
console = Console(highlight=False)


def main() -> int:
    arguments = _arguments()
    lighthouse = Lighthouse.installed(chromium())
    if not arguments.resume:
        for path in REPORTS.glob("*.json"):
            path.unlink()
    REPORTS.mkdir(parents=True, exist_ok=True)
    verdicts: list[Verdict] = []
    try:
        with _site(arguments.site) as address_of:
            for kind in arguments.pages:
                reports = _measure(lighthouse, kind, address_of(kind), arguments.runs)
                verdicts.append(Verdict(kind, reports))
                console.print(verdicts[-1].line(), soft_wrap=True)
    except KeyboardInterrupt:
        console.print("\nInterrupted. --resume (RESUME=1) keeps the runs that are complete.")
    _show(verdicts)
    return 0 if len(verdicts) == len(arguments.pages) and all(verdict.is_perfect for verdict in verdicts) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", type=_kinds, default=PAGES, help="kinds of tests.public_pages, parted by commas")
    parser.add_argument("--site", default="", help="a running site with the hard pages (one is built if there is none)")
    parser.add_argument("--resume", action="store_true", help="keep the reports of an interrupted run")
    return parser.parse_args()


def _kinds(text: str) -> tuple[str, ...]:
    """Take a kind by its beginning, too: `article` is the article of PAGES. Nothing stands for PAGES."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    return tuple(next((kind for kind in PAGES if kind.startswith(name)), name) for name in names) or PAGES


@contextmanager
def _site(address: str) -> Iterator[Callable[[str], str]]:
    """Yield what gives the whole address of a kind of page (of a path, on a site that runs already)."""
    if address:
        yield lambda path: address.rstrip("/") + path
        return
    console.print("Building a sample site …")
    with throwaway_site() as site:
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", MAKE]
        done = subprocess.run(command, cwd=ROOT, env=site.environment, check=True, stdout=subprocess.PIPE, text=True)
        paths = json.loads(done.stdout.splitlines()[-1])
        console.print("Waiting for the sizes of its pictures …")
        site.settle()
        yield lambda kind: site.address + paths[kind]


def _measure(lighthouse: Lighthouse, kind: str, address: str, runs: int) -> list[Report]:
    reports = []
    for number in range(1, runs + 1):
        path = REPORTS / f"{kind.strip('/').replace('/', '_') or 'root'}-{number}.json"
        if not path.exists():
            console.print(f"  {kind}: run {number} of {runs}", end="\r", soft_wrap=True)
            lighthouse.run(address, path)
        reports.append(Report.read(path))
    return reports


def _show(verdicts: list[Verdict]) -> None:
    table = Table("Page", *CATEGORIES.values(), title="Lighthouse, mobile: medians", title_justify="left")
    for verdict in verdicts:
        table.add_row(verdict.kind, *(f"{verdict.median(category):.0f}" for category in CATEGORIES))
    console.print(table)
    for verdict in verdicts:
        for reason in verdict.reasons():
            console.print(f"{verdict.kind}: {reason}", markup=False, soft_wrap=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CannotInstall, CannotRun, SiteUnavailable, subprocess.CalledProcessError) as problem:
        sys.exit(str(problem))
