"""Whose paper an approval sheet is printed on: a higher package knows, and registers it in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Letterhead:
    """The names at the head of an official paper; '' for what is not known."""

    agency: str = ""
    parent_agency: str = ""


_source: list[Callable[[HttpRequest], Letterhead]] = []


def register(source: Callable[[HttpRequest], Letterhead]) -> None:
    """Have `source(request)` say whose paper it is; the last one registered does."""
    _source[:] = [source]


def letterhead_for(request: HttpRequest) -> Letterhead:
    return _source[0](request) if _source else Letterhead()
