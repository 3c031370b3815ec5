"""The block of a position's page that says what was earned so far, by source and year, with its lines of reason."""

from antraege import formate
from antraege.services import anspruchslage
from antraege.views.bausteine import Column, Row

OHNE_MELDUNG = "Noch kein Besetzungsstand gemeldet."
OHNE_SATZ = "Die Richtlinie nennt keinen Festbetrag je VZÄ. Der Betrag lässt sich hier nicht berechnen."


def block(user, stelle, heute):
    """What the template shows; None for whom nothing of it is to read."""
    stand = anspruchslage.der_stelle(stelle, user, heute)
    if stand is None:
        return None
    if stand.bis < stand.von:
        return {"satz": f"Die Förderung beginnt am {formate.datum(stand.von)}."}
    if not stand.gemeldet:
        return {"satz": OHNE_MELDUNG}
    return {
        "satz": f"Vom {formate.datum(stand.von)} bis {formate.datum(stand.bis)}. Unbesetzte Tage und Zeiten ohne Entgelt zählen nicht.",
        "spalten": _spalten(stand.jahre),
        "zeilen": [_zeile(quelle, stand.jahre) for quelle in stand.quellen],
        "weg": [*stand.gruende, *(zeile for quelle in stand.quellen for zeile in _weg(quelle))],
    }


def _spalten(jahre):
    if len(jahre) < 2:
        return [Column("Quelle"), Column("Anspruch", numeric=True)]
    return [
        Column("Quelle"),
        *(Column(str(jahr), numeric=True) for jahr in jahre),
        Column("Anspruch", numeric=True),
    ]


def _zeile(quelle, jahre):
    if quelle.anspruch is None:
        leer = len(jahre) if len(jahre) > 1 else 0
        return Row([quelle.bezeichnung, *[formate.LEER] * (leer + 1)], note=OHNE_SATZ)
    je_jahr = [formate.euro(quelle.anspruch.jahre.get(jahr)) for jahr in jahre] if len(jahre) > 1 else []
    return Row([quelle.bezeichnung, *je_jahr, formate.euro(quelle.anspruch.betrag)])


def _weg(quelle):
    return [f"{quelle.name}: {zeile}" for zeile in quelle.anspruch.spur] if quelle.anspruch else []
