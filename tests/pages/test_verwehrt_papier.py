"""On a paper and its application nothing is hidden from whoever has the right: what is not possible says why."""

from datetime import timedelta

import pytest
from django.urls import reverse

from antraege.models import Aenderungsantrag, Richtlinienfassung, Rolle, Vorlage
from antraege.services import fachstellungnahme
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.notifications.hilfen import ohne_tore
from tests.workflows.fall import Fall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
S = Vorlage.Status


@pytest.fixture
def papier():
    """A released paper with one application."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    papier = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    papier.amt = amt
    return papier


def oeffne(client, person, papier):
    client.force_login(person)
    return client.get(reverse("vorlage", args=[papier.pk])).context


def gruende(acts):
    return {act.label: act.reason for act in acts}


def im_stand(papier, stand):
    with ohne_tore():
        Vorlage.objects.filter(pk=papier.pk).update(status=stand)


def motion(papier):
    with ohne_tore():
        return Aenderungsantrag.objects.create(
            beschlussantrag=papier.beschlussantraege.first(), nummer=1, antragsteller="Fraktion", wortlaut="Mehr.",
            eingegangen_am="2027-03-01", erfasst_von=papier.amt.geschaeftsstelle,
        )  # fmt: skip


def test_a_motion_can_be_recorded_on_a_released_paper(client, papier):
    acts = oeffne(client, papier.amt.geschaeftsstelle, papier)["aenderungsantraege"]["handlungen"]
    assert [(a.label, a.url) for a in acts] == [
        ("Änderungsantrag erfassen", reverse("aenderungsantrag_neu", args=[papier.pk]))
    ]


@pytest.mark.parametrize("stand", [S.ENTWURF, S.MITZEICHNUNG, S.BESCHLOSSEN, S.ZURUECKGEZOGEN])
def test_a_motion_says_in_which_state_it_is_recorded(client, papier, stand):
    im_stand(papier, stand)
    acts = oeffne(client, papier.amt.geschaeftsstelle, papier)["aenderungsantraege"]["handlungen"]
    assert gruende(acts) == {"Änderungsantrag erfassen": f"Das geht nur im Stand „{S.FREIGEGEBEN.label}“."}


def test_who_has_no_right_to_record_motions_reads_nothing_of_it(client, papier):
    im_stand(papier, S.BESCHLOSSEN)
    assert oeffne(client, papier.amt.sachbearbeitung, papier)["aenderungsantraege"] is None


def test_the_result_of_a_motion_says_when_it_is_recorded(client, papier):
    eine = motion(papier)
    label = f"Ergebnis erfassen: {eine}"
    assert (
        gruende(oeffne(client, papier.amt.geschaeftsstelle, papier)["aenderungsantraege"]["handlungen"])[
            label
        ]
        == ""
    )
    im_stand(papier, S.ENTWURF)
    acts = oeffne(client, papier.amt.geschaeftsstelle, papier)["aenderungsantraege"]["handlungen"]
    assert "Freigegeben" in gruende(acts)[label]
    assert oeffne(client, papier.amt.sachbearbeitung, papier)["aenderungsantraege"]["handlungen"] == []


def test_files_of_the_other_kind_say_when(client, papier):
    acts = gruende(oeffne(client, papier.amt.geschaeftsstelle, papier)["dateien"]["handlungen"])
    assert acts["Tischvorlage hinzufügen"] == ""
    assert acts["Anlage hinzufügen oder entfernen"] == f"Das geht nur im Stand „{S.ENTWURF.label}“."
    im_stand(papier, S.ENTWURF)
    acts = gruende(oeffne(client, papier.amt.geschaeftsstelle, papier)["dateien"]["handlungen"])
    assert "Freigegeben" in acts["Tischvorlage hinzufügen oder entfernen"]


def test_minutes_of_a_sitting_without_a_result_say_so(client, papier):
    acts = gruende(oeffne(client, papier.amt.geschaeftsstelle, papier)["nicht_moeglich"])
    assert "noch kein Ergebnis erfasst" in acts["Ergebnis mit der Niederschrift bestätigen"]
    assert "Ergebnis mit der Niederschrift bestätigen" not in gruende(
        oeffne(client, papier.amt.sachgebietsleitung, papier)["nicht_moeglich"]
    )


def test_whose_step_it_is_not_reads_why(client, papier):
    leitung = gruende(oeffne(client, papier.amt.sachgebietsleitung, papier)["nicht_moeglich"])
    assert set(leitung) == {"Vorlage mitzeichnen", "Vorlage freigeben", "Vorlage ohne Zeichnung zurückgeben"}
    assert all(S.MITZEICHNUNG.label in satz for satz in leitung.values())
    schreibend = gruende(oeffne(client, papier.amt.geschaeftsstelle, papier)["nicht_moeglich"])
    assert set(schreibend) == {"Vorlage ausarbeiten", "Ergebnis mit der Niederschrift bestätigen"}
    im_stand(papier, S.ENTWURF)
    schreibend = gruende(oeffne(client, papier.amt.geschaeftsstelle, papier)["nicht_moeglich"])
    assert set(schreibend) >= {"Ergebnis der Vorberatung erfassen", "Beschluss erfassen"}


def test_a_municipality_and_a_withdrawn_paper_show_no_steps(client, papier):
    im_stand(papier, S.ZURUECKGEZOGEN)
    assert oeffne(client, papier.amt.sachgebietsleitung, papier)["nicht_moeglich"] == []


@pytest.mark.parametrize("erlaubt", [True, False])
def test_submitted_the_municipality_reads_why_it_cannot_join_others_any_more(client, erlaubt):
    fall = Fall().gehe("einreichen")
    with ohne_tore():
        Richtlinienfassung.objects.filter(pk=fall.antrag.fassung_id).update(zusammenschluss_erlaubt=erlaubt)
    client.force_login(fall.clerk)
    acts = gruende(client.get(reverse("antrag", args=[fall.antrag.pk])).context["nicht_moeglich"])
    assert ("nur im Entwurf" in acts.get("Gemeinsam mit anderen Kommunen beantragen", "")) is erlaubt


def test_waiting_for_the_signature_the_clerk_reads_what_waits(client):
    fall = Fall().gehe("zur_unterschrift")
    client.force_login(fall.clerk)
    acts = gruende(client.get(reverse("antrag", args=[fall.antrag.pk])).context["nicht_moeglich"])
    assert {"Angaben ändern", "Angaben eines früheren Antrags übernehmen", "Antrag einreichen"} <= set(acts)


def test_an_opinion_given_says_why_the_request_stays(client):
    fall = Fall().gehe("einreichen")
    stelle = f.benutzer(Rolle.KAEMMEREI, fall.kreis)
    with fall.uhr():
        (bitte,) = fachstellungnahme.erbitten(
            antrag=fall.antrag,
            stellen=[Rolle.KAEMMEREI],
            bis=fall.tag + timedelta(days=14),
            frage="Gedeckt?",
            by=fall.wer("sb"),
            heute=fall.tag,
        )
    client.force_login(fall.sb)
    adresse = reverse("fachstellungnahme", args=[bitte.pk])
    assert gruende(client.get(adresse).context["handlungen"]) == {"Bitte zurücknehmen": ""}
    with fall.uhr():
        fachstellungnahme.abgeben(bitte=bitte, votum="keine_bedenken", antwort="", by=stelle, heute=fall.tag)
    assert gruende(client.get(adresse).context["handlungen"])["Bitte zurücknehmen"]
    client.force_login(stelle)
    assert client.get(adresse).context["handlungen"] == []
