"""Registers what the front page adds to the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.sample import marks


@hooks.register("register_log_actions")
def sample_site_marks(actions):
    actions.register_action(marks.BEGUN, _("Begin sample site"), _("Sample site begun"))
    actions.register_action(marks.FINISHED, _("Finish sample site"), _("Sample site finished"))
