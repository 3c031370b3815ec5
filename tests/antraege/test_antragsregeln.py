"""What the database refuses of an application, past every service."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.models import Antrag, Foerderrunde
from antraege.services import antrag as antragsdienst
from tests import factories as f
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db
ENTSCHEIDUNG = {
    "ergebnis": "abgelehnt",
    "bewilligt_vzae": Decimal("0.45"),
    "bewilligt_betrag": Decimal("1.00"),
    "entschieden_am": date(2027, 7, 6),
    "beschlussantrag": None,
}
EINGANG = {
    "eingegangen_am": datetime(2027, 3, 31, 23, 59, tzinfo=ZoneInfo("Europe/Berlin")),
    "vorgangsnummer": "BB-1",
}
WERTE = ("beantragt_betrag", "eigenanteil", "andere_vzae", "empfohlen_vzae", "empfohlen_betrag")


def eingereicht(tag=f.TAG):
    antrag, clerk = f.entwurf()
    with zeit.gestellt(tag, time(10)):
        antragsdienst.einreichen(antrag=antrag, by=clerk, heute=tag, grund_verspaetung="Stau")
    return antrag


def verweigert(antrag, regel, **werte):
    with pytest.raises(IntegrityError, match=regel), transaction.atomic():
        Antrag.objects.filter(pk=antrag.pk).update(**werte)


@pytest.mark.parametrize("feld", ENTSCHEIDUNG)
def test_a_decision_stands(feld):
    antrag, _ = b.beschlossen()
    fest = (
        "Vorlage stehen, steht fest"
        if feld == "beschlussantrag"
        else "Eine Entscheidung ändert sich nicht mehr"
    )
    verweigert(antrag, fest, **{feld: ENTSCHEIDUNG[feld]})


@pytest.mark.parametrize("feld", EINGANG)
def test_a_receipt_stands(feld):
    verweigert(eingereicht(), "ändern sich nicht", **{feld: EINGANG[feld]})


@pytest.mark.parametrize("feld", WERTE)
def test_no_figure_is_negative(feld):
    # what is asked stands from the receipt on, so its sign is tried on a draft
    antrag = f.entwurf()[0] if feld.startswith("beantragt") else eingereicht()
    verweigert(antrag, "antrag_werte_nicht_negativ", **{feld: Decimal("-0.01")})


@pytest.mark.parametrize("status", ["nachforderung", "vollstaendig"])
def test_a_late_application_goes_nowhere_before_it_is_admitted(status):
    antrag = eingereicht(tag=date(2027, 4, 1))
    verweigert(antrag, "antrag_verspaetet_erst_zugelassen", status=status)


@pytest.mark.parametrize("feld", ["antrag_von", "antrag_bis"])
def test_an_application_period_has_both_its_days_or_none(feld):
    runde = f.runde(f.landkreis())
    with pytest.raises(IntegrityError, match="runde_antragsfrist_vollstaendig"):
        Foerderrunde.objects.filter(pk=runde.pk).update(**{feld: None})
