"""The gate: nothing becomes public unless someone who is no contributor approved exactly that content."""

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cms.editorial.content_hash import content_hash
from cms.editorial.contributions import contributor_ids
from cms.editorial.four_eyes import NotFourEyes, refuse_contributor
from cms.editorial.models import Contribution, FourEyesTask, PublicationRecord


def publish_with_record(workflow_state, user) -> None:
    """Publish the latest revision of the page of `workflow_state` on the approval that `user` has just given."""
    page = workflow_state.content_object.specific
    revision = page.get_latest_revision()
    approved = workflow_state.task_states.filter(
        status=TaskState.STATUS_APPROVED, revision=revision, finished_by=user, task__in=FourEyesTask.objects.all()
    )
    if user is None or not approved.exists():
        raise NotFourEyes(_("Nobody approved “%(title)s” as it stands.") % {"title": page.get_admin_display_title()})
    refuse_contributor(page, user)
    last = approved.order_by("-finished_at").first()
    record_publication(
        revision.as_object(),
        approver=user,
        submitter=workflow_state.requested_by,
        route=PublicationRecord.Route.APPROVAL,
        reason=last.comment,
    )
    revision.publish(user=user, skip_permission_checks=True)


def record_publication(page, *, approver, submitter, route, reason="") -> PublicationRecord:
    """Write the record of one decision about `page` as it stands in memory, and close its contributions."""
    contributions = Contribution.objects.open().filter(page_id=page.pk)
    record = PublicationRecord.objects.create(
        public_id=page.public_id,
        page_pk=page.pk,
        revision_pk=page.latest_revision_id,
        content_hash=content_hash(page),
        contributors=sorted(contributor_ids(page)),
        submitter=submitter,
        approver=approver,
        route=route,
        reason=reason,
    )
    contributions.update(closed_by=record)
    return record
