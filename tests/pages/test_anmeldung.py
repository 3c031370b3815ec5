"""The door: closed to strangers, silent about who has an account, slow for guessers; the role picker is the demo's alone."""

import pytest
from django.core.cache import cache

from antraege.models import Benutzer, Rolle
from antraege.services import antrag
from tests import factories as f

PASSWORD = "ein-langes-wort-42"
LOGIN = "/konto/login/"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def account(db):
    return Benutzer.objects.create_user("hauptamt@bondorf.example", PASSWORD, name="B. Muster")


def try_login(client, email, password):
    return client.post(LOGIN, {"login": email, "password": password})


def test_the_right_password_opens_whatever_the_case_of_the_address(client, account):
    response = try_login(client, "Hauptamt@Bondorf.example", PASSWORD)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


def test_unknown_address_and_wrong_password_get_the_same_answer(client, account):
    wrong = try_login(client, account.email, "falsch-falsch-1")
    unknown = try_login(client, "niemand@bondorf.example", "falsch-falsch-1")
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert "Fehler: Anmelden" in unknown.content.decode()


def test_a_blocked_account_stays_outside(client, account):
    Benutzer.objects.update(is_active=False)
    assert try_login(client, account.email, PASSWORD).url == "/konto/inactive/"
    assert "_auth_user_id" not in client.session


def test_after_five_wrong_tries_even_the_right_password_must_wait(client, account):
    for _ in range(5):
        try_login(client, account.email, "falsch-falsch-1")
    response = try_login(client, account.email, PASSWORD)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_door_says_sie_to_who_mistypes(client, account):
    for _ in range(6):
        seite = try_login(client, account.email, "falsch-falsch-1").content.decode()
    assert "Bitte warten Sie einige Minuten" in seite
    client.force_login(account)
    typed = {"oldpassword": "x", "password1": "neues-langes-wort-1", "password2": "neues-langes-wort-2"}
    seite = client.post("/konto/password/change/", typed).content.decode()
    assert "Bitte geben Sie Ihr aktuelles Passwort ein" in seite
    assert "Bitte geben Sie zweimal dasselbe Passwort ein" in seite


def test_many_requests_from_one_place_meet_the_429_page(client, account):
    codes = {
        client.post("/konto/password/reset/", {"email": f"x{n}@bondorf.example"}).status_code
        for n in range(25)
    }
    assert codes == {302, 429}


def test_resetting_a_password_says_the_same_to_everybody(client, account, mailoutbox):
    known = client.post("/konto/password/reset/", {"email": account.email})
    unknown = client.post("/konto/password/reset/", {"email": "niemand@bondorf.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mailoutbox] == [[account.email]]
    assert mailoutbox[0].body.startswith("Guten Tag,")


def test_the_link_of_the_mail_sets_a_new_password_once(client, account, mailoutbox):
    client.post("/konto/password/reset/", {"email": account.email})
    link = next(word for word in mailoutbox[0].body.split() if "/password/reset/key/" in word)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "ganz-neues-wort-7", "password2": "ganz-neues-wort-7"})
    account.refresh_from_db()
    assert account.check_password("ganz-neues-wort-7")
    assert "Dieser Link gilt nicht mehr" in client.get(link, follow=True).content.decode()


def test_nobody_signs_up(client):
    data = {"email": "neu@bondorf.example", "password1": PASSWORD, "password2": PASSWORD}
    assert "Konten legt die Verwaltung an" in client.post("/konto/signup/", data).content.decode()
    assert not Benutzer.objects.filter(email="neu@bondorf.example").exists()


def test_nobody_changes_an_address_alone(client, account):
    client.force_login(account)
    assert client.post("/konto/email/", {"action_add": "", "email": "x@y.example"}).status_code == 404


def test_a_visitor_is_sent_to_the_login(client):
    assert client.get("/").url == "/konto/login/?next=/"


def test_logging_out_needs_a_post(client, account):
    client.force_login(account)
    client.get("/konto/logout/")
    assert "_auth_user_id" in client.session
    client.post("/konto/logout/")
    assert "_auth_user_id" not in client.session


def test_the_demo_logs_in_as_the_chosen_person(client, account):
    assert client.post("/demo/anmelden/", {"rolle": account.email}).url == "/"
    assert client.session["_auth_user_id"] == str(account.pk)


def test_the_demo_knows_no_impossible_address(client, db):
    assert client.post("/demo/anmelden/", {"rolle": "sb@kreis.example\0"}).status_code == 404


@pytest.mark.parametrize("field", ["is_staff", "is_superuser", "ist_system"])
def test_the_demo_gives_no_technical_rights(client, account, field):
    Benutzer.objects.update(**{field: True})
    assert client.post("/demo/anmelden/", {"rolle": account.email}).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_the_demo_there_is_no_role_picker(client, account, settings, method):
    settings.DEMO = False
    assert getattr(client, method)("/demo/anmelden/", {"rolle": account.email}).status_code == 404
    assert "Demo" not in client.get(LOGIN).content.decode()


def test_the_picker_offers_work_in_progress_then_the_district_then_the_other_municipalities(client):
    kreis = f.landkreis()
    orte = {name: f.kommune(kreis, name) for name in ("Altdorf", "Nufringen")}
    leute = {name: f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort) for name, ort in orte.items()}
    f.benutzer(Rolle.KAEMMEREI, kreis)
    antrag.anlegen(kommune=orte["Nufringen"], runde=f.runde(kreis), by=leute["Nufringen"], heute=f.TAG)
    gruppen = [(titel, len(rollen)) for titel, rollen in client.get(LOGIN).context["rollen"]]
    assert gruppen == [("Antrag in Arbeit", 1), ("Landkreis", 1), ("Städte und Gemeinden", 1)]
