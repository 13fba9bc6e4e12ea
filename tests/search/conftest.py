"""A corpus of texts in the database and in the index, for the tests of one module."""

import pytest
from django.db import transaction

from search.index import get_index
from tests.search import corpus


@pytest.fixture(scope="module")
def keys(django_db_setup, django_db_blocker):
    """The corpus, written once; the key of each page by its id. What a test writes beside it is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        pages = corpus.insert()
        get_index().put(type(page).objects.get(pk=page.pk) for page in pages.values())
        yield {page.pk: key for key, page in pages.items()}
        transaction.set_rollback(True)
