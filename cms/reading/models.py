"""What is counted while citizens read. Nothing here is personal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Generation(models.Model):
    """One row: a number that rises whenever anything readers may see has changed."""

    number = models.PositiveBigIntegerField(default=1)

    def __str__(self):
        return str(self.number)


class ViewCount(models.Model):
    """How often the page with this permanent id was read on this portal."""

    public_id = models.UUIDField(primary_key=True)
    total = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["-total"], name="viewcount_total")]

    def __str__(self):
        return f"{self.public_id}: {self.total}"


class SearchCount(models.Model):
    """How often readers searched for the same words in one month, and how often nothing was found.

    `words` are the folded words, by which searches are the same; `text` is how somebody typed them. No day, no time and
    nobody is kept with it.
    """

    month = models.DateField(_("month"))
    language = models.CharField(_("language"), max_length=10)
    words = models.CharField(max_length=200)
    text = models.CharField(_("search"), max_length=200)
    times = models.PositiveIntegerField(_("times"), default=0)
    times_nothing = models.PositiveIntegerField(_("times nothing was found"), default=0)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [models.UniqueConstraint(fields=["month", "language", "words"], name="searchcount_once")]

    def __str__(self):
        return f"{self.text}: {self.times}"


class RolledUpBatch(models.Model):
    """A spool file whose lines are in the counts already: a killed roll-up counts nothing twice."""

    name = models.CharField(max_length=80, unique=True)
    rolled_up_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.name
