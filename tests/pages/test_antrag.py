"""The application's page: for the office the legal state, for the municipality what was released to it, nothing more."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Antrag, Ereignis, Protokolleintrag, Rolle
from antraege.services import antrag as antragsdienst
from antraege.services import empfehlung, pruefung
from antraege.services.protokoll import vermerken
from antraege.views.verlauf import wer
from tests import factories as f
from tests.pages.antworten import seite
from workflows import verfahren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]


@pytest.fixture
def fall():
    """A draft with its procedure, and the people around it."""
    kreis = f.landkreis()
    ort, rd = f.kommune(kreis, "Bondorf"), f.runde(kreis)
    leute = {
        rolle: f.benutzer(rolle, kreis)
        for rolle in (Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG)
    }
    leute["kommune"] = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort)
    antrag = verfahren.antrag_anlegen(kommune=ort, runde=rd, by=leute["kommune"], heute=f.TAG)
    return f.ausfuellen(antrag, leute["kommune"]), leute


def oeffne(client, antrag, person):
    client.force_login(person)
    return client.get(reverse("antrag", args=[antrag.pk]))


def schritt(antrag, knoten, act, person, **facts):
    return verfahren.schritt(antrag, knoten, act, by=person, heute=f.TAG, **facts)


def einreichen(antrag, leute):
    return schritt(antrag, "entwurf", antragsdienst.einreichen, leute["kommune"])


def gezeichnet(antrag, leute, vzae="0.50"):
    einreichen(antrag, leute)
    schritt(antrag, "formale_pruefung", pruefung.vollstaendigkeit_feststellen, leute[Rolle.SACHBEARBEITUNG])
    schritt(
        antrag,
        "fachliche_pruefung",
        empfehlung.empfehlen,
        leute[Rolle.SACHBEARBEITUNG],
        vzae=Decimal(vzae),
        begruendung="Geheimwort",
    )
    if antrag.status == "stellungnahme":
        schritt(
            antrag, "stellungnahme", empfehlung.stellungnahme_abgeben, leute["kommune"], text="Einverstanden."
        )
    return schritt(antrag, "zeichnung", empfehlung.zeichnen, leute[Rolle.SACHGEBIETSLEITUNG])


def test_a_draft_is_a_hub_with_what_is_missing(client, fall):
    antrag, leute = fall
    Antrag.objects.filter(pk=antrag.pk).update(begruendung="", eigenanteil=None)
    antwort = oeffne(client, antrag, leute["kommune"])
    assert [(s.title, s.badge.text) for s in antwort.context["aufgabenliste"]] == [
        ("Angaben", "1 Angabe fehlt"),
        ("Stellenanteile", "1 Angabe fehlt"),
        ("Zielgruppen und Fallzahlen", "Vollständig"),
        ("Unterlagen und Erklärungen", "Vollständig"),
    ]
    assert (
        f"{reverse('antrag_abschnitt', args=[antrag.pk, 'stellenanteile'])}#id_eigenanteil"
        in antwort.content.decode()
    )


def test_a_complete_draft_leads_to_submission(client, fall):
    antrag, leute = fall
    antwort = oeffne(client, antrag, leute["kommune"])
    aufgabe = verfahren.offene_aufgaben(antrag).get()
    assert [(a.label, a.url) for a in antwort.context["handlungen"]] == [
        ("Prüfen und einreichen", reverse("aufgabe", args=[aufgabe.pk])),
        ("Antrag zurückziehen", reverse("antrag_zurueckziehen", args=[antrag.pk])),
    ]


def test_after_the_last_day_the_draft_can_be_submitted_late(client, fall):
    antrag, leute = fall
    with zeit.gestellt(date(2027, 4, 1)):
        antwort = oeffne(client, antrag, leute["kommune"])
    assert antwort.context["handlungen"][0].label == "Verspätet einreichen"


def test_a_draft_does_not_exist_for_the_office(client, fall):
    antrag, leute = fall
    assert oeffne(client, antrag, leute[Rolle.SACHBEARBEITUNG]).status_code == 404


def test_a_foreign_application_is_the_same_as_none(client, fall):
    antrag, leute = fall
    einreichen(antrag, leute)
    fremd = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, f.kommune(antrag.landkreis))
    fremde = oeffne(client, antrag, fremd)
    keine = client.get(reverse("antrag", args=[999999]))
    assert (fremde.status_code, seite(fremde)) == (404, seite(keine))


def test_the_next_step_names_the_office_and_the_deadline(client, fall):
    antrag, leute = fall
    einreichen(antrag, leute)
    schritt(
        antrag,
        "formale_pruefung",
        pruefung.zurueckgeben,
        leute[Rolle.SACHBEARBEITUNG],
        anmerkungen=[("eigenanteil", "Fehlt.")],
    )
    wartet = oeffne(client, antrag, leute[Rolle.SACHBEARBEITUNG]).context["naechstes"]
    assert wartet == [{"wer": "Kommune", "was": "Antrag ergänzen", "bis": date(2027, 4, 1)}]
    assert oeffne(client, antrag, leute["kommune"]).context["naechstes"][0]["wer"] == "Sie"


def test_every_deadline_says_why_it_is_that_day(client, fall):
    antrag, leute = fall
    einreichen(antrag, leute)
    schritt(
        antrag,
        "formale_pruefung",
        pruefung.zurueckgeben,
        leute[Rolle.SACHBEARBEITUNG],
        anmerkungen=[("eigenanteil", "Fehlt.")],
    )
    antwort = oeffne(client, antrag, leute["kommune"])
    assert "18.03.2027 + 14 Tage = 01.04.2027" in antwort.content.decode()


def test_a_refused_act_says_why_and_who_can(client, fall):
    antrag, leute = fall
    einreichen(antrag, leute)
    acts = {
        a.label: a.reason
        for a in oeffne(client, antrag, leute[Rolle.SACHBEARBEITUNG]).context["nicht_moeglich"]
    }
    assert acts["Empfehlung zeichnen"] == "Das ist der Rolle Amtsleitung oder Sachgebietsleitung vorbehalten."
    assert acts["Empfehlung abgeben"] == "Das geht nur im Stand „In fachlicher Prüfung“."


@pytest.mark.parametrize("vzae", ["0.50", "0.35"])
def test_a_signed_recommendation_stays_secret_from_the_municipality(client, fall, vzae):
    antrag, leute = fall
    gezeichnet(antrag, leute, vzae)
    assert antrag.status == "beschlossen" or antrag.status == "gezeichnet"
    text = seite(oeffne(client, antrag, leute["kommune"]))
    for geheim in (
        "Empfohlen",
        "Bewilligt",
        "Geheimwort",
        "ezeichnet",
        "Entschieden",
        "0,35",
        "16.800",
        leute[Rolle.SACHGEBIETSLEITUNG].name,
    ):
        assert geheim not in text, geheim
    assert "In fachlicher Prüfung" in text


def test_the_office_sees_recommendation_signature_and_process(client, fall):
    antrag, leute = fall
    gezeichnet(antrag, leute)
    antwort = oeffne(client, antrag, leute[Rolle.SACHBEARBEITUNG])
    assert [fact.label for fact in antwort.context["fakten"]] == [
        "Beantragt",
        "Empfohlen",
        "Bewilligt",
        "Personen am Stichtag",
    ]
    assert antwort.context["zeichnungen"][0].benutzer == leute[Rolle.SACHGEBIETSLEITUNG]
    bild = f'<div class="app-fig" role="region" aria-label="Bild des Verfahrens" tabindex="0"><img src="{reverse("verfahrensbild", args=[antrag.pk])}'
    assert f'<div class="app-not-small app-noprint">{bild}' in antwort.content.decode()


def test_while_it_is_heard_the_municipality_sees_what_is_intended(client, fall):
    antrag, leute = fall
    einreichen(antrag, leute)
    schritt(antrag, "formale_pruefung", pruefung.vollstaendigkeit_feststellen, leute[Rolle.SACHBEARBEITUNG])
    schritt(
        antrag,
        "fachliche_pruefung",
        empfehlung.empfehlen,
        leute[Rolle.SACHBEARBEITUNG],
        vzae=Decimal("0.35"),
        begruendung="Wegen der Zahl.",
    )
    text = seite(oeffne(client, antrag, leute["kommune"]))
    assert "0,35\xa0VZÄ" in text
    assert "Wegen der Zahl." in text


def test_the_log_names_people_with_their_role(client, fall):
    antrag, leute = fall
    einreichen(antrag, leute)
    eintraege = oeffne(client, antrag, leute[Rolle.SACHBEARBEITUNG]).context["verlauf"]
    assert [(e.text, e.who) for e in eintraege] == [
        ("Antrag eingegangen", f"{leute['kommune'].name}, Sachbearbeitung der Kommune"),
        ("Entwurf angelegt", f"{leute['kommune'].name}, Sachbearbeitung der Kommune"),
    ]


def test_the_log_counts_roles_by_the_day_in_germany(fall):
    antrag, leute = fall
    person = leute["kommune"]
    person.mitgliedschaften.update(bis=date(2027, 3, 31))
    person.mitgliedschaften.create(
        rolle=Rolle.KOMMUNE_ZEICHNUNG,
        landkreis=antrag.landkreis,
        kommune=antrag.kommune,
        von=date(2027, 4, 1),
    )
    with zeit.gestellt(date(2027, 4, 1), time(0, 30)):
        vermerken(Ereignis.UNTERLAGE_NACHGEREICHT, antrag, by=person, wirksam_am=date(2027, 4, 1))
    assert wer(Protokolleintrag.objects.latest("pk")) == f"{person.name}, Zeichnungsberechtigte Person"


def test_withdrawal_says_what_follows_and_asks_for_the_reason(client, fall):
    antrag, leute = fall
    client.force_login(leute["kommune"])
    adresse = reverse("antrag_zurueckziehen", args=[antrag.pk])
    assert "Das lässt sich nicht rückgängig machen." in client.get(adresse).content.decode()
    assert list(client.post(adresse, {"grund": ""}).context["form"].errors) == ["grund"]
    assert client.post(adresse, {"grund": "Der Gemeinderat lehnt ab."}).url == reverse(
        "antrag", args=[antrag.pk]
    )
    antrag.refresh_from_db()
    assert antrag.status == "zurueckgezogen"
    assert not verfahren.offene_aufgaben(antrag).exists()
    assert "Zurückziehen ist nicht möglich" in client.get(adresse).content.decode()


def test_more_time_is_given_with_a_reason(client, fall):
    antrag, leute = fall
    einreichen(antrag, leute)
    schritt(
        antrag,
        "formale_pruefung",
        pruefung.zurueckgeben,
        leute[Rolle.SACHBEARBEITUNG],
        anmerkungen=[("eigenanteil", "Fehlt.")],
    )
    client.force_login(leute[Rolle.SACHBEARBEITUNG])
    adresse = reverse("frist_verlaengern", args=[antrag.pk])
    assert list(client.post(adresse, {"bis": "01.04.2027", "grund": "Ferien"}).context["form"].errors) == [
        "bis"
    ]
    assert client.post(adresse, {"bis": "15.04.2027", "grund": "Ferien"}).status_code == 302
    assert antrag.fristen.offen().get().faellig_am == date(2027, 4, 15)


def test_after_a_silent_deadline_the_office_goes_on(client, fall):
    antrag, leute = fall
    office = leute[Rolle.SACHBEARBEITUNG]
    einreichen(antrag, leute)
    schritt(
        antrag, "formale_pruefung", pruefung.zurueckgeben, office, anmerkungen=[("eigenanteil", "Fehlt.")]
    )
    client.force_login(office)
    adresse = reverse("ohne_ergaenzung", args=[antrag.pk])
    assert "läuft noch" in client.post(adresse, {"grund": "Keine Antwort"}).content.decode()
    ende = antrag.fristen.offen().get().faellig_am
    with zeit.gestellt(ende + timedelta(days=1)):
        assert list(client.post(adresse, {"grund": " "}).context["form"].errors) == ["grund"]
        assert client.post(adresse, {"grund": "Keine Antwort"}).status_code == 302
    antrag.refresh_from_db()
    assert (antrag.status, antrag.fristen.offen().count()) == ("eingereicht", 0)
    assert [task.knoten for task in verfahren.offene_aufgaben(antrag)] == ["formale_pruefung"]
    assert antrag.protokoll.latest("pk").benutzer == office


def test_starting_twice_gives_one_draft_and_a_sentence(client, fall):
    antrag, leute = fall
    client.force_login(leute["kommune"])
    adresse = reverse("antrag_neu", args=[antrag.runde_id])
    antwort = client.post(adresse, {"kommune": antrag.kommune_id}, follow=True)
    assert "gibt es in dieser Runde schon einen Antrag" in antwort.content.decode()
    assert Antrag.objects.count() == 1


def test_nobody_starts_for_another_municipality(client, fall):
    antrag, leute = fall
    fremd = f.kommune(antrag.landkreis)
    client.force_login(leute["kommune"])
    assert (
        client.post(reverse("antrag_neu", args=[antrag.runde_id]), {"kommune": fremd.pk}).status_code == 404
    )


# Two for the office ask whether the file number may still change. Three read the version: words of fields, papers, further questions. The municipality reads what it never handed in.
@pytest.mark.parametrize(("wer", "abfragen"), [("kommune", 27), (Rolle.SACHBEARBEITUNG, 29)])
def test_the_page_costs_the_same_however_long_the_story(
    client, fall, wer, abfragen, django_assert_num_queries
):
    antrag, leute = fall
    einreichen(antrag, leute)
    for _ in range(2):
        schritt(
            antrag,
            "formale_pruefung",
            pruefung.zurueckgeben,
            leute[Rolle.SACHBEARBEITUNG],
            anmerkungen=[("eigenanteil", "Fehlt.")] * 2,
        )
        antworten = {a.pk: "Geprüft." for a in antrag.anmerkungen.filter(beantwortet_am=None)}
        schritt(antrag, "ergaenzung", pruefung.ergaenzen, leute["kommune"], antworten=antworten)
    client.force_login(leute[wer])
    with django_assert_num_queries(abfragen):
        client.get(reverse("antrag", args=[antrag.pk]))
