"""What the importer remembers, so that running it again changes nothing."""

from django.db import models
from wagtail.models import Page


class ImportedArticle(models.Model):
    """One item of the old portal and the page made of it."""

    fingerprint = models.CharField(max_length=64, unique=True)
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    old_address = models.TextField(blank=True)
    file_name = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.file_name
