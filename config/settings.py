"""Colloque's settings: one file, read from the environment, strict by default.

DEBUG=true asks for the relaxed values of a laptop; nothing else does.
docs/running.md lists every variable.
"""

import os
from pathlib import Path

from django.utils.csp import CSP

from config.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

DEBUG = os.environ.get("DEBUG") == "true"
environment = Environment(development=DEBUG)
if DEBUG:
    VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = environment.allowed_hosts()
SITE_URL = environment.site_url()
SITE_NAME = environment.text("SITE_NAME", "Colloque")

INSTALLED_APPS = [
    "config.apps.ColloqueAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "events",
    "programme",
    "registrations",
]

MIDDLEWARE = [
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.KeepErrorsOutOfCaches",
    "config.middleware.AnswerKnownMethods",
    "config.middleware.RefuseMalformedText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.SpeakTheLanguageOfTheAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "events.lookup.AnswerForPastAddresses",
    "registrations.middleware.RefuseTooManyPosts",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
                "config.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("colloque",)
CRISPY_TEMPLATE_PACK = "colloque"

DATABASES = {"default": environment.database(f"sqlite:///{VAR_DIR}/colloque.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "events.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

# --- Language and time

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = environment.text("TIME_ZONE", "Europe/Paris")
USE_TZ = True

# --- Files

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR_DIR / "media"))
FONT_DIR = environment.folder("FONT_DIR")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Mail

DEFAULT_FROM_EMAIL = environment.required("MAIL_FROM", "colloque@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILERS = {"default": environment.mailer()}
if DEBUG:
    MAILERS["default"] = {
        "BACKEND": "config.mail.EmlBackend",
        "OPTIONS": {"folder": VAR_DIR / "mail"},
    }
MAIL_LEASE_SECONDS = environment.whole("MAIL_LEASE_SECONDS", 120)

# --- Safety

IS_SECURE = SITE_URL.startswith("https://")
TRUSTED_PROXIES = environment.trusted_proxies(0 if DEBUG else 1)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = IS_SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_SECURE
SECURE_HSTS_PRELOAD = IS_SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
EMBED_ANCESTORS = environment.text("EMBED_ANCESTORS", "*").split()
COOKIE_PREFIX = "__Host-" if IS_SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": "config.logs.HidePrivateLinks"}},
    "formatters": {
        "line": {
            "()": "config.logs.OneLineFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["private"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}

# --- What a host chooses for every event

LEGAL_PUBLISHER = environment.text("LEGAL_PUBLISHER")
LEGAL_HOST = environment.text("LEGAL_HOST")
SITE_CONTACT = environment.text("SITE_CONTACT", DEFAULT_FROM_EMAIL)
DATA_CONTROLLER = environment.text("DATA_CONTROLLER")
DATA_CONTACT = environment.text("DATA_CONTACT")

environment.refuse_problems()
