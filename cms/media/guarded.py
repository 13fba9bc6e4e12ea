"""What images and documents have in common: readers' files, which are public or not and never change in place."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class FrozenFile(PermissionDenied):
    """Refuses to change or delete what readers see of a file. Nobody is exempt: the way is a new file."""


class GuardedFile(models.Model):
    """Abstract. Mixed in before Wagtail's image and document.

    The bytes of a file never change. While it is public (cms.media.publicity), nothing else that readers see of it
    changes either, and it is not deleted: that would pass by those who approve.
    """

    # What readers see of the file, or may see in a template to come. Names of fields.
    public_fields: tuple[str, ...] = ()

    is_public = models.BooleanField(gettext_lazy("public"), default=False, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if self._state.adding:
            super().save(*args, update_fields=update_fields, **kwargs)
            return
        # Never the flag: what was read a while ago would undo a publication.
        names = set(update_fields or (field.name for field in self._meta.concrete_fields if not field.primary_key))
        names -= {"is_public"}
        with transaction.atomic():
            self._refuse_changes(names)
            super().save(*args, update_fields=names, **kwargs)

    def _refuse_changes(self, names: set[str]) -> None:
        """Raise FrozenFile if saving the fields `names` would change what may not change now."""
        rows = type(self)._base_manager.select_for_update().filter(pk=self.pk)
        stored = rows.values("is_public", "file", *self.public_fields).first()
        if stored is None:
            return
        if "file" in names and (not self.file._committed or self.file.name != stored["file"]):
            raise FrozenFile(_("A file is never replaced: upload the new one and put it into the page."))
        changed = [name for name in names & {*self.public_fields} if getattr(self, name) != stored[name]]
        if stored["is_public"] and changed:
            raise FrozenFile(
                _("“%(title)s” is on a public page: what readers see of it cannot change.") % {"title": stored["title"]}
            )


def refuse_to_delete(instance: GuardedFile, **kwargs) -> None:
    """Raise FrozenFile for a file that is public: receives pre_delete, which querysets send too."""
    if type(instance)._base_manager.filter(pk=instance.pk, is_public=True).exists():
        raise FrozenFile(_("“%(title)s” is on a public page and cannot be deleted.") % {"title": instance.title})
