from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from cms.editorial import attestation, audit


class Command(BaseCommand):
    help = _(
        "After a restore or an upgrade: write a record for every public page whose own no longer fits, in the names of "
        "two people who say that the content is what was approved. Run audit_publication before the upgrade."
    )

    def add_arguments(self, parser):
        parser.add_argument("--route", required=True, choices=[str(route.value) for route in attestation.ROUTES])
        parser.add_argument("--by", required=True, metavar="USER", help=_("Who attests."))
        parser.add_argument("--with", required=True, dest="witness", metavar="USER", help=_("Who confirms it."))
        parser.add_argument("--reason", required=True)

    def handle(self, *, route, by, witness, reason, **options):
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
            task = progress.add_task(_("Attesting"), total=audit.public_pages().count())
            try:
                written = attestation.attest(
                    route, _person(witness), _person(by), reason, advance=lambda count: progress.advance(task, count)
                )
            except PermissionDenied as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("%(count)d records were written.") % {"count": written})


def _person(username: str):
    person = get_user_model().objects.filter(username__iexact=username, is_active=True).first()
    if person is None:
        raise CommandError(_("There is no active account “%(username)s”.") % {"username": username})
    return person
