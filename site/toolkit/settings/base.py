"""Settings that hold everywhere. Others start from here and say only what differs.

Every variable read here is in `docs/settings.md`; a test checks.
"""

from pathlib import Path
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from toolkit.settings import environment
from toolkit.settings.accounts import *  # noqa: F403
from toolkit.settings.content_policy import PUBLIC_POLICY
from toolkit.settings.databases import POSTGRESQL, database
from toolkit.settings.live import live_broadcast

PACKAGE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environment.text("TOOLKIT_DATA_DIR", "var")).resolve()

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "toolkit.urls"
WSGI_APPLICATION = "toolkit.wsgi.application"
ASGI_APPLICATION = "toolkit.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "toolkit",
    "facilitator",
    "learners",
    "quizzes",
    "cvi_survey",
    "modules",
    "jurisdictions",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First: where people answer a survey, nothing below may see them.
    "cvi_survey.middleware.AnonymousAnswersMiddleware",
    "toolkit.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "toolkit.middleware.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages only: WhiteNoise, above, compresses static files once. Django pads against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jurisdictions.middleware.TimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": database(
        url=environment.text("DATABASE_URL"),
        data_dir=DATA_DIR,
        synchronous=environment.text("TOOLKIT_SQLITE_SYNCHRONOUS", "FULL").upper(),
        max_age=environment.whole_number("TOOLKIT_DATABASE_MAX_AGE", 60),
    )
}
if DATABASES["default"]["ENGINE"] == POSTGRESQL:
    # Wagtail's search uses its fields; Django 6.1 refuses to start without it.
    INSTALLED_APPS.append("django.contrib.postgres")

AUTH_USER_MODEL = "jurisdictions.User"

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
HASHED_STATIC_FILES = {"BACKEND": "toolkit.storage.HashedStaticFilesStorage"}
WHITENOISE_ALLOW_ALL_ORIGINS = False
# An upload can hold pictures of slides, never a film; larger bodies are refused before parsing.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A module page with all its slides posts several fields a block.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY: str | None = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Apart from the database and from its backups: `toolkit backup` takes the media folder only.
TOOLKIT_BALLOT_KEYS_DIR = Path(
    environment.text("TOOLKIT_BALLOT_KEYS_DIR", str(DATA_DIR / "ballot-keys"))
)

# Sentence vectors for scoring lists, where their package is installed.
TOOLKIT_SCORING_MODEL = environment.switch("TOOLKIT_SCORING_MODEL", default=True)

# Live screens: how messages get to the processes that hold them, and how many one of those holds.
TOOLKIT_LIVE_BROADCAST = live_broadcast(
    environment.text("TOOLKIT_LIVE_BROADCAST", "process"), engine=DATABASES["default"]["ENGINE"]
)
TOOLKIT_LIVE_MOST_STREAMS = environment.whole_number("TOOLKIT_LIVE_MOST_STREAMS", 5000)

# Live sessions: the pause in which small changes are sent together, and how long raw words stay.
TOOLKIT_LIVE_REFRESH_MS = environment.whole_number("TOOLKIT_LIVE_REFRESH_MS", 250)
TOOLKIT_RAW_DAYS = environment.whole_number("TOOLKIT_RAW_DAYS", 90)

TOOLKIT_EMAIL_URL = environment.text("TOOLKIT_EMAIL_URL")
DEFAULT_FROM_EMAIL = environment.text("TOOLKIT_EMAIL_FROM", "toolkit@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

WAGTAIL_SITE_NAME = "Child Welfare Training Toolkit"
WAGTAILADMIN_BASE_URL = environment.text("TOOLKIT_BASE_URL", "http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "modules.Picture"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
# Documents go through a view that refuses to show anything active from our origin.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "key", "odp", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = True
# Names that browsers know too: systems list others, such as "localtime".
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
