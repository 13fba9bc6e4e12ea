"""Reads saved text of old portal pages into drafts."""

import shutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import track

from cms.text.nfc import nfc
from newsroom import indexing
from newsroom.importer.destination import Misdirected, find_destination
from newsroom.importer.laying import Layer
from newsroom.importer.loading import Loader
from newsroom.importer.media_folder import MediaFolder
from newsroom.importer.report import lines_of, table_of
from newsroom.importer.results import Result, Status
from newsroom.models import MigrationBatch, NewsPage

MANY_FILES = 5
WIDTH_WITHOUT_TERMINAL = 200
LONGEST_BATCH_TITLE = 255
# The exit status of what Ctrl-C ended.
INTERRUPTED = 130


class Command(BaseCommand):
    help = _(
        "Read saved text of old portal pages into drafts. Each file is read for itself: one that makes no "
        "sense is reported with line and reason, the others go in, and the exit status is 1. Running the "
        "command again changes nothing: an article is known by its old address, else by title, shown date "
        "and first paragraph, and an edited draft is never touched. The old address is a line "
        "above the title (or below “Tin tức khác”) that holds an address alone or behind “URL:”, “Link:”, "
        "“Địa chỉ:”, “Đường dẫn:” or “Nguồn:”."
    )

    def add_arguments(self, parser):
        add = parser.add_argument
        paths = _("A saved page, or a folder of .txt files.")
        add("paths", nargs="+", type=Path, metavar="FILE|FOLDER", help=paths)
        section = _(
            "Where the drafts go: “tin-hoat-dong” or “tin-hoat-dong/trung-hoc”. With a slash in front it is "
            "the whole path from the front page."
        )
        add("--section", required=True, metavar="PATH", help=section)
        department = _("The short name of the department that posts.")
        add("--department", required=True, metavar="SHORT", help=department)
        add("--as", required=True, dest="user", metavar="USER", help=_("The account that drafts."))
        submit = _(
            "Submit what this run makes for approval. Drafts of an earlier run wait for their department, "
            "which submits them itself."
        )
        add("--submit", action="store_true", help=submit)
        ticker = _("Make draft announcements of the ticker lines, their time ended; they are not submitted.")
        add("--announcements", action="store_true", help=ticker)
        migrated = _(
            "Lay what this run makes before one approver as a batch, for one decision. Articles with warnings are "
            "left to the department, which submits them singly. An interrupted run is taken up by the next one."
        )
        add("--migrated", action="store_true", help=migrated)
        media = _(
            "Where saved pictures lie. A picture whose name closes its old address goes into its place, also "
            "in a draft of an earlier run that nobody has edited."
        )
        add("--media", type=Path, metavar="FOLDER", help=media)
        convert = _(
            "Convert text of the fonts before Unicode (.Vn…, VNI-…). Without it such a file is refused, with the words "
            "as they would read; look at those first."
        )
        add("--convert", action="store_true", help=convert)
        add("--dry-run", action="store_true", help=_("Show what would be done and do nothing."))

    def handle(self, *, paths, section, department, user, submit, announcements, migrated, media, dry_run, **options):
        if migrated and (submit or announcements):
            raise CommandError(_("--migrated goes neither with --submit nor with --announcements."))
        files = text_files(paths)
        if media and not media.is_dir():
            raise CommandError(_("There is no folder %(path)s.") % {"path": media})
        try:
            destination = find_destination(section, department, user, announcements)
        except Misdirected as error:
            raise CommandError(str(error)) from error
        layer, batch = Layer(destination, batch_title(paths)) if migrated else None, None
        loader = Loader(destination, MediaFolder(media) if media else None, submit, dry_run, layer, options["convert"])
        if dry_run:
            with transaction.atomic():
                results = self.load(loader, files)
                transaction.set_rollback(True)
        else:
            results = self.load(loader, files)
            batch = layer.close() if layer else None
        self.report(results, dry_run, layer, batch)

    def load(self, loader: Loader, files: list[Path]) -> list[Result]:
        """Load all files, with a progress bar on the terminal when they are many. Raises CommandError on Ctrl-C."""
        console = Console(stderr=True)
        is_quiet = len(files) < MANY_FILES or not console.is_terminal
        progress = track(files, _("Reading"), console=console, disable=is_quiet, transient=True)
        results = []
        try:
            with indexing.written_together(NewsPage) as waiting:
                for path in progress:
                    results.append(loader.load(path))
                    waiting.write_chunk()
        except KeyboardInterrupt:
            reason = _("Interrupted after %(count)d of %(total)d files. Run the same command again to go on.")
            counts = {"count": len(results), "total": len(files)}
            raise CommandError(reason % counts, returncode=INTERRUPTED) from None
        return results

    def report(
        self, results: list[Result], dry_run: bool, layer: Layer | None = None, batch: MigrationBatch | None = None
    ) -> None:
        """Print table, remarks and what was laid. Raises CommandError (exit status 1) if a file was refused."""
        width = shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 0)).columns
        if not self.stdout.isatty():
            width = WIDTH_WITHOUT_TERMINAL
        self.stdout.write(table_of(results, width))
        for line in lines_of(results):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write(_("This was a trial: nothing was changed."))
        elif layer:
            self.stdout.write(words_of(batch))
        refused = sum(result.status == Status.REFUSED for result in results)
        if refused:
            message = ngettext("%(count)d file was not imported.", "%(count)d files were not imported.", refused)
            raise CommandError(message % {"count": refused})


def words_of(batch: MigrationBatch | None) -> str:
    """Return what waits for the one decision and what does not; None stands for a run that laid nothing."""
    if batch is None:
        return _("Nothing new was laid before the approvers.")
    waiting = batch.items.waiting().count()
    sentence = _("“%(title)s”: %(waiting)d articles wait for one decision, %(singly)d are to be submitted singly.")
    return sentence % {"title": batch.title, "waiting": waiting, "singly": batch.items.count() - waiting}


def batch_title(paths: list[Path]) -> str:
    """Return what the approvers know the batch by: the names of the folders and files, as they were given."""
    return nfc(", ".join(path.resolve().name for path in paths))[:LONGEST_BATCH_TITLE]


def text_files(paths: list[Path]) -> list[Path]:
    """Return the files named, and the .txt files below the folders named, each once. Raises CommandError."""
    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if file.suffix.lower() == ".txt" and file.is_file())
            if not found:
                raise CommandError(_("There is no .txt file in %(path)s.") % {"path": path})
            files |= dict.fromkeys(found)
        elif path.is_file():
            files[path] = None
        else:
            raise CommandError(_("There is no file %(path)s.") % {"path": path})
    return list(files)
