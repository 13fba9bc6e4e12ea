"""What browsers are allowed on public pages.

The Content-Security-Policy names nothing beyond the portal itself, by default. A higher package registers in
AppConfig.ready() who names more: for each answer it is asked for the sources of each directive, so that a setting
counts from the moment it is saved.
"""

import re
from collections.abc import Callable

# A host over TLS, with port and path where they are given. Nothing in it can begin another source or directive.
SOURCE = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?(/[A-Za-z0-9._~/%-]*)?")
# Where a source may be named. Never for `default-src`, `object-src`, `base-uri` and what else must stay closed.
OPEN_DIRECTIVES = {"script-src", "connect-src", "img-src", "style-src", "font-src", "frame-src", "media-src"}

VIDEO_FRAMES = '"https://www.youtube-nocookie.com" "https://player.vimeo.com"'
# Closed is what no page of ours uses; only names that Chromium knows, which reports others. Copying is the page's own,
# sharing is so by default; a video may fill the screen.
PERMISSIONS = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer",
                "browsing-topics",
                "camera",
                "display-capture",
                "geolocation",
                "gyroscope",
                "hid",
                "idle-detection",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "publickey-credentials-create",
                "serial",
                "usb",
                "xr-spatial-tracking",
            )
        ),
        "clipboard-write=(self)",
        *(f"{feature}=(self {VIDEO_FRAMES})" for feature in ("autoplay", "encrypted-media", "fullscreen")),
        f"picture-in-picture=(self {VIDEO_FRAMES})",
    ]
)

_sources: list[Callable[[], dict[str, list[str]]]] = []


def allow(sources: Callable[[], dict[str, list[str]]]) -> None:
    """Have `sources()` name hosts for directives: {"script-src": ["https://example.gov.vn"]}.

    It is asked for every public answer: what it reads it keeps per generation.
    """
    if sources not in _sources:
        _sources.append(sources)


def allowed() -> dict[str, list[str]]:
    """Return the hosts for each directive. What is no host over TLS, or names another directive, is left out."""
    found: dict[str, list[str]] = {}
    for sources in _sources:
        for directive, hosts in sources().items():
            named = [host for host in hosts if directive in OPEN_DIRECTIVES and SOURCE.fullmatch(host)]
            if named:
                found.setdefault(directive, []).extend(named)
    return found
