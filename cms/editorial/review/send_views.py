"""The last look before a draft is sent: its warnings, answered or mended. The same screen answers while it waits."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.editorial import action_menu, drafts
from cms.editorial.four_eyes import ChangedMeanwhile, Shown
from cms.editorial.review import answers, warnings
from cms.editorial.review.forms import AnswersForm


def send_or_ask(request, page, leave):
    """Send the saved draft of `page` where nothing is to be looked at twice, else lead to the last look.

    `leave()` is the answer of a form that was sent. Raises PermissionDenied as `drafts.submit` does.
    """
    page = Page.objects.get(pk=page.pk).specific
    if warnings.of(page.get_latest_revision_as_object()):
        return redirect("review_send", page.pk)
    drafts.submit(page, request.user)
    tell_sent(request, page)
    return leave()


def tell_sent(request, page) -> None:
    title = page.get_latest_revision_as_object().title
    messages.success(request, _("“%(title)s” was sent for approval.") % {"title": title})


class SendView(WagtailAdminTemplateMixin, FormView):
    """Nothing is sent by opening it; what is wrong is said, and what was typed stays."""

    form_class = AnswersForm
    header_icon = "warning"
    template_name = "editorial/review/send.html"

    def dispatch(self, request, page_id, **kwargs):
        self.page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
        if not (self.sends or answers.may_answer(self.page, request.user)):
            raise PermissionDenied
        return super().dispatch(request, **kwargs)

    @cached_property
    def sends(self) -> bool:
        return answers.may_send(self.page, self.request.user)

    @property
    def draft(self) -> Page:
        return self.page.get_latest_revision_as_object()

    def get_initial(self):
        shown = Shown.of(self.page)
        return {"shown_revision": shown.revision_pk, "shown_hash": shown.content_hash}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"answered": answers.answered(self.page, self.draft)}

    def post(self, request, *args, **kwargs):
        if "mend" in request.POST and self.sends:
            return self.mend(request.POST["mend"])
        return super().post(request, *args, **kwargs)

    def mend(self, name: str):
        try:
            answers.mend(self.page, self.request.user, name)
        except ValidationError as error:
            faults = {"faults": " ".join(error.messages)}
            messages.error(self.request, _("The draft is not complete: %(faults)s") % faults)
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        except PermissionDenied as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, _("It was put right in the draft."))
        return self.show_again()

    def show_again(self, status: int = 200):
        """Show the draft as it is now, with the answers that were typed."""
        self.page = Page.objects.get(pk=self.page.pk).specific
        typed = {name: text for name, text in self.request.POST.items() if name.startswith(("text-", "kind-"))}
        form = AnswersForm(initial=self.get_initial() | typed, answered=answers.answered(self.page, self.draft))
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def form_valid(self, form):
        data = form.cleaned_data
        shown = Shown(data["shown_revision"], data["shown_hash"])
        act = answers.send if self.sends else answers.answer
        try:
            act(self.page, self.request.user, form.given, shown)
        except ChangedMeanwhile:
            messages.error(self.request, _("Somebody saved another version meanwhile: this is what it says."))
            return self.show_again(409)
        except ValidationError as error:
            faults = {"faults": " ".join(error.messages)}
            form.add_error(None, _("The draft is not complete: %(faults)s") % faults)
            return self.form_invalid(form)
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if not self.sends:
            messages.success(self.request, _("Your answers were kept. Who decides about the page sees them."))
            return redirect("review", self.page.pk)
        tell_sent(self.request, self.page)
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=400)

    def get_page_title(self):
        return gettext_lazy("Before it is sent") if self.sends else gettext_lazy("Answers to warnings")

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [{"url": reverse("wagtailadmin_home"), "label": gettext_lazy("Home")}, here]

    def get_context_data(self, **kwargs):
        label = action_menu.send_label(self.page, self.page.get_parent(), self.request.user) if self.sends else ""
        return super().get_context_data(
            page=self.page,
            draft=self.draft,
            sends=self.sends,
            send_label=label,
            breadcrumbs_items=self.get_breadcrumbs_items(),
            **kwargs,
        )
