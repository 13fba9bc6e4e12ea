"""What citizens see that is no page: administrators change it, and each change leaves a record.

Settings of the site, sites, privacy and the place of public pages carry no text that a department writes; a second
pair of eyes on each would cost more than it guards (docs/decisions/0009). Higher packages add theirs with `watch`.
"""

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import post_page_move

from cms.editorial.models import AdministrativeRecord

# Never copied into a record: a secret, and what only follows from a name.
LEFT_OUT = {"password", "sort_key"}


def watch(model) -> None:
    """Record every change of a row of `model`: who, when, and the fields before and after."""
    name = model._meta.label_lower
    pre_save.connect(_before, sender=model, dispatch_uid=f"administration.before.{name}")
    post_save.connect(_saved, sender=model, dispatch_uid=f"administration.saved.{name}")
    post_delete.connect(_deleted, sender=model, dispatch_uid=f"administration.deleted.{name}")


def connect() -> None:
    """Watch what Wagtail itself has of this kind; called once from AppConfig.ready()."""
    for model in (Site, PageViewRestriction):
        watch(model)
    post_page_move.connect(_moved, dispatch_uid="administration.moved")


def record(action: str, instance, before: dict, after: dict) -> AdministrativeRecord:
    """Write one record in the name of whoever's request is running; of nobody outside of one."""
    user = get_active_log_context().user
    return AdministrativeRecord.objects.create(
        user=user if user and user.is_authenticated else None,
        action=action,
        model=instance._meta.label_lower,
        object_pk=str(instance.pk),
        label=str(instance)[:255],
        before=before,
        after=after,
    )


def _fields(instance) -> dict:
    shown = [field for field in instance._meta.concrete_fields if field.name not in LEFT_OUT]
    return {field.name: field.value_to_string(instance) for field in shown}


def _before(sender, instance, raw=False, **kwargs):
    stored = None if raw or instance._state.adding else sender._base_manager.filter(pk=instance.pk).first()
    instance._fields_before = _fields(stored) if stored else {}


def _saved(instance, raw=False, **kwargs):
    before, after = instance._fields_before, _fields(instance)
    changed = {name for name in after if before.get(name) != after[name]}
    if changed and not raw:
        action = "change" if before else "add"
        record(action, instance, _only(before, changed), _only(after, changed))


def _deleted(instance, **kwargs):
    record("delete", instance, _fields(instance), {})


def _moved(instance, parent_page_before, parent_page_after, url_path_before, url_path_after, **kwargs):
    if instance.get_descendants(inclusive=True).live().exists():
        before, after = _place(parent_page_before, url_path_before), _place(parent_page_after, url_path_after)
        record("move", instance, before, after)


def _place(parent, url_path: str) -> dict:
    return {"parent": str(parent.pk), "url_path": url_path}


def _only(fields: dict, names: set[str]) -> dict:
    return {name: value for name, value in fields.items() if name in names}
