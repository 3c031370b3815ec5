"""The post beside the portal: without consent at once, unopened after ten days, and both ways meeting."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Bekanntgabezustimmung, Bescheid, Frist, Rolle
from antraege.services import bescheid
from antraege.services.haushalt import Punkt
from tests import factories as f
from tests.workflows.fall import Fall, ereignisse, offen
from tests.workflows.test_ablauf import bereitgestellt, nach
from workflows import verfahren
from workflows.ablauf import feststellen
from workflows.models import Aufgabe
from workflows.steps.bescheid import haushaltspunkte

pytestmark = pytest.mark.django_db


def ohne_zustimmung():
    fall = Fall()
    Bekanntgabezustimmung.objects.filter(kommune=fall.ort).delete()
    return fall.gehe(
        "einreichen", "vollstaendig", "empfehlen", "zeichnen", "bescheid_entwerfen", "bescheid_freigeben"
    )


def abgelaufen():
    """Unopened for ten days: the office is to post it. The case's day is the day after."""
    fall = bereitgestellt()
    fall.tag = nach(fall, "abruf")
    assert feststellen(fall.tag) == 1
    return fall


def versende(fall, tag=None):
    fall.schritt(fall.antrag, "versand", "versenden", "sb", versandt_am=tag or fall.tag)


def oeffne(fall, wer="clerk"):
    with fall.uhr():
        return verfahren.bescheid_oeffnen(antrag=fall.antrag, by=fall.wer(wer), heute=fall.tag)


def test_without_consent_somebody_posts_it_and_the_case_goes_on():
    fall = ohne_zustimmung()
    assert offen(fall.antrag) == ["versand"]
    versende(fall)
    assert offen(fall.antrag) == ["stelle_erfassen"]
    assert ereignisse(fall.antrag)[-2:] == ["bescheid_bereitgestellt", "bescheid_versandt"]


def test_the_office_is_given_the_released_letter_to_print(client):
    fall = ohne_zustimmung()
    with fall.uhr():
        client.force_login(fall.wer("sb"))
        task = Aufgabe.objects.von(fall.antrag).offen().get()
        seite = client.get(reverse("aufgabe", args=[task.pk])).content.decode()
    assert "Bescheid als PDF ausdrucken" in seite
    assert "Entwurf" not in seite


@pytest.mark.parametrize(("rolle", "fuehrt"), [(Rolle.KAEMMEREI, True), (Rolle.SACHBEARBEITUNG, False)])
def test_only_whoever_may_allow_an_exception_is_led_to_its_page(rolle, fuehrt):
    fall = ohne_zustimmung()
    entwurf = Bescheid.objects.get()
    entwurf.status = Bescheid.Status.ENTWURF
    punkt = Punkt(False, "Der Haushalt 2028 ist noch nicht in Kraft.", "Kämmerei", aufschub=True)
    (zeile,) = haushaltspunkte([punkt], entwurf, f.benutzer(rolle, fall.kreis))
    assert bool(zeile.url) is fuehrt


def test_after_ten_days_it_is_posted_with_the_deemed_day_of_the_post():
    fall = abgelaufen()
    versende(fall)
    papier = Bescheid.objects.get()
    assert (papier.weg, papier.bekanntgegeben_am) == ("post", fall.tag + timedelta(days=4))
    assert offen(fall.antrag) == ["stelle_erfassen"]


def test_opening_before_posting_ends_the_office_s_task():
    fall = abgelaufen()
    oeffne(fall)
    assert offen(fall.antrag) == ["stelle_erfassen"]
    assert Bescheid.objects.get().weg == "portal"
    with pytest.raises(Verweigert, match="schon erledigt"):
        versende(fall)


def test_opening_in_time_by_the_page_beside_the_task_is_the_same_act():
    fall = bereitgestellt()
    oeffne(fall)
    assert (offen(fall.antrag), ereignisse(fall.antrag)[-1]) == (["stelle_erfassen"], "bescheid_geoeffnet")


def test_posted_it_is_not_opened_any_more():
    fall = abgelaufen()
    versende(fall)
    with pytest.raises(Verweigert, match="schon bekannt gegeben"):
        oeffne(fall)


def test_the_month_that_passes_makes_it_final_in_the_daily_job():
    fall = abgelaufen()
    versende(fall)
    tag = nach(fall, "rechtsbehelf")
    assert (feststellen(tag - timedelta(days=1)), feststellen(tag), feststellen(tag)) == (0, 1, 0)
    assert (Bescheid.objects.get().status, ereignisse(fall.antrag)[-1]) == (
        "bestandskraeftig",
        "bescheid_bestandskraeftig",
    )


def test_of_an_opening_and_a_posting_exactly_one_is_kept_in_either_order():
    for erst, dann in ((oeffne, versende), (versende, oeffne)):
        fall = abgelaufen()
        erst(fall)
        with pytest.raises(Verweigert):
            dann(fall)
        assert Frist.objects.filter(antrag=fall.antrag, art="rechtsbehelf").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("runde", range(3))
def test_of_an_opening_and_a_posting_at_once_exactly_one_counts(runde):
    fall = abgelaufen()
    clerk, sb = fall.wer("clerk"), fall.wer("sb")
    assert clerk.rollen
    assert sb.rollen
    start, ergebnisse = Barrier(2), []

    def laeufer(act, *args, **facts):
        try:
            with zeit.gestellt(fall.tag):
                start.wait(10)
                act(*args, heute=fall.tag, **facts)
            ergebnisse.append("getan")
        except Verweigert:
            ergebnisse.append("zu spät")
        finally:
            connection.close()

    schritt = (verfahren.schritt, fall.antrag, "versand", bescheid.versenden)
    threads = [
        Thread(
            target=laeufer, args=(verfahren.bescheid_oeffnen,), kwargs={"antrag": fall.antrag, "by": clerk}
        ),
        Thread(target=laeufer, args=schritt, kwargs={"by": sb, "versandt_am": fall.tag}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(ergebnisse) == ["getan", "zu spät"]
    papier = Bescheid.objects.get()
    assert (papier.geoeffnet_am is None) == (papier.versandt_am is not None)
    assert Aufgabe.objects.von(fall.antrag).offen().count() == 1
