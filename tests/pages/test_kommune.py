"""The page of a municipality: what it shows, to whom, nothing of drafts or of results not yet known, constant cost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Frist, Rolle
from antraege.services import antrag as antragsdienst
from tests import factories as f
from tests.pages.antworten import pflanze
from tests.pages.stellenwelt import stelle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
# Session, person, roles, clock, two numbers in the menu; the place; two counts, a sum, deadlines, applications with
# what was handed in, positions with their sources.
ABFRAGEN = 6 + 1 + 3 + 1 + 2 + 2


@pytest.fixture
def fall():
    runde = f.runde(f.landkreis())
    antrag, clerk = f.entwurf(rd=runde)
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    return {
        "runde": runde,
        "kreis": runde.programm.landkreis,
        "ort": antrag.kommune,
        "antrag": antrag,
        "clerk": clerk,
    }


def frist(ort, antrag=None, tage=5, art="nachreichung", **felder):
    return Frist.objects.create(
        landkreis=ort.landkreis,
        kommune=ort,
        antrag=antrag,
        art=art,
        typ="frist",
        ereignis_am=f.TAG,
        faellig_am=f.TAG + timedelta(days=tage),
        spur="so",
        **felder,
    )


def seite(client, wer, ort):
    client.force_login(wer)
    return client.get(reverse("kommune", args=[ort.pk]))


def worte(client, wer, ort):
    return seite(client, wer, ort).content.decode().replace("\xa0", " ")


def test_applications_positions_and_deadlines_of_the_place(client, fall):
    stelle(fall["ort"], fall["runde"], nummer="S-1", vzae="0.75")
    frist(fall["ort"], fall["antrag"])
    for wer in (fall["clerk"], f.benutzer(Rolle.SACHBEARBEITUNG, fall["kreis"])):
        text = worte(client, wer, fall["ort"])
        for satz in (fall["antrag"].vorgangsnummer, "S-1", "0,75 VZÄ", "Unterlagen nachreichen"):
            assert satz in text


def test_a_position_of_the_place_that_works_elsewhere_is_among_them(client, fall):
    anderswo = f.kommune(fall["kreis"], "Anderswo")
    stelle(anderswo, fall["runde"], nummer="S-WEG", traeger=fall["ort"])
    assert "S-WEG" in worte(client, fall["clerk"], fall["ort"])


def test_others_find_nothing(client, fall):
    nachbar = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, fall["kreis"], f.kommune(fall["kreis"]))
    anderer_kreis = f.benutzer(Rolle.SACHBEARBEITUNG, f.landkreis())
    for wer in (nachbar, anderer_kreis):
        assert seite(client, wer, fall["ort"]).status_code == 404


def test_nothing_of_the_neighbour_leaks_in(client, fall):
    fremd, fremder = f.entwurf(rd=fall["runde"])
    antragsdienst.einreichen(antrag=fremd, by=fremder, heute=f.TAG)
    stelle(fremd.kommune, fall["runde"], nummer="S-FREMD")
    frist(fremd.kommune, fremd)
    text = worte(client, f.benutzer(Rolle.SACHBEARBEITUNG, fall["kreis"]), fall["ort"])
    for wort in (fremd.vorgangsnummer, "S-FREMD", fremd.kommune.name):
        assert wort not in text


def test_the_office_learns_of_no_draft_and_of_none_of_its_deadlines(client, fall):
    entwurf, clerk = f.entwurf(rd=fall["runde"])
    amt = f.benutzer(Rolle.SACHBEARBEITUNG, fall["kreis"])
    assert "Antragsfrist" in worte(client, clerk, entwurf.kommune)
    assert "Antragsfrist" not in worte(client, amt, entwurf.kommune)
    assert "Es gibt noch keinen Antrag." in worte(client, amt, entwurf.kommune)


def test_before_the_result_is_known_the_municipality_reads_nothing_of_it(client, fall):
    pflanze(fall["antrag"], status="gezeichnet", status_kommune="vollstaendig", bewilligt_vzae="0.35")
    stelle(fall["ort"], fall["runde"], nummer="S-GEHEIM", antrag=fall["antrag"])
    text = worte(client, fall["clerk"], fall["ort"])
    for wort in ("S-GEHEIM", "0,35", "ezeichnet"):
        assert wort not in text


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(client, fall, django_assert_num_queries, anzahl):
    for nr in range(anzahl):
        stelle(fall["ort"], fall["runde"], nummer=f"S-{nr}")
        frist(fall["ort"], fall["antrag"], art=("nachreichung", "ergaenzung", "stellungnahme")[nr])
    client.force_login(f.benutzer(Rolle.SACHBEARBEITUNG, fall["kreis"]))
    zeit.vergiss_demotag()
    with django_assert_num_queries(ABFRAGEN):
        client.get(reverse("kommune", args=[fall["ort"].pk]))
