"""Sections: pages that list what stands below them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.pages.models.base import BasePage


class SectionPage(BasePage):
    """Abstract. A title, an introduction, and the list of what stands below."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), BasePage.more_panel]

    class Meta:
        abstract = True

    def search_text(self) -> str:
        return f"{super().search_text()} {self.intro}"
