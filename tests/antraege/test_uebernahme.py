"""Taking over an earlier application: what still means something comes over, what is there stays unless replaced."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Antwort, Zusatzfrage
from antraege.services import antrag as antragsdienst
from antraege.services import uebernahme
from tests import factories as f

pytestmark = pytest.mark.django_db


def fall():
    """(new draft of the next round, the earlier application, clerk)."""
    alt, clerk = f.entwurf("0.75", besetzt_ab=date(2027, 9, 1))
    rd = alt.runde
    folge = f.runde(
        alt.landkreis,
        programm=rd.programm,
        fassung=rd.fassung,
        kuerzel="KFR28",
        beginn=date(2028, 9, 1),
        ende=date(2029, 8, 31),
    )
    with zeit.gestellt(f.TAG, time(10, 0)):
        neu = antragsdienst.anlegen(kommune=alt.kommune, runde=folge, by=clerk, heute=f.TAG)
    return neu, alt, clerk


def uebernehmen(neu, alt, by, **anders):
    vorgabe = {"ersetzen": False, "version": neu.version, "heute": f.TAG}
    return uebernahme.uebernehmen(antrag=neu, quelle=alt, by=by, **(vorgabe | anders))


def test_empty_fields_are_filled_and_what_stands_there_stays():
    neu, alt, clerk = fall()
    antragsdienst.speichern(
        antrag=neu, felder={"begruendung": "Eigener Text"}, version=neu.version, by=clerk, heute=f.TAG
    )
    ergebnis = uebernehmen(neu, alt, clerk)
    neu.refresh_from_db()
    assert (neu.begruendung, neu.beantragt_vzae, neu.eigenanteil) == (
        "Eigener Text",
        Decimal("0.75"),
        Decimal("6000.00"),
    )
    assert neu.uebernommen_aus == alt
    assert "Wofür wird der Stellenanteil gebraucht?" in ergebnis.behalten
    assert "Beantragt" in ergebnis.uebernommen


def test_on_request_it_replaces():
    neu, alt, clerk = fall()
    antragsdienst.speichern(
        antrag=neu, felder={"begruendung": "Eigener Text"}, version=neu.version, by=clerk, heute=f.TAG
    )
    assert uebernehmen(neu, alt, clerk, ersetzen=True).behalten == ()
    neu.refresh_from_db()
    assert neu.begruendung == alt.begruendung


def test_dates_declarations_numbers_and_papers_never_come_over():
    neu, alt, clerk = fall()
    uebernehmen(neu, alt, clerk, ersetzen=True)
    neu.refresh_from_db()
    assert (neu.besetzt_ab, neu.personen_gesamt, neu.beschluss_folgt_bis) == (None, None, None)
    erklaerungen = (neu.erklaerung_richtig, neu.erklaerung_keine_doppelfoerderung, neu.erklaerung_befugt)
    assert erklaerungen == (False, False, False)
    assert not neu.fallzahlen.exists()
    assert not neu.anlagen.exists()


def test_answers_to_equal_questions_come_over():
    neu, alt, clerk = fall()
    gleich = Zusatzfrage(nummer=1, frage="Welches Amt betreut?", art="text")
    gleich.fassung = alt.fassung
    ohne_regeln(lambda: gleich.save())
    Antwort.objects.create(antrag=alt, frage=gleich, wert="Ordnungsamt")
    assert "Welches Amt betreut?" in uebernehmen(neu, alt, clerk).uebernommen
    assert neu.antworten.get().wert == "Ordnungsamt"


def ohne_regeln(schreiben):
    """A stated version takes no further question; the test is not about that."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        schreiben()
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_only_own_ones_only_into_a_draft_and_not_over_a_second_window():
    neu, alt, clerk = fall()
    fremder, _ = f.entwurf()
    with pytest.raises(ValidationError, match="früheren Antrag Ihrer Kommune"):
        uebernehmen(neu, fremder, clerk)
    with pytest.raises(Konflikt, match="anderen Fenster"):
        uebernehmen(neu, alt, clerk, version=neu.version - 1)
    with zeit.gestellt(f.TAG, time(11, 0)):
        antragsdienst.einreichen(antrag=alt, by=clerk, heute=f.TAG)
    with pytest.raises(Verweigert, match="nur in einen Entwurf"):
        uebernehmen(alt, neu, clerk)


def test_it_is_part_of_drafting_and_leaves_no_entry():
    neu, alt, clerk = fall()
    vorher = neu.protokoll.count()
    uebernehmen(neu, alt, clerk)
    assert neu.protokoll.count() == vorher
