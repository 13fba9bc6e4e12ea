from django.core.management.base import BaseCommand

from cms.operations import outbox
from cms.operations.models import OutgoingMail


class Command(BaseCommand):
    help = "Show how much mail waits and what was given up."

    def add_arguments(self, parser):
        parser.add_argument("--retry", action="store_true", help="Let what was given up be tried again.")
        parser.add_argument("--discard", action="store_true", help="Give up what waits (after restoring a backup).")

    def handle(self, *, retry: bool, discard: bool, **options):
        if discard:
            self.stdout.write(f"Discarded: {outbox.discard()}")
        if retry:
            self.stdout.write(f"To be tried again: {outbox.retry_failed()}")
        unfinished = OutgoingMail.objects.unfinished()
        failures = outbox.failures()
        self.stdout.write(f"Waiting: {unfinished.count()} (for more than an hour: {outbox.overdue().count()})")
        for mail in unfinished.exclude(error="").order_by("pk")[:20]:
            self.stdout.write(f"  {mail}\n    {mail.error}")
        self.stdout.write(f"Given up: {failures.count()}")
        for mail in failures[:20]:
            self.stdout.write(f"  {mail}\n    {mail.error}")
