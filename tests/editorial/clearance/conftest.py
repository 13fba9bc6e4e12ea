"""An article about a pupil that waits for the approvers."""

import pytest

from tests import factories
from tests.editorial import pupils


@pytest.fixture
def waiting(section, drafter):
    """An article about a pupil that waits for the approvers; nobody gave a basis."""
    return factories.submitted(section, drafter, pupils.article())


@pytest.fixture
def based(waiting, drafter):
    """The same with a basis."""
    pupils.give(waiting, drafter)
    return waiting
