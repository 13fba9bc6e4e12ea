"""Proposing other words, and answering such a proposal."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages

from cms.editorial.models import Proposal
from cms.editorial.review import proposals
from cms.editorial.review.forms import DeclineForm, ProposeForm
from cms.editorial.review.views import OfPage, ReviewScreen


class ProposeView(ReviewScreen, FormView):
    form_class = ProposeForm
    page_title = gettext_lazy("Propose other words")
    template_name = "editorial/review/propose.html"

    def form_valid(self, form):
        try:
            proposals.propose(self.page, self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, _("The drafter has been asked. You may still approve this page."))
        return redirect(self.review_url)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=400)


class AnswerView(OfPage, View):
    """One tap on a proposal."""

    http_method_names = ["post"]

    def post(self, request, proposal_id):
        proposal = get_object_or_404(Proposal, pk=proposal_id, page_id=self.page.pk)
        try:
            self.answer(request, proposal)
        except ValidationError as error:
            faults = " ".join(error.messages)
            messages.error(request, _("The draft is not complete: %(faults)s") % {"faults": faults})
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
        return redirect(self.review_url)


class AcceptView(AnswerView):
    def answer(self, request, proposal):
        answered = proposals.accept(proposal, request.user)
        if answered.state == Proposal.State.LAPSED:
            messages.warning(request, _("The passage is no longer in the draft: the proposal has lapsed."))
        else:
            messages.success(request, _("The proposed words stand in the draft now."))


class DeclineView(AnswerView):
    def answer(self, request, proposal):
        form = DeclineForm(request.POST)
        if not form.is_valid():
            raise PermissionDenied(" ".join(message for errors in form.errors.values() for message in errors))
        proposals.decline(proposal, request.user, form.cleaned_data["reason"])
        messages.success(request, _("You declined the proposal."))
