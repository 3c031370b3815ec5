"""The eight stories of the round 2027/28: Beispieldaten, real place names, invented facts.

Each function is one line of the table: who asked for how much, what happened on which day, what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from antraege import zeit
from antraege.models import Antrag, Inanspruchnahme
from antraege.services import antrag as antragsdienst
from antraege.services import bescheid, inanspruchnahme, pruefung, verspaetung
from workflows import verfahren
from workflows.demo.buehne import Buehne, Geschichte
from workflows.demo.szenen import (
    antwortet,
    ausgefuellt,
    erfasst,
    ergaenzt,
    erklaert_selbst,
    geoeffnet,
    geprueft,
    gezeichnet,
    landesanteil,
    vollstaendig,
)


def geschichten(b: Buehne) -> Iterator[Geschichte]:
    """All eight, in the order of the table."""
    for geschichte in (
        bondorf,
        magstadt,
        herrenberg,
        moetzingen,
        sindelfingen,
        hildrizhausen,
        weil_der_stadt,
        rutesheim,
    ):
        yield geschichte(b)


def bondorf(b: Buehne) -> Geschichte:
    """1: complete at once. 52 persons, asked 0.50, granted 0.50."""
    yield "15.02.2027 09:40"
    antrag = b.beginnt("Bondorf", "KFR27")
    ausgefuellt(b, antrag, "0.50", duldung=30, unentschieden=22, eigenanteil="9600.00")
    yield "18.03.2027 10:12"
    b.legt_bei(antrag, "beschluss", "Beschluss des Gemeinderats vom 16.03.2027")
    b.legt_bei(antrag, "unterschrift", "Unterschriebener Antrag vom 17.03.2027")
    b.schritt(antrag, "entwurf", antragsdienst.einreichen)
    yield from geprueft(
        b, antrag, "22.03.2027 09:05", "05.04.2027 10:20", "0.50", "52 Personen tragen bis zu 0,50 VZÄ."
    )
    yield from gezeichnet(b, antrag, "08.04.2027 14:00")
    yield from geoeffnet(b, antrag, "13.07.2027 08:20")
    yield from erfasst(b, antrag, "20.07.2027 09:00")


def magstadt(b: Buehne) -> Geschichte:
    """2: late. 44 persons, asked 0.40; the portal took it on 1 April at 00:07, of the mail of 23:52 there is no trace: verfristet."""
    yield "22.03.2027 15:30"
    antrag = b.beginnt("Magstadt", "KFR27")
    ausgefuellt(b, antrag, "0.40", duldung=25, unentschieden=19, eigenanteil="7700.00")
    yield "31.03.2027 23:41"
    b.legt_bei(antrag, "beschluss", "Beschluss des Gemeinderats vom 23.03.2027")
    yield "01.04.2027 00:07"
    grund = "Das Hochladen ist kurz vor Mitternacht gescheitert. Wir haben den Antrag am 31.03. um 23:52 Uhr per E-Mail gesandt."
    b.schritt(antrag, "entwurf", antragsdienst.einreichen, grund_verspaetung=grund)
    yield "11.05.2027 09:20"
    befund = (
        "Eingang im Portal am 01.04.2027 um 00:07 Uhr. Eine E-Mail vom 31.03. um 23:52 Uhr ist in keinem Postfach und in keinem Protokoll des "
        "Mailservers zu finden. Gründe, die die Kommune nicht zu vertreten hat, sind nicht belegt. Frei wären zudem nur 0,35 VZÄ."
    )
    b.schritt(
        antrag, "verspaetung_pruefen", verspaetung.vorschlagen, vorschlag="ablehnen", begruendung=befund
    )
    yield "12.05.2027 10:00"
    b.schritt(antrag, "verspaetung_entscheiden", verspaetung.entscheiden, zulassen=False)


def herrenberg(b: Buehne) -> Geschichte:
    """3: top-up. 148 persons, 0.60 of the Land to 31.12.2027 and 0.40 of the Kreis; third-party money first needs a reason (R12)."""
    yield "08.02.2027 11:00"
    erklaert_selbst(b, "Herrenberg", "0.60", personen=148)
    yield "01.03.2027 09:15"
    antrag = b.beginnt("Herrenberg", "KFR27")
    grund = "Die 0,60 VZÄ des Landes sind für dieselbe Fachkraft verplant und enden am 31.12.2027. Der Bedarf von 1,00 VZÄ ist daraus nicht zu decken."
    ausgefuellt(
        b,
        antrag,
        "0.40",
        duldung=80,
        unentschieden=68,
        eigenanteil="7700.00",
        antragsart="aufstockung",
        andere_vzae="0.60",
        ausnahme_grund=grund,
    )
    yield "24.03.2027 16:10"
    b.legt_bei(antrag, "beschluss", "Beschluss des Gemeinderats vom 23.03.2027")
    b.schritt(antrag, "entwurf", antragsdienst.einreichen)
    yield from geprueft(
        b,
        antrag,
        "30.03.2027 11:15",
        "07.04.2027 09:30",
        "0.40",
        "Mit 0,60 VZÄ des Landes zusammen 1,00 VZÄ; keine Doppelförderung.",
    )
    yield from gezeichnet(b, antrag, "09.04.2027 11:30")
    yield from geoeffnet(b, antrag, "14.07.2027 09:05")
    yield "19.07.2027 10:30"
    stelle = landesanteil(b, "Herrenberg", "0.60", date(2027, 9, 1), date(2027, 12, 31))
    yield from erfasst(b, antrag, "20.07.2027 09:20", stelle)


def moetzingen(b: Buehne) -> Geschichte:
    """4: the Land's programme. 27 persons, 0.25 passed to the district with agreement and consent; no position until the money is secured (R21)."""
    ort, runde = b.ort("Mötzingen"), b.runde("IM27")
    by = b.hauptamt(ort)
    yield "09.03.2027 10:00"
    inanspruchnahme.erklaeren(
        kommune=ort,
        runde=runde,
        art=Inanspruchnahme.Art.AN_LANDKREIS,
        vzae=Decimal("0.25"),
        personen=27,
        vereinbarung_vom=date(2027, 3, 8),
        by=by,
        heute=zeit.heute(),
    )
    wortlaut = "Die Gemeinde Mötzingen ist damit einverstanden, dass der Landkreis für sie eine befristete Stelle mit 0,25 VZÄ schafft."
    inanspruchnahme.einvernehmen_erklaeren(
        kommune=ort, runde=runde, erteilt=True, wortlaut=wortlaut, by=by, heute=zeit.heute()
    )


