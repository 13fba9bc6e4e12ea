"""How to open what lies behind the buttons of the admin's screens. Found by their part of a screen, never by words."""

from collections.abc import Callable

from playwright.sync_api import Page

# Milliseconds within which the scripts of a form have taken over.
SCRIPTS = 900
# Milliseconds within which something that moves has come to rest.
MOTION = 250

# Opens one thing on the screen; what is behind it is looked at then.
Opening = Callable[[Page], None]


def close(page: Page) -> None:
    """Close whatever dialog or list is open."""
    page.keyboard.press("Escape")
    closer = page.locator(".modal.in [data-dismiss=modal], .modal.show [data-dismiss=modal]")
    if closer.count() and closer.first.is_visible():
        closer.first.click()
    page.wait_for_timeout(MOTION)


def side_panels(page: Page) -> None:
    """Status, checks, comments and preview beside the form, one after the other."""
    for toggle in page.locator("[data-side-panel-toggle]").all():
        if toggle.is_visible():
            toggle.click()
            page.wait_for_timeout(MOTION)


def actions_menu(page: Page) -> None:
    page.locator("footer .w-dropdown__toggle").first.click()
    page.wait_for_timeout(MOTION)


def block_menu(page: Page) -> None:
    page.locator(".c-sf-add-button").first.click()
    page.wait_for_timeout(MOTION)


def every_block(page: Page) -> None:
    """One block of every kind, with what its scripts draw: the table, the choosers, the editor of words."""
    page.locator(".c-sf-add-button").last.click()
    page.wait_for_timeout(MOTION)
    number = page.locator("[role=option]").count()
    close(page)
    # One of the kinds asks for its pictures first.
    photographs = page.locator("dialog.portal-photographs[open]")
    page.add_locator_handler(photographs, lambda: page.keyboard.press("Escape"))
    for index in range(number):
        page.locator(".c-sf-add-button:visible").last.click()
        page.locator("[role=option]").nth(index).click()
        page.wait_for_timeout(MOTION)
    page.remove_locator_handler(photographs)


def table_menu(page: Page) -> None:
    """The menu on the cells of a table."""
    cell = page.locator(".handsontable td").first
    cell.scroll_into_view_if_needed()
    cell.click(button="right")
    page.locator(".htContextMenu:visible").first.wait_for()


def slash_menu(page: Page) -> None:
    """The list that opens at a slash in the editor of words."""
    page.locator(".public-DraftEditor-content:visible").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("/", delay=80)
    page.wait_for_timeout(MOTION)


def link_dialog(page: Page) -> None:
    """The chooser of links, and its three further kinds."""
    page.locator(".public-DraftEditor-content:visible").first.click()
    page.keyboard.press("Control+A")
    page.locator("button[name=LINK]:visible").first.click()
    page.locator(".modal .modal-content").first.wait_for()
    page.wait_for_timeout(SCRIPTS)


def first_chooser(kind: str) -> Opening:
    """The dialog of the first chooser of `kind` (image, document, page) on the form."""

    def open_it(page: Page) -> None:
        page.locator(f"[data-chooser-url*='/{kind}'] [data-chooser-action-choose]:visible").first.click()
        page.locator(".modal .modal-content").first.wait_for()
        page.wait_for_timeout(SCRIPTS)

    open_it.__name__ = f"{kind}_chooser"
    return open_it


def upload_tab(page: Page) -> None:
    """The second tab of an open chooser."""
    page.locator(".modal [role=tab]").last.click()
    page.wait_for_timeout(MOTION)


def more(page: Page) -> None:
    """What is folded, unfolded."""
    for toggle in page.locator("[data-panel-toggle][aria-expanded=false]:visible").all():
        toggle.click()
    page.wait_for_timeout(MOTION)


def calendar(page: Page) -> None:
    """The calendar and the clock of the first field that has one."""
    page.locator("#id_shown_at, #id_start, #id_shown_from").first.click()
    page.locator(".xdsoft_datetimepicker:visible").first.wait_for()


def rejected(page: Page) -> None:
    """A form that was sent without what it must have."""
    page.locator("#id_title").fill("")
    page.locator("footer [type=submit]").first.click()
    page.wait_for_load_state("networkidle")


def sent_empty(page: Page) -> None:
    """A form without a title that was sent as it is."""
    page.locator("main form[method=post] [type=submit]").last.click()
    page.wait_for_load_state("networkidle")


def one_more(page: Page) -> None:
    """One more of what a form has any number of."""
    page.locator("[id$=-ADD]:visible").last.click()
    page.wait_for_timeout(MOTION)


def review_dialogs(page: Page) -> None:
    for opener in page.locator("[data-review-opens]:visible").all():
        opener.click()
        page.wait_for_timeout(MOTION)
        page.keyboard.press("Escape")


def filters(page: Page) -> None:
    for toggle in page.locator(
        "#filters-drilldown button:visible, [data-controller~=w-drilldown] button:visible"
    ).all():
        if toggle.is_visible():
            toggle.click()
            page.wait_for_timeout(MOTION)


def user_menu(page: Page) -> None:
    page.locator(".sidebar-footer__account, .sidebar-footer button").first.click()
    page.wait_for_timeout(MOTION)


def keyboard_help(page: Page) -> None:
    """The list of keys, which a key opens too."""
    page.keyboard.press("?")
    page.wait_for_timeout(MOTION)


def row_menu(page: Page) -> None:
    """The menu of the first row of a list."""
    page.locator(
        "main table .w-dropdown__toggle:visible, main table [data-w-dropdown-target=toggle]:visible"
    ).first.click()
    page.wait_for_timeout(MOTION)


def bulk_bar(page: Page) -> None:
    """The bar of what is done with several at once."""
    page.locator("[data-bulk-action-checkbox]").first.check(force=True)
    page.wait_for_timeout(MOTION)
