"""The routes past the admin: what a shell, an add-on or a command calls. Registered beside those of `routes`."""

import io
import tempfile
from datetime import timedelta
from pathlib import Path
from unittest import mock

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Locale, Page, Revision, TaskState, Workflow
from wagtail_localize.models import LocaleSynchronization, Translation
from wagtail_localize.views.convert import sync_alias

from cms.editorial import drafts, emergency
from cms.editorial.four_eyes import Shown
from cms.editorial.models import BinnedDraft, Department, Withdrawal
from cms.editorial.taking_down import bin as drafts_bin
from cms.editorial.taking_down import withdrawal
from cms.editorial.taking_down.bin import BinPageAction
from cms.pages.models import PageAttachment
from tests import factories
from tests.editorial.matrix.routes import EDITED, REASON, ROUTES, route
from tests.editorial.matrix.world import GO_LIVE, NEW

UNCHECKED = {"skip_permission_checks": True}
ARTICLE = """► Lịch nghỉ Tết

https://cu.example/tin/chi-tiet/1

Hội thi khai mạc

10/03/2020 đã xem

Sáng nay, hội thi khai mạc tại Trường THCS Suối Mây với 86 thầy cô dự thi.

Hội thi kéo dài ba ngày và tổng kết vào thứ Sáu.
"""


def _english():
    return Locale.objects.get(language_code="en")


# Saves


@route(writes=True)
def save_live(cell):
    cell.page.live = True
    cell.page.title = EDITED["title"]
    cell.page.save()


@route(writes=True)
def save_base_live(cell):
    """Wagtail's own way with pages of which it knows no type."""
    base = Page.objects.get(pk=cell.pk)
    base.live, base.title = True, EDITED["title"]
    base.save()


@route
def save_live_field(cell):
    base = Page.objects.get(pk=cell.pk)
    base.live, base.slug = True, "dia-chi-khac"
    base.save(update_fields=["live", "slug"])


@route(writes=True)
def add_live_child(cell):
    """As an importer would, that knows of nothing: pages made in Python are live unless one says otherwise."""
    assert cell.state == NEW
    department = Department.objects.get(short_name=cell.world.department)
    page = factories.news("Đăng thẳng", department=department, owner=cell.user)
    factories.fresh(cell.world.section).add_child(instance=page)


@route(writes=True)
def add_attachment(cell):
    """A row that belongs to the page, written beside it."""
    PageAttachment(parent=cell.page, document=factories.document()).save()


@route(writes=True)
def save_revision_publish(cell):
    page = cell.page.get_latest_revision_as_object()
    page.title = EDITED["title"]
    page.save_revision(user=cell.user).publish(user=cell.user, **UNCHECKED)


# Revisions and actions, with their own checks left out


@route
def revision_publish(cell):
    cell.page.latest_revision.publish(user=cell.user, **UNCHECKED)


@route
def first_revision_publish(cell):
    cell.page.revisions.order_by("pk").first().publish(user=cell.user, **UNCHECKED)


@route
def page_publish(cell):
    cell.page.publish(cell.page.latest_revision, user=cell.user, **UNCHECKED)


@route
def publish_action(cell):
    PublishPageRevisionAction(cell.page.latest_revision, user=cell.user).execute(**UNCHECKED)


@route(writes=True)
def edit_action(cell):
    page = cell.page.get_latest_revision_as_object()
    page.title = EDITED["title"]
    EditPageAction(page, user=cell.user, publish=True).execute(**UNCHECKED)


@route
def revert_action(cell):
    first = cell.page.revisions.order_by("pk").first()
    RevertToPageRevisionAction(cell.page, first, user=cell.user).execute(**UNCHECKED)


@route
def unpublish_action(cell):
    UnpublishPageAction(cell.page, user=cell.user).execute()


@route
def delete_action(cell):
    DeletePageAction(cell.page, user=cell.user).execute()


@route
def bin_action(cell):
    """The deletion by people, as code."""
    BinPageAction(cell.page, user=cell.user).execute()


@route
def query_delete(cell):
    """Rows of any type, by a query."""
    Page.objects.filter(pk=cell.pk).delete()


@route
def withdraw(cell):
    withdrawal.withdraw(cell.page, cell.user or AnonymousUser(), Withdrawal.Kind.MISTAKE, REASON)


@route
def copy_action(cell):
    attributes = {"slug": "ban-sao", "title": "Bản sao"}
    CopyPageAction(cell.page, keep_live=True, update_attrs=attributes, user=cell.user).execute(**UNCHECKED)