def sindelfingen(b: Buehne) -> Geschichte:
    """5: over-asking. 182 persons carry 1.82, in steps 1.80; asked 3.00, so 1.20 cut after its response."""
    yield "01.02.2027 13:30"
    antrag = b.beginnt("Sindelfingen", "KFR27")
    ausgefuellt(b, antrag, "3.00", duldung=101, unentschieden=81, eigenanteil="57600.00")
    yield "11.03.2027 14:25"
    b.legt_bei(antrag, "beschluss", "Beschluss des Gemeinderats vom 09.03.2027")
    b.schritt(antrag, "entwurf", antragsdienst.einreichen)
    yield from geprueft(
        b,
        antrag,
        "15.03.2027 10:40",
        "14.04.2027 13:10",
        "1.80",
        "182 Personen tragen 1,82 VZÄ, in Schritten von 0,05 abgerundet 1,80 VZÄ.",
    )
    yield "20.04.2027 16:50"
    antwortet(
        b,
        antrag,
        "Wir halten den Bedarf von 3,00 VZÄ aufrecht, nehmen die Berechnung nach der Richtlinie aber zur Kenntnis.",
    )
    yield from gezeichnet(b, antrag, "22.04.2027 09:15")
    yield from geoeffnet(b, antrag, "13.07.2027 11:45")
    yield from erfasst(b, antrag, "21.07.2027 08:40")


def hildrizhausen(b: Buehne) -> Geschichte:
    """6: withdrawn. 26 persons, asked 0.25; the Gemeinderat refused the Eigenanteil."""
    yield "08.03.2027 08:50"
    antrag = b.beginnt("Hildrizhausen", "KFR27")
    ausgefuellt(
        b,
        antrag,
        "0.25",
        duldung=14,
        unentschieden=12,
        eigenanteil="4800.00",
        beschluss_folgt=True,
        beschluss_folgt_bis=date(2027, 4, 20),
    )
    yield "22.03.2027 11:35"
    b.schritt(antrag, "entwurf", antragsdienst.einreichen)
    yield "05.04.2027 11:00"
    vollstaendig(b, antrag)
    yield "26.04.2027 09:30"
    grund = "Der Gemeinderat hat den Eigenanteil am 20.04.2027 abgelehnt."
    verfahren.antrag_zurueckziehen(
        antrag=antrag, grund=grund, by=b.hauptamt(antrag.kommune), heute=zeit.heute()
    )


