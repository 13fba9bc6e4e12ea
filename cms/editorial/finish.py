"""What happens when a workflow has run through. Wagtail imports this module while `wagtail.models` loads:
it must not import models at its top.
"""


def publish_approved(workflow_state, user=None) -> None:
    """Publish the revision that was approved, by the person who approved it (WAGTAIL_FINISH_WORKFLOW_ACTION).

    Raises NotFourEyes when no four-eyes task approved this revision by `user` or `user` is a contributor. Wagtail
    also finishes a workflow when its task is disabled or when it has none: neither is an approval.
    """
    from cms.editorial.gate import publish_with_record

    publish_with_record(workflow_state, user)
