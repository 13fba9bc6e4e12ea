"""The decisions as pages of their own. The review screen shows the same forms in dialogs."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.models import Page

from cms.editorial import desk
from cms.editorial.four_eyes import ChangedMeanwhile, Shown
from cms.editorial.review import decisions, field_comments, rights
from cms.editorial.review.forms import PHRASES, ApproveForm, ReturnForm
from cms.editorial.review.views import ReviewScreen, approve_initial


class DecisionView(ReviewScreen, FormView):
    """A decision. What is wrong is said, and what was typed stays."""

    def form_valid(self, form):
        try:
            self.decide(form)
        except ChangedMeanwhile as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.changes_url(refusal.shown))
        except ValidationError as error:
            return self.refuse(form, _("The draft is not complete: %(faults)s") % {"faults": " ".join(error.messages)})
        except PermissionDenied as refusal:
            return self.refuse(form, str(refusal))
        self.tell()
        return redirect("wagtailadmin_home")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=400)

    def refuse(self, form, message: str):
        form.add_error(None, message)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def changes_url(self, shown: Shown | None) -> str:
        """Return the difference between what was on the screen and what stands there now."""
        base = f"&base={shown.revision_pk}" if shown and shown.revision_pk else ""
        return f"{self.review_url}?view=changes{base}"

    def tell(self):
        """Say what was done, with the way to what waits next for this person."""
        waiting = [row.page.pk for row in desk.to_approve(self.request.user) if row.page.pk != self.page.pk]
        buttons = (
            [messages.button(reverse("review", args=[waiting[0]]), _("Next page that waits for you"))]
            if waiting
            else []
        )
        title = self.page.get_admin_display_title()
        messages.success(self.request, self.success_message() % {"title": title}, buttons=buttons)


class ApproveView(DecisionView):
    form_class = ApproveForm
    page_title = gettext_lazy("Approve")
    template_name = "editorial/review/approve.html"

    def get_initial(self):
        return approve_initial(self.page, self.step)

    def decide(self, form):
        data = form.cleaned_data
        shown = Shown(data["shown_revision"], data["shown_hash"])
        decisions.approve(self.page, self.request.user, data["step"], shown, data["comment"], data["cleared"])

    def success_message(self) -> str:
        page = Page.objects.get(pk=self.page.pk)
        if page.workflow_in_progress:
            return _("You approved “%(title)s”. It goes on to the next step.")
        if page.approved_schedule:
            return _("You approved “%(title)s”. It goes live at its hour.")
        return _("You approved “%(title)s”. It is public.")

    def get_context_data(self, **kwargs):
        label, demand = "", None
        if self.rights.approves:
            label = rights.what_approving_does(self.page, self.page.get_latest_revision_as_object())
            demand = self.demand
        return super().get_context_data(approve_label=label, demand=demand, **kwargs)


class ReturnView(DecisionView):
    form_class = ReturnForm
    page_title = gettext_lazy("Return")
    template_name = "editorial/review/return.html"

    def get_initial(self):
        return {"step": self.step}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"commented": field_comments.commented_fields(self.page)}

    def decide(self, form):
        data = form.cleaned_data
        decisions.give_back(self.page, self.request.user, data["step"], data["reason"], form.comments)

    def success_message(self) -> str:
        return _("You returned “%(title)s”.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(phrases=PHRASES, **kwargs)


class RecallView(ReviewScreen, TemplateView):
    """Taking back what one sent."""

    page_title = gettext_lazy("Take back")
    template_name = "editorial/review/recall.html"

    def post(self, request):
        try:
            decisions.recall(self.page, request.user)
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
            return redirect(self.review_url)
        title = self.page.get_admin_display_title()
        messages.success(request, _("You took “%(title)s” back. It is a draft again.") % {"title": title})
        return redirect("wagtailadmin_pages:edit", self.page.pk)


class EditView(ReviewScreen, TemplateView):
    """A stop on the way to the editor: who edits what they review does not approve it."""

    http_method_names = ["get", "head"]
    page_title = gettext_lazy("Edit")
    template_name = "editorial/review/edit.html"
