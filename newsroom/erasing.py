"""Personal data leaves what the move from the old portal remembers of an article."""

from cms.editorial.erasure.content import MARK
from cms.editorial.wording import scrub
from newsroom.models import ImportedArticle, MigrationItem

TEXTS = {ImportedArticle: ("old_address", "file_name"), MigrationItem: ("file_name", "warnings", "reason")}


def erase(passages: list[str], page) -> int:
    """Write over the passages in what was noted of `page`; return how many rows were changed."""
    changed = 0
    for model, names in TEXTS.items():
        for row in model.objects.filter(page_id=page.pk):
            values, count = scrub([getattr(row, name) for name in names], passages, MARK)
            if count:
                changed += 1
                texts = dict(zip(names, values, strict=True))
                if "file_name" in texts:
                    texts["file_name"] = texts["file_name"][:255]
                model.objects.filter(pk=row.pk).update(**texts)
    return changed
