from newsroom.models.announcements import AnnouncementIndexPage, AnnouncementPage
from newsroom.models.batches import MigrationBatch, MigrationItem, SampleOpening
from newsroom.models.imports import ImportedArticle
from newsroom.models.news import NewsIndexPage, NewsPage, RelatedItem
from newsroom.models.topics import TopicIndexPage, TopicPage

__all__ = [
    "AnnouncementIndexPage",
    "AnnouncementPage",
    "ImportedArticle",
    "MigrationBatch",
    "MigrationItem",
    "NewsIndexPage",
    "NewsPage",
    "RelatedItem",
    "SampleOpening",
    "TopicIndexPage",
    "TopicPage",
]
