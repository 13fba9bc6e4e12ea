"""The routes through the review screen. Registered beside those of `routes`."""

from cms.editorial.models import Proposal
from tests.editorial.matrix.routes import route
from tests.support import shown


def _decide(cell, name: str, **data):
    cell.post(name, cell.pk, data={"step": cell.world.task_states[cell.pk] or ""} | data)


def _proposed(cell) -> Proposal:
    """Return the approver's proposal of other words for the page, on whatever way it came there."""
    words = {"old": f"Nội dung của {cell.kind} {cell.state}.", "new": "Nội dung khác."}
    return Proposal.objects.create(page_id=cell.pk, author=cell.world.account("approver"), **words)


@route
def screen_approve(cell):
    _decide(cell, "review_approve", **cell.screen)


@route
def screen_approve_unseen(cell):
    """Without what was on the screen."""
    _decide(cell, "review_approve")


@route
def screen_approve_stale(cell):
    """With what was on the screen before the last save."""
    before = cell.page.revisions.order_by("-pk")[1]
    _decide(cell, "review_approve", **cell.screen | {"shown_revision": before.pk})


@route
def screen_approve_by_another_pages_step(cell):
    other = cell.world.pages["announcement" if cell.kind == "news" else "news", "waiting"]
    _decide(cell, "review_approve", **cell.screen | {"step": cell.world.task_states[other]})


@route
def screen_send(cell):
    """The last look before a draft is sent, with what was on it."""
    cell.post("review_send", cell.pk, data=shown(cell.page))


@route
def screen_return(cell):
    _decide(cell, "review_return", reason="Thiếu ngày tổ chức", on_title="Chưa rõ", on_body="Thiếu ngày")


@route
def screen_recall(cell):
    cell.post("review_recall", cell.pk)


@route
def screen_propose(cell):
    words = {"old": f"Nội dung của {cell.kind} {cell.state}.", "new": "Nội dung khác."}
    cell.post("review_propose", cell.pk, data=words)


@route(writes=True)
def screen_accept_proposal(cell):
    cell.post("review_accept_proposal", cell.pk, _proposed(cell).pk)


@route(writes=True)
def screen_accept_proposal_and_approve(cell):
    """Takes the words over where they may, and approves what stands there then."""
    proposal = _proposed(cell)
    cell.post("review_accept_proposal", cell.pk, proposal.pk)
    if Proposal.objects.get(pk=proposal.pk).state == Proposal.State.ACCEPTED:
        _decide(cell, "review_approve", **shown(cell.page))


@route
def screen_decline_proposal(cell):
    cell.post("review_decline_proposal", cell.pk, _proposed(cell).pk, data={"reason": "Đúng rồi"})
