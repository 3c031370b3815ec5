"""The same road where the district's administration decides: nobody waits for a committee."""

from datetime import date

import pytest

from antraege.models import Antrag, Status
from tests.journeys import amt, kommune

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_round_without_committee_goes_straight_on(rundgang):
    rundgang.beginne("rundgang-verwaltung", bilder=False, entscheidung="verwaltung").tag(date(2027, 3, 18))
    kommune.beginnen(rundgang)
    kommune.ausfuellen(rundgang)
    nummer = kommune.einreichen(rundgang)
    kommune.nachreichen(rundgang)
    amt.vollstaendig(rundgang)
    amt.empfehlen(rundgang, "0,50")
    amt.zeichnen(rundgang)
    amt.bescheid_entwerfen(rundgang)
    amt.bescheid_freigeben(rundgang)
    assert f"{nummer} – Ein Bescheid liegt für Sie bereit" in rundgang.post()
    assert kommune.bescheid_oeffnen(rundgang).startswith(b"%PDF")
    amt.stelle_erfassen(rundgang)
    assert Antrag.objects.get().status == Status.ABGESCHLOSSEN
