from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "cms.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self):
        from cms.operations import due, housekeeping, outbox
        from cms.operations.admin_search import history
        from cms.operations.outbox import delivery
        from cms.operations.translations import labels

        labels.name_fields()
        history.connect()
        minute, hour, day = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
        due.register("publish scheduled pages", housekeeping.publish_scheduled_pages, every=minute)
        due.register("remove expired sessions", housekeeping.remove_expired_sessions, every=day)
        due.register("refresh statistics", housekeeping.refresh_statistics, every=hour)
        # Messages are claimed one by one: another round may begin before this one is over.
        due.register("deliver mail", delivery.deliver_due, every=minute, lease=minute)
        due.register("forget old mail", outbox.forget_old, every=day)
