"""Keeps the catalogue in step with what is public. Called where a page is made, published, taken down or moved."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from cms.editorial.models import PublicationRecord
from cms.media import publicity
from cms.media.models import CustomDocument, CustomImage
from cms.pages import share_images
from cms.pages.models import BasePage, BodyPage, CatalogueEntry
from cms.pages.models.catalogue import TITLE_KEY_LENGTH
from cms.reading import generation
from cms.text.sorting import sort_key


def enter(page: BasePage) -> None:
    """Make the row of a new page, or bring up to date what counts before publication: departments, order of titles."""
    known_before = {"department_id": page.department_id, "title_key": sort_key(page.title)[:TITLE_KEY_LENGTH]}
    entry, _made = CatalogueEntry.objects.update_or_create(
        page_id=page.pk, defaults=known_before, create_defaults=_shape(page) | known_before
    )
    entry.co_departments.set(page.co_departments.all())


@transaction.atomic
def page_published(page: BasePage) -> None:
    """Bring the row of a page that has just been published up to date; freeze its poster the first time.

    Its files are public from now on, and those it no longer shows are not.
    """
    # Locked before the restrictions are read: one that is being made now waits, or is seen.
    entry = CatalogueEntry.objects.select_for_update().get(page_id=page.pk)
    for name, value in _shape(page).items():
        setattr(entry, name, value)
    entry.department_id = page.department_id
    entry.listed_at = page.shown_at or page.first_published_at
    entry.is_public = page.live and not _restrictions_on(page.path).exists()
    record = PublicationRecord.objects.newest_of(page.pk)
    entry.is_migrated = entry.is_migrated or record.route == PublicationRecord.Route.MIGRATION
    entry.awaits_confirmation = record.route == PublicationRecord.Route.FORCED
    entry.renditions_made = False
    entry.links_due = True
    if isinstance(page, BodyPage):
        entry.cover, entry.cover_alt = page.cover_image, page.cover_alt_text[:250]
    if page.live and not entry.department_name and page.department:
        entry.poster = page.imported_poster if getattr(page, "imported_poster", "") else page.current_poster()
        entry.department_name = page.department.name
    share_images.outdate(entry, page)
    entry.save()
    # Upstream: children that the publication removed are still in the index, which is written before they go.
    ReferenceIndex.create_or_update_for_object(page)
    uses = _uses_of(CatalogueEntry.objects.public().filter(page_id=page.pk))
    publicity.page_shows(page.pk, [use[1] for use in uses if use[1]], [use[2] for use in uses if use[2]])
    generation.rise()


def page_confirmed(page_pk: int) -> None:
    """Take the flag of an emergency off: a second person agreed."""
    CatalogueEntry.objects.filter(page_id=page_pk).update(awaits_confirmation=False)
    generation.rise()


@transaction.atomic
def subtree_changed(page: Page) -> None:
    """Bring the rows of `page` and all below it up to date after a move, a privacy change or a withdrawal.

    The files of these pages follow. A constant number of queries, whatever the size of the subtree.
    """
    rows = CatalogueEntry.objects.filter(page__path__startswith=page.path)
    hidden = Q(page__live=False)
    for path in PageViewRestriction.objects.filter(_related(page.path)).values_list("page__path", flat=True):
        hidden |= Q(page__path__startswith=path)
    back = rows.exclude(hidden).filter(is_public=False)
    uses = _uses_of(back)
    back.update(is_public=True)
    rows.filter(hidden).update(is_public=False)
    share_images.forget(rows.filter(is_public=False))
    if not page.live:
        # Its name is drawn on the pictures of what stays public below it.
        share_images.forget(CatalogueEntry.objects.filter(section_id=page.pk))
    publicity.pages_shown(uses)
    publicity.pages_hidden(rows.filter(is_public=False).values("page_id"))
    parent = page.get_parent()
    if parent:
        # The section is drawn on the share image too.
        CatalogueEntry.objects.filter(page_id=page.pk).update(section_id=parent.pk, share_image_due=True)
    generation.rise()


def _uses_of(entries: QuerySet) -> list[publicity.Use]:
    """Return what the pages of these rows show of files, by Wagtail's reference index. Covers are among it."""
    types = ContentType.objects.get_for_models(Page, CustomImage, CustomDocument)
    references = ReferenceIndex.objects.filter(
        base_content_type=types[Page],
        object_id__in=entries.values(pk_as_text=Cast("page_id", CharField())),
        to_content_type__in=[types[CustomImage], types[CustomDocument]],
    ).values_list("object_id", "to_content_type_id", "to_object_id")
    return [
        (int(page), int(file), None) if kind == types[CustomImage].pk else (int(page), None, int(file))
        for page, kind, file in references
    ]


def _shape(page: BasePage) -> dict:
    parent = page.get_parent()
    return {
        "kind": page._meta.model_name,
        "locale_id": page.locale_id,
        "section_id": parent.pk if parent else None,
        "label": page.breadcrumb_label,
    }


def _restrictions_on(path: str):
    """Restrictions on the page at `path` or on one above it."""
    paths = [path[:length] for length in range(Page.steplen, len(path) + 1, Page.steplen)]
    return PageViewRestriction.objects.filter(page__path__in=paths)


def _related(path: str) -> Q:
    """Restrictions above, on or below the page at `path`."""
    above = [path[:length] for length in range(Page.steplen, len(path) + 1, Page.steplen)]
    return Q(page__path__in=above) | Q(page__path__startswith=path)
