"""The tests' settings in a database of its own, with the table of the hand-written variant and mails that go nowhere."""

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench"]
DATABASES["default"]["TEST"] = {**DATABASES["default"]["TEST"], "NAME": "foerderlauf_bench"}
DATABASES["default"]["CONN_MAX_AGE"] = None
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
