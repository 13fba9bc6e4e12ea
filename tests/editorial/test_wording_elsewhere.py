"""Where else a wording stands, as far as the person may know, each with the way to where it is changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from cms.editorial import wording
from cms.media.models import DocumentWords
from tests import factories
from tests.pages.builders import committed, small_picture

WORDS = "Trường THPT Suối Mây"


@pytest.fixture
def page(section, drafter, approver):
    image = small_picture(f"Sân {WORDS}")
    body = [("image", {"image": image}), ("documents", {"documents": [factories.document(f"Đơn của {WORDS}")]})]
    with committed():
        return factories.published(section, drafter, approver, factories.news(WORDS, body=body))


def kinds(page, user) -> list[tuple[str, str]]:
    return sorted((str(place.kind), place.title) for place in wording.elsewhere(page, WORDS, user))


def test_files_address_translations_other_pages_and_drafts_are_named(
    page, section, drafter, colleague, approver, other_department
):
    with committed():
        factories.published(section, drafter, approver, factories.news("Tin công khai", summary=f"Ở {WORDS} hôm nay"))
        # The index takes these for the same.
        factories.published(section, drafter, approver, factories.news("truong thpt suoi may"))
    factories.draft(section, colleague, factories.news(f"Nháp về {WORDS}"))
    english = Locale.objects.get(language_code="en")
    section.copy_for_translation(english)
    page.copy_for_translation(english)
    found = wording.elsewhere(factories.fresh(page), WORDS, drafter)
    assert {place.title for place in found} >= {
        page.slug, f"Sân {WORDS}", f"Đơn của {WORDS}", "Tin công khai", f"Nháp về {WORDS}"
    }  # fmt: skip
    assert "truong thpt suoi may" not in {place.title for place in found}
    assert len([place for place in found if place.address == reverse("wagtailadmin_pages:edit", args=[page.pk])]) == 1
    assert all(place.address for place in found)


def test_what_is_written_inside_a_document_is_found(section, drafter):
    document = factories.document("Đơn xin học")
    body = [("documents", {"documents": [document]})]
    page = factories.draft(section, drafter, factories.news("Tuyển sinh", body=body))
    assert kinds(page, drafter) == []
    parts = [{"kind": "page", "number": 1, "text": f"Kính gửi\n{WORDS}", "name": "", "inside": ""}]
    DocumentWords.objects.filter(document=document).update(parts=parts)
    assert [title for _kind, title in kinds(page, drafter)] == ["Đơn xin học"]


def test_drafts_that_one_may_not_see_are_not_named(page, section, drafter, stranger):
    factories.draft(section, drafter, factories.news(f"Nháp kín về {WORDS}"))
    assert f"Nháp kín về {WORDS}" not in {title for _kind, title in kinds(page, stranger)}


@pytest.mark.parametrize("nothing", ["", "  ", "…", "không đâu có", "x" * 10_000])
def test_what_stands_nowhere_is_nowhere(page, drafter, nothing):
    assert wording.elsewhere(page, nothing, drafter) == []


def test_it_costs_the_same_with_3_pages_and_with_30(page, section, drafter, approver):
    def cost() -> int:
        user, fresh = factories.fresh(drafter), factories.fresh(page)
        with CaptureQueriesContext(connection) as captured:
            wording.elsewhere(fresh, WORDS, user)
        return len(captured)

    def more(number: int) -> None:
        for _number in range(number):
            with committed():
                factories.published(section, drafter, approver, factories.news(f"Tin về {WORDS}"))
            factories.draft(section, drafter, factories.news(f"Nháp về {WORDS}"))

    more(3)
    cost()
    three = cost()
    more(22)
    assert cost() == three
    assert len([place for place in wording.elsewhere(page, WORDS, drafter) if "Tin về" in place.title]) == 20
