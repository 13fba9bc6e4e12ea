"""Publishes moved articles at once, for who does not want to wait for the worker."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from newsroom import migration
from newsroom.models import MigrationBatch

# The exit status of what Ctrl-C ended.
INTERRUPTED = 130


class Command(BaseCommand):
    help = _(
        "Publish the batches of moved articles that an approver has decided about. The worker does the same, a part "
        "of it every minute; both may run at once. Interrupted with Ctrl-C it goes on at the next run."
    )

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=UUID, metavar="UUID", help=_("This batch alone: the id of its decision."))

    def handle(self, *, batch: UUID | None, **options):
        batches = MigrationBatch.objects.filter(state=MigrationBatch.State.PUBLISHING).order_by("decided_at")
        if batch:
            batches = batches.filter(decision=batch)
        if not batches:
            self.stdout.write(_("No batch waits to be published."))
        try:
            for decided in batches:
                self.publish(decided)
        except KeyboardInterrupt:
            reason = _("Interrupted. Run the command again to go on; the worker does so by itself.")
            raise CommandError(reason, returncode=INTERRUPTED) from None

    def publish(self, batch: MigrationBatch) -> None:
        """Publish one batch behind a progress bar; tell what became of its articles."""
        console = Console(stderr=True)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task(batch.title, total=batch.items.waiting().count())
            migration.publish(batch, progress=lambda: progress.advance(task))
        states = list(batch.items.values_list("state", flat=True))
        counts = {name: states.count(name) for name in ("published", "singly", "failed")}
        sentence = _("“%(title)s”: %(published)d published, %(singly)d to be submitted singly, %(failed)d failed.")
        self.stdout.write(sentence % {"title": batch.title, **counts})
