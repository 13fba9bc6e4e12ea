"""What every page of the portal has: permanent id, department, breadcrumb label, shown date."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import count

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from cms.editorial import gate
from cms.editorial.models import Department
from cms.editorial.permissions import GovernedPage
from cms.operations.admin_search.fields import FoldedInIndex
from cms.pages import kept_corrections
from cms.pages.breadcrumb import breadcrumb_of
from cms.pages.forms import BasePageForm
from cms.pages.models.catalogue import CatalogueEntry
from cms.pages.normalisation import normalise
from cms.pages.querysets import PortalPageManager
from cms.pages.reserved import RESERVED_SLUG, is_reserved
from cms.text.slugs import MAX_LENGTH, slugify

# The slug of a title without a single letter or digit.
NAMELESS_SLUG = "trang"
# Readers are shown no date before there was a state to publish, nor one that is over a year away: a slip in the year.
EARLIEST_SHOWN = datetime(1945, 9, 2, tzinfo=UTC)
LATEST_SHOWN = timedelta(days=366)


class BasePage(FoldedInIndex, GovernedPage, Page):
    """Abstract. Every page type extends it, directly or through BodyPage."""

    # Set on a page in memory whose address said what is being erased: after it is saved the old one leads nowhere.
    forgets_old_address = False
    # Set where the page was read together with its row in the catalogue, which said so.
    is_known_public = False
    # What a reader's screen shows beside the row itself is read along with it; of what is empty nothing more is asked.
    read_along = ("catalogue_entry", "locale")
    relations_shown = ("corrections",)
    # Whether a page of this type must name the department that posts it.
    department_required = False

    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("department")
    )
    co_departments = ParentalManyToManyField(
        Department,
        blank=True,
        related_name="+",
        verbose_name=_("shared with"),
        help_text=_("Their members edit it too."),
    )
    short_title = models.CharField(
        _("short title"),
        max_length=60,
        blank=True,
        help_text=_("For the breadcrumb and menus, where a long title would not fit."),
    )
    shown_at = models.DateTimeField(
        _("shown date"),
        null=True,
        blank=True,
        help_text=_("Leave empty to show the time of first publication. The approver sees a date proposed here."),
    )
    review_by = models.DateField(_("review by"), null=True, blank=True)

    objects = PortalPageManager()
    base_form_class = BasePageForm

    # What was wrong in one page was never wrong in a copy of what is right, nor in the words of another language.
    exclude_fields_in_copy = ["corrections"]
    override_translatable_fields = [BaseTranslatableField("corrections")]

    more_panels = [
        FieldPanel("department"),
        FieldPanel("co_departments"),
        FieldPanel("short_title"),
        FieldPanel("slug"),
        FieldPanel("shown_at"),
        FieldPanel("review_by", help_text=_("The day on which somebody reads the page again. Readers do not see it.")),
        FieldPanel("seo_title"),
        FieldPanel("search_description"),
    ]
    more_panel = MultiFieldPanel(more_panels, heading=_("More"), classname="collapsed")
    content_panels = [*Page.content_panels, more_panel]
    promote_panels = []
    settings_panels = [PublishingPanel(), CommentPanel()]

    search_fields = [*Page.search_fields, index.FilterField("department"), index.FilterField("shown_at")]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.department_required and self.department_id is None:
            raise ValidationError({"department": _("A page names the department that posts it.")})
        if self.shown_at and not EARLIEST_SHOWN <= self.shown_at <= timezone.now() + LATEST_SHOWN:
            raise ValidationError({"shown_at": _("Look at the year of the shown date again.")})

    def _check_slug_is_unique(self):
        # Upstream: every way of checking a page, drafts too, comes by here.
        super()._check_slug_is_unique()
        if is_reserved(self.slug, self.get_parent()):
            raise ValidationError({"slug": RESERVED_SLUG % {"slug": self.slug}})

    def _set_core_field_defaults(self):
        # Upstream slugifies with Django's slugify, which drops đ: "Đại hội" would become "ai-hoi".
        if not self.slug and (self.path or getattr(self, "_cached_parent_obj", None)):
            self.slug = self.free_slug(self.get_parent())
        super()._set_core_field_defaults()

    def free_slug(self, parent: Page | None) -> str:
        """Return a slug made of the title that no sibling below `parent` has."""
        candidate = slugify(self.title) or NAMELESS_SLUG
        for number in count(2):
            is_free = self._slug_is_available(candidate, parent, self if self.pk else None)
            if is_free and not is_reserved(candidate, parent):
                return candidate
            ending = f"-{number}"
            candidate = (slugify(self.title, MAX_LENGTH - len(ending)) or NAMELESS_SLUG) + ending

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        # Of a public page, which is not stored anew with its draft.
        normalise(self)
        if self.pk:
            gate.lock(self.pk)
            kept_corrections.keep(self)
        return super().save_revision(*args, **kwargs)

    def with_content_json(self, content):
        # Who may edit a page is asked of its row, never of a draft that may be older (as core does for the owner).
        page = super().with_content_json(content)
        page.department_id = self.department_id
        return page

    def choose_department(self, user) -> None:
        """Give a new page the department of `user`, unless it names one of theirs already.

        Raises PermissionDenied for a department that is not theirs, ValidationError where several are possible.
        """
        departments = list(Department.objects.of(user).active(timezone.localdate()))
        if self.department_id is None and len(departments) == 1:
            self.department = departments[0]
        elif self.department_id is None and len(departments) > 1:
            raise ValidationError({"department": _("You belong to several departments: choose one.")})
        elif departments and self.department not in departments:
            raise PermissionDenied(_("This is not one of your departments."))

    @property
    def department_ids(self) -> set[int]:
        """Ids of the departments whose members edit this page."""
        shared = {department.pk for department in self.co_departments.all()} if self.pk else set()
        return shared | ({self.department_id} if self.department_id else set())

    @classmethod
    def reading_annotations(cls) -> dict:
        """Return what is asked of a page in the query that reads it for its own screen."""
        return {f"any_{name}": _exists(cls._meta.get_field(name)) for name in cls.relations_shown}

    def was_read(self, *, is_public: bool) -> None:
        """Take over what `for_reading()` asked. For a page that is shown and not saved."""
        self.is_known_public = is_public
        self.entry = self.catalogue_entry
        for name in self.relations_shown:
            if not getattr(self, f"any_{name}"):
                vars(self).setdefault("_prefetched_objects_cache", {})[name] = getattr(self, name).none()

    def get_view_restrictions(self):
        # Upstream asks of every page above, on every request. A row of the catalogue is public where there is none.
        if self.is_known_public:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @cached_property
    def entry(self) -> CatalogueEntry | None:
        """The page's row in the catalogue; None before the page is saved."""
        return CatalogueEntry.objects.filter(page_id=self.pk).first() if self.pk else None

    @property
    def public_id(self):
        """The permanent id (UUID); None before the page is saved."""
        return self.entry.public_id if self.entry else None

    @property
    def permalink(self) -> str:
        """The permanent address, without the host; '' before the page is saved."""
        return reverse("permalink", args=[self.public_id]) if self.entry else ""

    @property
    def breadcrumb_label(self) -> str:
        """What the breadcrumb and menus call the page."""
        return self.short_title or self.title

    @property
    def listed_at(self):
        """The date shown and sorted by: the shown date, else first publication, else now for a preview."""
        return self.shown_at or self.first_published_at or timezone.now()

    @property
    def poster(self) -> str:
        """Role and department that posted, frozen at first publication; of a draft, what it would be now."""
        if self.entry and self.entry.poster:
            return self.entry.poster
        return self.current_poster()

    def current_poster(self) -> str:
        """Return the poster as account and department stand now, '' for a page without a department."""
        if not self.department:
            return ""
        position = self.owner.position if self.owner else ""
        return " – ".join(part for part in (position, self.department.name) if part)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["breadcrumb"] = breadcrumb_of(self, request)
        # The module needs these models.
        from cms.pages import renditions

        self.shows_pictures = renditions.read_ahead_for(self)
        return context

    def search_text(self) -> str:
        """Return the words of the page, beside its title, that the public search looks through."""
        return self.search_description


def _exists(relation) -> models.Exists:
    """Return whether the page in the query around has anything in `relation`: a child relation, or many to many."""
    if relation.one_to_many:
        rows = relation.related_model._default_manager.filter(**{relation.field.name: models.OuterRef("pk")})
    else:
        through = relation.remote_field.through._default_manager
        rows = through.filter(**{relation.m2m_field_name(): models.OuterRef("pk")})
    return models.Exists(rows)
