"""People: one account, one person."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cms.text.nfc import nfc
from cms.text.sorting import person_sort_key


def composed(password: str | None) -> str | None:
    return nfc(password) if isinstance(password, str) else password


class PortalUserManager(UserManager):
    """Finds accounts without regard to the case of the user name."""

    def get_by_natural_key(self, username):
        return self.get(username__iexact=username)

    def create_user(self, username, email=None, password=None, **fields):
        return super().create_user(username, email, composed(password), **fields)

    def create_superuser(self, username, email=None, password=None, **fields):
        return super().create_superuser(username, email, composed(password), **fields)


class User(AbstractUser):
    """A person. Vietnamese names: family and middle names (`last_name`) first, given name (`first_name`) last."""

    last_name = models.CharField(_("family and middle names"), max_length=150, blank=True)
    first_name = models.CharField(_("given name"), max_length=150, blank=True)
    position = models.CharField(
        _("position"),
        max_length=100,
        blank=True,
        help_text=_("Shown as the poster of what this person posts, with the department's name."),
    )
    # About three characters for each of the name's.
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)

    objects = PortalUserManager()

    class Meta(AbstractUser.Meta):
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="username_unique_without_case",
                violation_error_message=_("A user with that username already exists."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="email_unique_without_case",
                violation_error_message=_("Another account has this e-mail address: one account, one person."),
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Return the name as Vietnamese people write it: family name first."""
        return f"{self.last_name} {self.first_name}".strip()

    # Keyboards and terminals send one letter in two ways, forms compose it (cms.pages.composed_input): whichever way a
    # password was set and is typed, it is the same one.
    def set_password(self, raw_password):
        super().set_password(composed(raw_password))

    def check_password(self, raw_password) -> bool:
        return super().check_password(composed(raw_password))

    def save(self, *args, update_fields=None, **kwargs):
        self.last_name, self.first_name = nfc(self.last_name), nfc(self.first_name)
        self.sort_key = person_sort_key(self.last_name, self.first_name) or self.username.lower()
        if update_fields is not None and {"first_name", "last_name"} & set(update_fields):
            update_fields = {*update_fields, "sort_key"}
        super().save(*args, update_fields=update_fields, **kwargs)
