"""Erasing personal data from a page and all its traces: one approver asks, another confirms.

Packages above and beside this one keep traces of their own: each registers what takes passages out of them.
"""

from collections.abc import Callable

# fn(passages, page) -> how many were written over. Called once for each page that is looked through, inside the
# transaction, after its row and its versions were; what it does must be right when it is done a second time.
Eraser = Callable[[list[str], object], int]

_erasers: list[Eraser] = []


def register(eraser: Eraser) -> Eraser:
    """Have `eraser(passages, page)` join every erasure; it stays as it is, so that it decorates as well."""
    if eraser not in _erasers:
        _erasers.append(eraser)
    return eraser


def registered() -> tuple[Eraser, ...]:
    return tuple(_erasers)
