"""The municipality's funded share: recorded after the notice, topped up, ended; sums per day and deadlines."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege.berechnung import hoechststand
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Finanzierungsanteil, Frist, Inanspruchnahme, Protokolleintrag, Stelle
from antraege.services import stelle
from antraege.services.stellenzeilen import dauer
from tests import factories as f
from tests.antraege.stellenfall import HALB, HEUTE, beschieden, landesfall, landesrunde

pytestmark = pytest.mark.django_db
AB, BIS = date(2027, 9, 1), date(2028, 8, 31)


def erfassen(antrag, by, **anders):
    vorgabe = {"entgeltgruppe": "S 12", "beginn": AB, "ende": BIS}
    return stelle.anteil_erfassen(antrag=antrag, by=by, heute=HEUTE, **(vorgabe | anders))


def verlauf(objekt):
    eintraege = Protokolleintrag.objects.filter(objekt_art="stelle", objekt_id=objekt.pk)
    return list(eintraege.values_list("art", "vorher", "nachher"))


def test_the_granted_share_becomes_a_position_of_the_municipality():
    antrag, buero = beschieden()
    neu = erfassen(antrag, buero)
    assert (neu.anstellungstraeger, neu.einsatzort, neu.vzae, neu.beginn, neu.ende) == (
        antrag.kommune,
        antrag.kommune,
        HALB,
        AB,
        BIS,
    )
    assert neu.nummer == f"S-{antrag.landkreis.kuerzel}-0001"
    assert verlauf(neu) == [("stelle_erfasst", "", "0,50\xa0VZÄ")]


def test_its_end_is_a_period_that_does_not_shift_and_says_why():
    antrag, buero = beschieden()
    neu = erfassen(antrag, buero, ende=date(2028, 4, 30))  # a Sunday
    frist = Frist.objects.get(stelle=neu, art="stellenende")
    assert (frist.faellig_am, frist.typ, frist.kommune, frist.anteil) == (
        date(2028, 4, 30),
        "zeitraum",
        antrag.kommune,
        neu.anteile.get(),
    )
    assert (
        frist.spur
        == "01.09.2027 + 8 Monate, erster Tag zählt = 30.04.2028 (Sonntag), ein Zeitraum verschiebt sich nicht"
    )


@pytest.mark.parametrize(
    ("von", "bis", "worte"),
    [
        (AB, BIS, "12 Monate"),
        (date(2016, 3, 1), date(2017, 2, 28), "12 Monate"),
        (date(2027, 9, 15), date(2027, 12, 31), "108 Tage"),
        (AB, AB, "1 Tag"),
        (date(2027, 9, 15), date(2027, 10, 14), "1 Monat"),
    ],
)
def test_a_period_is_said_in_whole_months_where_it_is_that_long(von, bis, worte):
    assert str(dauer(von, bis)) == worte


@pytest.mark.parametrize(
    ("anteile", "summe"),
    [
        ([], "0.00"),
        ([("0.60", AB, BIS), ("0.40", AB, AB)], "1.00"),
        ([("0.60", AB, date(2027, 12, 31)), ("0.70", date(2028, 1, 1), BIS)], "0.70"),
        ([("0.60", AB, date(2027, 12, 31)), ("0.70", date(2027, 12, 31), BIS)], "1.30"),
    ],
)
def test_the_highest_day_counts_not_the_sum_of_all(anteile, summe):
    assert hoechststand((Decimal(v), von, bis) for v, von, bis in anteile) == Decimal(summe)


def test_more_than_a_full_post_becomes_several_positions():
    antrag, buero = beschieden("1.80")
    erste = erfassen(antrag, buero)
    assert list(antrag.stellen.order_by("pk").values_list("vzae", flat=True)) == [
        Decimal("1.00"),
        Decimal("0.80"),
    ]
    assert erste.vzae == 1
    assert Frist.objects.filter(art="stellenende").count() == 2


def test_a_part_leaves_the_rest_for_later():
    antrag, buero = beschieden()
    erfassen(antrag, buero, vzae=Decimal("0.20"))
    assert stelle.offener_rest(antrag, AB, BIS) == Decimal("0.30")
    assert erfassen(antrag, buero).vzae == Decimal("0.30")
    with pytest.raises(Konflikt, match="schon ganz erfasst"):
        erfassen(antrag, buero)


@pytest.mark.parametrize(
    ("feld", "anders"),
    [
        ("ende", {"ende": date(2028, 9, 1)}),
        ("beginn", {"beginn": date(2027, 8, 31)}),
        ("ende", {"beginn": BIS, "ende": AB}),
        ("vzae", {"vzae": Decimal("0.55")}),
        ("vzae", {"vzae": Decimal("0.00")}),
    ],
)
def test_nothing_outside_decision_and_funding_period(feld, anders):
    antrag, buero = beschieden()
    with pytest.raises(ValidationError) as fehler:
        erfassen(antrag, buero, **anders)
    assert list(fehler.value.message_dict) == [feld]


def test_not_before_the_notice_and_not_by_the_municipality():
    antrag, clerk = f.entwurf()
    buero = f.benutzer("sachbearbeitung", antrag.landkreis)
    with pytest.raises(Verweigert, match="erst nach dem Bescheid"):
        erfassen(antrag, buero)
    with pytest.raises(Verweigert, match="Sachbearbeitung Förderung"):
        erfassen(antrag, clerk)


def herrenberg(land="0.60"):
    """Story 3: 0.60 of the Land until 31.12.2027 and an application for 0.40 of the Kreis from 01.09.2027."""
    antrag, buero = beschieden("0.40", antragsart="aufstockung", andere_vzae=Decimal(land))
    runde = landesrunde(antrag.landkreis)
    Inanspruchnahme.objects.create(
        kommune=antrag.kommune, runde=runde, art="selbst", vzae=Decimal(land), erklaert_am=HEUTE
    )
    alt = stelle.landesanteil_erfassen(
        kommune=antrag.kommune,
        runde=runde,
        vzae=Decimal(land),
        entgeltgruppe="S 12",
        beginn=runde.beginn,
        ende=runde.ende,
        by=buero,
        heute=HEUTE,
    )
    return antrag, buero, alt


def test_a_top_up_enlarges_the_position_and_keeps_the_parts():
    antrag, buero, alt = herrenberg()
    assert list(stelle.aufstockbar(antrag.kommune, antrag.runde)) == [alt]
    stand = erfassen(antrag, buero, stelle=alt)
    assert (stand.pk, stand.vzae, stand.beginn, stand.ende) == (
        alt.pk,
        Decimal("1.00"),
        date(2027, 1, 1),
        BIS,
    )
    anteile = list(stand.anteile.values_list("vzae", "ende"))
    assert anteile == [(Decimal("0.60"), date(2027, 12, 31)), (Decimal("0.40"), BIS)]
    assert list(Frist.objects.filter(stelle=alt).values_list("faellig_am", flat=True)) == [
        date(2027, 12, 31),
        BIS,
    ]
    assert verlauf(alt)[-1] == ("stelle_aufgestockt", "0,60\xa0VZÄ", "1,00\xa0VZÄ")


def test_no_top_up_above_a_full_post_on_any_day():
    antrag, buero, alt = herrenberg("0.70")
    with pytest.raises(Verweigert, match="1,10"):
        erfassen(antrag, buero, stelle=alt)
    assert erfassen(antrag, buero, stelle=alt, beginn=date(2028, 1, 1)).vzae == Decimal("0.70")


def test_no_top_up_of_a_foreign_position():
    antrag, buero, alt = herrenberg()
    Stelle.objects.filter(pk=alt.pk).update(status="beendet")
    with pytest.raises(ValidationError, match="laufende Stelle"):
        erfassen(antrag, buero, stelle=alt)


def test_a_share_of_the_land_needs_the_claim_and_stays_within_it():
    antrag, buero, alt = herrenberg()
    wunsch = {
        "kommune": antrag.kommune,
        "runde": alt.anteile.get().runde,
        "entgeltgruppe": "S 12",
        "beginn": date(2027, 5, 1),
        "ende": date(2027, 12, 31),
    }
    with pytest.raises(ValidationError, match="0,00"):
        stelle.landesanteil_erfassen(**wunsch, vzae=Decimal("0.25"), by=buero, heute=HEUTE)
    anderswo = f.kommune(antrag.landkreis, "Aidlingen")
    Inanspruchnahme.objects.create(kommune=anderswo, runde=wunsch["runde"], art="verzicht", erklaert_am=HEUTE)
    with pytest.raises(Verweigert, match="nicht erklärt, die Aufgabe selbst"):
        stelle.landesanteil_erfassen(
            **wunsch | {"kommune": anderswo}, vzae=Decimal("0.25"), by=buero, heute=HEUTE
        )


def von_hand(ziel, antrag, vzae, beginn=AB, ende=BIS, runde=None):
    with transaction.atomic():
        Finanzierungsanteil.objects.create(
            stelle=ziel,
            runde=runde or antrag.runde,
            antrag=antrag,
            vzae=Decimal(vzae),
            beginn=beginn,
            ende=ende,
        )


def test_the_database_refuses_more_than_the_position_on_a_day():
    antrag, _, alt = herrenberg()
    with pytest.raises(IntegrityError, match="übersteigen an einem Tag"):
        von_hand(alt, antrag, "0.01", ende=date(2027, 9, 1))
    with pytest.raises(IntegrityError, match="Laufzeit der Stelle"):
        von_hand(alt, antrag, "0.40")
    with pytest.raises(IntegrityError, match="höchstens 1,00"), transaction.atomic():
        Stelle.objects.filter(pk=alt.pk).update(vzae=Decimal("1.05"))


def test_the_database_refuses_more_than_was_granted_and_the_wrong_employer():
    antrag, buero = beschieden()
    neu = erfassen(antrag, buero, vzae=Decimal("0.40"))
    Stelle.objects.filter(pk=neu.pk).update(vzae=Decimal("1.00"))
    with pytest.raises(IntegrityError, match="mehr, als bewilligt"):
        von_hand(neu, antrag, "0.11")
    fremd, _ = beschieden(rd=antrag.runde)
    with pytest.raises(IntegrityError, match="Anstellungsträger müssen die des Antrags sein"):
        von_hand(neu, fremd, "0.10")


def test_ending_early_needs_a_reason_ends_the_sources_and_moves_the_deadline():
    antrag, buero = beschieden()
    neu = erfassen(antrag, buero)
    with pytest.raises(ValidationError, match="Grund"):
        stelle.beenden(stelle=neu, ende=date(2028, 3, 31), grund=" ", by=buero, heute=HEUTE)
    stelle.beenden(
        stelle=neu, ende=date(2028, 3, 31), grund="Der Bedarf ist weggefallen.", by=buero, heute=HEUTE
    )
    assert (neu.ende, neu.status, neu.anteile.get().ende) == (
        date(2028, 3, 31),
        "auslaufend",
        date(2028, 3, 31),
    )
    assert [frist.faellig_am for frist in Frist.objects.offen().filter(stelle=neu)] == [date(2028, 3, 31)]
    assert stelle.offener_rest(antrag, date(2028, 4, 1), BIS) == HALB


def test_personal_ends_positions_of_the_district():
    fall = landesfall()
    neu = fall.schaffen()
    with pytest.raises(Verweigert, match="beendet Personal und Organisation"):
        stelle.beenden(stelle=neu, ende=HEUTE, grund="Bedarf", by=fall.buero, heute=HEUTE)
    stelle.beenden(stelle=neu, ende=HEUTE, grund="Bedarf", by=fall.personal, heute=HEUTE)
    assert neu.status == "beendet"
    assert not Frist.objects.offen().filter(stelle=neu).exists()


def historisch():
    """A share of the Land's programme of long ago."""
    fall = landesfall()
    Inanspruchnahme.objects.update(art="selbst")
    zeit = {"beginn": fall.runde.beginn, "ende": fall.runde.ende}
    wunsch = {
        "kommune": fall.ort,
        "runde": fall.runde,
        "vzae": HALB,
        "entgeltgruppe": "S 12",
        "by": fall.buero,
    }
    return stelle.landesanteil_erfassen(**wunsch, **zeit, heute=HEUTE, historisch=True)


def test_history_leaves_its_deadlines_done_and_tells_nobody():
    alt = historisch()
    assert Frist.objects.filter(stelle=alt).exists()
    assert not Frist.objects.offen().exists()
    assert Protokolleintrag.objects.get(objekt_id=alt.pk, objekt_art="stelle").historisch


def test_history_obeys_the_sums():
    alt = historisch()
    runde = alt.anteile.get().runde
    Stelle.objects.filter(pk=alt.pk).update(vzae=Decimal("1.00"))
    with pytest.raises(IntegrityError, match="mehr, als die Kommune beansprucht hat"):
        von_hand(alt, None, "0.01", alt.beginn, alt.ende, runde)
