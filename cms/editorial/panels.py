"""The dashboard: what each person can begin, and what waits for them."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from cms.editorial import audit, compose, desk
from cms.editorial.models import Erasure, PublicationAudit, is_approver
from cms.editorial.models.tasks import headed_department_ids
from cms.operations import outbox


class ComposePanel(Component):
    """Buttons that lead straight to the form."""

    order = 10
    template_name = "editorial/panels/compose.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"buttons": compose.buttons_for(user, Locale.get_default().language_code)}


class ListPanel(Component):
    """A list of pages; not shown while it is empty, unless it says what to do then."""

    template_name = "editorial/panels/list.html"

    def __init__(self, name: str, order: int, heading: str, rows, empty: str = "", **shown: bool):
        self.name, self.order, self.heading, self.rows = name, order, heading, rows
        self.empty, self.shown = empty, shown

    def get_context_data(self, parent_context):
        rows = self.rows(parent_context["request"].user)
        return {
            "name": self.name,
            "heading": self.heading,
            "rows": rows,
            "empty": self.empty,
            **self.shown,
        }


class EmergenciesPanel(Component):
    """What stands on one person's word; on everyone's dashboard while there is any."""

    order = 5
    template_name = "editorial/panels/emergencies.html"

    def get_context_data(self, parent_context):
        return {
            "heading": _("Published in an emergency, not confirmed yet"),
            "emergencies": desk.emergencies(parent_context["request"].user),
            "count": desk.emergencies_of(timezone.localdate().year),
        }


class AuditPanel(Component):
    """What the audit found last."""

    order = 6
    template_name = "editorial/panels/audit.html"

    def get_context_data(self, parent_context):
        newest = PublicationAudit.objects.exclude(finished_at=None).first()
        return {"heading": _("Public without approval"), "audit": newest}


class AttentionPanel(Component):
    """What goes on by itself no more: erasures that wait for a second approver, mail that does not get out."""

    order = 7
    template_name = "editorial/panels/attention.html"

    def get_context_data(self, parent_context):
        return {"heading": _("Needs attention"), "notes": _notes(parent_context["request"].user)}


def _notes(user) -> list[dict]:
    """Return what concerns `user` of this, as {text, url}."""
    notes = []
    asked = Erasure.objects.filter(state=Erasure.State.ASKED).exclude(asked_by=user).select_related("asked_by")
    for erasure in asked if is_approver(user) else ():
        message = _("%(name)s asks for personal data to be erased: a second approver decides.")
        url = reverse("erasure", args=[erasure.pk])
        notes.append({"text": message % {"name": erasure.asked_by.get_full_name()}, "url": url})
    if audit.may_see(user):
        held, failed = outbox.overdue().count(), outbox.failures().count()
        if held:
            text = ngettext(
                "%(count)d mail has waited for more than an hour: the mail server does not answer.",
                "%(count)d mails have waited for more than an hour: the mail server does not answer.",
                held,
            )
            notes.append({"text": text % {"count": held}, "url": ""})
        if failed:
            text = ngettext(
                "%(count)d mail could not be delivered. “manage.py outbox” on the server lists it.",
                "%(count)d mails could not be delivered. “manage.py outbox” on the server lists them.",
                failed,
            )
            notes.append({"text": text % {"count": failed}, "url": ""})
    return notes


def _coming(user) -> desk.Rows:
    return desk.coming(user, timezone.now())


def panels_for(user) -> list[Component]:
    """Return the panels of the dashboard for `user`."""
    panels: list[Component] = [EmergenciesPanel(), AttentionPanel(), ComposePanel()]
    if audit.may_see(user):
        panels.insert(1, AuditPanel())
    if is_approver(user) or headed_department_ids(user):
        empty = _("Nothing waits for your approval.")
        panels.append(ListPanel("to-approve", 20, _("To approve"), desk.to_approve, empty, shows_age=True))
    return [
        *panels,
        ListPanel("returned", 30, _("Returned, to be corrected"), desk.returned),
        ListPanel("drafts", 40, _("My drafts"), desk.drafts),
        ListPanel("submitted", 50, _("Sent, waiting for a decision"), desk.submitted, shows_step=True),
        ListPanel("coming", 60, _("Goes live or ends within a week"), _coming),
    ]
