"""A source ends and the employer decides: prolong, own means, smaller, end; each with what it does to the position."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Finanzierungsanteil,
    Frist,
    Inanspruchnahme,
    Protokolleintrag,
    Rolle,
    Stelle,
    Stellenentscheidung,
    Stellenumfang,
)
from antraege.services import stelle as stellen_dienst
from antraege.services import stellenende
from antraege.services.stellenende import entscheiden
from tests import factories as f
from tests.antraege.stellenfall import BEGINN, ENDE, HALB, HEUTE, VIERTEL, landesfall
from tests.antraege.test_stelle import herrenberg

pytestmark = pytest.mark.django_db
D = Decimal
NEUJAHR = date(2028, 1, 1)


@pytest.fixture
def fall():
    """Story 3: 0.60 of the Land until 31.12.2027 and 0.40 of the Kreis from 01.09.2027 to 31.08.2028, one position."""
    antrag, buero, alt = herrenberg()
    stellen_dienst.anteil_erfassen(
        antrag=antrag,
        entgeltgruppe="S 12",
        beginn=date(2027, 9, 1),
        ende=date(2028, 8, 31),
        by=buero,
        heute=HEUTE,
        stelle=alt,
    )
    alt.refresh_from_db()
    return alt, alt.anteile.get(antrag=None), antrag.angelegt_von


def wie(fall, art, **anders):
    ziel, anteil, clerk = fall
    vorgabe = {
        "stelle": ziel,
        "anteil": anteil,
        "art": art,
        "grund": "Beschluss",
        "by": clerk,
        "heute": HEUTE,
    }
    return entscheiden(**vorgabe | anders)


def offen(anteil):
    return Frist.objects.offen().filter(art="stellenende", anteil=anteil).count()


def test_a_wish_to_prolong_changes_nothing_and_closes_the_deadline(fall):
    ziel, anteil, clerk = fall
    assert offen(anteil) == 1
    gefasst = wie(fall, "verlaengern")
    assert (gefasst.ab, gefasst.entschieden_von) == (NEUJAHR, clerk)
    assert (offen(anteil), Stellenumfang.objects.count()) == (0, 0)
    assert offen(ziel.anteile.exclude(pk=anteil.pk).get()) == 1  # the other source's stays


def test_a_wish_may_be_replaced_anything_else_stays(fall):
    wie(fall, "verlaengern")
    assert wie(fall, "verkleinern").art == "verkleinern"
    with pytest.raises(Konflikt, match="schon entschieden"):
        wie(fall, "beenden")
    assert Stellenentscheidung.objects.get().art == "verkleinern"
    eintraege = Protokolleintrag.objects.filter(art="stelle_entschieden").order_by("pk")
    assert [(e.vorher, e.nachher, e.sichtbar_kommune) for e in eintraege] == [
        ("", "Verlängern", True),
        ("Verlängern", "Verkleinern", True),
    ]


def test_a_position_shrinks_to_what_others_still_pay(fall):
    ziel, *_ = fall
    wie(fall, "verkleinern")
    ziel.refresh_from_db()
    assert [(u.ab, u.vzae) for u in ziel.umfaenge.all()] == [(NEUJAHR, D("0.40"))]
    assert (ziel.groesse(ENDE), ziel.groesse(NEUJAHR), ziel.vzae) == (D("1.00"), D("0.40"), D("1.00"))


@pytest.mark.parametrize("vzae", ["0.39", "1.00", "1.20", "0.00"])
def test_a_smaller_size_lies_between_what_is_secured_and_what_was(fall, vzae):
    with pytest.raises(ValidationError, match="0,40") as fehler:
        wie(fall, "verkleinern", vzae=D(vzae))
    assert list(fehler.value.message_dict) == ["vzae"]
    assert not Stellenentscheidung.objects.exists()


def test_a_municipality_may_keep_a_part_by_its_own_means(fall):
    wie(fall, "verkleinern", vzae=D("0.70"))
    assert Stellenumfang.objects.get().vzae == D("0.70")


def test_the_last_source_leaves_nothing_to_shrink(fall):
    ziel, anteil, _ = fall
    letzter = ziel.anteile.exclude(pk=anteil.pk).get()
    with pytest.raises(Verweigert, match=r"endet am 31\.08\.2028"):
        wie(fall, "verkleinern", anteil=letzter)


def test_ending_takes_the_other_sources_along(fall):
    ziel, _, _ = fall
    wie(fall, "beenden")
    ziel.refresh_from_db()
    assert (ziel.ende, ziel.status) == (ENDE, "auslaufend")
    assert set(Finanzierungsanteil.objects.values_list("ende", flat=True)) == {ENDE}
    assert not Frist.objects.offen().filter(art="stellenende").exists()
    arten = Protokolleintrag.objects.filter(objekt_art="stelle").order_by("pk").values_list("art", flat=True)
    assert list(arten)[-2:] == ["stelle_beendet", "stelle_entschieden"]
    assert stellenende.offene(ziel) == []


def test_own_means_convert_a_position_when_the_last_source_ends(fall):
    ziel, anteil, _ = fall
    wie(fall, "eigene_mittel")
    ziel.refresh_from_db()
    assert ziel.status == "geschaffen"  # the Kreis still pays its part
    wie(fall, "eigene_mittel", anteil=ziel.anteile.exclude(pk=anteil.pk).get())
    ziel.refresh_from_db()
    assert ziel.status == "umgewandelt"


def test_what_is_open_is_listed_by_its_end(fall):
    ziel, anteil, _ = fall
    letzter = ziel.anteile.exclude(pk=anteil.pk).get()
    assert stellenende.offene(ziel) == [anteil, letzter]
    wie(fall, "verkleinern")
    assert stellenende.offene(ziel) == [letzter]


@pytest.mark.parametrize(
    ("anders", "feld"), [({"grund": " "}, "grund"), ({"art": "vertagen"}, "art"), ({"art": ""}, "art")]
)
def test_a_decision_has_a_kind_and_a_reason(fall, anders, feld):
    with pytest.raises(ValidationError) as fehler:
        wie(fall, **{"art": "verlaengern"} | anders)
    assert list(fehler.value.message_dict) == [feld]
    with pytest.raises(IntegrityError, match="stellenentscheidung_mit_grund"), transaction.atomic():
        Stellenentscheidung.objects.create(
            anteil=fall[1],
            art="beenden",
            ab=NEUJAHR,
            grund="",
            entschieden_von=fall[2],
            entschieden_am=zeit.jetzt(),
        )


def test_the_employer_decides_and_nobody_else(fall):
    ziel, _, _ = fall
    kreis = ziel.landkreis
    fremd = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, kreis, f.kommune(kreis, "Aidlingen"))
    for wer in (fremd, *(f.benutzer(r, kreis) for r in (Rolle.PERSONAL, Rolle.SACHBEARBEITUNG))):
        with pytest.raises(Verweigert):
            wie(fall, "beenden", by=wer)
    zeichnung = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, kreis, ziel.anstellungstraeger)
    assert wie(fall, "verlaengern", by=zeichnung).entschieden_von == zeichnung


def test_a_source_of_another_position_is_not_decided_here(fall):
    andere = landesfall().schaffen().anteile.get()
    with pytest.raises(Finanzierungsanteil.DoesNotExist):
        wie(fall, "beenden", anteil=andere)


def test_an_ended_position_is_decided_no_more(fall):
    Stelle.objects.update(status="beendet")
    with pytest.raises(Verweigert, match="schon beendet"):
        wie(fall, "verlaengern")


@pytest.fixture
def kreisstelle():
    """0.50 of the district, one half of it only until the end of June."""
    fall = landesfall()
    neu = fall.schaffen(vzae=HALB)
    anteil = neu.anteile.get()
    with transaction.atomic():
        neu.anteile.update(vzae=VIERTEL)
        neu.anteile.create(runde=fall.runde, vzae=VIERTEL, beginn=BEGINN, ende=date(2027, 12, 30))
        neu.umfaenge.create(ab=ENDE, vzae=VIERTEL, grund="x")
        connection.check_constraints()
    return fall, neu, anteil


def test_the_districts_position_shrinks_only_to_what_third_parties_pay(kreisstelle):
    fall, neu, _ = kreisstelle
    kuerzer = neu.anteile.get(ende=date(2027, 12, 30))
    gemeinsam = {"stelle": neu, "anteil": kuerzer, "grund": "x", "by": fall.personal, "heute": HEUTE}
    entscheiden(**gemeinsam, art="verkleinern", vzae=D("0.45"))
    connection.check_constraints()
    assert Stellenumfang.objects.get().vzae == VIERTEL


def test_the_district_has_no_own_means_for_its_position(kreisstelle):
    fall, neu, anteil = kreisstelle
    gemeinsam = {"stelle": neu, "anteil": anteil, "grund": "x", "by": fall.personal, "heute": HEUTE}
    with pytest.raises(Verweigert, match="ganz durch Dritte finanziert"):
        entscheiden(**gemeinsam, art="eigene_mittel")
    with pytest.raises(IntegrityError, match="ganz durch Dritte finanziert") as fehler, transaction.atomic():
        Stellenentscheidung.objects.create(
            anteil=anteil,
            art="eigene_mittel",
            ab=NEUJAHR,
            grund="x",
            entschieden_von=fall.personal,
            entschieden_am=zeit.jetzt(),
        )
    assert fehler.value.__cause__.diag.constraint_name == "stellenentscheidung_eigene_mittel"


def test_the_municipality_does_not_decide_about_the_districts_position(kreisstelle):
    fall, neu, anteil = kreisstelle
    with pytest.raises(Verweigert):
        entscheiden(stelle=neu, anteil=anteil, art="beenden", grund="x", by=fall.clerk, heute=HEUTE)
    assert Inanspruchnahme.objects.exists()
