"""The settings, all from the environment (config/umgebung.py); .env.example explains every variable.

Without DATABASE_URL the embedded PostgreSQL of ``make demo`` is used, which this file never starts, and DEMO is on.
"""

from pathlib import Path
from urllib.parse import urlsplit

import django
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.umgebung import BASE_DIR, Umgebung, is_local

env = Umgebung()

# What this installation is
DEMO = env.flag("DEMO", default=not env.text("DATABASE_URL"))
DEBUG = False
SOURCE_URL = env.text("SOURCE_URL", "https://example.org/foerderlauf")
VAR = Path(env.text("VAR", str(BASE_DIR / "var")))
if DEMO:
    # Known to everybody and good enough for invented data on one machine
    SECRET_KEY = env.text("SECRET_KEY", "nur-fuer-die-vorfuehrung-auf-diesem-rechner-0123456789-abcdefghij")
    BASIS_URL = env.url(
        "BASIS_URL", {"http", "https"}, "http://127.0.0.1:8000", beispiel="http://127.0.0.1:8000"
    )
else:
    SECRET_KEY = env.required("SECRET_KEY", "ein geheimer Zufallswert von mindestens 50 Zeichen.", 50)
    env.required("BASIS_URL", "die öffentliche Adresse, mit der Nachrichten verweisen.")
    BASIS_URL = env.url("BASIS_URL", {"http", "https"}, beispiel="https://foerderlauf.example.org")
_host = urlsplit(BASIS_URL).hostname or "localhost"
_mail_domain = "example.org" if _host in {"localhost", "127.0.0.1"} else _host
# The health check asks this machine by its own name
ALLOWED_HOSTS = [*{h.strip() for h in env.text("ALLOWED_HOSTS", _host).split(",")}, "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [BASIS_URL.rstrip("/")]

# Database
DATABASES = {"default": env.database()}
if DEMO and not is_local(DATABASES["default"]):
    raise ImproperlyConfigured(
        "DEMO=1 geht nur mit einer Datenbank auf diesem Rechner: Bitte DATABASE_URL ändern oder DEMO=0 setzen."
    )
DATABASES["default"] |= {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    # Whoever waits longer than this for a row meets the 409 page. Planning a join of nine tables in every order took
    # up to 5 ms of each step (docs/leistung.md): beyond six they are joined as written, from the row asked for.
    "OPTIONS": {
        "options": "-c lock_timeout=3s -c join_collapse_limit=6",
        **DATABASES["default"].get("OPTIONS", {}),
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Applications: ours first, so that our templates win
INSTALLED_APPS = [
    "antraege",
    "workflows",
    "notifications",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "viewflow",
    "viewflow.workflow",
    "allauth",
    "allauth.account",
    "csp",
]
VIEWFLOW = {"AUTOREGISTER": False}  # its pages and middleware leak between tenants
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "antraege.views.abgemeldet.Abgemeldet",
    "antraege.views.methode.Methode",
    "antraege.views.gleichzeitig.Gleichzeitig",
    "notifications.anstoss.AnstossMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["antraege.templatetags.eingabe"],  # our csrf_token
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "antraege.views.rahmen.rahmen",
                "workflows.views.menue.offene_aufgaben",
                "notifications.kontext.nachrichten",
            ],
        },
    }
]

# Language and time
LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# Login: local accounts that an administrator creates; OIDC and a second factor can be added (allauth.socialaccount, .mfa)
AUTH_USER_MODEL = "antraege.Benutzer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "antraege.views.konto.KontoAdapter"  # closes the signup
ACCOUNT_FORMS = {
    "change_password": "antraege.forms.konto.PasswortAendernForm",
    "set_password": "antraege.forms.konto.PasswortSetzenForm",
    "reset_password_from_key": "antraege.forms.konto.PasswortZuruecksetzenForm",
}
ACCOUNT_SESSION_REMEMBER = True  # every session ends after SESSION_COOKIE_AGE, so there is nothing to tick
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the administrator vouches for the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"einladung": "30/5m/ip"}  # answers to an invitation; allauth's own limits stay
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Förderlauf: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(BASIS_URL).scheme
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if DEMO else 1  # rate limits need the client's address, not the proxy's

# Sessions and cache (login limits count in the cache)
REDIS_URL = env.url("REDIS_URL", {"redis", "rediss"}, beispiel="redis://127.0.0.1:6379/0")
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600  # seconds: a working day
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

# Files: uploads are private and lie outside static; one view serves them
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR / "media")))
MEDIA_URL = "nicht-oeffentlich/"  # no URL serves it
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
# Named folders instead of the app finder: viewflow brings 49 MB that none of our pages uses
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATICFILES_DIRS = [BASE_DIR / "static", Path(django.__file__).parent / "contrib" / "admin" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"base_url": None}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
# clamd looks at every upload before it is stored; without an address nothing does
CLAMD_ADDRESS = env.url("CLAMD_ADDRESS", {"tcp", "unix"}, beispiel="tcp://127.0.0.1:3310")
# Inner networks in which the council system may stand (services/ratsabruf_weg.py); the demo reads from this machine
RATSABRUF_NETZE = env.netze("RATSABRUF_NETZE", "127.0.0.0/8,::1" if DEMO else "")

# Mail: files in the demo (the viewer reads them), SMTP by EMAIL_URL; only notifications sends
EMAIL_URL = env.url(
    "EMAIL_URL",
    {"smtp", "smtps", "smtp+tls", "smtp+ssl"},
    beispiel="smtp+tls://name:kennwort@mail.example.org:587",
)
DEFAULT_FROM_EMAIL = env.text("ABSENDER", f"Förderlauf <foerderlauf@{_mail_domain}>")
EMAIL_TIMEOUT = 30  # seconds, below Celery's soft limit
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_BACKEND = "notifications.channels.datei.EmailBackend"
if EMAIL_URL:
    globals().update(env.email(EMAIL_URL))
elif not DEMO:
    env.required("EMAIL_URL", "der SMTP-Server, zum Beispiel smtp+tls://name:kennwort@mail.example.org:587.")

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],  # KERN's icons are data: images
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "antraege.views.abgemeldet.csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^gesund/$"]  # the container's health check speaks plain HTTP
if not DEMO:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sitzung", "__Host-csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # the proxy must set it on every request
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # the HSTS preload list is the domain owner's decision

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"zeile": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "zeile"}
    },
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {"pikepdf": {"level": "WARNING"}},  # says at every start that its logging works
}
