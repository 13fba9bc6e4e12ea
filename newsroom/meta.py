"""What articles and announcements say of themselves to machines."""

from cms.pages.meta.facts import Facts
from newsroom.models import AnnouncementPage, NewsPage


def of_news(page: NewsPage) -> Facts:
    source = "; ".join(filter(None, [page.source_name, page.source_url]))
    return Facts(
        article="NewsArticle",
        authors=(page.author_name,) if page.author_name else (),
        creators=tuple(filter(None, [page.author_name, page.author_unit])) or _office(page),
        subjects=lambda: [topic.title for topic in page.public_topics],
        source=source,
        published=page.listed_at,
        modified=page.last_published_at,
    )


def of_announcement(page: AnnouncementPage) -> Facts:
    return Facts(article="Article", creators=_office(page), published=page.listed_at, modified=page.last_published_at)


def _office(page) -> tuple[str, ...]:
    """Return the department as it was called when the page was first published."""
    name = page.entry.department_name if page.entry else ""
    return (name,) if name else ()
