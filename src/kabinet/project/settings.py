"""All settings, in one file; what differs between installations comes from the environment."""

from pathlib import Path

import django.conf.locale  # noqa: F401 - fails early when Django is missing
from django.core.exceptions import ImproperlyConfigured

from kabinet.kit import clock
from kabinet.project import env
from kabinet.project.keys import demo_keys

SOURCE = Path(__file__).resolve().parents[1]
DATA = Path(env.text("KABINET_DATA", "data")).resolve()

DEMO = env.flag("KABINET_DEMO")
DEBUG = env.flag("KABINET_DEBUG")
PUBLIC_URL = env.text("KABINET_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = PUBLIC_URL.startswith("https://")

# A demonstration makes its own keys beside its data; a real installation must be given them.
KEYS = demo_keys(DATA) if DEMO else {}
SECRET_KEY = env.text("KABINET_SECRET_KEY", KEYS.get("secret", ""))
PAPER_KEY = env.text("KABINET_PAPER_KEY", KEYS.get("paper", ""))  # wraps each person's data key
PAPER_KEYS_BEFORE = env.words("KABINET_PAPER_KEYS_BEFORE")  # still open, never used to wrap
INDEX_KEY = env.text("KABINET_INDEX_KEY", KEYS.get("index", ""))  # blind index of passports
JOURNAL_KEY = env.text("KABINET_JOURNAL_KEY", KEYS.get("journal", ""))  # chains the journal
for _name in ("SECRET_KEY", "PAPER_KEY", "INDEX_KEY", "JOURNAL_KEY"):
    if len(globals()[_name]) < 32:  # noqa: PLR2004 - 32 characters, as Django's own check asks
        raise ImproperlyConfigured(
            f"KABINET_{_name}: a secret of at least 32 characters is needed; "
            "`kabinet keys` prints a fresh set"
        )

PACK = env.text("KABINET_PACK", "ru-mts")
LOCK = SOURCE.parents[1] / "requirements" / "run.lock"
PACKS = Path(env.text("KABINET_PACKS", str(SOURCE.parents[1] / "packs")))

if DEMO:
    clock.use_offset_file(DATA / "demo-clock")

ALLOWED_HOSTS = env.words("KABINET_HOSTS", "127.0.0.1,localhost,[::1]" + (",*" if DEMO else ""))
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ROOT_URLCONF = "kabinet.project.urls"
WSGI_APPLICATION = "kabinet.project.wsgi.application"
DATABASES = {"default": env.database("KABINET_DATABASE", DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

ROOMS = [
    "tasks", "journal", "documents", "parties", "access", "ledger", "contracts", "numbers",
    "mailroom", "cases", "papers", "showroom", "inquiries", "book", "copies", "applications",
    "bills", "payments", "claims", "transfers", "orders", "owners",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    *(f"kabinet.{room}" for room in ROOMS),
    "kabinet.jobs",
    "kabinet.web",
    "kabinet.demo",
    "kabinet.project",
]

MIDDLEWARE = [
    "kabinet.web.security.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kabinet.web.seats.SeatMiddleware",
    "kabinet.web.policy.PolicyMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates", SOURCE / "demo" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kabinet.web.context.site",
            ],
            "builtins": ["kabinet.web.templatetags.kabinet", "kabinet.web.templatetags.words"],
        },
    }
]
FORM_RENDERER = "kabinet.web.forms.Renderer"

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [SOURCE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # it would corrupt numbers in attributes; filters do it where read
TIME_ZONE = "Europe/Moscow"

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("KABINET_STATIC", str(DATA / "static")))
STATICFILES_DIRS = [SOURCE / "web" / "static", SOURCE / "demo" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES = DATA / "files"
# Where the journal's checkpoints are kept: best a disk that the database's keeper cannot write.
CHECKPOINTS = env.text("KABINET_CHECKPOINTS")
UPLOAD_LIMIT = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

SMTP = {
    "host": env.text("KABINET_SMTP_HOST", "127.0.0.1"),
    "port": env.whole("KABINET_SMTP_PORT", 8025 if DEMO else 25),
    "user": env.text("KABINET_SMTP_USER"),
    "password": env.text("KABINET_SMTP_PASSWORD"),
    "starttls": env.flag("KABINET_SMTP_STARTTLS"),
    "from": env.text("KABINET_MAIL_FROM", "kabinet@localhost"),
}
SMS = {
    "adapter": env.text("KABINET_SMS", "record"),  # record | http
    "url": env.text("KABINET_SMS_URL"),  # http: a template with {to}, {text}, {key}
    "body": env.text("KABINET_SMS_BODY"),  # likewise; with a body it is a POST
}

# The network switches services on and off. Without an address the register itself confirms.
NETWORK = {"url": env.text("KABINET_NETWORK_URL"), "secret": env.text("KABINET_NETWORK_SECRET")}
if NETWORK["url"] and len(NETWORK["secret"]) < 32:  # noqa: PLR2004 - as for the keys above
    raise ImproperlyConfigured(
        "KABINET_NETWORK_SECRET: a secret of at least 32 characters signs what is sent to "
        "KABINET_NETWORK_URL"
    )

# The voice menu asks for the status of a matter with this token; without one it is not answered.
IVR_TOKEN = env.text("KABINET_IVR_TOKEN")
if IVR_TOKEN and len(IVR_TOKEN) < 32:  # noqa: PLR2004 - as for the keys above
    raise ImproperlyConfigured("KABINET_IVR_TOKEN: at least 32 characters are needed")

AGI_PEERS = env.words("KABINET_AGI_PEERS")  # who may ask by FastAGI; none named: this machine

# The database holds the sign-in limits, so that every process counts the same.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_FAILURE_VIEW = "kabinet.web.errors.form_expired"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = env.flag("KABINET_SSL_REDIRECT")
# Only what these say about a visitor's address and https is believed (`project.wsgi`).
PROXIES = env.words("KABINET_PROXIES")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
# allauth keeps the steps of a sign-in, the second factors and the sessions. Its own forms
# for names, mailboxes and passwords are not reachable: web/signin has ours.
ACCOUNT_ADAPTER = "kabinet.web.signin.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_ADAPTER = "kabinet.web.signin.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones are half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # localhost only: browsers refuse others
MFA_FORMS = {
    "authenticate": "kabinet.web.signin.factors.Authenticate",
    "reauthenticate": "kabinet.web.signin.factors.Reauthenticate",
    "activate_totp": "kabinet.web.signin.factors.ActivateTotp",
    "authenticate_webauthn": "kabinet.web.signin.factors.Passkey",
    "login_webauthn": "kabinet.web.signin.factors.PasskeyAlone",
    "reauthenticate_webauthn": "kabinet.web.signin.factors.PasskeyAgain",
    "add_webauthn": "kabinet.web.signin.factors.AddPasskey",
    "edit_webauthn": "kabinet.web.signin.factors.EditPasskey",
}
ACCOUNT_FORMS = {"reauthenticate": "kabinet.web.signin.factors.ConfirmPassword"}
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # REMOTE_ADDR is the visitor already: see PROXIES
AXES_CLIENT_IP_CALLABLE = "allauth.core.internal.httpkit.get_client_ip"
AXES_USERNAME_FORM_FIELD = "username"  # as `authenticate` is called; else no name is locked
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "kabinet.web.errors.locked_out"
STAFF_SESSION_AGE = 60 * 60 * 12  # a shift

SILENCED_SYSTEM_CHECKS = [
    "models.W040",  # SQLite ignores what an index carries along; PostgreSQL reads less by it
    "security.W002",  # `web.security` sets the header against frames
    "security.W008",  # sending visitors to https is the proxy's work
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["err"], "level": env.text("KABINET_LOG", "INFO")},
    "loggers": {
        "axes": {"level": "WARNING"},
        # Robots that try host names are answered with 400 and need no traceback.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