@route
def page_copy(cell):
    cell.page.copy(update_attrs={"slug": "ban-sao"}, user=cell.user)


@route
def alias_action(cell):
    CreatePageAliasAction(cell.page, update_slug="ban-sao", user=cell.user).execute(**UNCHECKED)


@route
def convert_alias_action(cell):
    ConvertAliasPageAction(cell.page, user=cell.user).execute(**UNCHECKED)


@route
def translation_action(cell):
    CopyPageForTranslationAction(cell.page, _english(), copy_parents=True, user=cell.user).execute(**UNCHECKED)


@route
def translation_alias_action(cell):
    action = CopyPageForTranslationAction(cell.page, _english(), copy_parents=True, alias=True, user=cell.user)
    action.execute(**UNCHECKED)


@route
def move_action(cell):
    MovePageAction(cell.page, factories.fresh(cell.world.other_section), pos="last-child", user=cell.user).execute()


# The editors' path as functions


@route
def drafts_approve(cell):
    drafts.approve(cell.page, cell.user or AnonymousUser())


@route
def emergency_force(cell):
    emergency.force(cell.page, cell.user or AnonymousUser(), REASON, Shown.of(cell.page))


@route
def task_approve(cell):
    """The task itself, past its own check."""
    TaskState.objects.get(pk=cell.world.task_states[cell.pk]).specific.approve(user=cell.user)


@route
def workflow_finish(cell):
    """The end of the workflow, past its task."""
    cell.page.current_workflow_state.finish(user=cell.user)


@route
def workflow_restart(cell):
    Workflow.objects.get(name="Duyệt tin").start(cell.page, cell.user)


# Translations


@route
def save_target(cell):
    Translation.objects.get(source=cell.world.sources[cell.pk]).save_target(user=cell.user, publish=True)


@route
def save_target_as_draft(cell):
    Translation.objects.get(source=cell.world.sources[cell.pk]).save_target(user=cell.user, publish=False)


@route
def localize_sync_alias(cell):
    source = Translation.objects.get(source=cell.world.sources[cell.pk]).source.get_source_instance()
    sync_alias(source, cell.page, revision=source.get_latest_revision())


# Commands and the clock


def _command(*args, **options):
    call_command(*args, stdout=io.StringIO(), stderr=io.StringIO(), **options)


def _forge(cell):
    Revision.objects.filter(pk=cell.page.latest_revision_id).update(approved_go_live_at=timezone.now())


@route
def clock(cell):
    """The hour comes."""
    with mock.patch("django.utils.timezone.now", return_value=GO_LIVE + timedelta(minutes=1)):
        _command("publish_scheduled")


@route
def forged_schedule(cell):
    """A row that says the latest revision was approved for now."""
    _forge(cell)
    _command("publish_scheduled")


@route
def forged_schedule_by_wagtails_command(cell):
    _forge(cell)
    _command("publish_scheduled_pages")


@route
def command_fixtree(cell):
    _command("fixtree", interactive=False, full=True)


@route
def command_set_url_paths(cell):
    _command("set_url_paths")


@route
def command_purge_revisions(cell):
    _command("purge_revisions")


@route
def command_update_index(cell):
    _command("update_index")


@route
def empty_the_bin(cell):
    """After 90 days."""
    BinnedDraft.objects.update(binned_at=timezone.now() - drafts_bin.KEPT - timedelta(minutes=1))
    drafts_bin.empty()


@route
def command_move_pages(cell):
    _command("move_pages", str(cell.page.get_parent().pk), str(cell.world.other_section.pk))


@route
def command_sync_locale_trees(cell):
    """With English kept in step with Vietnamese, which the portal does not do."""
    original = Locale.objects.get(language_code="vi")
    LocaleSynchronization.objects.create(locale=_english(), sync_from=original)
    _command("sync_locale_trees")


@route
def command_create_log_entries(cell):
    _command("create_log_entries_from_revisions")


@route
def command_audit(cell):
    _command("audit_publication")


@route
def command_publish_migration(cell):
    _command("publish_migration")


@route(writes=True)
def command_import(cell):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bai.txt"
        path.write_text(ARTICLE, encoding="utf-8")
        account = cell.user.username if cell.user else "khong-ai"
        where = ("--section", "tin-hoat-dong", "--department", cell.world.department)
        _command("import_articles", str(path), *where, "--as", account, "--submit")


NAMES = {name for name, known in ROUTES.items() if known.act.__module__ == __name__}
