"""The sentences of a page's story: who did what, in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.editorial.models import Change, PublicationRecord

Route = PublicationRecord.Route

# What is said of an entry of the log; of one that is not here, what Wagtail says.
ENTRIES = {
    "wagtail.create": gettext_lazy("%(name)s began the draft"),
    "wagtail.publish": gettext_lazy("%(name)s published the page"),
    "wagtail.publish.schedule": gettext_lazy("%(name)s scheduled the page"),
    "wagtail.publish.scheduled": gettext_lazy("The appointed time came: the page was published"),
    "wagtail.unpublish": gettext_lazy("%(name)s took the page down"),
    "wagtail.unpublish.scheduled": gettext_lazy("The page ended by the clock and was taken down"),
    "wagtail.schedule.cancel": gettext_lazy("%(name)s took the page off the schedule"),
    "wagtail.lock": gettext_lazy("%(name)s locked the page"),
    "wagtail.unlock": gettext_lazy("%(name)s unlocked the page"),
    "wagtail.revert": gettext_lazy("%(name)s went back to an older version"),
    "wagtail.copy": gettext_lazy("%(name)s made this page as a copy"),
    "wagtail.copy_for_translation": gettext_lazy("%(name)s began a translation"),
    "wagtail.move": gettext_lazy("%(name)s moved the page to “%(destination)s”"),
    "wagtail.workflow.start": gettext_lazy("%(name)s sent it for approval"),
    "wagtail.workflow.resume": gettext_lazy("%(name)s sent it for approval again"),
    "wagtail.workflow.approve": gettext_lazy("%(name)s approved it at the step “%(task)s”"),
    "wagtail.workflow.reject": gettext_lazy("%(name)s returned it"),
    "wagtail.workflow.cancel": gettext_lazy("%(name)s took it back from approval"),
    "portal.step_skipped": gettext_lazy("The step “%(task)s” was skipped"),
    "portal.step_passed": gettext_lazy("The step “%(task)s” was passed on, as nobody could take it"),
    "portal.reminded": gettext_lazy("Those who can take the step “%(task)s” were reminded"),
    "portal.restarted": gettext_lazy("The content changed during the approval, which began anew"),
    "portal.proposed": gettext_lazy("%(name)s proposed other words"),
    "portal.proposal_accepted": gettext_lazy("%(name)s took over proposed words"),
    "portal.proposal_declined": gettext_lazy("%(name)s declined proposed words"),
    "portal.forced": gettext_lazy("%(name)s published the page in an emergency"),
    "portal.confirmed": gettext_lazy("%(name)s confirmed the emergency"),
    "portal.withdrawn": gettext_lazy("%(name)s took the page down"),
    "portal.binned": gettext_lazy("%(name)s threw the draft away"),
    "portal.restored": gettext_lazy("%(name)s took the draft out of the bin"),
    "portal.erasure_asked": gettext_lazy("%(name)s asked for the erasure of personal data"),
    "portal.erasure_declined": gettext_lazy("%(name)s declined the erasure of personal data"),
    "portal.erased": gettext_lazy("%(name)s confirmed the erasure of personal data, which was carried out"),
    "portal.handed_over": gettext_lazy("%(name)s handed the page over to %(receiver)s"),
}

# What is said of a decision that put something up.
APPROVALS = {
    Change.CORRECTION: gettext_lazy("%(name)s approved the correction, and it was published"),
    Change.MINOR: gettext_lazy("%(name)s approved the minor fix, and it was published"),
    Change.UPDATE: gettext_lazy("%(name)s approved the update, and it was published"),
}
ROUTES = {
    Route.FORCED: gettext_lazy("%(name)s published the page in an emergency"),
    Route.CONFIRMATION: gettext_lazy("%(name)s confirmed the emergency"),
    Route.MIGRATION: gettext_lazy("%(name)s approved the move from the old portal, and the page was published"),
    Route.FOUNDING: gettext_lazy("%(name)s founded the page with the site"),
    Route.RESTORE: gettext_lazy("%(name)s attested the page after data was restored"),
    Route.UPGRADE: gettext_lazy("%(name)s attested the page after the software was upgraded"),
    Route.BENCHMARK: gettext_lazy("The page was generated for measuring"),
    Route.ERASURE: gettext_lazy("%(name)s confirmed the erasure of personal data, which was carried out"),
}


class Names:
    """Full names by account id: who is unknown, and what nobody did, is the system's."""

    def __init__(self, people: dict):
        self.people = people

    def of(self, user_id: int | None) -> str:
        return str(self.people[user_id]) if user_id in self.people else _("The system")


