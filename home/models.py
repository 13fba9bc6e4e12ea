"""Front page, information pages and site settings."""

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.media.models import CustomImage
from cms.pages.models import BasePage, BodyPage
from home.front_page import front_page


class HomePage(BasePage):
    """The front page of one language; the root of its tree."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.InfoPage",
        "newsroom.NewsIndexPage",
        "newsroom.AnnouncementIndexPage",
        "events.EventIndexPage",
    ]
    # One for each language.
    max_count = 2

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
        context["children"] = InfoPage.objects.child_of(self).visible().for_listing()
        return context


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting):
    """Who publishes the portal: header and footer."""

    agency_name = models.CharField(_("agency"), max_length=150, default="Sở Giáo dục và Đào tạo")
    agency_name_en = models.CharField(
        _("agency (English)"), max_length=150, default="Department of Education and Training"
    )
    parent_agency = models.CharField(_("superior agency"), max_length=150, blank=True)
    parent_agency_en = models.CharField(_("superior agency (English)"), max_length=150, blank=True)
    responsible_person = models.CharField(_("responsible person"), max_length=150, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    licence = models.TextField(_("copyright and licence"), max_length=600, blank=True)
    parent_portal_url = models.URLField(_("address of the provincial portal"), blank=True)
    emblem = models.ForeignKey(
        CustomImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("emblem")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("agency_name"),
                FieldPanel("agency_name_en"),
                FieldPanel("parent_agency"),
                FieldPanel("parent_agency_en"),
                FieldPanel("emblem"),
            ],
            heading=_("Header"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("responsible_person"),
                FieldPanel("address"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("licence"),
                FieldPanel("parent_portal_url"),
            ],
            heading=_("Footer"),
        ),
    ]

    class Meta:
        verbose_name = _("agency and contact")

    @property
    def name(self) -> str:
        """The agency's name in the language of the page."""
        return self.agency_name_en if get_language() == "en" else self.agency_name

    @property
    def parent(self) -> str:
        """The superior agency's name in the language of the page."""
        return self.parent_agency_en if get_language() == "en" else self.parent_agency
