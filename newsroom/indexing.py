"""The admin's search index, written for many articles at once.

Each save of a page reads it anew and writes it to the index by itself, drafts and publications alike; of many articles
that are moved in together, each is written once, with others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from modelsearch.backends import get_search_backends

# How many articles are read and written at once.
CHUNK = 200


class Waiting:
    """The ids of articles (of `model`) that the index does not know as they are."""

    def __init__(self, model):
        self._model = model
        self._ids: set[int] = set()

    def add(self, page) -> None:
        self._ids.add(page.pk)

    def write_chunk(self) -> None:
        """Write the index if a chunk has come together. Called between transactions: one that fails loses nothing."""
        if len(self._ids) >= CHUNK:
            self.write()

    def write(self) -> None:
        """Write the index. Pages that are gone are left out."""
        if self._ids:
            pages = list(self._model.objects.filter(pk__in=self._ids))
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(self._model, pages)
            self._ids.clear()


_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


@contextmanager
def written_together(model) -> Iterator[Waiting]:
    """Leave the articles (of `model`) saved inside to whoever writes what is yielded, and to the end of the block.

    Where the process is killed in between, the admin's search does not find the last of them until they are saved
    again, which their publication does.
    """
    waiting = Waiting(model)
    token = _waiting.set(waiting)
    try:
        yield waiting
    finally:
        _waiting.reset(token)
        waiting.write()


def put_off(page) -> bool:
    """Whether `page` is written to the index later, together with others."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.add(page)
    return waiting is not None
