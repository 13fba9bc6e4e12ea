"""The sample site as it is built: every page on the editors' path, every state, nothing touched twice."""

import dataclasses
import stat
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from cms.editorial.models import (
    BinnedDraft,
    Contribution,
    Department,
    FourEyesTask,
    HeadTaskState,
    Proposal,
    PublicationRecord,
)
from cms.editorial.roles import APPROVERS
from cms.editorial.story.inspection import is_inspector
from cms.editorial.taking_down.withdrawal import current
from cms.media.models import CustomDocument, CustomImage
from cms.pages.models import CatalogueEntry
from events.models import EventPage
from home.models import ContactPage, HomePage, InfoPage, SiteSettings
from home.sample import build, front, passwords
from home.sample.content import load
from newsroom.models import AnnouncementPage, NewsPage, TopicPage
from tests.founded import forget_founding

CONTENT = load()


def person(username: str):
    return get_user_model().objects.get(username=username)


def page_of(key: str):
    item = CONTENT.by_key[key]
    pages = Page.objects.filter(translation_key=item.translation_key, locale__language_code=item.language)
    return pages.specific().get()


class TestBuiltSite(TestCase):
    """One complete build by the command; what the tests ask of it."""

    @classmethod
    def setUpTestData(cls):
        forget_founding()
        cls.password_file = settings.VAR_DIR / "sample-accounts.txt"
        mail.outbox = []
        cls.output = StringIO()
        call_command("build_sample_site", password_file=cls.password_file, stdout=cls.output)
        cls.mails = len(mail.outbox)

    def test_every_page_of_the_content_stands(self):
        for item in CONTENT.pages:
            with self.subTest(page=item.key):
                assert page_of(item.key).live is (item.state == "live")

    def test_every_public_page_was_approved_by_somebody_without_a_hand_in_it(self):
        pages = [
            page
            for model in (NewsPage, AnnouncementPage, EventPage, InfoPage, ContactPage, TopicPage)
            for page in model.objects.live()
        ]

        assert len(pages) == len([item for item in CONTENT.pages if item.state == "live"])
        for page in pages:
            with self.subTest(page=page.title):
                record = PublicationRecord.objects.filter(page_pk=page.pk, route="approval").last()
                assert record.approver_id not in record.contributors
                assert record.approver_id != record.submitter_id
                assert [step["task"] for step in record.steps] == ["Trưởng phòng", "Ban Biên tập"]
                assert record.contributors == [page.owner_id]

    def test_front_pages_and_sections_were_founded_by_two_people(self):
        founding = PublicationRecord.objects.filter(route="founding")

        assert set(founding.values_list("page_pk", flat=True)) >= set(HomePage.objects.values_list("pk", flat=True))
        assert not founding.filter(approver=person("quantri")).exists()
        assert set(founding.values_list("submitter__username", flat=True)) == {"quantri"}

    def test_each_role_finds_something_to_do(self):
        waiting = FourEyesTask.objects.get(name=APPROVERS).get_task_states_user_can_moderate(person("duyet1"))
        returned = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)

        assert waiting.count() == len([item for item in CONTENT.pages if item.state == "in_moderation"]) + 1
        assert HeadTaskState.objects.get(status="in_progress").department.heads.get() == person("truong.gdtx")
        assert returned.count() == 2
        for username in ("soan1.gdtx", "soan2.gdtx", "soan1.gdth", "soan1.vp"):
            with self.subTest(drafter=username):
                assert Page.objects.filter(owner=person(username), live=False).exists()

    def test_the_desk_has_a_correction_pages_taken_down_a_proposal_and_a_bin(self):
        corrected = page_of("hoi-khoe-phu-dong")
        merged = page_of("thong-bao-diem-thi-so-5")

        assert "ghi nhầm" in corrected.corrections.get().note
        assert current(merged).target == page_of("hsg-cap-tinh").public_id
        assert Proposal.objects.open().count() == len(CONTENT.desk["proposals"])
        assert BinnedDraft.objects.get().page_id == page_of("nhap-thu-bo-di").pk
        assert is_inspector(person("thanhtra1"))

    def test_what_was_returned_has_a_reason(self):
        state = page_of("lop-hoc-nong-dan").current_workflow_state.current_task_state

        assert state.finished_by == person("duyet1")
        assert state.comment == CONTENT.by_key["lop-hoc-nong-dan"].reason

    def test_one_page_is_approved_for_a_later_day(self):
        page = page_of("bua-an-ban-tru-moi")

        assert page.approved_schedule
        assert page.go_live_at > timezone.now()

    def test_a_live_page_has_a_newer_version_waiting(self):
        page = page_of("hsg-cap-tinh")
        newer = page.get_latest_revision_as_object()

        assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
        assert len(newer.body) == len(page.body) + 1
        assert newer.summary != page.summary

    def test_three_announcements_run_and_none_of_them_is_urgent(self):
        vietnamese = AnnouncementPage.objects.live().filter(locale__language_code="vi")
        running = vietnamese.current(timezone.now())

        assert sorted(page.severity for page in running) == ["important", "important", "normal"]
        assert vietnamese.ended(timezone.now()).filter(severity="urgent").exists()

    def test_there_are_past_ongoing_and_upcoming_events(self):
        events, now = EventPage.objects.live(), timezone.now()

        assert all((events.past(now), events.ongoing(now), events.upcoming(now)))

    def test_every_block_is_one_an_editor_could_have_saved(self):
        for model in (NewsPage, AnnouncementPage, EventPage, InfoPage, ContactPage):
            for page in model.objects.all():
                with self.subTest(page=page.title):
                    page.body.stream_block.clean(page.body)
                    page.full_clean()

    def test_files_lie_in_the_collections_of_their_departments(self):
        for model, rows in ((CustomImage, CONTENT.pictures), (CustomDocument, CONTENT.documents)):
            for row in rows.values():
                with self.subTest(title=row["title"]):
                    found = model.objects.get(title=row["title"], collection__department__isnull=False)
                    assert found.collection.department.short_name == row["department"]
                    assert found.file_hash

    def test_every_account_signs_in_with_the_one_password_and_has_its_role(self):
        password = passwords.kept(self.password_file)

        assert len(password) >= 10
        for row in CONTENT.accounts.values():
            with self.subTest(account=row["username"]):
                user = authenticate(username=row["username"], password=password)
                assert user.has_perm("wagtailadmin.access_admin")
                assert not user.is_superuser
                departments = [department.short_name for department in Department.objects.of(user)]
                assert departments == [row[name] for name in ("department",) if name in row]
                assert user.headed_departments.exists() is (row["role"] == "head")

    def test_nobody_but_the_owner_may_read_the_passwords(self):
        assert stat.S_IMODE(self.password_file.stat().st_mode) == 0o600

    def test_the_command_names_the_accounts_and_the_password(self):
        shown = self.output.getvalue()

        assert passwords.kept(self.password_file) in shown
        assert all(username in shown for username in CONTENT.accounts)

    def test_nothing_is_mailed_while_the_site_is_built(self):
        assert self.mails == 0
        assert person("duyet1").email == "duyet1@vankhe.example"

    def test_english_pages_are_translations_of_vietnamese_ones(self):
        for key in ("about", "contact", "literacy-class", "digital-records", "maintenance-notice"):
            with self.subTest(page=key):
                english, original = page_of(key), page_of(CONTENT.by_key[key].translates)
                assert english.translation_key == original.translation_key
                assert english.url.startswith("/en/")

    def test_a_member_of_the_office_may_add_pages_below_the_introduction(self):
        introduction = page_of("gioi-thieu")

        assert introduction.permissions_for_user(person("soan1.vp")).can_add_subpage()
        assert not introduction.permissions_for_user(person("soan1.gdth")).can_add_subpage()

    def test_citizens_read_front_pages_sections_and_pages_with_every_block(self):
        places = Page.objects.filter(catalogue_entry__is_public=True, numchild__gt=0)
        with_blocks = {}
        for page in [*NewsPage.objects.live(), *InfoPage.objects.live()]:
            for block in page.body:
                with_blocks.setdefault(block.block_type, page)

        for page in {*places, *with_blocks.values(), page_of("trien-lam-do-dung"), page_of("ret-dam")}:
            with self.subTest(page=page.title):
                assert self.client.get(page.url).status_code == 200

    def test_citizens_read_no_page_that_is_on_its_way(self):
        withdrawn = {page_of(item.key).pk for item in CONTENT.pages if item.state == "withdrawn"}
        for entry in CatalogueEntry.objects.filter(is_public=False).select_related("page"):
            with self.subTest(page=entry.page.title):
                expected = {301, 410} if entry.page_id in withdrawn else {404}
                assert self.client.get(entry.page.url).status_code in expected

    def test_header_and_footer_name_the_agency(self):
        shown = SiteSettings.objects.get()

        assert shown.agency_name == CONTENT.site["settings"]["agency_name"]
        assert shown.emblem

    def test_a_second_run_keeps_what_editors_did(self):
        title = "Một tiêu đề do cán bộ sửa"
        page_of("thong-bao-truc-tet").delete()
        NewsPage.objects.filter(pk=page_of("du-gio-cum-truong").pk).update(draft_title=title, title=title)
        SiteSettings.objects.update(phone="0200 111 2222")
        before = (Page.objects.count(), Contribution.objects.count(), PublicationRecord.objects.count())

        call_command("build_sample_site", password_file=self.password_file, stdout=StringIO())

        assert (
            Page.objects.count(),
            Contribution.objects.count(),
            PublicationRecord.objects.count(),
        ) == before
        assert page_of("du-gio-cum-truong").title == title
        assert SiteSettings.objects.get().phone == "0200 111 2222"


