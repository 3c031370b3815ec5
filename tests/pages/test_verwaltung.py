"""The technical administration keeps master data and accounts; no procedure moves through it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from antraege.admin import verwaltung as seite_der_verwaltung
from antraege.models import Benutzer, Protokolleintrag, Richtlinienfassung
from antraege.models.programm import STELLEN
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege.stellenfall import landesfall

pytestmark = pytest.mark.django_db
STAMMDATEN = {
    "Benutzer",
    "Vertretung",
    "Landkreis",
    "Kommune",
    "Zielgruppe",
    "Foerderprogramm",
    "Richtlinienfassung",
    "Foerderrunde",
    "Gremium",
    "Haushaltsermaechtigung",
    "Seite",
    "Sitzung",
    "Protokolleintrag",
}


@pytest.fixture
def verwaltung(client):
    client.force_login(Benutzer.objects.create_superuser("technik@kreis.example", name="Technik"))
    return client


def adresse(model, seite="changelist", *args):
    return reverse(f"admin:antraege_{model.lower()}_{seite}", args=args)


def test_only_master_data_accounts_messages_and_the_log_are_there():
    assert {model.__name__ for model in seite_der_verwaltung._registry} == STAMMDATEN | {"Nachricht"}


@pytest.mark.parametrize("model", sorted(STAMMDATEN))
def test_every_list_opens_and_deletes_nothing(verwaltung, model):
    f.entwurf()
    antwort = verwaltung.get(adresse(model))
    assert antwort.status_code == 200
    assert "delete_selected" not in antwort.content.decode()


def test_the_log_is_only_read(verwaltung):
    f.entwurf()
    eintrag = Protokolleintrag.objects.latest("pk")
    assert verwaltung.get(adresse("Protokolleintrag", "add")).status_code == 403
    assert (
        verwaltung.post(adresse("Protokolleintrag", "change", eintrag.pk), {"art": "erinnert"}).status_code
        == 403
    )
    assert (
        verwaltung.post(adresse("Protokolleintrag", "delete", eintrag.pk), {"post": "yes"}).status_code == 403
    )


def felder(client, objekt):
    seite = client.get(adresse(type(objekt).__name__, "change", objekt.pk))
    return set(seite.context["adminform"].form.fields)


def test_rules_and_rounds_stay_what_applications_rest_on(verwaltung):
    runde = f.runde(f.landkreis())
    entwurf = Richtlinienfassung.objects.create(
        programm=runde.programm, nummer=2, gueltig_ab=date(2027, 1, 1)
    )
    assert {"satz_je_vzae", "mindestanteil"} <= felder(verwaltung, entwurf)
    assert "status" not in felder(verwaltung, entwurf)
    assert felder(verwaltung, runde.fassung) == set()
    assert felder(verwaltung, runde) & {
        "fassung",
        "entscheidung",
        "ende",
        "antrag_bis",
        "status",
        "stichtag",
    } == {"stichtag"}


def test_rows_of_a_stated_version_are_only_read(verwaltung):
    runde = f.runde(f.landkreis())
    entwurf = Richtlinienfassung.objects.create(
        programm=runde.programm, nummer=2, gueltig_ab=date(2027, 1, 1)
    )
    for fassung, offen in ((entwurf, True), (runde.fassung, False)):
        seite = verwaltung.get(adresse("Richtlinienfassung", "change", fassung.pk))
        teile = seite.context["inline_admin_formsets"]
        assert [teil.has_change_permission for teil in teile] == [offen] * 4


def test_no_room_that_cannot_be_printed_is_entered(verwaltung):
    person = f.benutzer("sachbearbeitung", f.landkreis(), zimmer="A 1")
    ziel = adresse("Benutzer", "change", person.pk)
    zeilen = {f"mitgliedschaften-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    werte = {"email": person.email, "name": person.name, "is_active": "on"} | zeilen
    antwort = verwaltung.post(ziel, werte | {"zimmer": "B\N{GRINNING FACE}"})
    assert "Zimmer: Bitte nur lateinische Buchstaben" in antwort.content.decode()
    with pytest.raises(IntegrityError, match="benutzer_zimmer_druckbar"), transaction.atomic():
        Benutzer.objects.filter(pk=person.pk).update(zimmer="B\x07")
    assert verwaltung.post(ziel, werte | {"zimmer": "B 214"}).status_code == 302


def test_positions_keep_their_motion_in_the_administration(verwaltung):
    fall = landesfall()
    fall.schaffen()
    programm = fall.runde.programm
    werte = {feld.name: feld.value_from_object(programm) or "" for feld in programm._meta.concrete_fields}
    ziel = adresse("Foerderprogramm", "change", programm.pk)
    assert STELLEN in verwaltung.post(ziel, werte | {"ermaechtigung": ""}).content.decode()
    assert verwaltung.post(ziel, werte | {"kurz": "anders"}).status_code == 302


def test_positions_keep_payer_and_state_in_the_administration(verwaltung):
    fall = landesfall()
    programm = fall.runde.programm
    ziel = adresse("Foerderprogramm", "change", programm.pk)
    assert {"geber", "status"} <= set(verwaltung.get(ziel).context["adminform"].form.fields)
    fall.schaffen()
    assert not {"geber", "status"} & set(verwaltung.get(ziel).context["adminform"].form.fields)
    werte = {feld.name: feld.value_from_object(programm) or "" for feld in programm._meta.concrete_fields}
    assert verwaltung.post(ziel, werte | {"geber": "landkreis", "status": "angekuendigt"}).status_code == 302
    programm.refresh_from_db()
    assert (programm.geber, programm.status) == ("land", "in_kraft")


def test_a_programme_is_added_in_the_administration(verwaltung):
    vorlage = f.programm(f.landkreis())
    werte = {feld.name: feld.value_from_object(vorlage) or "" for feld in vorlage._meta.concrete_fields}
    ziel = adresse("Foerderprogramm", "add")
    assert verwaltung.post(ziel, werte | {"id": "", "kurz": "neu"}).status_code == 302


def test_no_motion_of_another_district_opens_the_gate(verwaltung):
    amt = b.Amt()
    runde = f.runde(amt.kreis, entscheidung="beschluss")
    ziffer = b.vorlage(amt, runde, [b.gezeichnet(runde, amt)]).beschlussantraege.get()
    for programm, sagt in ((runde.programm, False), (f.programm(f.landkreis()), True)):
        werte = {feld.name: feld.value_from_object(programm) or "" for feld in programm._meta.concrete_fields}
        ziel = adresse("Foerderprogramm", "change", programm.pk)
        antwort = verwaltung.post(ziel, werte | {"ermaechtigung": ziffer.pk})
        assert ("anderen Landkreis" in antwort.content.decode(), antwort.status_code) == (
            sagt,
            200 if sagt else 302,
        )


def test_sittings_are_entered_and_stay_once_they_have_a_result(verwaltung):
    amt = b.Amt()
    runde = f.runde(amt.kreis, entscheidung="beschluss")
    papier = b.vorlage(amt, runde, [b.gezeichnet(runde, amt)])
    sga = papier.beratungsfolge.first().sitzung
    assert ("tag" in felder(verwaltung, sga), "landkreis" in felder(verwaltung, sga.gremium)) == (True, False)
    b.beraten(papier, amt)
    assert "tag" not in felder(verwaltung, sga)


def test_a_new_account_has_its_roles_and_no_password(verwaltung):
    kreis = f.landkreis()
    zeile = {"rolle": "sachbearbeitung", "landkreis": kreis.pk, "von": "01.01.2027"}
    daten = {
        "email": "neu@kreis.example",
        "name": "Neu",
        "is_active": "on",
        "mitgliedschaften-TOTAL_FORMS": "1",
        "mitgliedschaften-INITIAL_FORMS": "0",
    }
    verwaltung.post(
        adresse("Benutzer", "add"),
        daten | {f"mitgliedschaften-0-{feld}": wert for feld, wert in zeile.items()},
    )
    neu = Benutzer.objects.get(email="neu@kreis.example")
    assert not neu.has_usable_password()
    assert neu.mitgliedschaften.get().von == date(2027, 1, 1)


def test_a_municipal_role_needs_its_municipality(verwaltung):
    kreis = f.landkreis()
    zeile = {"rolle": "kommune_zugang", "landkreis": kreis.pk, "von": "01.01.2027"}
    daten = {
        "email": "neu@kreis.example",
        "name": "Neu",
        "is_active": "on",
        "mitgliedschaften-TOTAL_FORMS": "1",
        "mitgliedschaften-INITIAL_FORMS": "0",
    }
    antwort = verwaltung.post(
        adresse("Benutzer", "add"),
        daten | {f"mitgliedschaften-0-{feld}": wert for feld, wert in zeile.items()},
    )
    assert "Eine kommunale Rolle braucht eine Kommune" in antwort.content.decode()


def test_a_person_of_the_office_without_technical_rights_stays_outside(client):
    client.force_login(f.benutzer("sachbearbeitung", f.landkreis()))
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_the_administration_has_no_login_of_its_own(client):
    antwort = client.get(reverse("admin:index"), follow=True)
    assert antwort.request["PATH_INFO"] == reverse("account_login")