def of_entry(entry, names: Names) -> str:
    """Return the sentence of one entry of the log, with the reason or comment that was given."""
    said = ENTRIES.get(entry.action)
    data = entry.data if isinstance(entry.data, dict) else {}
    name = names.of(entry.user_id)
    if said is None:
        return with_words(f"{name}: {entry.message}", data.get("reason"))
    workflow = data.get("workflow") if isinstance(data.get("workflow"), dict) else {}
    destination = data.get("destination") if isinstance(data.get("destination"), dict) else {}
    values = {
        "name": name,
        "task": data.get("task") or (workflow.get("task") or {}).get("title", ""),
        "destination": destination.get("title", ""),
        "receiver": data.get("to") or _("nobody"),
    }
    return with_words(said % values, data.get("reason") or data.get("comment"))


def of_saves(name: str, times: int, first: datetime, last: datetime) -> str:
    """Return the sentence of saves in a row: "An sửa 3 lần, 20–21/11"."""
    if times < 2:
        return _("%(name)s edited it") % {"name": name}
    sentence = ngettext(
        "%(name)s edited it %(times)d time, %(days)s", "%(name)s edited it %(times)d times, %(days)s", times
    )
    return sentence % {"name": name, "times": times, "days": days(first, last)}


def of_record(record: PublicationRecord, before: PublicationRecord | None, names: Names, waits: bool) -> str:
    """Return the sentence of a decision; `before` is the one before it, `waits` whether it was for a later time."""
    name = {"name": names.of(record.approver_id)}
    if record.route == Route.WITHDRAWAL:
        return with_words(_withdrawal(record, name), record.reason)
    if record.route != Route.APPROVAL:
        return with_words(ROUTES[record.route] % name, record.reason)
    if waits:
        said = _("%(name)s approved it, to be published at the appointed time")
    elif before is None:
        said = _("%(name)s approved it, and the page was published")
    elif not before.lets_through:
        said = _("%(name)s approved it, and the page was put back")
    else:
        said = APPROVALS.get(record.change, APPROVALS[Change.UPDATE])
    return with_words(said % name, record.reason)


def _withdrawal(record: PublicationRecord, name: dict[str, str]) -> str:
    withdrawal = getattr(record, "withdrawal", None)
    if record.approver_id is None and withdrawal is None and record.reason:
        return _("The appointed time came, and the page stayed down")
    if record.approver_id is None:
        return _("The page ended by the clock and was taken down")
    if withdrawal is None:
        return _("%(name)s took the page down") % name
    return _("%(name)s took the page down: %(kind)s") % (name | {"kind": withdrawal.get_kind_display()})


def with_words(sentence: str, words) -> str:
    """Add what the person wrote, in quotation marks."""
    words = str(words or "").strip()
    return f"{sentence}: “{words}”" if words else sentence


def days(first: datetime, last: datetime) -> str:
    """Return "20/11", "20–21/11" or "30/11–02/12" """
    start, end = timezone.localtime(first).date(), timezone.localtime(last).date()
    whole = date_format(end, "d/m")
    if start == end:
        return whole
    same_month = (start.year, start.month) == (end.year, end.month)
    return f"{date_format(start, 'd' if same_month else 'd/m')}–{whole}"
