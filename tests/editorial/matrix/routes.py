"""The routes of the matrix: each does one thing to one page as one person, as crafted as it can be.

A route is a function of a cell. `admin` routes send the request that a browser or a script could send, whoever is
signed in; `code` routes call what a shell, an add-on or a command would call, in the name of an account.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from wagtail.models import Locale, Page, TaskState, Workflow
from wagtail_localize.models import Translation

from cms.editorial.models import Department
from newsroom.models import NewsPage
from tests import factories
from tests.editorial.matrix.world import NEW, World, form_of
from tests.support import add_address

# With a summary: nothing to look at twice stands between the form and its sending.
EDITED = {"title": "Sửa trong ô này", "summary": "Tóm tắt."}
REASON = "Bão số 9: mai học sinh nghỉ học"
WITHDRAWN = {"kind": "mistake", "notice": "gone", "reason": "Sai tên trường trong bài"}


@dataclass
class Cell:
    """One person, one page in one state."""

    world: World
    role: str
    kind: str
    state: str

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.state

    @property
    def pk(self) -> int | None:
        return self.world.pages.get(self.key)

    @cached_property
    def page(self) -> Page:
        return factories.fresh(Page.objects.get(pk=self.pk))

    @cached_property
    def user(self):
        return self.world.account(self.role)

    @property
    def form(self) -> dict:
        return dict(self.world.forms[self.key])

    @property
    def screen(self) -> dict:
        return dict(self.world.screens[self.key])

    def post(self, name: str, *args, data: dict | None = None, query: str = ""):
        return self.world.clients[self.role].post(reverse(name, args=args) + query, data or {})

    def edit(self, **data):
        return self.post("wagtailadmin_pages:edit", self.pk, data=self.form | data)

    def api(self, action: str, **data):
        return self.post("wagtailadmin_api:pages:action", self.pk, action, data=data)

    def bulk(self, action: str, **data):
        return self.post("wagtail_bulk_action", "wagtailcore", "page", action, data=data, query=f"?id={self.pk}")


@dataclass(frozen=True)
class Route:
    """`writes`: whoever takes it has a hand in the content that it leaves."""

    name: str
    act: Callable[[Cell], object]
    writes: bool = False


ROUTES: dict[str, Route] = {}


def route(act: Callable[[Cell], object] | None = None, *, writes: bool = False):
    """Register a function of a cell as a route of its name."""

    def register(function):
        assert function.__name__ not in ROUTES
        ROUTES[function.__name__] = Route(function.__name__, function, writes)
        return function

    return register(act) if act else register


# The page's form


@route(writes=True)
def create_publish(cell):
    """The form of a new page, with "publish" pressed."""
    assert cell.state == NEW
    department = Department.objects.get(short_name=cell.world.department).pk
    form = form_of(factories.news("Đăng thẳng")) | {"department": department, "action-publish": "action-publish"}
    cell.world.clients[cell.role].post(add_address(cell.world.section, NewsPage), form)


@route(writes=True)
def form_publish(cell):
    cell.edit(**EDITED, **{"action-publish": "action-publish"})


@route(writes=True)
def form_submit(cell):
    cell.edit(**EDITED, **{"action-submit": "action-submit"})


@route(writes=True)
def form_approve(cell):
    """Edits and approves in one POST."""
    cell.edit(**EDITED, **{"action-workflow-action": "true", "workflow-action-name": "approve"})


@route
def form_approve_untouched(cell):
    cell.edit(**{"action-workflow-action": "true", "workflow-action-name": "approve"})


@route
def form_cancel(cell):
    cell.edit(**{"action-cancel-workflow": "true"})


@route(writes=True)
def form_restart(cell):
    cell.edit(**EDITED, **{"action-restart-workflow": "true"})


@route(writes=True)
def form_everything(cell):
    """Every button of the form at once."""
    names = ("publish", "submit", "restart-workflow", "cancel-workflow", "workflow-action")
    cell.edit(**EDITED, **{f"action-{name}": "true" for name in names}, **{"workflow-action-name": "approve"})


@route(writes=True)
def form_over_a_newer_version(cell):
    """A form that says it was made of another revision, and publishes."""
    cell.edit(**EDITED, **{"action-publish": "true", "loaded_revision_id": 0, "overwrite_revision_id": 0})


@route(writes=True)
def revert_publish(cell):
    """The form of the first revision, published."""
    first = cell.page.revisions.order_by("pk").first()
    cell.edit(**EDITED, **{"action-publish": "action-publish", "revision": first.pk})


# The decision


def _decide(cell, action: str, state: int | None = None, **data):
    number = cell.world.task_states[cell.pk] if state is None else state
    cell.post("wagtailadmin_pages:workflow_action", cell.pk, action, number, data=data)


@route
def approve(cell):
    _decide(cell, "approve", **cell.screen)


@route
def reject(cell):
    _decide(cell, "reject", comment="Thiếu ngày tổ chức")


@route
def approve_unseen(cell):
    """Without the fields that say what was on the screen."""
    _decide(cell, "approve", comment="")


@route
def approve_stale(cell):
    """With what was on the screen before the last save."""
    before = cell.page.revisions.order_by("-pk")[1]
    _decide(cell, "approve", shown_revision=before.pk, shown_hash=cell.screen["shown_hash"])


@route
def approve_other_hash(cell):
    _decide(cell, "approve", **cell.screen | {"shown_hash": "0" * 64})


@route
def approve_by_another_pages_task(cell):
    """With the task of another page that waits."""
    other = cell.world.pages["announcement" if cell.kind == "news" else "news", "waiting"]
    _decide(cell, "approve", state=cell.world.task_states[other], **cell.screen)


@route
def collect_approve(cell):
    number = cell.world.task_states[cell.pk]
    cell.post("wagtailadmin_pages:collect_workflow_action_data", cell.pk, "approve", number, data=cell.screen)


# Emergency


@route
def force(cell):
    cell.post("force_publication", cell.pk, data={"reason": REASON} | cell.screen)


@route
def force_without_reason(cell):
    cell.post("force_publication", cell.pk, data={"reason": "gấp"} | cell.screen)


@route
def force_unseen(cell):
    cell.post("force_publication", cell.pk, data={"reason": REASON})


@route
def confirm(cell):
    cell.post("confirm_emergency", cell.pk, data={"comment": "Đồng ý"})


# Screens beside the form


@route
def unpublish(cell):
    cell.post("wagtailadmin_pages:unpublish", cell.pk, data=WITHDRAWN)


@route
def unpublish_without_reason(cell):
    cell.post("wagtailadmin_pages:unpublish", cell.pk, data=WITHDRAWN | {"reason": ""})


@route
def delete(cell):
    cell.post("wagtailadmin_pages:delete", cell.pk)


@route
def take_out_of_bin(cell):
    cell.post("take_out_of_bin", cell.pk)


@route
def copy_publish(cell):
    form = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": cell.page.get_parent().pk}
    cell.post("wagtailadmin_pages:copy", cell.pk, data=form | {"publish_copies": "on"})


@route
def copy_alias(cell):
    form = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": cell.page.get_parent().pk}
    cell.post("wagtailadmin_pages:copy", cell.pk, data=form | {"alias": "on"})


@route
def convert_alias(cell):
    cell.post("wagtailadmin_pages:convert_alias", cell.pk)


@route
def move(cell):
    cell.post("wagtailadmin_pages:move_confirm", cell.pk, cell.world.other_section.pk)


@route
def reorder(cell):
    cell.post("wagtailadmin_pages:set_page_position", cell.pk, query="?position=0")


@route
def restrict(cell):
    cell.post("wagtailadmin_pages:set_privacy", cell.pk, data={"restriction_type": "login"})


@route
def unrestrict(cell):
    cell.post("wagtailadmin_pages:set_privacy", cell.pk, data={"restriction_type": "none"})


@route
def lock(cell):
    cell.post("wagtailadmin_pages:lock", cell.pk)


@route
def unschedule(cell):
    cell.post("wagtailadmin_pages:revisions_unschedule", cell.pk, cell.page.latest_revision_id)


# Many at once


@route
def bulk_publish(cell):
    cell.bulk("publish", include_descendants="on")


@route
def bulk_unpublish(cell):
    cell.bulk("unpublish", **WITHDRAWN)


@route
def bulk_unpublish_without_reason(cell):
    cell.bulk("unpublish")


@route
def bulk_delete(cell):
    cell.bulk("delete")


@route
def bulk_move(cell):
    cell.bulk("move", chooser=cell.world.other_section.pk, move_applicable="on")


# The admin's API


@route
def api_publish(cell):
    cell.api("publish")


@route
def api_unpublish(cell):
    cell.api("unpublish")


@route
def api_delete(cell):
    cell.api("delete")


@route
def api_copy(cell):
    cell.api("copy", keep_live="true", slug="ban-sao")


@route
def api_create_alias(cell):
    cell.api("create_alias", update_slug="ban-sao")


@route
def api_convert_alias(cell):
    cell.api("convert_alias")


@route
def api_move(cell):
    cell.api("move", destination_page_id=cell.world.other_section.pk, position="last-child")


@route
def api_copy_for_translation(cell):
    cell.api("copy_for_translation", locale="en", copy_parents="true")


@route
def api_translation_alias(cell):
    cell.api("copy_for_translation", locale="en", copy_parents="true", alias="true")


@route
def api_revert(cell):
    cell.api("revert_to_page_revision", revision_id=cell.page.revisions.order_by("pk").first().pk)


# Translations


@route
def localize_submit(cell):
    english = Locale.objects.get(language_code="en").pk
    cell.post("wagtail_localize:submit_page_translation", cell.pk, data={"locales": [english]})


@route
def localize_update(cell):
    cell.post("wagtail_localize:update_translations", cell.world.sources[cell.pk])


@route
def localize_update_publish(cell):
    source = cell.world.sources[cell.pk]
    cell.post("wagtail_localize:update_translations", source, data={"publish_translations": "on"})


@route
def localize_editor_publish(cell):
    cell.post("wagtailadmin_pages:edit", cell.pk, data={"action": "publish"})


@route
def localize_restart_publish(cell):
    """Stops the synced translation, edits by the ordinary form, starts it again and publishes."""
    translation = Translation.objects.get(source=cell.world.sources[cell.pk])
    cell.post("wagtail_localize:stop_translation", translation.pk)
    cell.post("wagtailadmin_pages:edit", cell.pk, data={"localize-restart-translation": "on"})
    cell.post("wagtailadmin_pages:edit", cell.pk, data={"action": "publish"})


@route
def localize_to_alias(cell):
    cell.post("wagtail_localize:convert_to_alias", cell.pk)


# What decides who and how


@route
def disable_task(cell):
    state = TaskState.objects.get(pk=cell.world.task_states[cell.pk])
    cell.post("wagtailadmin_workflows:disable_task", state.task_id)


@route
def disable_workflow(cell):
    cell.post("wagtailadmin_workflows:disable", Workflow.objects.get(name="Duyệt tin").pk)


@route
def remove_workflow_and_submit(cell):
    """Takes the workflow off the front page, and submits."""
    cell.post("wagtailadmin_workflows:remove", cell.world.home.pk)
    form_submit(cell)


@route
def empty_workflow_and_submit(cell):
    Workflow.objects.get(name="Duyệt tin").workflow_tasks.all().delete()
    form_submit(cell)


@route
def json_autosave(cell):
    """What the editor's script sends by itself, with "publish" added."""
    address = reverse("wagtailadmin_pages:edit", args=[cell.pk])
    form = cell.form | EDITED | {"action-publish": "action-publish"}
    cell.world.clients[cell.role].post(address, form, headers={"accept": "application/json"})


@route
def dialog_approve(cell):
    """Approval with the fields of the dialog in its JSON."""
    data = json.dumps(cell.screen | {"comment": "Đồng ý"})
    cell.edit(
        **{"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": data}
    )
