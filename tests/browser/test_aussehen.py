"""The look of what every page is made of: components, login, error pages."""

import pytest
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.template.loader import render_to_string

from antraege.models import Rolle
from antraege.views.rahmen import NavEntry
from tests.browser.blick import PHONE, pruefe
from tests.factories import benutzer, kommune, landkreis
from tests.pages.schaufenster import EXAMPLES, FALSCH, Musterformular

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FRAME = {
    "person": {"name": "A. Beispiel"},
    "rolle": "Sachbearbeitung Förderung",
    "bereich": "Landkreis Böblingen",
    "navigation": [
        NavEntry("aufgaben", "Aufgaben", "/aufgaben/", True),
        NavEntry("nachrichten", "Nachrichten", "/n/", False),
    ],
    "offene_aufgaben": 24,
    "ungelesen": 2,
    "demo": True,
    "messages": [Message(25, "Antrag eingereicht: Vorgangsnummer BB-27-0001")],
    "csrf_token": "x",
}
PARTS = [
    "crumbs",
    "pagehead",
    "facts",
    "tabs",
    "filter",
    "table",
    "pager",
    "hero",
    "tasklist",
    "actions",
    "remark",
    "log",
]
REST = [
    "process",
    "bar",
    "legend",
    "due",
    "status",
    "why",
    "pairs",
    "conditions",
    "empty",
    "alert",
    "roles",
    "sheet",
    "saved",
]


def show(page, template, **context):
    """Draw a template in the frame, served by the live server's address under the product's CSP."""
    html = engines["django"].from_string(template).render(FRAME | context)
    csp = page.request.get("/impressum/").headers["content-security-policy"]
    headers = {"content-security-policy": csp, "content-type": "text/html; charset=utf-8"}
    page.route("**/schaufenster/", lambda route: route.fulfill(body=html, headers=headers))
    page.goto("/schaufenster/")


def in_frame(names, width="app-stack"):
    parts = "".join(
        f'<div class="app-stack">{render_to_string(f"components/{n}.html", EXAMPLES[n])}</div>' for n in names
    )
    body = f'<div class="{width}">{parts}</div>'
    return (
        "{% extends 'base.html' %}{% block title %}Bausteine{% endblock %}{% block content %}"
        + body
        + "{% endblock %}"
    )


@pytest.mark.parametrize(
    ("name", "names"), [("bausteine-1", PARTS), ("bausteine-2", ["pagehead", "tasklist", *REST])]
)
def test_components(page, name, names):
    show(page, in_frame(names))
    pruefe(page, name)


FORM = (
    "{% extends 'base_aside.html' %}{% block title %}Formular{% endblock %}"
    "{% block pagehead %}{% include 'components/pagehead.html' with title='Formular' only %}{% endblock %}"
    "{% block content %}{% include 'components/form.html' with form=form submit='Speichern' csrf_token='x' only %}{% endblock %}"
    "{% block aside %}<div class='app-panel'>Hilfe</div>{% endblock %}"
)


def test_form_with_errors_takes_the_focus(page):
    show(page, FORM, form=Musterformular(FALSCH))
    assert page.title().startswith("Fehler: ")
    assert "app-errors" in page.evaluate("document.activeElement.className")
    pruefe(page, "formular-fehler")


def test_empty_form(page):
    show(page, FORM, form=Musterformular())
    pruefe(page, "formular")


@pytest.mark.parametrize(
    "path", ["/konto/login/", "/konto/password/reset/", "/impressum/", "/gibt-es-nicht/"]
)
def test_pages_without_login(page, path):
    page.goto(path)
    pruefe(page, path.strip("/").replace("/", "-"))


def test_the_role_picker(page):
    kreis = landkreis(name="Böblingen")
    for ort in ("Bondorf", "Herrenberg", "Nufringen"):
        benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, kommune(kreis, ort))
    for rolle in (Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG, Rolle.GESCHAEFTSSTELLE, Rolle.KAEMMEREI):
        benutzer(rolle, kreis)
    page.goto("/konto/login/")
    pruefe(page, "rollenwahl")


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "409", "429", "500"])
def test_error_pages(page, code):
    show(page, "{% extends '" + code + ".html' %}")
    pruefe(page, f"fehler-{code}")


def test_printed_reasons_stand_open_without_their_button(page):
    show(page, in_frame(["why"]))
    page.emulate_media(media="print")
    assert page.locator(".app-why__body").first.is_visible()
    marke = "getComputedStyle(document.querySelector('.app-why > summary'), '::before').display"
    assert page.evaluate(marke) == "none"


def test_the_phone_menu_opens_by_keyboard_and_closes_with_escape(page):
    page.set_viewport_size(PHONE)
    show(page, in_frame(["pagehead"]))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "app-skip"
    page.locator(".app-menu summary").press("Enter")
    assert page.get_by_role("link", name="Nachrichten").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Nachrichten").is_visible()
