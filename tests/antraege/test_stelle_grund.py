"""What positions rest on stays beneath them: answer, consent, days of the round; by service and by plain SQL."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege.fehler import Verweigert
from antraege.models import Einvernehmen, Inanspruchnahme, Kontingent, Stelle
from antraege.services import inanspruchnahme, runde, stelle
from tests import factories as f
from tests.antraege.stellenfall import BEGINN, ENDE, HALB, HEUTE, VIERTEL, landesfall, uebertragen

pytestmark = pytest.mark.django_db


def regel(befehl, *werte):
    """Run plain SQL with what COMMIT would check; give the name of the rule that refuses, None where none does."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(befehl, werte)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as fehler:
        return fehler.__cause__.diag.constraint_name
    return None


WENIGER = {
    "selbst": ("art = 'selbst'", {"art": "selbst", "vzae": HALB}),
    "Verzicht": ("art = 'verzicht', vzae = 0", {"art": "verzicht"}),
    "zu klein": (
        "vzae = 0.20",
        {"art": "an_landkreis_uebertragen", "vzae": Decimal("0.20"), "vereinbarung_vom": BEGINN},
    ),
    "ohne Vereinbarung": (
        "vereinbarung_vom = NULL",
        {"art": "an_landkreis_uebertragen", "vzae": HALB, "vereinbarung_vom": None},
    ),
}
weniger = pytest.mark.parametrize(("setzen", "werte"), WENIGER.values(), ids=list(WENIGER))


@weniger
def test_an_answer_stays_beneath_the_positions_by_sql(setzen, werte):
    fall = landesfall()
    nachbar = f.kommune(fall.kreis, "Jettingen")
    uebertragen(fall, nachbar)
    fall.schaffen()
    aendern = f"UPDATE antraege_inanspruchnahme SET {setzen} WHERE kommune_id = %s"
    assert regel(aendern, fall.ort.pk) == "inanspruchnahme_traegt_stellen"
    assert regel(aendern, nachbar.pk) is None  # nothing rests on the neighbour's


@weniger
def test_an_answer_stays_beneath_the_positions_by_service(setzen, werte):
    fall = landesfall()
    fall.schaffen()
    gemeinsam = {"kommune": fall.ort, "runde": fall.runde, "by": fall.clerk, "heute": HEUTE}
    with pytest.raises((Verweigert, ValidationError)):
        inanspruchnahme.erklaeren(**gemeinsam, **werte)
    assert Inanspruchnahme.objects.get().vzae == HALB


def test_neither_place_nor_round_nor_row_of_an_answer_goes_away():
    fall = landesfall()
    fall.schaffen()
    ort = f.kommune(fall.kreis, "Jettingen")
    umziehen = "UPDATE antraege_inanspruchnahme SET kommune_id = %s"
    assert regel(umziehen, ort.pk) == "inanspruchnahme_traegt_stellen"
    assert regel("DELETE FROM antraege_inanspruchnahme") == "inanspruchnahme_traegt_stellen"
    assert regel("UPDATE antraege_inanspruchnahme SET vzae = 0.25, personen = 7") is None


def _selbst(fall):
    Inanspruchnahme.objects.update(art="selbst")
    return stelle.landesanteil_erfassen(
        kommune=fall.ort,
        runde=fall.runde,
        vzae=VIERTEL,
        entgeltgruppe="S 12",
        beginn=BEGINN,
        ende=ENDE,
        by=fall.buero,
        heute=HEUTE,
    )


def test_recorded_shares_of_a_municipality_keep_its_claim():
    fall = landesfall()
    _selbst(fall)
    for setzen in ("art = 'an_landkreis_uebertragen'", "vzae = 0.20"):
        assert regel(f"UPDATE antraege_inanspruchnahme SET {setzen}") == "inanspruchnahme_traegt_anteile"
    with pytest.raises(Verweigert, match="eigene Stellenanteile erfasst"):
        inanspruchnahme.erklaeren(
            kommune=fall.ort,
            runde=fall.runde,
            art="selbst",
            vzae=Decimal("0.20"),
            by=fall.clerk,
            heute=HEUTE,
        )
    assert regel("UPDATE antraege_inanspruchnahme SET vzae = 0.25") is None


