"""The last line of the gate: on saving any page, base or specific, and any row that belongs to a page.

What reaches it past the publish path (a save in a shell, a copy, an import, an add-on) is let through if it changes
nothing that citizens see. Signals, because Wagtail itself saves base `Page` instances, which never come to a
subclass's `save()`. Raw queryset writes send no signals: `audit` finds them, and PostgreSQL refuses them
(`database_guards`).
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import transaction
from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.actions.delete_page import DeletePageAction
from wagtail.fields import StreamField
from wagtail.models import Comment, CommentReply, Page, Revision, WorkflowState
from wagtail.query import TreeQuerySet
from wagtail.signals import pre_page_move

from cms.editorial.content_hash import BOOKKEEPING, stream_content
from cms.editorial.gate import UnapprovedPublication, is_open_for
from cms.editorial.models import PublicationRecord

# Bookkeeping for the hash, because it does not belong to what is approved; still nothing to write on a public page.
GUARDED = {"content_type", "first_published_at", "last_published_at", "live", "locale"}


def connect() -> None:
    """Connect the receivers to every model of ours that holds public content; called once from AppConfig.ready().

    To these alone: a receiver for all models would have Django read every row that anything deletes.
    """
    for model in apps.get_models():
        name = model._meta.label_lower
        if issubclass(model, Page):
            pre_save.connect(_page_saved, sender=model, dispatch_uid=f"editorial.last_line.saved.{name}")
            pre_delete.connect(_page_deleted, sender=model, dispatch_uid=f"editorial.last_line.deleted.{name}")
            for field in chosen_fields(model):
                through = field.remote_field.through
                uid = f"editorial.last_line.chosen.{through._meta.label_lower}"
                m2m_changed.connect(_choice_changed, sender=through, dispatch_uid=uid)
        elif parental_key(model):
            pre_save.connect(_child_changed, sender=model, dispatch_uid=f"editorial.last_line.child_saved.{name}")
            pre_delete.connect(_child_changed, sender=model, dispatch_uid=f"editorial.last_line.child_deleted.{name}")
    pre_page_move.connect(_page_moved, dispatch_uid="editorial.last_line.moved")
    # Upstream: both write before the rows are asked whether they may go: the number of the parent's children, and the
    # log. What is refused in a shell would leave that behind.
    TreeQuerySet.delete = transaction.atomic(TreeQuerySet.delete)
    DeletePageAction.execute = transaction.atomic(DeletePageAction.execute)


def guarded_fields(model) -> list:
    """Return the concrete fields of a page model that change on a public page through the gate alone."""
    return [field for field in model._meta.concrete_fields if field.name in GUARDED or field.name not in BOOKKEEPING]


def chosen_fields(model) -> list:
    """Return the fields of a page model in which its content names other things (many to many)."""
    return [field for field in model._meta.local_many_to_many if field.name not in BOOKKEEPING]


def parental_key(model) -> ParentalKey | None:
    """Return the key by which rows of `model` are part of a page's content, None for all other models."""
    if issubclass(model, (Comment, CommentReply)):
        return None
    for field in model._meta.concrete_fields:
        if isinstance(field, ParentalKey) and issubclass(field.related_model, Page):
            return field
    return None


def _page_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    if raw:
        return
    if instance.alias_of_id:
        raise UnapprovedPublication(_("A page does not mirror another: a copy is approved for itself."))
    if not instance.live or is_open_for(instance.pk):
        return
    stored = None if instance._state.adding else sender._base_manager.filter(pk=instance.pk).first()
    if stored is None or not stored.live or _differs(instance, stored, guarded_fields(sender), update_fields):
        raise _refusal(instance)


def _child_changed(sender, instance, raw=False, update_fields=None, signal=None, origin=None, **kwargs):
    if raw or _began_elsewhere(origin, sender):
        return
    key = parental_key(sender)
    page = Page.objects.filter(pk=getattr(instance, key.attname)).first()
    if page is None or not page.live or is_open_for(page.pk):
        return
    stored = sender._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    if (
        signal is pre_delete
        or stored is None
        or _differs(instance, stored, sender._meta.concrete_fields, update_fields)
    ):
        raise _refusal(page)


def _choice_changed(sender, instance, action, reverse, pk_set, **kwargs):
    if action == "pre_clear":
        pages = _choosing(sender, instance) if reverse else {instance.pk}
    elif action in ("pre_add", "pre_remove") and pk_set:
        pages = pk_set if reverse else {instance.pk}
    else:
        return
    for page in Page.objects.filter(pk__in=pages, live=True):
        if not is_open_for(page.pk):
            raise _refusal(page)


