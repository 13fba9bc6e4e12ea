"""Where files lie: what is public in a folder of its own, which the server hands out without asking Python."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.move import file_move_safe
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_join


class TwoRootStorage(FileSystemStorage):
    """Every file is written below MEDIA_ROOT; while it is public it lies below PUBLIC_MEDIA_ROOT instead.

    Its name is the same in both. Only files in PUBLIC_MEDIA_FOLDERS are ever public. Which are is decided elsewhere
    (cms.media.publicity).
    """

    def path(self, name):
        public = self._public_path(name)
        return public if public and os.path.lexists(public) else super().path(name)

    def _open(self, name, mode="rb"):
        try:
            return super()._open(name, mode)
        except FileNotFoundError:
            # It may have moved since its path was asked for.
            return super()._open(name, mode)

    def delete(self, name):
        if not name:
            raise ValueError("The name must be given to delete().")
        # In this order: a file that is being hidden meanwhile is found in the second place.
        for path in (self._public_path(name), super().path(name)):
            if path:
                Path(path).unlink(missing_ok=True)

    def is_shown(self, name: str) -> bool:
        """Whether the file lies where everybody may read it."""
        public = self._public_path(name)
        return bool(public) and os.path.lexists(public)

    def show(self, name: str) -> None:
        """Put the file where everybody may read it. Raises ValueError for one that does not belong there."""
        public = self._public_path(name)
        if not public:
            raise ValueError(f"{name!r} lies in no folder whose files may be public")
        self._move(super().path(name), public)

    def hide(self, name: str) -> None:
        """Take the file back to where nobody may read it without being asked who they are."""
        public = self._public_path(name)
        if public:
            self._move(public, super().path(name))

    def shown(self) -> Iterator[str]:
        """Yield the names of all files that lie where everybody may read them."""
        root = settings.PUBLIC_MEDIA_ROOT
        for folder in settings.PUBLIC_MEDIA_FOLDERS:
            for parent, _folders, files in os.walk(os.path.join(root, folder)):
                place = Path(parent).relative_to(root).as_posix()
                yield from (f"{place}/{file}" for file in files)

    @staticmethod
    def _public_path(name: str) -> str | None:
        folder = str(name).replace("\\", "/").partition("/")[0]
        return safe_join(settings.PUBLIC_MEDIA_ROOT, name) if folder in settings.PUBLIC_MEDIA_FOLDERS else None

    @staticmethod
    def _move(source: str, target: str) -> None:
        """Move a file, in one step if both folders are on one disk; one that is not there is left alone."""
        if os.path.lexists(source):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            # Another process may be first.
            with suppress(FileNotFoundError):
                file_move_safe(source, target, allow_overwrite=True)
