"""The dashboard: what each person can begin, and what waits for them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from cms.editorial import audit, compose, desk
from cms.editorial.models import PublicationAudit, is_approver


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

    def __init__(self, name: str, order: int, heading: str, rows, empty: str = "", shows_age: bool = False):
        self.name, self.order, self.heading, self.rows = name, order, heading, rows
        self.empty, self.shows_age = empty, shows_age

    def get_context_data(self, parent_context):
        rows = self.rows(parent_context["request"].user)
        return {
            "name": self.name,
            "heading": self.heading,
            "rows": rows,
            "empty": self.empty,
            "shows_age": self.shows_age,
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


def panels_for(user) -> list[Component]:
    """Return the panels of the dashboard for `user`."""
    panels: list[Component] = [EmergenciesPanel(), *([AuditPanel()] if audit.may_see(user) else []), ComposePanel()]
    if is_approver(user):
        empty = _("Nothing waits for your approval.")
        panels.append(ListPanel("to-approve", 20, _("To approve"), desk.to_approve, empty, shows_age=True))
    return [
        *panels,
        ListPanel("returned", 30, _("Returned, to be corrected"), desk.returned),
        ListPanel("drafts", 40, _("My drafts"), desk.drafts),
        ListPanel("submitted", 50, _("Sent, waiting for a decision"), desk.submitted),
    ]
