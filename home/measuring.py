"""The state's measuring code: which host the policy of public pages names for it. None while it is not set."""

from home.addresses import origin
from home.models import SiteSettings


def sources() -> dict[str, list[str]]:
    """Return the host of the measuring code for each directive: it is loaded from there, and reports to there."""
    host = origin(SiteSettings.kept().measuring_script_url)
    return {directive: [host] for directive in ("script-src", "connect-src", "img-src")} if host else {}
