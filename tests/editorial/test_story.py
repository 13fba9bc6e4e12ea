"""The history of a page in sentences, the newest first: from its log and its records, with ways to both."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import LogContext, log
from wagtail.models import PageLogEntry

from cms.editorial import drafts, emergency
from cms.editorial.four_eyes import Shown
from cms.editorial.models import Change, PublicationRecord
from cms.editorial.story.story import Line, lines_of
from tests import factories

pytestmark = pytest.mark.django_db


def told(page) -> list[str]:
    """Return the sentences of `page`, the oldest first, in English."""
    with translation.override("en"):
        return [line.sentence for line in reversed(lines_of(factories.fresh(page)))]


def story(page) -> str:
    return reverse("wagtailadmin_pages:history", args=[page.pk])


@pytest.fixture
def an(department):
    return factories.member_of(department, last_name="", first_name="An")


@pytest.fixture
def dung(home):
    return factories.approver(last_name="", first_name="Dũng")


def visit(page, user, **fields):
    """Edit `page` in a visit of the form of its own, as a request does."""
    with LogContext(user=user):
        return factories.edit(page, user, **fields)


def days_ago(entry, days: int) -> None:
    PageLogEntry.objects.filter(pk=entry.pk).update(timestamp=timezone.now() - timedelta(days=days))


def test_a_page_from_its_draft_to_its_publication(section, an, dung):
    page = factories.draft(section, an)
    drafts.submit(page, an)
    drafts.send_back(factories.fresh(page), dung, "Thiếu ảnh")
    visit(page, an, summary="Có ảnh rồi.")
    drafts.submit(factories.fresh(page), an)
    drafts.approve(factories.fresh(page), dung, comment="Rõ ràng")
    sentences = told(page)
    assert sentences[0] == "An began the draft"
    assert "An sent it for approval" in sentences
    assert any("was skipped" in sentence and "không có trưởng phòng" in sentence for sentence in sentences)
    ending = [sentence for sentence in sentences if "skipped" not in sentence][-4:]
    assert ending == [
        "Dũng returned it: “Thiếu ảnh”",
        "An edited it",
        "An sent it for approval again",
        "Dũng approved it, and the page was published: “Rõ ràng”",
    ]


def test_saves_in_a_row_by_one_person_are_one_line(section, an, colleague):
    page = factories.draft(section, an)
    for number in range(3):
        visit(page, an, summary=f"Lần {number}")
    entries = PageLogEntry.objects.filter(page=page, action="wagtail.edit").order_by("pk")
    for made in PageLogEntry.objects.filter(page=page, action="wagtail.create"):
        days_ago(made, 3)
    days_ago(entries[0], 2)
    visit(page, colleague, summary="Đồng nghiệp")
    visit(page, an, summary="Lần cuối")
    with translation.override("en"):
        lines = lines_of(factories.fresh(page))
    assert [line.sentence.partition(",")[0] for line in reversed(lines)] == [
        "An began the draft",
        "An edited it 3 times",
        f"{colleague} edited it",
        "An edited it",
    ]
    run = lines[2]
    first, last = timezone.localtime(run.since), timezone.localtime(run.when)
    assert f"{first:%d}" in run.sentence
    assert f"{last:%d/%m}" in run.sentence
    revisions = list(page.revisions.order_by("pk").values_list("pk", flat=True))
    assert run.compare == (revisions[0], revisions[3])


def test_many_saves_of_one_visit_count_once(section, an):
    page = factories.draft(section, an)
    with LogContext(user=an):
        for number in range(4):
            factories.edit(page, an, summary=f"Tự lưu {number}")
    assert told(page) == ["An began the draft", "An edited it"]


def test_a_decision_between_two_saves_keeps_them_apart(section, an, dung):
    page = factories.published(section, an, by=dung)
    visit(page, an, summary="Sau khi đăng")
    sentences = told(page)
    assert sentences[-1] == "An edited it"
    assert sentences[-2] == "Dũng approved it, and the page was published"


def test_an_update_a_correction_and_what_is_put_back(section, an, dung):
    page = factories.published(section, an, by=dung)
    for change in (Change.UPDATE, Change.CORRECTION, Change.MINOR):
        visit(page, an, summary=str(change))
        drafts.submit(factories.fresh(page), an, change=change)
        drafts.approve(factories.fresh(page), dung)
    with LogContext(user=dung):
        factories.fresh(page).unpublish(user=dung, log_action=True)
    visit(page, an, summary="Đăng lại")
    drafts.submit(factories.fresh(page), an)
    drafts.approve(factories.fresh(page), dung)
    by_dung = [sentence for sentence in told(page) if sentence.startswith("Dũng")]
    assert by_dung == [
        "Dũng approved it, and the page was published",
        "Dũng approved the update, and it was published",
        "Dũng approved the correction, and it was published",
        "Dũng approved the minor fix, and it was published",
        "Dũng took the page down: a mistake in it",
        "Dũng approved it, and the page was put back",
    ]


def test_what_is_approved_for_a_later_time_and_its_time(section, an, dung):
    page = factories.news("Hẹn giờ", go_live_at=timezone.now() + timedelta(hours=1))
    page = factories.published(section, an, by=dung, page=page)
    assert told(page)[-1] == "Dũng approved it, to be published at the appointed time"
    with LogContext(user=dung):
        log(page, "wagtail.publish.scheduled", revision=page.latest_revision)
    assert told(page)[-1] == "The appointed time came: the page was published"


def test_an_emergency_and_its_confirmation(section, an, dung, approver):
    page = factories.draft(section, an)
    emergency.force(page, dung, "Bão số 9: mai học sinh nghỉ học", Shown.of(page))
    emergency.confirm(factories.fresh(page), approver)
    assert told(page)[-2:] == [
        "Dũng published the page in an emergency: “Bão số 9: mai học sinh nghỉ học”",
        f"{approver} confirmed the emergency",
    ]


def test_an_approval_at_an_earlier_step_is_a_line_of_its_own(section, department, an, dung, colleague):
    department.heads.add(colleague)
    page = factories.submitted(section, an)
    drafts.approve(page, colleague)
    drafts.approve(factories.fresh(page), dung)
    assert told(page)[-2:] == [
        f"{colleague} approved it at the step “Trưởng phòng”",
        "Dũng approved it, and the page was published",
    ]


def test_other_deeds_are_told_too(section, an, administrator, home):
    page = factories.draft(section, an)
    other = section.get_siblings().exclude(pk=section.pk).first()
    with LogContext(user=administrator):
        page.move(other, pos="last-child")
        log(page, "portal.handed_over", user=administrator, data={"to": "Bình"})
        log(page, "portal.binned", user=administrator)
    log(page, "wagtail.lock")
    sentences = told(page)
    assert f"{administrator} moved the page to “{other.title}”" in sentences
    assert f"{administrator} handed the page over to Bình" in sentences
    assert f"{administrator} threw the draft away" in sentences
    assert "The system locked the page" in sentences


def test_who_is_unknown_is_the_system(section, an):
    page = factories.draft(section, an)
    PageLogEntry.objects.filter(page=page).update(user=987654)
    assert told(page) == ["The system began the draft"]


def test_old_rows_with_data_of_any_shape_are_no_error(section, an):
    page = factories.draft(section, an)
    entry = PageLogEntry.objects.filter(page=page).last()
    for number, data in enumerate(({}, {"workflow": None}, {"destination": []}, {"comment": None}, {"task": "100%"})):
        for action in ("wagtail.workflow.approve", "wagtail.move", "portal.step_passed", "portal.handed_over"):
            entry.pk, entry.action, entry.data, entry.uuid = None, action, data, None
            entry.timestamp += timedelta(seconds=number)
            PageLogEntry.objects.bulk_create([entry])
    assert len(told(page)) == 21


def test_lines_are_the_newest_first(section, an, dung):
    lines = lines_of(factories.published(section, an, by=dung))
    assert isinstance(lines[0], Line)
    assert [line.when for line in lines] == sorted((line.when for line in lines), reverse=True)


@pytest.mark.parametrize("count", [3, 300])
def test_the_story_costs_the_same_at_three_and_at_three_hundred_entries(
    django_assert_num_queries, count, section, an, dung
):
    page = factories.published(section, an, by=dung)
    entry = PageLogEntry.objects.filter(page=page, action="wagtail.create").last()
    people = [an, dung, *(factories.UserFactory() for _number in range(3))]
    rows = []
    for number in range(count):
        rows.append(PageLogEntry(page=page, action="wagtail.edit", label="x", content_type=entry.content_type))
        rows[-1].user, rows[-1].timestamp = people[number % 5], timezone.now()
    PageLogEntry.objects.bulk_create(rows)
    page = factories.fresh(page)
    with django_assert_num_queries(4):
        lines_of(page)


def test_the_screen_links_differences_versions_and_the_full_log(client, section, an, dung):
    page = factories.published(section, an, by=dung)
    visit(page, an, summary="Sau khi đăng")
    client.force_login(an)
    screen = client.get(story(page)).content.decode()
    first, last = page.revisions.order_by("pk").values_list("pk", flat=True)
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, last])
    record = PublicationRecord.objects.newest_of(page.pk)
    for address in (compare, reverse("public_version", args=[record.pk]), reverse("full_log", args=[page.pk])):
        assert address in screen
        assert client.get(address).status_code == 200
    results = reverse("wagtailadmin_pages:history_results", args=[page.pk])
    assert client.get(results).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("drafter", 200),
        ("colleague", 200),
        ("stranger", 404),
        ("approver", 200),
        ("administrator", 200),
        ("superuser", 200),
    ],
)
def test_who_sees_the_draft_reads_story_log_and_differences(client, request, who, status, section, drafter):
    page = factories.draft(section, drafter)
    factories.edit(page, drafter, summary="Khác")
    client.force_login(request.getfixturevalue(who))
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    for address in (story(page), reverse("full_log", args=[page.pk]), compare):
        assert client.get(address).status_code == status


def test_the_anonymous_are_sent_to_the_sign_in(client, section, drafter):
    assert client.get(story(factories.draft(section, drafter))).status_code == 302


def test_a_long_story_is_cut_into_screens(client, section, an, colleague):
    page = factories.draft(section, an)
    entry = PageLogEntry.objects.filter(page=page).last()
    rows = [
        PageLogEntry(
            page=page,
            action="wagtail.edit",
            label="x",
            content_type=entry.content_type,
            user=(an, colleague)[number % 2],
            timestamp=timezone.now(),
        )
        for number in range(70)
    ]
    PageLogEntry.objects.bulk_create(rows)
    client.force_login(an)
    assert len(client.get(story(page)).context["screen"].object_list) == 50
    assert len(client.get(story(page) + "?p=2").context["screen"].object_list) == 21
    for wrong in ("?p=3", "?p=0", "?p=x", "?p=" + "9" * 50, "?p=%00"):
        assert client.get(story(page) + wrong).status_code == 404


def test_nothing_that_people_wrote_becomes_markup(client, section, an, dung):
    page = factories.submitted(section, an)
    client.force_login(dung)
    drafts.send_back(page, dung, "<script>alert(1)</script> 100% %(name)s")
    screen = client.get(story(page)).content.decode()
    assert "<script>alert(1)" not in screen
    assert "100% %(name)s" in screen
