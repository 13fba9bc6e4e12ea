"""What people do on the admin's forms. Elements are found by name, id and icon, never by words."""

import re
from urllib.parse import quote

from playwright.sync_api import Locator, Page

# Milliseconds within which a changed form has saved itself: pressing a button meanwhile would be a second save.
AUTOSAVE_INTERVAL = 4000
# Milliseconds from one key to the next.
TYPING = 700
# Milliseconds within which the scripts of a form have taken over.
SCRIPTS = 1500


def compose(page: Page, model: str) -> None:
    """Press the compose button of the dashboard for `model` (newspage …), in the first section it offers."""
    link = page.locator(f".portal-compose a[href*='/{model}/']").first
    page.goto(link.get_attribute("href"))
    page.locator("#id_title").wait_for()


def open_row(page: Page, panel: str, title: str) -> None:
    """Follow the row called `title` in a panel of the dashboard to the form of the page."""
    page.locator(f"#{panel}-content .portal-row__title", has_text=title).first.click()
    page.locator("#id_title").wait_for()


def open_review(page: Page, title: str, panel: str = "to-approve") -> int:
    """Follow the row called `title` in a panel of the dashboard to the review screen; return the id of the page."""
    page.locator(f"#{panel}-content .portal-row__title", has_text=title).first.click()
    page.locator(".portal-review").wait_for()
    page.wait_for_load_state("networkidle")
    return int(re.search(r"/review/(\d+)/", page.url)[1])


def show(page: Page, view: str) -> None:
    """Turn the review screen to the draft or to the changes."""
    page.locator(f".portal-review__switch a[href*='view={view}']").click()
    page.wait_for_load_state("networkidle")


def page_called(page: Page, title: str) -> int:
    """Return the id of the page with this title, as the admin's search finds it for somebody who may edit it."""
    page.goto(f"/admin/pages/search/?q={quote(title)}")
    link = page.locator("main a[href*='/admin/pages/'][href$='/edit/']", has_text=title).first
    return int(re.search(r"/pages/(\d+)/edit/", link.get_attribute("href"))[1])


def permanent_address(page: Page, pk: int) -> str:
    """Return the address at which a page can always be read, as its approval sheet says it."""
    page.goto(f"/admin/approval-sheet/{pk}/")
    return re.search(r"https?://\S+/p/\S+", page.locator("main").inner_text())[0]


def open_decision(page: Page, name: str) -> Locator:
    """Press a button of the bar below the review (approve, return, propose); return its dialog."""
    page.locator(f"[data-review-opens={name}]").click()
    dialog = page.locator(f"[data-review-dialog={name}][open]")
    dialog.wait_for()
    return dialog


def decide(page: Page, dialog: Locator) -> None:
    """Press the button that decides, and wait for what is said then."""
    with page.expect_navigation():
        dialog.locator("[type=submit]").click()
    page.wait_for_load_state("networkidle")


def approve(page: Page, title: str) -> int:
    """Approve what waits for this person on the dashboard; return the id of the page."""
    pk = open_review(page, title)
    decide(page, open_decision(page, "approve"))
    return pk


def write_paragraph(page: Page, text: str) -> None:
    """Type `text` at the end of the last paragraph of the body."""
    editor = page.locator("#body-root .public-DraftEditor-content").last
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text[:-2])
    # The form notices at a key what stood in the editor at the key before.
    page.keyboard.type(text[-2:], delay=TYPING)


def add_block(page: Page, icon: str) -> Locator:
    """Add a block at the end of the body, found by its icon, the first that has it; return it."""
    page.locator("#body-root .c-sf-add-button").last.click()
    page.locator(f"[role=option]:has(use[href='#icon-{icon}'])").first.click()
    return page.locator("#body-root [data-streamfield-child]").last


def choose_picture(page: Page, place: Locator, title: str) -> None:
    """Choose the picture called `title` of the department in the chooser that stands in `place`."""
    open_chooser(place)
    page.locator(".modal [data-chooser-modal-choice]", has_text=title).first.click()
    page.locator(".modal").wait_for(state="detached")


def open_chooser(place: Locator) -> None:
    """Press the button that opens the dialog of pictures."""
    place.locator("[data-chooser-action-choose]:visible").first.click()
    place.page.locator(".modal [data-chooser-modal-choice]").first.wait_for()


def set_time(page: Page, field: str, text: str) -> None:
    """Write a time into a field and close the calendar that opens with it."""
    page.locator(field).fill(text)
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    calendar.wait_for()
    page.locator("#id_title").click()
    calendar.wait_for(state="hidden")


def main_button(page: Page) -> Locator:
    """Return the one main button below the form."""
    return page.locator("footer .w-dropdown-button, footer .action-save").first


def open_actions(page: Page) -> Locator:
    """Open the menu beside the main button; return it with the button below it."""
    page.locator("footer .w-dropdown__toggle").click()
    menu = page.locator("footer .w-dropdown__content")
    menu.wait_for()
    return menu


def send(page: Page) -> None:
    """Send the page for approval, or back to who returned it, as somebody does who comes back to what was saved."""
    wait_for_autosave(page)
    if page.url.endswith("/edit/"):
        page.reload()
        page.locator("#id_title").wait_for()
        page.wait_for_timeout(SCRIPTS)
    page.locator("footer [name=action-submit]").click()
    page.wait_for_load_state("domcontentloaded")
    if page.url.endswith("/send/"):
        # There is something to look at twice: it is sent as it is.
        page.locator(".portal-review__form button.button:not([name])").click()
        page.wait_for_load_state("domcontentloaded")


def approve_in_editor(page: Page) -> None:
    """Press the main button below the form of a page that waits."""
    page.locator("footer [data-workflow-action-name=approve]:not([data-workflow-action-modal-url])").click()
    page.wait_for_load_state("domcontentloaded")


def wait_for_autosave(page: Page) -> None:
    """Wait until the form has saved itself and shows no warning."""
    page.wait_for_timeout(AUTOSAVE_INTERVAL)
    page.locator(".footer__save-warning > *").wait_for(state="detached")
