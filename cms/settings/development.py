"""Settings for working on the portal: DEBUG, debug toolbar, mail on the console, no secret worth keeping."""

from cms.settings.base import *
from cms.settings.database import database
from cms.settings.email import OUTBOX
from cms.settings.env import BASE_DIR

DEBUG = SHOW_COMPONENTS = True
SECRET_KEY = "development-only-key-that-protects-nothing-and-nobody"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"

VAR_DIR = BASE_DIR / "var" / "development"
VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": database("", VAR_DIR)}
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
PUBLIC_MEDIA_ROOT = VAR_DIR / "public"
SPOOL_DIR = VAR_DIR / "spool"
# `manage.py work` shows on its console what was sent.
EMAIL_BACKEND = OUTBOX
OUTBOX_TRANSPORT = "django.core.mail.backends.console.EmailBackend"

INSTALLED_APPS = [*INSTALLED_APPS, "debug_toolbar"]
MIDDLEWARE = ["debug_toolbar.middleware.DebugToolbarMiddleware", *MIDDLEWARE]
DEBUG_TOOLBAR_CONFIG = {"SHOW_COLLAPSED": True}
