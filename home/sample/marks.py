"""Marks in the audit log of the front page that say how far the sample site is built."""

from wagtail.log_actions import log
from wagtail.models import PageLogEntry

BEGUN = "home.sample_site.begin"
FINISHED = "home.sample_site.finish"


def set_mark(action: str, home, user) -> None:
    """Write the mark into the log of the front page `home`."""
    log(home, action, user=user)


def has_mark(action: str) -> bool:
    """Whether the mark was ever set in this database."""
    return PageLogEntry.objects.filter(action=action).exists()
