from wagtail import hooks

from cms.accounts.bulk_actions import PortalAssignRoleBulkAction

# After Wagtail's own of the same name, which it replaces.
hooks.register("register_bulk_action", PortalAssignRoleBulkAction, order=1000)
