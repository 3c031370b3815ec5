"""The district's table of numbers: all saved at once, a wrong one said at its cell, nothing lost, no colleague overwritten."""

import pytest
from django.urls import reverse

from antraege.models import Fallzahl, Rolle
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]


@pytest.fixture
def fall(client):
    kreis = f.landkreis()
    rd, orte = f.runde(kreis), [f.kommune(kreis, name) for name in ("Aidlingen", "Bondorf")]
    client.force_login(f.benutzer(Rolle.SACHBEARBEITUNG, kreis))
    return rd, orte, rd.zielgruppen.get()


def adresse(rd):
    return reverse("fallzahlen", args=[rd.pk])


def zelle(ort, gruppe):
    return f"zahl_{ort.pk}_{gruppe.pk}"


def test_the_table_is_saved_and_prefills_the_clerks_form(client, fall):
    rd, (eins, zwei), gruppe = fall
    antwort = client.post(adresse(rd), {zelle(eins, gruppe): "1.204", zelle(zwei, gruppe): ""}, follow=True)
    assert "Eine Fallzahl ist gespeichert." in antwort.content.decode()
    assert Fallzahl.objects.get().personen == 1204


def test_a_wrong_number_stands_at_its_cell_and_nothing_is_saved_or_lost(client, fall):
    rd, (eins, zwei), gruppe = fall
    antwort = client.post(adresse(rd), {zelle(eins, gruppe): "12", zelle(zwei, gruppe): "viele"})
    assert antwort.context["form"].errors == {
        zelle(zwei, gruppe): ["Bitte eine ganze Zahl eingeben, zum Beispiel 57"]
    }
    seite = antwort.content.decode()
    assert f"#id_{zelle(zwei, gruppe)}" in seite
    assert 'value="viele"' in seite
    assert 'value="12"' in seite
    assert not Fallzahl.objects.exists()


def test_a_colleagues_number_in_another_cell_stays(client, fall):
    rd, (eins, zwei), gruppe = fall
    Fallzahl.objects.create(kommune=zwei, zielgruppe=gruppe, stichtag=rd.stichtag, personen=7)
    daten = {zelle(eins, gruppe): "12", zelle(zwei, gruppe): "", f"initial-{zelle(zwei, gruppe)}": ""}
    client.post(adresse(rd), daten)
    assert dict(Fallzahl.objects.values_list("kommune", "personen")) == {eins.pk: 12, zwei.pk: 7}


def test_the_same_cell_changed_by_a_colleague_is_refused(client, fall):
    rd, (eins, _), gruppe = fall
    Fallzahl.objects.create(kommune=eins, zielgruppe=gruppe, stichtag=rd.stichtag, personen=7)
    antwort = client.post(adresse(rd), {zelle(eins, gruppe): "12", f"initial-{zelle(eins, gruppe)}": ""})
    assert antwort.status_code == 409
    assert "inzwischen geändert" in antwort.content.decode()
    assert Fallzahl.objects.get().personen == 7


def test_the_rest_of_the_office_reads_and_the_round_leads_there(client, fall):
    rd, _, _ = fall
    assert adresse(rd) in client.get(reverse("runde", args=[rd.pk])).content.decode()
    client.force_login(f.benutzer(Rolle.KAEMMEREI, rd.programm.landkreis))
    seite = client.get(adresse(rd)).content.decode()
    assert "Fallzahlen speichern" not in seite
    assert "vorbehalten" in seite


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_table_costs_the_same_for_one_and_three_municipalities(
    client, django_assert_max_num_queries, anzahl
):
    kreis = f.landkreis()
    rd = f.runde(kreis)
    for _ in range(anzahl):
        f.kommune(kreis)
    client.force_login(f.benutzer(Rolle.SACHBEARBEITUNG, kreis))
    with django_assert_max_num_queries(14):
        client.get(adresse(rd))


def test_the_clerk_sees_the_number_and_is_asked_why_another_one(client):
    antrag, clerk = f.entwurf(personen=52)
    gruppe = antrag.runde.zielgruppen.get()
    Fallzahl.objects.create(
        kommune=antrag.kommune, zielgruppe=gruppe, stichtag=antrag.runde.stichtag, personen=60
    )
    client.force_login(clerk)
    url = reverse("antrag_abschnitt", args=[antrag.pk, "fallzahlen"])
    form = client.get(url).context["form"]
    assert list(form.fields)[2:] == [f"zielgruppe_{gruppe.pk}", f"abweichung_{gruppe.pk}", "personen_gesamt"]
    seite = client.get(reverse("antrag", args=[antrag.pk])).content.decode()
    assert f"{url}#id_abweichung_{gruppe.pk}" in seite
    daten = {
        "version": antrag.version,
        f"zielgruppe_{gruppe.pk}": "52",
        "personen_gesamt": "52",
        f"abweichung_{gruppe.pk}": "Zuzug",
    }
    client.post(url, daten)
    assert antrag.fallzahlen.get().abweichung_grund == "Zuzug"


def test_persons_per_full_share_are_shown(client):
    antrag, clerk = f.entwurf("0.50", personen=52)
    client.force_login(clerk)
    satz = "52 Personen auf 0,50\xa0VZÄ: 104,0 Personen je VZÄ."
    for url in (
        reverse("antrag", args=[antrag.pk]),
        reverse("antrag_abschnitt", args=[antrag.pk, "stellenanteile"]),
    ):
        assert satz in client.get(url).content.decode()
