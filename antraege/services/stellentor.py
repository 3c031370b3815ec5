"""The gate for positions of the district: one truth for the page and for the act (domain R14 to R19, R21).

A trigger keeps the same conditions for whoever writes by another way; each refusal bears the trigger's name for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from antraege import formate
from antraege.berechnung import NULL, VOLLE_STELLE, hoechststand
from antraege.models import (
    Beschlussergebnis,
    Einvernehmen,
    Finanzierungsanteil,
    Foerderprogramm,
    Foerderrunde,
    Inanspruchnahme,
    Kommune,
    Kontingent,
    Sitzung,
)
from antraege.services.beratungsfolge import ermaechtigt

GESCHAEFTSSTELLE, KAEMMEREI = "Geschäftsstelle Kreistag", "Kämmerei"


@dataclass(frozen=True)
class Hindernis:
    """Why a position cannot be created: the rule's name (as in the database), the sentence, who can help."""

    regel: str
    satz: str
    wer: str = ""


@dataclass(frozen=True)
class Voraussetzung:
    """A condition in its own words, and what stands against it (None: it is met)."""

    titel: str
    hindernis: Hindernis | None = None


@dataclass(frozen=True)
class Vorhaben:
    """The position that is wanted. Without figures the smallest share over the round's whole time is meant."""

    runde: Foerderrunde
    einsatzort: Kommune
    vzae: Decimal
    beginn: date
    ende: date

    @classmethod
    def aus(
        cls,
        runde: Foerderrunde,
        einsatzort: Kommune,
        vzae: Decimal | None,
        beginn: date | None,
        ende: date | None,
    ) -> Vorhaben:
        """Fill in what is not known yet."""
        return cls(
            runde,
            einsatzort,
            runde.fassung.mindestanteil if vzae is None else vzae,
            beginn or runde.beginn,
            ende or runde.ende,
        )

    @cached_property
    def antwort(self) -> Inanspruchnahme:
        """What the municipality answered; silence is an open answer (R16)."""
        gegeben = Inanspruchnahme.objects.filter(kommune=self.einsatzort, runde=self.runde).first()
        return gegeben or Inanspruchnahme(kommune=self.einsatzort, runde=self.runde)

    @property
    def uebertragen(self) -> bool:
        """Whether the municipality passed its share to the district."""
        return self.antwort.art == Inanspruchnahme.Art.AN_LANDKREIS

    @cached_property
    def kontingent(self) -> Kontingent | None:
        """The latest final Kontingent for positions of the district: the only one that secures money (R17, R21)."""
        return (
            self.runde.kontingente.filter(art=Kontingent.Art.ENDGUELTIG, bezug=Kontingent.Bezug.LANDKREIS)
            .order_by("stand", "pk")
            .last()
        )

    @cached_property
    def geschaffen(self) -> list[tuple[int, Decimal, date, date]]:
        """Shares of the district's positions in this round: place of work, VZÄ, from, to."""
        anteile = Finanzierungsanteil.objects.filter(runde=self.runde, stelle__anstellungstraeger=None)
        return list(anteile.values_list("stelle__einsatzort_id", "vzae", "beginn", "ende"))

    def danach(self, ort: int | None = None) -> Decimal:
        """The most VZÄ on any day once this position exists, in one place or all."""
        vorhanden = [(v, von, bis) for wo, v, von, bis in self.geschaffen if ort is None or wo == ort]
        return hoechststand([*vorhanden, (self.vzae, self.beginn, self.ende)])


def hindernisse(
    *,
    runde: Foerderrunde,
    einsatzort: Kommune,
    vzae: Decimal | None = None,
    beginn: date | None = None,
    ende: date | None = None,
) -> list[Hindernis]:
    """Give everything that stands against a position of the district for ``einsatzort``; empty: it may be created."""
    offen = voraussetzungen(runde=runde, einsatzort=einsatzort, vzae=vzae, beginn=beginn, ende=ende)
    return [v.hindernis for v in offen if v.hindernis]


