"""The links of public pages that lead readers nowhere, for those who can put them right: each department its own."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.editorial.models import Department
from cms.editorial.models.departments import department_ids_of
from cms.editorial.story.views import ReadingScreen
from cms.pages.links.broken import reason_of
from cms.pages.models import CatalogueEntry, Link, LinkUse
from cms.pages.visibility import sees_every_draft


@dataclass(frozen=True)
class Row:
    """One use of a broken link: the page, its department, and why. `edits` says whether the person may edit it."""

    use: LinkUse
    entry: CatalogueEntry
    edits: bool

    @property
    def title(self) -> str:
        return self.use.page.title

    @property
    def fault(self) -> str:
        """The address, where it is one that people know, and why it leads nowhere."""
        link = self.use.link
        known = [link.address] if link.address.startswith(("http", "/")) else []
        return " – ".join([*known, reason_of(link.address, link.state)])


class DepartmentForm(forms.Form):
    """Whose pages to list, for those who see all of them."""

    department = forms.ModelChoiceField(
        Department.objects.all(),
        label=gettext_lazy("Department"),
        required=False,
        empty_label=gettext_lazy("All departments"),
    )


def may_read(user) -> bool:
    """Whether the report has anything to say to `user`: members of departments, approvers and administrators."""
    return user.has_perm("wagtailadmin.access_admin") and (sees_every_draft(user) or bool(department_ids_of(user)))


def uses_for(user, department: Department | None = None) -> QuerySet:
    """Return the uses of broken links on public pages that `user` is told of."""
    entries = CatalogueEntry.objects.public()
    if not sees_every_draft(user):
        own = department_ids_of(user)
        entries = entries.filter(Q(department__in=own) | Q(co_departments__in=own))
    elif department:
        entries = entries.filter(Q(department=department) | Q(co_departments=department))
    uses = LinkUse.objects.filter(is_public=True, link__state__in=Link.BROKEN, page__in=entries.values("page_id"))
    return uses.select_related("page", "link").order_by("-link__failing_since", "-page_id", "pk")


def rows_of(uses, user) -> list[Row]:
    """Return the rows of these uses. The same number of queries whatever their number."""
    uses = list(uses)
    pages = {use.page_id for use in uses}
    entries = CatalogueEntry.objects.select_related("department").in_bulk(pages)
    changed = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    edited = set(changed.filter(pk__in=pages).values_list("pk", flat=True))
    return [Row(use, entries[use.page_id], use.page_id in edited) for use in uses]


class BrokenLinksView(ReadingScreen):
    """The report."""

    page_title = gettext_lazy("Broken links")
    header_icon = "link"
    template_name = "pages/broken_links.html"

    def dispatch(self, request):
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get_context_data(self, **kwargs):
        user = self.request.user
        form = DepartmentForm(self.request.GET) if sees_every_draft(user) else None
        department = form.cleaned_data["department"] if form and form.is_valid() else None
        uses = LinkUse.objects.none() if form and not form.is_valid() else uses_for(user, department)
        listed = self.listed(uses)
        return super().get_context_data(form=form, rows=rows_of(listed["screen"], user), **listed, **kwargs)


class BrokenLinksMenuItem(MenuItem):
    def is_shown(self, request):
        return may_read(request.user)


def menu_item() -> MenuItem:
    return BrokenLinksMenuItem(_("Broken links"), reverse("broken_links"), icon_name="link", order=900)
