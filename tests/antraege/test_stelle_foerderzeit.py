"""A later notice may prolong the funding beyond the round: the share is recorded as that notice says (R18)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege.models import Finanzierungsanteil
from antraege.services import bewilligung, stelle
from tests.antraege import folgefall as ff

pytestmark = pytest.mark.django_db
AB, RUNDENENDE, LAENGER = date(2027, 9, 1), date(2028, 8, 31), date(2028, 12, 31)


def erfassen(antrag, amt, ende, beginn=AB):
    return stelle.anteil_erfassen(
        antrag=antrag,
        entgeltgruppe="S 12",
        beginn=beginn,
        ende=ende,
        by=amt.sachbearbeitung,
        heute=ff.SPAETER,
    )


def verlaengert(antrag, amt, **anders):
    angaben = {"vzae": Decimal("0.50"), "ende": LAENGER, "wirksam_ab": date(2028, 1, 1)} | anders
    return ff.ergangen(antrag, amt, "aenderung", **angaben)


def test_the_first_notice_grants_the_round_and_no_day_more():
    antrag, amt = ff.bekannt()
    assert bewilligung.foerderzeit(antrag) == (AB, RUNDENENDE)
    with pytest.raises(ValidationError, match=r"31\.08\.2028"):
        erfassen(antrag, amt, LAENGER)
    assert not Finanzierungsanteil.objects.exists()


def test_a_notice_that_prolongs_is_followed_by_service_and_database():
    antrag, amt = ff.bekannt()
    verlaengert(antrag, amt)
    antrag.refresh_from_db()
    neu = erfassen(antrag, amt, LAENGER)
    assert (neu.ende, neu.anteile.get().ende) == (LAENGER, LAENGER)
    with pytest.raises(IntegrityError, match="nicht in der Förderzeit"), transaction.atomic():
        neu.anteile.update(ende=date(2029, 1, 1))
    with pytest.raises(ValidationError, match=r"31\.12\.2028"):
        erfassen(antrag, amt, date(2029, 1, 1))


def test_a_draft_prolongs_nothing():
    antrag, amt = ff.bekannt()
    ff.entworfen(antrag, amt, "aenderung", vzae=Decimal("0.50"), ende=LAENGER, wirksam_ab=date(2028, 1, 1))
    with pytest.raises(ValidationError, match=r"31\.08\.2028"):
        erfassen(antrag, amt, LAENGER)


def test_a_prolonged_share_lasts_as_its_notice_says_whatever_the_rounds_days():
    antrag, amt = ff.bekannt()
    verlaengert(antrag, amt)
    antrag.refresh_from_db()
    erfassen(antrag, amt, LAENGER)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE antraege_foerderrunde SET ende = '2028-06-30'")
    assert Finanzierungsanteil.objects.get().ende == LAENGER


def test_a_share_recorded_before_stays_when_a_later_notice_ends_the_funding_sooner():
    """The notice takes the money; the position is adapted by who has it, so its other changes stay possible."""
    antrag, amt = ff.bekannt()
    neu = erfassen(antrag, amt, RUNDENENDE)
    verlaengert(antrag, amt, ende=date(2028, 6, 30))
    neu.anteile.update(ende=date(2028, 7, 31))
    neu.refresh_from_db()
    stelle.beenden(
        stelle=neu,
        ende=date(2028, 6, 30),
        grund="Änderungsbescheid",
        by=amt.sachbearbeitung,
        heute=ff.SPAETER,
    )
    assert neu.anteile.get().ende == date(2028, 6, 30)