def voraussetzungen(
    *,
    runde: Foerderrunde,
    einsatzort: Kommune,
    vzae: Decimal | None = None,
    beginn: date | None = None,
    ende: date | None = None,
) -> list[Voraussetzung]:
    """Give every condition that applies, met or not, in the order of the procedure."""
    return list(_pruefen(Vorhaben.aus(runde, einsatzort, vzae, beginn, ende)))


def _pruefen(v: Vorhaben) -> Iterator[Voraussetzung]:
    yield Voraussetzung("Dritte finanzieren das Programm", fremd := _drittmittel(v))
    if fremd:
        return  # nothing else could help
    yield Voraussetzung("Der Kreistag hat ermächtigt", _ermaechtigt(v))
    yield Voraussetzung("Das Programm ist in Kraft", _in_kraft(v))
    yield Voraussetzung("Die Mittel sind gesichert", _gesichert(v))
    yield Voraussetzung("Die Kommune hat die Aufgabe auf den Landkreis übertragen", _uebertragen(v))
    if v.uebertragen:
        yield Voraussetzung("Die öffentlich-rechtliche Vereinbarung liegt vor", _vereinbarung(v))
        yield Voraussetzung("Die Kommune hat ihr Einvernehmen erteilt", _einvernehmen(v))
        yield Voraussetzung("Der Umfang ist erforderlich", _bedarf(v))
    if v.kontingent:
        yield Voraussetzung("Der Umfang ist durch gesicherte Mittel gedeckt", _umfang(v))
    yield Voraussetzung("Der Umfang entspricht der Richtlinie", _groesse(v))
    yield Voraussetzung("Die Stelle ist auf die Förderzeit befristet", _foerderzeit(v))


def _drittmittel(v: Vorhaben) -> Hindernis | None:
    if v.runde.programm.geber == Foerderprogramm.Geber.LAND:
        return None
    satz = f"Der Landkreis schafft eigene Stellen nur in Programmen, die Dritte finanzieren. Das Programm „{v.runde.programm}“ bezahlt er selbst; hier kann die Kommune einen Antrag stellen."
    return Hindernis("stelle_r17_drittmittel", satz)


def _ermaechtigt(v: Vorhaben) -> Hindernis | None:
    """A committee that only advises authorises nothing (R19)."""
    antrag = v.runde.programm.ermaechtigung
    if antrag is not None and ermaechtigt(antrag):
        return None
    ergebnisse = Beschlussergebnis.objects.filter(beschlussantrag=antrag).order_by("schritt__sitzung__tag")
    werte = list(ergebnisse.values_list("wert", flat=True)) if antrag else []
    satz = "Der Kreistag hat die Verwaltung noch nicht ermächtigt, befristete Stellen zu schaffen."
    beschlossen = ergebnisse.filter(schritt__sitzung__in=Sitzung.objects.beschliessende())
    if werte and not beschlossen.exists():
        satz += " Bisher hat nur der Ausschuss vorberaten; seine Empfehlung ermächtigt nicht."
    elif werte:
        satz += f" Sein letztes Ergebnis: {Beschlussergebnis.Wert(werte[-1]).label}."
    return Hindernis("stelle_r19_ermaechtigung", satz, GESCHAEFTSSTELLE)


def _in_kraft(v: Vorhaben) -> Hindernis | None:
    if v.runde.programm.status == Foerderprogramm.Status.IN_KRAFT:
        return None
    return Hindernis(
        "stelle_r21_in_kraft",
        "Das Programm ist erst angekündigt. Bis zum Bescheid des Landes ist nur die Planung möglich.",
        KAEMMEREI,
    )


def _gesichert(v: Vorhaben) -> Hindernis | None:
    if v.kontingent:
        return None
    letztes = v.runde.kontingente.filter(bezug=Kontingent.Bezug.LANDKREIS).order_by("stand", "pk").last()
    bisher = (
        "nur eine Schätzung"
        if letztes and letztes.art == Kontingent.Art.SCHAETZUNG
        else "nur der vorläufige Planungsrahmen"
        if letztes
        else "kein Kontingent"
    )
    satz = f"Die Mittel sind noch nicht gesichert: Für Stellen des Landkreises liegt {bisher} vor. Nötig ist der Bescheid des Landes."
    return Hindernis("stelle_r21_gesichert", satz, KAEMMEREI)


