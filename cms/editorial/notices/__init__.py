"""Who is told what by mail. `tell` writes it into the outbox, in the transaction of what it tells of."""

from cms.editorial.notices.composing import tell
from cms.editorial.notices.people import approver_ids, deciders, participants

__all__ = ["approver_ids", "deciders", "participants", "tell"]
