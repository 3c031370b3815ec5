"""The timeline of positions: who pays which part and who is there, as a picture with the same rows as a table beneath."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import formate, zeit
from antraege.auswertung_stellen import besetzt, groessen, leute_fuer, traeger
from antraege.views.bausteine import Column, Row
from antraege.views.blaettern import blaettere, gezaehlt
from antraege.views.stellenauswahl import anderswo, ausgewaehlt
from antraege.zeitachse import Teil, Zeile, fenster, luecken, stufen, zeichne

BAENDER = 50
DAVOR, DANACH = timedelta(days=365), timedelta(days=730)  # around today, where no round gives the time
FARBE = {"landkreis": "kfr", "land": "im"}
LEGENDE = (
    ("kfr", "Mittel des Landkreises"),
    ("im", "Mittel des Landes"),
    ("besetzt", "besetzt"),
    ("gap", "nicht besetzt"),
)
SPALTEN = [
    Column("Stelle"),
    Column("Anstellungsträger, Einsatzort"),
    Column("VZÄ", numeric=True),
    Column("Quellen"),
    Column("Besetzt"),
    Column("Nicht besetzt"),
    Column("Befristet bis"),
]


@login_required
@require_safe
def zeitleiste(request):
    """Fifty positions a page, the nearest end first; the filter is that of the list."""
    heute = zeit.heute()
    form, gewaehlt, qs = ausgewaehlt(request, heute)
    leute = Prefetch("besetzungen", leute_fuer(request.user).order_by("beginn", "pk"))
    gelesen = qs.mit_rahmen().prefetch_related("umfaenge", leute)
    seite = blaettere(gelesen, request, folge=("ende", "pk"), groesse=BAENDER)
    stellen = [(stelle, *_zeiten(stelle)) for stelle in seite.zeilen]
    kontext = {
        "form": form,
        "gefiltert": bool(gewaehlt),
        "anzahl": gezaehlt(qs),
        "weiter": seite.weiter,
        "bild": zeichne([_band(*s) for s in stellen], _fenster(gewaehlt.get("runde"), heute), heute),
        "legende": LEGENDE,
        "spalten": SPALTEN,
        "zeilen": [_zeile(*s) for s in stellen],
        "liste": anderswo("stellen", request),
    }
    return render(request, "antraege/zeitleiste.html", kontext)


def _fenster(runde, heute):
    """The time of the chosen round and a year behind it, else from a year ago for three years."""
    if runde:
        return fenster(runde.beginn, runde.ende + DAVOR)
    return fenster(heute - DAVOR, heute + DANACH)


def _zeiten(stelle):
    """(filled, vacant) of a position; no gap is told where nobody was ever reported: that is unknown."""
    da = besetzt(stelle)
    return stufen(da), luecken(groessen(stelle), da) if da else []


def _band(stelle, da, leer):
    return Zeile(
        name=stelle.nummer,
        unter=_kurz(stelle),
        rechts=formate.zahl(stelle.vzae),
        url=reverse("stelle", args=[stelle.pk]),
        ende=stelle.ende,
        quellen=[_quelle(stelle, anteil) for anteil in stelle.anteile.all()],
        streifen=[
            *(_stueck(stelle, "besetzt", "besetzt", spanne) for spanne in da),
            *(_stueck(stelle, "luecke", "nicht besetzt", spanne) for spanne in leer),
        ],
    )


def _kurz(stelle):
    """The place, and who employs where it is the district; not longer than its column is wide."""
    ort = str(stelle.einsatzort)
    ort = ort if len(ort) <= 22 else f"{ort[:21]}…"
    return f"Kreis · {ort}" if stelle.anstellungstraeger_id is None else ort


def _quelle(stelle, anteil):
    programm = anteil.runde.programm
    titel = f"{stelle.nummer}: {formate.vzae(anteil.vzae)} aus {programm.kurz}, {anteil.runde}, {_zeit(anteil.beginn, anteil.ende)}"
    text = f"{programm.kurz} {formate.zahl(anteil.vzae)}"
    return Teil(FARBE[programm.geber], anteil.beginn, anteil.ende, titel, text)


def _stueck(stelle, art, wort, spanne):
    vzae, von, bis = spanne
    titel = f"{stelle.nummer}: {formate.vzae(vzae)} {wort}, {_zeit(von, bis)}"
    return Teil(art, von, bis, titel, "nicht besetzt" if art == "luecke" else "", vzae / stelle.vzae)


def _zeile(stelle, da, leer):
    """The twin of the band."""
    ende = formate.datum(stelle.ende)
    eigene = stelle.anstellungstraeger_id == stelle.einsatzort_id
    ort = str(stelle.einsatzort) if eigene else f"{traeger(stelle)}, {stelle.einsatzort}"
    quellen = [
        (f"{a.runde.programm.kurz} {formate.zahl(a.vzae)}", a.beginn, a.ende) for a in stelle.anteile.all()
    ]
    zellen = [stelle.nummer, ort, formate.zahl(stelle.vzae), *map(_liste, (quellen, da, leer)), ende]
    return Row(zellen, url=reverse("stelle", args=[stelle.pk]))


def _liste(spannen):
    """``0,50 (01.01.2027–31.12.2027)``, one after the other."""
    return "; ".join(
        f"{wert if isinstance(wert, str) else formate.zahl(wert)} ({_zeit(von, bis)})"
        for wert, von, bis in spannen
    )


def _zeit(von, bis):
    return formate.zeitraum(von, bis)
