"""What is counted while citizens read. Nothing here is personal."""

from django.db import models


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


class RolledUpBatch(models.Model):
    """A spool file whose lines are in the counts already: a killed roll-up counts nothing twice."""

    name = models.CharField(max_length=80, unique=True)
    rolled_up_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.name
