"""What an application says in rows beside its columns: persons by target group, answers, shares of a joint application."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from antraege import formate, fragen
from antraege.berechnung import summe
from antraege.felder import VERBUND
from antraege.models import Antrag, AntragFallzahl, Antwort, Status, Verbundanteil
from antraege.regelwerk import regelwerk, schluessel

ENTWURF = frozenset({Status.ENTWURF, Status.ZUR_UNTERSCHRIFT})
ANTEIL_FEHLT = "Bitte geben Sie den Anteil an (0 ist möglich)."


@dataclass(frozen=True)
class Anteil:
    """A municipality's part of a joint application: VZÄ (None: none yet) and persons."""

    vzae: Decimal | None
    personen: int | None = None


def zahlen_speichern(antrag: Antrag, fallzahlen: dict[int, int | None], abweichungen: dict[int, str]) -> None:
    """Write persons and the reason for another number than the district's; an emptied number is taken away."""
    for zielgruppe, personen in fallzahlen.items():
        if personen is None:
            AntragFallzahl.objects.filter(antrag=antrag, zielgruppe_id=zielgruppe).delete()
            continue
        werte: dict[str, object] = {"personen": personen}
        if zielgruppe in abweichungen:
            werte["abweichung_grund"] = abweichungen[zielgruppe].strip()
        AntragFallzahl.objects.update_or_create(antrag=antrag, zielgruppe_id=zielgruppe, defaults=werte)


def antworten_speichern(antrag: Antrag, antworten: dict[int, str]) -> None:
    """Write answers to further questions of the application's version as stored text; "" takes one away.

    Raises ``ValidationError`` at the question where the text is no answer of its kind, ``TypeError`` for another
    version's question.
    """
    gefragt = {frage.pk: frage for frage in regelwerk(antrag.fassung).zusatzfragen} if antworten else {}
    if fremd := set(antworten) - set(gefragt):
        raise TypeError(f"keine Fragen dieser Fassung: {sorted(fremd)}")
    for pk, wert in antworten.items():
        if not wert:
            Antwort.objects.filter(antrag=antrag, frage_id=pk).delete()
            continue
        if satz := fragen.mangel(gefragt[pk], wert):
            raise ValidationError({schluessel(gefragt[pk]): satz})
        Antwort.objects.update_or_create(antrag=antrag, frage_id=pk, defaults={"wert": wert})


def anteile_speichern(antrag: Antrag, anteile: dict[int, Anteil]) -> None:
    """Write the parts of a joint application by municipality.

    Once it came in, each member keeps a part and the parts add up to what is asked at every moment; a draft may still be
    without some of them. Raises ``ValidationError`` at the part or at the total.
    """
    if antrag.status not in ENTWURF and (leer := [k for k, a in anteile.items() if a.vzae is None]):
        raise ValidationError({f"{VERBUND}{kommune}": ANTEIL_FEHLT for kommune in leer})
    for kommune, anteil in anteile.items():
        if anteil.vzae is None:
            Verbundanteil.objects.filter(antrag=antrag, kommune_id=kommune).delete()
            continue
        Verbundanteil.objects.update_or_create(
            antrag=antrag, kommune_id=kommune, defaults={"vzae": anteil.vzae, "personen": anteil.personen}
        )
    if antrag.zusammenschluss_id and antrag.status not in ENTWURF and (satz := summenfehler(antrag)):
        raise ValidationError({"beantragt_vzae": satz})


def summenfehler(antrag: Antrag) -> str:
    """Give the sentence where the parts do not add up to what is asked; "" where they do."""
    zusammen = summe(antrag.verbundanteile.values_list("vzae", flat=True))
    if zusammen == antrag.beantragt_vzae:
        return ""
    return f"Die Anteile der Kommunen ergeben zusammen {formate.vzae(zusammen)}, beantragt sind {formate.vzae(antrag.beantragt_vzae)}."


def beteiligt_satz(antrag: Antrag) -> str:
    """Say that the applicant is part of a submitted joint application, and of whose: its partners may read it."""
    anderer = (
        Antrag.objects.eingegangen()
        .filter(runde=antrag.runde, verbundanteile__kommune=antrag.kommune)
        .select_related("kommune")
        .first()
    )
    von = f" von {anderer.kommune}" if anderer else ""
    return (
        f"{antrag.kommune} ist in dieser Runde am gemeinsamen Antrag{von} beteiligt. "
        "Ein eigener Antrag ist daneben nicht möglich."
    )
