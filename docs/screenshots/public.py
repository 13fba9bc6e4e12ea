"""Public pages as readers get them, to be looked through before a release: var/screenshots/public/index.html.

Every kind of page, on a telephone and on a desk, light and dark, and on paper; what is hard to set among them, and what
readers may choose: high contrast, larger text. Not kept under version control.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Page

from docs.screenshots.camera import note_failure
from docs.screenshots.throwaway import ROOT, Site

WIDTHS = {360: 740, 1280: 800}
SCHEMES = ("light", "dark")
# Kinds of tests.public_pages that people print, and those that are shown as readers with weak eyes set them.
PRINTED = ("front-page", "article", "article-photographs", "article-capitals", "announcement", "event", "contact")
ADJUSTED = ("front-page", "section", "article", "event", "search-results", "contact")
MAKE = "from tests import hard_pages, public_pages; hard_pages.make(); public_pages.print_addresses()"
# Seen by scrolling, so that what waits to be seen is fetched.
SCROLL = """async () => {
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo({ top, behavior: "instant" });
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  scrollTo({ top: 0, behavior: "instant" });
  await Promise.all(Array.from(document.images, image => image.decode().catch(() => {})));
}"""


@dataclass(frozen=True)
class Look:
    """How a page is shown. `preferences` are a reader's own, as static/js/preferences.js keeps them."""

    name: str
    scheme: str = "light"
    preferences: str = ""
    font_size: str = ""


USUAL = tuple(Look(scheme, scheme) for scheme in SCHEMES)
OWN = (
    Look("high-contrast", preferences=json.dumps({"text": "normal", "contrast": "high"})),
    Look("high-contrast-dark", "dark", preferences=json.dumps({"text": "normal", "contrast": "high"})),
    Look("largest-text", preferences=json.dumps({"text": "larger", "contrast": "normal"})),
    Look("text-200", font_size="200%"),
)


def take_all(browser: Browser, site: Site, folder: Path) -> None:
    """Take every picture into `folder`, with an index. `site` is one of our own: pages are added to it."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.*"):
        old.unlink()
    failures: list[str] = []
    taken: dict[str, list[str]] = {}
    for kind, path in _addresses(site).items():
        names = list(_take_kind(browser, site.address + path, kind, folder, failures))
        print(f"  {kind}: {len(names)} pictures", flush=True)
        taken[kind] = names
        # After every kind: what is there can be looked at while the rest is taken.
        (folder / "index.html").write_text(index_of("Public pages", taken), encoding="utf-8")
    print(f"Look through {folder / 'index.html'}")
    for failure in failures:
        print(f"Failed: {failure}", file=sys.stderr)


def _addresses(site: Site) -> dict[str, str]:
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", MAKE]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _take_kind(browser: Browser, address: str, kind: str, folder: Path, failures: list[str]) -> Iterator[str]:
    """Take the page in every look; yield the names of the files."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce")
    page = context.new_page()
    page.on("response", lambda response: note_failure(failures, response))
    for look in (*USUAL, *(OWN if kind in ADJUSTED else ())):
        _show(page, address, look)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(SCROLL)
            name = f"{kind}-{width}-{look.name}.jpg"
            page.screenshot(path=folder / name, full_page=True, animations="disabled", quality=80, type="jpeg")
            yield name
    if kind in PRINTED:
        _show(page, address, USUAL[0])
        page.pdf(path=folder / f"{kind}.pdf", format="A4")
        yield f"{kind}.pdf"
    context.close()


def _show(page: Page, address: str, look: Look) -> None:
    page.emulate_media(color_scheme=look.scheme)
    page.goto(address)
    if look.preferences:
        page.evaluate("kept => localStorage.setItem('preferences', kept)", look.preferences)
        page.reload()
        page.evaluate("localStorage.removeItem('preferences')")
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", look.font_size)
    page.wait_for_load_state("networkidle")


def index_of(title: str, taken: dict[str, list[str]]) -> str:
    """Return a page that shows the pictures of every kind in a row."""
    parts = []
    for kind, names in taken.items():
        pictures = "".join(_entry(name) for name in names)
        parts.append(f"<h2>{escape(kind)}</h2><div>{pictures}</div>")
    style = "div{display:flex;gap:1rem;overflow-x:auto;align-items:start}img{max-height:90vh;border:1px solid #888}"
    return f'<!DOCTYPE html><meta charset="utf-8"><title>{title}</title><style>{style}</style>{"".join(parts)}'


def _entry(name: str) -> str:
    if name.endswith(".pdf"):
        return f'<a href="{name}">{name}</a>'
    return (
        f'<figure><a href="{name}"><img src="{name}" loading="lazy" alt=""></a><figcaption>{name}</figcaption></figure>'
    )