@pytest.mark.parametrize(
    "befehl",
    [
        "UPDATE antraege_einvernehmen SET erteilt = false",
        "UPDATE antraege_einvernehmen SET widerrufen_am = '2027-07-12'",
        "DELETE FROM antraege_einvernehmen",
    ],
)
def test_a_consent_stays_beneath_the_positions(befehl):
    fall = landesfall()
    with transaction.atomic():
        assert regel(befehl) is None  # before the creation it may go
        transaction.set_rollback(True)
    fall.schaffen()
    assert regel(befehl) == "einvernehmen_traegt_stellen"


def test_a_consent_is_not_withdrawn_by_service_but_may_be_given_anew():
    fall = landesfall()
    fall.schaffen()
    gemeinsam = {"kommune": fall.ort, "runde": fall.runde, "by": fall.clerk, "heute": HEUTE}
    with pytest.raises(Verweigert, match="nicht mehr zurücknehmen"):
        inanspruchnahme.einvernehmen_erklaeren(**gemeinsam, erteilt=False, wortlaut="Nein.")
    inanspruchnahme.einvernehmen_erklaeren(**gemeinsam, erteilt=True, wortlaut="Wir stimmen wieder zu.")
    connection.check_constraints()
    assert Einvernehmen.objects.filter(erteilt=True, widerrufen_am=None).count() == 1


def _entwurf(fall):
    """The next year's round of the same programme, in preparation, its money secured."""
    zeiten = {"beginn": date(2028, 1, 1), "ende": date(2028, 12, 31), "antrag_von": None, "antrag_bis": None}
    entwurf = f.runde(
        fall.kreis,
        kontingent=None,
        programm=fall.runde.programm,
        fassung=fall.runde.fassung,
        name="IM 2028",
        kuerzel="IM28",
        status="entwurf",
        veroeffentlicht_am=None,
        **zeiten,
    )
    Kontingent.objects.create(
        runde=entwurf, art="endgueltig", bezug="landkreis", vzae=1, stand=BEGINN, grundlage="Bescheid"
    )
    return entwurf


KUERZER = [{"beginn": date(2027, 1, 2)}, {"ende": date(2027, 12, 30)}]


@pytest.mark.parametrize("tage", KUERZER)
def test_a_round_stays_around_its_positions_by_sql(tage):
    fall = landesfall()
    spalte, tag = next(iter(tage.items()))
    aendern = f"UPDATE antraege_foerderrunde SET {spalte} = %s"
    fall.schaffen()
    assert regel(aendern, tag) == "runde_traegt_stellen"
    assert regel("UPDATE antraege_foerderrunde SET ende = '2028-03-31'") is None


@pytest.mark.parametrize("tage", [{"beginn": date(2028, 1, 2)}, {"ende": date(2028, 12, 30)}])
def test_a_round_stays_around_its_positions_by_service(tage):
    fall = landesfall()
    fall.runde = _entwurf(fall)
    uebertragen(fall)
    fall.schaffen(beginn=fall.runde.beginn, ende=fall.runde.ende)
    with pytest.raises(ValidationError, match="außerhalb der neuen Förderzeit") as fehler:
        runde.runde_speichern(
            runde=fall.runde, werte=tage, zielgruppen=fall.runde.zielgruppen.all(), by=fall.buero, heute=HEUTE
        )
    assert list(fehler.value.message_dict) == list(tage)


def umfang(wer, ab, vzae):
    return regel(
        "INSERT INTO antraege_stellenumfang (stelle_id, ab, vzae, grund) VALUES (%s, %s, %s, 'Quelle endet')",
        wer.pk,
        ab,
        Decimal(vzae),
    )


