"""The front pages and sections of the sample site, and who may post where."""

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import Page

from cms.editorial.drafts import approve, save_draft, submit
from cms.editorial.founding import found
from cms.editorial.models import Department
from events.models import EventIndexPage
from home.models import HomePage
from home.sample.content import Content
from newsroom.models import AnnouncementIndexPage, NewsIndexPage, TopicIndexPage

INDEX_PAGES = {
    "news": NewsIndexPage,
    "announcements": AnnouncementIndexPage,
    "events": EventIndexPage,
    "topics": TopicIndexPage,
}


def front_page(language: str) -> HomePage:
    """Return the front page of the language."""
    return HomePage.objects.get(locale__language_code=language)


def section(slug: str, language: str = "vi") -> Page:
    """Return the section with this (Vietnamese) slug, or its translation."""
    original = Page.objects.descendant_of(front_page("vi")).get(slug=slug, depth__gt=2)
    return Page.objects.get(translation_key=original.translation_key, locale__language_code=language).specific


def founders(content: Content) -> tuple:
    """Return the two people who found the site."""
    people = get_user_model().objects.in_bulk(field_name="username")
    return tuple(people[content.site["founding"][role]] for role in ("founder", "confirmer"))


@transaction.atomic
def make_section(content: Content, row: dict) -> None:
    """Found the section and its translation, unless they are there; what is there gets its introduction."""
    model = INDEX_PAGES[row["kind"]]
    parent = section(row["parent"]) if "parent" in row else front_page("vi")
    page = model.objects.child_of(parent).filter(slug=row["slug"]).first()
    if page is None:
        page = model(show_in_menus=True, **{name: row[name] for name in _texts(row)})
        page = found(parent, page, *founders(content))
    elif not page.intro:
        _introduce(content, page, row["intro"])
    if "english_slug" in row:
        _make_translation(content, page, row)


def grant_sections(content: Content) -> None:
    """Let the departments post to their sections; one that is granted more by hand keeps it."""
    for department in Department.objects.all():
        slugs = [row["slug"] for row in content.site["sections"] if department.short_name in row["departments"]]
        department.sections.add(*(section(slug).pk for slug in slugs))


def _texts(row: dict) -> set[str]:
    return {"title", "slug", "short_title", "intro"} & row.keys()


def _introduce(content: Content, page: Page, intro: str) -> None:
    """The founder edits, the confirmer approves: the way any change to a public page goes."""
    founder, confirmer = founders(content)
    draft = page.get_latest_revision_as_object()
    draft.intro = intro
    save_draft(draft, founder)
    submit(draft, founder)
    approve(draft, confirmer)


def _make_translation(content: Content, original: Page, row: dict) -> None:
    home = front_page("en")
    if type(original).objects.child_of(home).filter(translation_key=original.translation_key).exists():
        return
    page = type(original)(
        title=row["english_title"],
        slug=row["english_slug"],
        intro=row["english_intro"],
        locale=home.locale,
        translation_key=original.translation_key,
        show_in_menus=True,
    )
    found(home, page, *founders(content))
