"""What an application still lacks, each point with its section and field so that a page can link there."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from antraege import fragen
from antraege.felder import als_text, kernfelder
from antraege.formate import zahl
from antraege.models import Anlage, Antrag
from antraege.regelwerk import Regelwerk, regelwerk, schluessel
from antraege.services import aufstockung, drittmittel, fallzahlen, unterlagen, verbundlage

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
    regeln = regelwerk(antrag.fassung)
    punkte = _pflichtfelder(antrag, regeln) + _grenzen(antrag, regeln) + _stellenanteil(antrag)
    punkte += _weitere(antrag) + _fallzahlen(antrag) + _antworten(antrag, regeln) + _unterlagen(antrag)
    reihenfolge = list(ABSCHNITTE)
    return sorted(punkte, key=lambda p: reihenfolge.index(p.abschnitt))


def _pflichtfelder(antrag: Antrag, regeln: Regelwerk) -> list[Fehlend]:
    """Core fields without a value: those of the form, less what the version makes voluntary, and what it adds."""
    return [
        Fehlend(abschnitt, feld, PFLICHT[feld][1] if feld in PFLICHT else _bitte(regeln.label(feld)))
        for abschnitt in ABSCHNITTE
        for feld in kernfelder(antrag, abschnitt)
        if _ist_pflicht(feld, regeln) and _leer(getattr(antrag, feld))
    ]


def _ist_pflicht(feld: str, regeln: Regelwerk) -> bool:
    gesagt = regeln.pflicht(feld)
    return feld in PFLICHT if gesagt is None else gesagt


def _bitte(label: str) -> str:
    return f"Bitte füllen Sie das Feld „{label}“ aus."


def _grenzen(antrag: Antrag, regeln: Regelwerk) -> list[Fehlend]:
    """Figures outside what the version allows: a form refuses them, a copy or an import may bring them."""
    punkte = []
    for abschnitt in ABSCHNITTE:
        for feld in kernfelder(antrag, abschnitt):
            mindestens, hoechstens = regeln.grenzen(feld)
            wert = getattr(antrag, feld) if mindestens is not None or hoechstens is not None else None
            if isinstance(wert, bool) or not isinstance(wert, int | Decimal):
                continue
            if mindestens is not None and wert < mindestens:
                punkte.append(_ausserhalb(antrag, abschnitt, feld, "mindestens", mindestens))
            if hoechstens is not None and wert > hoechstens:
                punkte.append(_ausserhalb(antrag, abschnitt, feld, "höchstens", hoechstens))
    return punkte


def _ausserhalb(antrag: Antrag, abschnitt: str, feld: str, wort: str, grenze: Decimal) -> Fehlend:
    label = regelwerk(antrag.fassung).label(feld)
    return Fehlend(abschnitt, feld, f"{label}: Zulässig ist {wort} {als_text(antrag, feld, grenze)}.")


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
    if vzae % fassung.schritt:
        punkte.append(
            _anteil(f"Stellenanteile werden in Schritten von {zahl(fassung.schritt)} VZÄ beantragt.")
        )
    if not antrag.ausnahme_grund and (frei := drittmittel.frei(antrag.kommune, antrag.runde)) > 0:
        satz = f"Aus Landesmitteln sind für Ihre Kommune noch {zahl(frei)} VZÄ frei. Bitte nennen Sie den Grund, sie nicht zuerst zu nutzen."
        punkte.append(Fehlend("stellenanteile", "ausnahme_grund", satz))
    return punkte


def _weitere(antrag: Antrag) -> list[Fehlend]:
    """What a top-up and a joint application lack, and where another number than the district's has no reason."""
    anteile = [*aufstockung.offene_punkte(antrag), *verbundlage.offene_punkte(antrag)]
    punkte = [
        Fehlend("unterlagen" if feld.startswith("unterlage_") else "stellenanteile", feld, satz)
        for feld, satz in anteile
    ]
    gruende = fallzahlen.abweichungen_ohne_grund(antrag)
    return punkte + [Fehlend("fallzahlen", f"abweichung_{gruppe}", satz) for gruppe, satz in gruende]


def _anteil(satz: str) -> Fehlend:
    return Fehlend("stellenanteile", "beantragt_vzae", satz)


def _fallzahlen(antrag: Antrag) -> list[Fehlend]:
    da = {zahl.zielgruppe_id for zahl in antrag.fallzahlen.all()}
    return [
        Fehlend(
            "fallzahlen",
            f"zielgruppe_{gruppe.pk}",
            f"Bitte geben Sie die Personen der Zielgruppe „{gruppe.name}“ an (0 ist möglich).",
        )
        for gruppe in antrag.runde.zielgruppen.all()
        if gruppe.pk not in da
    ]


def _antworten(antrag: Antrag, regeln: Regelwerk) -> list[Fehlend]:
    """Further questions that must be answered and are not, or no longer by an answer that is offered."""
    gefragt = [frage for frage in regeln.zusatzfragen if frage.pflicht]
    da = {a.frage_id: a.wert for a in antrag.antworten.all()} if gefragt else {}
    return [
        Fehlend(frage.abschnitt, schluessel(frage), f"Bitte beantworten Sie die Frage „{frage.frage}“.")
        for frage in gefragt
        if fragen.gelesen(frage, da.get(frage.pk, "")) in (None, "")
    ]


def _unterlagen(antrag: Antrag) -> list[Fehlend]:
    """Required papers that are not there; those that follow are told apart."""
    return [
        Fehlend(
            "unterlagen", posten.feld, _papier(posten), nachreichbar=posten.stand == unterlagen.Stand.FOLGT
        )
        for posten in unterlagen.liste(antrag)
        if posten.stand in (unterlagen.Stand.FEHLT, unterlagen.Stand.FOLGT)
    ]


def _papier(posten: unterlagen.Posten) -> str:
    beschluss = posten.regel.art == Anlage.Art.BESCHLUSS
    if posten.stand == unterlagen.Stand.FOLGT:
        return "Der Beschluss des Gemeinderats folgt." if beschluss else f"„{posten.regel}“ folgt noch."
    if beschluss:
        return "Bitte laden Sie den Beschluss des Gemeinderats hoch oder kündigen Sie an, dass er folgt."
    return f"Bitte laden Sie die Unterlage „{posten.regel}“ hoch."
