"""The route of signatures in the drawing: every edge once, every loop twice."""

from datetime import timedelta
from decimal import Decimal

import pytest

from antraege.models import (
    Ersatzrolle,
    Protokolleintrag,
    Rolle,
    Vorlage,
    Zeichnungsweg,
)
from tests import factories as f
from tests.vorrat import auf_vorrat
from tests.workflows.fall import Fall, botschaften, offen, status, weg
from workflows import verfahren
from workflows.ablauf import feststellen
from workflows.models import Arbeitsvorrat, Aufgabe, Vorlagenprozess

pytestmark = pytest.mark.django_db

STATIONEN = [
    (Rolle.SACHGEBIETSLEITUNG, None),
    (Rolle.KAEMMEREI, Decimal("10000.00")),
    (Rolle.AMTSLEITUNG, None),
]


@auf_vorrat
def gezeichnet():
    return Fall("beschluss").gehe("einreichen", "vollstaendig", "empfehlen", "zeichnen")


VORRAT = [gezeichnet]


def mit_weg(stationen=STATIONEN, **angaben):
    fall = gezeichnet()
    fall.kaemmerei = f.benutzer(Rolle.KAEMMEREI, fall.kreis)
    for nr, (rolle, ab) in enumerate(stationen, 1):
        Zeichnungsweg.objects.create(landkreis=fall.kreis, nummer=nr, rolle=rolle, ab_betrag=ab)
    return fall.vorlage_anlegen(**angaben)


def zeichnen(fall, *wer):
    for name in wer:
        fall.vorlage_gehe("mitzeichnung", "mitzeichnen", name, bemerkung="")
    return fall


def amt(fall):
    """The office whose turn it is, and the day until which."""
    task = verfahren.offene_aufgaben(fall.vorlage).get()
    return task.owner_permission.partition("@")[0], Arbeitsvorrat.objects.get(aufgabe=task).bis


def test_station_after_station_then_the_last_one_releases():
    fall = mit_weg()
    wege = []
    for wer in ("sgl", "kaemmerei"):
        wege.append((offen(fall.vorlage), amt(fall)[0]))
        zeichnen(fall, wer)
    wege.append((offen(fall.vorlage), amt(fall)[0]))
    assert wege == [
        (["mitzeichnung"], "sachgebietsleitung"),
        (["mitzeichnung"], "kaemmerei"),
        (["freigabe"], "amtsleitung"),
    ]
    fall.vorlage_gehe("freigabe", "freigeben", "al")
    assert offen(fall.vorlage) == ["vorberatung"]
    assert weg(fall.vorlage)[:7] == [
        "start",
        "ueberarbeitung",
        "zeichnungsweg",
        "mitzeichnung",
        "zeichnungsweg",
        "mitzeichnung",
        "zeichnungsweg",
    ]


def test_the_worklist_shows_each_stations_deadline():
    fall = mit_weg()
    erste = fall.vorlage.fristen.get(erledigt_am=None)
    assert amt(fall) == ("sachgebietsleitung", erste.faellig_am)
    zeichnen(fall, "sgl", "kaemmerei")
    letzte = fall.vorlage.fristen.get(erledigt_am=None)
    assert amt(fall) == ("amtsleitung", letzte.faellig_am)


def test_a_lapsed_deadline_is_noted_once_and_told_to_whoever_leads_the_paper():
    fall = mit_weg()
    fall.tag = fall.vorlage.fristen.get().faellig_am + timedelta(days=1)
    with fall.uhr():
        assert [feststellen(fall.tag), feststellen(fall.tag)] == [1, 0]
    eintraege = Protokolleintrag.objects.filter(art="frist_abgelaufen")
    assert botschaften(fall, eintraege) == ["hinweis an gs"]
    assert offen(fall.vorlage) == ["mitzeichnung"]


def test_returned_twice_by_a_station_and_twice_by_the_last_one():
    fall = mit_weg()
    for _ in range(2):
        zeichnen(fall, "sgl")
        fall.vorlage_gehe("mitzeichnung", "zurueckgeben", "kaemmerei", grund="Kosten fehlen.")
        assert (offen(fall.vorlage), amt(fall)[0]) == (["ueberarbeitung"], "geschaeftsstelle")
        fall.vorlage_geben()
    for _ in range(2):
        zeichnen(fall, "sgl", "kaemmerei")
        fall.vorlage_gehe("freigabe", "zurueckgeben", "al", grund="Titel kürzen.")
        assert offen(fall.vorlage) == ["ueberarbeitung"]
        fall.vorlage_geben()
    assert fall.vorlage.mitzeichnungen.order_by("durchgang").last().durchgang == 5
    zeichnen(fall, "sgl", "kaemmerei").vorlage_gehe("freigabe", "freigeben", "al")
    assert offen(fall.vorlage) == ["vorberatung"]


