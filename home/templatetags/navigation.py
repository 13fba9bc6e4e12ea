"""Menu, site settings and languages, for base.html. Kept per generation: most requests ask the database nothing."""

from dataclasses import dataclass, field, replace

from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from cms.pages.sites import locale_id
from cms.reading import generation
from home.models import HomePage, SiteSettings

register = template.Library()


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu: `label`, `url`, `is_active` for the open branch, `children` one level down."""

    label: str
    url: str
    is_active: bool = False
    children: list["MenuItem"] = field(default_factory=list)


@dataclass(frozen=True)
class LanguageLink:
    """Where the page stands in another language, or else that language's front page.

    `is_translation`: `url` is the same page's address and not the front page in its place.
    """

    code: str
    label: str
    url: str
    is_current: bool
    is_translation: bool = False


@register.simple_tag(takes_context=True)
def main_menu(context) -> list[MenuItem]:
    """Return the menu of the page's language: public pages marked for menus, two levels of the tree."""
    path = context["request"].path if "request" in context else ""
    language = get_language()
    menu = generation.kept(f"menu:{language}", lambda: _menu(language))
    return [_marked(item, path) for item in menu]


@register.simple_tag(takes_context=True)
def site_settings(context) -> SiteSettings:
    """Return who publishes the portal."""
    return SiteSettings.kept()


@register.simple_tag(takes_context=True)
def language_links(context) -> list[LanguageLink]:
    """Return one link per language: to the public translation of the page, else to the front page."""
    current = get_language()
    page = context.get("page")
    key = page.translation_key if page else None
    homes = generation.kept("homes", _homes)
    found = generation.kept(f"translations:{key}", lambda: _translations(key)) if key else {}
    return [
        LanguageLink(code, label, found.get(code) or homes[code], code == current, code in found)
        for code, label in settings.LANGUAGES
        if code in homes
    ]


def _menu(language: str) -> list[MenuItem]:
    home = HomePage.objects.visible().in_locale(locale_id(language)).first()
    if not home:
        return []
    pages = (
        Page.objects.descendant_of(home)
        .filter(show_in_menus=True, catalogue_entry__is_public=True, depth__lte=home.depth + 2)
        .select_related("catalogue_entry")
        .order_by("path")
    )
    top, below = [], {}
    for page in pages:
        if page.depth == home.depth + 1:
            top.append(page)
        else:
            below.setdefault(page.path[: -Page.steplen], []).append(page)
    return [_item(page, [_item(child) for child in below.get(page.path, [])]) for page in top]


def _marked(item: MenuItem, path: str) -> MenuItem:
    """Return `item` with the branch marked that the address `path` lies in."""
    children = [_marked(child, path) for child in item.children]
    return replace(item, is_active=path.startswith(item.url), children=children)


def _item(page: Page, children: list[MenuItem] | None = None) -> MenuItem:
    return MenuItem(page.catalogue_entry.label, page.url, children=children or [])


def _homes() -> dict[str, str]:
    homes = HomePage.objects.visible().select_related("locale")
    return {home.locale.language_code: home.url for home in homes}


def _translations(key) -> dict[str, str]:
    pages = Page.objects.filter(translation_key=key, catalogue_entry__is_public=True).select_related("locale")
    return {page.locale.language_code: page.url for page in pages}
