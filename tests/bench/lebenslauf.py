"""One lifecycle (create and eight acts of people) in turns of all variants: time, and SQL counted once."""

import gc
from functools import partial
from statistics import median
from time import perf_counter, process_time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from antraege.services import bescheid_pdf
from tests.bench.varianten import VARIANTEN, fakten
from tests.bench.welt import TAG, WEG, runde, uhr, vorbereiten

PAARE = [(VARIANTEN[0].name, v.name) for v in VARIANTEN[1:]] + [(VARIANTEN[1].name, VARIANTEN[2].name)]
NICHT_GEZAEHLT = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
FERTIG = bescheid_pdf.Druck(b"%PDF-1.7", "0" * 64, "-", "0" * 64)


def messen(welt, turns, warm=3):
    """Ratios of whole lifecycles, turn by turn, of elapsed time and of the client's CPU (median, min, max)."""
    laeufe = [_turn(welt, nr) for nr in range(warm + turns)][warm:]
    return {"turns": turns, "verhaeltnisse": {f"{a} / {b}": _verhaeltnis(laeufe, a, b) for a, b in PAARE}}


def _verhaeltnis(laeufe, a, b):
    paare = {art: [lauf[a][nr] / lauf[b][nr] for lauf in laeufe] for nr, art in enumerate(("zeit", "cpu"))}
    return {
        art: {"median": round(median(w), 2), "min": round(min(w), 2), "max": round(max(w), 2)}
        for art, w in paare.items()
    }


def _turn(welt, nr):
    """Each variant once, in the same round; the order rotates. Gives name -> (seconds, CPU seconds)."""
    rd, zeiten = runde(welt.kreis), {}
    for stelle in range(len(VARIANTEN)):
        variante = VARIANTEN[(nr + stelle) % len(VARIANTEN)]
        zeiten[variante.name] = [sum(spalte) for spalte in zip(*_leben(variante, welt, rd), strict=True)]
    return zeiten


def _leben(variante, welt, rd):
    """Do it all; gives (seconds, CPU seconds) of each part."""
    ort, clerk = welt.ort()
    gc.collect()
    with uhr(), ohne_satz():
        assert clerk.rollen
        antrag, dauer = _gestoppt(lambda: variante.anlegen(kommune=ort, runde=rd, by=clerk, heute=TAG))
        yield dauer
        vorbereiten(antrag, clerk)
        for act in WEG:
            yield _gestoppt(_schritt(variante, welt, antrag, act, clerk))[1]


def _schritt(variante, welt, antrag, act, clerk):
    """The act as a call, with its task and person read beforehand."""
    pk = variante.offen(antrag)
    _, person, dienst, facts = welt.schritt(act, clerk)
    return lambda: variante.tue(pk, act, dienst, person, TAG, **facts)


def _gestoppt(tue):
    beginn, cpu = perf_counter(), process_time()
    ergebnis = tue()
    return ergebnis, (perf_counter() - beginn, process_time() - cpu)


class ohne_satz:
    """Without the typesetter: it takes longer than all the rest, is the same for all, and is measured by itself."""

    def __enter__(self):
        self.setze, bescheid_pdf.setze = bescheid_pdf.setze, lambda inhalt: FERTIG

    def __exit__(self, *fehler):
        bescheid_pdf.setze = self.setze
        bescheid_pdf._erprobt.clear()  # nothing was set


def zaehlen(welt):
    """act -> {variant: (statements, those of its task tables)}, and the variants that left other facts than ours."""
    zahlen, spuren = {act: {} for act in ("anlegen", *WEG)}, []
    rd = runde(welt.kreis)
    for variante in VARIANTEN:
        ort, clerk = welt.ort()
        with uhr(), ohne_satz():
            assert clerk.rollen
            anlegen = partial(variante.anlegen, kommune=ort, runde=rd, by=clerk, heute=TAG)
            antrag, zahlen["anlegen"][variante.name] = _gezaehlt(anlegen, variante)
            vorbereiten(antrag, clerk)
            for act in WEG:
                schritt = _schritt(variante, welt, antrag, act, clerk)
                zahlen[act][variante.name] = _gezaehlt(schritt, variante)[1]
        spuren.append(fakten(antrag))
    return zahlen, [v.name for v, spur in zip(VARIANTEN, spuren, strict=True) if spur != spuren[0]]


def _gezaehlt(tue, variante):
    with CaptureQueriesContext(connection) as gesehen:
        ergebnis = tue()
    sql = [q["sql"].strip() for q in gesehen.captured_queries]
    sql = [s for s in sql if not s.startswith(NICHT_GEZAEHLT)]
    return ergebnis, (len(sql), sum(any(t in s for t in variante.tabellen) for s in sql))