def _choosing(through, chosen) -> set[int]:
    """Return the ids of the pages that have `chosen` among what they name, by the rows of `through`."""
    to_page, to_chosen = (field for field in through._meta.concrete_fields if field.is_relation)
    return {*through.objects.filter(**{to_chosen.attname: chosen.pk}).values_list(to_page.attname, flat=True)}


def _page_deleted(instance, **kwargs):
    refuse_deletion(instance)


def refuse_deletion(page) -> None:
    """Raise UnapprovedPublication if this one page may not be deleted, by whatever way.

    What was ever public or approved is kept for ever. A public page that leads to another would change with the
    other's deletion: the link is approved away first.
    """
    if page.first_published_at or PublicationRecord.objects.filter(page_pk=page.pk).exists():
        message = _("“%(title)s” was approved once: it is taken down, never deleted.")
        raise UnapprovedPublication(message % {"title": page.get_admin_display_title()})
    for leading in _public_pages_leading_to(page.pk):
        message = _("“%(title)s” is public and leads here: change it first.")
        raise UnapprovedPublication(message % {"title": leading.get_admin_display_title()})


def _public_pages_leading_to(page_pk: int) -> Iterator[Page]:
    """Yield the public pages that hold a key to this page, in a field or a row of theirs."""
    # With those that have no name on this side (related_name="+").
    relations = [
        field for field in Page._meta.get_fields(include_hidden=True) if field.is_relation and field.auto_created
    ]
    for relation in relations:
        field, model = relation.field, relation.related_model
        key = parental_key(model)
        is_content = issubclass(model, Page) or (key is not None and field is not key)
        if is_content and field.concrete and not field.many_to_many and field.name not in BOOKKEEPING:
            owners = model._base_manager.filter(**{field.attname: page_pk}).values(key.attname if key else "pk")
            yield from Page.objects.filter(pk__in=owners, live=True).exclude(pk=page_pk)


def _began_elsewhere(origin, sender) -> bool:
    """Whether a deletion began with something else, such as the page itself, and takes the row along."""
    if origin is None:
        return False
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    return not issubclass(model, sender)


def _page_moved(instance, parent_page_before, parent_page_after, **kwargs):
    refuse_move(instance, parent_page_before, parent_page_after)


def refuse_move(page, before, after) -> None:
    """Raise UnapprovedPublication if `page` may not go from below `before` to below `after`, by whatever way.

    Nobody approved that what is behind a restriction becomes public by moving out of it.
    """
    hidden = before.get_view_restrictions().exists() and not after.get_view_restrictions().exists()
    if hidden and page.get_descendants(inclusive=True).live().exists():
        raise _refusal(page)
    if before.get_workflow() != after.get_workflow():
        _refuse_on_their_way(page)


def _refuse_on_their_way(page) -> None:
    """Raise UnapprovedPublication where `page`, or one below it, is asked for or approved by the steps of its section.

    Another section may ask for more: what waits, or is approved for later, does not get round that by moving there.
    """
    page_pk = Cast("object_id", BigIntegerField())
    waiting = WorkflowState.objects.active().values(page_pk=page_pk)
    later = Revision.page_revisions.filter(approved_go_live_at__isnull=False).values(page_pk=page_pk)
    moving = page.get_descendants(inclusive=True).filter(Q(pk__in=waiting) | Q(pk__in=later)).first()
    if moving:
        message = _(
            "“%(title)s” waits for a decision or for its hour, and the other section asks for other steps: take it "
            "back first."
        )
        raise UnapprovedPublication(message % {"title": moving.get_admin_display_title()})


def _differs(instance, stored, fields, update_fields) -> bool:
    """Whether saving `instance` over `stored` would change one of `fields` in the database."""
    written = [field for field in fields if update_fields is None or {field.name, field.attname} & {*update_fields}]
    return any(_stored_form(field, instance) != _stored_form(field, stored) for field in written)


def _stored_form(field, instance):
    value = getattr(instance, field.attname)
    return stream_content(value) if isinstance(field, StreamField) else field.get_prep_value(value)


def _refusal(page) -> UnapprovedPublication:
    message = _("“%(title)s” is public: it changes through an approval alone.")
    if not page.live or page._state.adding:
        message = _("“%(title)s” was not approved as it stands: nothing is published.")
    return UnapprovedPublication(message % {"title": page.get_admin_display_title()})
