"""Who publishes the portal: a higher package knows, and registers it in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Publisher:
    """The agency in one language; '' for what is not known. `logo` is an address (path or absolute)."""

    name: str = ""
    parent: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    logo: str = ""


_source: list[Callable[[str], Publisher]] = []


def register(source: Callable[[str], Publisher]) -> None:
    """Have `source(language)` say who publishes; the last one registered does. It is asked for every page."""
    _source[:] = [source]


def publisher_in(language: str) -> Publisher:
    return _source[0](language) if _source else Publisher()
