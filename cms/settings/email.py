"""Mail settings from EMAIL_URL."""

from urllib.parse import unquote, urlsplit

# What Django's and Wagtail's mail goes to: rows of the database, which the worker drains.
OUTBOX = "cms.operations.outbox.backend.OutboxBackend"


def email_settings(url: str, sender: str, site_url: str) -> dict:
    """Return Django's EMAIL_* settings and the outbox's; without a URL no mail is written or sent."""
    address = sender or f"no-reply@{urlsplit(site_url).hostname}"
    settings = {"DEFAULT_FROM_EMAIL": address, "SERVER_EMAIL": address}
    if not url:
        return settings | {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    return settings | {
        "EMAIL_BACKEND": OUTBOX,
        "OUTBOX_TRANSPORT": "cms.operations.outbox.transport.SmtpTransport",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        # Seconds for each answer of the server; only the worker waits for it.
        "EMAIL_TIMEOUT": 10,
    }
