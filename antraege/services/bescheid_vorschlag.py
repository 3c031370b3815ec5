"""What a drafter begins with: reasons and duties, from the programme's text blocks or, without any, in the built-in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from antraege import fristen
from antraege.berechnung import NULL
from antraege.formate import datum, vzae
from antraege.models import ERSTBESCHEIDE, Anlage, Antrag, Bescheid, Ergebnis, Frist, Textbaustein
from antraege.services import nachreichung, textbausteine
from antraege.services.bescheid_teile import beschluss

ART: Final[dict[str, Bescheid.Art]] = {
    Ergebnis.BEWILLIGT: Bescheid.Art.BEWILLIGUNG,
    Ergebnis.TEILBEWILLIGT: Bescheid.Art.TEILBEWILLIGUNG,
    Ergebnis.ABGELEHNT: Bescheid.Art.ABLEHNUNG,
}
ERMESSEN = (
    "Die Zuwendung ist eine freiwillige Leistung. Wir gewähren sie nach pflichtgemäßem Ermessen im Rahmen der verfügbaren "
    "Haushaltsmittel. Ein Rechtsanspruch besteht nicht."
)
ABWAEGUNG = (
    "Wir haben unser Ermessen ausgeübt. Das öffentliche Interesse an der zweckgerechten und sparsamen Verwendung der Haushaltsmittel "
    "überwiegt Ihr Interesse am Bestand des Bescheids."
)
GRUENDE: Final[dict[str, list[str]]] = {
    Bescheid.Art.AENDERUNG: [
        "Seit dem Bescheid haben sich die maßgeblichen Verhältnisse geändert.",
        ERMESSEN,
    ],
    Bescheid.Art.WIDERRUF: [
        "Ein rechtmäßiger Bescheid über eine zweckgebundene Geldleistung kann widerrufen werden, wenn die Leistung nicht, nicht alsbald oder "
        "nicht mehr für ihren Zweck verwendet wird oder eine Auflage nicht erfüllt ist (§ 49 Absatz 3 LVwVfG).",
        ABWAEGUNG,
    ],
    Bescheid.Art.RUECKNAHME: [
        "Ein rechtswidriger Bescheid über eine Geldleistung kann zurückgenommen werden, soweit kein schutzwürdiges Vertrauen "
        "entgegensteht (§ 48 Absatz 1 und 2 LVwVfG).",
        ABWAEGUNG,
    ],
    Bescheid.Art.ERSTATTUNG: [
        "Soweit ein Bescheid mit Wirkung für die Vergangenheit widerrufen, zurückgenommen oder sonst unwirksam geworden ist, sind die "
        "erbrachten Leistungen zu erstatten (§ 49a Absatz 1 LVwVfG)."
    ],
    Bescheid.Art.SCHLUSS: ["Grundlage der endgültigen Festsetzung ist Ihr geprüfter Verwendungsnachweis."],
}


@dataclass(frozen=True)
class Vorschlag:
    """What the draft begins with: reasons (paragraphs) and Nebenbestimmungen (one a line)."""

    begruendung: str
    nebenbestimmungen: str


def vorschlag(antrag: Antrag, bescheid: Bescheid | None = None) -> Vorschlag:
    """Suggest reasons and, where something is granted, the Nebenbestimmungen (§ 36 LVwVfG) with their computed day.

    ``bescheid``: the later notice to be drafted; without one the application's first.
    """
    entwurf = bescheid or erstentwurf(antrag)
    bloecke = textbausteine.vorbelegt(entwurf)
    gruende = bloecke[Textbaustein.Stelle.BEGRUENDUNG] or _gruende(entwurf)
    punkte = bloecke[Textbaustein.Stelle.NEBENBESTIMMUNG] or _punkte(entwurf)
    return Vorschlag("\n\n".join(gruende), "\n".join(punkte))


def erstentwurf(antrag: Antrag) -> Bescheid:
    """The first notice as it would be, unsaved; of an undecided application as it was asked for."""
    entschieden = antrag.bewilligt_vzae is not None
    vzae = antrag.bewilligt_vzae if entschieden else antrag.beantragt_vzae
    betrag = antrag.bewilligt_betrag if entschieden else antrag.beantragt_betrag
    art = ART.get(antrag.ergebnis, Bescheid.Art.BEWILLIGUNG)
    return Bescheid(antrag=antrag, art=art, vzae=vzae or NULL, betrag=betrag or NULL)


def _gruende(bescheid: Bescheid) -> list[str]:
    if bescheid.art not in ERSTBESCHEIDE:
        return GRUENDE[bescheid.art]
    antrag = bescheid.antrag
    gruende = [_voraussetzungen(antrag), antrag.empfehlung_begruendung.strip(), _abweichung(antrag), ERMESSEN]
    return [grund for grund in gruende if grund]


def _punkte(bescheid: Bescheid) -> list[str]:
    """Duties of a first grant; a later notice begins with those that hold."""
    if bescheid.aendert is not None:
        return bescheid.aendert.nebenbestimmungen.splitlines()
    return nebenbestimmungen(bescheid.antrag) if bescheid.vzae else []


def _voraussetzungen(antrag: Antrag) -> str:
    if antrag.ergebnis == Ergebnis.BEWILLIGT:
        return "Ihr Antrag erfüllt die Voraussetzungen der Richtlinie."
    if antrag.ergebnis == Ergebnis.TEILBEWILLIGT:
        return f"Ihr Antrag erfüllt die Voraussetzungen der Richtlinie im Umfang von {vzae(antrag.bewilligt_vzae)}."
    return "Ihrem Antrag können wir nach der Richtlinie nicht entsprechen."


def _abweichung(antrag: Antrag) -> str:
    """Say where the committee departed from the recommendation: its wording carries the reason."""
    ergebnis = beschluss(antrag)
    if ergebnis is None or antrag.bewilligt_vzae == antrag.empfohlen_vzae:
        return ""
    gremium = ergebnis.schritt.sitzung.gremium.name
    return f"Beschluss ({gremium}, {datum(ergebnis.schritt.sitzung.tag)}): {ergebnis.wortlaut or ergebnis.get_wert_display()}"


def nebenbestimmungen(antrag: Antrag) -> list[str]:
    """The duties that go with a grant; the day of the proof of use is named, so it is a fixed Termin (domain D.4.7)."""
    runde = antrag.runde
    nachweis = fristen.nachweis_faellig(runde.ende, antrag.fassung.frist_nachweis)
    return [
        *_beschluss_folgt(antrag),
        "Die Zuwendung ist zweckgebunden. Sie darf nur für Personal der Sozialbetreuung in der Anschlussunterbringung verwendet werden.",
        f"Die Förderung ist auf die Zeit vom {datum(runde.beginn)} bis {datum(runde.ende)} befristet. Ein Anspruch auf eine spätere Förderung entsteht nicht.",
        "Personalwechsel, geänderter Umfang und unbesetzte Zeiten sind unverzüglich mitzuteilen. Für unbesetzte Zeiten besteht kein Anspruch.",
        "Derselbe Stellenanteil darf nicht aus anderen Mitteln ein zweites Mal gefördert werden.",
        f"Der Verwendungsnachweis ist bis zum {datum(nachweis.tag)} vorzulegen.",
    ]


def nachzureichen(antrag: Antrag) -> Frist | None:
    """Give the open deadline for what was to follow after submission (mostly the Gemeinderat's decision)."""
    return Frist.objects.offen().filter(antrag=antrag, art=Frist.Art.NACHREICHUNG).first()


def _beschluss_folgt(antrag: Antrag) -> list[str]:
    """A grant before the announced decision stands under the duty to supply it (§ 36 Abs. 2 Nr. 3 and 4 LVwVfG)."""
    offen = nachzureichen(antrag)
    if offen is None:
        return []
    tag = datum(offen.faellig_am)
    was = nachreichung.namen(antrag)
    satz = (
        f"Der Beschluss des Gemeinderats ist bis zum {tag} nachzureichen."
        if was in ("", Anlage.Art.BESCHLUSS.label)
        else f"Bis zum {tag} ist nachzureichen: {was}."
    )
    return [f"{satz} Andernfalls kann dieser Bescheid widerrufen werden."]
