"""Wagtail's page screens, where they decide: a refusal tells why, and nothing is lost."""

from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet

from cms.editorial.four_eyes import NotFourEyes


class DecidingEditView(EditView):
    """Upstream saves a reviewer's edits before it decides. They are kept, and the person hears why it was refused."""

    def perform_workflow_action(self):
        try:
            return super().perform_workflow_action()
        except NotFourEyes as refusal:
            messages.error(self.request, str(refusal))
            return redirect("wagtailadmin_pages:edit", self.page.pk)


class DecidingWorkflowActionView(WorkflowActionView):
    """The dialogs of the dashboard and the preview."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except NotFourEyes as refusal:
            messages.error(request, str(refusal))
        address = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": address})
        return redirect(address)


class PortalPageViewSet(PageViewSet):
    """The screens of every page type."""

    edit_view_class = DecidingEditView
    workflow_action_view_class = DecidingWorkflowActionView
