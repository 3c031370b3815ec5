"""The closing sheet of a round, for the district's office alone: its sums are those of all municipalities."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import einsicht, formate, zeit
from antraege.models import Foerderrunde
from antraege.services import schlussblatt as dienst
from antraege.services.rundenbrueche import brueche
from antraege.views import rundenteile
from antraege.views.bausteine import Column, Link, Row

POSTEN = [Column("Posten"), Column("VZÄ", numeric=True), Column("EUR", numeric=True)]
STELLEN = [Column("Stellen"), Column("VZÄ", numeric=True)]
ANTWORTEN = [Column("Antwort"), Column("Kommunen", numeric=True), Column("VZÄ", numeric=True)]
FAELLE = [Column("Was nicht zusammenpasst"), Column("Nachsehen")]
WORTE = {
    "antrag": "Antrag",
    "stelle": "Stelle",
    "kontingent_erfassen": "Kontingent",
    "inanspruchnahme": "Inanspruchnahme",
}


@login_required
@require_safe
def schlussblatt(request, pk):
    """Asked and what became of it, notices, positions, answers; first of all what does not fit together."""
    runde = get_object_or_404(
        Foerderrunde.objects.visible_to(request.user).select_related("programm", "fassung"), pk=pk
    )
    if not einsicht.im_amt(request.user, runde.programm.landkreis_id):
        raise Http404
    blatt = dienst.erstellen(runde, zeit.heute())
    kontext = {
        "runde": runde,
        "blatt": blatt,
        "nimmt_antraege": rundenteile.nimmt_antraege(runde),
        "posten": POSTEN,
        "beantragt": [_posten(p) for p in blatt.beantragt[:-1]],
        "summe": _posten(blatt.beantragt[-1]),
        "bescheide": [_posten(p) for p in blatt.bescheide],
        "stellenspalten": STELLEN,
        "stellen": _stellen(blatt),
        "kreis": _kreis(blatt.stellen),
        "antwortspalten": ANTWORTEN,
        "antworten": [[a.label, str(a.kommunen), formate.zahl(a.vzae)] for a in blatt.antworten],
        "faelle": [_fall(bruch) for bruch in brueche(runde)],
        "fallspalten": FAELLE,
    }
    return render(request, "antraege/schlussblatt.html", kontext)


def _posten(posten):
    return [posten.label, formate.zahl(posten.vzae), formate.zahl(posten.betrag)]


def _stellen(blatt):
    zahlen, tag = blatt.stellen, formate.datum(blatt.stichtag)
    return [
        ["Bewilligt und als Stelle erfasst", formate.zahl(zahlen.erfasst)],
        ["Bewilligt und noch nicht erfasst", formate.zahl(zahlen.nicht_erfasst)],
        [f"Am {tag} aus dieser Runde bezahlt", formate.zahl(zahlen.bezahlt)],
        [f"davon am {tag} nicht besetzt", formate.zahl(zahlen.nicht_besetzt)],
    ]


def _kreis(zahlen):
    """Shares of the district stand apart: nobody applied for them."""
    if not zahlen.geschaffen and zahlen.gesichert is None:
        return []
    return [
        ["Für Stellen des Landkreises gesichert", formate.zahl(zahlen.gesichert)],
        ["Vom Landkreis geschaffen", formate.zahl(zahlen.geschaffen)],
    ]


def _fall(bruch):
    return Row([bruch.satz, Link(WORTE[bruch.seite], reverse(bruch.seite, args=[bruch.pk]))])
