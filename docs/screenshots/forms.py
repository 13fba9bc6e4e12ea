"""What people do on the admin's forms. Elements are found by name, id and icon, never by words."""

from playwright.sync_api import Locator, Page

# Milliseconds within which a changed form begins to save itself.
AUTOSAVE_INTERVAL = 2000


def compose(page: Page, model: str) -> None:
    """Press the compose button of the dashboard for `model` (newspage …), in the first section it offers."""
    link = page.locator(f".portal-compose a[href*='/{model}/']").first
    page.goto(link.get_attribute("href"))
    page.locator("#id_title").wait_for()


def open_row(page: Page, panel: str, title: str) -> None:
    """Follow the row called `title` in a panel of the dashboard."""
    page.locator(f"#{panel}-content .portal-row__title", has_text=title).first.click()
    page.locator("#id_title").wait_for()


def write_paragraph(page: Page, text: str) -> None:
    """Type `text` at the end of the last paragraph of the body."""
    editor = page.locator("#body-root .public-DraftEditor-content").last
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def add_block(page: Page, icon: str) -> Locator:
    """Add a block at the end of the body, found by its icon; return it."""
    page.locator("#body-root .c-sf-add-button").last.click()
    page.locator(f"[role=option]:has(use[href='#icon-{icon}'])").click()
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
    """Send the page for approval, or back to who returned it."""
    page.locator("footer [name=action-submit]").click()
    page.wait_for_load_state("domcontentloaded")


def approve(page: Page) -> None:
    """Press the main button of a page that waits."""
    page.locator("footer [data-workflow-action-name=approve]:not([data-workflow-action-modal-url])").click()
    page.wait_for_load_state("domcontentloaded")


def wait_for_autosave(page: Page) -> None:
    """Wait until the form has saved itself and shows no warning."""
    page.wait_for_timeout(AUTOSAVE_INTERVAL)
    page.locator(".footer__save-warning > *").wait_for(state="detached")
