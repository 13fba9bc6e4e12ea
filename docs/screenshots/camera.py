"""Chromium as a camera: people sign in, pages are cropped to what matters, pictures are small."""

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, FloatRect, Locator, Page, Playwright, Request, Response

from docs.screenshots.throwaway import Site
from tests.system_packages import chromium

PHONE = (360, 740)
DESK = (1280, 800)
COLOURS = 128
# Of what stays at the upper edge of the admin's screens, in CSS pixels.
HEADER = 64
MARK_COLOUR = (200, 16, 46)
MARK_WIDTH = 3
MARK_MARGIN = 6


class NoChromium(Exception):
    """There is no Chromium on this machine."""


class SiteFailed(Exception):
    """The site answered with a server error, or a frame stayed empty: no picture is taken of that."""


def launch(playwright: Playwright) -> Browser:
    """Start Debian's Chromium; Playwright's own download is not used. Raises NoChromium."""
    executable = chromium()
    if not executable:
        raise NoChromium("There is no Chromium here: `python -m tests.system_packages` installs it.")
    # Chromium's sandbox refuses to run as root.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=executable, args=["--disable-dev-shm-usage", *options])


@dataclass(frozen=True)
class Camera:
    """Takes pictures of `site` into `folder`. `failures` say what stands against taking another picture."""

    browser: Browser
    site: Site
    folder: Path
    failures: list[str] = field(default_factory=list)

    def visitor(self, size: tuple[int, int] = DESK) -> Page:
        """Return a page of a new visitor, with a window of `size` (width, height in CSS pixels)."""
        width, height = size
        context = self.browser.new_context(
            base_url=self.site.address,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.on("response", lambda response: note_failure(self.failures, response))
        page.on("requestfailed", lambda request: note_blocked(self.failures, request))
        return page

    def sign_in(self, username: str, size: tuple[int, int] = DESK) -> Page:
        """Return the dashboard of `username`, in a window of `size`."""
        page = self.visitor(size)
        page.goto("/admin/login/")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(self.site.password)
        page.locator("button[type=submit]").first.click()
        page.wait_for_url("**/admin/")
        return page

    def take(
        self,
        page: Page,
        name: str,
        *,
        around: Sequence[Locator] = (),
        margin: int = 16,
        mark: Locator | None = None,
    ) -> None:
        """Write the window of `page`, or the part `around` these elements, to `name`.png; frame `mark` in red.

        Raises SiteFailed if any page so far answered with a server error, or was refused by its own headers.
        """
        settle(page)
        if self.failures:
            raise SiteFailed(self.failures[0])
        window = page.viewport_size
        whole = FloatRect(x=0, y=0, width=window["width"], height=window["height"])
        clip = _around([element.bounding_box() for element in around], margin, whole) if around else whole
        image = Image.open(io.BytesIO(page.screenshot(clip=clip, animations="disabled"))).convert("RGB")
        if mark:
            _frame(image, mark.bounding_box(), clip)
        path = self.folder / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
        print(f"  {path.name}: {image.width} × {image.height}, {path.stat().st_size // 1024} KiB", flush=True)

    def take_from(self, page: Page, name: str, top: Locator, **how) -> None:
        """Take the window of `page` scrolled so that `top` stands at its upper edge, below what stays there."""
        top.evaluate(f"element => {{ element.style.scrollMarginTop = '{HEADER}px'; element.scrollIntoView(); }}")
        self.take(page, name, **how)

    def take_mail(self, username: str, about: str, name: str) -> None:
        """Take the newest mail to `username` about something as a telephone shows it; nothing where none is sent."""
        mail = self.site.newest_mail(username, about)
        if mail:
            page = self.visitor(PHONE)
            page.set_content(mail)
            self.take(page, name, around=[page.locator("body > div")], margin=8)

    def take_long(self, page: Page, name: str, tallest: int = 1800) -> None:
        """Take all of `page` from its top in one picture, as high as it is, at most `tallest`."""
        settle(page)
        width = page.viewport_size["width"]
        # In the admin it is the main part that scrolls.
        parts = "[document.documentElement, ...document.querySelectorAll('main')]"
        height = page.evaluate(f"Math.max(...{parts}.map(part => part.scrollHeight))")
        page.set_viewport_size({"width": width, "height": min(height, tallest)})
        self.take(page, name)


def note_failure(failures: list[str], response: Response) -> None:
    """Add what `response` answered to `failures` if it is a server error."""
    if response.status >= 500:
        failures.append(f"{response.status} {response.url}")


def note_blocked(failures: list[str], request: Request) -> None:
    """Add what the browser refused to show, as a draft whose headers allow no frame."""
    if "ERR_BLOCKED" in (request.failure or ""):
        failures.append(f"{request.failure} {request.url}")


def settle(page: Page) -> None:
    """Wait until nothing is loaded any more and everything in the window is drawn."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(400)


def _around(boxes: list[FloatRect], margin: int, whole: FloatRect) -> FloatRect:
    """Return the rectangle around all `boxes`, with a margin, inside the window."""
    left = max(min(box["x"] for box in boxes) - margin, whole["x"])
    top = max(min(box["y"] for box in boxes) - margin, whole["y"])
    right = min(max(box["x"] + box["width"] for box in boxes) + margin, whole["width"])
    bottom = min(max(box["y"] + box["height"] for box in boxes) + margin, whole["height"])
    return FloatRect(x=left, y=top, width=right - left, height=bottom - top)


def _frame(image: Image.Image, box: FloatRect, clip: FloatRect) -> None:
    left, top = box["x"] - clip["x"] - MARK_MARGIN, box["y"] - clip["y"] - MARK_MARGIN
    right, bottom = left + box["width"] + 2 * MARK_MARGIN, top + box["height"] + 2 * MARK_MARGIN
    corners = (max(left, 1), max(top, 1), min(right, image.width - 2), min(bottom, image.height - 2))
    ImageDraw.Draw(image).rounded_rectangle(corners, radius=8, outline=MARK_COLOUR, width=MARK_WIDTH)
