"""What changed in a draft, against what the person saw last: Wagtail's own comparison, field by field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.compare import ChildRelationComparison, FieldComparison, TextDiff, TextFieldComparison
from wagtail.models import COMMENTS_RELATION_NAME, Revision, TaskState

from cms.editorial.review.rights import moment

RETURNED, PUBLIC = "returned", "public"

# What Wagtail's text comparison writes around words; inside is escaped text alone.
MARKED = re.compile(r'<span class="(addition|deletion)">([^<]*)</span>')

# What it writes around a block that was added or deleted as a whole.
BLOCK = re.compile(r'<div class="comparison__child-object (addition|deletion)">')


@dataclass(frozen=True)
class Base:
    """What a draft may be compared with: `name` stands in the address; without a revision, what is public now."""

    name: str
    label: str
    revision: Revision | None = None


@dataclass(frozen=True)
class Difference:
    """A field that differs, and both versions of it in one."""

    label: str
    html: SafeString


def bases_of(page, asked: str = "") -> list[Base]:
    """Return what the draft of `page` may be compared with, the most telling first.

    `asked` may name a revision that was on the person's screen before.
    """
    bases = []
    opened = page.revisions.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None
    if opened and opened.pk != page.latest_revision_id:
        bases.append(Base(asked, _("Since you opened it"), opened))
    returned = _returned(page)
    if returned:
        bases.append(Base(RETURNED, _("Since it was returned"), returned))
    if page.live:
        bases.append(Base(PUBLIC, _("Against what is public")))
    return bases


def _returned(page) -> Revision | None:
    """Return what was on the table when the page was returned last, unless it became public since."""
    states = TaskState.objects.filter(
        workflow_state__in=page.workflow_states.all(), status=TaskState.STATUS_REJECTED, revision__isnull=False
    )
    if page.live and page.last_published_at:
        states = states.filter(finished_at__gt=page.last_published_at)
    last = states.select_related("revision").order_by("-finished_at", "-pk").first()
    return last.revision if last else None


def differences(page, draft, base: Base, request) -> list[Difference]:
    """Return what differs between `base` and the `draft` of `page`."""
    before = base.revision.as_object() if base.revision else page
    found = [compare(before, draft) for compare in _comparisons(page, request)]
    return [
        Difference(str(comparison.field_label()), _html(comparison)) for comparison in found if comparison.has_changed()
    ]


def _comparisons(page, request) -> Iterator:
    """Yield what compares each field: those of the form, then child rows that no form shows."""
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    shown = set()
    for compare in panel.get_comparison():
        field = compare.args[0] if isinstance(compare, partial) else None
        shown.add(getattr(field, "related_name", None) or getattr(field, "name", None))
        yield compare
    for relation in get_all_child_relations(type(page)):
        if relation.related_name not in {*shown, COMMENTS_RELATION_NAME}:
            fields = [_comparison_of(field) for field in relation.related_model._meta.local_concrete_fields]
            label = relation.related_model._meta.verbose_name_plural
            yield partial(ChildRelationComparison, relation, [field for field in fields if field], label=label)


def _comparison_of(field):
    if field.primary_key or field.is_relation or field.name == "sort_order":
        return None
    return partial(TextFieldComparison if field.get_internal_type() in TEXT else FieldComparison, field)


TEXT = {"CharField", "TextField"}


def _html(comparison) -> SafeString:
    if comparison.is_child_relation:
        rows = [_row(child) for child in comparison.get_child_comparisons()]
        return mark_safe("".join(rows))
    if type(comparison) is FieldComparison:
        return spoken(_plain(comparison))
    return spoken(comparison.htmldiff())


def _plain(comparison: FieldComparison) -> SafeString:
    """Upstream writes the values of dates and of what is ticked as Python does."""
    before, now = _words(comparison.val_a), _words(comparison.val_b)
    changes = [("deletion", before), ("addition", now)] if before != now else [("equal", now)]
    return TextDiff([change for change in changes if change[1]], separator=" ").to_html()


def _words(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return moment(value)
    return date_format(value, "d/m/Y") if isinstance(value, date) else str(value)


def _row(child) -> SafeString:
    """Return one child row: as a whole where it was added or deleted, else field by field."""
    kind = "addition" if child.is_addition() else "deletion" if child.is_deletion() else ""
    said = {"addition": _("Added:"), "deletion": _("Deleted:")}.get(kind, "")
    lines = [
        format_html("<dt>{}</dt><dd>{}</dd>", capfirst(str(field.field_label())), _html(field))
        for field in child.get_field_comparisons()
    ]
    heading = format_html('<p class="w-sr-only">{}</p>', said) if said else ""
    return format_html(
        '<div class="comparison__child-object {}">{}<dl>{}</dl></div>', kind, heading, mark_safe("".join(lines))
    )


def spoken(html) -> SafeString:
    """Return a comparison with its marks as elements and words, for those who do not see colours.

    Upstream marks additions and deletions by the colour of a span alone.
    """

    def element(match) -> str:
        tag, said = ("ins", _("Added:")) if match[1] == "addition" else ("del", _("Deleted:"))
        return f'<{tag} class="{match[1]}"><span class="w-sr-only">{said} </span>{match[2]}</{tag}>'

    def block(match) -> str:
        said = _("Added:") if match[1] == "addition" else _("Deleted:")
        return f'{match[0]}<p class="w-sr-only">{said}</p>'

    return mark_safe(BLOCK.sub(block, MARKED.sub(element, str(html))))
