"""The front pages and the sections that a new portal begins with."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.editorial.founding import found
from cms.editorial.roles import apply_roles
from events.models import EventIndexPage
from home.models import HomePage
from newsroom.models import AnnouncementIndexPage, NewsIndexPage, TopicIndexPage

# (page type, title, slug, whether it stands in the menu) of the sections that every portal has.
SECTIONS = (
    (NewsIndexPage, "Tin hoạt động", "tin-hoat-dong", True),
    (AnnouncementIndexPage, "Thông báo", "thong-bao", True),
    (EventIndexPage, "Sự kiện", "su-kien", True),
    # Readers come to a topic from its articles.
    (TopicIndexPage, "Dòng sự kiện", "dong-su-kien", False),
)


@transaction.atomic
def found_site(founder, confirmer, title: str = "Trang chủ", title_en: str = "Home") -> HomePage:
    """Make the front pages of both languages, the first sections and the site; return the Vietnamese front page.

    Idempotent: what is there already stays as it is. Raises PermissionDenied unless the two people are two.
    """
    root = Page.objects.get(depth=1)
    home = _home(root, "vi", title, founder, confirmer)
    english = _home(root, "en", title_en, founder, confirmer)
    if english.translation_key != home.translation_key:
        english.translation_key = home.translation_key
        english.save(update_fields=["translation_key"])
    for model, name, slug, in_menu in SECTIONS:
        if not model.objects.child_of(home).exists():
            found(home, model(title=name, slug=slug, show_in_menus=in_menu), founder, confirmer)
    if not Site.objects.exists():
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        Site.objects.create(
            hostname=address.hostname,
            port=address.port or (443 if address.scheme == "https" else 80),
            root_page=home,
            is_default_site=True,
            site_name=settings.WAGTAIL_SITE_NAME,
        )
    apply_roles()
    return home


def _home(root: Page, language: str, title: str, founder, confirmer) -> HomePage:
    locale = Locale.objects.get(language_code=language)
    existing = HomePage.objects.filter(locale=locale).first()
    if existing:
        return existing
    slug = "home" if language == "vi" else f"home-{language}"
    return found(root, HomePage(title=title, slug=slug, locale=locale), founder, confirmer)
