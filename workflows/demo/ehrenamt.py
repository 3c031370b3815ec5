"""The small programme of 2028: a budget only planned, texts of its own, all notices in one run, a later notice.

Grafenau's share was reduced at its own request and waits in the portal; Deckenpfronn waived every remedy; Steinenbronn has
neither an exception from the budget nor consented to the portal: its draft waits, and its notice will go by post.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from antraege import zeit
from antraege.models import Antrag, Bescheid, Foerderrunde, Serienlauf
from antraege.services import antrag as antragsdienst
from antraege.services import bescheid, folgebescheid, haushalt, haushaltsplan, rechtsbehelf, textbausteine
from workflows import serien, verfahren
from workflows.demo.buehne import Buehne, Geschichte
from workflows.demo.szenen import ausgefuellt, erfasst, geoeffnet, geprueft, gezeichnet

RUNDE: Final = "EK28"
# Municipality, share, persons of the two groups, Eigenanteil; asked and granted alike.
ANTEILE: Final = (
    ("Grafenau", "0.60", 34, 21, "4000.00"),
    ("Deckenpfronn", "0.30", 12, 9, "2000.00"),
    ("Steinenbronn", "0.25", 16, 11, "1500.00"),
)
MIT_AUSNAHME: Final = ("Grafenau", "Deckenpfronn")
GRUND: Final = "Die Stellen sind zum 01.01.2028 ausgeschrieben. Der Kreistag hat das Programm beschlossen, der Entwurf des Haushalts enthält die Mittel."
A = Bescheid.Art
# Kind of notice, place, number, title, text, whether it stands in a draft by itself
TEXTE: Final = (
    (
        A.BEWILLIGUNG,
        "begruendung",
        1,
        "Voraussetzungen und Ermessen",
        "Ihr Antrag vom {antrag_vom} auf {beantragt} erfüllt die Voraussetzungen des Programms {programm}. {empfehlung} Die Zuwendung ist eine freiwillige Leistung; wir gewähren sie nach pflichtgemäßem Ermessen.",
        True,
    ),
    (
        A.BEWILLIGUNG,
        "nebenbestimmung",
        1,
        "Zweck und Zeitraum",
        "Die Zuwendung ist für die Koordination des Ehrenamts vom {beginn} bis {ende} zu verwenden.",
        True,
    ),
    (
        A.BEWILLIGUNG,
        "nebenbestimmung",
        2,
        "Verwendungsnachweis",
        "Der Verwendungsnachweis ist bis zum {nachweis_bis} vorzulegen.",
        True,
    ),
    (
        A.BEWILLIGUNG,
        "nebenbestimmung",
        3,
        "Öffentlichkeitsarbeit",
        "Auf die Förderung durch den Landkreis ist in Veröffentlichungen hinzuweisen.",
        False,
    ),
    (
        A.AENDERUNG,
        "begruendung",
        1,
        "Weniger Bedarf",
        "{kommune} hat uns mitgeteilt, dass der mit dem {bezug} bewilligte Anteil nicht in vollem Umfang gebraucht wird.",
        True,
    ),
)


def geschichten(b: Buehne) -> Iterator[Geschichte]:
    """All about the programme, until the day of the demo."""
    yield programm(b)
    for nr, anteil in enumerate(ANTEILE):
        yield koordination(b, nr, *anteil)
    yield bescheide(b)
    yield grafenau(b)


def programm(b: Buehne) -> Geschichte:
    """Its money is announced by the Kämmerei, its texts are written by an officer."""
    yield "25.05.2027 10:00"
    runde = b.runde(RUNDE)
    haushaltsplan.erfassen(
        programm=runde.programm,
        jahr=2028,
        produkt="31.80.02",
        ansatz=Decimal("60000.00"),
        by=b.person("kaemmerei"),
        heute=zeit.heute(),
    )
    yield "27.05.2027 14:20"
    for art, stelle, nummer, titel, text, vorbelegt in TEXTE:
        _textbaustein(
            b, runde, art=art, stelle=stelle, nummer=nummer, titel=titel, text=text, vorbelegt=vorbelegt
        )


def _textbaustein(b: Buehne, runde: Foerderrunde, **werte: Any) -> None:
    textbausteine.speichern(programm=runde.programm, by=b.person("foerderung"), heute=zeit.heute(), **werte)


def koordination(
    b: Buehne, nr: int, ort: str, vzae: str, duldung: int, unentschieden: int, eigenanteil: str
) -> Geschichte:
    """One municipality's share, decided by the administration as asked."""
    yield f"{14 + nr}.06.2027 10:15"
    antrag = b.beginnt(ort, RUNDE)
    ausgefuellt(
        b,
        antrag,
        vzae,
        duldung=duldung,
        unentschieden=unentschieden,
        eigenanteil=eigenanteil,
        begruendung="Gewinnung und Begleitung Ehrenamtlicher, die Menschen in der Anschlussunterbringung unterstützen.",
    )
    yield f"{5 + nr:02d}.07.2027 15:30"
    b.legt_bei(antrag, "beschluss", "Beschluss des Gemeinderats")
    b.schritt(antrag, "entwurf", antragsdienst.einreichen)
    grund = "Das Ehrenamt vor Ort ist auf eine feste Ansprechperson angewiesen."
    yield from geprueft(b, antrag, f"{19 + nr}.07.2027 09:30", f"{26 + nr}.07.2027 10:00", vzae, grund)
    yield from gezeichnet(b, antrag, "02.08.2027 14:00")