def test_a_new_version_twice_before_any_result():
    fall = mit_weg([])
    for fassung in (2, 3):
        fall.vorlage_gehe("freigabe", "freigeben", "al")
        with fall.uhr():
            verfahren.neue_fassung(vorlage=fall.vorlage, grund="Betrag.", by=fall.wer("gs"), heute=fall.tag)
        assert (offen(fall.vorlage), fall.vorlage.fassung) == (["ueberarbeitung"], fassung)
        assert (offen(fall.antrag), status(fall.antrag)) == (["beschluss_da"], "im_gremium")
        fall.vorlage_geben()
    fall.vorlage_gehe("freigabe", "freigeben", "al").beraten("empfohlen").beraten("unveraendert_beschlossen")
    assert offen(fall.antrag) == ["bescheid_entwerfen"]


def zurueckgezogen(fall):
    with fall.uhr():
        verfahren.vorlage_zurueckziehen(
            vorlage=fall.vorlage, grund="Haushalt.", by=fall.wer("gs"), heute=fall.tag
        )
    prozess = Vorlagenprozess.objects.get(vorlage=fall.vorlage)
    return offen(fall.vorlage), prozess.status, offen(fall.antrag), status(fall.antrag)


@pytest.mark.parametrize("bis", ["entwurf", "mitzeichnung", "freigegeben", "beraten"])
def test_withdrawn_at_every_place_its_application_waits_for_the_next_paper(bis):
    fall = mit_weg([] if bis in ("freigegeben", "beraten") else STATIONEN, entwurf=bis == "entwurf")
    if bis in ("freigegeben", "beraten"):
        fall.vorlage_gehe("freigabe", "freigeben", "al")
    if bis == "beraten":
        fall.beraten("empfohlen")
    assert zurueckgezogen(fall) == ([], "CANCELED", ["beschluss_da"], "gezeichnet")
    sga, kreistag = fall.sga, fall.kreistag
    with fall.uhr():
        naechste = verfahren.vorlage_anlegen(
            runde=fall.runde, drucksache="102/2027", titel="Neu", antraege=[fall.antrag], sga=sga,
            kreistag=kreistag, by=fall.wer("gs"), heute=min(fall.tag, sga.tag),
        )  # fmt: skip
    assert (offen(naechste), status(fall.antrag)) == (["ueberarbeitung"], "im_gremium")


def test_a_supplement_after_the_advice_goes_straight_to_the_decision():
    fall = mit_weg([]).vorlage_gehe("freigabe", "freigeben", "al").beraten("empfohlen")
    with fall.uhr():
        papier = verfahren.vorlage_ergaenzen(
            haupt=fall.vorlage, drucksache="103/2027", titel="Ergänzung", ziffern=["Bericht."],
            by=fall.wer("gs"), heute=fall.tag,
        )  # fmt: skip
    fall.schritt(papier, "ueberarbeitung", "ueberarbeiten", "gs")
    fall.schritt(papier, "freigabe", "freigeben", "al")
    assert offen(papier) == ["beschluss"]


def test_where_the_only_one_of_a_station_wrote_the_paper_her_substitute_office_signs():
    fall = mit_weg([(Rolle.SACHGEBIETSLEITUNG, None), (Rolle.DEZERNAT, None)], entwurf=True)
    Ersatzrolle.objects.create(landkreis=fall.kreis, rolle=Rolle.SACHGEBIETSLEITUNG, ersatz=Rolle.AMTSLEITUNG)
    Vorlage.objects.filter(pk=fall.vorlage.pk).update(bearbeitet_von=fall.sgl)
    fall.vorlage_geben()
    with fall.uhr():
        assert [t.knoten for t in Aufgabe.objects.zu_tun(fall.wer("al"))] == ["mitzeichnung"]
    zeichnen(fall, "al")
    assert (offen(fall.vorlage), amt(fall)[0]) == (["freigabe"], "dezernat")
