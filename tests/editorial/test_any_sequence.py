"""Whatever people do, in whatever order: what is public was approved by somebody who had no hand in it.

Random people act on a few pages. The machine keeps its own account of who changed what, and never asks the code
under test who is a contributor.
"""

import contextlib
import os
from dataclasses import dataclass, field
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageViewRestriction, Revision, Task, Workflow, WorkflowPage

from cms.editorial import drafts, emergency, scheduling, steps
from cms.editorial.content_hash import content_hash
from cms.editorial.four_eyes import Shown
from cms.editorial.models import PublicationRecord
from cms.editorial.roles import WORKFLOWS
from newsroom.models import NewsPage
from tests import factories

# Steps in all: sequences times the length of each.
SEQUENCES, LENGTH = (80, 25) if os.environ.get("FULL_SIZES") else (20, 15)
WRITERS = ("author", "colleague", "both", "both", "superuser")
# The colleague and "both" are heads of the department too.
APPROVERS = ("approver", "both", "both", "colleague", "superuser", "author", "administrator")

# Two pages, and few people who often have a hand in them: rules that meet find more than rules that miss.
numbers = st.integers(0, 1)
writers, approvers = st.sampled_from(WRITERS), st.sampled_from(APPROVERS)
words = st.sampled_from(["một", "hai", "ba"])


@dataclass
class Account:
    """What the machine knows of one page. `hands` are those who changed it since it was last public."""

    hands: set[str] = field(default_factory=set)
    # What is public: its hash; who wrote it; whether one person's word put it there.
    public: str | None = None
    authors: set[str] = field(default_factory=set)
    is_flagged: bool = False
    # Approved for later: hash, and who wrote it.
    waiting: tuple[str, set[str]] | None = None


