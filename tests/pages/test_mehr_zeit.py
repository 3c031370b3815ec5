"""The pages of a wish for more time: beside the answers, on its own, at the office's extension."""

from datetime import timedelta

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Frist, Fristwunsch
from tests import factories as f
from tests.pages.antworten import seite
from tests.workflows.fall import Fall
from workflows import verfahren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]

SPAETER = f.TAG + timedelta(days=35)
TAG = f"{SPAETER:%d.%m.%Y}"
GRUND = "Der Gemeinderat tagt erst im Mai."
NICHT_ANGEHALTEN = "Ihre Bitte hält die Frist nicht an"


@pytest.fixture
def zurueck():
    """Returned with one remark."""
    fall = Fall().gehe("einreichen", "zurueckgeben")
    fall.feld = f"antwort_{fall.antrag.anmerkungen.get().pk}"
    return fall


def als(client, fall, wer):
    client.force_login(fall.wer(wer))
    return client


def ort(name, fall):
    return reverse(name, args=[fall.antrag.pk])


def bitte(fall, bis=SPAETER, grund=GRUND):
    return verfahren.mehr_zeit_erbitten(
        antrag=fall.antrag, bis=bis, grund=grund, by=fall.wer("clerk"), heute=f.TAG
    )


def antwort_zu(fall):
    return fall.antrag.anmerkungen.get().antwort


def test_the_page_of_the_answers_asks_and_says_that_the_clock_goes_on(client, zurueck):
    text = seite(als(client, zurueck, "clerk").get(ort("antworten", zurueck)))
    assert NICHT_ANGEHALTEN in text
    assert "Um mehr Zeit bitten" in text
    assert f'formaction="{ort("mehr_zeit_erbitten", zurueck)}"' in text


def test_asking_there_keeps_the_answers_typed_so_far(client, zurueck):
    daten = {"bis": TAG, "grund": GRUND, zurueck.feld: "Steht im Haushalt."}
    antwort = als(client, zurueck, "clerk").post(ort("mehr_zeit_erbitten", zurueck), daten, follow=True)
    assert "Bis es entscheidet, gilt die bisherige Frist weiter." in seite(antwort)
    assert antwort.redirect_chain[-1][0] == ort("antworten", zurueck)
    assert Fristwunsch.objects.get().bis == SPAETER
    assert antwort_zu(zurueck) == "Steht im Haushalt."


def test_a_bad_day_there_loses_nothing(client, zurueck):
    daten = {"bis": "31.02.2027", "grund": GRUND, zurueck.feld: "Steht im Haushalt."}
    antwort = als(client, zurueck, "clerk").post(ort("mehr_zeit_erbitten", zurueck), daten)
    assert list(antwort.context["mehr_zeit"].errors) == ["bis"]
    assert GRUND in seite(antwort)
    assert "Steht im Haushalt." in seite(antwort)
    assert not Fristwunsch.objects.exists()


def test_answers_too_long_are_told_and_nothing_is_asked(client, zurueck):
    daten = {"bis": TAG, "grund": GRUND, zurueck.feld: "x" * 9000}
    antwort = als(client, zurueck, "clerk").post(ort("mehr_zeit_erbitten", zurueck), daten)
    assert list(antwort.context["form"].errors) == [zurueck.feld]
    assert not Fristwunsch.objects.exists()


def test_a_wish_typed_but_not_sent_stays_on_the_page_and_says_so(client, zurueck):
    daten = {"bis": TAG, "grund": GRUND, zurueck.feld: "Ja."}
    antwort = als(client, zurueck, "clerk").post(ort("antworten", zurueck), daten)
    assert "noch nicht gesendet" in seite(antwort)
    assert GRUND in seite(antwort)
    assert antwort_zu(zurueck) == "Ja."
    assert not Fristwunsch.objects.exists()


def test_saving_answers_beside_a_wish_already_sent_leads_on(client, zurueck):
    bitte(zurueck)
    daten = {"bis": TAG, "grund": GRUND, zurueck.feld: "Ja."}
    assert als(client, zurueck, "clerk").post(ort("antworten", zurueck), daten).status_code == 302


def test_a_day_that_is_no_later_stands_at_its_field(client, zurueck):
    antwort = als(client, zurueck, "clerk").post(
        ort("mehr_zeit_erbitten", zurueck), {"bis": f"{f.TAG:%d.%m.%Y}", "grund": GRUND}
    )
    assert list(antwort.context["form"].errors) == ["bis"]
    assert GRUND in seite(antwort)


def test_it_is_asked_after_the_deadline_has_passed(client, zurueck):
    danach = Frist.objects.offen().get(antrag=zurueck.antrag).faellig_am + timedelta(days=2)
    with zeit.gestellt(danach):
        als(client, zurueck, "clerk").post(ort("mehr_zeit_erbitten", zurueck), {"bis": TAG, "grund": GRUND})
    assert Fristwunsch.objects.get().bis == SPAETER


