from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    name = "cms.reading"
    label = "reading"
    verbose_name = _("Reading")

    def ready(self):
        from cms.operations import due
        from cms.reading import searches, views_spool

        due.register("roll up views", views_spool.roll_up, every=timedelta(minutes=1))
        due.register("roll up searches", searches.roll_up, every=timedelta(minutes=1))
        due.register("forget rare searches", searches.forget, every=timedelta(days=1))
