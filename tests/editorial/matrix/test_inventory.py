"""The matrix knows every way to write: a new version's new route, command or action fails here until it is decided."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import wagtail
import wagtail.actions
import wagtail_localize
from django.core.management import get_commands
from django.urls import URLResolver, get_resolver
from wagtail.actions.base import BaseAction
from wagtail.actions.registry import action_registry
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from cms.operations import due
from cms.pages.page_screens import VisiblePagesAPIViewSet
from tests.editorial.matrix import code_routes, inventory, review_routes  # noqa: F401 - it registers its routes
from tests.editorial.matrix.routes import ROUTES

WRITING = {"post", "put", "patch", "delete"}
PUBLISHING = re.compile(r"\.(publish|unpublish|save_target)\(|\.live = |Publish\w*Action\(|keep_live=")


def addresses() -> set[str]:
    """Return the names of all addresses whose view takes more than GET; the route of one that has no name."""
    return {name for name, view in _walk(get_resolver(), "", ()) if _writes(view)}


def _walk(resolver, prefix: str, names: tuple) -> Iterator[tuple[str, object]]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route, (*names, pattern.namespace) if pattern.namespace else names)
        else:
            yield ":".join((*names, pattern.name)) if pattern.name else route, pattern.callback


def _writes(view) -> bool:
    """Whether a view answers to more than GET, as far as it says so. A function may."""
    if hasattr(view, "actions"):
        return bool(WRITING & {*view.actions})
    return bool(WRITING & {*dir(view.view_class)}) if hasattr(view, "view_class") else True


def bulk_actions() -> set[str]:
    bulk_action_registry._scan_for_bulk_actions()
    return {
        f"{app}.{model}.{action}"
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    }


def actions() -> set[str]:
    """Return the names of all action classes that Wagtail has, and of those that anybody registered."""
    found = set()
    for module in pkgutil.iter_modules(wagtail.actions.__path__):
        members = vars(importlib.import_module(f"wagtail.actions.{module.name}")).values()
        found |= {member for member in members if inspect.isclass(member) and issubclass(member, BaseAction)}
    action_registry._scan_for_actions()
    for registered in action_registry.actions.values():
        found |= {*registered.values()}
    return {action.__name__ for action in found}


def publishers() -> set[str]:
    """Return the modules of Wagtail and wagtail-localize that publish, take down or set something live."""
    found = set()
    for package in (wagtail, wagtail_localize):
        root = Path(package.__file__).parent
        for path in root.rglob("*.py"):
            parts = path.relative_to(root.parent).with_suffix("").parts
            is_ours = not {"tests", "test", "contrib", "migrations", "snippets", "modeladmin"} & {*parts}
            if is_ours and PUBLISHING.search(path.read_text(encoding="utf-8")):
                found.add(".".join(parts))
    return found


def due_work() -> set[str]:
    return {name.replace(" ", "_") for name in due.registry._jobs}


INVENTORY = {
    "addresses": (addresses, inventory.ADDRESSES_TAKEN, inventory.ADDRESSES_LEFT_OUT),
    "bulk actions": (bulk_actions, inventory.BULK_TAKEN, inventory.BULK_LEFT_OUT),
    "actions": (actions, inventory.ACTIONS_TAKEN, inventory.ACTIONS_LEFT_OUT),
    "API": (lambda: {*PagesAdminAPIViewSet.actions}, inventory.API_TAKEN, {}),
    "our API": (lambda: {*VisiblePagesAPIViewSet.actions}, inventory.API_TAKEN, {}),
    "publishers": (publishers, inventory.PUBLISHERS_TAKEN, inventory.PUBLISHERS_LEFT_OUT),
    "commands": (lambda: {*get_commands()}, inventory.COMMANDS_TAKEN, inventory.COMMANDS_LEFT_OUT),
    "due work": (due_work, inventory.DUE_TAKEN, inventory.DUE_LEFT_OUT),
}


@pytest.mark.parametrize("kind", INVENTORY)
def test_every_way_to_write_is_in_the_matrix_or_left_out_for_a_reason(kind):
    derive, taken, left_out = INVENTORY[kind]
    excused = [name for names in left_out.values() for name in names.split()]
    listed = [*taken, *excused]
    assert len(listed) == len({*listed}), "listed twice"
    assert {*listed} ^ derive() == set()


@pytest.mark.parametrize("kind", INVENTORY)
def test_what_is_said_to_be_in_the_matrix_is_there(kind):
    named = {route for routes in INVENTORY[kind][1].values() for route in routes.split()}
    assert named <= ROUTES.keys()


def test_every_route_through_the_admin_stands_at_an_address():
    named = {route for routes in inventory.ADDRESSES_TAKEN.values() for route in routes.split()}
    # It empties the workflow past every address first, and submits by the page's form then.
    assert ROUTES.keys() - code_routes.NAMES - named == {"empty_workflow_and_submit"}
