"""Deadlines that pass: the procedure goes on without an answer, or the lapse is noted once."""

from datetime import timedelta

import pytest

from antraege import zeit
from antraege.models import Benutzer, Frist
from antraege.services import schweigen
from tests.workflows.fall import Fall, ereignisse, offen, status
from workflows.ablauf import feststellen
from workflows.door import open_task
from workflows.models import Aufgabe
from workflows.tasks import ablauf
from workflows.verfahren import offene_aufgaben

pytestmark = pytest.mark.django_db


def nach(fall, art):
    """The day after the open deadline's last day."""
    return Frist.objects.offen().get(antrag=fall.antrag, art=art).faellig_am + timedelta(days=1)


def angehoert():
    return Fall().gehe("einreichen", "vollstaendig", "kuerzen")


def bereitgestellt():
    return Fall().gehe(
        "einreichen", "vollstaendig", "empfehlen", "zeichnen", "bescheid_entwerfen", "bescheid_freigeben"
    )


def test_without_a_response_the_recommendation_goes_to_signing():
    fall = angehoert()
    assert feststellen(nach(fall, "stellungnahme")) == 1
    assert (offen(fall.antrag), status(fall.antrag)) == (["zeichnung"], "in_zeichnung")
    assert ereignisse(fall.antrag)[-1] == "stellungnahme_abgelaufen"


def test_a_task_somebody_took_expires_all_the_same():
    fall = angehoert()
    with open_task(offene_aufgaben(fall.antrag).get().pk, fall.wer("clerk")) as vorgang:
        vorgang.uebernehmen()
    assert feststellen(nach(fall, "stellungnahme")) == 1
    assert offen(fall.antrag) == ["zeichnung"]
    assert Aufgabe.objects.von(fall.antrag).filter(owner=Benutzer.objects.system()).count() == 1


def test_an_unopened_notice_is_to_be_posted_by_a_person():
    fall = bereitgestellt()
    assert feststellen(nach(fall, "abruf")) == 1
    assert offen(fall.antrag) == ["versand"]
    assert ereignisse(fall.antrag)[-1] == "bescheid_per_post"


def test_on_the_last_day_nothing_happens():
    fall = angehoert()
    assert feststellen(nach(fall, "stellungnahme") - timedelta(days=1)) == 0
    assert offen(fall.antrag) == ["stellungnahme"]


def test_twice_changes_nothing_more():
    fall = angehoert()
    tag = nach(fall, "stellungnahme")
    feststellen(tag)
    before = ereignisse(fall.antrag)
    assert feststellen(tag) == 0
    assert ereignisse(fall.antrag) == before


def test_a_deadline_that_only_counts_as_overdue_is_noted_once():
    fall = Fall().gehe("einreichen", "zurueckgeben")
    tag = nach(fall, "ergaenzung")
    assert (feststellen(tag), feststellen(tag)) == (1, 0)
    assert (offen(fall.antrag), ereignisse(fall.antrag)[-1]) == (["ergaenzung"], "frist_abgelaufen")


def test_a_failing_case_does_not_stop_the_others(caplog):
    broken, whole = angehoert(), angehoert()
    tag = nach(whole, "stellungnahme")
    Frist.objects.create(
        landkreis=broken.kreis,
        antrag=broken.antrag,
        art="zeichnung",
        typ="frist",
        rolle="sachgebietsleitung",
        ereignis_am=broken.tag,
        faellig_am=tag,
        spur="belegt",
    )  # the signing deadline that the system wants to open exists already
    assert feststellen(tag) == 1
    assert (offen(broken.antrag), offen(whole.antrag)) == (["stellungnahme"], ["zeichnung"])
    feststellen(tag)
    assert caplog.text.count("Handling Frist") == 1
    feststellen(tag + timedelta(days=1))
    assert caplog.text.count("Handling Frist") == 2


def test_a_failing_sweep_stops_none_and_the_worker_reports_it(monkeypatch):
    fall = angehoert()
    with open_task(offene_aufgaben(fall.antrag).get().pk, fall.wer("clerk")) as vorgang:
        vorgang.uebernehmen()
    fall.clerk.mitgliedschaften.all().delete()

    def kaputt(heute):
        raise RuntimeError("kaputt")

    monkeypatch.setattr(schweigen, "faellige", kaputt)
    with fall.uhr(), pytest.raises(ExceptionGroup) as gemeldet:
        ablauf()
    assert [str(fehler) for fehler in gemeldet.value.exceptions] == ["kaputt"]
    assert offene_aufgaben(fall.antrag).get().owner is None  # the sweep behind it


def test_the_task_asks_the_legal_clock():
    fall = angehoert()
    with zeit.gestellt(nach(fall, "stellungnahme")):
        ablauf()
    assert offen(fall.antrag) == ["zeichnung"]
