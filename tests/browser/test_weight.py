"""What a reader's telephone fetches, counted by the browser itself: bytes over the wire with their headers, requests.

`pytest tests/browser/test_weight.py -s` prints what each page weighs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Site, Watcher
from tests.public_pages import KINDS

KILOBYTE = 1000
TEXT_LIMIT, TEXT_REQUESTS = 40 * KILOBYTE, 6
PHOTOGRAPHS_LIMIT = 300 * KILOBYTE
# A cheap telephone of today: 720 × 1600 points of glass.
PHONE = {"viewport": {"width": 360, "height": 800}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
TEXT_SIZES = ("normal", "large", "larger")
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    const names = entry.sources.map(source => source.node?.className || source.node?.nodeName || "gone");
    shifts.push([entry.value, ...names]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass
class Traffic:
    """What one page fetched: kinds of resource by the ids of their requests, and bytes."""

    kinds: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def watch(self, page: Page) -> None:
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.requestWillBeSent", self._sent)
        client.on("Network.loadingFinished", lambda event: self._ended(event, event["encodedDataLength"]))
        client.on("Network.responseReceived", self._answered)

    @property
    def total(self) -> int:
        return sum(self.sizes.values())

    def table(self) -> str:
        lines = [f"{self.sizes.get(key, 0):8} {kind:12} {self.addresses[key]}" for key, kind in self.kinds.items()]
        return "\n".join([*lines, f"{self.total:8} in {len(self.kinds)} requests"])

    def _sent(self, event: dict) -> None:
        if event["request"]["url"].startswith("http"):
            self.kinds[event["requestId"]] = event.get("type", "Other")
            self.addresses[event["requestId"]] = event["request"]["url"]

    def _answered(self, event: dict) -> None:
        if event["response"].get("fromDiskCache"):
            # Nothing is asked of the server: the icon of the tab is the masthead's own picture.
            self.kinds.pop(event["requestId"], None)
            return
        # A beacon has no end that is reported: its answer is all there is.
        self._ended(event, event["response"]["encodedDataLength"])

    def _ended(self, event: dict, size: int) -> None:
        if event["requestId"] in self.kinds:
            self.sizes[event["requestId"]] = max(size, self.sizes.get(event["requestId"], 0))


@pytest.fixture
def telephone(site: Site, browser: Browser, watcher: Watcher) -> Iterator[BrowserContext]:
    """A new telephone: nothing is in its cache."""
    context = browser.new_context(base_url=site.url, locale="vi-VN", **PHONE)
    context.add_init_script(SHIFTS)
    context.on("page", watcher.watch)
    yield context
    context.close()


def read(page: Page, address: str) -> None:
    """Open the page and read down to its end, so that what waits to be seen is fetched."""
    page.goto(address, wait_until="networkidle")
    page.evaluate(
        """async () => {
          for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
            scrollTo({ top, behavior: "instant" });
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
          }
        }"""
    )
    page.wait_for_load_state("networkidle")


def weigh(telephone: BrowserContext, address: str) -> Traffic:
    page, traffic = telephone.new_page(), Traffic()
    traffic.watch(page)
    read(page, address)
    page.wait_for_timeout(300)
    print(f"\n{address}\n{traffic.table()}")
    return traffic


def test_article_without_pictures_is_light(telephone, addresses):
    traffic = weigh(telephone, addresses["article-plain"])
    assert traffic.total <= TEXT_LIMIT, traffic.table()
    assert len(traffic.kinds) <= TEXT_REQUESTS, traffic.table()


def test_article_with_three_photographs_is_light(telephone, addresses):
    traffic = weigh(telephone, addresses["article-photographs"])
    assert list(traffic.kinds.values()).count("Image") >= 3
    assert traffic.total <= PHOTOGRAPHS_LIMIT, traffic.table()


def test_bytes_are_counted_as_they_come(telephone, addresses, site):
    """What the browser counts is what the server sent: the page packed, more than its headers, less than its text."""
    traffic = weigh(telephone, addresses["article-long"])
    (size,) = (traffic.sizes[key] for key, kind in traffic.kinds.items() if kind == "Document")
    whole = len(telephone.request.get(addresses["article-long"]).body())
    assert 1000 < size < whole


@pytest.mark.parametrize("kind", KINDS)
def test_page_asks_nobody_else_and_makes_no_mistake(kind, telephone, addresses, watcher):
    """The watcher fails at the end: errors of scripts and of the policy, other hosts, answers of 500 and more."""
    if KINDS[kind].status != 200:
        watcher.allow(f"status of {KINDS[kind].status}")
    page = telephone.new_page()
    read(page, addresses[kind])
    assert page.evaluate("shifts") == []


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_nothing_moves_for_a_reader_who_chose_a_text_size(size, telephone, addresses):
    page = telephone.new_page()
    page.goto(addresses["search"])
    page.evaluate("size => localStorage.setItem('preferences', JSON.stringify({ text: size, contrast: 'high' }))", size)
    read(page, addresses["article"])
    assert page.evaluate("shifts") == []
    assert page.locator("html").get_attribute("data-text") == (None if size == "normal" else size)


def test_nothing_moves_when_the_font_comes_late(telephone, addresses):
    late = []

    def hold_back(route):
        late.append(route.request.url)
        page.wait_for_timeout(1000)
        route.continue_()

    page = telephone.new_page()
    page.route("**/*.woff2", hold_back)
    page.goto(addresses["article"], wait_until="networkidle")
    page.wait_for_timeout(500)
    assert late
    assert page.evaluate("shifts") == []


def test_a_shift_is_noticed(telephone, addresses):
    page = telephone.new_page()
    page.goto(addresses["article-plain"], wait_until="networkidle")
    page.evaluate("document.querySelector('main').style.paddingBlockStart = '200px'")
    page.wait_for_timeout(300)
    assert page.evaluate("shifts.length") > 0
