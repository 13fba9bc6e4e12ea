"""A department makes its group, its collection and its grants; its members work on its pages and no other's."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from cms.editorial import drafts
from cms.editorial.founding import found
from cms.editorial.models import Department
from cms.editorial.roles import ROLES, apply_roles
from newsroom.models import NewsIndexPage, NewsPage
from tests import factories
from tests.support import add_address, create_news, edit_address, news_form

pytestmark = pytest.mark.django_db


def test_a_new_department_has_group_collection_and_grants(department, section):
    granted = GroupPagePermission.objects.filter(group=department.group, permission__codename="add_page")
    assert section.pk in granted.values_list("page_id", flat=True)
    on_collection = GroupCollectionPermission.objects.filter(group=department.group, collection=department.collection)
    assert set(on_collection.values_list("permission__codename", flat=True)) == set(ROLES[0].collection_permissions)
    assert department.group.permissions.filter(codename="access_admin").exists()


def test_renaming_a_department_renames_its_group_and_its_collection(department):
    department.name = "Phòng Giáo dục thường xuyên"
    department.save()
    department.refresh_from_db()
    assert department.group.name == "Phòng Giáo dục thường xuyên"
    assert department.collection.name == "Phòng Giáo dục thường xuyên"


def test_taking_a_section_away_takes_its_grant_away(department, section):
    department.sections.remove(section)
    assert not GroupPagePermission.objects.filter(group=department.group, page=section).exists()


def test_a_head_is_a_member(department):
    head = factories.UserFactory()
    department.heads.add(head)
    assert head.groups.filter(pk=department.group_id).exists()


def test_a_department_is_never_deleted(department):
    with pytest.raises(PermissionDenied):
        department.delete()


def test_applying_the_roles_again_changes_nothing_and_takes_back_what_was_given_by_hand(department):
    before = _grants()
    apply_roles()
    assert _grants() == before
    group = Group.objects.get(name="Ban Biên tập")
    page = NewsIndexPage.objects.first()
    GroupPagePermission.objects.create(group=group, page=page, permission_type="change")
    call_command("apply_roles", stdout=StringIO())
    assert _grants() == before


def _grants():
    return (
        sorted(GroupPagePermission.objects.values_list("group__name", "page_id", "permission__codename")),
        sorted(GroupCollectionPermission.objects.values_list("group__name", "collection_id", "permission__codename")),
    )


def test_a_drafter_adds_pages_only_in_the_departments_sections(client, home, department, drafter, section):
    elsewhere = factories_section(home, "Mục khác")
    client.force_login(drafter)
    assert client.get(add_address(section, NewsPage)).status_code == 200
    assert client.get(add_address(elsewhere, NewsPage)).status_code == 302
    create_news(client, elsewhere, title="Lạc mục")
    assert not elsewhere.get_children().exists()
    with pytest.raises(PermissionDenied):
        drafts.create_draft(elsewhere, factories.news(), drafter)


def factories_section(home, title: str) -> NewsIndexPage:
    """Return a public section to which no department may post."""
    section = NewsIndexPage(title=title)
    return found(home, section, factories.UserFactory(), factories.UserFactory())


def test_a_new_page_gets_the_drafters_department_by_itself(client, section, department, drafter):
    client.force_login(drafter)
    response = create_news(client, section, title="Tin của phòng")
    assert response.status_code == 302
    assert NewsPage.objects.get(title="Tin của phòng").department == department


def test_a_member_of_several_departments_chooses(client, section, department, other_department):
    user = factories.member_of(department, other_department)
    client.force_login(user)
    assert 'name="department"' in client.get(add_address(section, NewsPage)).content.decode()
    create_news(client, section, title="Của phòng kia", department=str(other_department.pk))
    assert NewsPage.objects.get(title="Của phòng kia").department == other_department
    with pytest.raises(ValidationError):
        drafts.create_draft(section, factories.news("Không chọn"), user)


def test_a_drafter_cannot_post_for_another_department(client, section, drafter, other_department):
    client.force_login(drafter)
    create_news(client, section, title="Mạo danh", department=str(other_department.pk))
    assert NewsPage.objects.get(title="Mạo danh").department != other_department
    with pytest.raises(PermissionDenied):
        drafts.create_draft(section, factories.news("Mạo danh", department=other_department), drafter)


def test_a_colleague_edits_the_departments_drafts_and_a_stranger_does_not(
    client, section, drafter, colleague, stranger
):
    page = factories.draft(section, drafter)
    history = reverse("wagtailadmin_pages:history", args=[page.pk])
    preview = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    for user, status in ((colleague, 200), (stranger, 404)):
        client.force_login(user)
        assert client.get(edit_address(page)).status_code == status
        assert client.get(preview).status_code == status
        assert client.get(history).status_code == status


def test_a_department_that_shares_a_page_edits_it(section, drafter, stranger, other_department):
    page = factories.news()
    page.co_departments = [other_department]
    page = factories.draft(section, drafter, page)
    assert factories.edit(page, stranger, title="Cùng sửa").get_latest_revision_as_object().title == "Cùng sửa"


def test_a_drafter_uses_the_departments_images_and_not_anothers(client, department, other_department, drafter):
    own = factories.picture("Ảnh của phòng", collection=department.collection)
    other = factories.picture("Ảnh phòng khác", collection=other_department.collection)
    client.force_login(drafter)
    listed = client.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    assert own.title in listed
    assert other.title not in listed
    assert client.get(reverse("wagtailimages:edit", args=[own.pk])).status_code == 200
    assert client.get(reverse("wagtailimages:edit", args=[other.pk])).status_code == 302


def test_someone_who_left_the_department_no_longer_edits_their_old_pages(client, section, drafter, department):
    page = factories.draft(section, drafter)
    drafter.groups.remove(department.group)
    client.force_login(factories.fresh(drafter))
    assert client.get(edit_address(page)).status_code == 302


@pytest.mark.parametrize("who", ["drafter", "colleague", "stranger", "approver", "administrator", "superuser"])
def test_tester_and_policy_agree_about_editing(who, request, section, drafter, stranger):
    from wagtail.models import Page
    from wagtail.permissions import policy_registry

    user = request.getfixturevalue(who)
    pages = [
        factories.draft(section, drafter),
        factories.draft(section, stranger, factories.news("Tin phòng khác")),
        section,
    ]
    policy = policy_registry.get_by_type(Page)
    listed = set(policy.instances_user_has_permission_for(user, "change").values_list("pk", flat=True))
    for page in map(factories.fresh, pages):
        may = page.permissions_for_user(user).can_edit()
        assert may == policy.user_has_permission_for_instance(user, "change", page)
        assert may == (page.pk in listed)
        assert may == policy.users_with_permission_for_instance("change", page).filter(pk=user.pk).exists()


def test_granting_a_section_grants_its_translation(home, section, department, superuser):
    from wagtail.models import Locale

    english = Locale.objects.get(language_code="en")
    translated = section.copy_for_translation(english)
    assert GroupPagePermission.objects.filter(group=department.group, page_id=translated.pk).exists()


def test_administrators_make_departments_in_the_admin_and_drafters_do_not(client, administrator, drafter, section):
    address = reverse("departments:add")
    client.force_login(drafter)
    assert client.get(address).status_code == 302
    client.force_login(administrator)
    assert client.get(address).status_code == 200
    data = {"name": "Văn phòng Sở", "short_name": "VP", "sections": [section.pk], "active_until": "", "successor": ""}
    assert client.post(address, data).status_code == 302
    made = Department.objects.get(short_name="VP")
    assert made.group.name == "Văn phòng Sở"
    assert GroupPagePermission.objects.filter(group=made.group, page=section).exists()


def test_a_department_cannot_take_the_name_of_a_role(client, administrator):
    client.force_login(administrator)
    data = {"name": "Ban Biên tập", "short_name": "BBT", "active_until": "", "successor": ""}
    response = client.post(reverse("departments:add"), data)
    assert set(response.context_data["form"].errors) == {"name"}


def test_who_may_open_the_editor_may_preview_there_and_a_stranger_may_not(
    client, section, drafter, colleague, approver, stranger
):
    page = factories.submitted(section, drafter)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    for user, status in ((colleague, 200), (approver, 200), (stranger, 404)):
        client.force_login(user)
        assert client.post(preview, news_form(title="Xem trước")).status_code == status
