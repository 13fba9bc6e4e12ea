"""Warnings about a draft come from every package that registers some."""

import pytest

from cms.editorial.review import warnings
from cms.editorial.review.warnings import ReviewWarning
from tests import factories

pytestmark = pytest.mark.django_db


def test_every_package_warns_with_a_code(section, drafter):
    page = factories.draft(section, drafter, factories.news("HỘI THI VẼ TRANH"))
    found = warnings.of(page.get_latest_revision_as_object())
    assert {"title-in-capitals", "no-summary"} <= {warning.code for warning in found}
    assert all(isinstance(warning, ReviewWarning) and warning.text for warning in found)
