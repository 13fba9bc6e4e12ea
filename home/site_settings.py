"""Site settings: who publishes the portal. Administrators alone change them, and each change leaves a record."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.media.models import CustomImage
from cms.pages.renditions import read_ahead
from cms.reading import generation
from home.addresses import origin, validate_secure

_IN_ENGLISH = _("For the English pages. Left empty, they show the Vietnamese words.")


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting):
    """Who publishes the portal: header, footer, contact page, and what the state asks to be shown."""

    agency_name = models.CharField(_("agency"), max_length=150, default="Sở Giáo dục và Đào tạo")
    agency_name_en = models.CharField(
        _("agency (English)"), max_length=150, default="Department of Education and Training"
    )
    parent_agency = models.CharField(_("superior agency"), max_length=150, blank=True)
    parent_agency_en = models.CharField(_("superior agency (English)"), max_length=150, blank=True)
    emblem = models.ForeignKey(
        CustomImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("emblem")
    )
    responsible_person = models.CharField(
        _("responsible person"),
        max_length=150,
        blank=True,
        help_text=_("Who answers for the content of the portal: the name, without the title."),
    )
    responsible_title = models.CharField(_("title of the responsible person"), max_length=150, blank=True)
    responsible_title_en = models.CharField(
        _("title of the responsible person (English)"), max_length=150, blank=True, help_text=_IN_ENGLISH
    )
    address = models.CharField(_("address"), max_length=250, blank=True)
    address_en = models.CharField(_("address (English)"), max_length=250, blank=True, help_text=_IN_ENGLISH)
    map_url = models.URLField(
        _("address of the map"),
        max_length=500,
        blank=True,
        validators=[validate_secure],
        help_text=_("Where the agency stands, for example on openstreetmap.org. Shown as a link; no map is loaded."),
    )
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    hotline = models.CharField(
        _("hotline"), max_length=60, blank=True, help_text=_("For what citizens report or complain about.")
    )
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    working_hours = models.CharField(_("working hours"), max_length=250, blank=True)
    working_hours_en = models.CharField(_("working hours (English)"), max_length=250, blank=True, help_text=_IN_ENGLISH)
    licence = models.TextField(_("copyright and licence"), max_length=600, blank=True)
    licence_en = models.TextField(
        _("copyright and licence (English)"), max_length=600, blank=True, help_text=_IN_ENGLISH
    )
    parent_portal_url = models.URLField(_("address of the provincial portal"), blank=True)
    measuring_script_url = models.URLField(
        _("address of the measuring code"),
        max_length=500,
        blank=True,
        validators=[validate_secure],
        help_text=_(
            "The script that the state's measuring office gave out, beginning with https://. It runs on every page."
        ),
    )
    label_image = models.ForeignKey(
        CustomImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("label of the state"),
    )
    label_name = models.CharField(
        _("words of the label"),
        max_length=150,
        blank=True,
        help_text=_("What the label says, for those who do not see it."),
    )
    label_url = models.URLField(
        _("address of the label"), max_length=500, blank=True, help_text=_("Where the label can be checked.")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("agency_name"),
                FieldPanel("agency_name_en"),
                FieldPanel("parent_agency"),
                FieldPanel("parent_agency_en"),
                FieldPanel("parent_portal_url"),
                FieldPanel("emblem"),
            ],
            heading=_("Agency"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("responsible_person"),
                FieldPanel("responsible_title"),
                FieldPanel("responsible_title_en"),
                FieldPanel("licence"),
                FieldPanel("licence_en"),
            ],
            heading=_("Responsibility and copyright"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("Shown in the footer of every page and on the contact page.")),
                FieldPanel("address"),
                FieldPanel("address_en"),
                FieldPanel("map_url"),
                FieldPanel("phone"),
                FieldPanel("hotline"),
                FieldPanel("fax"),
                FieldPanel("email"),
                FieldPanel("working_hours"),
                FieldPanel("working_hours_en"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("Loaded and shown only when filled in.")),
                FieldPanel("measuring_script_url"),
                FieldPanel("label_image"),
                FieldPanel("label_name"),
                FieldPanel("label_url"),
            ],
            heading=_("The state's measuring code and label"),
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = _("agency and contact")

    @classmethod
    def kept(cls) -> "SiteSettings":
        """Return the settings of the site, as they are stored in this generation; unsaved ones where there are none."""
        return generation.kept("settings", cls._stored)

    @classmethod
    def _stored(cls) -> "SiteSettings":
        # Not for_site(): it would write a row in a reader's GET.
        rows = cls.objects.filter(site__is_default_site=True).select_related("emblem", "label_image")
        settings = rows.first() or cls()
        read_ahead([settings.emblem, settings.label_image], "emblem", "label")
        return settings

    @property
    def measuring_script(self) -> str:
        """The address of the measuring code; '' without one, and for any that no policy could name."""
        return self.measuring_script_url if origin(self.measuring_script_url) else ""

    @property
    def name(self) -> str:
        """The agency's name in the language of the page."""
        return self._in_language("agency_name")

    @property
    def parent(self) -> str:
        """The superior agency's name in the language of the page; '' where it has none there."""
        return self.parent_agency_en if get_language() == "en" else self.parent_agency

    @property
    def responsible(self) -> str:
        """Who answers for the portal: name and title, in the language of the page."""
        return ", ".join(filter(None, [self.responsible_person, self._in_language("responsible_title")]))

    @property
    def place(self) -> str:
        """The postal address in the language of the page."""
        return self._in_language("address")

    @property
    def hours(self) -> str:
        """The working hours in the language of the page."""
        return self._in_language("working_hours")

    @property
    def copyright(self) -> str:
        """Copyright and licence in the language of the page."""
        return self._in_language("licence")

    def _in_language(self, name: str) -> str:
        """Return the field `name` in the language of the page, in Vietnamese where it has no English words."""
        return (get_language() == "en" and getattr(self, f"{name}_en")) or getattr(self, name)
