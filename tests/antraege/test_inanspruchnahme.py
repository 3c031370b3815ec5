"""The municipality's answer and consent, and the states of a round's Kontingent."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege.fehler import Verweigert
from antraege.models import Einvernehmen, Inanspruchnahme, Kontingent, Protokolleintrag, Rolle
from antraege.services import drittmittel, inanspruchnahme, programm
from tests import factories as f
from tests.antraege.stellenfall import HALB, HEUTE, VIERTEL, landesfall, landesrunde

pytestmark = pytest.mark.django_db


def erklaeren(ort, runde, by, art="selbst", **felder):
    return inanspruchnahme.erklaeren(
        kommune=ort, runde=runde, art=art, by=by, heute=HEUTE, **({"vzae": HALB} | felder)
    )


def lage():
    kreis = f.landkreis()
    ort = f.kommune(kreis, "Mötzingen")
    return (
        ort,
        landesrunde(kreis),
        f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort),
        f.benutzer(Rolle.SACHBEARBEITUNG, kreis),
    )


def test_a_changed_answer_replaces_the_old_one_and_the_log_keeps_both():
    ort, runde, clerk, _ = lage()
    erklaeren(ort, runde, clerk)
    erklaeren(ort, runde, clerk, "verzicht")
    antwort = Inanspruchnahme.objects.get()
    assert (antwort.art, antwort.vzae, antwort.erklaert_am, antwort.erklaert_von) == (
        "verzicht",
        0,
        HEUTE,
        clerk,
    )
    worte = list(
        Protokolleintrag.objects.filter(art="inanspruchnahme_erklaert").values_list("vorher", "nachher")
    )
    assert worte == [("Noch offen", "Aufgabe selbst wahrnehmen"), ("Aufgabe selbst wahrnehmen", "Verzicht")]


def test_no_municipality_answers_in_the_round_of_another_district():
    ort, _, clerk, _ = lage()
    fremd = landesrunde(f.landkreis())
    with pytest.raises(Verweigert, match="anderen Landkreis"):
        erklaeren(ort, fremd, clerk)
    with pytest.raises(Verweigert, match="anderen Landkreis"):
        inanspruchnahme.einvernehmen_erklaeren(
            kommune=ort, runde=fremd, erteilt=True, wortlaut="Ja", by=clerk, heute=HEUTE
        )


def test_the_office_needs_wording_and_day():
    ort, runde, _, buero = lage()
    with pytest.raises(ValidationError) as fehler:
        erklaeren(ort, runde, buero)
    assert set(fehler.value.message_dict) == {"wortlaut", "erklaert_am"}
    antwort = erklaeren(
        ort, runde, buero, wortlaut="Schreiben des Bürgermeisters", erklaert_am=date(2027, 3, 9)
    )
    assert antwort.erklaert_am == date(2027, 3, 9)


def test_another_municipality_and_the_kaemmerei_cannot_answer():
    ort, runde, _, _ = lage()
    for fremd in (
        f.benutzer(Rolle.KAEMMEREI, ort.landkreis),
        f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, ort.landkreis, f.kommune(ort.landkreis)),
    ):
        with pytest.raises(Verweigert, match="vorbehalten"):
            erklaeren(ort, runde, fremd, wortlaut="x", erklaert_am=HEUTE)


def test_there_is_no_transfer_in_a_programme_the_district_pays():
    ort, _, clerk, _ = lage()
    kfr = f.runde(ort.landkreis)
    with pytest.raises(Verweigert, match="nur in Programmen, die Dritte finanzieren"):
        erklaeren(ort, kfr, clerk, "an_landkreis_uebertragen")
    with pytest.raises(Verweigert, match="nur in Programmen, die Dritte finanzieren"):
        inanspruchnahme.einvernehmen_erklaeren(
            kommune=ort, runde=kfr, erteilt=True, wortlaut="Ja", by=clerk, heute=HEUTE
        )


@pytest.mark.parametrize(
    ("feld", "anders"),
    [
        ("art", {"art": "offen"}),
        ("vzae", {"vzae": Decimal("0.00")}),
        ("erklaert_am", {"erklaert_am": date(2027, 8, 1)}),
        ("vereinbarung_vom", {"art": "an_landkreis_uebertragen", "vereinbarung_vom": date(2027, 8, 1)}),
    ],
)
def test_a_wrong_answer_says_at_which_field(feld, anders):
    ort, runde, clerk, _ = lage()
    with pytest.raises(ValidationError) as fehler:
        erklaeren(ort, runde, clerk, **anders)
    assert list(fehler.value.message_dict) == [feld]


def test_once_a_position_exists_answer_and_consent_stay():
    fall = landesfall()
    fall.schaffen()
    with pytest.raises(Verweigert, match="auf Grund der Übertragung schon 0,25"):
        erklaeren(fall.ort, fall.runde, fall.clerk)
    with pytest.raises(ValidationError, match="beruht auf der Vereinbarung"):
        erklaeren(fall.ort, fall.runde, fall.clerk, "an_landkreis_uebertragen", vzae=VIERTEL)
    with pytest.raises(Verweigert, match="nicht mehr zurücknehmen"):
        inanspruchnahme.einvernehmen_erklaeren(
            kommune=fall.ort, runde=fall.runde, erteilt=False, wortlaut="Nein", by=fall.clerk, heute=HEUTE
        )


def test_before_that_consent_can_be_withdrawn_and_history_keeps_it():
    fall = landesfall()
    inanspruchnahme.einvernehmen_erklaeren(
        kommune=fall.ort, runde=fall.runde, erteilt=False, wortlaut="Nein", by=fall.clerk, heute=HEUTE
    )
    assert list(Einvernehmen.objects.order_by("pk").values_list("erteilt", "widerrufen_am")) == [
        (True, HEUTE),
        (False, None),
    ]
    eintrag = Protokolleintrag.objects.get(art="einvernehmen_erklaert")
    assert (eintrag.vorher, eintrag.nachher, eintrag.text.text) == ("erteilt", "versagt", "Nein")


def test_consent_is_never_silent():
    fall = landesfall()
    with pytest.raises(ValidationError, match="Wortlaut"):
        inanspruchnahme.einvernehmen_erklaeren(
            kommune=fall.ort, runde=fall.runde, erteilt=True, wortlaut=" ", by=fall.clerk, heute=HEUTE
        )


def erfassen(fall, **anders):
    vorgabe = {
        "art": "endgueltig",
        "bezug": "landkreis",
        "vzae": HALB,
        "grundlage": "Bescheid vom 09.07.2027",
        "by": fall.kaemmerei,
    }
    return programm.kontingent_erfassen(runde=fall.runde, heute=HEUTE, **(vorgabe | anders))


def test_a_kontingent_is_added_and_never_changed():
    fall = landesfall()
    neu = erfassen(fall)
    assert [k.vzae for k in Kontingent.objects.order_by("pk")] == [Decimal("1.00"), HALB]
    with pytest.raises(IntegrityError, match="neue Zeile"), transaction.atomic():
        Kontingent.objects.filter(pk=neu.pk).update(vzae=VIERTEL)


def test_a_final_one_needs_its_basis_and_only_the_kaemmerei_records_it():
    fall = landesfall()
    with pytest.raises(ValidationError) as fehler:
        erfassen(fall, grundlage=" ")
    assert list(fehler.value.message_dict) == ["grundlage"]
    with pytest.raises(ValidationError, match="Zukunft"):
        erfassen(fall, stand=date(2027, 7, 13))
    with pytest.raises(Verweigert, match="Kämmerei"):
        erfassen(fall, by=fall.personal)


def test_money_of_the_land_is_free_until_it_is_filled():
    fall = landesfall()
    kfr = f.runde(fall.kreis)
    assert drittmittel.frei(fall.ort, kfr) == 0  # transferred
    Inanspruchnahme.objects.update(art="selbst")
    assert drittmittel.frei(fall.ort, kfr) == HALB
    Inanspruchnahme.objects.update(art="verzicht")
    assert drittmittel.frei(fall.ort, kfr) == 0
