"""What is done to many accounts at once."""

from wagtail.users.views.bulk_actions import AssignRoleBulkAction

from cms.accounts.viewsets import SEARCHED
from cms.operations.admin_search.lists import matching


class PortalAssignRoleBulkAction(AssignRoleBulkAction):
    """Gives a role to accounts; "all" are those that the list has found."""

    def get_all_objects_in_listing_query(self, parent_id):
        # Upstream asks the database letter by letter, and would leave out what our list shows.
        people = self.model.objects.all()
        typed = self.request.GET.get("q")
        return (matching(people, typed, SEARCHED) if typed else people).values_list("pk", flat=True)
