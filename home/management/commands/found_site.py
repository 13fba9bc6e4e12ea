"""`manage.py found_site --founder USER --confirmer USER`: the first pages of a new portal."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from home.founding import found_site


class Command(BaseCommand):
    help = "Make the front pages and first sections of a new portal, on the word of two named people. Idempotent."

    def add_arguments(self, parser):
        parser.add_argument("--founder", required=True, help="user name of the person who founds the site")
        parser.add_argument("--confirmer", required=True, help="user name of a second person who confirms")

    def handle(self, *, founder, confirmer, **options):
        try:
            home = found_site(self._person(founder), self._person(confirmer))
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{home.title}: {home.full_url}")

    @staticmethod
    def _person(username: str):
        person = get_user_model().objects.filter(username__iexact=username, is_active=True).first()
        if person is None:
            raise CommandError(f"There is no active account “{username}”.")
        return person
