"""What administrators see: accounts, a department, agency and contact."""

from docs.screenshots.camera import Camera

DEPARTMENT = "GDTX-GDCN"


def take_all(camera: Camera) -> None:
    """Take the pictures of the administrators' screens."""
    page = camera.sign_in("quantri", (1280, 1180))
    page.goto("/admin/users/new/")
    camera.take(page, "tai-khoan-moi")
    page.locator("a[href='#tab-roles'], [role=tab]").last.click()
    page.set_viewport_size({"width": 1280, "height": 760})
    camera.take(page, "tai-khoan-vai-tro")
    page.goto("/admin/departments/")
    page.locator("main table a", has_text="Phòng").first.wait_for()
    camera.take(page, "cac-phong")
    page.set_viewport_size({"width": 1280, "height": 1480})
    page.locator("main table tr", has_text=DEPARTMENT).locator("a").first.click()
    page.locator("#id_short_name").wait_for()
    camera.take(page, "phong")
    page.set_viewport_size({"width": 1280, "height": 1180})
    page.goto("/admin/settings/home/sitesettings/")
    page.locator("#id_agency_name").wait_for()
    camera.take(page, "thong-tin-co-quan")