def bescheide(b: Buehne) -> Geschichte:
    """All notices in two runs; the second releases only those the Kämmerei made an exception for."""
    runde = b.runde(RUNDE)
    yield "13.09.2027 09:00"
    _serie(b, runde, Serienlauf.Handlung.ENTWERFEN, "foerderung")
    yield "15.09.2027 16:00"
    for ort in MIT_AUSNAHME:
        haushalt.ausnahme_zulassen(
            bescheid=_antrag(ort).bescheide.get(),
            grund=GRUND,
            by=b.person("kaemmerei"),
            heute=zeit.heute(),
        )
    yield "16.09.2027 09:30"
    _serie(b, runde, Serienlauf.Handlung.FREIGEBEN, "sgl-foerderung")
    yield from _deckenpfronn(b)


def _serie(b: Buehne, runde: Foerderrunde, handlung: str, wer: str) -> None:
    lauf = serien.starten(ziel=runde, handlung=handlung, by=b.person(wer))
    serien.ausfuehren(lauf.pk)


def _antrag(ort: str) -> Antrag:
    return Antrag.objects.get(runde__kuerzel=RUNDE, kommune__name=ort)


def _deckenpfronn(b: Buehne) -> Geschichte:
    """Opened and recorded; every remedy waived, so final at once."""
    antrag = _antrag("Deckenpfronn")
    yield from geoeffnet(b, antrag, "17.09.2027 08:40")
    yield from erfasst(b, antrag, "21.09.2027 09:00")
    yield "22.09.2027 08:50"
    rechtsbehelf.verzichten(
        bescheid=antrag.bescheide.get(), by=b.hauptamt(antrag.kommune), heute=zeit.heute()
    )


def grafenau(b: Buehne) -> Geschichte:
    """Opened and recorded with 0.60, then reduced to 0.40 at its own request: the later notice lists the differences alone."""
    yield "17.09.2027 10:05"
    antrag = _antrag("Grafenau")
    b.schritt(antrag, "bekanntgabe", bescheid.oeffnen)
    yield from erfasst(b, antrag, "21.09.2027 09:10")
    yield "27.09.2027 09:30"
    by = b.person("foerderung")
    neu = verfahren.folgebescheid_beginnen(antrag=antrag, art=A.AENDERUNG, by=by, heute=zeit.heute())
    b.schritt(
        antrag,
        "entwerfen",
        folgebescheid.entwerfen,
        wer="foerderung",
        begruendung=neu.begruendung,
        nebenbestimmungen=neu.nebenbestimmungen,
        vzae=Decimal("0.40"),
        betrag=None,
        wirksam_ab=date(2028, 1, 1),
        anhoerung_verzicht="Die Gemeinde hat die Änderung am 22.09.2027 selbst beantragt.",
    )
    yield "30.09.2027 14:15"
    b.schritt(antrag, "freigeben", bescheid.freigeben, wer="sgl-foerderung")
