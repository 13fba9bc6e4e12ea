"""Departments (phòng): the offices that draft."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page

from cms.text.nfc import nfc
from cms.text.sorting import sort_key


class DepartmentQuerySet(models.QuerySet):
    def active(self, today):
        """Departments that are not closed on the date `today`."""
        return self.exclude(active_until__lt=today)

    def of(self, user):
        """Departments of which `user` is a member."""
        return self.filter(group__user=user)


class Department(models.Model):
    """An office that drafts. It owns its members (a group), its media folder (a collection) and its sections.

    Group, collection and grants are made with it and follow it (see `cms.editorial.grants`). A department is
    closed (`active_until`, `successor`), never deleted: what it posted stays its own.
    """

    name = models.CharField(_("name"), max_length=150, unique=True)
    short_name = models.CharField(
        _("short name"), max_length=30, unique=True, help_text=_("Such as GDTX-GDCN; used on lists and in commands.")
    )
    # The Vietnamese alphabet's order of the name, which no database knows alike.
    sort_key = models.CharField(max_length=500, editable=False, default="")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="department", editable=False)
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="department", editable=False)
    sections = models.ManyToManyField(
        Page,
        blank=True,
        related_name="+",
        verbose_name=_("sections"),
        help_text=_("Where the department may post. A section grants its translations with it."),
    )
    heads = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="headed_departments",
        verbose_name=_("heads"),
    )
    phone = models.CharField(
        _("telephone"), max_length=60, blank=True, help_text=_("Shown to citizens on the contact page.")
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Shown to citizens on the contact page."))
    active_until = models.DateField(_("active until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("successor")
    )

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "name"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")

    def __str__(self):
        return self.name

    @transaction.atomic
    def save(self, *args, update_fields=None, **kwargs):
        self.name, self.short_name = nfc(self.name), nfc(self.short_name)
        self.sort_key = sort_key(self.name)
        if self._state.adding:
            self.group = Group.objects.create(name=self.name)
            self.collection = Collection.get_first_root_node().add_child(name=self.name)
        else:
            Group.objects.filter(pk=self.group_id).update(name=self.name)
            Collection.objects.filter(pk=self.collection_id).update(name=self.name)
        if update_fields is not None:
            update_fields = {*update_fields, "sort_key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self):
        super().clean()
        if self.successor_id and self.successor_id == self.pk:
            raise ValidationError({"successor": _("A department does not succeed itself.")})
        if Group.objects.filter(name=nfc(self.name)).exclude(pk=self.group_id).exists():
            raise ValidationError({"name": _("A group of people has this name already.")})


def department_ids_of(user) -> frozenset[int]:
    """Return the ids of the departments `user` belongs to, read once per user object."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_department_ids"):
        user._department_ids = frozenset(Department.objects.of(user).values_list("pk", flat=True))
    return user._department_ids
