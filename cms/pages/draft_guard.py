"""Which pages an address of the admin speaks of, and whether the person asking may know of them.

Upstream: Wagtail's page screens load the page of any number, and then some answer with its title or with a refusal
that says it exists. Here every argument that names a page, or something that belongs to one, leads to the page before
the view runs; a test walks all addresses and fails for one with an argument that is not known here.
"""

from collections.abc import Callable, Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.urls import ResolverMatch
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from cms.editorial.models import BinnedDraft, Erasure, Proposal, PublicationRecord
from cms.editorial.story.inspection import inspected_pages, is_inspector
from cms.pages.visibility import drafts_seen_by, sees_every_draft

# A number that no page has.
NOTHING = 0
# What PostgreSQL's integer holds; a larger number in an address names nothing.
LARGEST = 2**31 - 1

# Screens that show no more of a page than what is public of it: lists of what is below it, adding below it, choosers.
SHOW_WHAT_IS_PUBLIC = frozenset(
    {
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_pages:add",
        "wagtailadmin_pages:add_subpage",
        "wagtailadmin_pages:preview_on_add",
        "wagtailadmin_api:pages:detail",
        "wagtail_bulk_action",
    }
)

# Screens that show inspectors what was public of a page, and its story.
SHOW_WHAT_WAS_PUBLIC = frozenset(
    {"wagtailadmin_pages:history", "public_version", "public_version_page", "approval_sheet"}
)

# Overviews of the whole site whose rows show what was done to pages, or the newest page of each kind.
OVERVIEWS = frozenset(
    {
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:site_history_results",
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:page_types_usage_results",
        "wagtail_localize:translations_report",
        "wagtail_localize:translations_report_results",
    }
)


