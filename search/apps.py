from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from cms.pages import elsewhere, erasing
        from search import engine, signals

        signals.connect()
        elsewhere.register_index(engine.holding)
        erasing.register(engine.erase)
