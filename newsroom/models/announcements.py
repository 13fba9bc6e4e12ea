"""Announcements: a line in the ticker while it is current, and a page in the archive for good."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.guide.fields import guided
from cms.pages.blocks import BODY_BLOCKS
from cms.pages.models import BasePage, BodyPage, SectionPage
from cms.pages.pagination import paginate
from cms.pages.querysets import PortalPageQuerySet
from cms.pages.words import words_of

USUAL_LIFE = timedelta(days=7)
URGENT_LIFE = timedelta(hours=72)
# How many other announcements stand beside one.
OTHERS = 5


def default_end():
    """Return the end an announcement has unless its drafter says otherwise."""
    return timezone.now() + USUAL_LIFE


class AnnouncementQuerySet(PortalPageQuerySet):
    """`now` is always an argument: what is current is a question of when."""

    def current(self, now):
        """Those whose time has begun and not ended at `now`."""
        return self.filter(shown_from__lte=now, shown_until__gt=now)

    def upcoming(self, now):
        return self.filter(shown_from__gt=now)

    def ended(self, now):
        return self.filter(shown_from__lte=now, shown_until__lte=now)

    def most_severe_first(self):
        """Most severe first, then newest."""
        severity = models.Case(
            *(models.When(severity=value, then=rank) for rank, value in enumerate(reversed(Severity.values))),
            output_field=models.IntegerField(),
        )
        return self.order_by(severity, "-shown_from", "-pk")


class Severity(models.TextChoices):
    NORMAL = "normal", _("Normal")
    IMPORTANT = "important", _("Important")
    URGENT = "urgent", _("Urgent")


class AnnouncementIndexPage(SectionPage):
    """The archive of announcements."""

    # The front page, which lies above, adds itself (home.apps).
    parent_page_types = []
    subpage_types = ["newsroom.AnnouncementPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("announcement section")
        verbose_name_plural = _("announcement sections")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        announcements = AnnouncementPage.objects.visible().in_section(self).for_listing().newest_first()
        context["items"] = paginate(request, announcements)
        return context


class AnnouncementPage(BasePage):
    """One announcement. Its title is the line that the ticker shows."""

    parent_page_types = ["newsroom.AnnouncementIndexPage"]
    subpage_types = []
    department_required = True

    severity = models.CharField(_("severity"), max_length=20, choices=Severity.choices, default=Severity.NORMAL)
    shown_from = models.DateTimeField(_("shown from"), default=timezone.now)
    shown_until = models.DateTimeField(_("shown until"), default=default_end)
    urgent_reason = models.TextField(
        _("reason for urgency"), max_length=600, blank=True, help_text=_("Needed for an urgent line; not public.")
    )
    linked_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("leads to"),
        help_text=_("Leave empty to lead to the announcement's own page."),
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("body"))

    objects = PageManager.from_queryset(AnnouncementQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel(
            "severity",
            help_text=guided(
                _("Urgent is for what cannot wait: a storm, a flood, a warning of fraud."),
                "soan-thong-bao#chọn-mức-độ",
            ),
        ),
        FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")]),
        FieldPanel("urgent_reason"),
        BodyPage.body_panel,
        MultiFieldPanel([FieldPanel("linked_page"), *BasePage.more_panels], heading=_("More"), classname="collapsed"),
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("shown_until")]

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")

    def clean(self):
        super().clean()
        if not self.shown_from or not self.shown_until:
            return
        if self.shown_until <= self.shown_from:
            raise ValidationError({"shown_until": _("An announcement ends after it begins.")})
        if self.severity == Severity.URGENT:
            self._check_urgency()

    def _check_urgency(self):
        if not self.urgent_reason.strip():
            raise ValidationError({"urgent_reason": _("An urgent announcement needs a reason.")})
        if self.shown_until - self.shown_from > URGENT_LIFE:
            raise ValidationError({"shown_until": _("An urgent announcement ends within 72 hours.")})

    @property
    def is_urgent(self) -> bool:
        return self.severity == Severity.URGENT

    def is_current_at(self, now) -> bool:
        return self.shown_from <= now < self.shown_until

    @property
    def is_current(self) -> bool:
        return self.is_current_at(timezone.now())

    @property
    def line_url(self) -> str:
        """Where the line leads: the linked page while citizens may read it, else the announcement's own page."""
        linked = self.linked_page
        if linked and getattr(linked, "catalogue_entry", None) and linked.catalogue_entry.is_public:
            return linked.url
        return self.url

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        others = AnnouncementPage.objects.visible().in_locale(self.locale_id).exclude(pk=self.pk).for_listing()
        context["others"] = list(others.filter(shown_from__lte=timezone.now()).newest_first()[:OTHERS])
        return context

    def search_text(self) -> str:
        return " ".join(filter(None, [super().search_text(), words_of(self.body)]))
