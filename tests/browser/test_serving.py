"""What the server hands out reaches the browser whole: pages, styles, scripts, pictures and the admin."""

from urllib.parse import quote


def test_front_page_shows_a_picture_that_the_server_sent(page):
    page.goto("/")
    pictures = page.locator("main img")
    pictures.first.scroll_into_view_if_needed()
    pictures.first.wait_for()
    assert pictures.first.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0


def test_server_hands_out_the_files_of_public_pages(page, site):
    """Straight from the disk: the answers carry nothing that Django adds."""
    files = [path for path in (site.folder / "public").rglob("*") if path.is_file()]
    names = {path.relative_to(site.folder / "public").as_posix(): path.stat().st_size for path in files}
    # The worker draws the pictures for networks when it comes round.
    assert {name.partition("/")[0] for name in names} - {"share"} == {"images", "documents"}
    for name, size in names.items():
        response = page.request.get(f"/media/{quote(name)}")
        assert (response.status, len(response.body())) == (200, size), name
        assert response.headers["cache-control"] == "max-age=300"
        assert "content-security-policy" not in response.headers


STORE = """
from django.core.files.base import ContentFile
from cms.media.models import CustomDocument
made = CustomDocument.objects.create(title="Nháp", file=ContentFile(b"%PDF-1.4", name="nháp.pdf"))
print(made.file.name, made.url)
"""
# A page that shows no file of its own: what is hidden here are all its files.
SHOW = """
from cms.media import publicity
from cms.media.models import CustomDocument
from events.models import EventIndexPage
publicity.page_shows(EventIndexPage.objects.first().pk, [], {CustomDocument.objects.get(title="Nháp").pk})
"""
HIDE = """
from cms.media import publicity
from events.models import EventIndexPage
publicity.pages_hidden([EventIndexPage.objects.first().pk])
"""


def test_document_is_served_while_a_public_page_shows_it_and_no_longer(page, site):
    name, private = site.manage("shell", "--verbosity", "0", "--command", STORE).split()

    def statuses() -> list[int]:
        answers = [page.request.get(address, max_redirects=0) for address in (f"/media/{quote(name)}", private)]
        return [answer.status for answer in answers]

    assert statuses() == [404, 404]
    site.manage("shell", "--verbosity", "0", "--command", SHOW)
    assert statuses() == [200, 302]
    site.manage("shell", "--verbosity", "0", "--command", HIDE)
    assert statuses() == [404, 404]


def test_front_page_is_styled_and_fits_a_telephone(new_page):
    page = new_page(width=360)
    page.goto("/")
    assert page.evaluate("document.styleSheets.length") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_front_page_reads_without_javascript(new_page):
    page = new_page(javascript=False)
    page.goto("/")
    assert page.locator("h1, h2").count() > 1
    assert page.locator("main a").count() > 5


def test_drafter_signs_in_and_sees_the_dashboard(page, log_in):
    log_in(page, "soan1.gdtx")
    assert page.locator("main h1").first.is_visible()
    assert page.locator("input[name=password]").count() == 0


def test_missing_page_is_told_in_vietnamese(page, watcher):
    watcher.allow("404")
    response = page.goto("/khong-co-trang-nay/")
    assert response.status == 404
    assert page.locator("html").get_attribute("lang") == "vi"


def test_watcher_notices_a_violation_of_the_content_policy(page, watcher):
    page.goto("/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in mistake for mistake in watcher.mistakes)
    watcher.allow("Content Security Policy")


def test_watcher_notices_a_failure_of_a_script(page, watcher):
    page.goto("/")
    page.evaluate("setTimeout(() => { throw new Error('deliberate') })")
    page.wait_for_timeout(200)
    assert any("deliberate" in mistake for mistake in watcher.mistakes)
    watcher.allow("deliberate")
