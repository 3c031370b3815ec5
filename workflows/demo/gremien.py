"""The papers of 2017, 2026 and 2027 on their way through the committees.

A fact is the SGA's sitting of 3 July 2017 with its three motions (slides); numbers, votes and all decisions are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from antraege import zeit
from antraege.berechnung import NULL
from antraege.models import Antrag, Foerderprogramm, Mitzeichnung, Rolle, Vorlage
from antraege.services import bescheid, gremium, mitzeichnung, niederschrift
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
TITEL_2026: Final = "Kreisförderrichtlinie, Neufassung, und Integrationsmanagement 2027/2028"
ANTRAEGE_2026: Final = (
    "Die Kreisförderrichtlinie wird zum 1. September 2026 neu gefasst.",
    "Die Verwaltung wird ermächtigt, im Landesprogramm Integrationsmanagement 2027/2028 zeitlich befristete Stellen im erforderlichen und drittmittelfinanzierten Umfang zu schaffen, sofern diese nicht von den Städten und Gemeinden selbst beansprucht werden.",
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
    _bestaetigen(b, vorlage)


def sitzung_2026(b: Buehne) -> Geschichte:
    """The invented paper that renews the guideline and opens the gate for the Land's programme of the present."""
    yield "27.05.2026 09:00"
    vorlage = _vorlage(b, "2026", "074/2026", TITEL_2026, ANTRAEGE_2026)
    yield from _durch_die_gremien(b, vorlage, "28.05.2026 10:00", "29.06.2026 18:00", "13.07.2026 18:10")
    _oeffnet(vorlage, **{"KFR neu": 1, "IM 2027/28": 2})
    yield "10.08.2026 09:00"
    _bestaetigen(b, vorlage)


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
    _zeichnen(b, vorlage)
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


def _bestaetigen(b: Buehne, vorlage: Vorlage) -> None:
    """The invented extracts from the minutes confirm what was recorded."""
    for schritt in vorlage.beratungsfolge.select_related("sitzung__gremium", "vorlage__landkreis"):
        auszug = papiere.papier(
            f"Auszug {schritt.sitzung}", "Auszug aus der Niederschrift", str(schritt), str(vorlage)
        )
        niederschrift.bestaetigen(schritt=schritt, auszug=auszug, by=b.person("kreistag"), heute=zeit.heute())


def _zeichnen(b: Buehne, vorlage: Vorlage) -> None:
    """Station after station signs, the last one releases."""
    while station := Mitzeichnung.objects.naechste(vorlage):
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


# The present


def sitzung_2027(b: Buehne) -> Geschichte:
    """The paper with the five signed applications: SGA, Kreistag, then the notices."""
    yield "10.05.2027 11:00"
    antraege = list(Antrag.objects.in_runde(b.runde("KFR27")).gezeichnet())
    papier = verfahren.vorlage_anlegen(
        runde=b.runde("KFR27"),
        drucksache="096/2027",
        titel="Kreisförderrichtlinie: Förderrunde 2027/28",
        antraege=antraege,
        sga=b.welt.sitzungen["SGA 2027"],
        kreistag=b.welt.sitzungen["Kreistag 2027"],
        by=b.person("kreistag"),
        heute=zeit.heute(),
    )
    b.schritt(papier, "ueberarbeitung", gremium.vorlage_ueberarbeiten)
    yield "10.05.2027 15:30"
    _zeichnen(b, papier)
    yield "14.06.2027 18:40"
    _beraten(
        b, papier, "vorberatung", gremium.vorberatung_erfassen, wert="empfohlen", abstimmung="einstimmig"
    )
    yield "05.07.2027 18:50"
    _beraten(
        b,
        papier,
        "beschluss",
        gremium.beschluss_erfassen,
        wert="unveraendert_beschlossen",
        abstimmung="mehrheitlich",
        nein=3,
        enthaltung=2,
    )
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
    yield "02.08.2027 09:00"
    _bestaetigen(b, papier)


def _beraten(b: Buehne, papier: Vorlage, knoten: str, act: Callable[..., Any], **ergebnis: Any) -> None:
    b.schritt(papier, knoten, act, schritt=gremium.naechster_schritt(papier), ergebnisse={1: ergebnis})
