"""The stage of a walk: a district, two municipalities, a round, sittings, and one person of every role, by name."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from antraege import zeit
from antraege.models import Antrag, Benutzer, Foerderrunde, Kommune, Landkreis, Mitgliedschaft, Rolle
from antraege.services import antrag as antragsdienst
from antraege.services import empfehlung, pruefung
from tests import factories as f
from workflows import verfahren

KOMMUNE = {"clerk": Rolle.KOMMUNE_SACHBEARBEITUNG, "mayor": Rolle.KOMMUNE_ZEICHNUNG}
AMT = {
    "buero": (Rolle.SACHBEARBEITUNG, "D. Musterfrau"),
    "kollegin": (Rolle.SACHBEARBEITUNG, "E. Beispiel"),
    "leitung": (Rolle.SACHGEBIETSLEITUNG, "F. Probst"),
    "amtsleitung": (Rolle.AMTSLEITUNG, "G. Vorlage"),
    "geschaeftsstelle": (Rolle.GESCHAEFTSSTELLE, "H. Sitzung"),
    "kaemmerei": (Rolle.KAEMMEREI, "I. Haushalt"),
    "personal": (Rolle.PERSONAL, "J. Stelle"),
}
ORTE = ("Bondorf", "Gäufelden", "Mötzingen")


@dataclass
class Buehne:
    """Everybody by the name the walk uses, and what they work on."""

    kreis: Landkreis
    ort: Kommune
    runde: Foerderrunde
    leute: dict[str, Benutzer]


def baue(entscheidung: str = "beschluss", ort: str = "Bondorf", **felder) -> Buehne:
    """Everything that stands before the first click; applications are made by clicking."""
    kreis = f.landkreis(name="Böblingen", schluessel="08115", kuerzel="BB")
    kommune, fremde = f.kommune(kreis, ort), f.kommune(kreis, "Gärtringen")
    runde = f.runde(kreis, entscheidung, name="Förderrunde 2027/28", beispieldaten=True, **felder)
    runde.zielgruppen.set([f.zielgruppe(s) for s in ("duldung", "gestattung")])
    f.sitzungen(kreis)
    leute = {wer: f.benutzer(rolle, kreis, kommune) for wer, rolle in KOMMUNE.items()}
    leute["fremde"] = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, fremde)
    leute |= {wer: f.benutzer(rolle, kreis, name=name) for wer, (rolle, name) in AMT.items()}
    # The officer stands in for the head of unit too, so that only the act itself can refuse the own signature.
    Mitgliedschaft.objects.create(
        benutzer=leute["buero"], rolle=Rolle.SACHGEBIETSLEITUNG, landkreis=kreis, von=f.OEFFNUNG
    )
    return Buehne(kreis, kommune, runde, leute)


def entwurf(buehne: Buehne, tag: date = f.TAG) -> Antrag:
    """A draft ready to submit, made through services and flow."""
    clerk = buehne.leute["clerk"]
    with zeit.gestellt(tag, time(9, 0)):
        antrag = verfahren.antrag_anlegen(kommune=buehne.ort, runde=buehne.runde, by=clerk, heute=tag)
        f.ausfuellen(antrag, clerk)
    antrag.refresh_from_db()
    return antrag


def eingereicht(buehne: Buehne, tag: date = f.TAG) -> Antrag:
    """An application that came in and waits for the formal check."""
    antrag = entwurf(buehne, tag)
    with zeit.gestellt(tag, time(10, 0)):
        verfahren.schritt(antrag, "entwurf", antragsdienst.einreichen, by=buehne.leute["clerk"], heute=tag)
    return antrag


def zurueckgegeben(buehne: Buehne, *anmerkungen: tuple[str, str], tag: date = f.TAG) -> Antrag:
    """An application that came in and was returned with these remarks, two weeks to answer them."""
    antrag = eingereicht(buehne, tag)
    fakten = {"anmerkungen": list(anmerkungen), "frist_bis": tag + timedelta(days=14)}
    with zeit.gestellt(tag, time(11, 0)):
        verfahren.schritt(
            antrag, "formale_pruefung", pruefung.zurueckgeben, by=buehne.leute["buero"], heute=tag, **fakten
        )
    return antrag


def zur_zeichnung(buehne: Buehne, tag: date = f.TAG) -> None:
    """The applications of three municipalities wait for the signature; the officer recommended them."""
    for name in ORTE:
        ort = Kommune.objects.filter(name=name).first() or f.kommune(buehne.kreis, name)
        clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, buehne.kreis, ort)
        antrag = eingereicht(replace(buehne, ort=ort, leute=buehne.leute | {"clerk": clerk}), tag)
        wer = {"by": buehne.leute["buero"], "heute": tag}
        worte = {"vzae": Decimal("0.50"), "begruendung": "Nach Maß."}
        with zeit.gestellt(tag, time(11, 0)):
            verfahren.schritt(antrag, "formale_pruefung", pruefung.vollstaendigkeit_feststellen, **wer)
            verfahren.schritt(antrag, "fachliche_pruefung", empfehlung.empfehlen, **wer, **worte)
