"""Dashboard and explorer cost the same number of queries with thirty pages and with hundreds, or thousands.

`tests.benchmarks.approval_desk` prints what they cost.
"""

import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.editorial import desk
from tests import factories
from tests.waiting import add_waiting

FEW, MANY = 30, 3000 if os.environ.get("FULL_SIZES") else 300


def cost(client, user, address: str) -> int:
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.django_db
def test_many_pages_cost_the_same_queries_as_few(client, section, department, drafter, approver):
    people = {"drafter": drafter, "approver": approver}
    addresses = [reverse("wagtailadmin_home"), reverse("wagtailadmin_explore", args=[section.pk])]

    def costs() -> dict[str, list[int]]:
        return {who: [cost(client, user, address) for address in addresses] for who, user in people.items()}

    add_waiting(section, FEW, drafter, department)
    few = costs()
    for _step in range(3):
        add_waiting(factories.fresh(section), (MANY - FEW) // 3, drafter, department)
    assert desk.to_approve(approver).total == desk.submitted(drafter).total == MANY
    assert len(desk.to_approve(approver)) == desk.ROWS
    assert costs() == few
