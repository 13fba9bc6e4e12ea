"""What was public by one record: as readers saw it, and whether what is kept of it is still what was approved."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Revision

from cms.editorial import drafts, emergency
from cms.editorial.four_eyes import Shown
from cms.editorial.models import Erasure, FileContribution, PublicationRecord
from cms.editorial.story import versions
from tests import factories

pytestmark = pytest.mark.django_db


def records(page) -> list[PublicationRecord]:
    return list(PublicationRecord.objects.filter(page_pk=page.pk).order_by("pk"))


def of(page) -> list[versions.PublicVersion]:
    return versions.versions_of([page.pk])[page.pk]


def checked(record) -> versions.Check:
    with translation.override("en"):
        return versions.check(record, versions.content_of(record))


@pytest.fixture
def page(section, drafter, approver):
    """An article with two public versions."""
    page = factories.published(section, drafter, by=approver, page=factories.news("Bản thứ nhất"))
    factories.edit(page, drafter, title="Bản thứ hai")
    drafts.submit(factories.fresh(page), drafter)
    drafts.approve(factories.fresh(page), approver)
    return factories.fresh(page)


def test_each_publication_is_a_version_the_newest_first(page):
    assert [version.title for version in of(page)] == ["Bản thứ hai", "Bản thứ nhất"]
    assert all(version.public_from for version in of(page))


def test_a_version_is_shown_as_readers_saw_it(client, page, drafter):
    client.force_login(drafter)
    first, second = records(page)
    for record, words, others in ((first, "Bản thứ nhất", "Bản thứ hai"), (second, "Bản thứ hai", "Bản thứ nhất")):
        frame = client.get(reverse("public_version_page", args=[record.pk]))
        assert f"<title>{words}" in " ".join(frame.content.decode().split()).replace("<title> ", "<title>")
        assert others not in frame.context["page"].title
        assert frame["X-Frame-Options"] == "SAMEORIGIN"
        screen = client.get(reverse("public_version", args=[record.pk]))
        assert screen.context["check"].intact
        assert reverse("public_version_page", args=[record.pk]) in screen.content.decode()


def test_a_version_whose_content_was_changed_since_is_told(client, page, drafter):
    first = records(page)[0]
    revision = Revision.objects.get(pk=first.revision_pk)
    revision.content["title"] = "Ai đó viết lại lịch sử"
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    assert checked(first) == versions.Check(
        False, "No reason is on record: a file it uses may be gone, or the software changed."
    )
    client.force_login(drafter)
    assert not client.get(reverse("public_version", args=[first.pk])).context["check"].intact


def test_an_erasure_is_named_as_the_reason(page, approver, second_approver):
    first = records(page)[0]
    revision = Revision.objects.get(pk=first.revision_pk)
    revision.content["title"] = "Bản [đã xóa]"
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    Erasure.objects.create(
        page_pk=page.pk,
        page_public_id=page.public_id,
        reason="Số điện thoại của học sinh",
        state=Erasure.State.DONE,
        asked_by=approver,
        decided_by=second_approver,
        decided_at=timezone.now(),
    )
    assert checked(first).reason == "Personal data was erased from it afterwards."


def test_changed_words_of_a_file_are_named_as_the_reason(section, drafter, approver):
    picture = factories.picture()
    news = factories.news("Có ảnh", cover=picture)
    page = factories.published(section, drafter, by=approver, page=news)
    # Past the rule that a public file's words stay as they were approved.
    type(picture).objects.filter(pk=picture.pk).update(description="Mô tả khác")
    kind = ContentType.objects.get_for_model(type(picture))
    FileContribution.objects.create(content_type=kind, object_pk=picture.pk, user=drafter)
    assert checked(records(page)[0]).reason == "The words of a picture or document in it were changed afterwards."


def test_a_version_that_is_not_kept_is_no_error(client, page, drafter):
    first = records(page)[0]
    Revision.objects.filter(pk=first.revision_pk).delete()
    client.force_login(drafter)
    screen = client.get(reverse("public_version", args=[first.pk]))
    assert screen.status_code == 200
    assert not screen.context["check"].intact
    assert client.get(reverse("public_version_page", args=[first.pk])).status_code == 404
    assert client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).status_code == 200


def test_what_waits_for_its_time_is_no_public_version_until_it_comes(page, drafter, approver):
    factories.edit(page, drafter, title="Bản hẹn giờ", go_live_at=timezone.now() + timedelta(hours=1))
    drafts.submit(factories.fresh(page), drafter)
    drafts.approve(factories.fresh(page), approver)
    newest = of(page)[0]
    assert (newest.title, newest.public_from) == ("Bản hẹn giờ", None)
    assert [version.title for version in versions.public_before(of(page))] == ["Bản thứ hai", "Bản thứ nhất"]


def test_a_scheduled_version_is_public_from_its_time(page, drafter, approver):
    go_live_at = timezone.now() + timedelta(hours=1)
    factories.edit(page, drafter, title="Bản hẹn giờ", go_live_at=go_live_at)
    drafts.submit(factories.fresh(page), drafter)
    drafts.approve(factories.fresh(page), approver)
    Revision.objects.filter(approved_go_live_at=go_live_at).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    record = PublicationRecord.objects.newest_of(page.pk)
    type(page).objects.filter(pk=page.pk).update(live_revision=record.revision_pk)
    assert abs(of(page)[0].public_from - go_live_at) < timedelta(seconds=1)


def test_a_withdrawal_and_a_confirmation_are_no_versions(client, section, drafter, approver, second_approver):
    page = factories.draft(section, drafter)
    emergency.force(page, approver, "Bão số 9: mai học sinh nghỉ học", Shown.of(page))
    emergency.confirm(factories.fresh(page), second_approver)
    factories.fresh(page).unpublish(user=approver)
    forced, confirmed, withdrawn = records(page)
    assert [version.record for version in of(page)] == [forced]
    client.force_login(drafter)
    assert client.get(reverse("public_version", args=[forced.pk])).context["confirmation"] == confirmed
    for record in (confirmed, withdrawn):
        assert client.get(reverse("public_version", args=[record.pk])).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("drafter", 200), ("colleague", 200), ("stranger", 404), ("approver", 200), ("administrator", 200)],
)
def test_who_sees_the_draft_reads_its_versions(client, request, who, status, page):
    client.force_login(request.getfixturevalue(who))
    for name in ("public_version", "public_version_page"):
        assert client.get(reverse(name, args=[records(page)[0].pk])).status_code == status


def test_numbers_that_name_nothing_are_not_found(client, drafter, superuser):
    for person in (drafter, superuser):
        client.force_login(person)
        for number in (0, 987654, 2**31, 2**63, 10**30):
            assert client.get(f"/admin/versions/{number}/").status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_many_versions_cost_the_same(django_assert_num_queries, count, page, approver):
    PublicationRecord.objects.bulk_create(
        PublicationRecord(
            public_id=page.public_id,
            page_pk=page.pk,
            revision_pk=page.live_revision_id,
            content_hash="0" * 64,
            approver=approver,
            route="approval",
        )
        for _number in range(count)
    )
    with django_assert_num_queries(4):
        assert len(of(page)) == count + 2
