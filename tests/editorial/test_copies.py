"""Contributors travel with content, whatever way it is copied."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from cms.editorial import drafts
from cms.editorial.contributions import contributor_ids
from cms.editorial.four_eyes import NotFourEyes
from newsroom.models import NewsPage
from tests import factories


@pytest.fixture
def author(department):
    """A drafter who approves too."""
    user = factories.approver(username="ca-hai")
    user.groups.add(department.group)
    return factories.fresh(user)


@pytest.fixture
def source(section, author):
    return factories.draft(section, author, factories.news("Bài gốc"))


def the_copy() -> NewsPage:
    return NewsPage.objects.exclude(title="Bài gốc").get()


def test_who_wrote_a_page_does_not_approve_a_colleagues_copy_of_it(client, source, section, colleague, author):
    client.force_login(colleague)
    data = {"new_title": "Bài chép", "new_slug": "bai-chep", "new_parent_page": section.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[source.pk]), data)
    copy = the_copy()
    assert contributor_ids(copy) == {author.pk, colleague.pk}
    drafts.submit(copy, colleague)
    with pytest.raises(NotFourEyes):
        drafts.approve(factories.fresh(copy), author)


def test_a_copy_through_the_api_carries_them_too(client, source, section, colleague, author):
    client.force_login(colleague)
    data = {"destination_page_id": section.pk, "title": "Bài chép", "slug": "bai-chep", "keep_live": False}
    address = reverse("wagtailadmin_api:pages:action", args=[source.pk, "copy"])
    assert client.post(address, data, content_type="application/json").status_code == 201
    assert author.pk in contributor_ids(the_copy())


def test_a_copy_of_what_is_public_carries_who_wrote_it(section, author, approver, colleague):
    public = factories.published(section, author, by=approver, page=factories.news("Bài gốc"))
    public.copy(update_attrs={"slug": "bai-chep", "title": "Bài chép"}, keep_live=False, user=colleague)
    assert contributor_ids(the_copy()) == {author.pk, colleague.pk}


def test_pages_below_a_copied_section_carry_theirs(source, section, author, superuser):
    section.copy(recursive=True, update_attrs={"slug": "muc-chep"}, keep_live=False, user=superuser)
    copy = NewsPage.objects.exclude(pk=source.pk).get()
    assert author.pk in contributor_ids(copy)


def test_a_translation_carries_who_wrote_the_original(source, section, author, home):
    english = Locale.objects.get(language_code="en")
    section.copy_for_translation(english)
    translation = source.copy_for_translation(english)
    assert author.pk in contributor_ids(translation)
