"""Two people at the same moment, each in a transaction of their own, on PostgreSQL.

SQLite lets one writer in at a time, so there is nothing to race for.
"""

import os
import threading
from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from wagtail.models import PageViewRestriction, Task

from cms.editorial import audit, drafts
from cms.editorial.erasure import asking, carrying_out
from cms.editorial.four_eyes import Shown
from cms.editorial.models import PublicationRecord
from cms.editorial.review import proposals
from cms.editorial.roles import APPROVERS
from cms.pages.models import CatalogueEntry
from newsroom.models import NewsPage
from tests import factories

ROUNDS = 200 if os.environ.get("FULL_SIZES") else 10
EDITED = "Sửa trong lúc đang duyệt"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


@dataclass
class Outcome:
    """What became of one side of a race: whether it went through, and an error that is no refusal."""

    went_through: bool = False
    error: Exception | None = None


def race(*sides) -> list[Outcome]:
    """Run the functions at the same moment, each on a connection of its own; return what became of each."""
    start = threading.Barrier(len(sides))
    outcomes = [Outcome() for _side in sides]

    def run(side, outcome):
        try:
            start.wait()
            side()
            outcome.went_through = True
        except (PermissionDenied, ValidationError):
            pass
        except Exception as error:
            outcome.error = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in zip(sides, outcomes, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [outcome.error for outcome in outcomes] == [None] * len(sides)
    return outcomes


@pytest.fixture
def waiting(section, drafter):
    """A function that returns another page that waits for approval."""
    return lambda: factories.submitted(section, drafter)


def never_public_without_its_record(page) -> None:
    page = factories.fresh(page)
    if not page.live:
        return
    assert list(audit.faults_of([page])) == []
    record = PublicationRecord.objects.newest_of(page.pk)
    assert record.approver_id not in {*record.contributors, record.submitter_id}


def test_approving_against_editing(waiting, approver, second_approver):
    for _round in range(ROUNDS):
        page = waiting()

        def approve(page=page):
            drafts.approve(page, approver)

        def edit(pk=page.pk):
            draft = NewsPage.objects.get(pk=pk).get_latest_revision_as_object()
            draft.title = EDITED
            drafts.save_draft(draft, second_approver)

        _approved, edited = race(approve, edit)
        never_public_without_its_record(page)
        if edited.went_through:
            assert factories.fresh(page).get_latest_revision_as_object().title == EDITED
            assert factories.fresh(page).title != EDITED


def test_approving_against_withdrawing_from_review(waiting, approver, drafter):
    for _round in range(ROUNDS):
        page = waiting()
        state = page.current_workflow_state
        race(lambda page=page: drafts.approve(page, approver), lambda state=state: state.cancel(user=drafter))
        never_public_without_its_record(page)


def test_two_approvals(waiting, approver, second_approver):
    for _round in range(ROUNDS):
        page = waiting()
        outcomes = race(*(lambda who=who, page=page: drafts.approve(page, who) for who in (approver, second_approver)))
        assert sorted(outcome.went_through for outcome in outcomes) == [False, True]
        assert PublicationRecord.objects.filter(page_pk=page.pk).count() == 1
        never_public_without_its_record(page)


def test_approving_against_disabling_the_task(waiting, approver, superuser):
    for _round in range(ROUNDS):
        page = waiting()
        task = Task.objects.get(name=APPROVERS).specific
        race(lambda page=page: drafts.approve(page, approver), lambda task=task: task.deactivate(user=superuser))
        never_public_without_its_record(page)
        Task.objects.update(active=True)


def test_publishing_against_restricting_its_section(waiting, approver, section, client):
    for _round in range(ROUNDS):
        page = waiting()
        race(
            lambda page=page: drafts.approve(page, approver),
            lambda: PageViewRestriction.objects.create(page=section, restriction_type="login"),
        )
        assert not CatalogueEntry.objects.get(page_id=page.pk).is_public
        assert client.get(page.url).status_code == 302
        never_public_without_its_record(page)
        PageViewRestriction.objects.all().delete()


def test_approving_against_taking_down(section, drafter, approver, second_approver):
    for _round in range(ROUNDS):
        page = factories.published(section, drafter, by=approver)
        factories.edit(page, drafter, title=EDITED)
        drafts.submit(factories.fresh(page), drafter)
        page = factories.fresh(page)
        race(
            lambda page=page: drafts.approve(page, approver),
            lambda pk=page.pk: NewsPage.objects.get(pk=pk).unpublish(user=second_approver),
        )
        never_public_without_its_record(page)
        assert factories.fresh(page).get_latest_revision_as_object().title == EDITED


def test_approving_against_taking_proposed_words_over(waiting, approver, second_approver, drafter):
    for _round in range(ROUNDS):
        page = waiting()
        proposal = proposals.propose(page, second_approver, f"Nội dung của {page.title}", EDITED)
        seen = Shown.of(factories.fresh(page))
        approved, accepted = race(
            lambda page=page, seen=seen: drafts.approve(page, approver, shown=seen),
            lambda proposal=proposal: proposals.accept(proposal, drafter),
        )
        assert (approved.error, accepted.error) == (None, None)
        assert approved.went_through != accepted.went_through
        never_public_without_its_record(page)
        assert EDITED not in str(factories.fresh(page).body)


def test_an_erasure_agreed_to_by_two_taps(waiting, approver, second_approver, drafter):
    for number in range(ROUNDS):
        page = factories.published(waiting().get_parent(), drafter, approver, factories.news(f"Lò Văn Pâng {number}"))
        erasure = asking.ask(page, approver, reason="Theo đơn của gia đình", passages="Lò Văn Pâng")

        def agree(erasure=erasure):
            carrying_out.carry_out(asking.confirm(erasure, second_approver))

        outcomes = race(agree, agree)
        assert [outcome.error for outcome in outcomes] == [None, None]
        assert sorted(outcome.went_through for outcome in outcomes) == [False, True]
        assert "Pâng" not in factories.fresh(page).title
        never_public_without_its_record(page)
