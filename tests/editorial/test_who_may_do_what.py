"""Who may do what at the approval desk, and the words that are shown to each who may not.

One row for each act: the state it is about, what is done, and for each person MAY or the beginning of the refusal.
The rules are asked where they are kept, in the functions that act; screens show these words.
"""

from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Workflow, WorkflowPage

from cms.editorial import drafts, emergency
from cms.editorial.corrections.correcting import Correction, correct
from cms.editorial.erasure import asking
from cms.editorial.four_eyes import Shown
from cms.editorial.models import Change, Withdrawal
from cms.editorial.people.handing_over import hand_over
from cms.editorial.review import decisions, proposals
from cms.editorial.taking_down import bin as bin_of_drafts
from cms.editorial.taking_down.withdrawal import withdraw
from tests import factories

MAY = ""
PEOPLE = ("author", "colleague", "head", "stranger", "approver", "second", "writing approver", "administrator")
REASON = "Một lý do đủ dài"


@dataclass
class World:
    """People by name, and the places they write in."""

    people: dict
    section: object

    def __getitem__(self, name):
        return factories.fresh(self.people[name])

    def draft(self):
        return factories.draft(self.section, self["author"])

    def at_head(self):
        """Sent by its author; the writing approver corrected it before."""
        page = factories.edit(self.draft(), self["writing approver"], title="Đã có người duyệt sửa")
        drafts.submit(page, self["author"])
        return factories.fresh(page)

    def at_board(self):
        page = self.at_head()
        drafts.approve(page, self["head"])
        return factories.fresh(page)

    def at_second(self):
        WorkflowPage.objects.create(page=self.section, workflow=Workflow.objects.get(name="Hai người duyệt"))
        page = self.at_board()
        drafts.approve(page, self["approver"])
        return factories.fresh(page)

    def live(self):
        page = self.at_board()
        drafts.approve(page, self["approver"])
        return factories.fresh(page)

    def forced(self):
        page = self.draft()
        emergency.force(page, self["approver"], REASON, Shown.of(page))
        return factories.fresh(page)

    def proposed(self):
        page = self.at_board()
        return proposals.propose(page, self["approver"], page.title, "Tiêu đề khác")

    def asked(self):
        return asking.ask(self.live(), self["approver"], reason=REASON, passages="Nội dung của")

    def binned(self):
        page = self.draft()
        bin_of_drafts.throw_away(page, self["author"])
        return factories.fresh(page)


@pytest.fixture
def world(section, department, drafter, colleague, stranger, approver, second_approver, administrator):
    head = factories.member_of(department)
    department.heads.add(head)
    writing = factories.approver()
    writing.groups.add(department.group)
    people = {
        "author": drafter,
        "colleague": colleague,
        "head": head,
        "stranger": stranger,
        "approver": approver,
        "second": second_approver,
        "writing approver": writing,
        "administrator": administrator,
    }
    return World(people, section)


ACTS = {
    "send": (World.draft, lambda page, user, world: drafts.submit(page, user)),
    "approve at the head's step": (World.at_head, lambda page, user, world: drafts.approve(page, user)),
    "approve at the approvers' step": (World.at_board, lambda page, user, world: drafts.approve(page, user)),
    "approve at the second approver's step": (World.at_second, lambda page, user, world: drafts.approve(page, user)),
    "return": (World.at_board, lambda page, user, world: drafts.send_back(page, user, REASON)),
    "return without a reason": (World.at_board, lambda page, user, world: drafts.send_back(page, user, " ")),
    "take out of review": (World.at_board, lambda page, user, world: decisions.recall(page, user)),
    "edit what waits": (World.at_board, lambda page, user, world: factories.edit(page, user, title="Sửa")),
    "propose other words": (
        World.at_board,
        lambda page, user, world: proposals.propose(page, user, page.title, "Tiêu đề khác"),
    ),
    "take proposed words over": (World.proposed, lambda proposal, user, world: proposals.accept(proposal, user)),
    "correct": (
        World.live,
        lambda page, user, world: correct(page, user, Correction(Change.CORRECTION, note="Sai tên", new="x")),
    ),
    "take down": (
        World.live,
        lambda page, user, world: withdraw(page, user, Withdrawal.Kind.OUTDATED, REASON),
    ),
    "take down without a reason": (World.live, lambda page, user, world: withdraw(page, user, "outdated", " ")),
    "publish in an emergency": (
        World.draft,
        lambda page, user, world: emergency.force(page, user, REASON, Shown.of(page)),
    ),
    "confirm an emergency": (World.forced, lambda page, user, world: emergency.confirm(page, user)),
    "ask for an erasure": (
        World.live,
        lambda page, user, world: asking.ask(page, user, reason=REASON, passages="Nội dung của"),
    ),
    "agree to an erasure": (World.asked, lambda erasure, user, world: asking.confirm(erasure, user)),
    "throw a draft away": (World.draft, lambda page, user, world: bin_of_drafts.throw_away(page, user)),
    "take a draft out of the bin": (World.binned, lambda page, user, world: bin_of_drafts.take_out(page, user)),
    "hand an account over": (World.draft, lambda page, user, world: hand_over(world["colleague"], user, {})),
}