@pytest.fixture
def few():
    """The content cut down to what two articles need."""
    keys = ("tet-trong-cay", "du-gio-cum-truong")
    return dataclasses.replace(
        CONTENT,
        pages=[item for item in CONTENT.pages if item.key in keys],
        pictures={"trong-cay-mnth": CONTENT.pictures["trong-cay-mnth"]},
        documents={},
        newer=[],
        front=CONTENT.front | {code: [{"type": "lead"}] for code in front.LANGUAGES},
    )


def counts() -> dict[str, int]:
    models = (Page, Department, get_user_model(), CustomImage, PublicationRecord, Contribution)
    return {model.__name__: model.objects.count() for model in models}


def run(steps) -> None:
    for step in steps:
        step.run()


@pytest.mark.django_db
def test_a_build_killed_after_any_step_is_completed_by_the_next(few):
    half_done = []
    for step in build.steps(few, password="mot-mat-khau-chung"):
        half_done.append(step)
        run(half_done)
        build.refuse_real_portal()

    assert build.is_finished()
    done = counts()
    assert done["CustomImage"] == 2
    run(build.steps(few, password="mot-mat-khau-chung"))
    assert counts() == done


@pytest.mark.django_db
def test_a_build_is_not_finished_before_its_last_step(few):
    run(build.steps(few, password="mot-mat-khau-chung")[:-1])

    assert not build.is_finished()


def test_a_portal_with_pages_of_its_own_is_refused(home):
    before = counts()

    with pytest.raises(CommandError):
        call_command("build_sample_site", stdout=StringIO())

    assert counts() == before


@pytest.mark.django_db
def test_a_database_with_an_account_of_its_own_is_refused():
    get_user_model().objects.create_user("can-bo-that")

    with pytest.raises(CommandError):
        call_command("build_sample_site", stdout=StringIO())

    assert not Department.objects.exists()


def test_the_password_comes_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("DEMO_PASSWORD", "tu-bien-moi-truong")

    assert passwords.choose(tmp_path / "accounts.txt") == "tu-bien-moi-truong"


def test_an_interrupted_build_goes_on_with_the_password_it_kept(monkeypatch, tmp_path):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    file = tmp_path / "accounts.txt"
    passwords.keep(file, "da-giu-lai-day", CONTENT.accounts)

    assert passwords.choose(file) == "da-giu-lai-day"


def test_without_either_a_new_password_is_made_each_time(monkeypatch, tmp_path):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)

    assert passwords.choose(tmp_path / "none.txt") != passwords.choose(None)
