"""Keeps grants in step with the roles' table, departments and translations, and approvals with what is taken down."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models.signals import m2m_changed, post_migrate, post_save, pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision
from wagtail.signals import copy_for_translation_done, page_unpublished

# What lists of the admin show for the root of the tree (docs/huong-dan/thuat-ngu.md).
ROOT_NAME = "Cây trang"


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    from cms.editorial import last_line, submissions
    from cms.editorial.models import Department

    last_line.connect()
    page_unpublished.connect(_withdrawn, dispatch_uid="editorial.withdrawn")
    submissions.connect()
    post_save.connect(_unscheduled, sender=Revision, dispatch_uid="editorial.unscheduled")

    for model in (get_image_model(), get_document_model()):
        pre_save.connect(_file_saved, sender=model, dispatch_uid=f"editorial.file_saved.{model._meta.label_lower}")

    # Permissions are made by post_migrate itself, app by app: ours comes after the last.
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    post_migrate.connect(_migrated, sender=last, dispatch_uid="editorial.migrated")
    pre_delete.connect(_department_deleted, sender=Department, dispatch_uid="editorial.department_never_deleted")
    post_save.connect(_department_saved, sender=Department, dispatch_uid="editorial.department_saved")
    for relation in (Department.sections.through, Department.heads.through):
        m2m_changed.connect(_department_changed, sender=relation, dispatch_uid=f"editorial.{relation.__name__}")
    copy_for_translation_done.connect(_page_translated, dispatch_uid="editorial.page_translated")


def _migrated(using="default", plan=None, **kwargs):
    from django.db import connections

    from cms.editorial import database_guards
    from cms.editorial.models import AdministrativeRecord
    from cms.editorial.roles import apply_roles

    # A partial migration (a test of one, or going back to zero) leaves no tables to work on.
    if AdministrativeRecord._meta.db_table in connections[using].introspection.table_names():
        database_guards.install(connections[using])
        apply_roles()
        _name_the_root()


def _name_the_root() -> None:
    """Upstream calls the root of the tree "Root", which everybody reads above every list of pages."""
    Page.objects.filter(depth=1).exclude(draft_title=ROOT_NAME).update(draft_title=ROOT_NAME)


def _withdrawn(instance, **kwargs):
    from cms.editorial.taking_down import withdrawal

    withdrawal.taken_down(instance)


def _unscheduled(instance, update_fields=None, **kwargs):
    """Wagtail's screen for it saves this one field; publishing clears it by a query of its own."""
    from cms.editorial.gate import record_withdrawal

    if update_fields and "approved_go_live_at" in update_fields and instance.approved_go_live_at is None:
        page = instance.content_object
        if isinstance(page, Page):
            record_withdrawal(page, get_active_log_context().user)


def _file_saved(sender, instance, raw=False, **kwargs):
    """Whoever changes what readers see of a file has a hand in the pages that use it."""
    from cms.editorial.models import FileContribution

    user = get_active_log_context().user
    stored = None if raw or instance._state.adding else sender._base_manager.filter(pk=instance.pk).first()
    if stored is None or user is None or not user.is_authenticated:
        return
    if any(getattr(stored, name) != getattr(instance, name) for name in sender.public_fields):
        kind = ContentType.objects.get_for_model(sender)
        FileContribution.objects.create(content_type=kind, object_pk=instance.pk, user=user)


def _department_saved(instance, raw=False, **kwargs):
    from cms.editorial.roles import grant_department

    if not raw:
        grant_department(instance)


def _department_deleted(**kwargs):
    raise PermissionDenied(_("A department is closed, never deleted."))


def _department_changed(instance, action, reverse, **kwargs):
    from cms.editorial.roles import grant_department

    if action in {"post_add", "post_remove", "post_clear"} and not reverse:
        grant_department(instance)


def _page_translated(source_obj, **kwargs):
    """A section grants its translations with it."""
    from cms.editorial.models import Department
    from cms.editorial.roles import grant_department

    if isinstance(source_obj, Page):
        sections = Page.objects.filter(translation_key=source_obj.translation_key)
        for department in Department.objects.filter(sections__in=sections).distinct():
            grant_department(department)
