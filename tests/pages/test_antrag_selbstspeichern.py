"""A section that saves itself: what is valid stays, the rest is said at its field, another window is never overwritten."""

from datetime import time
from decimal import Decimal

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Antrag, Rolle
from antraege.services import antrag as antragsdienst
from antraege.services import pruefung
from tests import factories as f

pytestmark = pytest.mark.django_db
VORRAT = [f.entwurf]


@pytest.fixture(autouse=True)
def am_tag():
    with zeit.gestellt(f.TAG, time(14, 3)):
        yield


def adresse(antrag, abschnitt):
    return reverse("antrag_abschnitt", args=[antrag.pk, abschnitt])


def gezeichnet(client, antrag, abschnitt, **felder):
    """What the drawn page would send with ``felder`` typed into it."""
    form = client.get(adresse(antrag, abschnitt)).context["form"]
    werte = {feld.html_name: feld.value() for feld in form}
    return {name: wert for name, wert in (werte | felder).items() if wert not in (None, False)}


def sende(client, antrag, abschnitt, daten):
    return client.post(adresse(antrag, abschnitt), daten, headers={"X-Selbst-Speichern": "1"})


def test_it_answers_with_version_time_and_amount(client, fall):
    antrag, clerk = fall
    daten = gezeichnet(client, antrag, "stellenanteile", beantragt_vzae="0,75")
    antwort = sende(client, antrag, "stellenanteile", daten)
    stand = antwort.json()
    antrag.refresh_from_db()
    assert (antwort.status_code, stand["version"], stand["fehler"]) == (200, antrag.version, {})
    assert (stand["gespeichert_um"], stand["betrag"]) == ("14:03\xa0Uhr", "36.000,00\xa0€")
    assert (antrag.beantragt_vzae, antrag.gespeichert_von) == (Decimal("0.75"), clerk)


def test_what_is_valid_is_saved_and_the_rest_is_said_at_its_field(client, fall):
    antrag, _ = fall
    daten = gezeichnet(client, antrag, "stellenanteile", beantragt_vzae="0,52", eigenanteil="7.000,00")
    stand = sende(client, antrag, "stellenanteile", daten).json()
    assert list(stand["fehler"]) == ["beantragt_vzae"]
    antrag.refresh_from_db()
    assert (antrag.beantragt_vzae, antrag.eigenanteil) == (Decimal("0.50"), Decimal("7000.00"))


def test_nothing_changed_nothing_is_written(client, fall):
    antrag, _ = fall
    stand = sende(client, antrag, "angaben", gezeichnet(client, antrag, "angaben")).json()
    assert stand["version"] == antrag.version
    assert Antrag.objects.get(pk=antrag.pk).version == antrag.version


def test_it_leaves_no_entry_in_the_log(client, fall):
    antrag, _ = fall
    vorher = antrag.protokoll.count()
    sende(client, antrag, "angaben", gezeichnet(client, antrag, "angaben", ansprechperson="Neu"))
    assert antrag.protokoll.count() == vorher


def test_the_next_save_goes_on_from_the_answer(client, fall):
    antrag, _ = fall
    daten = gezeichnet(client, antrag, "angaben", ansprechperson="Eins")
    stand = sende(client, antrag, "angaben", daten).json()
    weiter = daten | {"version": stand["version"], "stand": stand["stand"], "ansprechperson": "Zwei"}
    assert sende(client, antrag, "angaben", weiter).status_code == 200
    assert Antrag.objects.get(pk=antrag.pk).ansprechperson == "Zwei"


def test_another_window_gets_one_sentence_and_the_choice(client, fall):
    antrag, _ = fall
    eines = gezeichnet(client, antrag, "angaben", ansprechperson="Im einen Fenster")
    anderes = gezeichnet(client, antrag, "angaben", ansprechperson="Im anderen Fenster")
    sende(client, antrag, "angaben", anderes)
    antwort = sende(client, antrag, "angaben", eines)
    block = antwort.json()["konflikt"]
    assert antwort.status_code == 409
    for wort in (
        "In einem anderen Fenster geändert",
        "Im einen Fenster",
        "Im anderen Fenster",
        "Diese Fassung übernehmen",
        "Andere ansehen",
    ):
        assert wort in block
    assert Antrag.objects.get(pk=antrag.pk).ansprechperson == "Im anderen Fenster"


def test_the_same_in_both_windows_is_nothing_to_choose(client, fall):
    antrag, _ = fall
    daten = gezeichnet(client, antrag, "angaben", ansprechperson="Gleich")
    sende(client, antrag, "angaben", daten)
    assert sende(client, antrag, "angaben", daten).status_code == 200


@pytest.mark.parametrize("selbst", [True, False])
def test_a_colleague_in_another_section_is_no_conflict(client, fall, selbst):
    antrag, _ = fall
    daten = gezeichnet(client, antrag, "angaben", ansprechperson="Hier")
    sende(client, antrag, "stellenanteile", gezeichnet(client, antrag, "stellenanteile", eigenanteil="1,00"))
    antwort = (
        sende(client, antrag, "angaben", daten) if selbst else client.post(adresse(antrag, "angaben"), daten)
    )
    assert antwort.status_code == (200 if selbst else 302)
    antrag.refresh_from_db()
    assert (antrag.ansprechperson, antrag.eigenanteil) == ("Hier", Decimal("1.00"))


def test_submitted_meanwhile_is_said_and_saves_nothing(client, fall):
    antrag, clerk = fall
    daten = gezeichnet(client, antrag, "angaben", ansprechperson="Zu spät")
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    antwort = sende(client, antrag, "angaben", daten)
    assert (antwort.status_code, "Der Antrag ist eingereicht" in antwort.json()["satz"]) == (409, True)
    assert Antrag.objects.get(pk=antrag.pk).ansprechperson == "Hauptamt"


def test_answers_beside_the_fields_are_kept_too(client, fall):
    antrag, clerk = fall
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    officer = f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    pruefung.zurueckgeben(antrag=antrag, anmerkungen=[("begruendung", "Genauer?")], by=officer, heute=f.TAG)
    antrag.refresh_from_db()
    anmerkung = antrag.anmerkungen.get()
    daten = gezeichnet(client, antrag, "angaben") | {f"antwort_{anmerkung.pk}": "Wird ergänzt."}
    assert sende(client, antrag, "angaben", daten).json()["fehler"] == {}
    anmerkung.refresh_from_db()
    assert (anmerkung.antwort, anmerkung.beantwortet_am) == ("Wird ergänzt.", None)


def test_who_may_not_edit_is_refused_and_a_stranger_finds_nothing(client, fall):
    antrag, _ = fall
    kreis = antrag.landkreis
    client.force_login(f.benutzer(Rolle.KOMMUNE_ZUGANG, kreis, antrag.kommune))
    assert sende(client, antrag, "angaben", {"version": "1"}).status_code == 403
    client.force_login(f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, f.kommune(kreis)))
    assert sende(client, antrag, "angaben", {"version": "1"}).status_code == 404


def test_the_page_says_who_saved_last(client, fall):
    antrag, clerk = fall
    for url in (adresse(antrag, "angaben"), reverse("antrag", args=[antrag.pk])):
        seite = client.get(url).content.decode()
        assert f"Zuletzt gespeichert von {clerk.name} am 18.03.2027, 10:00\xa0Uhr" in seite
