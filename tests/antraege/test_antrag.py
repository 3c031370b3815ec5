"""The municipality's acts, and that the database holds what the services promise."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import UEBERGAENGE, Antrag, Frist, Protokolleintrag, Rolle, Status
from antraege.services import antrag as dienst
from tests import factories as f

pytestmark = pytest.mark.django_db
VORRAT = [f.entwurf]


def arten(antrag):
    return list(antrag.protokoll.values_list("art", flat=True))


def test_begin_save_submit_gives_number_receipt_and_one_entry_each():
    antrag, clerk = f.entwurf()
    with zeit.gestellt(f.TAG, time(10, 42)):
        dienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    antrag.refresh_from_db()
    assert antrag.status == antrag.status_kommune == Status.EINGEREICHT
    assert antrag.vorgangsnummer == f"{antrag.landkreis.kuerzel}-KFR27-0001"
    assert antrag.eingegangen_am.astimezone(zeit.BERLIN).strftime("%d.%m.%Y %H:%M") == "18.03.2027 10:42"
    assert arten(antrag) == ["antrag_angelegt", "antrag_eingereicht"]
    assert not Frist.objects.offen().filter(antrag=antrag).exists()


def test_asked_amount_is_computed_on_saving():
    antrag, _ = f.entwurf("0.50")
    antrag.refresh_from_db()
    assert antrag.beantragt_betrag == Decimal("24000.00")


def test_a_second_window_is_refused_and_nothing_is_overwritten():
    antrag, clerk = f.entwurf()
    alt = antrag.version
    dienst.speichern(
        antrag=antrag, felder={"begruendung": "erstes Fenster"}, version=alt, by=clerk, heute=f.TAG
    )
    with pytest.raises(Konflikt):
        dienst.speichern(antrag=antrag, felder={"begruendung": "zweites"}, version=alt, by=clerk, heute=f.TAG)
    assert Antrag.objects.get(pk=antrag.pk).begruendung == "erstes Fenster"


@pytest.mark.parametrize(
    ("felder", "feld"),
    [
        ({"begruendung": ""}, "begruendung"),
        ({"beantragt_vzae": Decimal("0.20")}, "beantragt_vzae"),
        ({"beantragt_vzae": Decimal("0.52")}, "beantragt_vzae"),
        ({"erklaerung_befugt": False}, "erklaerung_befugt"),
    ],
)
def test_what_is_missing_blocks_and_names_its_field(felder, feld):
    antrag, clerk = f.entwurf()
    dienst.speichern(antrag=antrag, felder=felder, version=antrag.version, by=clerk, heute=f.TAG)
    assert [p.feld for p in dienst.fehlendes(antrag)] == [feld]
    with pytest.raises(ValidationError):
        dienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)


def test_no_own_share_is_an_answer():
    antrag, _ = f.entwurf(eigenanteil=Decimal("0.00"))
    assert dienst.fehlendes(antrag) == []


def test_deadlines_of_loaded_history_are_stored_as_done():
    kreis = f.landkreis()
    ort, rd = f.kommune(kreis), f.runde(kreis)
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort)
    antrag = dienst.anlegen(kommune=ort, runde=rd, by=clerk, heute=f.TAG, historisch=True)
    frist = Frist.objects.get(antrag=antrag)
    assert (frist.faellig_am, frist.erledigt_am is not None) == (f.SCHLUSS, True)


def test_announced_decision_does_not_block_and_opens_its_deadline():
    antrag, clerk = f.entwurf(beschluss=False, beschluss_folgt=True, beschluss_folgt_bis=date(2027, 4, 20))
    with zeit.gestellt(f.TAG, time(9)):
        dienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    frist = Frist.objects.offen().get(antrag=antrag)
    assert (frist.art, frist.faellig_am) == ("nachreichung", date(2027, 4, 20))


def test_at_2359_of_the_last_day_it_is_in_time_and_at_0000_late():
    antrag, clerk = f.entwurf()
    with zeit.gestellt(f.SCHLUSS, time(23, 59, 59)):
        dienst.einreichen(antrag=antrag, by=clerk, heute=f.SCHLUSS)
    assert antrag.verspaetet is False
    spaet, clerk = f.entwurf(rd=antrag.runde)
    with zeit.gestellt(f.SCHLUSS + timedelta(days=1), time(0, 0)), pytest.raises(ValidationError):
        dienst.einreichen(antrag=spaet, by=clerk, heute=f.SCHLUSS + timedelta(days=1))
    assert Antrag.objects.get(pk=spaet.pk).status == Status.ENTWURF


def test_late_with_a_reason_is_received_and_marked():
    antrag, clerk = f.entwurf()
    tag = f.SCHLUSS + timedelta(days=1)
    with zeit.gestellt(tag, time(0, 7)):
        dienst.einreichen(antrag=antrag, by=clerk, heute=tag, grund_verspaetung="Mail vom 31.03., 23:52 Uhr")
    assert antrag.verspaetet
    assert arten(antrag)[-1] == "antrag_verspaetet"


def test_one_application_per_municipality_and_round():
    antrag, clerk = f.entwurf()
    with pytest.raises(Konflikt), zeit.gestellt(f.TAG):
        dienst.anlegen(kommune=antrag.kommune, runde=antrag.runde, by=clerk, heute=f.TAG)


def test_after_withdrawal_a_new_one_may_begin():
    antrag, clerk = f.entwurf()
    dienst.zurueckziehen(antrag=antrag, grund="Eigenanteil abgelehnt", by=clerk, heute=f.TAG)
    with zeit.gestellt(f.TAG):
        neu = dienst.anlegen(kommune=antrag.kommune, runde=antrag.runde, by=clerk, heute=f.TAG)
    assert (antrag.status, neu.status) == (Status.ZURUECKGEZOGEN, Status.ENTWURF)


@pytest.mark.parametrize("tag", [f.OEFFNUNG - timedelta(days=1), f.SCHLUSS + timedelta(days=1)])
def test_nobody_begins_outside_the_application_period(tag):
    kreis = f.landkreis()
    ort = f.kommune(kreis)
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort)
    with zeit.gestellt(tag), pytest.raises(Verweigert):
        dienst.anlegen(kommune=ort, runde=f.runde(kreis), by=clerk, heute=tag)


def test_a_clerk_of_another_municipality_may_nothing():
    antrag, _ = f.entwurf()
    fremd = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, f.kommune(antrag.landkreis))
    with pytest.raises(Verweigert):
        dienst.einreichen(antrag=antrag, by=fremd, heute=f.TAG)
    assert not Antrag.objects.visible_to(fremd).exists()


def test_the_district_does_not_see_drafts():
    antrag, clerk = f.entwurf()
    officer = f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    assert not Antrag.objects.visible_to(officer).exists()
    dienst.zurueckziehen(antrag=antrag, grund="doch nicht", by=clerk, heute=f.TAG)
    assert not Antrag.objects.visible_to(officer).exists()


def test_the_unsigned_draft_returns_and_only_the_entitled_person_submits():
    antrag, clerk = f.entwurf()
    chef = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, antrag.landkreis, antrag.kommune)
    dienst.zur_unterschrift_geben(antrag=antrag, by=clerk, heute=f.TAG)
    with pytest.raises(Verweigert):
        dienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    dienst.in_entwurf_zurueckgeben(antrag=antrag, grund="Zahl prüfen", by=chef, heute=f.TAG)
    assert antrag.status == Status.ENTWURF


def test_the_database_knows_the_same_steps_as_the_table():
    antrag, _ = f.entwurf()
    Antrag.objects.filter(pk=antrag.pk).update(
        vorgangsnummer="x", eingegangen_am=zeit.jetzt(), bewilligt_vzae=0, entschieden_am=f.TAG
    )
    erlaubt = {(str(von), str(nach)) for quellen, nach in UEBERGAENGE.values() for von in quellen}
    paare = ((str(von), str(nach)) for von in Status for nach in Status if von != nach)
    assert {paar for paar in paare if _schritt_geht(antrag, *paar)} == erlaubt


def _schritt_geht(antrag, von, nach):
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # no triggers while the test sets the scene
        cursor.execute("UPDATE antraege_antrag SET status = %s WHERE id = %s", [von, antrag.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    try:
        with transaction.atomic():
            return Antrag.objects.filter(pk=antrag.pk).update(status=nach) == 1
    except DatabaseError as fehler:
        return "führt kein Schritt" not in str(fehler)


def test_the_log_cannot_be_changed_or_deleted_even_by_sql():
    antrag, _ = f.entwurf()
    for befehl in ("UPDATE antraege_protokolleintrag SET art = 'x'", "DELETE FROM antraege_protokolleintrag"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(befehl)
    assert Protokolleintrag.objects.filter(antrag=antrag).count() == 1