def _number(value) -> int:
    """Return the number `value` says, NOTHING where it says none."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= LARGEST else NOTHING


def _page(value, arguments) -> set[int]:
    return {_number(value)}


def _revision(value, arguments) -> set[int]:
    if value in {"live", "earliest", "latest"}:
        return set()
    of_pages = {"base_content_type": ContentType.objects.get_for_model(Page)}
    return _owner(Revision.objects.filter(pk=_number(value), **of_pages).values_list("object_id", flat=True))


def _task_state(value, arguments) -> set[int]:
    states = TaskState.objects.filter(pk=_number(value))
    return _owner(states.values_list("workflow_state__object_id", flat=True))


def _workflow_state(value, arguments) -> set[int]:
    return _owner(WorkflowState.objects.filter(pk=_number(value)).values_list("object_id", flat=True))


def _translation_source(value, arguments) -> set[int]:
    sources = TranslationSource.objects.filter(pk=_number(value)).values_list("object_id", flat=True)
    pages = Page.objects.filter(translation_key__in=sources)
    return set(pages.values_list("pk", flat=True)) or {NOTHING}


def _translation(value, arguments) -> set[int]:
    source = Translation.objects.filter(pk=_number(value)).values_list("source_id", flat=True).first()
    return _translation_source(source or NOTHING, arguments)


def _proposal(value, arguments) -> set[int]:
    return _owner(Proposal.objects.filter(pk=_number(value)).values_list("page_id", flat=True))


def _erasure(value, arguments) -> set[int]:
    return _owner(Erasure.objects.filter(pk=_number(value)).values_list("page_pk", flat=True))


def _edited(value, arguments) -> set[int]:
    return {_number(value)} if _is_page_model(arguments["app_label"], arguments["model_name"]) else set()


def _record(value, arguments) -> set[int]:
    return _owner(PublicationRecord.objects.filter(pk=_number(value)).values_list("page_pk", flat=True))


def _owner(ids: Iterable[str]) -> set[int]:
    """Return the page ids that `ids` say, the id of no page where there is none."""
    return {_number(value) for value in ids} or {NOTHING}


def _is_page_model(app_label: str, model_name: str) -> bool:
    try:
        return issubclass(apps.get_model(app_label, model_name), Page)
    except LookupError:
        return False


# What an argument names, whatever the address.
ARGUMENTS: dict[str, Callable] = {
    "page_id": _page,
    "page_pk": _page,
    "parent_page_id": _page,
    "page_to_move_id": _page,
    "destination_id": _page,
    "section_pk": _page,
    "revision_id": _revision,
    "revision_id_a": _revision,
    "revision_id_b": _revision,
    "proposal_id": _proposal,
    "record_id": _record,
    "task_state_id": _task_state,
    "workflow_state_id": _workflow_state,
    "erasure_id": _erasure,
    "translation_id": _translation,
    "translation_source_id": _translation_source,
}

# What an argument with a common name names at one address.
ARGUMENTS_AT: dict[tuple[str, str], Callable] = {
    ("wagtailadmin_pages:revisions_compare", "pk"): _page,
    ("wagtailadmin_api:pages:detail", "pk"): _page,
    ("wagtailadmin_api:pages:action", "pk"): _page,
    ("wagtailadmin_editing_sessions:ping", "object_id"): _edited,
}

# Places to put something, of which no more is shown than what is public.
DESTINATIONS = frozenset({"destination_id", "section_pk"})

# Fields of queries and forms that name pages, of which no more is shown than what is public.
QUERY_FIELDS = {
    "wagtailadmin_choose_page_chosen_multiple": ("id",),
    "wagtail_bulk_action": ("id", "childOf"),
}
FORM_FIELDS = {
    "wagtail_bulk_action": ("chooser",),
    "wagtailadmin_pages:choose_parent": ("parent_page",),
    "wagtailadmin_pages:move": ("new_parent_page",),
    "wagtailadmin_pages:copy": ("new_parent_page",),
}


def knows(argument: str, address: str) -> bool:
    """Whether `argument` of `address` (a view's name) is led to its page."""
    return argument in ARGUMENTS or (address, argument) in ARGUMENTS_AT


def may_know(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether the person asking may know of every page that the address speaks of. One query for the pages."""
    drafts, public = _pages_of(request, match)
    if match.view_name in SHOW_WHAT_IS_PUBLIC:
        drafts, public = set(), drafts | public
    if not drafts | public:
        return True
    if sees_every_draft(request.user):
        return not BinnedDraft.objects.filter(pk__in=drafts | public).exists()
    seen = drafts_seen_by(request.user)
    if match.view_name in SHOW_WHAT_WAS_PUBLIC and is_inspector(request.user):
        seen |= Q(pk__in=inspected_pages().values("pk"))
    allowed = Page.objects.filter(Q(seen, pk__in=drafts) | Q(seen | Q(live=True), pk__in=public))
    return allowed.count() == len(drafts | public)


def _pages_of(request: HttpRequest, match: ResolverMatch) -> tuple[set[int], set[int]]:
    """Return the ids of the pages whose drafts the address shows or changes, and of those that are only mentioned."""
    address, drafts, public = match.view_name, set(), set()
    for argument, value in match.kwargs.items():
        find = ARGUMENTS_AT.get((address, argument)) or ARGUMENTS.get(argument)
        if find:
            (public if argument in DESTINATIONS else drafts).update(find(value, match.kwargs))
    if address == "wagtail_bulk_action" and not _is_page_model(match.kwargs["app_label"], match.kwargs["model_name"]):
        return drafts, public
    public |= _named(request.GET, QUERY_FIELDS.get(address, ()))
    public |= _named(request.POST, FORM_FIELDS.get(address, ())) if request.method == "POST" else set()
    return drafts, public - drafts


def _named(data: QueryDict, fields: tuple[str, ...]) -> set[int]:
    """Return the pages that `fields` of a query or form name. All of a list ("all") is looked through by the view."""
    return {_number(value) for field in fields for value in data.getlist(field) if value not in {"", "all"}}
