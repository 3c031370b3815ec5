"""Lists at 10, 1,000 and 10,000 rows: three districts of these sizes in one database, asked in turns.

Only here are rows written in bulk, as copies of one real application with its task and deadline.
"""

from contextlib import contextmanager
from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from viewflow.workflow.models import Process, Task

from antraege.models import Antrag, Foerderrunde, Frist, Kommune
from tests.bench.varianten import Unseres
from tests.bench.welt import TAG, WEG, Welt, runde, uhr, vorbereiten

GROESSEN = (10, 1_000, 10_000)
SEITEN = ("/aufgaben/", "/aufgaben/?folge=vollstaendigkeit", "/antraege/")
ORTE = 100


def messen(turns=9, groessen=GROESSEN):
    """page -> queries and bytes at each size, time at the largest against the others."""
    browser = {anzahl: _browser(_kreis(anzahl)) for anzahl in groessen}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with uhr():
        return {url: _seite(url, browser, turns) for url in SEITEN}


def _seite(url, browser, turns):
    klein, mittel, gross = browser
    zahlen = {str(anzahl): _einmal(client, url) for anzahl, client in browser.items()}
    zeiten = [{anzahl: _dauer(client, url) for anzahl, client in browser.items()} for _ in range(turns)]
    return {
        "groessen": zahlen,
        "ms": {str(anzahl): round(median(zeit[anzahl] for zeit in zeiten) * 1000, 1) for anzahl in browser},
        "gross_zu_klein": _spanne([zeit[gross] / zeit[klein] for zeit in zeiten]),
        "gross_zu_mittel": _spanne([zeit[gross] / zeit[mittel] for zeit in zeiten]),
    }


def _einmal(client, url):
    """Queries (the fewest of three: the demo's clock is read once a second) and bytes of an answer."""
    anzahl = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as gesehen:
            antwort = client.get(url)
        assert antwort.status_code == 200, url
        anzahl.append(len(gesehen))
    return {"queries": min(anzahl), "bytes": len(antwort.content)}


def _spanne(werte):
    return {name: round(f(werte), 2) for name, f in (("median", median), ("min", min), ("max", max))}


def _dauer(client, url):
    beginn = perf_counter()
    client.get(url)
    return perf_counter() - beginn


def _browser(person):
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client


def _kreis(anzahl):
    """A district with so many applications that wait for a signature; gives the person who signs."""
    welt, unseres = Welt.neu(), Unseres()
    ort, clerk = welt.ort()
    rd = runde(welt.kreis)
    with uhr():
        antrag = unseres.anlegen(kommune=ort, runde=rd, by=clerk, heute=TAG)
        vorbereiten(antrag, clerk)
        for act in list(WEG)[:3]:
            _, person, dienst, facts = welt.schritt(act, clerk)
            unseres.tue(unseres.offen(antrag), act, dienst, person, TAG, **facts)
    _vervielfache(Antrag.objects.get(pk=antrag.pk), ort, rd, anzahl - 1)
    return welt.sgl


def _vervielfache(antrag, ort, rd, mehr):
    nr = f"lpad(n::text, 5, '0') || '-{antrag.pk}'"
    orte = _kopien(Kommune, ort.pk, min(mehr, ORTE), ags=f"'9' || lpad((n + {antrag.pk * 1000})::text, 7, '0')", name=f"'Ort ' || {nr}")  # fmt: skip
    jahre = {tag: f"({tag} + make_interval(years => n::int))::date" for tag in ("beginn", "ende")}
    namen = {"name": f"'Runde ' || {nr}", "kuerzel": f"'R' || n || '-{antrag.pk}'"}
    runden = _kopien(Foerderrunde, rd.pk, -(-mehr // ORTE), **namen, **jahre)
    je = {
        "kommune_id": f"(ARRAY{orte})[1 + n % {len(orte)}]",
        "runde_id": f"(ARRAY{runden})[1 + (n - 1) / {ORTE}]",
    }
    with _ohne_ausloeser():
        antraege = _kopien(Antrag, antrag.pk, mehr, vorgangsnummer=f"'N' || {nr}", **je)
    prozess = antrag.prozess
    prozesse = _kopien(Process, prozess.pk, mehr)
    with connection.cursor() as cursor:
        paare = "SELECT * FROM unnest(%s::bigint[], %s::bigint[])"
        cursor.execute(f"INSERT INTO workflows_antragsprozess (process_ptr_id, antrag_id) {paare}", [prozesse, antraege])  # fmt: skip
    offen = Task.objects.get(process_id=prozess.pk, finished__isnull=True)
    _kopien(Task, offen.pk, mehr, process_id=f"(ARRAY{prozesse})[n]")
    frist = Frist.objects.get(antrag=antrag, erledigt_am__isnull=True)
    _kopien(Frist, frist.pk, mehr, antrag_id=f"(ARRAY{antraege})[n]", faellig_am="faellig_am + n % 200")


@contextmanager
def _ohne_ausloeser():
    """An application begins as a draft, a trigger says; these copies do not."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield


def _kopien(model, pk, anzahl, **anders):
    """Copy a row; ``anders``: column -> SQL in which ``n`` counts from 1. Gives the new ids in order."""
    spalten = [f.column for f in model._meta.concrete_fields if not f.primary_key]
    werte = ", ".join(anders.get(spalte, f't."{spalte}"') for spalte in spalten)
    namen, tabelle = ", ".join(f'"{spalte}"' for spalte in spalten), model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{tabelle}" ({namen}) SELECT {werte} FROM "{tabelle}" t, generate_series(1, {anzahl}) n'
            f" WHERE t.id = {pk} ORDER BY n RETURNING id"
        )
        return [zeile[0] for zeile in cursor.fetchall()]
