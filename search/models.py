"""The index of the public search: one row per page, written with its publication. Wagtail's index serves the admin."""

from django.db import models
from wagtail.models import Page


class SearchEntry(models.Model):
    """The folded words of one page. Each text begins and ends with a space, so that " word " finds whole words."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    title = models.TextField()
    body = models.TextField()

    def __str__(self):
        return self.title.strip()
