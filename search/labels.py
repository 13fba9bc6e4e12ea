"""What the values of filters are called where readers see them."""

from collections.abc import Iterable
from functools import cache

from django.apps import apps
from django.utils.translation import gettext as _

from cms.editorial.models import Department
from cms.pages.models import BasePage, CatalogueEntry
from cms.reading import generation


@cache
def kinds() -> dict[str, type[BasePage]]:
    """Return every type of page by the name that the index knows it by."""
    return {model._meta.model_name: model for model in apps.get_models() if issubclass(model, BasePage)}


def kind_label(kind: str) -> str:
    model = kinds().get(kind)
    return _capital(str(model._meta.verbose_name)) if model else ""


def section_labels(ids: Iterable[int]) -> dict[int, str]:
    """Return what those of these sections are called that every reader may know of. One query."""
    rows = CatalogueEntry.objects.public().filter(page_id__in=set(ids))
    return dict(rows.values_list("page_id", "label"))


def department_labels() -> dict[int, str]:
    """Return the names of all departments. Kept per generation."""
    return generation.kept("search:departments", lambda: dict(Department.objects.values_list("pk", "name")))


def school_year_label(year: int) -> str:
    return _("School year %(first)s–%(second)s") % {"first": year, "second": year + 1}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
