"""The links of a draft that lead readers nowhere, for drafters and approvers. Nobody is asked while they wait."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.editorial.review.warnings import ReviewWarning
from cms.pages.links import inside
from cms.pages.links.finding import host_of, links_of
from cms.pages.models import Link
from cms.pages.models.links import hash_of

# How many are named in one sentence.
NAMED = 5


@dataclass(frozen=True)
class BrokenLink:
    """One link: its `address`, its `words`, where it stands (`place`) and why it leads nowhere, in words."""

    address: str
    words: str
    place: str
    reason: str


def broken_of(page) -> list[BrokenLink]:
    """Return the links of the draft `page` that lead nowhere.

    Those of the portal itself are looked up now; of other sites, what the worker noted last is told.
    """
    links = links_of(page)
    others = {hash_of(link.address): link.address for link in links if host_of(link.address)}
    states = dict(Link.objects.filter(address_hash__in=others).values_list("address", "state")) if others else {}
    own = {link.address for link in links if not host_of(link.address)}
    states |= inside.states_of(own) if own else {}
    return [
        BrokenLink(link.address, link.words, link.place, reason_of(link.address, states[link.address]))
        for link in links
        if states.get(link.address) in Link.BROKEN
    ]


def reason_of(address: str, state: str) -> str:
    """Say in words why a link leads nowhere."""
    if state == Link.State.INTERNAL:
        return _("it can be opened inside the agency alone")
    if state == Link.State.SILENT:
        return _("the site has not answered for days")
    if address.startswith("page:"):
        return _("the page of the portal it leads to is not public")
    if address.startswith("document:"):
        return _("the document it leads to was deleted")
    return _("there is no such page (any more)")


def broken_links(page) -> list[ReviewWarning]:
    """Return one warning that names the links which lead nowhere."""
    broken = broken_of(page)
    if not broken:
        return []
    named = "; ".join(f"“{link.words or link.address}” ({link.reason})" for link in broken[:NAMED])
    message = ngettext(
        "%(count)d link leads nowhere: %(links)s.", "%(count)d links lead nowhere: %(links)s.", len(broken)
    )
    subject = "\n".join(sorted(link.address for link in broken))
    return [ReviewWarning("broken-link", message % {"count": len(broken), "links": named}, subject, field="body")]
