"""What administrators see: accounts, a department, agency and contact, steps, handing over; and what inspectors see."""

from playwright.sync_api import Page

from docs.screenshots.camera import Camera

DEPARTMENT = "GDTX-GDCN"


LEAVES = "soan1.gdtx"
INSPECTOR = "thanhtra1"


def take_all(camera: Camera) -> None:
    """Take the pictures of the administrators' screens, and of the inspectors'."""
    page = camera.sign_in("quantri", (1280, 1180))
    page.goto("/admin/users/new/")
    camera.take(page, "tai-khoan-moi")
    page.locator("a[href='#tab-roles'], [role=tab]").last.click()
    page.set_viewport_size({"width": 1280, "height": 760})
    camera.take(page, "tai-khoan-vai-tro")
    page.goto("/admin/departments/")
    page.locator("main table a", has_text="Phòng").first.wait_for()
    camera.take(page, "cac-phong")
    page.set_viewport_size({"width": 1280, "height": 1860})
    page.locator("main table tr", has_text=DEPARTMENT).locator("a").first.click()
    page.locator("#id_short_name").wait_for()
    camera.take(page, "phong")
    page.set_viewport_size({"width": 1280, "height": 1180})
    page.goto("/admin/settings/home/sitesettings/")
    page.locator("#id_agency_name").wait_for()
    camera.take(page, "thong-tin-co-quan")
    steps(camera, page)
    inspection(camera, page)
    hand_over(camera, page)


def steps(camera: Camera, page: Page) -> None:
    """The list of workflows, and the one for sensitive sections."""
    page.set_viewport_size({"width": 1280, "height": 620})
    page.goto("/admin/workflows/list/")
    camera.take(page, "quy-trinh")
    page.locator("main table a[href*='/workflows/edit/']").last.click()
    page.locator("#id_name").wait_for()
    camera.take_long(page, "quy-trinh-sua", tallest=1500)


def inspection(camera: Camera, page: Page) -> None:
    """The form of a term, what an inspector finds, and the records."""
    page.set_viewport_size({"width": 1280, "height": 620})
    page.goto("/admin/inspection_terms/new/")
    page.locator("#id_valid_from").wait_for()
    camera.take(page, "dot-thanh-tra")
    inspector = camera.sign_in(INSPECTOR, (1280, 560))
    camera.take(inspector, "thanh-tra")
    inspector.set_viewport_size({"width": 1280, "height": 1000})
    inspector.goto("/admin/inspection/")
    camera.take(inspector, "thanh-tra-danh-sach")
    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto("/admin/records/")
    summary = page.locator("main details summary").first
    summary.click()
    camera.take(page, "nhat-ky-quan-tri")


def hand_over(camera: Camera, page: Page) -> None:
    """What somebody who leaves hands over."""
    page.goto(f"/admin/users/?q={LEAVES}")
    link = page.locator("main table a[href*='/admin/users/edit/']").first
    number = link.get_attribute("href").rstrip("/").rsplit("/", 1)[-1]
    page.goto(f"/admin/hand-over/{number}/")
    camera.take_long(page, "ban-giao")
