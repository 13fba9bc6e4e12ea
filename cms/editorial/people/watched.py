"""What approvers hear of when it is done beside them: another's hand on an approver's account, and on the steps.

Whoever sets an approver's password can sign in as them; whoever changes the steps changes who decides. Both leave an
administrative record too.
"""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Task, Workflow, WorkflowPage, WorkflowTask

from cms.editorial import administration
from cms.editorial.models import Department, InspectionTerm
from cms.editorial.people import appointments

# What opens an account to whoever knows it: the password itself, and the address a new one is sent to.
KEYS = ("password", "email")


def connect() -> None:
    """Connect the receivers; called once from AppConfig.ready()."""
    user = get_user_model()
    pre_save.connect(_account_before, sender=user, dispatch_uid="watched.account_before")
    post_save.connect(_account_saved, sender=user, dispatch_uid="watched.account_saved")
    for model in (InspectionTerm, Department):
        administration.watch(model)
    tasks = [model for model in apps.get_models() if issubclass(model, Task)]
    for model in (Workflow, WorkflowTask, WorkflowPage, *tasks):
        administration.watch(model)
        for signal, receiver in ((post_save, _steps_changed), (post_delete, _steps_changed)):
            signal.connect(
                receiver, sender=model, dispatch_uid=f"watched.{receiver.__name__}.{model._meta.label_lower}"
            )
    for model in tasks:
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(
                _groups_of_task_changed,
                sender=field.remote_field.through,
                dispatch_uid=f"watched.{model._meta.label_lower}.{field.name}",
            )


def _actor():
    """Return who did it in the admin; None on the command line and in one's own password reset by mail."""
    user = get_active_log_context().user
    return user if user and user.is_authenticated else None


def _account_before(sender, instance, raw=False, update_fields=None, **kwargs):
    actor = _actor()
    touched = update_fields is None or {*KEYS} & {*update_fields}
    if raw or instance._state.adding or actor is None or actor.pk == instance.pk or not touched:
        return
    stored = sender._base_manager.filter(pk=instance.pk).values(*KEYS).first()
    changed = [name for name in KEYS if stored and stored[name] != getattr(instance, name)]
    if changed and instance.pk in appointments.approvers():
        instance._keys_changed = changed


def _account_saved(instance, **kwargs):
    from cms.editorial import notices

    changed = instance.__dict__.pop("_keys_changed", [])
    if not changed:
        return
    administration.record("password_reset" if "password" in changed else "email_reset", instance, {}, {})
    reason = "" if "password" in changed else _("The e-mail address was changed.")
    notices.tell("password_reset", notices.approver_ids(), actor=_actor(), subject_person=instance, reason=reason)


def _steps_changed(instance: Model, raw=False, **kwargs):
    """Tell once in a request: one save of Wagtail's form writes a workflow with all its rows."""
    from cms.editorial import notices

    context, actor = get_active_log_context(), _actor()
    if raw or actor is None or getattr(context, "steps_told", False):
        return
    context.steps_told = True
    where = str(getattr(instance, "workflow", instance))
    notices.tell("workflow_changed", notices.approver_ids(), actor=actor, where=where)


def _groups_of_task_changed(instance, action, reverse, pk_set, **kwargs):
    """Record which groups a task got or lost; from the other side, which tasks a group got or lost."""
    if action == "pre_clear":
        pk_set = _related(instance, reverse, kwargs["model"])
    if pk_set and action in {"post_add", "post_remove", "pre_clear"}:
        names = sorted(str(other) for other in kwargs["model"]._base_manager.filter(pk__in=pk_set))
        before, after = ({}, {"groups": names}) if action == "post_add" else ({"groups": names}, {})
        administration.record("change", instance, before, after)
        _steps_changed(instance)


def _related(instance, reverse: bool, model) -> set[int]:
    accessor = f"{model._meta.model_name}_set" if reverse else "groups"
    return set(getattr(instance, accessor).values_list("pk", flat=True))
