"""Inspectors read, on the days of their term, what is or was public and its records; never a draft."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from cms.editorial import drafts, emergency
from cms.editorial.four_eyes import Shown
from cms.editorial.models import AdministrativeRecord, InspectionTerm, PublicationRecord
from cms.editorial.roles import INSPECTORS
from cms.editorial.story import inspection
from cms.pages.inspection import InspectionForm, rows_of
from tests import factories
from tests.support import create_news, post_edit

pytestmark = pytest.mark.django_db

WHEN = {"before": (1, 5), "during": (0, 0), "last day": (-3, 0), "after": (-5, -1)}


def term(person, begins: int, ends: int) -> InspectionTerm:
    """Grant `person` a term from `begins` to `ends`, in days from today."""
    today = timezone.localdate()
    return InspectionTerm.objects.create(
        user=person, valid_from=today + timedelta(days=begins), valid_until=today + timedelta(days=ends)
    )


@pytest.fixture
def inspector(home):
    """Somebody whose term is current."""
    person = factories.UserFactory(username="thanhtra")
    term(person, 0, 3)
    return factories.fresh(person)


@pytest.fixture
def public(section, drafter, approver):
    return factories.published(section, drafter, by=approver, page=factories.news("Tin công khai"))


@pytest.fixture
def withdrawn(section, drafter, approver):
    """It was public; since then somebody drafts something else in it."""
    page = factories.published(section, drafter, by=approver, page=factories.news("Từng công khai"))
    page.unpublish(user=approver)
    return factories.edit(page, drafter, title="Tiêu đề chưa ai duyệt")


def addresses_of(page) -> list[str]:
    record = PublicationRecord.objects.filter(page_pk=page.pk).exclude(route="withdrawal").first()
    return [
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("public_version", args=[record.pk]),
        reverse("public_version_page", args=[record.pk]),
        reverse("approval_sheet", args=[page.pk]),
    ]


def lists() -> list[str]:
    return [reverse("inspection"), reverse("administrative_records")]


def test_an_inspector_reads_what_is_and_was_public(client, inspector, public, withdrawn):
    client.force_login(inspector)
    for address in [*addresses_of(public), *addresses_of(withdrawn), *lists()]:
        response = client.get(address)
        assert response.status_code == 200, address
        assert "Tiêu đề chưa ai duyệt" not in response.content.decode(), address


@pytest.mark.parametrize("when", ["before", "after"])
def test_outside_of_the_term_nothing_is_read(client, when, public, section, drafter):
    person = factories.UserFactory()
    person.groups.add(Group.objects.get(name=INSPECTORS))
    term(person, *WHEN[when])
    client.force_login(factories.fresh(person))
    for address in [*addresses_of(public), *lists()]:
        assert client.get(address).status_code in {302, 404}, address
    dashboard = client.get(reverse("wagtailadmin_home"))
    assert [panel.template_name for panel in dashboard.context["panels"]] == ["editorial/story/panel.html"]


def test_the_group_without_a_term_gives_nothing(client, home, public):
    person = factories.UserFactory()
    person.groups.add(Group.objects.get(name=INSPECTORS))
    client.force_login(factories.fresh(person))
    for address in [*addresses_of(public), *lists()]:
        assert client.get(address).status_code in {302, 404}, address
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize(("when", "may"), [("before", False), ("during", True), ("last day", True), ("after", False)])
def test_a_term_holds_from_its_first_to_its_last_day(home, when, may):
    person = factories.UserFactory()
    term(person, *WHEN[when])
    assert inspection.is_inspector(factories.fresh(person)) is may


def test_a_deactivated_inspector_is_none(inspector):
    inspector.is_active = False
    inspector.save()
    assert not inspection.is_inspector(factories.fresh(inspector))


def test_no_draft_is_read(client, inspector, section, drafter, approver, public):
    draft = factories.draft(section, drafter, factories.news("Bản nháp kín"))
    waiting = factories.published(
        section, drafter, by=approver, page=factories.news("Hẹn giờ", go_live_at=timezone.now() + timedelta(days=2))
    )
    factories.edit(public, drafter, title="Tiêu đề mới chưa duyệt")
    client.force_login(inspector)
    for page in (draft, waiting):
        for name in ("wagtailadmin_pages:history", "approval_sheet", "wagtailadmin_pages:edit", "full_log"):
            assert client.get(reverse(name, args=[page.pk])).status_code == 404, name
    record = PublicationRecord.objects.newest_of(waiting.pk)
    assert client.get(reverse("public_version", args=[record.pk])).status_code == 404
    listed = client.get(reverse("inspection")).content.decode()
    for words in ("Bản nháp kín", "Hẹn giờ", "Tiêu đề mới chưa duyệt"):
        assert words not in listed
    assert asked(text="tiêu đề mới") == []
    story = client.get(reverse("wagtailadmin_pages:history", args=[public.pk])).content.decode()
    assert "Tiêu đề mới chưa duyệt" not in story
    assert reverse("full_log", args=[public.pk]) not in story


def test_a_new_version_that_waits_for_its_time_is_not_read(client, inspector, public, drafter, approver):
    factories.edit(public, drafter, title="Bản mai mới đăng", go_live_at=timezone.now() + timedelta(days=2))
    drafts.submit(factories.fresh(public), drafter)
    drafts.approve(factories.fresh(public), approver)
    record = PublicationRecord.objects.newest_of(public.pk)
    client.force_login(inspector)
    for name in ("public_version", "public_version_page"):
        assert client.get(reverse(name, args=[record.pk])).status_code in {302, 403}, name
    for address in (*addresses_of(public)[:1], addresses_of(public)[3], *lists()):
        assert "Bản mai mới đăng" not in client.get(address).content.decode()


def test_an_inspector_changes_nothing(client, inspector, public, section):
    client.force_login(inspector)
    create_news(client, section, title="Tin của thanh tra")
    post_edit(client, public, summary="Sửa bởi thanh tra")
    client.post(reverse("wagtailadmin_pages:unpublish", args=[public.pk]))
    page = factories.fresh(public)
    assert page.live
    assert page.get_latest_revision_as_object().summary == ""
    for address in [*addresses_of(public), *lists()]:
        assert client.post(address).status_code in {302, 403, 405}


@pytest.mark.parametrize(
    ("who", "story", "listed", "records"),
    [
        ("drafter", True, False, False),
        ("colleague", True, False, False),
        ("stranger", False, False, False),
        ("approver", True, False, True),
        ("administrator", True, False, True),
        ("superuser", True, False, True),
        ("inspector", True, True, True),
    ],
)
def test_each_role_reads_its_part(client, request, who, story, listed, records, public):
    client.force_login(request.getfixturevalue(who))
    for address in addresses_of(public):
        assert (client.get(address).status_code == 200) is story, address
    assert (client.get(reverse("inspection")).status_code == 200) is listed
    assert (client.get(reverse("administrative_records")).status_code == 200) is records


def test_the_anonymous_are_sent_to_the_sign_in(client, public):
    for address in [*addresses_of(public), *lists()]:
        assert client.get(address).status_code == 302


def test_administrators_grant_terms_and_the_group_follows(client, administrator, home):
    person = factories.UserFactory()
    today = timezone.localdate()
    client.force_login(administrator)
    data = {"user": person.pk, "valid_from": today, "valid_until": today + timedelta(days=9)}
    assert client.post(reverse("inspection_terms:add"), data).status_code == 302
    row = InspectionTerm.objects.get()
    assert row.granted_by == administrator
    assert person.groups.filter(name=INSPECTORS).exists()
    assert AdministrativeRecord.objects.filter(model="editorial.inspectionterm", user=administrator).exists()
    client.post(reverse("inspection_terms:delete", args=[row.pk]))
    assert InspectionTerm.objects.filter(pk=row.pk).exists()


def test_a_term_that_ends_before_it_begins_is_refused(client, administrator, home):
    today = timezone.localdate()
    client.force_login(administrator)
    data = {"user": factories.UserFactory().pk, "valid_from": today, "valid_until": today - timedelta(days=1)}
    assert client.post(reverse("inspection_terms:add"), data).status_code == 200
    assert not InspectionTerm.objects.exists()


@pytest.mark.parametrize("who", ["drafter", "approver", "inspector"])
def test_nobody_else_grants_terms(client, request, who, home):
    client.force_login(request.getfixturevalue(who))
    today = timezone.localdate()
    other = factories.UserFactory()
    client.post(reverse("inspection_terms:add"), {"user": other.pk, "valid_from": today, "valid_until": today})
    assert not InspectionTerm.objects.filter(user=other).exists()


def test_ended_terms_leave_the_group(home):
    ended, current = factories.UserFactory(), factories.UserFactory()
    group = Group.objects.get(name=INSPECTORS)
    group.user_set.add(ended, current)
    term(ended, -5, -1)
    term(current, -5, 0)
    assert inspection.end_terms() == 1
    assert set(group.user_set.all()) == {current}
    assert inspection.end_terms() == 0


def asked(**fields) -> list[str]:
    form = InspectionForm(fields)
    assert form.is_valid()
    return [row.version.title for row in rows_of(list(form.pages())) if row.version.title]


def test_the_list_is_looked_through(public, withdrawn, department, other_department, section, drafter, approver):
    writing = factories.approver()
    writing.groups.add(department.group)
    writing = factories.fresh(writing)
    urgent = factories.draft(section, writing, factories.news("Khẩn cấp"))
    emergency.force(urgent, writing, "Bão số 9: mai học sinh nghỉ học", Shown.of(urgent))
    assert asked(emergency="on") == ["Khẩn cấp"]
    assert set(asked(department=department.pk)) == {"Khẩn cấp", "Từng công khai", "Tin công khai"}
    assert asked(department=other_department.pk) == []
    assert asked(text="từng CÔNG khai") == asked(text="tung cong") == ["Từng công khai"]
    assert asked(text="tin cong khai") == ["Tin công khai"]
    assert asked(text="chưa ai duyệt") == []
    yesterday = timezone.localdate() - timedelta(days=1)
    assert asked(end=yesterday) == []
    assert len(asked(begin=yesterday, text="công khai")) == 2


def test_bad_filters_are_no_error(client, inspector, public):
    client.force_login(inspector)
    departments = ["department=abc", "department=99999999999999"]
    for query in (*departments, "begin=x", "text=%00", "p=2x", "p=99", f"text={'a' * 999}"):
        assert client.get(reverse("inspection") + "?" + query).status_code in {200, 404}, query


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_costs_the_same_for_many_pages(django_assert_num_queries, count, section, drafter, approver):
    for number in range(count):
        factories.published(section, drafter, by=approver, page=factories.news(f"Tin thường {number}"))
    asked(text="Tin thường")  # Reads the content types, which are kept.
    with django_assert_num_queries(7):
        assert len(asked(text="Tin thường")) == count


def test_the_administrative_records_are_in_words(client, inspector, administrator):
    known = {"action": "change", "model": "editorial.department", "before": {"name": "A"}}
    AdministrativeRecord.objects.create(user=administrator, object_pk="1", label="GDTX", **known)
    unknown = {"action": "forgotten", "model": "gone.model", "after": {"a": None}}
    AdministrativeRecord.objects.create(object_pk="1", label="x", **unknown)
    client.force_login(inspector)
    text = client.get(reverse("administrative_records")).content.decode()
    assert str(administrator) in text
    assert "editorial.department" not in text
    assert "gone.model" in text
