"""The catalogue: one row beside each page for what is asked across page types.

Wagtail's base Page is not ours to extend. The row is made with the page and kept by the publish path alone
(`cms.pages.catalogue`).
"""

import uuid

from django.db import models
from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.editorial.models import Department
from cms.media.models import CustomImage
from cms.reading.models import ViewCount
from cms.reading.views_spool import reads_of

# A key is about three times as long as its text; cut, it still orders by what is left of it.
TITLE_KEY_LENGTH = 800
# How many of the most read pages of the portal are looked through for those of a list.
MOST_READ_CANDIDATES = 500


class CatalogueQuerySet(models.QuerySet):
    def public(self):
        """Pages that every citizen may read."""
        return self.filter(is_public=True)

    def news(self):
        """What was published here, without what was moved in from the old portal."""
        return self.filter(is_migrated=False)

    def in_language(self, code: str):
        return self.filter(locale__language_code=code)

    def in_section(self, section: Page):
        """Pages that stand directly in `section`."""
        return self.filter(section=section)

    def at(self, section: Page, path: str = ""):
        """The page at `path` below `section`; `section` itself where the path is empty."""
        parts = [part for part in path.split("/") if part]
        url_path = "/".join([section.url_path.rstrip("/"), *parts, ""])
        # By the slug as well: it has an index, the path of an address has none.
        return self.filter(page__slug=parts[-1] if parts else section.slug, page__url_path=url_path)

    def most_read(self):
        """Those that were opened on this portal, the most read first. What very few have opened is left out."""
        candidates = ViewCount.objects.order_by("-total").values("pk")[:MOST_READ_CANDIDATES]
        found = self.filter(public_id__in=candidates).annotate(reads=reads_of(OuterRef("public_id")))
        return found.order_by("-reads", "-page_id")

    def newest_first(self):
        """The order of every list, feed and archive: shown date, then id."""
        return self.order_by("-listed_at", "-page_id")


class CatalogueEntry(models.Model):
    """Identity and listing of one page."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="catalogue_entry")
    public_id = models.UUIDField(_("permanent id"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+")
    section = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    co_departments = models.ManyToManyField(Department, related_name="+")
    cover = models.ForeignKey(CustomImage, null=True, on_delete=models.SET_NULL, related_name="+")
    cover_alt = models.CharField(max_length=250, blank=True)
    label = models.CharField(_("breadcrumb label"), max_length=255)
    # The Vietnamese alphabet's order of the title, for the explorer.
    title_key = models.CharField(max_length=TITLE_KEY_LENGTH, editable=False, default="")
    listed_at = models.DateTimeField(_("listed at"), null=True)
    is_public = models.BooleanField(default=False)
    renditions_made = models.BooleanField(default=False)
    # Moved in from the old portal: no news, whatever its shown date.
    is_migrated = models.BooleanField(default=False)
    # Public on one person's word (cms.editorial.emergency).
    awaits_confirmation = models.BooleanField(default=False)
    poster = models.CharField(_("poster"), max_length=300, blank=True)
    department_name = models.CharField(_("department"), max_length=150, blank=True)
    # The name of the picture's file below PUBLIC_MEDIA_ROOT, kept by cms.pages.share_images alone.
    share_image = models.CharField(max_length=255, blank=True)
    share_width = models.PositiveSmallIntegerField(default=0)
    share_height = models.PositiveSmallIntegerField(default=0)
    share_image_due = models.BooleanField(default=True)
    # The page or its draft was saved since its links were noted (cms.pages.links).
    links_due = models.BooleanField(default=True)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue entry")
        verbose_name_plural = _("catalogue entries")
        indexes = [
            models.Index(
                fields=["locale", "kind", "-listed_at", "-page"],
                condition=models.Q(is_public=True),
                name="catalogue_kind_listing",
            ),
            models.Index(
                fields=["section", "kind", "-listed_at", "-page"],
                condition=models.Q(is_public=True),
                name="catalogue_section_kind",
            ),
            models.Index(
                fields=["-listed_at"],
                condition=models.Q(is_public=True, renditions_made=False),
                name="catalogue_renditions_due",
            ),
            models.Index(
                fields=["-listed_at", "-page"],
                condition=models.Q(is_public=True, share_image_due=True),
                name="catalogue_share_images_due",
            ),
            models.Index(fields=["page"], condition=models.Q(links_due=True), name="catalogue_links_due"),
            models.Index(fields=["department", "-listed_at", "-page"], name="catalogue_department_listing"),
            models.Index(
                fields=["department", "kind", "locale", "-listed_at", "-page"],
                condition=models.Q(is_public=True),
                name="catalogue_department_kind",
            ),
        ]

    def __str__(self):
        return self.label
