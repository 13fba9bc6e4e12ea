"""Front page, information pages and site settings."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.editorial.models import Department
from cms.pages.models import BasePage, BodyPage
from home.blocks import FRONT_BLOCK_COUNTS, FRONT_BLOCKS
from home.front_page import front_page
from home.site_settings import SiteSettings

__all__ = ["ContactPage", "HomePage", "InfoPage", "SiteSettings"]


class HomePage(BasePage):
    """The front page of one language; the root of its tree."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.InfoPage",
        "home.ContactPage",
        "newsroom.NewsIndexPage",
        "newsroom.AnnouncementIndexPage",
        "newsroom.TopicIndexPage",
        "events.EventIndexPage",
    ]
    # One for each language.
    max_count = 2

    composition = StreamField(
        FRONT_BLOCKS,
        block_counts=FRONT_BLOCK_COUNTS,
        blank=True,
        verbose_name=_("what the front page shows"),
        help_text=_(
            "Left empty, it shows the latest news, announcements, events, what is read most, and news by section. "
            "A block that has nothing to show is left out."
        ),
    )

    content_panels = [*Page.content_panels, FieldPanel("composition"), BasePage.more_panel]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | front_page(self, timezone.now())


class InfoPage(BodyPage):
    """A page that stays: about, contact, structure. Nests."""

    parent_page_types = ["home.HomePage", "home.InfoPage"]
    subpage_types = ["home.InfoPage"]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["children"] = InfoPage.objects.visible().in_section(self).for_listing()
        return context


class ContactPage(BodyPage):
    """How to reach the agency and its departments. What it says of the agency are the site's settings."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    answered_by = models.CharField(
        _("who answers citizens"),
        max_length=200,
        blank=True,
        help_text=_("The office or person responsible for answering, and how soon."),
    )
    show_departments = models.BooleanField(
        _("list the departments"),
        default=True,
        help_text=_("With the telephone and e-mail that the administrators entered."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("answered_by"),
        FieldPanel("show_departments"),
        FieldPanel("body"),
        BodyPage.cover_panel,
        MultiFieldPanel([*BasePage.more_panels, BodyPage.attachments_panel], heading=_("More"), classname="collapsed"),
    ]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.show_departments:
            context["departments"] = Department.objects.active(timezone.localdate())
        return context

    def search_text(self) -> str:
        return " ".join(filter(None, [super().search_text(), self.answered_by]))
