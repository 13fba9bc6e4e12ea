"""What the worker does by the clock for the database itself."""

import pytest
from django.db import connection

from cms.operations import due
from cms.operations.housekeeping import refresh_statistics


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="other databases keep count by themselves")
def test_statistics_say_how_many_rows_there_are(section):
    refresh_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'wagtailcore_page' AND idx LIKE '%slug%'")
        [(counts,)] = cursor.fetchall()
        cursor.execute("SELECT COUNT(*) FROM wagtailcore_page")
        [(rows,)] = cursor.fetchall()
    assert int(counts.split()[0]) == rows > 1


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite does not keep count by itself")
def test_a_database_that_keeps_count_is_left_alone(django_assert_num_queries):
    with django_assert_num_queries(0):
        refresh_statistics()


def test_statistics_are_due():
    assert "refresh statistics" in due.registry._jobs
