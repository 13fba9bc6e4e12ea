"""What is due runs once, by one worker, whatever happens to the others."""

import datetime
import threading
from datetime import timedelta

import pytest
from django.db import connection

from cms.operations import due
from cms.operations.models import DueWork

NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
MINUTE = timedelta(minutes=1)


def counting_registry(every: timedelta = MINUTE, lease: timedelta = timedelta(minutes=30)):
    """A registry with one piece of work, and the list that grows whenever it runs."""
    registry, runs = due.Registry(), []
    registry.register("count", lambda: runs.append(1), every=every, lease=lease)
    return registry, runs


@pytest.mark.django_db
def test_work_that_never_ran_is_due():
    registry, runs = counting_registry(every=timedelta(days=1))
    assert registry.run_due(NOON) == ["count"]
    assert len(runs) == 1


@pytest.mark.django_db
def test_work_is_due_again_after_its_period_and_not_before():
    registry, runs = counting_registry(every=timedelta(hours=1))
    registry.run_due(NOON)
    assert registry.run_due(NOON + timedelta(minutes=59)) == []
    assert registry.run_due(NOON + timedelta(minutes=60)) == ["count"]
    assert len(runs) == 2


@pytest.mark.django_db
def test_worker_that_wakes_a_moment_early_skips_no_round():
    registry, _runs = counting_registry(every=MINUTE)
    registry.run_due(NOON)
    assert registry.run_due(NOON + timedelta(seconds=59.8)) == ["count"]


@pytest.mark.django_db
def test_start_and_end_are_kept():
    registry, _runs = counting_registry()
    registry.run_due(NOON)
    row = DueWork.objects.get(name="count")
    assert timedelta() <= row.last_started_at - NOON < MINUTE
    assert row.last_finished_at >= row.last_started_at
    assert row.locked_until is None


@pytest.mark.django_db
def test_work_that_fails_is_logged_stops_no_other_and_waits_for_its_next_round(caplog):
    registry, runs = due.Registry(), []

    def fail():
        runs.append("failing")
        raise RuntimeError("the printer is on fire")

    registry.register("failing", fail, every=MINUTE)
    registry.register("other", lambda: runs.append("other"), every=MINUTE)
    assert registry.run_due(NOON) == ["other"]
    assert "the printer is on fire" in caplog.text
    assert registry.run_due(NOON + timedelta(seconds=20)) == []
    registry.run_due(NOON + MINUTE)
    assert runs == ["failing", "other", "failing", "other"]


@pytest.mark.django_db
def test_what_a_killed_worker_left_is_taken_up_after_its_lease_even_in_the_middle_of_the_period():
    registry, runs = counting_registry(every=timedelta(days=1), lease=timedelta(minutes=10))
    DueWork.objects.create(name="count", last_started_at=NOON, locked_until=NOON + timedelta(minutes=10))
    assert registry.run_due(NOON + timedelta(minutes=9)) == []
    assert registry.run_due(NOON + timedelta(minutes=10)) == ["count"]
    assert len(runs) == 1


@pytest.mark.django_db
def test_worker_that_outlived_its_lease_does_not_free_the_work_of_the_next():
    registry = due.Registry()
    of_the_next = NOON + timedelta(hours=2)

    def take_too_long():
        DueWork.objects.filter(name="slow").update(locked_until=of_the_next)

    registry.register("slow", take_too_long, every=MINUTE)
    registry.run_due(NOON)
    assert DueWork.objects.get(name="slow").locked_until == of_the_next


@pytest.mark.django_db
def test_worker_stops_between_two_pieces():
    registry, runs = due.Registry(), []
    for name in ("first", "second"):
        registry.register(name, lambda name=name: runs.append(name), every=MINUTE)
    registry.run_due(NOON, stopping=lambda: bool(runs))
    assert runs == ["first"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_run_a_piece_once():
    registry, runs = due.Registry(), []
    started, finish = threading.Event(), threading.Event()

    def work():
        runs.append(1)
        started.set()
        finish.wait(30)

    registry.register("long", work, every=MINUTE)

    def first_worker():
        registry.run_due(NOON)
        connection.close()

    thread = threading.Thread(target=first_worker)
    thread.start()
    assert started.wait(30)
    assert registry.run_due(NOON + timedelta(minutes=5)) == []
    finish.set()
    thread.join()
    assert len(runs) == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_that_start_in_the_same_moment_run_a_piece_once():
    registry, runs = counting_registry()
    together = threading.Barrier(4)

    def worker():
        together.wait(30)
        registry.run_due(NOON)
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(runs) == 1


def test_period_below_a_minute_is_refused():
    with pytest.raises(ValueError, match="once a minute"):
        due.Registry().register("hurried", print, every=timedelta(seconds=59))


def test_name_of_other_work_is_refused_and_the_same_registration_twice_is_fine():
    registry = due.Registry()
    registry.register("mail", print, every=MINUTE)
    registry.register("mail", print, every=MINUTE)
    with pytest.raises(ValueError, match="registered"):
        registry.register("mail", len, every=MINUTE)
