"""The erasure of personal data: one approver asks, another agrees."""

from docs.screenshots import forms
from docs.screenshots.camera import PHONE, Camera

TITLE = "Bế mạc Hội khỏe Phù Đổng"
PASSAGE = "Em Chu Bảo Ngân, học sinh lớp 9 Trường THCS Hồ Sen"
# What stands where something was erased.
MARK = "[đã xóa]"
REASON = "Cha mẹ học sinh đề nghị bằng đơn ngày 20/11/2026, không muốn con được nêu tên."


def take_all(camera: Camera) -> None:
    """Ask, see it on the other approver's dashboard, agree."""
    pk = forms.page_called(camera.sign_in("soan1.gdth"), TITLE)
    asker = camera.sign_in("duyet1", PHONE)
    asker.goto(f"/admin/erasure/ask/{pk}/")
    asker.locator("[name=reason]").fill(REASON)
    asker.locator("[name=passages]").fill(PASSAGE)
    camera.take_long(asker, "xoa-du-lieu-de-nghi", tallest=1400)
    asker.locator("main form button[type=submit]").first.click()
    asker.wait_for_load_state("networkidle")
    decider = camera.sign_in("duyet2", (1280, 860))
    attention = decider.locator("#attention-section")
    camera.take(decider, "can-de-y", around=[attention])
    attention.locator("a.portal-row__title").first.click()
    decider.locator("[name=confirm]").wait_for()
    camera.take_long(decider, "xoa-du-lieu-dong-y")
    decider.locator("[name=confirm]").click()
    decider.wait_for_load_state("networkidle")
    camera.take_long(decider, "xoa-du-lieu-xong")
    reader = camera.visitor(PHONE)
    reader.goto(forms.permanent_address(decider, pk))
    camera.take_from(reader, "xoa-du-lieu-nguoi-doc", reader.get_by_text(MARK).first)
