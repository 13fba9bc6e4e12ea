"""The generator of measurements goes through the gate too, and never into a database that people publish in."""

import pytest

from cms.editorial import audit
from cms.editorial.models import PublicationRecord
from newsroom.models import NewsPage
from tests import factories
from tests.benchmarks.generate_articles import HoldsRealPages, generate, prepare


def test_generated_articles_are_public_with_records_of_their_own_route(client, home):
    section = prepare()
    generate(section, 7)
    generate(section, 3)
    assert NewsPage.objects.live().count() == 10
    assert PublicationRecord.objects.filter(route="benchmark").count() == 10
    assert audit.run().findings == []
    page = NewsPage.objects.last()
    assert client.get(page.url).status_code == 200
    assert page.title in client.get(section.url).content.decode()
    assert not NewsPage.find_problems()[0]


def test_a_database_that_people_publish_in_is_refused(section, drafter, approver):
    factories.published(section, drafter, by=approver)
    with pytest.raises(HoldsRealPages):
        prepare()
