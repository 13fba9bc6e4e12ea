"""The explorer answers every role, at every level of the tree."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["drafter", "approver", "administrator", "superuser"])
def test_the_explorer_answers_every_role(who, request, client, home, section, drafter, approver):
    factories.draft(section, drafter)
    factories.published(section, drafter, by=approver, page=factories.news("Tin đã đăng"))
    client.force_login(request.getfixturevalue(who))
    for page in (home, section):
        assert client.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:search"), {"q": "tin"}).status_code == 200
