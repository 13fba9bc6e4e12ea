"""The admin as drafters, heads, approvers and administrators see it, to be looked through before a release:
var/screenshots/admin/index.html.

Every screen of tests.browser.admin_screens, on a telephone and on a desk; on the desk what its buttons open as well.
Not kept under version control.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

from docs.screenshots.camera import Camera
from docs.screenshots.public import index_of
from docs.screenshots.throwaway import ROOT, Site
from tests.browser import admin_screens

WIDTHS = {360: 740, 1280: 900}
TALLEST = 2400
# In the admin it is the main part that scrolls.
HEIGHT = "Math.max(...[document.documentElement, ...document.querySelectorAll('main')].map(part => part.scrollHeight))"
FIND = "from tests.browser import admin_places; admin_places.print_all()"


@dataclass(frozen=True)
class Walk:
    """One person's way through their screens in a window of `width`, into `folder`."""

    who: str
    width: int
    folder: Path
    numbers: dict[str, int]

    def take(self, page: Page) -> Iterator[tuple[str, str]]:
        """Yield the name of each screen and that of a picture of it. What does not open is named and left out."""
        for screen in admin_screens.ROLES[self.who]:
            shown = screen if self.width == max(WIDTHS) else replace(screen, openings=())
            try:
                for state in admin_screens.walk(page, shown, self.numbers):
                    yield screen.name, self._picture(page, state)
            except (AssertionError, Error) as problem:
                print(f"Failed: {self.who} {screen.name}: {str(problem).splitlines()[0]}", file=sys.stderr)

    def _picture(self, page: Page, state: str) -> str:
        name = re.sub(r"[^\w-]+", "-", f"{self.who or 'visitor'}-{state}-{self.width}") + ".jpg"
        # A dialog or a menu hangs on the window as it is.
        height = WIDTHS[self.width] if ":" in state else min(max(page.evaluate(HEIGHT), WIDTHS[self.width]), TALLEST)
        page.set_viewport_size({"width": self.width, "height": height})
        page.screenshot(path=self.folder / name, animations="disabled", quality=80, type="jpeg")
        page.set_viewport_size({"width": self.width, "height": WIDTHS[self.width]})
        return name


def take_all(browser: Browser, site: Site, folder: Path) -> None:
    """Take every picture into `folder`, with an index. `site` is one of our own: pages are added to it."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.*"):
        old.unlink()
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", FIND]
    found = subprocess.run(command, cwd=ROOT, env=site.environment, check=True, stdout=subprocess.PIPE, text=True)
    numbers = json.loads(found.stdout.splitlines()[-1])["numbers"]
    camera = Camera(browser, site, folder)
    taken: dict[str, list[str]] = {}
    for who in admin_screens.ROLES:
        for width, height in WIDTHS.items():
            page = camera.sign_in(who, (width, height)) if who else camera.visitor((width, height))
            page.on("dialog", lambda dialog: dialog.accept())
            for screen, picture in Walk(who, width, folder, numbers).take(page):
                taken.setdefault(f"{who or 'visitor'}: {screen}", []).append(picture)
            page.context.close()
        print(f"  {who or 'visitor'}: {sum(map(len, taken.values()))} pictures so far", flush=True)
        # After every person: what is there can be looked at while the rest is taken.
        (folder / "index.html").write_text(index_of("The admin", taken), encoding="utf-8")
    print(f"Look through {folder / 'index.html'}")
