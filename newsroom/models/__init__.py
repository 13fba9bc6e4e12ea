from newsroom.models.announcements import AnnouncementIndexPage, AnnouncementPage
from newsroom.models.imports import ImportedArticle
from newsroom.models.news import NewsIndexPage, NewsPage, RelatedItem

__all__ = [
    "AnnouncementIndexPage",
    "AnnouncementPage",
    "ImportedArticle",
    "NewsIndexPage",
    "NewsPage",
    "RelatedItem",
]
