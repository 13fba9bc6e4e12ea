"""How collected static files are joined and named."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import CommandError
from whitenoise.storage import CompressedManifestStaticFilesStorage

from cms.operations.joining import CannotJoin, join_modules, join_styles

# What every public page and every screen of the admin wears, and what the public pages run: a browser asks once for
# each, whatever number of parts it is written in.
JOINED = {"css/site.css": join_styles, "css/admin.css": join_styles, "js/site.js": join_modules}


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """What every page wears or runs is one file; names carry a hash of the content; gzip and Brotli lie beside."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, tuple], dry_run: bool = False, **options) -> Iterator[tuple]:
        """Join first; then hash and compress. Raises CommandError where a file cannot be joined."""
        if not dry_run:
            paths = self._joined(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _joined(self, paths: dict[str, tuple]) -> dict[str, tuple]:
        """Return `paths` with the joined files in place of their parts, which go from the folder as well.

        Upstream: Django hashes what it reads from the finder's storage, so the joined text comes from one of its own.
        """
        memory, left = InMemoryStorage(), dict(paths)

        def read(name: str) -> str:
            if name not in paths:
                raise FileNotFoundError(name)
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        for name in JOINED.keys() & paths.keys():
            try:
                joined = JOINED[name](name, read)
            except CannotJoin as error:
                raise CommandError(f"Static files cannot be joined. {error}") from None
            memory.save(name, ContentFile(joined.text.encode()))
            left[name] = (memory, name)
            self.delete(name)
            self._save(name, ContentFile(joined.text.encode()))
            for part in joined.parts:
                left.pop(part, None)
                self.delete(part)
        return left
