"""The session ended while somebody typed, or another window signed in anew: what was typed stays in the browser to be sent once more.

Nothing is kept on the server. Where the form came from our own page the browser says so (``Origin``); for any other origin, and
where a password is among the fields, the plain page answers.
"""

from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.shortcuts import render, resolve_url

from antraege.views import selbstspeichern

NICHT_GETIPPT = {"csrfmiddlewaretoken", "act", "version", "stand"}


class Abgemeldet:
    """Middleware: where a form would be lost on the way to the sign-in page, a page keeps it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not _zur_anmeldung(response) or selbstspeichern.gewuenscht(request) or not _getippt(request):
            return response
        return _seite(request, "Sie sind nicht mehr angemeldet", anmelden=response.url)


def csrf(request, reason=""):
    """Answer a form whose token is no longer good."""
    eigene = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if eigene and _getippt(request):
        return _seite(request, "Bitte senden Sie Ihre Eingabe noch einmal ab")
    return render(request, "403_csrf.html", status=403)


def _zur_anmeldung(response):
    ziel = urlsplit(getattr(response, "url", ""))
    return (
        response.status_code == 302
        and ziel.path == resolve_url(settings.LOGIN_URL)
        and "next" in parse_qs(ziel.query)
    )


def _getippt(request):
    """Whether there is something to lose that may be shown."""
    felder = request.POST if request.method == "POST" else {}
    geheim = any("passw" in name.lower() for name in felder)
    return not geheim and any(felder[name].strip() for name in set(felder) - NICHT_GETIPPT)


def _seite(request, titel, *, anmelden=""):
    felder = [
        (name, wert)
        for name, werte in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for wert in werte
    ]
    kontext = {"titel": titel, "felder": felder, "dateien": bool(request.FILES), "anmelden": anmelden}
    antwort = render(request, "abgemeldet.html", kontext, status=403)
    antwort["Cache-Control"] = "private, no-store"
    return antwort
