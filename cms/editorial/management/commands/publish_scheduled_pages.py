from cms.editorial.management.commands.publish_scheduled import Command as PublishScheduledCommand


class Command(PublishScheduledCommand):
    """Wagtail's older name of the same command."""
