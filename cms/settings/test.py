"""Settings for the test suite: SQLite in memory, or the database of DATABASE_URL."""

import os
import tempfile
from pathlib import Path

from cms.operations.setup.catalogues import compile_catalogues
from cms.settings.base import *
from cms.settings.database import database

# Before Django is set up: models ask for translations then, and what was missing stays missing.
compile_catalogues()

SECRET_KEY = "test-only-key-that-protects-nothing-and-nobody-at-all"
SHOW_COMPONENTS = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
WAGTAILADMIN_BASE_URL = "http://testserver"

VAR_DIR = Path(tempfile.mkdtemp(prefix="portal-test-"))
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), VAR_DIR)}
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
PUBLIC_MEDIA_ROOT = VAR_DIR / "public"
SPOOL_DIR = VAR_DIR / "spool"
SPOOL_DIR.mkdir()

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
