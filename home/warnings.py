"""What somebody should look at twice in a composed front page."""

from django.utils.translation import ngettext

from cms.editorial.review.warnings import ReviewWarning
from cms.pages.models import CatalogueEntry
from home.models import HomePage
from home.stored import items


def pictures_without_words(page) -> list[ReviewWarning]:
    """A picture of the strip that leads somewhere is a link: who does not see it hears these words."""
    missing = sum(
        not (picture.get("alt_text") or "").strip()
        for name, value in _blocks(page)
        if name == "photo_strip"
        for picture in items(value, "pictures")
    )
    if not missing:
        return []
    message = ngettext(
        "%(count)d picture has no alternative text.", "%(count)d pictures have no alternative text.", missing
    )
    return [ReviewWarning("strip-without-words", message % {"count": missing}, str(missing), field="composition")]


def links_to_what_is_not_public(page) -> list[ReviewWarning]:
    """What is chosen and not public is left out of the front page, silently."""
    chosen = set()
    for name, value in _blocks(page):
        chosen |= {value.get("story")} if name == "lead" else set()
        chosen |= set(items(value, "sections")) if name == "sections" else set()
        for rows in ("links", "pictures"):
            chosen |= {row.get("page") for row in items(value, rows)}
    chosen.discard(None)
    shown = CatalogueEntry.objects.public().filter(page_id__in=chosen).values_list("page_id", flat=True)
    hidden = sorted(chosen - {*shown}, key=str) if chosen else []
    if not hidden:
        return []
    message = ngettext(
        "%(count)d chosen page is not public; it is left out.",
        "%(count)d chosen pages are not public; they are left out.",
        len(hidden),
    )
    subject = ",".join(map(str, hidden))
    return [ReviewWarning("not-public", message % {"count": len(hidden)}, subject, field="composition")]


def _blocks(page) -> list[tuple[str, dict]]:
    stream = page.composition.raw_data if isinstance(page, HomePage) else []
    return [(block["type"], block["value"]) for block in stream]
