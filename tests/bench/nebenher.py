"""What is measured by itself: setting a notice, and the relay from the log to the channel."""

from statistics import median
from time import perf_counter

from antraege.models import Bescheid
from antraege.services.bescheid_pdf import setze
from antraege.services.bescheid_stand import RAHMEN
from antraege.services.bescheid_text import inhalt
from notifications import ausgang
from notifications.models import Nachricht


def druck(mal=10):
    """Milliseconds to set one notice (median, min, max) and its size."""
    zeiten = []
    for bescheid in Bescheid.objects.exclude(nummer=None).select_related(*RAHMEN)[: mal + 1]:
        # Another text each time: typst remembers what it has set.
        bescheid.begruendung = f"{bescheid.begruendung} {bescheid.nummer}\n\n" * 5
        beginn = perf_counter()
        fertig = setze(inhalt(bescheid))
        zeiten.append((perf_counter() - beginn) * 1000)
    del zeiten[0]  # the first reads the fonts
    spanne = {name: round(f(zeiten), 1) for name, f in (("median", median), ("min", min), ("max", max))}
    return {"ms": spanne, "bytes": len(fertig.pdf)}


def nachrichten(sekunden=6):
    """Entries a second from the log to rows, messages a second from rows to a mail server that answers at once."""
    beginn = perf_counter()
    gelesen = 0
    while anzahl := ausgang.uebertragen():
        gelesen += anzahl
    uebertragen = perf_counter() - beginn
    beginn, zeilen = perf_counter(), Nachricht.objects.count()
    gesendet = ausgang.versenden(sekunden)
    return {
        "eintraege_je_s": round(gelesen / uebertragen),
        "zeilen_je_s": round(zeilen / uebertragen),
        "gesendet_je_s": round(gesendet / (perf_counter() - beginn)),
        "gesendet": gesendet,
    }
