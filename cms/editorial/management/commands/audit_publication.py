from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import Progress

from cms.editorial import audit


class Command(BaseCommand):
    help = _(
        "Compare every public page with the record of its approval. Exit status 1 if one has none or differs. "
        "An interrupted run is taken up where it stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument("--mail", action="store_true", help=_("Write to the administrators if anything is found."))

    def handle(self, *, mail, **options):
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
            task = progress.add_task(_("Comparing"), total=audit.public_pages().count())
            found = audit.run(advance=lambda count: progress.advance(task, count))
        for pk, title, fault in found.findings:
            self.stdout.write(f"{pk} {title}: {fault}")
        looked_at = ngettext(
            "%(count)d public page was looked at.", "%(count)d public pages were looked at.", found.pages
        )
        self.stdout.write(looked_at % {"count": found.pages})
        if found.findings and mail:
            audit.tell_administrators(found)
        if found.findings:
            raise CommandError(_("Not everything that is public was approved as it stands."))
