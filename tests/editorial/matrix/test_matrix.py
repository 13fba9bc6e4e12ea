"""Role × route × kind of page × state: nothing becomes public unless somebody who had no hand in it approved it.

Every cell is a line of `decisions`; here each of them is taken, and what became of it compared.
"""

from collections import Counter

import pytest
from django.db import transaction

from tests.editorial.matrix import code_routes, outcomes, review_routes, world  # noqa: F401 - it registers its routes
from tests.editorial.matrix.routes import ROUTES
from tests.editorial.matrix.table import DECISIONS, Table

pytestmark = pytest.mark.django_db

# Who acts where no permission is asked: the account goes to the log, and counts as a hand in it.
SOME_ROLES = ("nobody", "author", "approver", "super")
NO_ACCOUNT = ("nobody",)


@pytest.fixture(scope="module")
def everybody(django_db_setup, django_db_blocker):
    """The world and what is stored in it, for all cells: each is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build()
        yield made, outcomes.look()
        transaction.set_rollback(True)


@pytest.mark.parametrize("table", DECISIONS, ids=lambda table: table.name)
def test_every_cell_is_as_decided(table: Table, everybody):
    made, before = everybody
    wrong = []
    for route in table.routes:
        for kind in table.kinds:
            for state, decided in table.cells.items():
                for role, word in decided.items():
                    became = outcomes.taken(made, before, ROUTES[route], role, kind, state)
                    if became != word:
                        wrong.append(f"{route} by {role}, {kind} {state}: decided {word}, became {became}")
    assert not wrong, "\n".join(wrong)


def test_the_cells_leave_no_trace(everybody):
    made, before = everybody
    outcomes.taken(made, before, ROUTES["approve"], "approver", "news", "waiting")
    assert outcomes.look() == before


def test_no_cell_is_skipped():
    assert sum(table.size for table in DECISIONS) >= 500
    decided = Counter(
        (route, kind, state)
        for table in DECISIONS
        for route in table.routes
        for kind in table.kinds
        for state in table.cells
    )
    assert [cell for cell, times in decided.items() if times > 1] == []
    assert {route for route, _kind, _state in decided} == ROUTES.keys()
    for table in DECISIONS:
        assert table.roles in {world.ROLES, SOME_ROLES, NO_ACCOUNT}, table.name
        assert set(table.routes) <= code_routes.NAMES or table.roles == world.ROLES, table.name
    made = {(kind, state) for kind, states in world.KINDS.items() for state in states}
    assert {(kind, state) for _route, kind, state in decided} == made | {("news", world.NEW)}


def test_every_state_is_decided_about_by_the_routes_that_publish():
    for route in ("form_publish", "approve"):
        states = {
            state for table in DECISIONS if route in table.routes and "news" in table.kinds for state in table.cells
        }
        assert states == {*world.STATES}


def test_every_word_is_in_the_legend():
    used = {word for table in DECISIONS for decided in table.cells.values() for word in decided.values()}
    assert used <= outcomes.LEGEND.keys()


def test_only_the_approving_become_public_and_only_the_forcing_are_flagged():
    """The rule, said once more about the tables themselves."""
    for table in DECISIONS:
        for state, decided in table.cells.items():
            for role, word in decided.items():
                if word == "PUBLIC":
                    assert role in {"approver", "super"} or "clock" in table.routes, (table.name, state, role)
                if word == "FLAGGED":
                    assert {*table.routes} <= {"force", "emergency_force"}, (table.name, state, role)
