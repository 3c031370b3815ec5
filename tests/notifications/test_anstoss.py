"""The nudge after an act: it may get lost, it may never hold up or fail a request."""

import os
import subprocess
import sys

import pytest

from notifications import anstoss

PROBE = """
import django; django.setup()
from time import monotonic
from notifications import anstoss
beginn = monotonic()
for _ in range(20):
    anstoss._wecken()
print(monotonic() - beginn)
"""


def test_twenty_requests_do_not_wait_for_a_dead_broker():
    umgebung = os.environ | {
        "REDIS_URL": "redis://127.0.0.1:8597/0",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    lauf = subprocess.run(
        [sys.executable, "-c", PROBE], env=umgebung, capture_output=True, text=True, check=True, timeout=60
    )
    assert float(lauf.stdout.split()[-1]) < 1


@pytest.mark.django_db
def test_the_nudge_waits_for_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as nach_commit:
        anstoss.nach_commit()
    assert len(nach_commit) == 1


def test_a_page_that_wrote_wakes_the_relay(client, django_capture_on_commit_callbacks, db):
    with django_capture_on_commit_callbacks() as gelesen:
        client.get("/konto/login/")
    with django_capture_on_commit_callbacks() as geschrieben:
        client.post("/konto/logout/")
    assert (len(gelesen), len(geschrieben)) == (0, 1)
