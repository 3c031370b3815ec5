"""Two shares one after the other count once: what matters is the highest day, not the sum of the rows (R11 to R13)."""

from datetime import date
from decimal import Decimal

import pytest

from antraege.models import Frist, Inanspruchnahme
from antraege.services import drittmittel, stelle
from antraege.views import rundenzahlen
from notifications import angaben
from notifications.fall import aus_frist
from tests import factories as f
from tests.antraege.stellenfall import BEGINN, ENDE, HEUTE, VIERTEL, landesfall

pytestmark = pytest.mark.django_db
JUNI, JULI = date(2027, 6, 30), date(2027, 7, 1)


def _selbst(fall, beginn, ende, vzae=VIERTEL):
    return stelle.landesanteil_erfassen(
        kommune=fall.ort,
        runde=fall.runde,
        vzae=vzae,
        entgeltgruppe="S 12",
        beginn=beginn,
        ende=ende,
        by=fall.buero,
        heute=HEUTE,
    )


def test_what_is_left_of_the_lands_frame_is_what_no_day_fills():
    fall = landesfall()
    Inanspruchnahme.objects.update(art="selbst")
    for beginn, ende in ((BEGINN, JUNI), (JULI, ENDE)):
        _selbst(fall, beginn, ende)
    eigene = f.runde(fall.kreis)
    assert drittmittel.frei(fall.ort, eigene) == Decimal("0.25")


def test_the_round_names_the_positions_of_its_fullest_day():
    fall = landesfall()
    fall.schaffen(ende=JUNI)
    fall.schaffen(beginn=JULI)
    zahlen = {fakt.label: fakt.value for fakt in rundenzahlen._landesmittel(fall.runde)}
    assert zahlen["Stellen des Landkreises"] == "0,25\xa0VZÄ"


def test_the_reminder_says_what_is_secured_on_the_fullest_day_after():
    fall = landesfall()
    Inanspruchnahme.objects.update(art="selbst")
    eine = _selbst(fall, BEGINN, JUNI)
    eine.ende = ENDE
    eine.save()
    for beginn, ende in ((JULI, date(2027, 9, 30)), (date(2027, 10, 1), ENDE)):
        eine.anteile.create(runde=fall.runde, vzae=VIERTEL, beginn=beginn, ende=ende)
    frist = Frist.objects.get(art="stellenende", anteil__ende=JUNI)
    werte = angaben.zu("stellenende", aus_frist(frist, "3M"))
    assert werte["gesichert"] == VIERTEL
    assert werte["ziel"] == f"/stellen/{eine.pk}/ende/"
