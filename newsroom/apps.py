from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self):
        from cms.editorial import compose, desk, erasure
        from cms.operations import due
        from cms.pages.feeds import places
        from cms.pages.meta import facts
        from newsroom import erasing, feeds, meta, migration, ticker
        from newsroom.models import AnnouncementPage, NewsPage, TopicPage

        compose.register(compose.Composable(NewsPage, _("Write news"), "doc-full", order=10))
        announcements = compose.Composable(
            AnnouncementPage, _("Write an announcement"), "info-circle", order=20, for_approvers=True
        )
        compose.register(announcements)
        compose.register(compose.Composable(TopicPage, _("Propose a topic"), "folder-open-inverse", order=90))
        desk.register_ending(ticker.lines_ending)
        erasure.register(erasing.erase)
        facts.register(NewsPage, meta.of_news)
        places.register_kind("newspage", is_news=True)
        places.register_kind("announcementpage")
        places.register_section(TopicPage, TopicPage.entries)
        places.register_view("department_news", feeds.of_department)
        facts.register(AnnouncementPage, meta.of_announcement)
        due.register("publish moved articles", migration.publish_decided, every=timedelta(minutes=1))
