"""The roles, in one table. `apply_roles` makes the database match it, however often it runs."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.editorial.models import Department, DepartmentHeadTask, FourEyesTask

APPROVERS = "Ban Biên tập"
ADMINISTRATORS = "Quản trị"
INSPECTORS = "Thanh tra"
HEAD = "Trưởng phòng"
SECOND_APPROVER = "Người duyệt thứ hai"

# The first is that of every section; sensitive sections are given the second, in the admin.
WORKFLOWS = {
    "Duyệt tin": (HEAD, APPROVERS),
    "Hai người duyệt": (HEAD, APPROVERS, SECOND_APPROVER),
    "Ban Biên tập duyệt ngay": (APPROVERS,),
}

# Which pages stand first for certain searches: no words of anybody's own, and only pages that are public.
PICKS = tuple(f"wagtailsearchpromotions.{action}_searchpromotion" for action in ("add", "change", "delete"))

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
        site_permissions=("wagtailadmin.access_admin", *PICKS),
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
            "editorial.add_inspectionterm",
            "editorial.change_inspectionterm",
            "home.change_sitesettings",
            # Which sections ask for which steps. The steps themselves, and who takes them, are not theirs to make.
            "wagtailcore.add_workflow",
            "wagtailcore.change_workflow",
            *PICKS,
        ),
        page_permissions=("add_page", "change_page", "lock_page", "unlock_page"),
        collection_permissions=MEDIA,
    ),
    # What an inspector reads hangs on the term, not on the group (cms.editorial.story.inspection).
    Role(name="inspector", group=INSPECTORS, site_permissions=("wagtailadmin.access_admin",)),
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
    """Return the workflow that sections have unless they are given another. What is missing is made.

    What there is stays as it is: administrators choose the steps of each section on Wagtail's own screens.
    """
    made = [_workflow(name, steps) for name, steps in WORKFLOWS.items()]
    return made[0]


def _workflow(name: str, steps: tuple[str, ...]) -> Workflow:
    workflow, made = Workflow.objects.get_or_create(name=name)
    if made:
        for place, step in enumerate(steps):
            WorkflowTask.objects.create(workflow=workflow, task=_task(step), sort_order=place)
    return workflow


def _task(name: str) -> Task:
    task = Task.objects.filter(name=name).first()
    if task:
        return task
    if name == HEAD:
        return DepartmentHeadTask.objects.create(name=name)
    task = FourEyesTask.objects.create(name=name)
    task.groups.add(Group.objects.get(name=APPROVERS))
    return task


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