class Newsroom(RuleBasedStateMachine):
    """One sequence, in a savepoint of its own. `world` is set by the test: people by name, and the section."""

    world: dict

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.pages: list[int] = []
        self.accounts: dict[int, Account] = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    # What people do. What is refused is refused; what happened is then compared with the account.

    @initialize()
    def two_drafts(self):
        for who in ("author", "both"):
            page = drafts.create_draft(self.world["section"], factories.news(f"Tin của {who}"), self.world[who])
            self.pages.append(page.pk)
            self.accounts[page.pk] = Account(hands={who})

    @rule(who=writers, number=numbers, word=words)
    def edit(self, who, number, word):
        with self.acting(who, number) as user:
            draft = self.page(number).get_latest_revision_as_object()
            before = content_hash(draft)
            draft.summary = word
            drafts.save_draft(draft, user)
            self.note(number, who, before != content_hash(draft))

    @rule(who=writers, number=numbers)
    def save_untouched(self, who, number):
        with self.acting(who, number) as user:
            drafts.save_draft(self.page(number).get_latest_revision_as_object(), user)

    @rule(who=writers, number=numbers)
    def schedule(self, who, number):
        with self.acting(who, number) as user:
            draft = self.page(number).get_latest_revision_as_object()
            draft.go_live_at = None if draft.go_live_at else timezone.now() + timezone.timedelta(hours=1)
            drafts.save_draft(draft, user)
            self.note(number, who, True)

    @rule(who=writers, number=numbers)
    def submit(self, who, number):
        with self.acting(who, number) as user:
            drafts.submit(self.page(number), user)
            self.account(number).hands.add(who)

    @rule(who=approvers, number=numbers, stale=st.sampled_from([False, False, True]))
    def approve(self, who, number, stale):
        with self.acting(who, number) as user:
            page = self.page(number)
            shown = Shown(page.latest_revision_id, "0" * 64) if stale else Shown.of(page)
            draft = content_hash(page.get_latest_revision_as_object())
            last = PublicationRecord.objects.newest_of(page.pk)
            drafts.approve(page, user, shown=shown)
            assert not stale, "an approval went through that did not carry what stood there"
            assert who not in self.account(number).hands, f"{who} approved what {who} had a hand in"
            record = PublicationRecord.objects.newest_of(page.pk)
            if record != last:
                self.approved(number, record)
                self.decided(number, draft, is_flagged=False)

    def approved(self, number, record):
        """Every step was somebody else's, nobody's of those who had a hand in it, and one at least an approver's."""
        people = [step["user"] for step in record.steps if step["outcome"] == "approved"]
        hands = {self.world[who].pk for who in self.account(number).hands}
        assert people and len(people) == len(set(people)), "one person took two steps"
        assert not hands & set(people), "somebody approved what they had a hand in"
        assert record.approver_id in people

    @rule(number=numbers, name=st.sampled_from(list(WORKFLOWS)))
    def ask_for_other_steps(self, number, name):
        """The administrator gives the section other steps, also while a page waits."""
        workflow = Workflow.objects.get(name=name)
        WorkflowPage.objects.update_or_create(page=self.world["section"], defaults={"workflow": workflow})

    @rule(number=numbers, word=words, writer=writers)
    def take_over_what_a_reviewer_proposed(self, number, word, writer):
        with self.acting(writer, number) as user:
            draft = self.page(number).get_latest_revision_as_object()
            before = content_hash(draft)
            draft.summary = word
            with steps.accept_change(draft, user):
                draft.save_revision(user=user)
            self.note(number, writer, before != content_hash(draft))

    @rule(leaves=st.booleans())
    def heads_come_and_go(self, leaves):
        heads = self.world["department"].heads
        (heads.remove if leaves else heads.add)(self.world["colleague"], self.world["both"])
        steps.pass_on_all()

    @rule(who=approvers, number=numbers)
    def send_back(self, who, number):
        with self.acting(who, number) as user:
            drafts.send_back(self.page(number), user, "Sửa lại")

    @rule(who=writers, number=numbers, word=words)
    def edit_and_submit(self, who, number, word):
        self.edit(who=who, number=number, word=word)
        self.submit(who=who, number=number)

    @rule(who=approvers, number=numbers, word=words)
    def edit_and_approve(self, who, number, word):
        self.edit(who=who, number=number, word=word)
        self.approve(who=who, number=number, stale=False)

    @rule(writer=writers, who=approvers, number=numbers, word=words)
    def edit_submit_and_approve(self, writer, who, number, word):
        self.edit_and_submit(who=writer, number=number, word=word)
        self.approve(who=who, number=number, stale=False)

    @rule(who=approvers, number=numbers)
    def take_down(self, who, number):
        with self.acting(who, number) as user:
            page = self.page(number)
            if not page.permissions_for_user(user).can_unpublish():
                raise PermissionDenied
            page.unpublish(user=user)

    @rule(who=approvers, number=numbers)
    def force(self, who, number):
        with self.acting(who, number) as user:
            page = self.page(number)
            draft = content_hash(page.get_latest_revision_as_object())
            emergency.force(page, user, "Bão, mai nghỉ học", Shown.of(page))
            self.account(number).hands.add(who)
            self.decided(number, draft, is_flagged=True)

    @rule(who=approvers, number=numbers)
    def confirm(self, who, number):
        with self.acting(who, number) as user:
            emergency.confirm(self.page(number), user)
            assert who not in self.account(number).authors, f"{who} confirmed what {who} had a hand in"
            self.account(number).is_flagged = False

    @rule(is_changed=st.booleans())
    def time_passes(self, is_changed):
        for revision in Revision.objects.exclude(approved_go_live_at=None) if is_changed else []:
            revision.content = {**revision.content, "summary": "đổi trong kho"}
            revision.save(update_fields=["content"])
        later = timezone.now() + timezone.timedelta(hours=2)
        with mock.patch.object(timezone, "now", lambda: later):
            scheduling.run()

    @rule(number=numbers, is_changed=st.booleans())
    def publish_by_a_script(self, number, is_changed):
        """The draft as it is stored, or changed in the store, by whatever way, after somebody approved it."""
        with self.acting("superuser", number) as user:
            if is_changed:
                revision = self.page(number).latest_revision
                revision.content = {**revision.content, "summary": "đổi trong kho"}
                revision.save(update_fields=["content"])
            self.page(number).latest_revision.publish(user=user, skip_permission_checks=True)

    @rule(number=numbers)
    def publish_an_old_revision(self, number):
        with self.acting("superuser", number) as user:
            self.page(number).revisions.order_by("pk").first().publish(user=user, skip_permission_checks=True)

    @rule(number=numbers, word=words)
    def save_by_a_script(self, number, word):
        with self.acting("superuser", number):
            page = self.page(number)
            page.live, page.summary = True, f"lén {word}"
            page.save()

    @rule(who=approvers, number=numbers)
    def copy(self, who, number):
        with self.acting(who, number) as user:
            slug = f"ban-sao-{NewsPage.objects.count()}"
            self.page(number).copy(update_attrs={"slug": slug}, user=user, keep_live=who != "author")

    @rule(number=numbers)
    def revert(self, number):
        with self.acting("both", number) as user:
            oldest = self.page(number).revisions.order_by("pk").first().as_object()
            before = content_hash(self.page(number).get_latest_revision_as_object())
            drafts.save_draft(oldest, user)
            self.note(number, "both", before != content_hash(oldest))

    @rule()
    def disable_or_enable_the_task(self):
        with self.acting("superuser") as user:
            task = Task.objects.get(name="Ban Biên tập").specific
            if task.active:
                task.deactivate(user=user)
            else:
                task.active = True
                task.save()

    @rule(number=numbers)
    def hide(self, number):
        with self.acting("administrator", number):
            PageViewRestriction.objects.get_or_create(page_id=self.page(number).pk, restriction_type="login")

    @rule(number=numbers)
    def show(self, number):
        with self.acting("administrator", number):
            PageViewRestriction.objects.filter(page_id=self.page(number).pk).delete()

    # What must hold.

    @invariant()
    def what_is_public_was_approved_or_is_flagged(self):
        for page in NewsPage.objects.all():
            account = self.accounts.setdefault(page.pk, Account())
            if not page.live:
                self.went_down(account)
                continue
            current = content_hash(page)
            if account.waiting and current == account.waiting[0]:
                self.became_public(account, *account.waiting)
                account.waiting = None
            assert current == account.public, f"“{page.title}” is public as nobody approved it"
            assert account.is_flagged == (emergency.unconfirmed_record(page) is not None)

    # The machine's own account.

    def note(self, number, who, has_changed):
        if has_changed:
            self.account(number).hands.add(who)

    def decided(self, number, decided_hash, is_flagged):
        account = self.account(number)
        account.is_flagged = is_flagged
        page = self.page(number)
        if page.live and content_hash(page) == decided_hash:
            self.became_public(account, decided_hash, account.hands)
        else:
            account.waiting = (decided_hash, account.hands)
        account.hands = set()

    def became_public(self, account, public, authors):
        account.public, account.authors = public, set(authors)

    def went_down(self, account):
        if account.public:
            account.hands |= account.authors
            account.public, account.is_flagged = None, False

    # How a step runs.

    @contextlib.contextmanager
    def acting(self, who, number=0):
        user = factories.fresh(self.world[who])
        with contextlib.suppress(PermissionDenied, ValidationError), transaction.atomic(), LogContext(user):
            yield user

    def page(self, number) -> NewsPage:
        return Page.objects.get(pk=self.pages[number]).specific

    def account(self, number) -> Account:
        return self.accounts[self.pages[number]]


@pytest.mark.django_db
def test_whatever_people_do_what_is_public_was_approved(section, department, approver, administrator):
    both = factories.approver(username="ca-hai")
    both.groups.add(department.group)
    colleague = factories.member_of(department)
    department.heads.add(both, colleague)

    class InThisWorld(Newsroom):
        world = {
            "section": section,
            "department": department,
            "author": factories.member_of(department),
            "colleague": colleague,
            "both": both,
            "approver": approver,
            "administrator": administrator,
            "superuser": factories.UserFactory(superuser=True),
        }

    run_state_machine_as_test(
        InThisWorld,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=LENGTH,
            deadline=None,
            database=None,
            # A failing sequence is short already; making it shorter takes minutes.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