def _uebertragen(v: Vorhaben) -> Hindernis | None:
    saetze = {
        Inanspruchnahme.Art.OFFEN: (
            "stelle_r15_offen",
            f"{v.einsatzort} hat sich zur Inanspruchnahme noch nicht erklärt. Schweigen gilt nicht als Verzicht.",
        ),
        Inanspruchnahme.Art.SELBST: (
            "stelle_r15_selbst",
            f"{v.einsatzort} nimmt die Aufgabe selbst wahr. Diesen Anteil kann der Landkreis nicht beanspruchen.",
        ),
        Inanspruchnahme.Art.VERZICHT: (
            "stelle_r15_verzicht",
            f"{v.einsatzort} hat verzichtet und die Aufgabe nicht auf den Landkreis übertragen.",
        ),
    }
    if v.uebertragen:
        return None
    regel, satz = saetze[Inanspruchnahme.Art(v.antwort.art)]
    return Hindernis(regel, satz, str(v.einsatzort))


def _vereinbarung(v: Vorhaben) -> Hindernis | None:
    if v.antwort.vereinbarung_vom:
        return None
    return Hindernis(
        "stelle_vereinbarung",
        f"Es fehlt die öffentlich-rechtliche Vereinbarung mit {v.einsatzort} über die Übertragung.",
        str(v.einsatzort),
    )


def _einvernehmen(v: Vorhaben) -> Hindernis | None:
    erklaert = Einvernehmen.objects.filter(kommune=v.einsatzort, runde=v.runde, widerrufen_am=None).first()
    if erklaert and erklaert.erteilt:
        return None
    satz = f"Das Einvernehmen von {v.einsatzort} fehlt."
    if erklaert:
        satz = f"{v.einsatzort} hat das Einvernehmen am {formate.datum(erklaert.erklaert_am)} versagt."
    return Hindernis("stelle_r14_einvernehmen", satz, str(v.einsatzort))


def _bedarf(v: Vorhaben) -> Hindernis | None:
    if (danach := v.danach(v.einsatzort.pk)) <= v.antwort.vzae:
        return None
    satz = f"Das ist mehr, als {v.einsatzort} übertragen hat: {formate.vzae(v.antwort.vzae)}. Mit dieser Stelle wären es {formate.vzae(danach)}."
    return Hindernis("stelle_r17_bedarf", satz, str(v.einsatzort))


def _umfang(v: Vorhaben) -> Hindernis | None:
    gesichert = v.kontingent.vzae if v.kontingent else NULL
    if (danach := v.danach()) <= gesichert:
        return None
    satz = f"Das ist mehr, als gesichert ist: {formate.vzae(gesichert)} für Stellen des Landkreises. Mit dieser Stelle wären es {formate.vzae(danach)}."
    return Hindernis("stelle_r21_umfang", satz, KAEMMEREI)


def _groesse(v: Vorhaben) -> Hindernis | None:
    mindestens = v.runde.fassung.mindestanteil
    if v.vzae > VOLLE_STELLE:
        return Hindernis(
            "stelle_r11_hoechstens_eins",
            "Eine Stelle umfasst höchstens 1,00 VZÄ. Bitte legen Sie eine weitere Stelle an.",
        )
    if v.vzae < mindestens:
        return Hindernis("stelle_mindestanteil", f"Der Mindestanteil beträgt {formate.vzae(mindestens)}.")
    return None


def _foerderzeit(v: Vorhaben) -> Hindernis | None:
    if v.runde.beginn <= v.beginn <= v.ende <= v.runde.ende:
        return None
    satz = f"Die Stelle muss in der Förderzeit liegen: {formate.zeitraum(v.runde.beginn, v.runde.ende)}. Danach ist sie nicht mehr finanziert."
    return Hindernis("anteil_in_der_foerderzeit", satz)
