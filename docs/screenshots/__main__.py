"""`python -m docs.screenshots [--only guide|public|admin] [--site ADDRESS] [--password PASSWORD] [--folder FOLDER]`.

Takes the pictures of the editors' guide anew, and those of public pages and of the admin that are looked through before
a release. Without an address it builds a site of its own. On a running demo the articles that it writes are left
behind, and only the guide's pictures are taken.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CalledProcessError

from playwright.sync_api import sync_playwright

from docs.screenshots import (
    admin,
    administration,
    after_publication,
    articles,
    front_page,
    notices,
    personal_data,
    public,
)
from docs.screenshots.camera import Camera, NoChromium, SiteFailed, launch
from docs.screenshots.throwaway import ROOT, Site, SiteUnavailable, throwaway_site
from home.sample.passwords import kept

PICTURES = ROOT / "docs" / "huong-dan" / "anh"
# Looked through and not kept: who takes them, and where they go in var/screenshots.
LOOKED_THROUGH = {"public": public, "admin": admin}
LOOKED_THROUGH_FOLDER = ROOT / "var" / "screenshots"
DEMO_PASSWORD_FILE = ROOT / "var" / "demo-password.txt"
STEPS = (front_page, articles, after_publication, personal_data, notices, administration)


def main() -> None:
    arguments = _arguments()
    with _site(arguments) as site, sync_playwright() as playwright:
        browser = launch(playwright)
        if arguments.only in (None, "guide"):
            for step in STEPS:
                step.take_all(Camera(browser, site, arguments.folder))
        for name, part in LOOKED_THROUGH.items():
            if arguments.only in (None, name) and site.environment:
                part.take_all(browser, site, LOOKED_THROUGH_FOLDER / name)
        browser.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=("guide", *LOOKED_THROUGH), help="one of them (all are taken)")
    parser.add_argument("--site", default="", help="address of a running demo (a site is built if there is none)")
    parser.add_argument("--password", default="", help="of the demo's accounts (read from var/ if not given)")
    parser.add_argument("--folder", type=Path, default=PICTURES, help="where the guide's pictures go (%(default)s)")
    arguments = parser.parse_args()
    if arguments.site and arguments.only in LOOKED_THROUGH:
        parser.error("pages are added to the site: these pictures are taken from one of our own")
    return arguments


@contextmanager
def _site(arguments: argparse.Namespace) -> Iterator[Site]:
    if arguments.site:
        yield Site(arguments.site, arguments.password or kept(DEMO_PASSWORD_FILE))
        return
    with throwaway_site() as site:
        yield site


if __name__ == "__main__":
    try:
        main()
    except (CalledProcessError, NoChromium, SiteFailed, SiteUnavailable) as problem:
        sys.exit(str(problem))
