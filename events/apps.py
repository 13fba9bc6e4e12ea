from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self):
        from cms.editorial import compose
        from cms.guide import places as guide
        from cms.pages.feeds import places
        from cms.pages.meta import facts
        from events.meta import of_event
        from events.models import EventPage

        compose.register(compose.Composable(EventPage, _("Write an event"), "calendar", order=30))
        guide.register_pages("soan-su-kien#các-bước", "events.eventpage")
        facts.register(EventPage, of_event)
        places.register_kind("eventpage")
