from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import Progress

from search import following, rows
from search.index import get_index


class Command(BaseCommand):
    help = _(
        "Write every row of the public search anew. It stays in use meanwhile. An interrupted run is taken up where it "
        "stopped, by the next one or by the worker."
    )

    def add_arguments(self, parser):
        parser.add_argument("--missing", action="store_true", help=_("Only write the rows that are not up to date."))

    def handle(self, *, missing, **options):
        get_index().make()
        if not missing and not following.is_rebuilding():
            following.outdate_all()
        total = rows.missing().count()
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
            task = progress.add_task(_("Writing"), total=total)
            following.write_missing(lambda count: progress.advance(task, count), timedelta.max)
        following.tidy()
        left = rows.missing().count()
        written = ngettext("%(count)d row was written.", "%(count)d rows were written.", total - left)
        self.stdout.write(written % {"count": total - left})
        if left:
            raise CommandError(_("Some pages could not be written; the log says why."))
