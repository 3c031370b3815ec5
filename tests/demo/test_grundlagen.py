"""Master data are those of the slides and the register, and the loader meets every check that people meet."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError

from antraege import zeit
from antraege.daten import tabelle
from antraege.fehler import Verweigert
from antraege.models import Benutzer, Foerderrunde, Kommune, Rolle
from antraege.services import empfehlung
from workflows.demo import geschichten, grundlagen, konten, stand
from workflows.demo.buehne import Buehne, spielen

pytestmark = pytest.mark.django_db

RUNDEN_DER_FOLIEN = {
    ("KFR16", date(2016, 3, 1), date(2017, 2, 28), "landkreis", "endgueltig"),
    ("KFR17", date(2017, 3, 1), date(2018, 2, 28), "landkreis", "endgueltig"),
    ("IM17", date(2017, 1, 1), date(2017, 12, 31), "land", "schaetzung"),
    ("IM18", date(2018, 1, 1), date(2018, 12, 31), "land", "schaetzung"),
}


@pytest.fixture
def buehne():
    return Buehne(grundlagen.laden())


def test_the_four_rounds_are_those_of_the_slides(buehne):
    alt = Foerderrunde.objects.filter(beginn__year__lt=2020)
    spalten = ("kuerzel", "beginn", "ende", "programm__geber", "kontingente__art")
    assert set(alt.values_list(*spalten)) == RUNDEN_DER_FOLIEN
    assert set(alt.values_list("kontingente__vzae", flat=True)) == {Decimal("8.00")}
    gruppen = {r.kuerzel: sorted(r.zielgruppen.values_list("schluessel", flat=True)) for r in alt}
    assert gruppen["KFR16"] == gruppen["KFR17"] == ["duldung", "unentschieden"]
    assert (
        gruppen["IM17"]
        == gruppen["IM18"]
        == sorted(["anerkannt", "duldung", "familiennachzug", "sonstige_au", "unentschieden"])
    )


@pytest.mark.parametrize("jahr", [2016, 2017])
def test_seventeen_invented_shares_sum_to_exactly_eight(jahr):
    zeilen = tabelle(f"kreisanteile_{jahr}")
    register = {z["ags"]: z["name"] for z in tabelle("kommunen")}
    assert all(register[z["ags"]] == z["kommune"] for z in zeilen)
    assert (len({z["ags"] for z in zeilen}), sum(Decimal(z["vzae"]) for z in zeilen)) == (17, Decimal("8.00"))


def test_the_register_sums_to_the_districts_population(buehne):
    assert sum(Kommune.objects.values_list("einwohner", flat=True)) == 392_898
    arten = list(Kommune.objects.values_list("art", flat=True))
    assert [arten.count(a) for a in ("grosse_kreisstadt", "stadt", "gemeinde")] == [4, 5, 17]


def test_every_municipality_has_a_clerk_and_every_role_an_account(buehne):
    for ort in Kommune.objects.all():
        assert Benutzer.objects.get(email=ort.postfach).hat_rolle(
            Rolle.KOMMUNE_SACHBEARBEITUNG, kommune_id=ort.pk
        )
    rollen = {zeile["rolle"] for zeile in tabelle("demokonten")}
    ohne = {Rolle.SYSTEMBETREUUNG}
    assert rollen == set(Rolle) - ohne
    assert all(
        b.email.endswith(".example") and check_password(konten.KENNWORT, b.password)
        for b in buehne.welt.konten.values()
    )


def bis_zur_zeichnung(buehne):
    """Play Bondorf's story up to the signature that is due next."""
    geschichte = geschichten.bondorf(buehne)
    spielen([iter_bis(geschichte, "08.04.2027 14:00")], post=False)
    return buehne.welt.kommunen["Bondorf"].antraege.get()


def iter_bis(geschichte, ende):
    for wann in geschichte:
        if wann == ende:
            return
        yield wann


def test_a_story_with_the_wrong_person_is_refused(buehne):
    antrag = bis_zur_zeichnung(buehne)
    with zeit.gestellt(date(2027, 4, 8)), pytest.raises(ValidationError, match="anderen Stelle"):
        buehne.schritt(antrag, "zeichnung", empfehlung.zeichnen, wer="foerderung")
    assert antrag.status == "in_zeichnung"


def test_a_story_out_of_turn_is_refused(buehne):
    antrag = bis_zur_zeichnung(buehne)
    with zeit.gestellt(date(2027, 4, 8)), pytest.raises(Verweigert, match="noch nicht an der Reihe"):
        buehne.schritt(antrag, "bescheid_freigeben", empfehlung.zeichnen)


def test_a_share_without_a_reason_for_passing_by_the_lands_money_is_refused(buehne):
    def ohne_grund(b):
        for wann in geschichten.herrenberg(b):
            if wann == "24.03.2027 16:10":
                b.schreibt(b.ort("Herrenberg").antraege.get(), ausnahme_grund="")
            yield wann

    with pytest.raises(ValidationError, match="0,60 VZÄ frei"):
        spielen([ohne_grund(buehne)], post=False)


def test_a_story_that_goes_back_in_time_is_refused():
    def rueckwaerts():
        yield "02.01.2027 10:00"
        yield "01.01.2027 10:00"

    with pytest.raises(ValueError, match=r"war aber schon am 02\.01\.2027"):
        spielen([rueckwaerts()], post=False)


def test_outside_the_demo_nothing_is_loaded(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="nur in der Demo"):
        stand.laden("leer")
    assert not Kommune.objects.exists()
