"""Section pages: saved in between, wrong input at its field, a second window, remarks at their field."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from antraege.models import Antrag, Fallzahl, Inanspruchnahme, Rolle
from antraege.services import antrag as antragsdienst
from antraege.services import pruefung
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
VORRAT = [f.entwurf]


def adresse(antrag, abschnitt):
    return reverse("antrag_abschnitt", args=[antrag.pk, abschnitt])


def stellenanteile(antrag, **felder):
    vorgabe = {
        "version": antrag.version,
        "antragsart": "neu",
        "beantragt_vzae": "0,75",
        "eigenanteil": "6.000,00",
    }
    return vorgabe | felder


@pytest.mark.parametrize("abschnitt", ["angaben", "stellenanteile", "fallzahlen", "unterlagen"])
def test_every_section_opens(client, fall, abschnitt):
    antrag, _ = fall
    assert client.get(adresse(antrag, abschnitt)).status_code == 200


def test_saving_in_between_stays_and_going_on_leads_to_the_next_section(client, fall):
    antrag, _ = fall
    antwort = client.post(adresse(antrag, "stellenanteile"), stellenanteile(antrag))
    assert antwort.url == adresse(antrag, "stellenanteile")
    antrag.refresh_from_db()
    antwort = client.post(adresse(antrag, "stellenanteile"), stellenanteile(antrag, weiter="1"))
    assert antwort.url == adresse(antrag, "fallzahlen")
    antrag.refresh_from_db()
    assert (antrag.beantragt_vzae, antrag.beantragt_betrag) == (Decimal("0.75"), Decimal("36000.00"))


def test_the_last_section_leads_to_the_application(client, fall):
    antrag, _ = fall
    antwort = client.post(adresse(antrag, "unterlagen"), {"version": antrag.version, "weiter": "1"})
    assert antwort.url == reverse("antrag", args=[antrag.pk])


def test_incomplete_is_saved(client, fall):
    antrag, _ = fall
    assert (
        client.post(
            adresse(antrag, "angaben"), {"version": antrag.version, "ansprechperson": "Neu"}
        ).status_code
        == 302
    )
    antrag.refresh_from_db()
    assert (antrag.ansprechperson, antrag.begruendung) == ("Neu", "")


@pytest.mark.parametrize(
    ("feld", "wert", "satz"),
    [
        ("beantragt_vzae", "0,20", "Bitte mindestens 0,25\xa0VZÄ eingeben"),
        ("beantragt_vzae", "0,52", "Bitte in Schritten von 0,05\xa0VZÄ eingeben, zum Beispiel 0,50"),
        ("beantragt_vzae", "viel", "Bitte eine Zahl mit Komma eingeben, zum Beispiel 0,75"),
        ("beantragt_vzae", "0.75", "Bitte eine Zahl mit Komma eingeben, zum Beispiel 0,75"),
        ("eigenanteil", "-1", "Bitte mindestens 0,00\xa0€ eingeben"),
        ("eigenanteil", "99999999999", "Bitte höchstens 9.999.999.999,99\xa0€ eingeben"),
        ("besetzt_ab", "31.02.2027", "Den 31.02.2027 gibt es nicht. Bitte prüfen Sie Tag und Monat"),
    ],
)
def test_impossible_input_comes_back_with_its_sentence_and_nothing_lost(client, fall, feld, wert, satz):
    antrag, _ = fall
    antwort = client.post(adresse(antrag, "stellenanteile"), stellenanteile(antrag, **{feld: wert}))
    assert antwort.context["form"].errors == {feld: [satz]}
    seite = antwort.content.decode()
    assert f"#id_{feld}" in seite
    assert "<title>Fehler:" in seite
    assert "6.000,00" in seite or feld == "eigenanteil"
    antrag.refresh_from_db()
    assert antrag.beantragt_vzae == Decimal("0.50")


def test_a_second_window_sees_both_values_and_chooses(client, fall):
    antrag, clerk = fall
    eigene = stellenanteile(antrag)
    antragsdienst.speichern(
        antrag=antrag,
        felder={"beantragt_vzae": Decimal("0.60")},
        version=antrag.version,
        by=clerk,
        heute=f.TAG,
    )
    antwort = client.post(adresse(antrag, "stellenanteile"), eigene)
    assert antwort.status_code == 409
    assert antwort.context["unterschiede"] == [("Beantragter Stellenanteil", "0,60\xa0VZÄ", "0,75\xa0VZÄ")]
    assert Antrag.objects.get(pk=antrag.pk).beantragt_vzae == Decimal("0.60")
    form = antwort.context["form"]
    assert (
        client.post(
            adresse(antrag, "stellenanteile"), eigene | {"version": form["version"].value()}
        ).status_code
        == 302
    )
    assert Antrag.objects.get(pk=antrag.pk).beantragt_vzae == Decimal("0.75")


def test_the_other_window_saved_the_same_so_there_is_nothing_to_choose(client, fall):
    antrag, _ = fall
    eigene = stellenanteile(antrag)
    client.post(adresse(antrag, "stellenanteile"), eigene)
    assert client.post(adresse(antrag, "stellenanteile"), eigene).status_code == 302


def test_a_missing_version_never_overwrites(client, fall):
    antrag, _ = fall
    antwort = client.post(adresse(antrag, "angaben"), {"version": "quatsch", "ansprechperson": "Neu"})
    assert antwort.status_code == 409
    assert Antrag.objects.get(pk=antrag.pk).ansprechperson == "Hauptamt"


def test_submitted_meanwhile_keeps_what_was_typed_readable(client, fall):
    antrag, clerk = fall
    daten = {"version": antrag.version, "ansprechperson": "Frisch getippt"}
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    antwort = client.post(adresse(antrag, "angaben"), daten)
    assert antwort.status_code == 409
    assert "Der Antrag ist eingereicht" in antwort.content.decode()
    assert "Frisch getippt" in antwort.content.decode()


def test_numbers_are_prefilled_from_what_the_office_knows(client):
    antrag, clerk = f.entwurf()
    antrag.fallzahlen.all().delete()
    gruppe = antrag.runde.zielgruppen.get()
    Fallzahl.objects.create(
        kommune=antrag.kommune, zielgruppe=gruppe, stichtag=antrag.runde.stichtag, personen=68
    )
    client.force_login(clerk)
    form = client.get(adresse(antrag, "fallzahlen")).context["form"]
    assert form[f"zielgruppe_{gruppe.pk}"].value() == "68"
    assert not antrag.fallzahlen.exists()


def test_numbers_that_do_not_add_up_are_saved_with_a_warning(client, fall):
    antrag, _ = fall
    gruppe = antrag.runde.zielgruppen.get()
    daten = {"version": antrag.version, f"zielgruppe_{gruppe.pk}": "74", "personen_gesamt": "68"}
    antwort = client.post(adresse(antrag, "fallzahlen"), daten, follow=True)
    assert (
        "Die Zielgruppen ergeben zusammen 74 Personen, als Gesamtzahl stehen 68." in antwort.content.decode()
    )
    assert antrag.fallzahlen.get().personen == 74


def test_a_number_can_be_emptied(client, fall):
    antrag, _ = fall
    client.post(adresse(antrag, "fallzahlen"), {"version": antrag.version, "personen_gesamt": "52"})
    assert not antrag.fallzahlen.exists()


def test_the_day_of_the_decision_must_lie_within_the_rounds_limit(client):
    rd = f.runde(f.landkreis(), nachreichen_bis=date(2027, 4, 30))
    antrag, clerk = f.entwurf(rd=rd)
    client.force_login(clerk)
    daten = {"version": antrag.version, "beschluss_folgt": "on", "beschluss_folgt_bis": "01.05.2027"}
    antwort = client.post(adresse(antrag, "unterlagen"), daten)
    assert list(antwort.context["form"].errors) == ["beschluss_folgt_bis"]


def test_a_returned_application_shows_the_remark_at_its_field(client, fall):
    antrag, clerk = fall
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    officer = f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    pruefung.zurueckgeben(
        antrag=antrag, anmerkungen=[("eigenanteil", "Eigenanteil fehlt.")], by=officer, heute=f.TAG
    )
    zeilen = client.get(adresse(antrag, "stellenanteile")).context["zeilen"]
    assert [(feld.name, [b.text for b, _ in bs]) for feld, bs in zeilen if bs] == [
        ("eigenanteil", ["Eigenanteil fehlt."])
    ]


def test_a_remark_at_a_paper_stands_above_the_section(client, fall):
    antrag, clerk = fall
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    officer = f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    pruefung.zurueckgeben(
        antrag=antrag, anmerkungen=[("beschluss", "Unterschrift fehlt.")], by=officer, heute=f.TAG
    )
    antwort = client.get(adresse(antrag, "unterlagen"))
    assert [b.text for b, _ in antwort.context["bemerkungen"]] == ["Unterschrift fehlt."]
    assert "Unterschrift fehlt." not in client.get(adresse(antrag, "angaben")).content.decode()


def landesmittel(antrag, vzae="0.50"):
    """The municipality's own share in a round of the Land at the same time and for the same group."""
    kreis = antrag.landkreis
    programm = f.programm(kreis, name="Integrationsmanagement", geber="land", bewilligungsstelle="extern")
    rd = f.runde(kreis, programm=programm, kontingent=None, antrag_von=None, antrag_bis=None, kuerzel="IM27")
    return Inanspruchnahme.objects.create(
        kommune=antrag.kommune, runde=rd, art="selbst", vzae=Decimal(vzae), erklaert_am=f.TAG
    )


def test_the_reason_for_not_using_land_money_is_asked_only_where_it_is_free(client, fall):
    antrag, _ = fall
    assert "ausnahme_grund" not in client.get(adresse(antrag, "stellenanteile")).context["form"].fields
    landesmittel(antrag)
    hinweis = client.get(adresse(antrag, "stellenanteile")).context["form"].fields["ausnahme_grund"].help_text
    assert "noch 0,50\xa0VZÄ frei" in hinweis
