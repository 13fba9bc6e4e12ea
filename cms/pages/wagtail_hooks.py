"""Registers what the admin's forms need of pages."""

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import SlugInput

from cms.pages.slug_formatters import SLUG_FORMATTERS


class PortalSlugInput(SlugInput):
    """Makes the same slug while a title is typed as the server would (cms.text.slugs)."""

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, formatters=SLUG_FORMATTERS)


register_form_field_override(models.SlugField, override={"widget": PortalSlugInput})
