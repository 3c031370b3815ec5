"""Who decides: above the round's amount an application waits for the committee, below it the administration decides."""

from decimal import Decimal

import pytest

from antraege.models import Antrag, Protokolleintrag
from tests import factories as f
from tests.workflows.fall import Fall, botschaften, offen, status
from workflows.stand import schritte

pytestmark = pytest.mark.django_db
BIS_GEZEICHNET = ("einreichen", "vollstaendig", "empfehlen", "zeichnen")


def fall(ab):
    """0.50 VZÄ are 24,000 EUR."""
    kreis = f.landkreis()
    return Fall(kreis=kreis, runde=f.runde(kreis, beschluss_ab_betrag=Decimal(ab))).gehe(*BIS_GEZEICHNET)


def test_above_the_amount_it_waits_for_the_committee_and_goes_its_way():
    hier = fall("23999.99")
    assert (offen(hier.antrag), status(hier.antrag)) == (["beschluss_da"], "gezeichnet")
    gezeichnet = Protokolleintrag.objects.filter(antrag=hier.antrag, art="antrag_gezeichnet")
    assert "aufgabe an gs" in botschaften(hier, gezeichnet)
    assert list(Antrag.objects.fuer_das_gremium()) == [hier.antrag]
    hier.vorlage_anlegen().vorlage_gehe("freigabe", "freigeben", "al")
    hier.beraten("empfohlen").beraten("unveraendert_beschlossen")
    assert (offen(hier.antrag), status(hier.antrag)) == (["bescheid_entwerfen"], "beschlossen")


def test_up_to_the_amount_the_administration_decides():
    hier = fall("24000")
    assert (offen(hier.antrag), status(hier.antrag)) == (["bescheid_entwerfen"], "beschlossen")
    assert not Antrag.objects.fuer_das_gremium().exists()


def test_the_municipality_cannot_tell_which_way_it_goes():
    hoch, tief = fall("1"), fall("99999")
    assert schritte(hoch.antrag, hoch.clerk) == schritte(tief.antrag, tief.clerk)
