"""How a notice reaches the municipality: consent, who may open it, the post."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Bekanntgabezustimmung,
    Benutzer,
    Bescheid,
    Einladung,
    Frist,
    Mitgliedschaft,
    Protokolleintrag,
)
from antraege.services import bescheid, einladung, zugang, zustellung
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege.test_bescheid import JULI, bereit, freigegeben

pytestmark = pytest.mark.django_db
VORRAT = [b.beschlossen]


def ohne_zustimmung(antrag):
    Bekanntgabezustimmung.objects.filter(kommune=antrag.kommune).delete()


def per_post():
    """A notice provided for a municipality that did not consent."""
    antrag, amt, _ = freigegeben()
    ohne_zustimmung(antrag)
    return antrag, amt, bescheid.bereitstellen(antrag=antrag, by=amt.sachbearbeitung, heute=JULI)


def fresh(person):
    return Benutzer.objects.get(pk=person.pk)


# Consent


@pytest.mark.parametrize("rolle", ["kommune_zugang", "kommune_zeichnung"])
def test_whoever_signs_or_manages_the_accounts_consents_and_withdraws(rolle):
    kreis = f.landkreis()
    ort = f.kommune(kreis, zustimmung=False)
    by = f.benutzer(rolle, kreis, ort)
    assert not zustellung.im_portal(ort)
    zustellung.zustimmen(kommune=ort, by=by, heute=JULI)
    assert zustellung.im_portal(ort)
    with pytest.raises(Konflikt, match="schon zugestimmt"):
        zustellung.zustimmen(kommune=ort, by=by, heute=JULI)
    zustellung.widerrufen(kommune=ort, by=by, heute=JULI)
    with pytest.raises(Konflikt, match="nicht zugestimmt"):
        zustellung.widerrufen(kommune=ort, by=by, heute=JULI)
    eintraege = Protokolleintrag.objects.filter(landkreis=kreis, sichtbar_kommune=True)
    assert list(eintraege.values_list("art", flat=True)) == [
        "zustimmung_erklaert",
        "zustimmung_widerrufen",
    ]


def test_neither_the_clerk_nor_the_district_consents():
    kreis = f.landkreis()
    ort = f.kommune(kreis, zustimmung=False)
    for person in (f.benutzer("kommune_sachbearbeitung", kreis, ort), f.benutzer("sachbearbeitung", kreis)):
        with pytest.raises(Verweigert, match="Zeichnungsberechtigte Person"):
            zustellung.zustimmen(kommune=ort, by=person, heute=JULI)


def test_without_consent_nothing_waits_in_the_portal():
    antrag, _, papier = per_post()
    assert (papier.weg, papier.status) == ("post", "bereitgestellt")
    assert not Frist.objects.filter(antrag=antrag, art="abruf").exists()
    with pytest.raises(Verweigert, match="kommt per Post"):
        bescheid.oeffnen(antrag=antrag, by=antrag.angelegt_von, heute=JULI)


def test_a_consent_withdrawn_after_the_release_sends_it_by_post_and_back():
    antrag, amt, papier = freigegeben()
    by = f.benutzer("kommune_zeichnung", amt.kreis, antrag.kommune)
    zustellung.widerrufen(kommune=antrag.kommune, by=by, heute=JULI)
    papier = bescheid.bereitstellen(antrag=antrag, by=amt.sachbearbeitung, heute=JULI)
    assert papier.weg == "post"
    zustellung.zustimmen(kommune=antrag.kommune, by=by, heute=JULI)
    with pytest.raises(Verweigert, match="kommt per Post"):
        bescheid.oeffnen(antrag=antrag, by=fresh(antrag.angelegt_von), heute=JULI)


def test_a_consent_withdrawn_after_the_provision_leaves_it_in_the_portal():
    antrag, amt, papier = bereit()
    by = f.benutzer("kommune_zeichnung", amt.kreis, antrag.kommune)
    zustellung.widerrufen(kommune=antrag.kommune, by=by, heute=JULI)
    bescheid.oeffnen(antrag=antrag, by=fresh(antrag.angelegt_von), heute=JULI)
    papier.refresh_from_db()
    assert papier.bekanntgegeben_am == date(2027, 7, 13)


# Who may open


def test_only_an_empfangsberechtigte_person_opens():
    antrag, amt, _ = bereit()
    andere = f.benutzer("kommune_sachbearbeitung", amt.kreis, antrag.kommune, empfang=False)
    with pytest.raises(Verweigert, match="Bescheide empfangen darf") as fehler:
        bescheid.oeffnen(antrag=antrag, by=andere, heute=JULI)
    assert "Zugangsverwaltung" in fehler.value.wer
    zugang.empfang_bestimmen(
        mitgliedschaft=andere.mitgliedschaften.get(),
        darf=True,
        by=f.benutzer("kommune_zugang", amt.kreis, antrag.kommune),
        heute=JULI,
    )
    assert bescheid.oeffnen(antrag=antrag, by=fresh(andere), heute=JULI).geoeffnet_von == andere


def test_the_right_is_taken_back_and_each_change_is_logged_once():
    kreis = f.landkreis()
    ort = f.kommune(kreis)
    clerk = f.benutzer("kommune_sachbearbeitung", kreis, ort)
    by = f.benutzer("kommune_zugang", kreis, ort)
    for _ in range(2):
        zugang.empfang_bestimmen(mitgliedschaft=clerk.mitgliedschaften.get(), darf=False, by=by, heute=JULI)
    assert not clerk.mitgliedschaften.get().empfangsberechtigt
    eintrag = Protokolleintrag.objects.get(art="zugang_beendet")
    assert eintrag.text.text.endswith("darf keine Bescheide mehr öffnen")


def test_who_only_manages_accounts_receives_no_notices_by_service_or_by_database():
    kreis = f.landkreis()
    ort = f.kommune(kreis)
    by = f.benutzer("kommune_zugang", kreis, ort)
    with pytest.raises(ValidationError, match="Sachbearbeitung der Kommune"):
        zugang.empfang_bestimmen(mitgliedschaft=by.mitgliedschaften.get(), darf=True, by=by, heute=JULI)
    with (
        pytest.raises(IntegrityError, match="mitgliedschaft_empfang_nur_fuer_die_kommune"),
        transaction.atomic(),
    ):
        Mitgliedschaft.objects.update(empfangsberechtigt=True)


@pytest.mark.parametrize("darf", [True, False])
def test_an_invitation_may_grant_it(darf):
    kreis = f.landkreis()
    ort = f.kommune(kreis)
    neu = Einladung(
        kommune=ort,
        landkreis=kreis,
        email="neu@ort.example",
        name="Neu",
        rolle="kommune_zeichnung",
        empfangsberechtigt=darf,
    )
    einladung.einladen(einladung=neu, by=f.benutzer("kommune_zugang", kreis, ort), heute=JULI)
    person = einladung.annehmen(
        einladung=neu, person=None, konto=einladung.Konto("Neu", "", "sehr-geheim-123"), heute=JULI
    )
    assert person.mitgliedschaften.get().empfangsberechtigt is darf


def test_another_role_keeps_it_where_that_role_may_have_it():
    kreis = f.landkreis()
    ort = f.kommune(kreis)
    clerk, by = f.benutzer("kommune_sachbearbeitung", kreis, ort), f.benutzer("sachbearbeitung", kreis)
    neu = zugang.rolle_aendern(
        mitgliedschaft=clerk.mitgliedschaften.get(), rolle="kommune_zeichnung", by=by, heute=JULI
    )
    assert neu.empfangsberechtigt
    neu = zugang.rolle_aendern(mitgliedschaft=neu, rolle="kommune_zugang", by=by, heute=JULI)
    assert not neu.empfangsberechtigt


# The post


def test_the_day_of_posting_gives_the_deemed_day_with_its_trace():
    antrag, amt, _ = per_post()
    papier = bescheid.versenden(
        antrag=antrag, versandt_am=JULI, by=amt.sachbearbeitung, heute=date(2027, 7, 20)
    )
    frist = Frist.objects.get(antrag=antrag, art="rechtsbehelf")
    assert (papier.bekanntgegeben_am, papier.versandt_von, frist.bescheid) == (
        date(2027, 7, 16),
        amt.sachbearbeitung,
        papier,
    )
    assert (frist.faellig_am, frist.spur[:40]) == (
        date(2027, 8, 16),
        "zur Post 12.07.2027 + 4 Tage = 16.07.202",
    )


@pytest.mark.parametrize(
    ("tag", "satz"), [(date(2027, 7, 21), "liegt in der Zukunft"), (date(2027, 7, 11), "erst vom 12.07.2027")]
)
def test_neither_a_day_to_come_nor_one_before_the_notice(tag, satz):
    antrag, amt, _ = per_post()
    with pytest.raises(ValidationError) as fehler:
        bescheid.versenden(antrag=antrag, versandt_am=tag, by=amt.sachbearbeitung, heute=date(2027, 7, 20))
    assert satz in fehler.value.message_dict["versandt_am"][0]


def test_the_database_knows_the_same():
    _, amt, papier = per_post()
    felder = {"versandt_am": date(2027, 7, 11), "versandt_von": amt.sachbearbeitung}
    with pytest.raises(IntegrityError, match="bescheid_versandt_nach_datum"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(**felder)
    with pytest.raises(IntegrityError, match="bescheid_versandt_mit_person"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(versandt_am=JULI)
    with pytest.raises(IntegrityError, match="bescheid_bekannt_mit_tag_und_weg"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(status="bekanntgegeben")


@pytest.mark.parametrize("felder", [{"weg": "portal"}, {"versandt_am": date(2027, 7, 13)}])
def test_how_it_became_known_stands(felder):
    antrag, amt, papier = per_post()
    bescheid.versenden(antrag=antrag, versandt_am=JULI, by=amt.sachbearbeitung, heute=JULI)
    with pytest.raises(IntegrityError, match="nicht mehr geändert"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(**felder)


def test_posted_by_the_clerk_in_charge_alone():
    antrag, amt, _ = per_post()
    with pytest.raises(Verweigert, match="Sachbearbeitung Förderung"):
        bescheid.versenden(antrag=antrag, versandt_am=JULI, by=amt.sachgebietsleitung, heute=JULI)


def test_opened_after_the_ten_days_but_before_posting_counts():
    antrag, amt, papier = bereit()
    bescheid.abruf_ablaufen(antrag=antrag, by=Benutzer.objects.system(), heute=date(2027, 7, 23))
    bescheid.oeffnen(antrag=antrag, by=antrag.angelegt_von, heute=date(2027, 7, 24))
    papier.refresh_from_db()
    assert (papier.weg, papier.bekanntgegeben_am) == ("portal", date(2027, 7, 25))  # a Sunday: it stays
    assert Frist.objects.get(bescheid=papier, art="rechtsbehelf").spur == (
        "Abruf bis 22.07.2027 nicht erfolgt, danach erneut bereitgestellt (§ 41 Abs. 2a Satz 5 LVwVfG)"
        " → im Portal abgerufen 24.07.2027 + 1 Tag = 25.07.2027 (gilt als bekannt gegeben)"
        " → 25.07.2027 + 1 Monat = 25.08.2027"
    )
    with pytest.raises(Konflikt, match="schon erledigt"):
        bescheid.versenden(
            antrag=antrag, versandt_am=date(2027, 7, 24), by=amt.sachbearbeitung, heute=date(2027, 7, 24)
        )
