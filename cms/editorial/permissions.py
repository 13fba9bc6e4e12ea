"""What a person may do with a page. Mirrors the rules that are kept where the actions happen.

Upstream: `PagePermissionTester` knows owners and groups, not departments, and lets holders of "publish" publish.
It can go when Wagtail lets a page's permissions be given by a policy alone.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock
from wagtail.models import Page, PagePermissionTester

from cms.editorial.models import BinnedDraft, is_approver
from cms.editorial.models.departments import department_ids_of


class GovernedPagePermissionTester(PagePermissionTester):
    """Nobody publishes by hand, superusers included; a department's members edit the department's pages."""

    def __init__(self, user, page):
        super().__init__(user, page)
        self.is_administrator = user.is_active and (user.is_superuser or "change" in self.permissions)
        self.may_take_down = is_approver(user)

    def can_edit(self):
        if not self.user.is_active or self.page_is_root:
            return False
        if self.is_administrator or self.is_own():
            return True
        task = self.page.current_workflow_task
        return bool(task and task.user_can_access_editor(self.page, self.user))

    def can_add_subpage(self):
        return super().can_add_subpage() or self.is_written_by_approvers()

    def is_written_by_approvers(self) -> bool:
        """Whether an approver asks about a section in which approvers write too."""
        from cms.editorial import compose

        return self.page.specific_class in compose.approvers_section_types() and is_approver(self.user)

    def is_own(self) -> bool:
        """Whether the user drafts the page: as a member of its department, or as an approver who began it."""
        return self.is_own_department() or (self.page.owner_id == self.user.pk and is_approver(self.user))

    def is_own_department(self) -> bool:
        """Whether the user is a member of the department that posts the page, or of one that shares it."""
        return bool(department_ids_of(self.user) & self.page.specific.department_ids)

    def can_delete(self, ignore_bulk=False):
        """Drafts that were never public, by their owner or an administrator. What was public is withdrawn instead."""
        if not self.user.is_active or self.page_is_root:
            return False
        if not (self.is_administrator or (self.page.owner_id == self.user.pk and self.is_own())):
            return False
        if self.page.is_leaf():
            # No query: lists ask this of every row.
            return self.page.first_published_at is None
        if self.page.get_descendants().exclude(first_published_at=None).exists() or self.page.first_published_at:
            return False
        return ignore_bulk or self.is_administrator

    def can_view_revisions(self):
        """Who may see the drafts. Upstream: everyone."""
        return not self.page_is_root and (self.is_administrator or self.may_take_down or self.is_own_department())

    def can_submit_for_moderation(self):
        return super().can_submit_for_moderation() and not BinnedDraft.objects.filter(pk=self.page.pk).exists()

    def can_publish(self):
        return False

    def can_publish_subpage(self):
        return False

    def can_unpublish(self):
        return self.page.live and not self.page_is_root and self.may_take_down

    def can_set_view_restrictions(self):
        return self.is_administrator and not self.page_is_root

    def can_unschedule(self):
        return self.may_take_down and not self.page_is_root

    def can_reorder_children(self):
        return self.is_administrator

    def can_move(self):
        """Drafts like deleting; what citizens see is moved by administrators alone."""
        return self.is_administrator or self.can_delete(ignore_bulk=True)

    def can_move_to(self, destination):
        if self.page == destination or destination.is_descendant_of(self.page) or not self.can_move():
            return False
        if not self.page.is_child_of(destination) and not self.page.specific.can_move_to(destination):
            return False
        if self.page.get_descendants(inclusive=True).live().exists() and self.page.get_view_restrictions():
            # Leaving a private section would make the page public, and nobody approved that.
            return False
        tester = destination.permissions_for_user(self.user)
        return self.user.is_superuser or "add" in tester.permissions


class GovernedPage:
    """What the editorial rules ask of a page class. Mixed in before `wagtail.models.Page`.

    The class supplies `department` (that posts the page, or None), `department_ids` (ids of the departments whose
    members edit the page) and `public_id` (UUID).
    """

    # Whether it must reach the approvers at any hour, past every step before them.
    is_urgent = False

    def permissions_for_user(self, user):
        return GovernedPagePermissionTester(user, self)

    def publish(self, revision, *args, **kwargs):
        """Publish or schedule an approved revision. Raises UnapprovedPublication for any other."""
        from cms.editorial.gate import passage

        with passage(self, revision):
            return super().publish(revision, *args, **kwargs)

    @transaction.atomic
    def unpublish(self, *args, **kwargs):
        """Take the page down; one that is being approved at this moment is taken down before or after that."""
        from cms.editorial.gate import lock

        lock(self.pk)
        return super().unpublish(*args, **kwargs)

    @transaction.atomic
    def save_revision(self, user=None, overwrite_revision=None, **kwargs):
        """Keep the content as a revision, and `user` as a contributor if it changed.

        No revision is overwritten that an approver may be looking at, or that was decided about or published. Raises
        PermissionDenied where the page is locked for `user`, by whatever way the save came.
        """
        from cms.editorial import contributions, gate, steps

        if self.pk:
            gate.lock(self.pk)
            gate.refuse_binned(self)
        page_lock = self.get_lock()
        # What a reviewer proposed is taken over during the review; every other lock holds.
        is_let_in = isinstance(page_lock, WorkflowLock) and steps.is_accepting(self, user)
        if user and page_lock and page_lock.for_user(user) and not is_let_in:
            raise PermissionDenied(_("“%(title)s” is locked for you now.") % {"title": self.title})
        if overwrite_revision and not steps.may_overwrite(self, overwrite_revision):
            overwrite_revision = None
        before = Page.objects.filter(pk=self.pk).values_list("latest_revision_id", flat=True).first()
        revision = super().save_revision(user=user, overwrite_revision=overwrite_revision, **kwargs)
        changed = contributions.note(self, user)
        steps.revision_saved(self, before, revision, changed=changed, user=user)
        if self.live:
            # Upstream: lists of the admin show `draft_title` to everyone who may know of the live page.
            Page.objects.filter(pk=self.pk).update(draft_title=F("title"))
        return revision

    def with_content_json(self, content):
        # A draft carries its own title, and brings it along when it is published.
        page = super().with_content_json(content)
        page.draft_title = page.title
        return page
