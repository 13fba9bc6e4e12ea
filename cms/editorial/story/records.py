"""Administrative records as people read them: what was done to what, and each field before and after."""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.editorial.models import AdministrativeRecord

ACTIONS = {
    "add": _("added"),
    "change": _("changed"),
    "delete": _("deleted"),
    "move": _("moved"),
    "password_reset": _("password set by somebody else"),
    "email_reset": _("e-mail address changed by somebody else"),
}


@dataclass(frozen=True)
class Change:
    """One field: its name as people know it, and what stood there."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Shown:
    """One record, with the words for it."""

    record: AdministrativeRecord

    @property
    def action(self) -> str:
        return str(ACTIONS.get(self.record.action, self.record.action))

    @property
    def kind(self) -> str:
        model = _model(self.record.model)
        return capfirst(str(model._meta.verbose_name)) if model else self.record.model

    @property
    def label(self) -> str:
        """The name of what was changed; '' for rows that have none of their own."""
        return "" if " object (" in self.record.label else f"“{self.record.label}”"

    @property
    def changes(self) -> list[Change]:
        before, after = self.record.before, self.record.after
        names = dict.fromkeys([*before, *after])
        return [Change(_label(self.record.model, name), _text(before, name), _text(after, name)) for name in names]


def _model(label: str):
    """Return the model of a record; None where the software has it no more."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _label(label: str, name: str) -> str:
    try:
        return capfirst(str(_model(label)._meta.get_field(name).verbose_name))
    except (AttributeError, FieldDoesNotExist):
        return name


def _text(fields: dict, name: str) -> str:
    value = fields.get(name)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value) or "–"
    return "–" if value in (None, "", "None") else str(value)
