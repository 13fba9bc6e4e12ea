from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    name = "cms.reading"
    label = "reading"
    verbose_name = _("Reading")

    def ready(self):
        from cms.operations import due
        from cms.reading import views_spool

        due.register("roll up views", views_spool.roll_up, every=timedelta(minutes=1))
