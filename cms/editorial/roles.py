"""The roles, in one table. `apply_roles` makes the database match it, however often it runs."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.editorial.models import Department, FourEyesTask

APPROVERS = "Ban Biên tập"
ADMINISTRATORS = "Quản trị"
WORKFLOW = "Duyệt tin"

MEDIA = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@dataclass(frozen=True)
class Role:
    """What one role may do.

    `group` is the name of its group; None stands for the own group of each department, whose page permissions
    lie on the department's sections and whose collection permissions lie on its collection, instead of on the roots.
    """

    name: str
    group: str | None
    site_permissions: tuple[str, ...]
    page_permissions: tuple[str, ...] = ()
    collection_permissions: tuple[str, ...] = ()


# Nobody publishes by hand (cms.editorial.permissions). "publish" on pages lets approvers see the whole tree and
# take pages down; it does not let them put anything up. Heads are members of their department.
ROLES = (
    Role(
        name="drafter",
        group=None,
        site_permissions=("wagtailadmin.access_admin",),
        page_permissions=("add_page",),
        collection_permissions=MEDIA,
    ),
    Role(
        name="approver",
        group=APPROVERS,
        site_permissions=("wagtailadmin.access_admin",),
        page_permissions=("publish_page",),
        collection_permissions=("choose_image", "choose_document"),
    ),
    Role(
        name="administrator",
        group=ADMINISTRATORS,
        site_permissions=(
            "wagtailadmin.access_admin",
            "accounts.add_user",
            "accounts.change_user",
            "editorial.add_department",
            "editorial.change_department",
            "home.change_sitesettings",
        ),
        page_permissions=("add_page", "change_page", "lock_page", "unlock_page"),
        collection_permissions=MEDIA,
    ),
)

DRAFTER = ROLES[0]


@transaction.atomic
def apply_roles() -> None:
    """Make the database match the table. Idempotent; permissions given beside it by hand are taken back."""
    for role in ROLES:
        if role.group:
            group, _created = Group.objects.get_or_create(name=role.group)
            grant(group, role, Page.objects.filter(depth=1), [Collection.get_first_root_node()])
    for department in Department.objects.select_related("group", "collection"):
        grant_department(department)
    workflow = approval_workflow()
    for home in Page.objects.filter(depth=2):
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def approval_workflow() -> Workflow:
    """Return the workflow "Duyệt tin" with its one four-eyes task for the approvers, made if it is missing."""
    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW)
    if made:
        task = FourEyesTask.objects.create(name=APPROVERS)
        task.groups.add(Group.objects.get(name=APPROVERS))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def grant_department(department: Department) -> None:
    """Give the group of `department` what a drafter may do, on its sections (with translations) and its collection."""
    keys = department.sections.values("translation_key")
    sections = Page.objects.filter(translation_key__in=keys)
    grant(department.group, DRAFTER, sections, [department.collection])
    department.group.user_set.add(*department.heads.all())


def grant(group: Group, role: Role, pages, collections) -> None:
    """Make the permissions of `group` exactly those of `role`, on these pages and collections."""
    site = [_permission(*name.split(".")) for name in role.site_permissions]
    if set(group.permissions.all()) != set(site):
        group.permissions.set(site)
    _match(
        GroupPagePermission.objects.filter(group=group),
        {(page.pk, _permission("wagtailcore", name).pk) for name in role.page_permissions for page in pages},
        lambda page, permission: GroupPagePermission(group=group, page_id=page, permission_id=permission),
        "page_id",
    )
    _match(
        GroupCollectionPermission.objects.filter(group=group),
        {
            (collection.pk, _permission(f"wagtail{'images' if 'image' in name else 'docs'}", name).pk)
            for name in role.collection_permissions
            for collection in collections
        },
        lambda place, permission: GroupCollectionPermission(group=group, collection_id=place, permission_id=permission),
        "collection_id",
    )


def _match(existing, wanted: set[tuple[int, int]], make, place: str) -> None:
    """Delete the rows of `existing` that are not wanted and make those that are missing."""
    found = {(getattr(row, place), row.permission_id): row for row in existing}
    for key in found.keys() - wanted:
        found[key].delete()
    for key in sorted(wanted - found.keys()):
        make(*key).save()


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
