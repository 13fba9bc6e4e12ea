"""Keeps the catalogue in step with what is public. Called where a page is made, published, taken down or moved."""

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from cms.pages.models import BasePage, BodyPage, CatalogueEntry
from cms.reading import generation


def enter(page: BasePage) -> None:
    """Make the row of a new page, or bring its departments up to date: these count before publication too."""
    entry, _made = CatalogueEntry.objects.update_or_create(
        page_id=page.pk,
        defaults={"department_id": page.department_id},
        create_defaults=_shape(page) | {"department_id": page.department_id},
    )
    entry.co_departments.set(page.co_departments.all())


def page_published(page: BasePage) -> None:
    """Bring the row of a page that has just been published up to date; freeze its poster the first time."""
    entry = CatalogueEntry.objects.get(page_id=page.pk)
    for name, value in _shape(page).items():
        setattr(entry, name, value)
    entry.department_id = page.department_id
    entry.listed_at = page.shown_at or page.first_published_at
    entry.is_public = page.live and not _restrictions_on(page.path).exists()
    if isinstance(page, BodyPage):
        entry.renditions_made = False
        entry.cover, entry.cover_alt = page.cover_image, page.cover_alt_text[:250]
    if page.live and not entry.department_name and page.department:
        entry.poster = page.imported_poster if getattr(page, "imported_poster", "") else page.current_poster()
        entry.department_name = page.department.name
    entry.save()
    generation.rise()


def subtree_changed(page: Page) -> None:
    """Bring the rows of `page` and all below it up to date after a move, a privacy change or a withdrawal.

    A constant number of queries, whatever the size of the subtree.
    """
    rows = CatalogueEntry.objects.filter(page__path__startswith=page.path)
    hidden = Q(page__live=False)
    for path in PageViewRestriction.objects.filter(_related(page.path)).values_list("page__path", flat=True):
        hidden |= Q(page__path__startswith=path)
    rows.filter(hidden).update(is_public=False)
    rows.exclude(hidden).update(is_public=True)
    parent = page.get_parent()
    if parent:
        CatalogueEntry.objects.filter(page_id=page.pk).update(section_id=parent.pk)
    generation.rise()


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
