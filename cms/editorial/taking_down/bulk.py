"""Taking down and throwing away many pages at once, and by the API: the same rules as for one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, UnpublishBulkAction

from cms.editorial.models import BinnedDraft
from cms.editorial.taking_down import withdrawal
from cms.editorial.taking_down.bin import KEPT, BinPageAction
from cms.editorial.taking_down.forms import BulkWithdrawalForm


class RefusedInWords:
    """Upstream answers every refusal with the same sentence. Nothing is done then, to none of the pages."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except PermissionDenied as refusal:
            messages.error(self.request, str(refusal) or _("Other pages need what you chose: nothing was done."))
            return redirect(self.next_url)


class WithdrawBulkAction(RefusedInWords, UnpublishBulkAction):
    """Upstream asks for no reason. Here one reason is asked for, and kept with each page."""

    display_name = _("Take down")
    aria_label = _("Take down the chosen pages")
    form_class = BulkWithdrawalForm
    template_name = "editorial/taking_down/bulk_withdraw.html"

    def get_execution_context(self):
        return {"user": self.request.user, "said": self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, objects, said=None, user=None, **kwargs):
        chosen, below = 0, 0
        for page in sorted(objects, key=lambda page: page.path):
            page.refresh_from_db()
            if not page.live:
                # Taken down a moment ago, with a page above it that was chosen too.
                continue
            with_descendants = said["include_descendants"]
            below += withdrawal.public_below(page).count() if with_descendants else 0
            withdrawal.withdraw(
                page, user, said["kind"], said["reason"], said["notice"], with_descendants=with_descendants
            )
            chosen += 1
        return chosen, below

    def get_success_message(self, num_parent_objects, num_child_objects):
        number = num_parent_objects + num_child_objects
        return ngettext("%(number)d page was taken down.", "%(number)d pages were taken down.", number) % {
            "number": number
        }


class BinBulkAction(RefusedInWords, DeleteBulkAction):
    """Into the bin."""

    display_name = _("Put into the bin")
    aria_label = _("Put the chosen pages into the bin")
    template_name = "editorial/taking_down/bulk_throw_away.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"type_to_confirm_before_delete": False, "days": KEPT.days}

    def post(self, request):
        # Past upstream's own, which has the name of the site typed: the bin gives back what went there by a slip.
        return super(DeleteBulkAction, self).post(request)

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        pages, below = 0, 0
        for page in sorted(objects, key=lambda page: page.path):
            if BinnedDraft.objects.filter(pk=page.pk).exists():
                # Went there a moment ago, with a page above it that was chosen too.
                continue
            below += page.get_descendant_count()
            BinPageAction(page, user=user).execute()
            pages += 1
        return pages, below

    def get_success_message(self, num_parent_objects, num_child_objects):
        number = num_parent_objects + num_child_objects
        return ngettext("%(number)d draft is in the bin.", "%(number)d drafts are in the bin.", number) % {
            "number": number
        }


class BinPageAPIAction(DeletePageAPIAction):
    """The API behind the menu of pages deletes as people do."""

    def _action_from_data(self, instance, data):
        return BinPageAction(page=instance, user=self.request.user)
