"""The generation: what is kept for readers is old as soon as anything they may see has changed."""

import time

import pytest

from cms.reading import generation
from cms.reading.models import Generation
from home.models import SiteSettings
from tests.factories import draft, edit, news
from tests.pages.builders import changed, committed, move, public, restrict, take_down


@pytest.fixture
def article(section, department):
    return public(section, news(department=department))


def number() -> int:
    generation.forget()
    return generation.current()


def test_what_is_kept_is_built_once_in_a_generation(home):
    built = []

    def build():
        built.append(len(built))
        return built[-1]

    assert [generation.kept("test", build) for _time in range(3)] == [0, 0, 0]
    with committed():
        generation.rise()
    assert [generation.kept("test", build) for _time in range(2)] == [1, 1]


def test_generation_rises_after_the_commit_and_not_before(home):
    before = number()
    with committed():
        generation.rise()
        assert number() == before
    assert number() == before + 1


def test_publication_withdrawal_move_privacy_and_settings_raise_it(home, section, article, drafter, approver):
    changes = [
        lambda: changed(article, drafter, approver, title="Tiêu đề khác"),
        lambda: changed(article, drafter, approver, slug="ten-khac"),
        lambda: restrict(section),
        lambda: section.view_restrictions.get().delete(),
        lambda: move(article, public(section, type(section)(title="Khối"))),
        lambda: take_down(article),
        lambda: SiteSettings.objects.create(site=home.get_site(), phone="0215 382 5000"),
    ]
    for change in changes:
        before = number()
        with committed():
            change()
        assert number() > before


def test_drafts_leave_it_alone(section, drafter, article):
    before = number()
    with committed():
        edit(article, drafter, title="Chưa duyệt")
        draft(section, drafter)
    assert number() == before


def test_another_process_is_noticed_within_a_second(home, section):
    restrict(section)
    before = number()
    Generation.objects.update(number=before + 5)
    assert generation.current() == before
    time.sleep(generation.FRESH_FOR)
    assert generation.current() == before + 5


def test_number_costs_at_most_one_query_a_second(home, django_assert_num_queries):
    generation.forget()
    with django_assert_num_queries(1):
        for _time in range(5):
            generation.current()
