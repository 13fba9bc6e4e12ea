"""Events: dated happenings. The calendar stands on these."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.pages.models import BasePage, BodyPage, SectionPage
from cms.pages.pagination import paginate
from cms.pages.querysets import PortalPageQuerySet

# How many other events stand beside one.
OTHERS = 5


class EventQuerySet(PortalPageQuerySet):
    """Past, ongoing and upcoming partition time: at any `now` each event is in exactly one of them."""

    def upcoming(self, now):
        """Not begun at `now`, the nearest first."""
        return self.filter(starts_at__gt=now).order_by("starts_at", "pk")

    def ongoing(self, now):
        """Begun and not over at `now`, the one that ends first."""
        return self.filter(starts_at__lte=now, ends_at__gt=now).order_by("ends_at", "pk")

    def not_over(self, now):
        """Ongoing and upcoming at `now`, in this order and each in its own."""
        begun = models.Q(starts_at__lte=now)
        return self.filter(ends_at__gt=now).order_by(
            models.Case(models.When(begun, then=0), default=1),
            models.Case(models.When(begun, then="ends_at"), default="starts_at"),
            "pk",
        )

    def past(self, now):
        """Over at `now`, the latest first."""
        return self.filter(starts_at__lte=now, ends_at__lte=now).order_by("-starts_at", "-pk")


class EventIndexPage(SectionPage):
    """The events of the department."""

    # The front page, which lies above, adds itself (home.apps).
    parent_page_types = []
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("event section")
        verbose_name_plural = _("event sections")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        events = EventPage.objects.visible().in_section(self).for_listing()
        context |= {
            "ongoing": list(events.ongoing(now)),
            "upcoming": list(events.upcoming(now)),
            "past": paginate(request, events.past(now)),
        }
        return context


class EventPage(BodyPage):
    """One dated happening."""

    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    department_required = True

    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"), db_index=True)
    all_day = models.BooleanField(_("all day"), default=False)
    place = models.CharField(_("place"), max_length=250, blank=True)
    organiser = models.CharField(_("organiser"), max_length=250, blank=True)

    objects = PageManager.from_queryset(EventQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("all_day"),
        FieldPanel("place"),
        FieldPanel("organiser"),
        FieldPanel("summary"),
        BodyPage.body_panel,
        BodyPage.cover_panel,
        MultiFieldPanel([*BasePage.more_panels, BodyPage.attachments_panel], heading=_("More"), classname="collapsed"),
    ]

    search_fields = [*BodyPage.search_fields, index.FilterField("starts_at")]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("An event ends after it begins.")})

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        others = EventPage.objects.visible().in_locale(self.locale_id).exclude(pk=self.pk).for_listing()
        context["others"] = list(others.not_over(timezone.now())[:OTHERS])
        return context

    def search_text(self) -> str:
        return " ".join([super().search_text(), self.place, self.organiser])
