"""Settings for serving citizens. Everything particular comes from the environment (see README)."""

from cms.settings.base import *
from cms.settings.database import database
from cms.settings.email import email_settings
from cms.settings.env import read_environment

_env = read_environment()

SECRET_KEY = _env.secret_key
ALLOWED_HOSTS = _env.hosts
CSRF_TRUSTED_ORIGINS = _env.trusted_origins
WAGTAILADMIN_BASE_URL = _env.site_url

VAR_DIR = _env.var_dir
DATABASES = {"default": database(_env.database_url, VAR_DIR)}
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
PUBLIC_MEDIA_ROOT = VAR_DIR / "public"
SPOOL_DIR = VAR_DIR / "spool"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "cms.operations.staticfiles.PortalStaticFilesStorage"}}

globals().update(email_settings(_env.email_url, _env.email_from, _env.site_url))

if _env.search_url:
    SEARCH_INDEX = {"CLASS": "search.index.opensearch.OpenSearchIndex", "url": _env.search_url}

# The scheme of SITE_URL decides: http is accepted for loopback alone (see env.py).
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _env.is_https
SECURE_HSTS_SECONDS = 31_536_000 if _env.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _env.is_https
# A forgotten http:// in a text asks the same host over TLS.
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = _env.is_https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _env.is_https else None
