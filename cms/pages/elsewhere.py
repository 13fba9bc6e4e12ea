"""Where else a wording stands, beside the page itself: its files, its address, its translations, drafts."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.editorial import wording
from cms.editorial.content_hash import used_files
from cms.editorial.erasure.content import stands_in_slug
from cms.editorial.models.departments import department_ids_of
from cms.editorial.wording import AT_MOST, Elsewhere
from cms.editorial.words_in_html import Words
from cms.media.models import CustomDocument, CustomImage
from cms.pages.models import CatalogueEntry
from cms.pages.visibility import drafts_seen_by, visible_in_admin
from cms.text.folding import fold

# How many of the newest drafts are looked through, and how many public pages that an index names.
DRAFTS = 100
CANDIDATES = 3 * AT_MOST

# What finds folded words in public pages: fn(folded) -> query of page ids. Above this package.
_indexes: list[Callable[[str], QuerySet]] = []


def connect() -> None:
    """Tell wording of all of these; called once from AppConfig.ready()."""
    for looker in (in_address, in_files, in_translations, in_public_pages, in_drafts):
        wording.register(looker)


def register_index(index: Callable[[str], QuerySet]) -> None:
    """Have `index(folded)` narrow down which public pages hold a wording."""
    if index not in _indexes:
        _indexes.append(index)


def edit_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def in_address(page, words: str, user) -> list[Elsewhere]:
    """The page's own address says it, in the form that addresses have."""
    if not page.slug or not stands_in_slug([words], page.slug):
        return []
    return [Elsewhere(_("Address of the page"), page.slug, edit_address(page))]


def in_files(page, words: str, user) -> list[Elsewhere]:
    """Titles, descriptions and names of the files that the page shows, and what is written inside documents."""
    used, looked_for, found = used_files(page), Words(words), []
    kinds = (
        (CustomImage.objects, _("Image"), "wagtailimages:edit", ("title", "description", "credit")),
        (CustomDocument.objects.select_related("words"), _("Document"), "wagtaildocs:edit", ("title", "filename")),
    )
    for files, kind, address, texts in kinds:
        ids = used.get(ContentType.objects.get_for_model(files.model).pk, ())
        for file in files.filter(pk__in=ids).order_by("pk"):
            said = [getattr(file, text) for text in texts] + words_in(file)
            if any(looked_for.hits(text, False) for text in said):
                found.append(Elsewhere(kind, file.title, reverse(address, args=[file.pk])))
    return found


def words_in(file: CustomImage | CustomDocument) -> list[str]:
    """Return the texts of the parts of a document, as far as the worker has read it."""
    words = getattr(file, "words", None)
    return [part["text"] for part in words.parts] if words else []


def in_translations(page, words: str, user) -> list[Elsewhere]:
    others = visible_in_admin(page.get_translations(), user).select_related("latest_revision")
    return _holding(others, words, _("Translation"))


def in_public_pages(page, words: str, user) -> list[Elsewhere]:
    """Public pages beside `page` and its translations; those of one's own department lead to the editor.

    The index knows neither marks nor case: what it finds is looked at itself.
    """
    folded = fold(words)
    named = Q(pk__in=[])
    for index in _indexes if folded else ():
        named |= Q(pk__in=index(folded))
    public = CatalogueEntry.objects.public().values("page_id")
    others = Page.objects.filter(named, pk__in=public).exclude(translation_key=page.translation_key)
    own, found = department_ids_of(user), []
    for other in others.order_by("-last_published_at", "-pk")[:CANDIDATES].specific():
        places = wording.find(other, words, rows=False)
        if places and len(found) < AT_MOST:
            address = edit_address(other) if other.department_id in own else other.url
            found.append(Elsewhere(_("Public page"), other.title, address, places[0].excerpt))
    return found


def in_drafts(page, words: str, user) -> list[Elsewhere]:
    """The newest drafts that the person may see."""
    drafts = Page.objects.filter(drafts_seen_by(user), Q(live=False) | Q(has_unpublished_changes=True))
    drafts = drafts.exclude(pk=page.pk).exclude(translation_key=page.translation_key).filter(depth__gt=1)
    newest = drafts.select_related("latest_revision").order_by("-latest_revision_created_at")[:DRAFTS]
    return _holding(newest, words, _("Draft"))


def _holding(pages, words: str, kind: str) -> list[Elsewhere]:
    """Those of `pages` whose draft holds `words`. The stored content is looked through: no object is made of it."""
    found = []
    for page in pages:
        content = page.latest_revision.content if page.latest_revision else {"title": page.title}
        if wording.scrub(content, [words], "")[1]:
            found.append(Elsewhere(kind, page.get_admin_display_title(), edit_address(page)))
            if len(found) == AT_MOST:
                break
    return found
