"""The review screen: a draft as readers will see it, what changed in it, and the way to the decision."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.editorial import clearance
from cms.editorial.four_eyes import Shown
from cms.editorial.models import FourEyesTask, Proposal
from cms.editorial.review import answers, changes, field_comments, proposals, rights
from cms.editorial.review.facts import facts_of
from cms.editorial.review.forms import PHRASES, ApproveForm, DeclineForm, ProposeForm, ReturnForm
from cms.editorial.review.rights import rights_of


class OfPage:
    """A screen about one page, `self.page`. Who may know of its draft is asked by DraftGuardMiddleware."""

    def dispatch(self, request, page_id, **kwargs):
        self.page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
        return super().dispatch(request, **kwargs)

    @cached_property
    def rights(self) -> rights.Rights:
        return rights_of(self.page, self.request.user)

    @property
    def review_url(self) -> str:
        return reverse("review", args=[self.page.pk])

    @property
    def step(self) -> int | None:
        """The task state at which the page waits."""
        state = self.page.current_workflow_task_state
        return state.pk if state else None

    @property
    def demand(self) -> clearance.Demand | None:
        """What an approval at this step must tick."""
        return asked_at(self.page.current_workflow_task, self.page.get_latest_revision_as_object())


class ReviewScreen(OfPage, WagtailAdminTemplateMixin):
    """What the screen and the pages of its decisions share: where one is."""

    header_icon = "glasses"
    page_title = gettext_lazy("Review")

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [{"url": reverse("wagtailadmin_home"), "label": gettext_lazy("Home")}, here]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.page,
            rights=self.rights,
            review_url=self.review_url,
            breadcrumbs_items=self.get_breadcrumbs_items(),
            **kwargs,
        )


@dataclass(frozen=True)
class Answerable:
    """A proposal that waits, and whether the person looking may answer it."""

    proposal: Proposal
    answers: bool


class ReviewView(ReviewScreen, TemplateView):
    template_name = "editorial/review/review.html"

    @cached_property
    def draft(self) -> Page:
        return self.page.get_latest_revision_as_object()

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("base", "")
        bases = changes.bases_of(self.page, asked)
        base = next((base for base in bases if base.name == asked), bases[0] if bases else None)
        in_changes = self.request.GET.get("view") == "changes"
        return super().get_context_data(
            draft=self.draft,
            facts=facts_of(self.page, self.draft),
            warnings=answers.answered(self.page, self.draft),
            may_answer=answers.drafts_it(self.page, self.request.user),
            shows_changes=in_changes,
            bases=bases,
            base=base,
            differences=changes.differences(self.page, self.draft, base, self.request) if in_changes and base else [],
            proposals=self.proposals(),
            decline_form=DeclineForm(),
            **self.dialogs(),
            **kwargs,
        )

    def proposals(self) -> list[Answerable]:
        user = self.request.user
        answers = proposals.may_answer(self.page, user)
        waiting = Proposal.objects.open().filter(page_id=self.page.pk).select_related("author")
        return [Answerable(proposal, answers and proposal.author_id != user.pk) for proposal in waiting]

    def dialogs(self) -> dict:
        """Return the forms of the decisions that are the person's to take."""
        forms = {}
        if self.rights.approves:
            forms["approve_form"] = ApproveForm(initial=approve_initial(self.page, self.step))
            forms["approve_label"] = rights.what_approving_does(self.page, self.draft)
            forms["demand"] = self.demand
        if self.rights.reviews:
            commented = field_comments.commented_fields(self.page)
            forms["return_form"] = ReturnForm(initial={"step": self.step}, commented=commented)
            forms["phrases"] = PHRASES
            forms["propose_form"] = ProposeForm()
        return forms


class DraftView(OfPage, View):
    """A revision exactly as readers would see it; Wagtail's own view of drafts asks who may edit the page."""

    http_method_names = ["get", "head"]

    def get(self, request, revision_id):
        revision = self.page.revisions.filter(pk=revision_id).first()
        if revision is None:
            raise Http404
        content = revision.as_object()
        if not content.is_previewable():
            raise Http404
        return content.make_preview_request(request, content.default_preview_mode)


def asked_at(task, draft) -> clearance.Demand | None:
    """Return what the `draft` asks of who approves it at the step `task`: of approvers alone."""
    return clearance.demand_of(draft) if task and isinstance(task.specific, FourEyesTask) else None


def approve_initial(page, step: int | None) -> dict:
    """Return what an approval carries of the screen: the step, and the draft as it is `Shown`."""
    shown = Shown.of(page)
    return {"step": step, "shown_revision": shown.revision_pk, "shown_hash": shown.content_hash}
