"""The pages of a substitution: what passes over is seen first, entered second, ended with one button."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from antraege import zeit
from antraege.models import Rolle, Vertretung
from tests import factories as f
from tests.pages.antworten import seite
from tests.workflows.fall import Fall

pytestmark = pytest.mark.django_db
NEU = "/vertretung/neu/"


@pytest.fixture(autouse=True)
def tag():
    with zeit.gestellt(f.TAG, time(11)):
        yield


def als(person):
    client = Client()
    client.force_login(person)
    return client


def angaben(fall, fuer="sgl", durch="gs", **felder):
    person = getattr(fall, fuer)
    vorgabe = {"fuer": f"{person.pk}-{fall.kreis.pk}-0", "durch": str(getattr(fall, durch).pk)}
    return vorgabe | {"von": "18.03.2027", "bis": "31.03.2027"} | felder


def zweimal(client, daten):
    """Look, then enter what was seen."""
    gesehen = client.post(NEU, daten)
    assert gesehen.status_code == 200
    assert not Vertretung.objects.exists()
    stand = gesehen.context["form"].data["gesehen"]
    return gesehen, client.post(NEU, daten | {"gesehen": stand}, follow=True)


def test_what_passes_over_is_seen_before_it_is_entered():
    fall = Fall().gehe("einreichen", "vollstaendig", "empfehlen")
    gesehen, antwort = zweimal(als(fall.sgl), angaben(fall))
    assert "Empfehlung zeichnen" in seite(gesehen)
    assert "Eine offene Aufgabe, davon 1 mit einer Frist in dieser Zeit." in seite(gesehen)
    assert f"{fall.gs} vertritt {fall.sgl} vom 18.03.2027 bis 31.03.2027." in seite(antwort)
    assert Vertretung.objects.get().eingetragen_von == fall.sgl


def test_other_days_than_those_seen_are_shown_again():
    fall = Fall()
    client = als(fall.sgl)
    stand = client.post(NEU, angaben(fall)).context["form"].data["gesehen"]
    antwort = client.post(NEU, angaben(fall, bis="30.04.2027", gesehen=stand))
    assert antwort.status_code == 200
    assert "Was übergeht" in seite(antwort)
    assert not Vertretung.objects.exists()


def test_the_warning_names_who_signs():
    fall = Fall()
    antwort = als(fall.sgl).post(NEU, angaben(fall, durch="sb"))
    assert f"{fall.sb} prüft und zeichnet dann in derselben Zeit." in seite(antwort)
    assert f"Diese Fälle zeichnet {fall.al} (Amtsleitung)." in seite(antwort)


def test_a_refusal_stands_at_its_field_and_nothing_is_lost():
    fall = Fall()
    antwort = als(fall.sgl).post(NEU, angaben(fall, von="18.03.2027", bis="17.03.2027"))
    assert antwort.status_code == 422
    assert "Der letzte Tag liegt vor dem ersten." in seite(antwort)
    assert 'value="17"' in seite(antwort)


def test_a_colleague_cannot_name_somebody_else():
    fall = Fall()
    antwort = als(fall.gs).post(NEU, angaben(fall, durch="sb"))
    assert antwort.status_code == 422
    assert not Vertretung.objects.exists()


def test_a_head_enters_it_for_somebody_ill_since_last_week():
    fall = Fall()
    zweimal(als(fall.al), angaben(fall, fuer="sb", von="11.03.2027"))
    neu = Vertretung.objects.get()
    assert (neu.fuer, neu.eingetragen_von, neu.von.day) == (fall.sb, fall.al, 11)


def test_the_zugangsverwaltung_enters_it_for_its_people_alone():
    fall = Fall()
    zugang = f.benutzer(Rolle.KOMMUNE_ZUGANG, fall.kreis, fall.ort)
    daten = {
        "fuer": f"{fall.clerk.pk}-{fall.kreis.pk}-{fall.ort.pk}",
        "durch": str(fall.mayor.pk),
        "von": "18.03.2027",
        "bis": "31.03.2027",
    }
    zweimal(als(zugang), daten)
    assert Vertretung.objects.get().kommune == fall.ort
    assert als(zugang).post(NEU, angaben(fall)).status_code == 422


def test_it_is_listed_opened_and_ended():
    fall = Fall()
    zweimal(als(fall.sgl), angaben(fall))
    neu = Vertretung.objects.get()
    assert f"Sie vertreten heute {fall.sgl}" in seite(als(fall.gs).get(reverse("vertretung")))
    assert "Vertretung beenden" in seite(als(fall.sgl).get(reverse("vertretung_ansehen", args=[neu.pk])))
    url = reverse("vertretung_beenden", args=[neu.pk])
    assert "Eine Vertretung tragen Sie für sich selbst ein" in seite(als(fall.sb).post(url, follow=True))
    assert "Die Vertretung ist beendet." in seite(als(fall.sgl).post(url, follow=True))
    assert "schon beendet" in seite(als(fall.sgl).post(url, follow=True))


def test_a_municipality_sees_nothing_of_the_office_s_absences():
    fall = Fall()
    zweimal(als(fall.sgl), angaben(fall))
    text = seite(als(fall.clerk).get(reverse("vertretung")))
    assert str(fall.gs) not in text


def test_nobody_in_the_office_says_who_could_help():
    fall = Fall().gehe("einreichen", "vollstaendig", "empfehlen")
    Vertretung.objects.create(fuer=fall.sgl, durch=fall.sb, landkreis=fall.kreis, von=f.TAG, bis=f.TAG)
    task = fall.antrag.prozess.task_set.get(finished=None)
    text = seite(als(fall.sb).get(f"/aufgaben/{task.pk}/"))
    assert "Diese Aufgabe kann heute niemand der Stelle erledigen" in text
    assert "Helfen kann die Amtsleitung" in text
