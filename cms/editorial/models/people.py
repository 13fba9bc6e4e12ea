"""Who made whom an approver, and who inspects until when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.editorial.models.records import AppendOnlyModel


class Appointment(AppendOnlyModel):
    """Somebody became an approver: by whose hand, and when."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("appointment of an approver")
        verbose_name_plural = _("appointments of approvers")

    def __str__(self):
        return f"{self.user}, {_written(self.created_at)}"


class InspectionTerm(models.Model):
    """The days, first and last included, on which a person may read the records ("Thanh tra")."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inspection_terms", verbose_name=_("person")
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-valid_until", "-pk"]
        verbose_name = _("inspection term")
        verbose_name_plural = _("inspection terms")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="inspection_ends_after_it_begins",
                violation_error_message=_("An inspection ends after it begins."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {_written(self.valid_from)} – {_written(self.valid_until)}"


def _written(day) -> str:
    """Return a date as people write it; one that was set as text and not read back yet, as it is."""
    return day if isinstance(day, str) else f"{day:%d/%m/%Y}"
