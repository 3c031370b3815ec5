"""Settings of the test run: the product's own, with a database of its own and quicker parts where nobody would notice.

Without DATABASE_URL the embedded PostgreSQL in var/pg-test is started (``make test`` stops it again).
"""

import os

import psycopg

from config import postgres
from tests import vorlage

if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = postgres.url(postgres.TEST) or postgres.start(postgres.TEST, durable=False)
os.environ["DEMO"] = "1"
for name in ("REDIS_URL", "EMAIL_URL", "BASIS_URL", "ALLOWED_HOSTS", "CLAMD_ADDRESS", "RATSABRUF_NETZE"):
    os.environ[name] = ""

from config.settings import *  # noqa: E402, F403  the environment must stand first
from config.settings import DATABASES, STORAGES, VAR  # noqa: E402

with psycopg.connect(os.environ["DATABASE_URL"], dbname="postgres", autocommit=True) as connection:
    postgres.create_database(connection, postgres.TEMPLATE)

DATABASES["default"]["TEST"] = {
    "TEMPLATE": vorlage.name() if vorlage.bereit(os.environ["DATABASE_URL"]) else postgres.TEMPLATE
}
DATABASES["default"]["CONN_MAX_AGE"] = (
    0  # the live server's threads keep no connection to a database that must go
)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
VAR = VAR / "test"  # Celery's folders too: a test must not wake the demo's worker
MEDIA_ROOT = VAR / "media"
EMAIL_FILE_PATH = VAR / "mail"
WHITENOISE_AUTOREFRESH = True
