"""Every edge of the Beschlussverfahren once, every loop twice; the decision moves the applications."""

from datetime import date

import pytest

from antraege.models import Protokolleintrag, Sitzung, Vorlage
from tests.vorrat import auf_vorrat
from tests.workflows.fall import Fall, botschaften, ereignisse, offen, status, weg
from workflows.models import Vorlagenprozess

pytestmark = pytest.mark.django_db


@auf_vorrat
def mit_vorlage(**angaben):
    """A signed application on a new paper."""
    fall = Fall("beschluss").gehe("einreichen", "vollstaendig", "empfehlen", "zeichnen")
    return fall.vorlage_anlegen(**angaben)


VORRAT = [mit_vorlage]


def freigegeben():
    return mit_vorlage().vorlage_gehe("freigabe", "freigeben", "al")


def sitzung(gremium, tag):
    return Sitzung.objects.create(gremium=gremium, tag=tag)


def test_a_new_paper_is_a_draft_and_holds_its_application():
    fall = mit_vorlage(entwurf=True)
    assert (offen(fall.vorlage), ereignisse(fall.vorlage)) == (["ueberarbeitung"], ["vorlage_erstellt"])
    assert (offen(fall.antrag), status(fall.antrag)) == (["beschluss_da"], "im_gremium")


def test_without_a_route_the_head_of_the_office_releases():
    fall = mit_vorlage()
    assert (offen(fall.vorlage), ereignisse(fall.vorlage)) == (
        ["freigabe"],
        ["vorlage_erstellt", "vorlage_zur_mitzeichnung"],
    )


def test_returned_twice_then_released():
    fall = mit_vorlage()
    for _ in range(2):
        fall.vorlage_gehe("freigabe", "zurueckgeben", "al", grund="Titel kürzen.")
        assert offen(fall.vorlage) == ["ueberarbeitung"]
        fall.vorlage_geben(titel="Bewilligungen")
        assert offen(fall.vorlage) == ["freigabe"]
    fall.vorlage_gehe("freigabe", "freigeben", "al")
    assert offen(fall.vorlage) == ["vorberatung"]


def test_recommended_decided_and_every_application_goes_on():
    fall = freigegeben().beraten("empfohlen")
    assert (offen(fall.vorlage), offen(fall.antrag)) == (["beschluss"], ["beschluss_da"])
    fall.beraten("unveraendert_beschlossen")
    assert offen(fall.vorlage) == []
    assert (offen(fall.antrag), status(fall.antrag)) == (["bescheid_entwerfen"], "beschlossen")
    assert weg(fall.vorlage)[-3:] == ["antraege_bewegen", "nach_beschluss", "ende"]
    assert Vorlagenprozess.objects.get(vorlage=fall.vorlage).status == "DONE"
    assert ereignisse(fall.antrag)[-1] == "antrag_entschieden"


def test_postponed_twice_in_the_advising_committee():
    fall = freigegeben()
    for tag in (date(2027, 6, 21), date(2027, 6, 28)):
        fall.beraten("vertagt", sitzung(fall.sga.gremium, tag))
        assert offen(fall.vorlage) == ["vorberatung"]
    assert offen(fall.beraten("empfohlen").vorlage) == ["beschluss"]


def test_postponed_twice_in_the_kreistag():
    fall = freigegeben().beraten("empfohlen")
    for tag in (date(2027, 7, 12), date(2027, 7, 19)):
        fall.beraten("vertagt", sitzung(fall.kreistag.gremium, tag))
        assert (offen(fall.vorlage), offen(fall.antrag)) == (["beschluss"], ["beschluss_da"])
    assert offen(fall.beraten("unveraendert_beschlossen").antrag) == ["bescheid_entwerfen"]


def test_a_deferred_ziffer_does_not_hold_the_applications_decided_in_another():
    fall = mit_vorlage(ziffern=["Die Verwaltung berichtet."]).vorlage_gehe("freigabe", "freigeben", "al")
    fall.beraten("empfohlen", zweite="empfohlen")
    naechste = sitzung(fall.kreistag.gremium, date(2027, 7, 12))
    fall.beraten("unveraendert_beschlossen", naechste, zweite="vertagt")
    assert (offen(fall.vorlage), status(fall.antrag)) == (["beschluss"], "beschlossen")
    assert offen(fall.antrag) == ["bescheid_entwerfen"]


def test_referred_back_twice():
    fall = freigegeben().beraten("empfohlen")
    for monat in (9, 11):
        fall.beraten("verwiesen", sitzung(fall.sga.gremium, date(2027, monat, 6)))
        assert offen(fall.vorlage) == ["vorberatung"]
        fall.beraten("empfohlen", sitzung(fall.kreistag.gremium, date(2027, monat, 20)))
        assert offen(fall.vorlage) == ["beschluss"]
    fall.beraten("unveraendert_beschlossen")
    assert (offen(fall.vorlage), status(fall.antrag)) == ([], "beschlossen")


def test_who_hears_of_each_act():
    fall = mit_vorlage()
    sga, kreistag = fall.sga.gremium, fall.kreistag.gremium
    fall.vorlage_gehe("freigabe", "zurueckgeben", "al", grund="Titel kürzen.")
    fall.vorlage_geben(titel="Bewilligungen")
    fall.vorlage_gehe("freigabe", "freigeben", "al")
    fall.beraten("vertagt", sitzung(sga, date(2027, 6, 21))).beraten("empfohlen")
    fall.beraten("verwiesen", sitzung(sga, date(2027, 9, 6)))
    fall.beraten("empfohlen", sitzung(kreistag, date(2027, 9, 20))).beraten("unveraendert_beschlossen")
    eintraege = Protokolleintrag.objects.filter(objekt_art="vorlage").order_by("pk")
    assert [(e.art, botschaften(fall, [e])) for e in eintraege] == [
        ("vorlage_erstellt", []),
        ("vorlage_zur_mitzeichnung", ["aufgabe an al"]),
        ("vorlage_zurueckgegeben", ["aufgabe an gs postfach"]),
        ("vorlage_zur_mitzeichnung", ["aufgabe an al"]),
        ("vorlage_freigegeben", ["aufgabe an gs"]),
        *[(f"vorlage_{art}", ["hinweis an al sb"]) for art in ("vertagt", "beraten", "vertagt", "beraten")],
        ("vorlage_beschlossen", ["hinweis an al sb"]),
    ]


def test_a_withdrawn_application_does_not_stop_the_paper():
    fall = freigegeben().beraten("empfohlen")
    fall.zurueckziehen()
    fall.beraten("unveraendert_beschlossen")
    assert (offen(fall.vorlage), offen(fall.antrag), status(fall.antrag)) == ([], [], "zurueckgezogen")
    assert Vorlage.objects.get().status == "beschlossen"
