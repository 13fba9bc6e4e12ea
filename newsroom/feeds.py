"""Which of our lists have feeds beside those of sections: departments, topics."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import get_language

from newsroom import archive, departments


def of_department(slug: str) -> tuple[str, QuerySet]:
    """Return name and articles of the department at this address, newest first. Raises Http404 without one."""
    office = departments.department_at(slug)
    if office is None:
        raise Http404
    return office.name, archive.articles(get_language()).filter(department_id=office.pk).newest_first()
