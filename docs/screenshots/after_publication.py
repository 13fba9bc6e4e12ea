"""What happens to a public page: corrected with a note, its story told, taken down, drafts thrown away."""

from playwright.sync_api import Page

from docs.screenshots import articles, forms
from docs.screenshots.camera import PHONE, Camera

WRONG = "21 giờ"
RIGHT = "21 giờ 15 phút"
NOTE = "Bản đăng trước ghi nhầm giờ tan lớp là 21 giờ; đúng là 21 giờ 15 phút."
WITHDRAWAL = "Lớp học đã dời sang bản khác, lịch trong bài không còn dùng được."
# A draft of the sample that its author does not need any more.
UNWANTED = "Ngày hội việc làm"


def take_all(camera: Camera) -> None:
    """Correct the article that was published, look at its story, take it down."""
    drafter = camera.sign_in("soan1.gdtx", (1280, 900))
    pk = forms.page_called(drafter, articles.TITLE)
    correct(camera, drafter, pk)
    address = read(camera)
    story(camera, drafter, pk)
    take_down(camera, pk, address)
    throw_away(camera)


def correct(camera: Camera, page: Page, pk: int) -> None:
    """The menu of a live page, the form of a correction, the places, and the ways to the public."""
    page.goto(f"/admin/pages/{pk}/edit/")
    page.locator("#id_title").wait_for()
    menu = forms.open_actions(page)
    camera.take(page, "menu-dinh-chinh", around=[menu, forms.main_button(page)], margin=40)
    page.goto(f"/admin/correct/{pk}/?change=correction")
    page.locator("[name=old]").fill(WRONG)
    page.locator("[name=new]").fill(RIGHT)
    page.locator("[name=note]").fill(NOTE)
    camera.take_long(page, "dinh-chinh")
    page.locator("main form button[type=submit]").first.click()
    page.locator("[name=confirm]").wait_for()
    camera.take_long(page, "dinh-chinh-cho")
    page.locator("[name=confirm]").click()
    page.wait_for_load_state("networkidle")
    forms.approve(camera.sign_in("truong.gdtx"), articles.TITLE)
    forms.approve(camera.sign_in("duyet1"), articles.TITLE)


def read(camera: Camera) -> str:
    """What a citizen reads; returns the address."""
    reader = camera.visitor(PHONE)
    reader.goto("/")
    reader.get_by_role("link", name=articles.TITLE).first.click()
    reader.locator("article, main").first.wait_for()
    camera.take_from(reader, "bai-da-dinh-chinh", reader.locator("h1").first)
    return reader.url


def story(camera: Camera, page: Page, pk: int) -> None:
    """The history, a version that was public, and the approval sheet."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"/admin/pages/{pk}/history/")
    camera.take_long(page, "lich-su")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("main a[href*='/admin/versions/']").last.click()
    page.wait_for_load_state("networkidle")
    camera.take(page, "ban-cong-khai")
    page.set_viewport_size({"width": 900, "height": 900})
    page.goto(f"/admin/approval-sheet/{pk}/")
    camera.take_long(page, "phieu-duyet", tallest=1300)


def take_down(camera: Camera, pk: int, address: str) -> None:
    """An approver takes the page down from a telephone; its address says so."""
    page = camera.sign_in("duyet1", PHONE)
    page.goto(f"/admin/pages/{pk}/unpublish/")
    page.locator("[name=kind][value=outdated]").check()
    page.locator("[name=reason]").fill(WITHDRAWAL)
    page.locator("[name=notice][value=outdated]").check()
    camera.take_long(page, "go-bai")
    with page.expect_navigation():
        page.locator("form.portal-taking-down button[type=submit]").click()
    reader = camera.visitor(PHONE)
    reader.goto(address)
    camera.take(reader, "trang-da-go")


def throw_away(camera: Camera) -> None:
    """A draft goes into the bin; the bin gives it back."""
    page = camera.sign_in("soan2.gdtx", (1280, 560))
    pk = forms.page_called(page, UNWANTED)
    page.goto(f"/admin/pages/{pk}/delete/")
    camera.take(page, "bo-vao-thung-rac")
    page.locator("form.portal-taking-down button[type=submit], main form button[type=submit]").last.click()
    page.wait_for_load_state("networkidle")
    page.goto("/admin/bin/")
    camera.take(page, "thung-rac")
