"""Thousands of drafts that wait for the approvers, written in bulk: for budgets of queries and for measuring."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

from cms.editorial.models import Change, Contribution, Submission
from cms.pages.models import CatalogueEntry
from newsroom.models import NewsPage
from tests.benchmarks import generate_articles


def add_waiting(section, count: int, drafter, department) -> None:
    """Add `count` articles of `department` below `section`, which `drafter` wrote and sent to the approvers."""
    pages = generate_articles.insert(section, count)
    ids = [page.pk for page in pages]
    NewsPage.objects.filter(pk__in=ids).update(department=department)
    Page.objects.filter(pk__in=ids).update(owner=drafter, has_unpublished_changes=True)
    pages = list(NewsPage.objects.filter(pk__in=ids))
    CatalogueEntry.objects.bulk_create(
        CatalogueEntry(
            page_id=page.pk,
            kind="newspage",
            locale_id=page.locale_id,
            section_id=section.pk,
            department=department,
            label=page.title[:255],
        )
        for page in pages
    )
    kinds = {
        "content_type": ContentType.objects.get_for_model(NewsPage),
        "base_content_type": ContentType.objects.get_for_model(Page),
    }
    now = timezone.now()
    Revision.objects.bulk_create(
        Revision(
            **kinds,
            object_id=str(page.pk),
            object_str=page.title,
            created_at=now,
            user=drafter,
            content=page.serializable_data(),
        )
        for page in pages
    )
    rows = Revision.objects.filter(object_id__in=map(str, ids)).defer("content")
    revisions = {int(row.object_id): row for row in rows}
    for page in pages:
        page.latest_revision = revisions[page.pk]
    Page.objects.bulk_update(
        [Page(pk=page.pk, latest_revision=page.latest_revision, latest_revision_created_at=now) for page in pages],
        ["latest_revision", "latest_revision_created_at"],
        batch_size=200,
    )
    Contribution.objects.bulk_create(
        # No page of these is decided about, so the hash is a stand-in: thousands of true ones take half a minute.
        Contribution(page_id=page.pk, user=drafter, content_hash="0" * 64)
        for page in pages
    )
    _send(ids, kinds, revisions, drafter)


def _send(ids: list[int], kinds: dict, revisions: dict[int, Revision], drafter) -> None:
    workflow, task = Workflow.objects.get(name="Duyệt tin"), Task.objects.get(name="Ban Biên tập")
    WorkflowState.objects.bulk_create(
        WorkflowState(**kinds, object_id=str(pk), workflow=workflow, requested_by=drafter) for pk in ids
    )
    states = list(WorkflowState.objects.filter(object_id__in=map(str, ids)))
    TaskState.objects.bulk_create(
        TaskState(workflow_state=state, task=task, revision=revisions[int(state.object_id)]) for state in states
    )
    steps = {step.workflow_state_id: step for step in TaskState.objects.filter(workflow_state__in=states)}
    for state in states:
        state.current_task_state = steps[state.pk]
    WorkflowState.objects.bulk_update(states, ["current_task_state"], batch_size=200)
    Submission.objects.bulk_create(Submission(workflow_state=state, change=Change.NEW) for state in states)
