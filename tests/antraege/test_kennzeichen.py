"""Who filled a position is erased when the district's time for that is over; how much was filled stays."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from antraege.models import Besetzung, Ereignis, Protokolleintrag
from antraege.services import besetzung, kennzeichen
from tests.antraege.stellenfall import VIERTEL, landesfall

pytestmark = pytest.mark.django_db
AB, BIS = date(2027, 8, 1), date(2027, 9, 30)
DANACH = date(2028, 10, 1)  # twelve months later they are kept for the last day


@pytest.fixture
def fall():
    return landesfall()


@pytest.fixture
def zeile(fall):
    angaben = {"stelle": fall.schaffen(), "kennzeichen": "GEHEIM", "vzae": VIERTEL, "by": fall.personal}
    return besetzung.besetzen(**angaben, beginn=AB, ende=BIS)


def test_it_is_erased_on_the_day_after_the_district_s_months(zeile):
    assert kennzeichen.loeschen(DANACH - timedelta(days=1)) == 0
    assert kennzeichen.loeschen(DANACH) == 1
    zeile.refresh_from_db()
    assert (zeile.kennzeichen, zeile.geloescht_am, zeile.wer) == ("", DANACH, "gelöscht")
    assert (zeile.vzae, zeile.beginn, zeile.ende) == (VIERTEL, AB, BIS)


def test_a_shorter_time_is_the_district_s_choice(fall, zeile):
    fall.kreis.loeschfrist_kennzeichen = 1
    fall.kreis.save()
    assert kennzeichen.loeschen(date(2027, 10, 31)) == 1


def test_without_an_end_the_position_s_counts(fall):
    ziel = fall.schaffen()
    besetzung.besetzen(stelle=ziel, kennzeichen="AB", vzae=VIERTEL, beginn=AB, by=fall.personal)
    nach_zwoelf_monaten = ziel.ende.replace(year=ziel.ende.year + 1)
    assert kennzeichen.loeschen(nach_zwoelf_monaten) == 0
    assert kennzeichen.loeschen(nach_zwoelf_monaten + timedelta(days=1)) == 1


def test_the_log_says_how_many_once_and_nobody_s_name(fall, zeile):
    besetzung.besetzen(
        stelle=zeile.stelle, kennzeichen="AUCH", vzae=VIERTEL, beginn=BIS + timedelta(days=1),
        ende=BIS + timedelta(days=2), by=fall.personal,
    )  # fmt: skip
    assert [kennzeichen.loeschen(DANACH + timedelta(days=9)) for _ in range(2)] == [2, 0]
    eintrag = Protokolleintrag.objects.get(art=Ereignis.KENNZEICHEN_GELOESCHT)
    assert (eintrag.nachher, eintrag.benutzer.ist_system, eintrag.sichtbar_kommune) == (
        "2 gelöscht",
        True,
        False,
    )
    assert not any(wort in str(vars(eintrag)) for wort in ("GEHEIM", "AUCH"))


@pytest.mark.parametrize("felder", [{"kennzeichen": ""}, {"geloescht_am": DANACH}])
def test_neither_is_a_person_without_a_sign_nor_a_sign_that_was_erased(zeile, felder):
    with (
        pytest.raises(IntegrityError, match="besetzung_kennzeichen_oder_geloescht"),
        transaction.atomic(),
    ):
        Besetzung.objects.filter(pk=zeile.pk).update(**felder)


def test_the_page_says_that_it_is_erased(fall, zeile, client):
    kennzeichen.loeschen(DANACH)
    client.force_login(fall.personal)
    seite = client.get(reverse("stelle_besetzung", args=[zeile.stelle_id])).content.decode()
    assert "gelöscht" in seite
    assert "GEHEIM" not in seite
