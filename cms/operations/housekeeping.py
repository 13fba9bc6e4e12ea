"""Due work that belongs to no feature: commands of Wagtail and Django that have to be run by the clock."""

from django.core.management import call_command
from django.db import connection

# SQLite looks at so many rows of each index.
ROWS_LOOKED_AT = 1000


def publish_scheduled_pages() -> None:
    """Publish and withdraw the pages whose time has come."""
    call_command("publish_scheduled")


def remove_expired_sessions() -> None:
    """Delete the sessions that ended, so that their table does not grow without bound."""
    call_command("clearsessions")


def refresh_statistics() -> None:
    """Tell SQLite how many rows its tables have and how many values its indexes; PostgreSQL keeps count by itself.

    Without them SQLite takes an index of two languages for as good as one of all titles.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
            cursor.execute("ANALYZE")
