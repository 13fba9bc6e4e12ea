from wagtail import hooks
from wagtail.admin.forms.account import NameEmailForm
from wagtail.users.views.bulk_actions import DeleteBulkAction, SetActiveStateBulkAction

from cms.accounts.bulk_actions import PortalAssignRoleBulkAction

# After Wagtail's own of the same name, which it replaces.
hooks.register("register_bulk_action", PortalAssignRoleBulkAction, order=1000)

# Upstream asks the person for the given name first, and has no setting for this form.
NameEmailForm.field_order = ["last_name", "first_name"]

# Upstream knows no way to unregister what is done to many at once; what is for no model is not there. Accounts are
# never deleted. And they are activated and deactivated one by one: upstream writes past every signal, so that nothing
# would be handed over, and who becomes an approver by it would be told to nobody.
for refused in (DeleteBulkAction, SetActiveStateBulkAction):
    refused.models = []
