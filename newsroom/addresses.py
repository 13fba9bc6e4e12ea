"""Addresses of lists that are not in the tree, below the front page of each language."""

from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from newsroom import lists


class MonthConverter:
    """The number of a month, with a zero in front where it has one digit; found without as well."""

    regex = "[0-9]{1,2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:02d}"


class YearConverter:
    """A year of four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")

urlpatterns = [
    path(_("archive/"), lists.archive, name="archive"),
    path(_("archive/<year:year>/"), lists.archive, name="archive_year"),
    path(_("archive/<year:year>/<month:month>/"), lists.archive_month, name="archive_month"),
    path(_("departments/"), lists.departments, name="departments"),
    path(_("departments/<slug:slug>/"), lists.department_news, name="department_news"),
    path(_("most-read/"), lists.most_read, name="most_read"),
]
