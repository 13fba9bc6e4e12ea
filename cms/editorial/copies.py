"""Contributors travel with content: whoever wrote what was copied is a contributor of the copy.

Upstream: every copy of a page, from a screen, the API, a translation or `Page.copy()`, and of each page below it, is
made by one method of an action, which sends no signal. It can go when Wagtail sends one.
"""

from functools import wraps

from wagtail.actions.copy_page import CopyPageAction

from cms.editorial import contributions


def connect() -> None:
    """Let every copy carry its contributors; called once from AppConfig.ready()."""
    original = CopyPageAction._copy_page

    @wraps(original)
    def carrying(self, page, *args, **kwargs):
        duplicate = original(self, page, *args, **kwargs)
        contributions.carry(page.specific, duplicate.specific)
        return duplicate

    CopyPageAction._copy_page = carrying
