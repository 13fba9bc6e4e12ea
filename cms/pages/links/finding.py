"""Which addresses a page links to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings

from cms.pages.leaves import HTML, TEXT, Leaf, leaves_of
from cms.text.nfc import nfc

# A text that is an address and nothing else: what the editor entered in a field for one.
ADDRESS = re.compile(r"(?:https?://|/(?![/\\]))[^\s\\]+", re.IGNORECASE)
# Parsed here, and asked of nobody (cms.pages.video).
PROVIDERS = {"video"}


@dataclass(frozen=True)
class FoundLink:
    """One link of a page: its normal `address`, its `words`, and in words where it stands."""

    address: str
    words: str
    place: str


def links_of(page) -> list[FoundLink]:
    """Return the links of `page` as it stands in memory, each address once."""
    found = (link for leaf in leaves_of(page) if leaf.block not in PROVIDERS for link in _links_in(leaf))
    return list({link.address: link for link in reversed([*found])}.values())[::-1]


def host_of(address: str) -> str:
    """Return the host that has to be asked; '' for the portal's own addresses, and for what names no host."""
    try:
        return (urlsplit(address).hostname or "") if "://" in address else ""
    except ValueError:
        # Brackets that are no IPv6 address.
        return ""


def own_hosts() -> set[str]:
    """Return the names under which this portal answers."""
    named = {host.lstrip(".").lower() for host in settings.ALLOWED_HOSTS if host != "*"}
    return named | {urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}


def _links_in(leaf: Leaf) -> Iterator[FoundLink]:
    if leaf.kind == TEXT and ADDRESS.fullmatch(leaf.value.strip()):
        yield FoundLink(_normal(leaf.value), leaf.value.strip(), leaf.place)
    if leaf.kind == HTML and "<a" in leaf.value:
        for tag in BeautifulSoup(leaf.value, "html.parser").find_all("a"):
            address = _address(tag)
            if address:
                yield FoundLink(address, " ".join(tag.get_text().split()), leaf.place)


def _address(tag) -> str:
    """Return the address of a link in stored rich text; '' for letters, telephones and places on the page."""
    kind, number = tag.get("linktype"), str(tag.get("id", ""))
    if kind in ("page", "document"):
        # Of a number that no row can have, a database makes an error.
        return f"{kind}:{int(number) if len(number) < 10 else 0}" if number.isdecimal() else ""
    address = tag.get("href", "").strip()
    return _normal(address) if ADDRESS.match(address) else ""


def _normal(address: str) -> str:
    """Return the address without fragment, and that of the portal itself without its host."""
    address = nfc(address.strip())
    try:
        address = urldefrag(address).url
    except ValueError:
        # It names no host: nobody can open it.
        return address
    if host_of(address).lower() in own_hosts():
        parts = urlsplit(address)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return address
