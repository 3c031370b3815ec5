"""Positions at 10 and 10,000 with three sources and a person each: list, timeline, closing sheet, reports; and all as a file.

Only here are they written in bulk, as copies of one past the rules: they are read, not made. A file is written by a
process of its own, whose whole memory is told.
"""

import json
import os
import subprocess
import sys
from statistics import median
from urllib.parse import urlsplit, urlunsplit

from django.db import connection
from django.test import Client

from antraege import zeit
from antraege.models import Besetzung, Finanzierungsanteil, Kommune, Rolle, Stelle
from tests import factories as f
from tests.bench.datei import TAG
from tests.bench.seiten import _dauer, _einmal, _kopien, _ohne_ausloeser

GROESSEN = (10, 10_000)
ORTE = 26
DATEIEN = ("xlsx", "csv", "iso")


def messen(turns=5, groessen=GROESSEN):
    """page -> queries, bytes and ms at each size; file -> seconds and MB for the largest."""
    kreise = {anzahl: _kreis(anzahl) for anzahl in groessen}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with zeit.gestellt(TAG):
        seiten = {name: _seite(name, kreise, turns) for name in kreise[groessen[0]].seiten}
    return {"seiten": seiten, "dateien": {als: _datei(als, kreise[max(groessen)].wer.pk) for als in DATEIEN}}


class Kreis:
    """A district's person and the addresses of its pages."""

    def __init__(self, wer, runde):
        self.wer = wer
        self.seiten = {
            "Liste": "/stellen/",
            "Liste der Runde": f"/stellen/?runde={runde.pk}&stand=alle",
            "Zeitleiste der Runde": f"/stellen/zeitleiste/?runde={runde.pk}&stand=alle",
            "Schlussblatt": f"/runden/{runde.pk}/schluss/",
            "Personalbestand": "/berichte/personalbestand/?jahr=2028",
            "Haushaltsanmeldung": "/berichte/haushaltsanmeldung/",
            "Landes- und Kreismittel": "/berichte/mittelherkunft/?jahr=2028",
        }


def _seite(name, kreise, turns):
    return {str(anzahl): _gemessen(kreis.wer, kreis.seiten[name], turns) for anzahl, kreis in kreise.items()}


def _gemessen(wer, url, turns):

    client = Client(SERVER_NAME="localhost")
    client.force_login(wer)
    zahlen = _einmal(client, url)
    return zahlen | {"ms": round(median(_dauer(client, url) for _ in range(turns)) * 1000)}


def _kreis(anzahl):
    """A district with so many positions in its places, all paid by one round in three parts."""
    kreis = f.landkreis()
    ort, runde = f.kommune(kreis), f.runde(kreis)
    wer = f.benutzer(Rolle.KAEMMEREI, kreis)
    nr = f"lpad(n::text, 6, '0') || '-{kreis.pk}'"
    orte = _kopien(Kommune, ort.pk, ORTE, ags=f"'8' || lpad((n + {kreis.pk * 100})::text, 7, '0')", name=f"'Ort ' || {nr}")  # fmt: skip
    with _ohne_ausloeser():
        erste = Stelle.objects.create(
            landkreis=kreis,
            nummer=f"S-{kreis.pk}",
            anstellungstraeger=ort,
            einsatzort=ort,
            vzae="1.00",
            entgeltgruppe="S 12",
            beginn=runde.beginn,
            ende=runde.ende,
            angelegt_von=wer,
            angelegt_am=zeit.jetzt(),
        )
        stellen = _kopien(
            Stelle,
            erste.pk,
            anzahl - 1,
            nummer=f"'S-' || {nr}",
            einsatzort_id=f"(ARRAY{orte})[1 + n % {ORTE}]",
            anstellungstraeger_id=f"(ARRAY{orte})[1 + n % {ORTE}]",
            ende="ende - (n % 300)::int",
        )
        zeiten = {"beginn": runde.beginn, "ende": runde.ende}
        besetzung = Besetzung.objects.create(stelle=erste, kennzeichen="AB", vzae="0.75", beginn=runde.beginn)
        for vzae in ("0.25", "0.25", "0.50"):
            teil = Finanzierungsanteil.objects.create(stelle=erste, runde=runde, vzae=vzae, **zeiten)
            _kopien(Finanzierungsanteil, teil.pk, anzahl - 1, stelle_id=f"(ARRAY{stellen})[n]", ende="ende - (n % 300)::int")  # fmt: skip
        _kopien(Besetzung, besetzung.pk, anzahl - 1, stelle_id=f"(ARRAY{stellen})[n]")
    return Kreis(wer, runde)


def _datei(als, wer):
    """Seconds, MB and bytes of the file as a fresh process writes it."""
    umgebung = os.environ | {"DATABASE_URL": _adresse(), "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
    befehl = [sys.executable, "-m", "tests.bench.datei", als, str(wer)]
    fertig = subprocess.run(befehl, env=umgebung, capture_output=True, text=True, check=True)
    return json.loads(fertig.stdout)


def _adresse():
    """The database in which the rows lie: that of the tests, not the one the address names."""
    return urlunsplit(
        urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    )
