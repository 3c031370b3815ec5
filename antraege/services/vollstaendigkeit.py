"""What an application still lacks, each point with its section and field so that a page can link there."""

from __future__ import annotations

from dataclasses import dataclass

from antraege.formate import zahl
from antraege.models import Anlage, Antrag
from antraege.services import drittmittel

ABSCHNITTE = {
    "angaben": "Angaben",
    "stellenanteile": "Stellenanteile",
    "fallzahlen": "Zielgruppen und Fallzahlen",
    "unterlagen": "Unterlagen und Erklärungen",
}

PFLICHT = {
    "ansprechperson": ("angaben", "Bitte nennen Sie eine Ansprechperson."),
    "ansprech_email": ("angaben", "Bitte nennen Sie die E-Mail-Adresse der Ansprechperson."),
    "begruendung": ("angaben", "Bitte beschreiben Sie, wofür der Stellenanteil gebraucht wird."),
    "beantragt_vzae": ("stellenanteile", "Bitte geben Sie an, wie viele Stellenanteile Sie beantragen."),
    "eigenanteil": ("stellenanteile", "Bitte geben Sie den Eigenanteil der Kommune an (0 ist möglich)."),
    "personen_gesamt": ("fallzahlen", "Bitte geben Sie die Zahl der Personen insgesamt an."),
    "erklaerung_richtig": (
        "unterlagen",
        "Bitte bestätigen Sie, dass die Angaben richtig und vollständig sind.",
    ),
    "erklaerung_keine_doppelfoerderung": ("unterlagen", "Bitte erklären Sie sich zur Doppelförderung."),
    "erklaerung_befugt": ("unterlagen", "Bitte bestätigen Sie, dass Sie den Antrag stellen dürfen."),
}


@dataclass(frozen=True)
class Fehlend:
    """One missing point; ``nachreichbar`` ones do not block submission in time."""

    abschnitt: str
    feld: str
    satz: str
    nachreichbar: bool = False


def fehlendes(antrag: Antrag) -> list[Fehlend]:
    """List what is missing, in the order of the form."""
    punkte = [
        Fehlend(abschnitt, feld, satz)
        for feld, (abschnitt, satz) in PFLICHT.items()
        if _leer(getattr(antrag, feld))
    ]
    punkte += _stellenanteil(antrag) + _fallzahlen(antrag) + _beschluss(antrag)
    reihenfolge = list(ABSCHNITTE)
    return sorted(punkte, key=lambda p: reihenfolge.index(p.abschnitt))


def _leer(wert: object) -> bool:
    # Not ``in (None, "", False)``: 0 equals False, and 0 is an answer.
    return wert is None or wert is False or wert == ""


def unstimmiges(antrag: Antrag) -> list[str]:
    """List what is there but does not add up; it blocks nothing, the officer returns it or explains it."""
    zahlen = [fallzahl.personen for fallzahl in antrag.fallzahlen.all()]
    summe, gesamt = sum(zahlen), antrag.personen_gesamt
    if not zahlen or gesamt is None or summe == gesamt:
        return []
    return [f"Die Zielgruppen ergeben zusammen {summe} Personen, angegeben sind insgesamt {gesamt}."]


def hindert(antrag: Antrag) -> list[Fehlend]:
    """List only what blocks submission."""
    return [p for p in fehlendes(antrag) if not p.nachreichbar]


def _stellenanteil(antrag: Antrag) -> list[Fehlend]:
    vzae, fassung = antrag.beantragt_vzae, antrag.fassung
    if vzae is None:
        return []
    punkte = []
    if vzae < fassung.mindestanteil:
        punkte.append(_anteil(f"Der Mindestanteil ist {zahl(fassung.mindestanteil)} VZÄ."))
    if vzae % fassung.schritt:
        punkte.append(
            _anteil(f"Stellenanteile werden in Schritten von {zahl(fassung.schritt)} VZÄ beantragt.")
        )
    frei = drittmittel.frei(antrag.kommune, antrag.runde)
    if frei > 0 and not antrag.ausnahme_grund:
        satz = f"Aus Landesmitteln sind für Ihre Kommune noch {zahl(frei)} VZÄ frei. Bitte nennen Sie den Grund, sie nicht zuerst zu nutzen."
        punkte.append(Fehlend("stellenanteile", "ausnahme_grund", satz))
    return punkte


def _anteil(satz: str) -> Fehlend:
    return Fehlend("stellenanteile", "beantragt_vzae", satz)


def _fallzahlen(antrag: Antrag) -> list[Fehlend]:
    da = set(antrag.fallzahlen.values_list("zielgruppe_id", flat=True))
    return [
        Fehlend(
            "fallzahlen",
            f"zielgruppe_{gruppe.pk}",
            f"Bitte geben Sie die Personen der Zielgruppe „{gruppe.name}“ an (0 ist möglich).",
        )
        for gruppe in antrag.runde.zielgruppen.all()
        if gruppe.pk not in da
    ]


def _beschluss(antrag: Antrag) -> list[Fehlend]:
    if antrag.anlagen.filter(art=Anlage.Art.BESCHLUSS, entfernt_am__isnull=True).exists():
        return []
    folgt = antrag.beschluss_folgt and antrag.runde.beschluss_nachreichbar
    satz = (
        "Der Beschluss des Gemeinderats folgt."
        if folgt
        else "Bitte laden Sie den Beschluss des Gemeinderats hoch oder kündigen Sie an, dass er folgt."
    )
    return [Fehlend("unterlagen", "beschluss", satz, nachreichbar=folgt)]
