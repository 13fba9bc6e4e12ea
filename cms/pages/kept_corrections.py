"""Corrections that stand with a page stay: no later draft, of whatever origin, drops or changes one.

They have no place in the editor's form. Going back to an older version, an import or the API would lose them.
"""


def keep(page) -> None:
    """Put the stored corrections of `page` back into what is about to become its draft. In memory."""
    stored = list(page.corrections.model.objects.filter(parent_id=page.pk))
    if not stored:
        return
    present = list(page.corrections.all())
    said = {_words(row) for row in present}
    missing = [row for row in stored if _words(row) not in said]
    if missing:
        changed = {row.pk for row in missing}
        page.corrections.set([*missing, *(row for row in present if row.pk is None or row.pk not in changed)])


def _words(row) -> tuple:
    return row.note, row.noted_on
