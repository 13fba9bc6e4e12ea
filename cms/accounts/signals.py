"""Accounts are deactivated, never deleted: what a person wrote and approved stays theirs."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready(). A signal, because querysets delete past delete()."""
    pre_delete.connect(_refuse, sender=get_user_model(), dispatch_uid="accounts.never_deleted")


def _refuse(**kwargs):
    raise PermissionDenied(_("Accounts are deactivated, never deleted."))
