from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuideConfig(AppConfig):
    name = "cms.guide"
    label = "guide"
    verbose_name = _("Guide")

    def ready(self):
        # It registers the check.
        from cms.guide import checks  # noqa: F401
