"""The generation: what is kept for readers is kept under its number, and is old as soon as the number has risen."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from cms.reading.models import Generation

T = TypeVar("T")

# Another process's rise is seen after this time at the latest. Seconds.
FRESH_FOR = 1.0

_seen = (0, float("-inf"))


def current() -> int:
    """Return the generation number, at most a second old. One query at most every second."""
    global _seen
    number, seen_at = _seen
    if time.monotonic() - seen_at >= FRESH_FOR:
        number = Generation.objects.values_list("number", flat=True).first() or 0
        _seen = (number, time.monotonic())
    return number


def rise() -> None:
    """Let the number rise when the running transaction has committed (now, without one)."""
    transaction.on_commit(_rise)


def _rise() -> None:
    if not Generation.objects.update(number=F("number") + 1):
        Generation.objects.create()
    forget()


def forget() -> None:
    """Forget the number seen last; the next `current()` asks the database."""
    global _seen
    _seen = (0, float("-inf"))


def kept(key: str, build: Callable[[], T]) -> T:
    """Return what `build()` returned for `key` in this generation, building it once per generation and process."""
    return cache.get_or_set(f"generation:{current()}:{key}", build, timeout=3600)
