"""Everything in one run: the figures as a dict, the counters that fail it, and the table people read."""

from django.db import connection

from tests.bench import einlesen, lebenslauf, nebenher, seiten, serie, stellen
from tests.bench.models import Schritt
from tests.bench.varianten import VARIANTEN
from tests.bench.welt import WEG, Welt

# Statements of the engine in a step: lock, change, insert; at the end also what is open, and the process.
ENGINE = 3
ENGINE_ENDE = 5
IMPORTZEILE = 12  # statements one more row of an import costs, savepoints among them
BESCHEID = 26  # statements one more notice of a run costs, drafted, released and provided
BYTES = 200_000
MB = 300  # memory of a process that writes 10,000 positions to a file
UNSERES = VARIANTEN[0].name


def messen(turns):
    """Measure; counters above their limit stand in ``ueberschritten``."""
    with connection.schema_editor() as editor:
        editor.create_model(Schritt)
    welt = Welt.neu()
    zahlen, ungleich = lebenslauf.zaehlen(welt)
    ergebnis = {"sql": zahlen, "ungleich": ungleich, "lebenslauf": lebenslauf.messen(welt, turns)}
    ergebnis |= {
        "bescheid": nebenher.druck(),
        "nachrichten": nebenher.nachrichten(),
        "seiten": seiten.messen(),
        "import": einlesen.messen(),
        "serie": serie.messen(),
        "stellen": stellen.messen(),
    }
    return ergebnis | {"ueberschritten": list(ueberschritten(ergebnis))}


def ueberschritten(ergebnis):
    """Sentences about counters above their limit; times are never among them."""
    yield from (f"{name} schreibt andere Fakten" for name in ergebnis["ungleich"])
    for act in WEG:
        engine, hoechstens = ergebnis["sql"][act][UNSERES][1], ENGINE_ENDE if "End" in WEG[act] else ENGINE
        if engine > hoechstens:
            yield f"{act}: {engine} Anweisungen der Engine, höchstens {hoechstens}"
    for url, seite in ergebnis["seiten"].items():
        if len({zahl["queries"] for zahl in seite["groessen"].values()}) > 1:
            yield f"{url}: die Zahl der Abfragen hängt von der Zahl der Zeilen ab"
        if max(zahl["bytes"] for zahl in seite["groessen"].values()) > BYTES:
            yield f"{url}: über {BYTES} Byte"
    yield from _stellen_ueber(ergebnis["stellen"])
    if ergebnis["import"]["sql_je_zeile"] > IMPORTZEILE:
        yield f"Import: {ergebnis['import']['sql_je_zeile']} Anweisungen je Zeile, höchstens {IMPORTZEILE}"
    if ergebnis["serie"]["sql_je_bescheid"] > BESCHEID:
        yield f"Serie: {ergebnis['serie']['sql_je_bescheid']} Anweisungen je Bescheid, höchstens {BESCHEID}"


def _stellen_ueber(zahlen):
    for name, seite in zahlen["seiten"].items():
        if len({je["queries"] for je in seite.values()}) > 1:
            yield f"{name}: die Zahl der Abfragen hängt von der Zahl der Stellen ab"
        if max(je["bytes"] for je in seite.values()) > BYTES:
            yield f"{name}: über {BYTES} Byte"
    for als, datei in zahlen["dateien"].items():
        if datei["mb"] > MB:
            yield f"Stellen als {als}: {datei['mb']} MB, höchstens {MB}"


def tabelle(ergebnis):
    """The run as text."""
    return "\n".join(
        [
            *_sql(ergebnis),
            "",
            *_zeiten(ergebnis),
            "",
            *_rest(ergebnis),
            *_stellen(ergebnis["stellen"]),
            *ergebnis["ueberschritten"],
        ]
    )


def _sql(ergebnis):
    namen = [variante.name for variante in VARIANTEN]
    yield f"{'SQL per step (of the task tables)':<34}" + "".join(f"{name:>26}" for name in namen)
    for act, zahlen in ergebnis["sql"].items():
        kopf = f"{act} ({WEG[act].removeprefix('human, ')})" if act in WEG else act
        yield f"{kopf:<45}"[:45] + "".join("{:>18} ({:>2})   ".format(*zahlen[name]) for name in namen)
    summen = [sum(zahlen[name][0] for zahlen in ergebnis["sql"].values()) for name in namen]
    yield f"{'together':<45}" + "".join(f"{summe:>18}        " for summe in summen)


def _zeiten(ergebnis):
    lauf = ergebnis["lebenslauf"]
    yield f"One lifecycle, {lauf['turns']} turns: median (min to max) of the ratios, elapsed | client's CPU"
    for paar, zeit in lauf["verhaeltnisse"].items():
        yield f"  {paar:<46}{_spanne(zeit['zeit'])} | {_spanne(zeit['cpu'])}"


def _rest(ergebnis):
    druck, post = ergebnis["bescheid"], ergebnis["nachrichten"]
    yield f"Notice (PDF/A): {_spanne(druck['ms'])} ms, {druck['bytes']} bytes"
    yield f"Relay: {post['zeilen_je_s']} rows/s written from the log, {post['gesendet_je_s']} messages/s sent, one commit each"
    lauf = ergebnis["import"]
    yield f"Import of {lauf['zeilen']}: judged in {lauf['pruefen_s']} s, taken over in {lauf['uebernehmen_s']} s, recognised in {lauf['wieder_erkennen_s']} s, {lauf['sql_je_zeile']:.0f} statements a row"
    lauf = ergebnis["serie"]
    yield f"{lauf['bescheide']} notices drafted, released, provided in {lauf['sekunden']} s ({lauf['cpu']} s CPU, {lauf['satz_s']} s of it set {lauf['gesetzt']} times), {lauf['sql_je_bescheid']:.0f} statements each"
    for url, seite in ergebnis["seiten"].items():
        zahlen = ", ".join(
            f"{n}: {z['queries']} queries, {z['bytes']} bytes" for n, z in seite["groessen"].items()
        )
        yield f"{url} {zahlen}"
        yield f"  time at 10,000 / 10 {_spanne(seite['gross_zu_klein'])}, / 1,000 {_spanne(seite['gross_zu_mittel'])}"


def _stellen(zahlen):
    for name, seite in zahlen["seiten"].items():
        je_groesse = (
            f"{n}: {z['queries']} queries, {z['bytes']} bytes, {z['ms']} ms" for n, z in seite.items()
        )
        yield f"Positions, {name}: {', '.join(je_groesse)}"
    for als, datei in zahlen["dateien"].items():
        yield f"All positions as {als}: {datei['s']} s, {datei['mb']} MB of memory, {datei['bytes']} bytes"


def _spanne(werte):
    return f"{werte['median']:.2f} ({werte['min']:.2f} to {werte['max']:.2f})"
