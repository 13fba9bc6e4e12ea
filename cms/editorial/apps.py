from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "cms.editorial"
    label = "editorial"
    verbose_name = _("Editorial work")

    def ready(self):
        from cms.editorial import administration, audit, copies, signals
        from cms.operations import due

        signals.connect()
        administration.connect()
        copies.connect()
        due.register("audit publications", audit.nightly, every=timedelta(days=1), lease=timedelta(hours=6))
