from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self):
        from cms.editorial import compose, desk, erasure
        from cms.guide import places as guide
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
        from_word = {"label": _("Write from a Word file"), "icon": "upload", "form": "compose_from_word"}
        compose.register(compose.Composable(NewsPage, order=70, **from_word))
        compose.register(compose.Composable(AnnouncementPage, order=71, **from_word))
        compose.register(compose.Composable(TopicPage, _("Propose a topic"), "folder-open-inverse", order=90))
        desk.register_ending(ticker.lines_ending)
        guide.register_pages("soan-tin#4-điền-biểu-mẫu", "newsroom.newspage")
        guide.register_pages("soan-thong-bao#các-bước", "newsroom.announcementpage")
        guide.register_pages("soan-tin#dòng-sự-kiện", "newsroom.topicpage")
        guide.register("quan-tri#chuyển-bài-từ-cổng-cũ", "moving_in:*")
        erasure.register(erasing.erase)
        facts.register(NewsPage, meta.of_news)
        places.register_kind("newspage", is_news=True)
        places.register_kind("announcementpage")
        places.register_section(TopicPage, TopicPage.entries)
        places.register_view("department_news", feeds.of_department)
        facts.register(AnnouncementPage, meta.of_announcement)
        due.register("publish moved articles", migration.publish_decided, every=timedelta(minutes=1))
