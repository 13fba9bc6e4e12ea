from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self):
        from cms.editorial import compose
        from events.models import EventPage

        compose.register(compose.Composable(EventPage, _("Write an event"), "calendar", order=30))
