"""Due work that belongs to no feature: commands of Wagtail and Django that have to be run by the clock."""

from django.core.management import call_command


def publish_scheduled_pages() -> None:
    """Publish and withdraw the pages whose time has come."""
    call_command("publish_scheduled")


def remove_expired_sessions() -> None:
    """Delete the sessions that ended, so that their table does not grow without bound."""
    call_command("clearsessions")
