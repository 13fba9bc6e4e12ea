"""Wagtail's page screens, where they save and decide: a refusal tells why, and nothing is lost."""

import json

from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet

from cms.editorial import clearance, emergency, gate, last_line
from cms.editorial.clearance import NotCleared
from cms.editorial.forms import ApproveForm
from cms.editorial.four_eyes import ChangedMeanwhile, NotFourEyes, Shown
from cms.editorial.models import Proposal, is_approver
from cms.editorial.review import answers, proposals
from cms.editorial.review.send_views import send_or_ask
from cms.editorial.story.views import DifferenceView, FullLogView, StoryView
from cms.editorial.taking_down.menu import name_the_bin
from cms.editorial.taking_down.views import BinView, WithdrawView


class SendingView:
    """Saves what was typed, then sends it; what somebody should look at twice is shown before.

    Upstream sends in the same breath. Mixed in before Wagtail's view of the form.
    """

    # While it sends, that the draft was saved goes without saying.
    is_sending = False

    def submit_action(self):
        self.is_sending = True
        saved = self.save_action()
        if self.expects_json_response or saved.status_code != 302:
            return saved
        return send_or_ask(self.request, self.page, self.redirect_away)


class DecidingCreateView(SendingView, CreateView):
    """The form of a new page. One that is sent is a draft first, whatever becomes of the sending."""

    @transaction.atomic
    def submit_action(self):
        return super().submit_action()


class DecidingEditView(SendingView, EditView):
    """One save or decision at a time, each about what was on the screen.

    Upstream overwrites what another person saved meanwhile when a form comes without its script, and saves a
    reviewer's edits before it decides. Those edits are kept, and the person hears why the decision was refused.
    """

    def dispatch(self, request, page_id, **kwargs):
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic():
            gate.lock(page_id)
            return super().dispatch(request, page_id, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.page.workflow_in_progress and not self.locked_for_user and self.decides:
            messages.info(request, _("Who edits this page has a hand in it: another approver decides about it then."))
        self.tell_of_emergency()
        self.tell_of_proposals()
        self.tell_of_missing_basis()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.is_out_of_date and not self.expects_json_response:
            return self.refuse_overwriting()
        return super().post(request, *args, **kwargs)

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        name_the_bin(buttons, self.page)
        return buttons

    def tell_of_emergency(self):
        """Flag a page that stands on one person's word, with the way to confirm it."""
        record = emergency.unconfirmed_record(self.real_page_record)
        if record is None:
            return
        message = _("%(name)s published this page in an emergency. It awaits confirmation by another approver.")
        address = reverse("confirm_emergency", args=[self.page.pk])
        buttons = [messages.button(address, _("Look at it"))] if is_approver(self.request.user) else []
        messages.warning(self.request, message % {"name": record.approver.get_full_name()}, buttons=buttons)

    def tell_of_proposals(self):
        """Say that reviewers proposed other words, with the way to take them over."""
        count = Proposal.objects.open().filter(page_id=self.page.pk).count()
        if not count or not proposals.may_answer(self.page, self.request.user):
            return
        message = ngettext(
            "%(count)d proposal for other words awaits an answer.",
            "%(count)d proposals for other words await an answer.",
            count,
        )
        address = reverse("review", args=[self.page.pk]) + "#proposals"
        messages.info(self.request, message % {"count": count}, buttons=[messages.button(address, _("Look at it"))])

    def tell_of_missing_basis(self):
        """Say that what waits cannot be approved before its drafters give a basis, with the way to give it."""
        if not self.page.workflow_in_progress or not answers.drafts_it(self.page, self.request.user):
            return
        demand = clearance.demand_of(self.page)
        if demand and not demand.is_answered:
            message = _("This page holds what looks like pupils' data: nobody can approve it before you give a basis.")
            button = messages.button(reverse("review_send", args=[self.page.pk]), _("Give the basis"))
            messages.warning(self.request, message, buttons=[button])

    def add_save_confirmation_message(self):
        if not self.is_sending:
            super().add_save_confirmation_message()

    @property
    def decides(self) -> bool:
        """Whether the person may decide about the page that waits."""
        task = self.page.current_workflow_task
        actions = task.get_actions(self.page, self.request.user) if task else []
        return "approve" in {name for name, _label, _is_modal in actions}

    def refuse_overwriting(self):
        """Show the form again with what was typed; saved once more, it goes over the other person's version."""
        loaded = self.request.POST.get("overwrite_revision_id") or self.request.POST.get("loaded_revision_id")
        if self.request.POST.get("action-workflow-action"):
            return show_difference(self.request, ChangedMeanwhile(self.real_page_record, Shown(loaded, None)))
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()
        message = _(
            "%(name)s saved this page while you were editing it. Nothing was overwritten, and what you typed is still "
            "here. Look at the difference; if you save again, your version takes its place. The other one stays in "
            "the history."
        )
        other = self.latest_revision.user
        button = messages.button(_compare_address(self.page, loaded), _("See the difference"), new_window=True)
        messages.error(
            self.request, message % {"name": other.get_full_name() if other else _("Somebody")}, buttons=[button]
        )
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data(), status=409)

    def submit_action(self):
        return self.keeping_the_text(super().submit_action)

    def restart_workflow_action(self):
        """Take it back, and send it as if for the first time: by the same last look as ever."""
        self.is_sending = True
        saved = self.save_action()
        if self.expects_json_response or saved.status_code != 302:
            return saved
        self.workflow_state.cancel(user=self.request.user)
        return send_or_ask(self.request, self.page, self.redirect_away)

    def keeping_the_text(self, action):
        """Do what saves first and then asks for a decision; where that is refused, the save stays."""
        try:
            return action()
        except ChangedMeanwhile as refusal:
            return show_difference(self.request, refusal)
        except NotCleared as refusal:
            return show_where_to_tick(self.request, self.page, refusal)
        except NotFourEyes as refusal:
            messages.error(self.request, str(refusal))
            return redirect("wagtailadmin_pages:edit", self.page.pk)

    def perform_workflow_action(self):
        self.request.POST = self.request.POST.copy()
        self.request.POST["workflow-action-extra-data"] = json.dumps(self.decision())
        return self.keeping_the_text(super().perform_workflow_action)

    def decision(self) -> dict:
        """Return what the decision carries: the dialog's comment, and from the screen itself what was shown on it."""
        try:
            from_dialog = json.loads(self.request.POST.get("workflow-action-extra-data") or "{}")
        except ValueError:
            from_dialog = {}
        comment = from_dialog.get("comment", "") if isinstance(from_dialog, dict) else ""
        form = ApproveForm({**self.request.POST.dict(), "comment": comment})
        form.is_valid()
        return form.cleaned_data

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.page.workflow_in_progress and not self.locked_for_user:
            context["shown"] = Shown.of(self.real_page_record)
        return context


