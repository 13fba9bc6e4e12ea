"""Transactional tests leave the database as the migrations made it. Run in random order, like all others."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection, transaction
from wagtail.models import Locale, Page

from cms.operations.models import DueWork
from tests import template_database
from tests.support import delete_past_the_gate

pytestmark = pytest.mark.django_db(transaction=True)


def assert_database_is_as_migrated():
    assert Page.objects.filter(depth=1).count() == 1
    assert Locale.objects.exists()
    assert Group.objects.exists()
    assert not DueWork.objects.exists()


def spoil_database():
    delete_past_the_gate(Page.objects.get(depth=1))
    Locale.objects.all().delete()
    Group.objects.all().delete()
    DueWork.objects.create(name="left behind")


# Each of these finds the database whole and leaves it spoilt: whichever runs after another proves the restoration.


def test_first_transactional_test_finds_what_migrations_made():
    assert_database_is_as_migrated()
    spoil_database()


def test_second_transactional_test_finds_what_migrations_made():
    assert_database_is_as_migrated()
    spoil_database()


@pytest.mark.django_db(transaction=False)
def test_ordinary_test_finds_what_migrations_made():
    assert_database_is_as_migrated()
    spoil_database()


@pytest.mark.django_db(transaction=False)
def test_another_ordinary_test_finds_what_migrations_made():
    assert_database_is_as_migrated()
    spoil_database()


def test_template_brings_rows_back_and_takes_new_ones_away():
    template = template_database.take(connection)
    spoil_database()
    template.restore()
    template.drop()
    assert_database_is_as_migrated()


def test_new_rows_get_the_same_ids_after_a_restoration():
    template = template_database.take(connection)
    first = DueWork.objects.create(name="one").pk
    template.restore()
    template.drop()
    assert DueWork.objects.create(name="one").pk == first


def test_restoration_works_while_another_thread_keeps_a_connection():
    template = template_database.take(connection)
    opened, finish = threading.Event(), threading.Event()

    def keep_a_connection():
        DueWork.objects.create(name="by the thread")
        opened.set()
        finish.wait(30)
        connection.close()

    thread = threading.Thread(target=keep_a_connection)
    thread.start()
    assert opened.wait(30)
    template.restore()
    finish.set()
    thread.join()
    template.drop()
    assert_database_is_as_migrated()


def test_threads_of_a_transactional_test_see_each_others_committed_rows():
    with transaction.atomic():
        DueWork.objects.create(name="by the test")
    seen = []

    def look():
        seen.extend(DueWork.objects.values_list("name", flat=True))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == ["by the test"]


def test_threads_that_write_at_once_wait_for_each_other():
    failures = []

    def write(thread: int):
        try:
            for number in range(10):
                with transaction.atomic():
                    DueWork.objects.create(name=f"{thread}-{number}-{DueWork.objects.count()}")
        except OperationalError as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert DueWork.objects.count() == 40
