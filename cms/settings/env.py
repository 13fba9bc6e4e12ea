"""The environment, read once and typed.

Real environment variables win over the lines of the env file (``ENV_FILE``, by default ``var/portal.env``).
Whatever is missing or malformed is named in one message, before anything else starts.
"""

import os
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parents[2]
LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "::1"}


def _site_url(value: str) -> str:
    """Accept https anywhere, http on loopback alone; return the address without a trailing slash."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be a full address such as https://sgddt.example.gov.vn")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK_HOSTS:
        raise ValueError("must use https (http is accepted for loopback addresses alone)")
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ValueError("must not have a path")
    return value.rstrip("/")


def _database_url(value: str) -> str:
    """Accept what dj-database-url can read as SQLite or PostgreSQL; return it unchanged."""
    if not value:
        return value
    try:
        engine = dj_database_url.parse(value)["ENGINE"]
    except (ValueError, KeyError) as error:
        raise ValueError("is not a database address") from error
    if engine not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        raise ValueError("must name SQLite or PostgreSQL")
    return value


def _email_url(value: str) -> str:
    """Accept smtp://user:password@host:port and smtps://…; return it unchanged."""
    parts = urlsplit(value)
    if value and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        raise ValueError("must look like smtp://user:password@mail.example:587")
    return value


def _search_url(value: str) -> str:
    """Accept http(s)://user:password@host:port/name-of-the-index; return it unchanged."""
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or not parts.path.strip("/")):
        raise ValueError("must look like https://user:password@search.internal:9200/portal")
    return value


class Environment(BaseSettings):
    """Every variable the portal reads. Names are those of the environment, in lower case."""

    model_config = SettingsConfigDict(
        env_file=os.environ.get("ENV_FILE", BASE_DIR / "var" / "portal.env"),
        env_file_encoding="utf-8",
        extra="ignore",
    )

    secret_key: Annotated[str, Field(min_length=50)]
    site_url: Annotated[str, AfterValidator(_site_url)]
    allowed_hosts: str = ""
    var_dir: Path = BASE_DIR / "var"
    database_url: Annotated[str, AfterValidator(_database_url)] = ""
    email_url: Annotated[str, AfterValidator(_email_url)] = ""
    email_from: str = ""
    search_url: Annotated[str, AfterValidator(_search_url)] = ""

    @property
    def is_https(self) -> bool:
        """Whether SITE_URL asks for the HTTPS-only settings."""
        return self.site_url.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        """Host names that may be asked for: that of SITE_URL and those of ALLOWED_HOSTS (comma-separated)."""
        host = urlsplit(self.site_url).hostname
        extra = [name.strip() for name in self.allowed_hosts.split(",") if name.strip()]
        return sorted({host, *extra, *(LOOPBACK_HOSTS if host in LOOPBACK_HOSTS else set())})

    @property
    def trusted_origins(self) -> list[str]:
        """Origins whose forms are accepted (Django's CSRF_TRUSTED_ORIGINS)."""
        return [self.site_url]


def read_environment() -> Environment:
    """Return the environment; raise ImproperlyConfigured that names every missing or malformed variable."""
    try:
        return Environment()
    except ValidationError as error:
        lines = [
            f"  {'.'.join(str(part) for part in problem['loc']).upper()}: "
            f"{'is missing' if problem['type'] == 'missing' else problem['msg']}"
            for problem in error.errors()
        ]
        raise ImproperlyConfigured("The environment is not complete:\n" + "\n".join(lines)) from None
