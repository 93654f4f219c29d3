"""One settings file. Every value that a deployment may change is read from the environment."""

import os
from importlib.resources import files
from pathlib import Path

from hustings.engine.address import Address, application, owner
from hustings.engine.home import home, key

BASE_DIR = Path(str(files("hustings.web")))
FONTS = BASE_DIR / "vendor" / "fonts"

DEBUG = os.environ.get("HUSTINGS_DEBUG") == "1"
SECRET_KEY = os.environ.get("HUSTINGS_SECRET_KEY") or key("django")
ALLOWED_HOSTS = os.environ.get("HUSTINGS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("HUSTINGS_ORIGINS", "").split(",") if origin
]
BEHIND_HTTPS = bool(CSRF_TRUSTED_ORIGINS) and all(
    origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",  # its widgets, which our own form templates build on
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "hustings.web",
    "hustings.apps.accounts",
    "hustings.apps.campaigns",
    "hustings.apps.jobs",
    "hustings.apps.history",
    "hustings.apps.slates",
    "hustings.apps.register",
    "hustings.apps.ledger",
    "hustings.apps.canvass",
    "hustings.apps.walks",
    "hustings.apps.newcomers",
    "hustings.apps.wards",
    "hustings.apps.doorstep",
    "hustings.apps.live",
    "hustings.apps.pollday",
    "hustings.apps.counts",
    "hustings.apps.selection",
    "hustings.apps.safekeeping",
    "hustings.apps.api",
    "hustings.apps.demonstration",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hustings.web.policy.send_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hustings.apps.accounts.sessions.limit_sessions",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hustings.web.responses.explain_errors",
]


def _database(way: Address) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": way.database,
        "USER": way.user,
        "PASSWORD": way.password,
        "HOST": way.host,
        "PORT": str(way.port),
        "OPTIONS": dict(way.options),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


# The web process serves pages as the application's role and holds no way in as the owner; a query that
# runs away is stopped, so that one page cannot hold up the others. Long work is the worker's.
DATABASES = {"default": _database(application())}
if os.environ.get("HUSTINGS_PROCESS") == "web":
    DATABASES["default"]["OPTIONS"] = {
        **dict(application().options),
        "options": "-c statement_timeout=20s",
    }
else:
    DATABASES["owner"] = _database(owner())
DATABASE_ROUTERS = ["hustings.web.routing.OwnerMigrates"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hustings.web.frame.frame",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "hustings.web.urls"
WSGI_APPLICATION = "hustings.web.wsgi.application"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "campaigns:mine"
ACCOUNT_ADAPTER = "hustings.apps.accounts.adapter.ClosedDoors"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    # Of a published ballot, by whoever asks.
    "recount": "10/m/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Hustings"
MFA_RECOVERY_CODE_COUNT = 10
# A phone's clock may be half a minute out.
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "hustings.apps.accounts.adapter.PlainCodes"
ACCOUNT_FORMS = {
    "login": "hustings.apps.accounts.forms.SignInForm",
    "reauthenticate": "hustings.apps.accounts.forms.SameAgainForm",
    "change_password": "hustings.apps.accounts.forms.NewPasswordForm",
}
MFA_FORMS = {
    "authenticate": "hustings.apps.accounts.forms.SecondFactorForm",
    "reauthenticate": "hustings.apps.accounts.forms.SameAgainWithCodeForm",
    "activate_totp": "hustings.apps.accounts.forms.SetUpAppForm",
}
# Behind a proxy the visitor's address is the last that the proxy wrote down; rate limits count by it.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_HTTPS else 0
# What lower parts ask of higher ones, by name, since they may not import them.
WHY_NO_SIGN_IN = "hustings.apps.campaigns.queries.why_no_sign_in"
DISTRICTS_OF = "hustings.web.outlook.districts"
CHECKLIST_FACTS = "hustings.web.outlook.facts"
HOME_NEWS = "hustings.web.outlook.news"
ON_ERASURE_ASKED = "hustings.apps.safekeeping.actions.erasure_asked"
WHEN_ELECTORS_ARE_ONE = [
    "hustings.apps.ledger.actions.carry_over",
    "hustings.apps.newcomers.actions.follow_elector",
]
WHEN_REGISTER_CHANGED = ["hustings.apps.newcomers.actions.register_arrived"]
# Prints that show people by name: none is handed out any more once somebody on it has asked to be left alone.
SHOW_PEOPLE = ["canvass.walk-sheets", "walks.sheets", "pollday.sheets"]
BEFORE_IMPORT = "hustings.apps.safekeeping.actions.copy_before_import"
ELECTION_CHANGED = "hustings.web.outlook.election_changed"

# Sessions end twelve hours after signing in, or after two hours without a page.
SESSION_AGE_SECONDS = 12 * 3600
SESSION_IDLE_SECONDS = 2 * 3600
SESSION_COOKIE_AGE = SESSION_AGE_SECONDS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Rate limits must count across processes, so the cache is a table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        # Beyond this many Django throws counts away, also those that still stand: room for many wrong tries.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

STATIC_URL = "static/"
STATIC_ROOT = home() / "static"
# What npm brought at set-up and browsers load: the map.
STATICFILES_DIRS = [
    folder for folder in (BASE_DIR / "vendor" / "static",) if folder.is_dir()
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": home() / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
USE_THOUSAND_SEPARATOR = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What the worker does for each kind of job.
JOBS: dict[str, str] = {
    "jobs.remove-expired": "hustings.apps.jobs.work.remove_expired_files",
    "history.work-out-flows": "hustings.apps.history.work.work_out_flows",
    "register.preview": "hustings.apps.register.work.preview_import",
    "register.apply": "hustings.apps.register.work.apply_previewed",
    "demonstration.play": "hustings.apps.demonstration.work.three_hours",
    "demonstration.close": "hustings.apps.demonstration.work.to_the_close",
    "safekeeping.copy": "hustings.apps.safekeeping.work.copy",
    "safekeeping.nightly-copy": "hustings.apps.safekeeping.work.nightly_copy",
    "safekeeping.erase-due": "hustings.apps.safekeeping.work.erase_due",
    "safekeeping.erase-person": "hustings.apps.safekeeping.work.erase_a_person",
    "safekeeping.erase-campaign": "hustings.apps.safekeeping.work.erase_the_campaign",
    "canvass.walk-sheets": "hustings.apps.canvass.work.print_walk_sheets",
    "walks.cut": "hustings.apps.walks.work.cut_walks",
    "walks.locate": "hustings.apps.walks.work.locate",
    "walks.sheets": "hustings.apps.walks.work.print_walks",
    "pollday.sheets": "hustings.apps.pollday.work.print_sheets",
    "pollday.pads": "hustings.apps.pollday.work.print_pads",
    "selection.papers": "hustings.apps.selection.work.print_papers",
}
# Jobs of the whole server, queued once a night: their kind and title.
NIGHTLY = {
    "safekeeping.nightly-copy": "Make the night's copy",
    "safekeeping.erase-due": "Erase the campaigns whose day has come",
    "jobs.remove-expired": "Delete files whose time is over",
}
# How large the invented campaign is that a new server shows.
DEMONSTRATION_ELECTORS = int(os.environ.get("HUSTINGS_DEMONSTRATION_ELECTORS", "72000"))
# Who hosts this server, shown at the foot of each page.
HOSTED_BY = os.environ.get("HUSTINGS_HOSTED_BY", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
