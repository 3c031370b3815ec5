"""The words of a notice: what is suggested to the drafter, and the whole letter as plain data for paper and preview."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from antraege import fristen
from antraege.berechnung import foerderbetrag
from antraege.formate import datum, euro, ortstag, vzae
from antraege.models import (
    Anlage,
    Antrag,
    Beratungsschritt,
    Bescheid,
    Beschlussergebnis,
    Ergebnis,
    Frist,
    Kommune,
)
from antraege.services import nachreichung

ART = {
    Ergebnis.BEWILLIGT: Bescheid.Art.BEWILLIGUNG,
    Ergebnis.TEILBEWILLIGT: Bescheid.Art.TEILBEWILLIGUNG,
    Ergebnis.ABGELEHNT: Bescheid.Art.ABLEHNUNG,
}
ANREDE = "Sehr geehrte Damen und Herren,"
HINWEIS = "Beispieldaten, frei erfunden. Dieser Bescheid hat keine rechtliche Wirkung."
ERMESSEN = (
    "Die Zuwendung ist eine freiwillige Leistung. Wir gewähren sie nach pflichtgemäßem Ermessen im Rahmen der verfügbaren "
    "Haushaltsmittel. Ein Rechtsanspruch besteht nicht."
)


@dataclass(frozen=True)
class Vorschlag:
    """What the draft begins with: reasons (paragraphs) and Nebenbestimmungen (one a line)."""

    begruendung: str
    nebenbestimmungen: str


def vorschlag(antrag: Antrag) -> Vorschlag:
    """Suggest reasons and, where something is granted, the Nebenbestimmungen (§ 36 LVwVfG) with their computed day."""
    gruende = [_voraussetzungen(antrag), antrag.empfehlung_begruendung.strip(), _abweichung(antrag), ERMESSEN]
    punkte = nebenbestimmungen(antrag) if antrag.bewilligt_vzae else []
    return Vorschlag("\n\n".join(g for g in gruende if g), "\n".join(punkte))


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


def rechtsbehelfsbelehrung(antrag: Antrag) -> str:
    """Objection within a month at the office itself (§§ 58, 70 VwGO; domain D.2): without it a year would run."""
    kreis = antrag.landkreis
    ort = f", {kreis.anschrift}," if kreis.anschrift else ""
    return (
        "Gegen diesen Bescheid kann innerhalb eines Monats nach seiner Bekanntgabe Widerspruch erhoben werden. Der Widerspruch ist schriftlich, "
        f"elektronisch nach § 3a Absatz 2 LVwVfG oder zur Niederschrift beim Landratsamt {kreis.name}{ort} einzulegen."
    )


def beschluss(antrag: Antrag) -> Beschlussergebnis | None:
    """Give the committee's decision on the application's motion; None where the administration decided."""
    if antrag.beschlussantrag_id is None:
        return None
    rahmen = ("schritt__sitzung__gremium", "beschlussantrag__vorlage")
    ergebnisse = Beschlussergebnis.objects.filter(
        beschlussantrag_id=antrag.beschlussantrag_id, schritt__rolle=Beratungsschritt.Rolle.BESCHLUSS
    )
    return ergebnisse.select_related(*rahmen).order_by("-schritt__sitzung__tag", "-pk").first()


# The letter


def inhalt(bescheid: Bescheid) -> dict[str, Any]:
    """The whole letter as JSON values; the same notice gives the same data, whenever it is asked."""
    antrag, kreis = bescheid.antrag, bescheid.antrag.landkreis
    tag = bescheid.datum or ortstag(bescheid.entworfen_am)
    return {
        "tag": [tag.year, tag.month, tag.day],
        "titel": f"{bescheid.get_art_display()}: Stellenanteile, {antrag.runde.name}",
        "stichworte": [k for k in (bescheid.nummer, antrag.vorgangsnummer, antrag.aktenzeichen) if k],
        "hinweis": HINWEIS if antrag.runde.beispieldaten else "",
        "absender": [z for z in (str(kreis), "Landratsamt", kreis.amt, kreis.anschrift) if z],
        "angaben": _angaben(bescheid),
        "empfaenger": [empfaenger(antrag.kommune), "– über das Portal –"],
        "eingang": [ANREDE, _eingangssatz(antrag)],
        "abschnitte": [_entscheidung(bescheid), *_weitere(bescheid)],
        "schluss": [
            "Mit freundlichen Grüßen",
            "Im Auftrag",
            bescheid.freigegeben_von.name if bescheid.freigegeben_von else "(noch nicht freigegeben)",
        ],
        "fusszeile": " · ".join(
            k
            for k in (f"Bescheid {bescheid.nummer}" if bescheid.nummer else "Entwurf", antrag.vorgangsnummer)
            if k
        ),
    }


def empfaenger(kommune: Kommune) -> str:
    """The municipality as it is addressed: "Stadt Herrenberg", "Gemeinde Bondorf"; its name may hold the word already."""
    wort = "Gemeinde" if kommune.art == Kommune.Art.GEMEINDE else "Stadt"
    return f"{wort} {kommune.name}"


def _angaben(bescheid: Bescheid) -> list[list[str]]:
    person, kreis = bescheid.entworfen_von, bescheid.antrag.landkreis
    zeilen = [
        ("Datum", datum(bescheid.datum) if bescheid.datum else ""),
        ("Bescheidnummer", bescheid.nummer),
        ("Vorgangsnummer", bescheid.antrag.vorgangsnummer),
        ("Aktenzeichen", bescheid.antrag.aktenzeichen),
        ("Auskunft erteilt", person.name),
        ("Zimmer", person.zimmer),
        ("Telefon", person.telefon or kreis.telefon),
        ("E-Mail", kreis.postfach),
    ]
    return [[label, wert] for label, wert in zeilen if wert]


def _eingangssatz(antrag: Antrag) -> str:
    ergebnis = beschluss(antrag)
    beginn = f"auf Ihren Antrag vom {datum(antrag.eingegangen_am)} ergeht"
    if ergebnis is None:
        return f"{beginn} folgender Bescheid:"
    sitzung, ziffer = ergebnis.schritt.sitzung, ergebnis.beschlussantrag
    return f"{beginn} nach dem Beschluss vom {datum(sitzung.tag)} ({sitzung.gremium.name}, {ziffer.vorlage}, Ziffer {ziffer.ziffer}) folgender Bescheid:"


def _abschnitt(titel: str, *, paare: Any = (), saetze: Any = (), punkte: Any = ()) -> dict[str, Any]:
    kopf = ["Gegenstand", "Bewilligt"] if paare else []
    return {
        "titel": titel,
        "kopf": kopf,
        "paare": [list(p) for p in paare],
        "saetze": list(saetze),
        "punkte": list(punkte),
    }


def _entscheidung(bescheid: Bescheid) -> dict[str, Any]:
    antrag = bescheid.antrag
    grundlage = f"Grundlage: {antrag.runde.programm.rechtsgrundlage}, Fassung {antrag.fassung.nummer}."
    if bescheid.art == Bescheid.Art.ABLEHNUNG:
        return _abschnitt(
            "1. Entscheidung",
            saetze=[f"Ihr Antrag auf Förderung von {vzae(antrag.beantragt_vzae)} wird abgelehnt.", grundlage],
        )
    saetze = [grundlage]
    if bescheid.art == Bescheid.Art.TEILBEWILLIGUNG and antrag.beantragt_vzae is not None:
        rest = antrag.beantragt_vzae - bescheid.vzae
        saetze.insert(
            0,
            f"Beantragt haben Sie {vzae(antrag.beantragt_vzae)}. Im Übrigen ({vzae(rest)}) wird der Antrag abgelehnt.",
        )
    return _abschnitt("1. Entscheidung", paare=_bewilligt(bescheid), saetze=saetze)


def _bewilligt(bescheid: Bescheid) -> list[tuple[str, str]]:
    runde, satz = bescheid.antrag.runde, bescheid.antrag.fassung.satz_je_vzae
    zeilen = [
        ("Stellenanteil", vzae(bescheid.vzae)),
        ("Bewilligungszeitraum", f"{datum(runde.beginn)} bis {datum(runde.ende)}"),
    ]
    if satz is not None:
        zeilen.append(("Festbetrag je VZÄ und Jahr", euro(satz)))
    return [*zeilen, ("Zuwendung (Festbetrag)", euro(bescheid.betrag)), *_jahre(bescheid, satz)]


def _jahre(bescheid: Bescheid, satz: Decimal | None) -> list[tuple[str, str]]:
    runde = bescheid.antrag.runde
    if satz is None or runde.beginn.year == runde.ende.year:
        return []
    betrag = foerderbetrag(bescheid.vzae, satz, runde.beginn, runde.ende)
    if betrag.gesamt != bescheid.betrag:
        return []
    return [(f"davon im Jahr {anteil.jahr}", euro(anteil.betrag)) for anteil in betrag.anteile]


def _weitere(bescheid: Bescheid) -> list[dict[str, Any]]:
    punkte = zeilen(bescheid.nebenbestimmungen)
    abschnitte = [("Gründe", {"saetze": zeilen(bescheid.begruendung)})]
    abschnitte += [("Nebenbestimmungen", {"punkte": punkte})] if punkte else []
    abschnitte += [("Rechtsbehelfsbelehrung", {"saetze": [rechtsbehelfsbelehrung(bescheid.antrag)]})]
    return [_abschnitt(f"{nr}. {titel}", **teil) for nr, (titel, teil) in enumerate(abschnitte, 2)]


def zeilen(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [zeile.strip() for zeile in text.splitlines() if zeile.strip()]
