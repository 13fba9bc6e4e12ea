from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Front page")

    def ready(self):
        from cms.editorial.story import letterhead
        from events.models import EventIndexPage
        from home import signals
        from home.letterhead import letterhead_of_site
        from home.models import HomePage
        from newsroom.models import AnnouncementIndexPage, NewsIndexPage

        # Sections stand below the front page, which they do not know.
        for section in (NewsIndexPage, AnnouncementIndexPage, EventIndexPage):
            section.parent_page_types = [HomePage, *section.parent_page_types]
        signals.connect()
        letterhead.register(letterhead_of_site)
