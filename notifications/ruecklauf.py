"""A word to the municipalities that are silent in a round: first whom and which text, then one click."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege import einsicht, zeit
from antraege.berechtigungen import RECHTE, hat_recht
from antraege.fehler import Verweigert
from antraege.models import Foerderrunde, Kommune
from antraege.services import ruecklauf
from notifications import texte
from notifications.fall import Fall


@login_required
@require_http_methods(["GET", "POST"])
def nachricht(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whom a message would reach and its words; POST writes it."""
    runde = _runde(request, pk)
    satz = ""
    if request.method == "POST":
        try:
            orte = ruecklauf.erinnern(runde=runde, by=request.user, heute=zeit.heute())
        except Verweigert as fehler:
            satz = fehler.satz
        else:
            messages.success(request, _gesendet(orte))
            return redirect("ruecklauf", pk=runde.pk)
    return _seite(request, runde, satz)


def _runde(request: HttpRequest, pk: int) -> Foerderrunde:
    sichtbar = Foerderrunde.objects.visible_to(request.user).select_related("programm__landkreis", "fassung")
    runde = get_object_or_404(sichtbar, pk=pk)
    if not einsicht.im_amt(request.user, runde.programm.landkreis_id):
        raise Http404
    if not hat_recht(request.user, RECHTE["ruecklauf.erinnern"], runde):
        raise PermissionDenied
    return runde


def _gesendet(orte: list[Kommune]) -> str:
    if len(orte) == 1:
        return f"Die Nachricht an {orte[0]} ist unterwegs."
    return f"Die Nachricht an {len(orte)} Kommunen ist unterwegs."


def _seite(request: HttpRequest, runde: Foerderrunde, satz: str) -> HttpResponse:
    heute = zeit.heute()
    hindernis = satz or ruecklauf.hindernis(runde, heute)
    empfaenger = [] if hindernis else ruecklauf.stille(runde, heute)
    werte = {
        "runde": runde,
        "hindernis": hindernis,
        "empfaenger": empfaenger,
        "muster": _muster(runde, empfaenger[0].kommune) if empfaenger else None,
    }
    return render(request, "notifications/ruecklauf_nachricht.html", werte, status=409 if satz else 200)


def _muster(runde: Foerderrunde, kommune: Kommune) -> dict[str, object]:
    """The mail as the first one on the list gets it; the others differ in name and link alone."""
    fall = Fall(landkreis=runde.programm.landkreis, geschehen_am=zeit.jetzt(), runde=runde, kommune=kommune)
    brief = texte.schreibe("ruecklauf", fall)
    kopf = [("An", kommune.postfach), ("Betreff", brief.betreff)]
    return {"kopf": kopf, "text": texte.mail(brief, fall)}