def test_a_hearing_has_the_way_beside_its_deadline(client):
    fall = Fall().gehe("einreichen", "vollstaendig", "kuerzen")
    aufgabe = reverse("aufgabe", args=[verfahren.offene_aufgaben(fall.antrag).get().pk])
    assert ort("mehr_zeit_erbitten", fall) in seite(als(client, fall, "clerk").get(aufgabe))
    client.post(ort("mehr_zeit_erbitten", fall), {"bis": TAG, "grund": GRUND})
    assert "Erbeten bis" in seite(client.get(aufgabe))


def test_the_office_extends_with_the_wished_day_before_it(client, zurueck):
    bitte(zurueck)
    als(client, zurueck, "sb")
    antwort = client.get(ort("frist_verlaengern", zurueck))
    assert antwort.context["form"]["bis"].initial == SPAETER
    assert GRUND in seite(antwort)
    assert ort("mehr_zeit_ablehnen", zurueck) in seite(antwort)
    client.post(ort("frist_verlaengern", zurueck), {"bis": TAG, "grund": "Wie erbeten."})
    assert Frist.objects.offen().get(antrag=zurueck.antrag).faellig_am == SPAETER


def test_without_a_wish_nothing_is_proposed(client, zurueck):
    antwort = als(client, zurueck, "sb").get(ort("frist_verlaengern", zurueck))
    assert antwort.context["form"]["bis"].initial is None
    assert ort("mehr_zeit_ablehnen", zurueck) not in seite(antwort)


def test_a_refusal_is_read_at_the_deadline_with_its_reason(client, zurueck):
    bitte(zurueck)
    antwort = als(client, zurueck, "sgl").post(
        ort("mehr_zeit_ablehnen", zurueck), {"grund": "Zu spät für die Sitzung."}
    )
    assert antwort.status_code == 302
    text = seite(als(client, zurueck, "clerk").get(ort("antworten", zurueck)))
    assert "abgelehnt" in text
    assert "Zu spät für die Sitzung." in text
    assert "formaction" not in text
    assert "Zu spät für die Sitzung." in seite(client.get(ort("antrag", zurueck)))


def test_a_wish_replaced_meanwhile_is_read_before_it_is_refused(client, zurueck):
    bitte(zurueck)
    form = als(client, zurueck, "sb").get(ort("mehr_zeit_ablehnen", zurueck)).context["form"]
    gesendet = {"grund": "Zu lang.", "gelesen": form["gelesen"].value()}
    bitte(zurueck, bis=SPAETER - timedelta(days=1), grund="Nur ein Tag weniger.")
    antwort = client.post(ort("mehr_zeit_ablehnen", zurueck), gesendet)
    assert "Die Kommune hat ihre Bitte inzwischen geändert." in seite(antwort)
    assert "Nur ein Tag weniger." in seite(antwort)
    assert Fristwunsch.objects.offen().count() == 1
    neu = gesendet | {"gelesen": antwort.context["form"]["gelesen"].value()}
    assert client.post(ort("mehr_zeit_ablehnen", zurueck), neu).status_code == 302
    assert not Fristwunsch.objects.offen().exists()


def test_the_application_says_what_is_asked_and_offers_what_can_be_done(client, zurueck):
    bitte(zurueck)
    amt = als(client, zurueck, "sb").get(ort("antrag", zurueck))
    assert GRUND in seite(amt)
    acts = {act.label for act in amt.context["handlungen"]}
    assert {"Frist verlängern", "Bitte um mehr Zeit ablehnen"} <= acts
    kommune = als(client, zurueck, "clerk").get(ort("antrag", zurueck))
    assert "Um mehr Zeit bitten" in {act.label for act in kommune.context["handlungen"]}


def test_what_is_not_possible_says_why_on_both_sides(client, zurueck):
    amt = als(client, zurueck, "sb").get(ort("antrag", zurueck)).context["nicht_moeglich"]
    assert "keine unbeantwortete Bitte" in {a.label: a.reason for a in amt}["Bitte um mehr Zeit ablehnen"]
    fall = Fall().gehe("einreichen")
    kommune = als(client, fall, "clerk").get(ort("antrag", fall)).context["nicht_moeglich"]
    assert "solange der Antrag" in {a.label: a.reason for a in kommune}["Um mehr Zeit bitten"]


def test_bulk_extension_shows_the_wish_before(client, zurueck):
    bitte(zurueck)
    als(client, zurueck, "sb")
    daten = {"act": "frist_verlaengern", "antrag": [zurueck.antrag.pk]}
    assert f"Die Kommune bittet um Zeit bis {TAG}." in seite(client.get(reverse("sammeln"), daten))
