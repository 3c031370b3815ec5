"""What every answer carries, in the demo and in production."""

import json
import subprocess
import sys

import pytest

from antraege.models import Benutzer
from config.umgebung import BASE_DIR
from tests.config.test_umgebung import GOOD

POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
QUESTION = """
import django, json
from django.conf import settings
django.setup()
from django.test import Client
answer = Client().get("/konto/login/", headers={"host": "foerderlauf.example.org"})
names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_HSTS_SECONDS DEBUG DEMO"
print(json.dumps({name: getattr(settings, name) for name in names.split()} | {"to": answer.get("location", "")}))
"""


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/konto/login/", "/gesund/", "/gibt-es-nicht/"])
def test_every_answer_carries_the_policy(client, path):
    headers = client.get(path).headers
    assert {part.strip() for part in headers["Content-Security-Policy"].split(";") if part} == POLICY
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.fixture(scope="module")
def production():
    """The settings that count, asked from a process that runs as production would."""
    environment = GOOD | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", QUESTION]
    result = subprocess.run(
        command, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(result.stdout.splitlines()[-1])


def test_production_cookies_are_bound_to_the_host_and_to_https(production):
    assert production["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert production["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert production["SESSION_COOKIE_SECURE"] is True
    assert production["CSRF_COOKIE_SECURE"] is True


def test_production_leads_to_https(production):
    assert production["to"] == "https://foerderlauf.example.org/konto/login/"
    assert production["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert production["DEBUG"] is production["DEMO"] is False


def test_sign_up_is_closed(client, db):
    answer = client.post(
        "/konto/signup/", {"email": "fremd@stadt.example", "password1": "ein-langes-wort-2027"}
    )
    assert b"<form" not in answer.content.split(b"<main")[1]
    assert not Benutzer.objects.filter(email="fremd@stadt.example").exists()


def test_health_check_tells_only_that_it_lives(client, db):
    assert client.get("/gesund/").content == b"ok"
