"""The screens of the admin that drafters, heads, approvers and administrators meet.

Both the search for words that are no Vietnamese and the pictures of the admin go this way. `{name}` in an address is a
number of tests.browser.admin_places.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.admin_openings import (
    Opening,
    actions_menu,
    block_menu,
    bulk_bar,
    calendar,
    close,
    every_block,
    filters,
    first_chooser,
    keyboard_help,
    link_dialog,
    more,
    one_more,
    rejected,
    review_dialogs,
    row_menu,
    sent_empty,
    side_panels,
    slash_menu,
    table_menu,
    upload_tab,
    user_menu,
)


@dataclass(frozen=True)
class Screen:
    """An address, what it answers, and what is opened there one after the other."""

    name: str
    path: str
    openings: tuple[Opening, ...] = ()
    status: int = 200


NEW_ARTICLE = "/admin/pages/add/newsroom/newspage/{newsindexpage}/"
NEW_ANNOUNCEMENT = "/admin/pages/add/newsroom/announcementpage/{announcementindexpage}/"
FORM = (side_panels, actions_menu, block_menu, more)
SEARCHES = Screen("searches", "/admin/searchpicks/reports/search-terms/")
SEARCH_PICKS = (
    Screen("picks", "/admin/searchpicks/"),
    Screen("new-pick", "/admin/searchpicks/add/", (sent_empty, one_more)),
    SEARCHES,
)
VISITOR = (
    Screen("login", "/admin/login/"),
    Screen("password-reset", "/admin/password_reset/"),
    Screen("password-reset-sent", "/admin/password_reset/done/"),
    Screen("password-reset-old-link", "/admin/password_reset/confirm/MQ/set-password/"),
    Screen("password-reset-done", "/admin/password_reset/complete/"),
)
DRAFTER = (
    Screen("dashboard", "/admin/", (user_menu, keyboard_help)),
    Screen("explorer", "/admin/pages/{newsindexpage}/", (row_menu, filters)),
    Screen("choose-kind", "/admin/pages/{newsindexpage}/add_subpage/"),
    Screen(
        "new-article",
        NEW_ARTICLE,
        (*FORM, every_block, table_menu, slash_menu, link_dialog, rejected),
    ),
    Screen(
        "new-article-picture",
        "/admin/pages/add/newsroom/newspage/{newsindexpage}/",
        (first_chooser("image"), upload_tab),
    ),
    Screen("new-event", "/admin/pages/add/events/eventpage/{eventindexpage}/", (*FORM, rejected)),
    Screen(
        "new-announcement", "/admin/pages/add/newsroom/announcementpage/{announcementindexpage}/", (*FORM, rejected)
    ),
    Screen("new-topic", "/admin/pages/add/newsroom/topicpage/{topicindexpage}/", (side_panels, actions_menu, more)),
    Screen("edit-article", "/admin/pages/{draft}/edit/", (*FORM, calendar)),
    Screen("sent-article", "/admin/pages/{sent}/edit/", (side_panels,)),
    Screen("public-article", "/admin/pages/{own}/edit/", (side_panels, actions_menu)),
    Screen("history", "/admin/pages/{own}/history/"),
    Screen("full-log", "/admin/full-log/{own}/", (filters,)),
    Screen("compare", "/admin/pages/{draft}/revisions/compare/earliest...latest/"),
    Screen("review-of-own", "/admin/review/{sent}/", (review_dialogs,)),
    Screen("take-back", "/admin/review/{sent}/take-back/"),
    Screen("correct", "/admin/correct/{own}/"),
    Screen("throw-away", "/admin/pages/{draft}/delete/"),
    Screen("copy", "/admin/pages/{draft}/copy/"),
    Screen("move", "/admin/pages/{draft}/move/"),
    Screen("usage", "/admin/pages/{draft}/usage/"),
    Screen("bin", "/admin/bin/"),
    Screen("images", "/admin/images/", (filters, bulk_bar)),
    Screen("image", "/admin/images/{image}/"),
    Screen("image-usage", "/admin/images/usage/{image}/"),
    Screen("new-image", "/admin/images/add/"),
    Screen("documents", "/admin/documents/", (filters,)),
    Screen("document", "/admin/documents/edit/{document}/"),
    Screen("new-document", "/admin/documents/multiple/add/"),
    Screen("account", "/admin/account/"),
    Screen("search", "/admin/pages/search/?q=l%E1%BB%9Bp", (filters,)),
    Screen("search-nothing", "/admin/pages/search/?q=kh%C3%B4ng+th%E1%BA%A5y"),
    Screen("search-images", "/admin/images/?q=kh%C3%B4ng+th%E1%BA%A5y"),
    SEARCHES,
    # It leads to the dashboard, which says why.
    Screen("not-allowed", "/admin/users/"),
    Screen("guide", "/admin/guide/"),
    Screen("guide-page", "/admin/guide/soan-tin/"),
    Screen("not-found", "/admin/khong-co/", status=404),
    Screen("no-such-page", "/admin/pages/999999/edit/", status=404),
)
HEAD = (
    Screen("dashboard", "/admin/"),
    Screen("review", "/admin/review/{sent}/", (review_dialogs,)),
    Screen("review-changes", "/admin/review/{sent}/?view=changes"),
    Screen("approve", "/admin/review/{sent}/approve/"),
    Screen("return", "/admin/review/{sent}/return/"),
    Screen("propose", "/admin/review/{sent}/propose/"),
    Screen("edit-while-reviewing", "/admin/review/{sent}/edit/"),
    Screen("waiting-in-editor", "/admin/pages/{sent}/edit/", (side_panels, actions_menu)),
)
APPROVER = (
    Screen("dashboard", "/admin/"),
    Screen("explorer", "/admin/pages/{newsindexpage}/", (row_menu, filters)),
    Screen("review", "/admin/review/{passed}/", (review_dialogs,)),
    Screen("approve", "/admin/review/{passed}/approve/"),
    Screen("return", "/admin/review/{passed}/return/"),
    Screen("propose", "/admin/review/{passed}/propose/"),
    Screen("waiting-in-editor", "/admin/pages/{passed}/edit/", (side_panels, actions_menu)),
    Screen("history", "/admin/pages/{corrected}/history/"),
    Screen("compare", "/admin/pages/{corrected}/revisions/compare/earliest...latest/"),
    Screen("take-down", "/admin/pages/{corrected}/unpublish/"),
    Screen("emergency", "/admin/emergency/{passed}/"),
    Screen("erasures", "/admin/erasure/"),
    Screen("ask-for-erasure", "/admin/erasure/ask/{corrected}/"),
    Screen("public-version", "/admin/versions/{record}/"),
    Screen("approval-sheet", "/admin/approval-sheet/{corrected}/"),
    Screen("workflow-report", "/admin/reports/workflow/", (filters,)),
    Screen("task-report", "/admin/reports/workflow_tasks/", (filters,)),
    Screen("site-history", "/admin/reports/site-history/", (filters,)),
    Screen("aging-pages", "/admin/reports/aging-pages/"),
    Screen("page-types", "/admin/reports/page-types-usage/"),
    Screen("moving-in", "/admin/moving-in/"),
    *SEARCH_PICKS,
)
ADMINISTRATOR = (
    Screen("dashboard", "/admin/"),
    Screen("accounts", "/admin/users/", (filters, row_menu, bulk_bar)),
    Screen("new-account", "/admin/users/new/"),
    Screen("account", "/admin/users/edit/{drafter}/"),
    Screen("account-history", "/admin/users/history/{drafter}/"),
    Screen("hand-over", "/admin/hand-over/{drafter}/"),
    Screen("departments", "/admin/departments/"),
    Screen("department", "/admin/departments/edit/{department}/"),
    Screen("department-history", "/admin/departments/history/{department}/"),
    Screen("workflows", "/admin/workflows/list/"),
    Screen("workflow", "/admin/workflows/edit/{workflow}/"),
    Screen("inspection-terms", "/admin/inspection_terms/"),
    Screen("new-inspection-term", "/admin/inspection_terms/new/"),
    Screen("records", "/admin/records/"),
    Screen("agency", "/admin/settings/home/sitesettings/"),
    Screen("front-page", "/admin/pages/{homepage}/edit/", (side_panels, block_menu, every_block, more)),
    Screen("contact-page", "/admin/pages/{contactpage}/edit/", (side_panels,)),
    Screen("information-page", "/admin/pages/{infopage}/edit/", (side_panels,)),
    Screen("section", "/admin/pages/{newsindexpage}/edit/", (side_panels,)),
    *SEARCH_PICKS,
)
ROLES = {
    "": VISITOR,
    "soan1.gdtx": DRAFTER,
    "truong.gdtx": HEAD,
    "duyet1": APPROVER,
    "quantri": ADMINISTRATOR,
}


def walk(page: Page, screen: Screen, numbers: dict[str, int]) -> Iterator[str]:
    """Open `screen`, then one after the other what is behind its buttons; yield the name of what is to be seen."""
    answer = page.goto(screen.path.format(**numbers))
    assert answer.status == screen.status, f"{screen.name}: {answer.status} {answer.url}"
    if screen.openings:
        page.wait_for_load_state("networkidle")
    yield screen.name
    for opening in screen.openings:
        opening(page)
        yield f"{screen.name}: {opening.__name__}"
        if opening is not upload_tab and not opening.__name__.endswith("_chooser"):
            close(page)
