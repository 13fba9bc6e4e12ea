from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self):
        from cms.editorial import compose, desk, erasure
        from cms.operations import due
        from newsroom import erasing, migration, ticker
        from newsroom.models import AnnouncementPage, NewsPage

        compose.register(compose.Composable(NewsPage, _("Write news"), "doc-full", order=10))
        announcements = compose.Composable(
            AnnouncementPage, _("Write an announcement"), "info-circle", order=20, for_approvers=True
        )
        compose.register(announcements)
        desk.register_ending(ticker.lines_ending)
        erasure.register(erasing.erase)
        due.register("publish moved articles", migration.publish_decided, every=timedelta(minutes=1))
