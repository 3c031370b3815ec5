"""The papers of 2017 and 2026 on their way through the committees, and what every paper's way is made of.

A fact is the SGA's sitting of 3 July 2017 with its three motions (slides); numbers, votes and all decisions are invented.
"""

from __future__ import annotations

from typing import Final

from antraege import zeit
from antraege.berechnung import NULL
from antraege.models import Foerderprogramm, Mitzeichnung, Rolle, Vorlage
from antraege.services import gremium, mitzeichnung, niederschrift
from workflows import verfahren
from workflows.demo import papiere
from workflows.demo.buehne import Buehne, Geschichte

ZEICHNET: Final = {
    Rolle.SACHGEBIETSLEITUNG: "sgl-foerderung",
    Rolle.KAEMMEREI: "kaemmerei",
    Rolle.AMTSLEITUNG: "amtsleitung",
}
TITEL_2017: Final = "Sozialbetreuung für Flüchtlinge in Anschlussunterbringung - Integrationsmanager"
# Verbatim from the slides.
ANTRAEGE_2017: Final = (
    "Die Landkreisverwaltung wird ermächtigt, die Förderrichtlinie der Sozialbetreuung in der Anschlussunterbringung an das angekündigte zweijährige Landesprogramm Pakt für Integration/Integrationsmanager anzupassen.",
    "Zielsetzung ist eine rasche und vorrangige Ausschöpfung der drittmittelfinanzierten Stellen für das Integrationsmanagement im maximalen Umfang und im Einvernehmen mit den Städten und Gemeinden. Beide Programme sollen gemeinsam für eine optimale Sozialbetreuung in der Anschlussunterbringung bestehen. Die über die Förderrichtlinie aufgebaute und bewährte Struktur soll erhalten bleiben.",
    "Die Verwaltung wird ermächtigt, zeitlich befristete Stellen im erforderlichen und drittmittelfinanzierten Umfang zu schaffen, sofern diese nicht von den Städten und Gemeinden selbst beansprucht werden.",
)
TITEL_2026: Final = (
    "Kreisförderrichtlinie, Neufassung, Integrationsmanagement 2027/2028, Ehrenamtskoordination"
)
ANTRAEGE_2026: Final = (
    "Die Kreisförderrichtlinie wird zum 1. September 2026 neu gefasst.",
    "Die Verwaltung wird ermächtigt, im Landesprogramm Integrationsmanagement 2027/2028 zeitlich befristete Stellen im erforderlichen und drittmittelfinanzierten Umfang zu schaffen, sofern diese nicht von den Städten und Gemeinden selbst beansprucht werden.",
    "Für die Koordination des Ehrenamts in den Städten und Gemeinden legt der Landkreis im Jahr 2028 ein eigenes Programm auf. Über die Anträge entscheidet die Verwaltung.",
)


def sitzung_2017(b: Buehne) -> Geschichte:
    """The SGA's sitting of 3 July 2017 with its three motions; the Kreistag's decision is invented."""
    yield "12.06.2017 09:00"
    vorlage = _vorlage(b, "2017", "158/2017", TITEL_2017, ANTRAEGE_2017)
    yield from _durch_die_gremien(
        b, vorlage, "14.06.2017 11:00", "03.07.2017 18:00", "24.07.2017 18:30", mehrheitlich={3}
    )
    _oeffnet(vorlage, KFR=1, IM=3)
    yield "21.08.2017 09:00"
    bestaetigen(b, vorlage)


def sitzung_2026(b: Buehne) -> Geschichte:
    """The invented paper that renews the guideline and opens the gate for the Land's programme of the present."""
    yield "27.05.2026 09:00"
    vorlage = _vorlage(b, "2026", "074/2026", TITEL_2026, ANTRAEGE_2026)
    yield from _durch_die_gremien(b, vorlage, "28.05.2026 10:00", "29.06.2026 18:00", "13.07.2026 18:10")
    _oeffnet(vorlage, **{"KFR neu": 1, "IM 2027/28": 2, "EK 2028": 3})
    yield "10.08.2026 09:00"
    bestaetigen(b, vorlage)


def _vorlage(b: Buehne, jahr: str, drucksache: str, titel: str, ziffern: tuple[str, ...]) -> Vorlage:
    return verfahren.freie_vorlage_anlegen(
        landkreis=b.welt.kreis,
        drucksache=drucksache,
        titel=titel,
        ziffern=ziffern,
        sga=b.welt.sitzungen[f"SGA {jahr}"],
        kreistag=b.welt.sitzungen[f"Kreistag {jahr}"],
        historisch=True,
        beispieldaten=True,
        by=b.person("kreistag"),
        heute=zeit.heute(),
    )


def _durch_die_gremien(
    b: Buehne,
    vorlage: Vorlage,
    freigabe: str,
    sga: str,
    kreistag: str,
    mehrheitlich: frozenset[int] | set[int] = frozenset(),
) -> Geschichte:
    """Released, recommended, decided as proposed; the votes are invented."""
    b.schritt(vorlage, "ueberarbeitung", gremium.vorlage_ueberarbeiten, betrag=NULL)
    yield freigabe
    zeichnen(b, vorlage)
    for wann, knoten, act, wert in (
        (sga, "vorberatung", gremium.vorberatung_erfassen, "empfohlen"),
        (kreistag, "beschluss", gremium.beschluss_erfassen, "unveraendert_beschlossen"),
    ):
        yield wann
        ergebnisse = {
            z: {"wert": wert, "abstimmung": "mehrheitlich" if z in mehrheitlich else "einstimmig"}
            for z in vorlage.beschlussantraege.values_list("ziffer", flat=True)
        }
        b.schritt(vorlage, knoten, act, schritt=gremium.naechster_schritt(vorlage), ergebnisse=ergebnisse)


def bestaetigen(b: Buehne, vorlage: Vorlage) -> None:
    """The invented extracts from the minutes confirm what was recorded."""
    for schritt in vorlage.beratungsfolge.select_related("sitzung__gremium", "vorlage__landkreis"):
        auszug = papiere.papier(
            f"Auszug {schritt.sitzung}", "Auszug aus der Niederschrift", str(schritt), str(vorlage)
        )
        niederschrift.bestaetigen(schritt=schritt, auszug=auszug, by=b.person("kreistag"), heute=zeit.heute())


def zeichnen(b: Buehne, vorlage: Vorlage, *, bis: str = "") -> None:
    """Station after station signs, the last one releases; ``bis``: the office the paper then waits at."""
    while (station := Mitzeichnung.objects.naechste(vorlage)) and station.rolle != bis:
        knoten, act = (
            ("freigabe", gremium.vorlage_freigeben)
            if station.gibt_frei
            else ("mitzeichnung", mitzeichnung.mitzeichnen)
        )
        b.schritt(vorlage, knoten, act, wer=ZEICHNET[station.rolle])


def _oeffnet(vorlage: Vorlage, **ziffern: int) -> None:
    """Name the decided motion that opens a programme's gate (R19)."""
    for kurz, ziffer in ziffern.items():
        beschluss = vorlage.beschlussantraege.get(ziffer=ziffer)
        assert gremium.ermaechtigt(beschluss)  # noqa: S101  a gate that no decision opened is a fault of the story
        Foerderprogramm.objects.filter(landkreis=vorlage.landkreis, kurz=kurz).update(ermaechtigung=beschluss)
