"""Labels of Wagtail's own forms that are not marked for translation: Wagtail leaves them to the names of the fields."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers, workflows
from wagtail.users.views.bulk_actions import assign_role

LABELS = {
    choosers.AnchorLinkChooserForm: {"url": _("Anchor"), "link_text": _("Link text")},
    choosers.EmailLinkChooserForm: {
        "email_address": _("Email address"),
        "link_text": _("Link text"),
        "subject": _("Subject"),
        "body": _("Text of the mail"),
    },
    choosers.ExternalLinkChooserForm: {"link_text": _("Link text")},
    choosers.PhoneLinkChooserForm: {"phone_number": _("Phone number"), "link_text": _("Link text")},
    workflows.WorkflowContentTypeForm: {"content_types": _("Content types")},
    workflows.WorkflowPageForm: {"page": _("Page")},
    assign_role.RoleForm: {"role": _("Role")},
}


def name_fields() -> None:
    """Give the fields their labels. Called once, when the apps are ready."""
    for form, labels in LABELS.items():
        for field, label in labels.items():
            form.base_fields[field].label = label
