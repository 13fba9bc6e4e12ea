"""The warning about pupils' data in a page and its files: the one that asks for a basis and a tick.

The data of children is published on a written basis, and somebody answers for it (Luật Bảo vệ dữ liệu cá nhân
91/2025/QH15). See `cms.editorial.clearance`.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.editorial.review.warnings import ReviewWarning
from cms.pages.pupils_data import findings_of

# More places than these are counted: an approver opens the file anyway.
PLACES = 5


def pupils_data(page) -> list[ReviewWarning]:
    """Return one warning that names the places, however many there are: one basis is asked for, and one tick."""
    found = findings_of(page)
    if not found:
        return []
    places = [f"{finding.where} ({finding.what})" for finding in found]
    text = _("It holds what looks like pupils' data: %(places)s") % {"places": "; ".join(places[:PLACES])}
    more = len(places) - PLACES
    if more > 0:
        text += ngettext("; and %(count)d more place", "; and %(count)d more places", more) % {"count": more}
    # In whatever order the places were found.
    subject = "\n".join(sorted(finding.subject for finding in found))
    return [ReviewWarning("pupils-data", f"{text}.", subject=subject, field="body")]
