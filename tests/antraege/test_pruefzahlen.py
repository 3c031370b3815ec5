"""The computed figures of the subject check: persons, Kontingent, double funding (R10) and earlier rounds."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from antraege import zeit
from antraege.models import Antrag, Finanzierungsanteil, Stelle
from antraege.services import antrag as antragsdienst
from antraege.services.pruefzahlen import pruefzahlen
from tests import factories as f
from tests.notifications.hilfen import ohne_tore
from tests.pages.antworten import pflanze

pytestmark = pytest.mark.django_db
R10 = "Andere Förderung derselben Zeit (R10)"
ABFRAGEN = 6


def eingereicht(**felder):
    antrag, clerk = f.entwurf(**felder)
    with zeit.gestellt(f.TAG, time(10)):
        antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    return frisch(antrag), clerk


def frisch(antrag):
    """Read anew, as the page does."""
    return Antrag.objects.mit_rahmen().select_related("fassung").get(pk=antrag.pk)


def mit_kontingent(vzae):
    return {"rd": f.runde(f.landkreis(), kontingent=vzae)}


def zeilen(antrag):
    """Each line by its name, with plain spaces."""
    lesbar = [
        replace(zeile, **{name: wert.replace("\xa0", " ") for name, wert in texte(zeile).items()})
        for zeile in pruefzahlen(antrag)
    ]
    return {zeile.was: zeile for zeile in lesbar}


def texte(zeile):
    return {name: wert for name, wert in vars(zeile).items() if isinstance(wert, str)}


def weitere(antrag, clerk, jahr, **werte):
    """An application of the same municipality in a round of the year ``jahr``."""
    runde = f.runde(
        antrag.landkreis,
        programm=antrag.runde.programm,
        fassung=antrag.fassung,
        kuerzel=f"X{jahr}",
        name=f"Runde {jahr}",
        beginn=date(jahr, 9, 1),
        ende=date(jahr + 1, 8, 31),
    )
    with zeit.gestellt(f.TAG, time(9)):
        neu = antragsdienst.anlegen(kommune=antrag.kommune, runde=runde, by=clerk, heute=f.TAG)
        f.ausfuellen(neu, clerk)
        antragsdienst.einreichen(antrag=neu, by=clerk, heute=f.TAG)
    pflanze(neu, **werte)
    return neu


def anteil(antrag, clerk, vzae, beginn=date(2027, 9, 1), ende=date(2028, 8, 31), nummer="S-9"):
    """A share of the municipality that another money pays for."""
    stelle = Stelle.objects.create(
        landkreis=antrag.landkreis,
        nummer=nummer,
        anstellungstraeger=antrag.kommune,
        einsatzort=antrag.kommune,
        vzae=Decimal(vzae),
        beginn=beginn,
        ende=ende,
        angelegt_von=clerk,
        angelegt_am=zeit.jetzt(),
    )
    with ohne_tore():  # how the share came about is not what this is about
        Finanzierungsanteil.objects.create(
            stelle=stelle, runde=antrag.runde, vzae=Decimal(vzae), beginn=beginn, ende=ende
        )


def test_persons_for_each_full_share_beside_the_measure():
    antrag, _ = eingereicht()
    zeile = zeilen(antrag)["Personen je VZÄ"]
    assert (zeile.beantragt, zeile.empfohlen, zeile.bewilligt) == ("104,0", "–", "–")
    assert "52 Personen am Stichtag, höchstens 1,00 VZÄ je 100 Personen: 0,52 VZÄ." in zeile.satz
    assert not zeile.achtung


def test_more_than_the_measure_is_marked():
    antrag, _ = eingereicht(vzae="0.55")
    assert zeilen(antrag)["Personen je VZÄ"].achtung
    assert zeilen(antrag)["Dieser Antrag"].achtung


def test_the_part_of_the_kontingent_and_what_is_free():
    antrag, _ = eingereicht(**mit_kontingent("4.00"))
    zeile = zeilen(antrag)["Anteil am Stellenkontingent"]
    assert (zeile.beantragt, zeile.bewilligt, zeile.achtung) == ("12,5 %", "–", False)
    assert "frei sind noch 4,00 VZÄ" in zeile.satz


def test_a_kontingent_that_is_too_small_is_marked_and_the_round_says_by_how_much():
    antrag, _ = eingereicht(**mit_kontingent("0.40"))
    alle = zeilen(antrag)
    assert alle["Anteil am Stellenkontingent"].achtung
    assert (
        alle["Alle Anträge der Runde"].satz
        == "Zusammen sind 0,10 VZÄ mehr beantragt, als das Kontingent enthält."
    )


def test_without_a_kontingent_it_says_so():
    antrag, _ = eingereicht(**mit_kontingent(None))
    alle = zeilen(antrag)
    assert "Anteil am Stellenkontingent" not in alle
    assert alle["Alle Anträge der Runde"].satz == "Für die Runde ist noch kein Stellenkontingent erfasst."


def test_what_was_withdrawn_takes_nothing_of_the_round():
    antrag, _ = eingereicht()
    pflanze(antrag, status="zurueckgezogen", status_kommune="zurueckgezogen")
    assert zeilen(frisch(antrag))["Alle Anträge der Runde"].beantragt == "0,00 VZÄ"


def test_nothing_known_of_other_funding():
    antrag, _ = eingereicht()
    zeile = zeilen(antrag)[R10]
    assert (zeile.satz, zeile.achtung) == ("Nichts bekannt.", False)


def test_a_share_of_the_same_time_that_was_not_told_is_asked_about():
    antrag, clerk = eingereicht()
    anteil(antrag, clerk, "0.25")
    zeile = zeilen(antrag)[R10]
    assert (zeile.beantragt, zeile.bewilligt, zeile.achtung) == (
        "0,00 VZÄ angegeben",
        "0,25 VZÄ erfasst",
        True,
    )
    assert "Bitte klären Sie, ob es dieselbe Fachkraft ist" in zeile.satz


def test_a_share_of_another_time_is_none():
    antrag, clerk = eingereicht()
    anteil(antrag, clerk, "0.25", beginn=date(2026, 9, 1), ende=date(2027, 8, 31))
    assert zeilen(antrag)[R10].satz == "Nichts bekannt."


def test_shares_after_each_other_count_once():
    antrag, clerk = eingereicht()
    anteil(antrag, clerk, "0.25", ende=date(2028, 2, 29))
    anteil(antrag, clerk, "0.40", beginn=date(2028, 3, 1), nummer="S-10")
    assert zeilen(antrag)[R10].bewilligt == "0,40 VZÄ erfasst"


def test_earlier_rounds_of_the_municipality_and_what_became_of_them():
    antrag, clerk = eingereicht()
    weitere(antrag, clerk, 2026, status="zurueckgezogen", status_kommune="zurueckgezogen")
    zeile = zeilen(antrag)["Früher: Runde 2026"]
    assert (zeile.beantragt, zeile.bewilligt, zeile.satz) == ("0,50 VZÄ", "–", "Zurückgezogen.")


def test_the_table_costs_the_same_however_much_there_is(django_assert_num_queries):
    antrag, clerk = eingereicht()
    with django_assert_num_queries(ABFRAGEN):
        kurz = pruefzahlen(antrag)
    for jahr in (2024, 2025, 2026):
        weitere(antrag, clerk, jahr)
    anteil(antrag, clerk, "0.25")
    anteil(antrag, clerk, "0.25", nummer="S-10")
    wieder = frisch(antrag)
    with django_assert_num_queries(ABFRAGEN):
        lang = pruefzahlen(wieder)
    assert len(lang) == len(kurz) + 3
