"""Writing the mails: one for each person, in the person's language. Never a word of a page's text, the title apart."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url

from cms.editorial.models import Change
from cms.editorial.notices import kinds
from cms.operations.outbox.backend import URGENT

# A subject stays readable on a telephone; the whole title stands below it.
LONGEST_TITLE = 150


class Notice:
    """What one `tell` says, whoever reads it. Everything that costs a query is read here, once."""

    def __init__(self, event: str, page, actor, context: dict):
        self.kind = kinds.KINDS[_variant(event, page, context)]
        self.context = context
        self.actor = actor
        self.page = page.specific if page else None
        draft = self.page.get_latest_revision_as_object() if self.page else None
        # In one line, whatever it holds: nothing in it begins another line of a mail.
        self.title = " ".join(draft.title.split()) if draft else ""
        self.is_urgent = event == "urgent_reminder" or getattr(draft, "is_urgent", False)
        self.section = self.page.get_parent().title if self.page else ""
        self.department = str(getattr(self.page, "department", None) or "")
        self.author = str(self.page.owner or "") if self.page else ""
        self.url = _absolute(context.get("url") or self._place())

    def _place(self) -> str:
        if self.page and self.kind.leads_to == kinds.REVIEW:
            return reverse("review", args=[self.page.pk])
        if self.page and self.kind.leads_to == kinds.PUBLIC and self.page.live:
            return self.page.full_url or ""
        if self.page and self.kind.leads_to in {kinds.EDITOR, kinds.PUBLIC}:
            return reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return reverse("wagtailadmin_home")

    def reaches(self, person) -> bool:
        """Whether `person` wants this kind of mail; what is urgent is not asked about."""
        profile = getattr(person, "wagtail_userprofile", None)
        return self.is_urgent or not self.kind.preference or not profile or getattr(profile, self.kind.preference)

    def message(self, person) -> EmailMultiAlternatives:
        """Return the mail to `person`, in the language that they chose for the admin."""
        profile = getattr(person, "wagtail_userprofile", None)
        with translation.override((profile and profile.preferred_language) or settings.LANGUAGE_CODE):
            context = {
                "subject": self._subject(),
                "says": str(self.kind.says) % self._names(),
                "is_urgent": self.is_urgent,
                "button": str(self.kind.button),
                "url": self.url,
                "facts": [(label, value) for label, value in self._facts() if value],
                "lines": self.context.get("lines", []),
                "account_url": _absolute(reverse("wagtailadmin_account")),
                "language": translation.get_language(),
            }
            text = render_to_string("editorial/mail/notice.txt", context)
            html = render_to_string("editorial/mail/notice.html", context)
        headers = {"Auto-Submitted": "auto-generated"} | (URGENT if self.is_urgent else {})
        message = EmailMultiAlternatives(context["subject"], text, to=[person.email], headers=headers)
        message.attach_alternative(html, "text/html")
        return message

    def _names(self) -> dict[str, str]:
        return {
            "title": self.title,
            "person": str(self.context.get("subject_person") or ""),
            "count": str(len(self.context.get("lines", []))),
        }

    def _subject(self) -> str:
        names = self._names()
        title = names["title"]
        names["title"] = title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"
        words = (str(self.kind.subject) % names).strip().removesuffix(":")
        mark = _("[URGENT]") if self.is_urgent else ""
        return " ".join(f"{mark} {words}".split())

    def _facts(self) -> Iterator[tuple[str, str]]:
        said = self.context
        yield _("Title"), self.title
        yield _("Kind of change"), capfirst(str(Change(said["change"]).label)) if said.get("change") else ""
        yield _("Section of the portal"), self.section
        yield _("Department"), self.department
        yield _("Author"), self.author
        yield _("By"), str(self.actor or "")
        yield _("Person"), str(said.get("subject_person") or "")
        yield _("Where"), str(said.get("where") or "")
        yield _("Waiting for"), timesince(said["since"], timezone.now()) if said.get("since") else ""
        yield _("Changed since you returned it"), ", ".join(capfirst(str(name)) for name in said.get("changed", []))
        yield _("Reason"), str(said.get("reason") or "")
        yield _("Comment"), str(said.get("comment") or "")


def tell(event: str, people: Iterable[int], *, page=None, actor=None, **context) -> int:
    """Write one mail to each of `people` (ids of accounts, in this order), once; return how many were written.

    Left out are the `actor`, who knows; accounts that are not active or have no address; and who does without this kind
    of mail. Of `context` are shown: reason, comment, change (a Change), where, subject_person (an account), since
    (when it began to wait), changed (names of fields), lines (list); `url` (a path) leads elsewhere than usual, and
    `reminder` makes "submitted" one.
    """
    wanted = [pk for pk in dict.fromkeys(people) if pk and pk != getattr(actor, "pk", None)]
    if not wanted:
        return 0
    found = get_user_model().objects.filter(is_active=True).exclude(email="").select_related("wagtail_userprofile")
    found = found.in_bulk(wanted)
    notice = Notice(event, page, actor, context)
    messages = [notice.message(found[pk]) for pk in wanted if pk in found and notice.reaches(found[pk])]
    if messages:
        get_connection().send_messages(messages)
    return len(messages)


def _variant(event: str, page, context: dict) -> str:
    """Return the name of the kind: some events read differently by their circumstances."""
    if event == "submitted" and context.get("reminder"):
        return "reminder"
    if event == "submitted" and "changed" in context:
        return "came_back"
    if event == "approved" and (not page.live or page.approved_schedule):
        return "scheduled"
    return event


def _absolute(address: str) -> str:
    return address if "://" in address else f"{get_admin_base_url()}{address}"
