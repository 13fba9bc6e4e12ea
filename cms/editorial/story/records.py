"""Administrative records as people read them: what was done to what, and each field before and after."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.editorial.models import AdministrativeRecord
from cms.text import dates

ACTIONS = {
    "add": gettext_lazy("added"),
    "change": gettext_lazy("changed"),
    "delete": gettext_lazy("deleted"),
    "move": gettext_lazy("moved"),
    "password_reset": gettext_lazy("password set by somebody else"),
    "email_reset": gettext_lazy("e-mail address changed by somebody else"),
}
# Names of fields that have none of their own in Wagtail's models and ours.
NAMES = {
    "collection": gettext_lazy("folder of pictures and documents"),
    "granted_by": gettext_lazy("granted by"),
    "group": gettext_lazy("group of members"),
    "groups": gettext_lazy("groups"),
    "page": gettext_lazy("page"),
    "parent": gettext_lazy("page above"),
    "restriction_type": gettext_lazy("who may read"),
    "site": gettext_lazy("site"),
    "sort_order": gettext_lazy("order"),
    "url_path": gettext_lazy("path"),
}
# Fields without a name in a record of a move, and what they point to.
POINTERS = {"parent": "wagtailcore.Page"}
NOTHING = "–"


@dataclass(frozen=True)
class Change:
    """One field: its name as people know it, and what stood there. `language` is that of its words, '' for our own."""

    name: str
    before: str
    after: str
    language: str


@dataclass(frozen=True)
class Shown:
    """One record, with the words for it. `names` are those of what its fields point to, by model and key."""

    record: AdministrativeRecord
    names: dict[tuple[str, str], str] = field(default_factory=dict)

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
        fields = [(name, _field(self.record.model, name)) for name in dict.fromkeys([*before, *after])]
        return [
            Change(
                _label(name, each),
                self._text(before, name, each),
                self._text(after, name, each),
                "en" if name.endswith("_en") else "",
            )
            for name, each in fields
            if not _says_nothing(each)
        ]

    def _text(self, fields: dict, name: str, described: models.Field | None) -> str:
        value = fields.get(name)
        if isinstance(value, list):
            return ", ".join(str(item) for item in value) or NOTHING
        if value in (None, "", "None"):
            return NOTHING
        if target := _target(name, described):
            return self.names.get((target, str(value)), _("no longer there"))
        return _in_words(described, str(value))


def shown(records: Iterable[AdministrativeRecord]) -> list[Shown]:
    """Return `records` with words. One query for each model that their fields point to, however many there are."""
    records = list(records)
    keys: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for fields in (record.before, record.after):
            for name, value in fields.items():
                if (target := _target(name, _field(record.model, name))) and str(value).isdigit():
                    keys[target].add(str(value))
    found = {label: _model(label)._base_manager.filter(pk__in=pks) for label, pks in keys.items()}
    names = {(label, str(row.pk)): _name(row) for label, rows in found.items() for row in rows}
    return [Shown(record, names) for record in records]


def _name(row: models.Model) -> str:
    """Return what people call `row`; a site has no name where nobody gave it one."""
    return getattr(row, "draft_title", "") or getattr(row, "site_name", "") or str(row)


def _model(label: str):
    """Return the model of a record; None where the software has it no more."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _field(label: str, name: str) -> models.Field | None:
    try:
        return _model(label)._meta.get_field(name)
    except (AttributeError, FieldDoesNotExist):
        return None


def _says_nothing(described: models.Field | None) -> bool:
    """Whether a field is the software's own: keys, and the time that stands beside the record anyway."""
    return described is not None and (described.primary_key or getattr(described, "auto_now_add", False))


def _target(name: str, described: models.Field | None) -> str | None:
    """Return the label of the model whose keys stand in the field; None for a field with words or numbers."""
    if described is None:
        return POINTERS.get(name)
    return described.related_model._meta.label if described.many_to_one or described.one_to_one else None


def _label(name: str, described: models.Field | None) -> str:
    if name in NAMES:
        return capfirst(str(NAMES[name]))
    return capfirst(str(described.verbose_name)) if described is not None else name


def _in_words(described: models.Field | None, value: str) -> str:
    """Return a value as Django's serialisation wrote it, as people write it."""
    if isinstance(described, models.BooleanField):
        return _("Yes") if value == "True" else _("No")
    if isinstance(described, models.DateTimeField):
        moment = parse_datetime(value)
        return dates.format_datetime(moment) if moment and moment.tzinfo else value
    if isinstance(described, models.DateField):
        day = parse_date(value)
        return f"{day:%d/%m/%Y}" if isinstance(day, datetime.date) else value
    if described is not None and described.choices:
        return str(dict(described.flatchoices).get(value, value))
    return value
