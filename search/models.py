"""The rows of the public search: one per public page, written with its publication. Wagtail's index serves the admin.

What a database needs to find words in them (vectors on PostgreSQL, a full-text table on SQLite) is made by the second
migration for that database alone, and written and asked by its index in `search.index`.
"""

from django.db import models
from wagtail.models import Locale, Page

from cms.editorial.models import Department


class SearchEntry(models.Model):
    """One public page: what is filtered by, the original words (NFC) for snippets, and the folded ones.

    A page that is hidden loses its row in the same transaction, so no query asks who may see it.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    section = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    school_year = models.SmallIntegerField()
    listed_at = models.DateTimeField()
    title = models.TextField()
    text = models.TextField()
    file_text = models.TextField()
    # Title, text and words of files, each between spaces: where a wording is looked for within words too.
    folded = models.TextField()
    # Which version of `search.rows` wrote it: what an older one wrote is written again.
    version = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["locale", "-listed_at", "-page"], name="search_newest")]

    def __str__(self):
        return self.title
