"""One mail to the approvers when a batch is laid, and one to who laid it when it is decided and done."""

from collections import Counter

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_admin_base_url

from cms.editorial.models import approvers
from newsroom.models import MigrationBatch, MigrationItem


def batch_laid(batch: MigrationBatch) -> None:
    """Ask those who may decide, in one mail."""
    people = approvers().exclude(pk=batch.submitter_id).exclude(email="")
    addresses = people.order_by("pk").values_list("email", flat=True)
    _send(_("Articles of the old portal wait for one decision: %(title)s"), "laid", batch, list(addresses))


def batch_declined(batch: MigrationBatch) -> None:
    _send(_("Declined: %(title)s"), "declined", batch, [batch.submitter.email])


def batch_published(batch: MigrationBatch) -> None:
    _send(_("Published: %(title)s"), "published", batch, [batch.submitter.email])


def _send(subject, template: str, batch: MigrationBatch, addresses: list[str]) -> None:
    addresses = [address for address in addresses if address]
    if not addresses:
        return
    with translation.override(settings.LANGUAGE_CODE):
        counts = Counter(batch.items.values_list("state", flat=True))
        context = {
            "batch": batch,
            "waiting": counts[MigrationItem.State.WAITING],
            "published": counts[MigrationItem.State.PUBLISHED],
            "singly": counts[MigrationItem.State.SINGLY],
            "failed": counts[MigrationItem.State.FAILED],
            "base_url": get_admin_base_url(),
        }
        text = render_to_string(f"newsroom/migration/mail/{template}.txt", context)
        EmailMessage(str(subject) % {"title": batch.title}, text, to=addresses).send()
