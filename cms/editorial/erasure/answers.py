"""Personal data leaves what drafters answered to warnings."""

from cms.editorial.erasure.content import MARK
from cms.editorial.models import WarningAnswer
from cms.editorial.wording import scrub


def erase(passages: list[str], page) -> int:
    """Write over the passages in the answers about `page`; return how many answers were changed."""
    changed = 0
    for answer in WarningAnswer.objects.filter(page_id=page.pk):
        text, count = scrub(answer.text, passages, MARK)
        if count:
            changed += WarningAnswer.objects.filter(pk=answer.pk).update(text=text)
    return changed
