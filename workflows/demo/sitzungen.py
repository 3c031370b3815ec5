"""The present's papers: one decided in July 2027 with conditions, one on its way to the sittings of autumn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from antraege import zeit
from antraege.models import Antrag, Massgabe, Rolle, Vorlage
from antraege.services import bescheid, gremium, massgaben
from workflows import verfahren
from workflows.demo.buehne import Buehne, Geschichte
from workflows.demo.gremien import bestaetigen, zeichnen

VORBEREITEN: Final = "Die Verwaltung bereitet die Förderrunde 2028/29 zu denselben Bedingungen vor."
MASSGABEN: Final = {
    1: {
        "text": "Die Mittel für 2029 sind in der Finanzplanung vorzusehen.",
        "rolle": Rolle.KAEMMEREI,
        "faellig_am": date(2027, 9, 30),
    },
    2: {
        "text": "Dem Ausschuss ist über die Wirkung der Förderung in den ersten drei Monaten zu berichten.",
        "rolle": Rolle.KOORDINATION,
        "faellig_am": date(2027, 12, 10),
    },
}
HERBST: Final = "Kreisförderrichtlinie: Höhere Förderung der Stellenanteile ab 2029"
SACHVERHALT: Final = (
    "Der Festbetrag je Stellenanteil ist seit 2026 unverändert. Die Personalkosten der Städte und Gemeinden sind seitdem gestiegen.\n\n"
    "Die Verwaltung schlägt vor, den Festbetrag ab der Förderrunde 2029/30 auf 51.000 Euro je VZÄ anzuheben."
)
FINANZEN: Final = "Bei 4,00 VZÄ entstehen im Haushaltsjahr 2030 Mehraufwendungen von 12.000 Euro."
NEUE_FINANZEN: Final = "Bei 4,00 VZÄ entstehen je Förderrunde Mehraufwendungen von 12.000 Euro, davon 4.000 Euro im Haushaltsjahr 2029 und 8.000 Euro im Haushaltsjahr 2030."


def sitzung_2027(b: Buehne) -> Geschichte:
    """The paper with the five signed applications: SGA, Kreistag, then the notices."""
    yield "10.05.2027 11:00"
    antraege = list(Antrag.objects.in_runde(b.runde("KFR27")).gezeichnet())
    papier = _vorlage_2027(b, antraege)
    b.schritt(papier, "ueberarbeitung", gremium.vorlage_ueberarbeiten)
    yield "10.05.2027 15:30"
    zeichnen(b, papier)
    yield from _beraten(b, papier)
    yield from _beschieden(b, antraege)
    yield "02.08.2027 09:00"
    bestaetigen(b, papier)
    yield "20.09.2027 15:10"
    _erledigt(b, Rolle.KAEMMEREI, "In der Finanzplanung 2028 bis 2031 bei Produkt 31.80.01 eingestellt.")


def _vorlage_2027(b: Buehne, antraege: list[Antrag]) -> Vorlage:
    papier: Vorlage = verfahren.vorlage_anlegen(
        runde=b.runde("KFR27"),
        drucksache="096/2027",
        titel="Kreisförderrichtlinie: Förderrunde 2027/28",
        antraege=antraege,
        ziffern=[VORBEREITEN],
        sga=b.welt.sitzungen["SGA 2027"],
        kreistag=b.welt.sitzungen["Kreistag 2027"],
        by=b.person("kreistag"),
        heute=zeit.heute(),
    )
    return papier


def _beraten(b: Buehne, papier: Vorlage) -> Geschichte:
    """Recommended by the SGA; the Kreistag grants by a majority and sets conditions for what is to come."""
    einig = {"wert": "empfohlen", "abstimmung": "einstimmig"}
    yield "14.06.2027 18:40"
    b.schritt(
        papier,
        "vorberatung",
        gremium.vorberatung_erfassen,
        schritt=gremium.naechster_schritt(papier),
        ergebnisse={1: einig, 2: einig},
    )
    yield "05.07.2027 18:50"
    mehrheit = {"abstimmung": "mehrheitlich", "nein": 3, "enthaltung": 2}
    b.schritt(
        papier,
        "beschluss",
        gremium.beschluss_erfassen,
        schritt=gremium.naechster_schritt(papier),
        ergebnisse={
            1: {"wert": "unveraendert_beschlossen", **mehrheit},
            2: {"wert": "mit_massgabe", "abstimmung": "einstimmig", "massgaben": MASSGABEN},
        },
    )


def _beschieden(b: Buehne, antraege: list[Antrag]) -> Geschichte:
    """The notices, drafted on one day and released on another."""
    yield "07.07.2027 09:00"
    for antrag in antraege:
        antrag.refresh_from_db()
        entwurf = bescheid.vorschlag(antrag)
        b.schritt(
            antrag,
            "bescheid_entwerfen",
            bescheid.entwerfen,
            begruendung=entwurf.begruendung,
            nebenbestimmungen=entwurf.nebenbestimmungen,
        )
    yield "12.07.2027 09:00"
    for antrag in antraege:
        b.schritt(antrag, "bescheid_freigeben", bescheid.freigeben)


def _erledigt(b: Buehne, rolle: Rolle, vermerk: str) -> None:
    """An office settles its condition."""
    massgabe = Massgabe.objects.get(rolle=rolle, erledigt_am=None)
    massgaben.erledigen(massgabe=massgabe, vermerk=vermerk, by=b.person(rolle), heute=zeit.heute())


def sitzung_herbst(b: Buehne) -> Geschichte:
    """A paper for November: released, taken up again for its figures, and in its second version at the Kämmerei for signature."""
    yield "20.09.2027 10:00"
    papier = verfahren.freie_vorlage_anlegen(
        landkreis=b.welt.kreis,
        drucksache="151/2027",
        titel=HERBST,
        ziffern=["Der Festbetrag je VZÄ wird ab der Förderrunde 2029/30 auf 51.000 Euro angehoben."],
        sga=b.welt.sitzungen["SGA Herbst 2027"],
        kreistag=b.welt.sitzungen["Kreistag Herbst 2027"],
        beispieldaten=True,
        by=b.person("kreistag"),
        heute=zeit.heute(),
    )
    _abgegeben(b, papier, FINANZEN)
    yield "22.09.2027 11:20"
    zeichnen(b, papier)
    yield "28.09.2027 09:15"
    grund = "Die Mehraufwendungen fallen in zwei Haushaltsjahre."
    verfahren.neue_fassung(vorlage=papier, grund=grund, by=b.person("kreistag"), heute=zeit.heute())
    _abgegeben(b, papier, NEUE_FINANZEN)
    yield "01.10.2027 11:40"
    zeichnen(b, papier, bis=Rolle.KAEMMEREI)


def _abgegeben(b: Buehne, papier: Vorlage, finanzen: str) -> None:
    b.schritt(
        papier,
        "ueberarbeitung",
        gremium.vorlage_ueberarbeiten,
        sachverhalt=SACHVERHALT,
        finanzen=finanzen,
        betrag=Decimal("12000.00"),
    )
