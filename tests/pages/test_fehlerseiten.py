"""Errors are pages in plain German with a way on, and every answer carries the security headers."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_protect

from config.urls import urlpatterns as product
from tests import factories as f

CSP = {
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "font-src 'self'", "img-src 'self' data:",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip
RAISES = {
    400: SuspiciousOperation("x"),
    403: PermissionDenied("geheim"),
    404: Http404("geheim"),
    500: OperationalError("geheim"),
}
HEADINGS = {
    400: "Diese Anfrage konnten wir nicht lesen",
    403: "Das ist Ihnen hier nicht erlaubt",
    404: "Diese Seite gibt es hier nicht",
    500: "Hier ist bei uns etwas schiefgegangen",
}


def fail(request, code):
    raise RAISES[code]


urlpatterns = [
    path("fehler/<int:code>/", fail),
    path("formular/", csrf_protect(fail), {"code": 500}),
    *product,
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.mark.parametrize("code", RAISES)
def test_an_error_is_a_page_that_leads_on_and_tells_no_secrets(code):
    response = Client(raise_request_exception=False).get(f"/fehler/{code}/")
    text = response.content.decode()
    assert response.status_code == code
    assert f"<title>{HEADINGS[code]} – Förderlauf</title>" in text
    assert "geheim" not in text
    assert 'kern-btn--primary" href="/"' in text


def test_an_address_for_forms_opened_as_a_page_leads_on():
    """After the session ended, signing in leads to the address the form was sent to."""
    client = Client()
    client.force_login(f.benutzer("sachbearbeitung", f.landkreis()))
    response = client.get(reverse("runde_kopieren", args=[1]))
    text = response.content.decode()
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "Ihre letzte Eingabe noch nicht angekommen" in text
    assert 'kern-btn--primary" href="/"' in text


def test_a_form_without_its_token_is_refused_with_advice():
    response = Client(enforce_csrf_checks=True).post("/formular/")
    assert response.status_code == 403
    assert "Bitte senden Sie das Formular noch einmal" in response.content.decode()


def test_a_conflict_names_what_happened_and_keeps_the_input():
    context = {
        "title": "Schon erledigt",
        "text": "B. Muster war schneller.",
        "ways": [("Weiter", "/x/")],
        "inputs": [("Bemerkung", "alles da")],
    }
    html = render_to_string("409.html", context)
    assert all(
        words in html
        for words in ("Schon erledigt", "B. Muster war schneller.", 'href="/x/"', "alles da", "Meldung 409")
    )


@pytest.mark.parametrize("address", ["/konto/login/", "/impressum/", "/gibt-es-nicht/", "/fehler/500/"])
def test_every_answer_forbids_foreign_and_inline_code(address):
    headers = Client(raise_request_exception=False).get(address).headers
    assert set(headers["content-security-policy"].split("; ")) == CSP
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["impressum", "datenschutz", "barrierefreiheit"])
def test_editable_pages_have_a_text_from_the_start(client, name):
    text = client.get(f"/{name}/").content.decode()
    assert "Systembetreuung" in text
    assert f'href="{settings.SOURCE_URL}"' in text
