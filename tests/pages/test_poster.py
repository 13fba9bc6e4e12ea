"""The poster: role and department, taken from the account and kept as text at first publication."""

import pytest

from cms.pages.models import CatalogueEntry
from tests.factories import draft, fresh, member_of, news, published
from tests.pages.builders import changed

DEPARTMENT = "Phòng Giáo dục thường xuyên – Giáo dục chuyên nghiệp"
POSTER = f"Chuyên viên – {DEPARTMENT}"


@pytest.fixture
def article(section, drafter, approver):
    return published(section, drafter, approver)


def test_poster_is_the_position_of_the_drafter_and_the_department(client, article):
    assert article.poster == POSTER
    assert POSTER in client.get(article.url).content.decode()


def test_poster_of_someone_without_position_is_the_department(section, department, approver):
    person = member_of(department, position="")
    assert published(section, person, approver).poster == DEPARTMENT


def test_draft_shows_what_its_poster_would_be_now(section, drafter, department):
    page = draft(section, drafter)
    department.name = "Phòng Giáo dục chuyên nghiệp"
    department.save()
    assert fresh(page).poster == "Chuyên viên – Phòng Giáo dục chuyên nghiệp"


def test_nothing_that_happens_to_people_and_departments_changes_what_was_published(
    client, article, drafter, department, other_department
):
    department.name, department.short_name = "Phòng Giáo dục chuyên nghiệp", "GDCN"
    department.successor = other_department
    department.save()
    drafter.position = "Phó Trưởng phòng"
    drafter.save()
    drafter.groups.set([other_department.group])
    assert fresh(article).poster == POSTER
    assert POSTER in client.get(article.url).content.decode()
    row = CatalogueEntry.objects.get(page_id=article.pk)
    assert (row.poster, row.department_name) == (POSTER, DEPARTMENT)


def test_poster_stays_when_the_article_is_corrected_later_by_a_colleague(article, department, colleague, approver):
    colleague.position = "Trưởng phòng"
    colleague.save()
    department.name = "Phòng Giáo dục chuyên nghiệp"
    department.save()
    corrected = changed(article, fresh(colleague), approver, title="Tin đã đính chính")
    assert corrected.title == "Tin đã đính chính"
    assert corrected.poster == POSTER


def test_imported_page_keeps_the_words_of_the_old_portal(section, drafter, approver):
    page = published(section, drafter, approver, news(imported_poster="Quản trị - Phòng GDTX"))
    assert page.poster == "Quản trị - Phòng GDTX"


def test_page_that_no_department_posts_has_no_poster(home):
    assert home.department is None
    assert home.poster == ""


def test_form_offers_no_field_for_the_poster(client, article, drafter):
    from tests.support import edit_address

    client.force_login(drafter)
    fields = client.get(edit_address(article)).context["form"].fields
    assert "title" in fields
    assert not {name for name in fields if "poster" in name}