class DecidingWorkflowActionView(WorkflowActionView):
    """The dialog of a decision; whoever links to it says in the query what is on the screen."""

    def get(self, request, *args, **kwargs):
        initial = {name: request.GET.get(name) for name in ("shown_revision", "shown_hash")}
        return self.render_modal_form(request, self.form_class(initial=initial))

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except ChangedMeanwhile as refusal:
            response = show_difference(request, refusal)
        except NotCleared as refusal:
            response = show_where_to_tick(request, self.object, refusal)
        except NotFourEyes as refusal:
            messages.error(request, str(refusal))
            response = redirect("wagtailadmin_pages:edit", self.object.pk)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": response.url})
        return response


def show_difference(request, refusal: ChangedMeanwhile):
    """Say why nothing was decided, and lead to what changed since the screen was made."""
    messages.error(request, str(refusal))
    return redirect(_compare_address(refusal.page, refusal.shown.revision_pk))


def show_where_to_tick(request, page, refusal: NotCleared):
    """Say why nothing was decided, and lead to the review screen, where what is asked for stands."""
    messages.error(request, str(refusal))
    return redirect("review", page.pk)


def tell_why_not_moved(request, page, destination):
    """Say why a page stays where it is. Upstream answers every refusal with the same sentence."""
    try:
        last_line.refuse_move(page, page.get_parent(), destination)
    except gate.UnapprovedPublication as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def _compare_address(page, shown_revision) -> str:
    """Return the comparison with the latest revision; the form of the page where there is nothing to compare."""
    shown = page.revisions.filter(pk=shown_revision).first() if str(shown_revision or "").isdecimal() else None
    if shown is None or shown.pk == page.latest_revision_id:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, shown.pk, page.latest_revision_id])


class PortalPageViewSet(PageViewSet):
    """The screens of every page type."""

    add_view_class = DecidingCreateView
    edit_view_class = DecidingEditView
    unpublish_view_class = WithdrawView
    delete_view_class = BinView
    workflow_action_view_class = DecidingWorkflowActionView
    history_view_class = StoryView
    revisions_compare_view_class = DifferenceView

    @cached_property
    def history_results_view(self):
        return self.construct_view(FullLogView, results_only=True)