def groesse(wer, *tage):
    with connection.cursor() as cursor:
        cursor.execute("SELECT stelle_groesse(%s, t) FROM unnest(%s::date[]) t", [wer.pk, list(tage)])
        return [str(zeile[0]) for zeile in cursor.fetchall()]


def test_a_position_has_its_size_by_day():
    fall = landesfall()
    neu = _selbst(fall)
    neu.anteile.update(ende=date(2027, 6, 30))
    assert umfang(neu, date(2027, 7, 1), "0.20") is None
    assert umfang(neu, date(2027, 10, 1), "0.00") is None
    tage = [date(2026, 12, 31), BEGINN, date(2027, 6, 30), date(2027, 7, 1), date(2027, 9, 30), ENDE]
    assert groesse(neu, *tage) == ["0", "0.25", "0.25", "0.20", "0.20", "0.00"]
    neu = Stelle.objects.get()
    assert [str(neu.groesse(tag)) for tag in tage] == ["0.00", "0.25", "0.25", "0.20", "0.20", "0.00"]
    assert umfang(neu, date(2027, 7, 1), "0.10") == "stellenumfang_je_tag_einmal"


def test_sources_stay_within_the_size_of_each_day():
    fall = landesfall()
    neu = _selbst(fall)
    assert umfang(neu, date(2027, 7, 1), "0.20") == "anteile_hoechstens_stelle"
    neu.anteile.update(ende=date(2027, 6, 30))
    assert umfang(neu, date(2027, 7, 1), "0.20") is None
    assert regel("UPDATE antraege_finanzierungsanteil SET ende = '2027-07-01'") == "anteile_hoechstens_stelle"
    assert regel("UPDATE antraege_finanzierungsanteil SET ende = '2027-07-01', vzae = 0.20") is None


@pytest.mark.parametrize(
    ("ab", "vzae", "name"),
    [
        (date(2026, 12, 31), "0.10", "stellenumfang_in_der_stelle"),
        (date(2028, 1, 1), "0.10", "stellenumfang_in_der_stelle"),
        (ENDE, "0.30", "stellenumfang_hoechstens_stelle"),
        (ENDE, "-0.10", "stellenumfang_vzae_nicht_negativ"),
    ],
)
def test_a_size_lies_within_its_position(ab, vzae, name):
    assert umfang(_selbst(landesfall()), ab, vzae) == name


def test_a_position_is_not_cut_off_before_a_recorded_size():
    neu = _selbst(landesfall())
    neu.anteile.update(ende=date(2027, 6, 30))
    assert umfang(neu, date(2027, 7, 1), "0.20") is None
    assert regel("UPDATE antraege_stelle SET ende = '2027-06-30'") == "stellenumfang_in_der_stelle"
    assert regel("UPDATE antraege_stelle SET vzae = 0.15") in {
        "stellenumfang_hoechstens_stelle",
        "anteile_hoechstens_stelle",
    }


def test_the_districts_position_is_paid_on_every_day_in_the_size_of_that_day():
    """Two sources of different ends: impossible as long as a position had one size on all days (R17)."""
    fall = landesfall()
    neu = fall.schaffen(vzae=HALB)
    kuerzen = "UPDATE antraege_finanzierungsanteil SET vzae = 0.25 WHERE id = %s"
    assert regel(kuerzen, neu.anteile.get().pk) == "stelle_r17_finanziert"
    with transaction.atomic():
        neu.anteile.update(vzae=VIERTEL)
        neu.anteile.create(runde=fall.runde, vzae=VIERTEL, beginn=BEGINN, ende=date(2027, 6, 30))
        neu.umfaenge.create(ab=date(2027, 7, 1), vzae=VIERTEL, grund="Eine Quelle endet.")
        connection.check_constraints()
    assert regel("DELETE FROM antraege_stellenumfang") == "stelle_r17_finanziert"
    assert regel("UPDATE antraege_stellenumfang SET ab = '2027-07-02'") == "stelle_r17_finanziert"
