"""`manage.py apply_roles`: the roles' table, applied."""

from django.core.management.base import BaseCommand

from cms.editorial.roles import ROLES, apply_roles


class Command(BaseCommand):
    help = "Make groups, permissions and the approval workflow match the table of roles. Idempotent."

    def handle(self, **options):
        apply_roles()
        self.stdout.write(", ".join(role.name for role in ROLES))