def weil_der_stadt(b: Buehne) -> Geschichte:
    """7: returned twice. 68 persons, asked 0.75, cut of 0.10 put to the town and agreed, signed on the last day for papers."""
    yield "10.03.2027 10:00"
    antrag = b.beginnt("Weil der Stadt", "KFR27")
    ausgefuellt(b, antrag, "0.75", duldung=41, unentschieden=33, personen_gesamt=68, eigenanteil="0.00")
    yield "30.03.2027 16:45"
    b.legt_bei(antrag, "beschluss", "Beschluss des Gemeinderats vom 23.03.2027")
    b.schritt(antrag, "entwurf", antragsdienst.einreichen)
    yield from _zweimal_zurueck(b, antrag)
    yield from geprueft(
        b,
        antrag,
        "04.05.2027 08:40",
        "04.05.2027 10:30",
        "0.65",
        "68 Personen tragen 0,68 VZÄ, in Schritten von 0,05 abgerundet 0,65 VZÄ.",
    )
    yield "07.05.2027 10:15"
    antwortet(b, antrag, "Mit 0,65 VZÄ sind wir einverstanden.")
    yield from gezeichnet(b, antrag, "10.05.2027 09:30")
    yield from geoeffnet(b, antrag, "15.07.2027 09:50")
    yield from erfasst(b, antrag, "21.07.2027 09:10")


def _zweimal_zurueck(b: Buehne, antrag: Antrag) -> Geschichte:
    """Returned for sums that differ, then for an Eigenanteil that is missing; each time the town answers."""
    yield "12.04.2027 08:30"
    _zurueck(
        b,
        antrag,
        "personen_gesamt",
        "Die Zielgruppen ergeben zusammen 74 Personen, angegeben sind insgesamt 68. Welche Zahl stimmt?",
    )
    yield "22.04.2027 15:20"
    b.schreibt(antrag, zahlen={"duldung": 38, "unentschieden": 30})
    ergaenzt(
        b, antrag, "68 ist richtig. Sechs Personen waren in beiden Zielgruppen gezählt; das ist berichtigt."
    )
    yield "29.04.2027 14:05"
    text = "Der Eigenanteil fehlt: Angegeben sind 0,00 Euro, der Kostenplan nennt eigene Mittel."
    _zurueck(b, antrag, "eigenanteil", text, frist_bis=date(2027, 5, 5))
    yield "03.05.2027 11:10"
    b.schreibt(antrag, eigenanteil="12500.00")
    ergaenzt(b, antrag, "Der Eigenanteil beträgt 12.500 Euro und ist im Haushalt eingestellt.")


def _zurueck(b: Buehne, antrag: Antrag, feld: str, text: str, **frist: date) -> None:
    b.schritt(antrag, "formale_pruefung", pruefung.zurueckgeben, anmerkungen=[(feld, text)], **frist)


def rutesheim(b: Buehne) -> Geschichte:
    """8: double funding. 71 persons; the same Fachkraft already has 0.70 of the Land, so of 0.50 only 0.30 are left to 1.00. The notice goes by post."""
    yield "18.01.2027 10:00"
    erklaert_selbst(b, "Rutesheim", "0.70", personen=71)
    yield "25.01.2027 09:30"
    stelle = landesanteil(b, "Rutesheim", "0.70", date(2027, 2, 1), date(2028, 12, 31))
    yield "03.03.2027 14:00"
    antrag = b.beginnt("Rutesheim", "KFR27")
    ausgefuellt(
        b,
        antrag,
        "0.50",
        duldung=39,
        unentschieden=32,
        eigenanteil="9600.00",
        antragsart="aufstockung",
        andere_vzae="0.70",
        aufgestockt=stelle,
    )
    yield "25.03.2027 09:55"
    b.legt_bei(antrag, "beschluss", "Beschluss des Gemeinderats vom 22.03.2027")
    b.schritt(antrag, "entwurf", antragsdienst.einreichen)
    yield from geprueft(
        b,
        antrag,
        "31.03.2027 10:10",
        "12.04.2027 15:00",
        "0.30",
        "0,70 VZÄ des Landes und 0,50 VZÄ ergäben 1,20 VZÄ für eine Fachkraft; 0,20 VZÄ sind zu kürzen.",
    )
    yield "16.04.2027 10:30"
    antwortet(b, antrag, "Die Kürzung ist für uns nachvollziehbar.")
    yield from gezeichnet(b, antrag, "19.04.2027 13:45")
    # Nobody opens the notice in ten days, so it goes by post.
    yield "26.07.2027 11:20"
    b.schritt(antrag, "versand", bescheid.versenden, versandt_am=date(2027, 7, 26))
    yield from erfasst(b, antrag, "02.08.2027 09:40", stelle)
