"""The session ended while somebody typed, or another window signed in anew: what was typed stays in the browser.

Nothing is kept on the server and nothing is sent again: the form's page opens as a plain GET, ``static/eingabe.js`` puts
the text back into its form, and the person presses the button. Only the account that the form was made for gets that far
(``templatetags/eingabe.py``); sent under another one, a form is refused. Where the form came from our own page the browser says
so (``Origin``); for any other origin, and where a password is among the fields, the plain page answers.
"""

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.http import JsonResponse, QueryDict
from django.shortcuts import render, resolve_url

from antraege.forms.beschriftung import Worte, datum
from antraege.templatetags.eingabe import FELD, gelesen
from antraege.views import selbstspeichern

FREMD = "In diesem Browser ist jetzt ein anderes Konto angemeldet. Es ist nichts gespeichert."
ZURUECK, ZIEL = "eingabe_zurueck", "eingabe_ziel"
NIE = {"csrfmiddlewaretoken", "act", FELD, ZURUECK, ZIEL}  # an act is chosen anew
NICHT_GETIPPT = NIE | {"version", "stand"}


@dataclass(frozen=True)
class Eingabe:
    """What was typed: ``felder`` as [(name, value)], the form's ``ziel``, the ``seite`` it stood on, the account it was made for."""

    felder: list[tuple[str, str]]
    ziel: str
    seite: str
    konto: int | None
    kontozeichen: str
    dateien: bool

    def gehoert(self, user):
        """Whether this person typed it."""
        return user.is_authenticated and user.pk == self.konto

    def zu_lesen(self):
        """[(label, [(name, value, words)])] of what a person typed or chose: the parts of a date together, a choice in words."""
        getippt = [(n, wert) for n, wert in self.felder if n not in NICHT_GETIPPT and wert.strip()]
        worte = Worte(name for name, _ in self.felder if name not in NICHT_GETIPPT)
        return [
            (worte.beschriftung(namen[0]), [(n, wert, worte.wahl(n, wert)) for n, wert in teile])
            for namen, teile in _zusammen(getippt)
        ]

    def still(self):
        """[(name, value)] that the form needs and nobody reads: the state it was typed upon."""
        return [(name, wert) for name, wert in self.felder if name in NICHT_GETIPPT]


def _zusammen(getippt):
    """[([names], [(name, value)])]: what stands in one line."""
    gruppen = [list(gruppe) for _, gruppe in groupby(enumerate(getippt), lambda e: datum(e[1][0]) or e[0])]
    return [([name for _, (name, _) in g], [paar for _, paar in g]) for g in gruppen]


class Abgemeldet:
    """Middleware: where a form would be lost on the way to the sign-in page, a page keeps it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "POST" and ZURUECK in request.POST:
            return self._zurueck(request, _eingabe(request)) if _eigen(request) else _schlicht(request)
        if _getippt(request) and request.user.is_authenticated and _fremd(request):
            return _verweigert(request)
        response = self.get_response(request)
        if not _zur_anmeldung(response) or selbstspeichern.gewuenscht(request) or not _getippt(request):
            return response
        return _seite(request, _eingabe(request))

    def _zurueck(self, request, eingabe):
        """Open the form's page with what was typed. It is a GET from here on: no act can happen, whatever was pressed."""
        if not eingabe.gehoert(request.user):
            return _seite(request, eingabe)
        request.method, request.POST, request.eingabe = "GET", QueryDict(), eingabe
        response = self.get_response(request)
        if "Location" in response:
            return _seite(request, eingabe, ohne_formular=True)
        response["Cache-Control"] = "private, no-store"
        return response


def csrf(request, reason=""):
    """Answer a form whose token is no longer good."""
    return _seite(request, _eingabe(request)) if _eigen(request) else _schlicht(request)


def _eigen(request):
    """Whether a page of ours sent something that may be shown again."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}" and _getippt(request)


def _schlicht(request):
    return render(request, "403_csrf.html", status=403)


def _fremd(request):
    """Whether the form says that it was made for another account than the one signed in now."""
    konto = gelesen(request.POST.get(FELD, ""))
    return konto is not None and konto != request.user.pk


def _verweigert(request):
    if selbstspeichern.gewuenscht(request):
        return JsonResponse({"satz": FREMD}, status=409)
    return _seite(request, _eingabe(request))


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


def _eingabe(request):
    zeichen = request.POST.get(FELD, "")
    kehrt_zurueck = ZURUECK in request.POST
    return Eingabe(
        felder=[(n, wert) for n, werte in request.POST.lists() if n not in NIE for wert in werte],
        ziel=request.POST.get(ZIEL, "") if kehrt_zurueck else request.path,
        seite=request.get_full_path() if kehrt_zurueck else _herkunft(request),
        konto=gelesen(zeichen),
        kontozeichen=zeichen,
        dateien=bool(request.FILES),
    )


def _herkunft(request):
    """The page of ours that the form stood on; where the browser does not say, the address it was sent to."""
    von = urlsplit(request.headers.get("Referer", ""))
    if (von.scheme, von.netloc) != (request.scheme, request.get_host()):
        return request.path
    return von._replace(scheme="", netloc="", fragment="").geturl() or request.path


def _seite(request, eingabe, *, ohne_formular=False):
    anmelden = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': eingabe.seite})}"
    kontext = {
        "eingabe": eingabe,
        "lage": "ohne_formular" if ohne_formular else _lage(request.user, eingabe),
        "anmelden": anmelden,
    }
    antwort = render(request, "abgemeldet.html", kontext, status=403)
    antwort["Cache-Control"] = "private, no-store"
    return antwort


def _lage(user, eingabe):
    """How it stands with the account: whose form it was is only known where the form said so."""
    if not user.is_authenticated:
        return "abgemeldet"
    if eingabe.gehoert(user):
        return "eigene"
    return "fremde" if eingabe.konto else "unbekannt"
