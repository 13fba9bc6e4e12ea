"""Settings that every environment shares. Safe by default: no secret, DEBUG off."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from cms.settings.env import BASE_DIR

DEBUG = False
# A page with every component in every state at /components/, for those who work on them.
SHOW_COMPONENTS = False

INSTALLED_APPS = [
    "cms.operations",
    "cms.accounts.apps.AccountsConfig",
    "cms.accounts.apps.PortalUsersConfig",
    "cms.guide",
    "cms.editorial",
    "cms.media",
    "cms.reading",
    "cms.pages",
    "newsroom",
    "events",
    "home",
    "search",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.pages.compression.CompressionMiddleware",
    "cms.pages.middleware.PublicHeadersMiddleware",
    "cms.pages.middleware.ContentSecurityPolicyMiddleware",
    "cms.pages.middleware.OldAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.pages.middleware.PrefixLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cms.pages.composed_input.ComposedInputMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.pages.middleware.DraftGuardMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "wagtailadmin_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Language and time

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# The same as editors call them.
WAGTAIL_CONTENT_LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
# Ours first; then what the installed packages lack in Vietnamese.
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "locale" / "upstream"]
FORMAT_MODULE_PATH = ["cms.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

# Files

STATIC_URL = "/static/"
MEDIA_URL = "/media/"
# The folders of PUBLIC_MEDIA_ROOT, which everybody may read: renditions, and documents of public pages. Originals of
# pictures are in neither.
PUBLIC_MEDIA_FOLDERS = ["images", "documents"]
# Beside them: pictures drawn for public pages (cms.pages.share_images).
SHARE_IMAGES_FOLDER = "share"
STORAGES = {
    "default": {"BACKEND": "cms.media.storage.TwoRootStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATICFILES_DIRS = [BASE_DIR / "static"]
# The editors' guide, which the admin shows.
GUIDE_DIR = BASE_DIR / "docs" / "huong-dan"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Models

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Background tasks stay immediate: search index and reference index are written with the publication.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Wagtail

WAGTAIL_SITE_NAME = "Cổng thông tin giáo dục"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = True
# Each stands in the formats of both languages (cms.formats), or the forms could not read what their pickers write.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
# One province, one time zone: the account page does not ask.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_USER_LOGIN_FORM = "cms.accounts.forms.PortalLoginForm"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# The search of the admin asks the permission policy, which leaves out other departments' drafts.
WAGTAILADMIN_PAGE_SEARCH_FILTER_BY_PERMISSIONS = True
# An approval holds for the content it was given for (cms.editorial.steps carries it over where nothing changed).
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.editorial.finish.publish_approved"
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILIMAGES_IMAGE_MODEL = "media.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.ImageForm"
# What the upload screens let through; the content decides (cms.media.arrival).
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "heic", "heif", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
# Chosen by measuring (docs/decisions/0023): three detailed photographs, 1080 wide as AVIF, stay below 250 KB.
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 60
WAGTAILIMAGES_JPEG_QUALITY = 70
WAGTAILDOCS_DOCUMENT_MODEL = "media.CustomDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.media.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "odt", "ods", "zip", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "cms.operations.admin_search.backend", "SEARCH_CONFIG": "simple"},
}
# Of the public search: which class of search.index, and with what. Empty: that of the database.
SEARCH_INDEX = {}
# The synced translation editor can publish and cannot submit for moderation: translations use the normal editor.
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "simple"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILEMBEDS_FINDERS: list[dict] = []

# Security: strict on public pages; the admin's policy is in cms.pages.middleware.

# For the admin, whose editor shows the draft in a frame of its own origin: the check that asks for DENY does not know
# that. Public pages have DENY (cms.pages.middleware).
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        # The listed video providers, whose frame is made on the reader's click.
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    },
}
SESSION_COOKIE_HTTPONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