DEPARTMENT = {"author", "colleague", "head", "writing approver"}
BOARD = {"approver", "second", "writing approver"}

NOT_AN_APPROVER = "Chỉ người duyệt được quyết định về trang này."
NOT_THE_HEAD = "Lúc này chỉ trưởng phòng của phòng soạn bài mới quyết định được."
HAD_A_HAND = "Bạn đã tham gia soạn “Đã có người duyệt sửa” kể từ lần xuất bản trước"
NO_REASON = "Trả lại phải nêu lý do."
LOCKED = "không được sửa"
NOT_THE_DRAFTERS = "Phòng soạn bài trả lời đề nghị sửa."
NOT_TAKING_DOWN = "Chỉ người duyệt mới gỡ được trang."
NOT_ERASING = "Chỉ người duyệt mới được xóa dữ liệu cá nhân."

# For each act: who may, and what the others read; the words of "others" are for everybody who has none of their own.
TABLE = {
    "send": (DEPARTMENT | {"administrator"}, {"others": "không được gửi duyệt"}),
    "approve at the head's step": ({"head"}, {"others": NOT_THE_HEAD}),
    "approve at the approvers' step": (
        {"approver", "second"},
        {"others": NOT_AN_APPROVER, "writing approver": HAD_A_HAND},
    ),
    "approve at the second approver's step": (
        {"second"},
        {"others": NOT_AN_APPROVER, "writing approver": HAD_A_HAND, "approver": "Bạn đã duyệt"},
    ),
    "return": (BOARD, {"others": NOT_AN_APPROVER}),
    "return without a reason": (set(), {"others": NOT_AN_APPROVER} | dict.fromkeys(BOARD, NO_REASON)),
    "take out of review": ({"author"}, {"others": "Người gửi duyệt mới rút lại được."}),
    "edit what waits": (BOARD, {"others": LOCKED}),
    "propose other words": (BOARD, {"others": NOT_AN_APPROVER}),
    "take proposed words over": (
        DEPARTMENT,
        {"others": NOT_THE_DRAFTERS, "approver": "Đề nghị của bạn do người khác trả lời."},
    ),
    "correct": (set(PEOPLE) - {"stranger"}, {"others": "Chỉ đính chính trang đã đăng, và do người được sửa trang đó."}),
    "take down": (BOARD, {"others": NOT_TAKING_DOWN}),
    "take down without a reason": (
        set(),
        {"others": NOT_TAKING_DOWN} | dict.fromkeys(BOARD, "Ghi vài lời về lý do gỡ."),
    ),
    "publish in an emergency": (BOARD, {"others": "Chỉ người duyệt được đăng khẩn cấp."}),
    "confirm an emergency": (
        {"second", "writing approver"},
        {"others": "Bài đăng khẩn cấp phải do người không tham gia soạn xác nhận."},
    ),
    "ask for an erasure": (BOARD, {"others": NOT_ERASING}),
    "agree to an erasure": (
        {"second", "writing approver"},
        {"others": "Việc xóa phải do một người duyệt khác với người đề nghị đồng ý."},
    ),
    "throw a draft away": (
        {"author", "administrator"},
        {"others": "Chỉ người bắt đầu bản nháp và quản trị viên mới bỏ được vào thùng rác."},
    ),
    "take a draft out of the bin": (set(PEOPLE) - {"stranger"}, {"others": "Bản nháp này không còn trong thùng rác"}),
    "hand an account over": ({"administrator"}, {"others": "Chỉ quản trị viên được ngừng tài khoản"}),
}


def refusals(world: World, act: str) -> dict[str, str]:
    """Return the words with which each person is refused, MAY where nobody refuses. What is done is undone."""
    state, do = ACTS[act]
    words = {}
    subject = state(world)
    for who in PEOPLE:
        with transaction.atomic():
            try:
                do(factories.fresh(subject), world[who], world)
                words[who] = MAY
            except PermissionDenied as refusal:
                words[who] = str(refusal)
            transaction.set_rollback(True)
    return words


@pytest.mark.parametrize("act", ACTS)
def test_each_may_what_the_table_says_and_reads_why_not(act, world):
    may, words = TABLE[act]
    told = refusals(world, act)
    assert {who for who in PEOPLE if told[who] == MAY} == may
    for who in set(PEOPLE) - may:
        assert words.get(who, words["others"]) in told[who]
