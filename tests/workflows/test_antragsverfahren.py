"""Every edge of the Antragsverfahren once, every loop twice: nodes, legal state, log and messages after each act."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Antrag, Ereignis, Frist, Protokolleintrag, Status
from antraege.services.runde import antragsfrist_verlaengern
from tests import factories as f
from tests.workflows.fall import Fall, botschaften, ereignisse, offen, status, weg
from workflows import verfahren
from workflows.ablauf import rechtzeitig_geworden
from workflows.models import Antragsprozess

pytestmark = pytest.mark.django_db

# act -> (node that waits afterwards, legal state, entries it leaves)
IN_TIME = [
    ("einreichen", "formale_pruefung", "eingereicht", ["antrag_eingereicht"]),
    ("zurueckgeben", "ergaenzung", "nachforderung", ["antrag_zurueckgegeben"]),
    ("ergaenzen", "formale_pruefung", "eingereicht", ["antrag_ergaenzt"]),
    ("zurueckgeben", "ergaenzung", "nachforderung", ["antrag_zurueckgegeben"]),
    ("ergaenzen", "formale_pruefung", "eingereicht", ["antrag_ergaenzt"]),
    ("vollstaendig", "fachliche_pruefung", "vollstaendig", ["antrag_vollstaendig"]),
    ("empfehlen", "zeichnung", "in_zeichnung", ["antrag_empfohlen"]),
    ("ohne_zeichnung", "fachliche_pruefung", "vollstaendig", ["ohne_zeichnung_zurueck"]),
    ("empfehlen", "zeichnung", "in_zeichnung", ["antrag_empfohlen"]),
    ("ohne_zeichnung", "fachliche_pruefung", "vollstaendig", ["ohne_zeichnung_zurueck"]),
    ("empfehlen", "zeichnung", "in_zeichnung", ["antrag_empfohlen"]),
    ("zeichnen", "bescheid_entwerfen", "beschlossen", ["antrag_gezeichnet", "antrag_entschieden"]),
    ("bescheid_entwerfen", "bescheid_freigeben", "beschlossen", ["bescheid_entworfen"]),
    ("bescheid_zurueckgeben", "bescheid_entwerfen", "beschlossen", ["bescheid_zurueckgegeben"]),
    ("bescheid_entwerfen", "bescheid_freigeben", "beschlossen", ["bescheid_entworfen"]),
    ("bescheid_zurueckgeben", "bescheid_entwerfen", "beschlossen", ["bescheid_zurueckgegeben"]),
    ("bescheid_entwerfen", "bescheid_freigeben", "beschlossen", ["bescheid_entworfen"]),
    ("bescheid_freigeben", "bekanntgabe", "beschieden", ["bescheid_freigegeben", "bescheid_bereitgestellt"]),
    ("oeffnen", "stelle_erfassen", "beschieden", ["bescheid_geoeffnet"]),
    ("stelle_erfassen", None, "abgeschlossen", ["stelle_erfasst", "antrag_abgeschlossen"]),
]
SIGNED_ELSEWHERE = [
    ("zur_unterschrift", "unterschrift", "zur_unterschrift", ["antrag_zur_unterschrift"]),
    ("in_entwurf", "entwurf", "entwurf", ["antrag_in_entwurf"]),
    ("zur_unterschrift", "unterschrift", "zur_unterschrift", ["antrag_zur_unterschrift"]),
    ("in_entwurf", "entwurf", "entwurf", ["antrag_in_entwurf"]),
    ("zur_unterschrift", "unterschrift", "zur_unterschrift", ["antrag_zur_unterschrift"]),
    ("unterschreiben", "formale_pruefung", "eingereicht", ["antrag_eingereicht"]),
]
CUT = [
    *SIGNED_ELSEWHERE,
    ("vollstaendig", "fachliche_pruefung", "vollstaendig", ["antrag_vollstaendig"]),
    ("kuerzen", "stellungnahme", "stellungnahme", ["stellungnahme_erbeten"]),
    ("stellungnahme", "zeichnung", "in_zeichnung", ["stellungnahme_eingegangen"]),
]
REFUSED = [
    ("einreichen", "formale_pruefung", "eingereicht", ["antrag_eingereicht"]),
    ("vollstaendig", "fachliche_pruefung", "vollstaendig", ["antrag_vollstaendig"]),
    ("ablehnend", "stellungnahme", "stellungnahme", ["stellungnahme_erbeten"]),
    ("stellungnahme", "zeichnung", "in_zeichnung", ["stellungnahme_eingegangen"]),
    ("zeichnen", "bescheid_entwerfen", "beschlossen", ["antrag_gezeichnet", "antrag_entschieden"]),
    ("bescheid_entwerfen", "bescheid_freigeben", "beschlossen", ["bescheid_entworfen"]),
    ("bescheid_freigeben", "bekanntgabe", "beschieden", ["bescheid_freigegeben", "bescheid_bereitgestellt"]),
    ("oeffnen", None, "abgeschlossen", ["bescheid_geoeffnet", "antrag_abgeschlossen"]),
]
WEGE = {"im Rahmen": IN_TIME, "mit Unterschrift, gekürzt": CUT, "abgelehnt": REFUSED}


KOMMUNE = "an clerk mayor postfach"
AN_LEITUNG, AN_AMT, SOFORT_AN_AMT = ["aufgabe an sgl"], ["aufgabe an sb"], ["aufgabe an postfach sb"]
# act -> the messages it causes: to the municipality, and to whom it is next in the district
BOTSCHAFTEN = {
    "zur_unterschrift": [f"zur_unterschrift {KOMMUNE}"],
    "in_entwurf": ["in_entwurf an clerk mayor"],
    "einreichen": [*AN_AMT, f"eingang {KOMMUNE}"],
    "unterschreiben": [*AN_AMT, f"eingang {KOMMUNE}"],
    "zurueckgeben": [f"rueckgabe {KOMMUNE}"],
    "ergaenzen": [*AN_AMT, f"ergaenzung_eingang {KOMMUNE}"],
    "vollstaendig": [f"vollstaendig {KOMMUNE}"],
    "empfehlen": AN_LEITUNG,
    "kuerzen": [f"stellungnahme {KOMMUNE}"],
    "ablehnend": [f"stellungnahme {KOMMUNE}"],
    "stellungnahme": [*AN_LEITUNG, "hinweis an sb", f"stellungnahme_eingang {KOMMUNE}"],
    "ohne_zeichnung": SOFORT_AN_AMT,
    "zeichnen": [*AN_AMT, "hinweis an sb"],
    "bescheid_entwerfen": AN_LEITUNG,
    "bescheid_zurueckgeben": SOFORT_AN_AMT,
    "bescheid_freigeben": [f"bescheid_bereit {KOMMUNE}"],
    "oeffnen": [f"bescheid_geoeffnet {KOMMUNE}", "hinweis an sb"],
    "stelle_erfassen": ["abgeschlossen an clerk mayor", f"anteil_erfasst {KOMMUNE}"],
}
ABGESCHLOSSEN = [
    "abgeschlossen an clerk mayor",
    *BOTSCHAFTEN["oeffnen"],
]  # opening a refusal ends the procedure


def walk(fall, weg_):
    """Take each act and compare at once."""
    for act, knoten, stand, eintraege in weg_:
        vorher = len(ereignisse(fall.antrag))
        fall.gehe(act)
        neu = Protokolleintrag.objects.filter(antrag=fall.antrag).order_by("pk")[vorher:]
        hier = (offen(fall.antrag), status(fall.antrag), [e.art for e in neu], botschaften(fall, neu))
        gehoert = BOTSCHAFTEN[act] if knoten or act != "oeffnen" else ABGESCHLOSSEN
        assert hier == ([knoten] if knoten else [], stand, eintraege, gehoert), act


@pytest.mark.parametrize("name", WEGE)
def test_each_act_moves_node_state_log_and_messages_together(name):
    walk(Fall(), WEGE[name])


def test_the_end_closes_the_process():
    fall = Fall()
    walk(fall, REFUSED)
    assert Antragsprozess.objects.get(antrag=fall.antrag).status == "DONE"
    assert weg(fall.antrag)[-3:] == ["foerderung", "abschluss", "ende"]


@pytest.mark.parametrize(
    ("act", "knoten", "stand"),
    [("zulassen", ["formale_pruefung"], "eingereicht"), ("ablehnen", [], "unzulaessig")],
)
def test_two_persons_admit_or_end_a_late_application(act, knoten, stand):
    fall = Fall()
    fall.tag = f.SCHLUSS.replace(month=4, day=1)
    fall.schritt(fall.antrag, "entwurf", "einreichen", "clerk", grund_verspaetung="Portal gestört.")
    assert offen(fall.antrag) == ["verspaetung_pruefen"]
    fall.gehe("vorschlagen")
    assert offen(fall.antrag) == ["verspaetung_entscheiden"]
    fall.gehe(act)
    assert (offen(fall.antrag), status(fall.antrag)) == (knoten, stand)


def test_an_inadmissible_application_ends_its_process():
    fall = Fall()
    fall.tag = f.SCHLUSS.replace(month=4, day=1)
    fall.schritt(fall.antrag, "entwurf", "einreichen", "clerk", grund_verspaetung="Portal gestört.").gehe(
        "vorschlagen", "ablehnen"
    )
    assert Antragsprozess.objects.get(antrag=fall.antrag).status == "DONE"
    assert weg(fall.antrag)[-2:] == ["zugelassen", "ende_unzulaessig"]


def mit_folgendem_beschluss():
    """The Gemeinderat's decision is announced: a deadline runs for it."""
    return Fall(beschluss=False, beschluss_folgt=True, beschluss_folgt_bis=date(2027, 5, 31))


def fristen(fall):
    return list(Frist.objects.offen().filter(antrag=fall.antrag).values_list("art", flat=True))


def test_an_inadmissible_application_owes_no_paper_any_more():
    fall = mit_folgendem_beschluss()
    fall.tag = f.SCHLUSS.replace(month=4, day=1)
    fall.schritt(fall.antrag, "entwurf", "einreichen", "clerk", grund_verspaetung="Portal gestört.")
    assert fristen(fall) == ["nachreichung"]
    assert fristen(fall.gehe("vorschlagen", "ablehnen")) == []


def test_a_refused_application_owes_no_paper_any_more():
    fall = mit_folgendem_beschluss()
    walk(fall, REFUSED[:-1])
    assert "nachreichung" in fristen(fall)
    assert fristen(fall.gehe("oeffnen")) == ["rechtsbehelf"]


@pytest.mark.parametrize("acts", [[], ["vorschlagen"]])
def test_a_later_last_day_makes_a_late_application_timely(acts):
    fall = Fall()
    fall.tag = f.SCHLUSS.replace(month=4, day=1)
    fall.schritt(fall.antrag, "entwurf", "einreichen", "clerk", grund_verspaetung="Stau.").gehe(*acts)
    with fall.uhr():
        assert rechtzeitig_geworden(fall.tag) == 0
        frist = {"bis": fall.tag.replace(day=9), "grund": "Portal gestört.", "heute": fall.tag}
        antragsfrist_verlaengern(runde=fall.runde, by=fall.wer("al"), **frist)
        assert [rechtzeitig_geworden(fall.tag) for _ in range(2)] == [1, 0]
    fall.antrag.refresh_from_db()
    assert (offen(fall.antrag), fall.antrag.verspaetet) == (["formale_pruefung"], False)
    eintrag = Protokolleintrag.objects.filter(antrag=fall.antrag).latest("pk")
    assert eintrag.text.text == (
        "Die Antragsfrist endet jetzt am 09.04.2027. Der Antrag ist am 01.04.2027, 10:00\u00a0Uhr eingegangen und damit rechtzeitig."
    )
    assert eintrag.art == Ereignis.VERSPAETUNG_ENTFALLEN
    assert botschaften(fall, [eintrag]) == ["aufgabe an sb", "verspaetung_entfallen an clerk mayor postfach"]
    assert (fall.antrag.verspaetung_vorschlag, fall.antrag.verspaetung_vorgeschlagen_von) == ("", None)
    fall.gehe("vollstaendig")


def test_a_timely_application_keeps_no_proposal_about_its_lateness():
    fall = Fall().gehe("einreichen")
    with pytest.raises(IntegrityError, match="antrag_rechtzeitig_ohne_entscheidung"), transaction.atomic():
        Antrag.objects.filter(pk=fall.antrag.pk).update(
            verspaetung_vorschlag="zulassen", verspaetung_vorgeschlagen_von=fall.sb
        )


def test_where_no_task_judges_the_lateness_nothing_is_done():
    fall = Fall().gehe("einreichen")
    Antrag.objects.filter(pk=fall.antrag.pk).update(verspaetet=True)  # loaded, without its procedure
    with fall.uhr():
        assert rechtzeitig_geworden(fall.tag) == 0


def test_nobody_refuses_what_a_later_last_day_made_timely():
    fall = Fall()
    fall.tag = f.SCHLUSS.replace(month=4, day=1)
    fall.schritt(fall.antrag, "entwurf", "einreichen", "clerk", grund_verspaetung="Stau.").gehe("vorschlagen")
    type(fall.runde).objects.filter(pk=fall.runde.pk).update(antrag_bis=fall.tag)
    with pytest.raises(Verweigert, match="rechtzeitig eingegangen"):
        fall.gehe("ablehnen")


def test_a_late_one_may_come_by_the_signature_too():
    fall = Fall().gehe("zur_unterschrift")
    fall.tag = f.SCHLUSS.replace(month=4, day=1)
    fall.schritt(fall.antrag, "unterschrift", "einreichen", "mayor", grund_verspaetung="Krankheit.")
    assert offen(fall.antrag) == ["verspaetung_pruefen"]


def test_withdrawal_cancels_tasks_and_process():
    fall = Fall().gehe("einreichen")
    fall.zurueckziehen()
    assert (offen(fall.antrag), status(fall.antrag)) == ([], Status.ZURUECKGEZOGEN)
    assert Antragsprozess.objects.get(antrag=fall.antrag).status == "CANCELED"
    assert ereignisse(fall.antrag)[-1] == "antrag_zurueckgezogen"


def test_a_failing_automatic_node_takes_the_whole_act_back():
    fall = Fall().gehe("einreichen", "vollstaendig", "empfehlen")
    f.Kontingent.objects.create(
        runde=fall.runde, art="endgueltig", vzae="0.10", stand=f.TAG, grundlage="Nachtrag"
    )
    before = ereignisse(fall.antrag)
    with pytest.raises(Exception, match="R5"):
        fall.gehe("zeichnen")
    assert (offen(fall.antrag), status(fall.antrag), ereignisse(fall.antrag)) == (
        ["zeichnung"],
        "in_zeichnung",
        before,
    )


def test_committee_round_waits_for_the_decision():
    fall = Fall("beschluss").gehe("einreichen", "vollstaendig", "empfehlen", "zeichnen")
    assert (offen(fall.antrag), status(fall.antrag)) == (["beschluss_da"], "gezeichnet")


def test_a_voided_signature_leads_back_to_the_subject_check_as_often_as_it_happens():
    fall = Fall("beschluss").gehe("einreichen", "vollstaendig", "empfehlen", "zeichnen")
    for _ in range(2):
        fall.zeichnung_aufheben()
        assert (offen(fall.antrag), status(fall.antrag)) == (["fachliche_pruefung"], "vollstaendig")
        assert ereignisse(fall.antrag)[-1] == "zeichnung_aufgehoben"
        fall.gehe("empfehlen", "zeichnen")
        assert (offen(fall.antrag), status(fall.antrag)) == (["beschluss_da"], "gezeichnet")
    assert weg(fall.antrag).count("entschieden") == 2
    assert [z.aufgehoben_am is None for z in fall.antrag.zeichnungen.order_by("pk")] == [False, False, True]


def test_after_a_voided_signature_the_committee_decides_as_ever():
    fall = Fall("beschluss").gehe("einreichen", "vollstaendig", "empfehlen", "zeichnen")
    fall.zeichnung_aufheben()
    fall.gehe("empfehlen", "zeichnen").vorlage_anlegen()
    with pytest.raises(Verweigert):  # on a paper it is too late
        fall.zeichnung_aufheben()
    fall.vorlage_gehe("freigabe", "freigeben", "al")
    fall.beraten("empfohlen").beraten("unveraendert_beschlossen")
    assert (offen(fall.antrag), status(fall.antrag)) == (["bescheid_entwerfen"], "beschlossen")


@pytest.mark.parametrize("wer", ["clerk", "gs"])
def test_a_signature_is_voided_by_the_deciding_office_alone(wer):
    fall = Fall("beschluss").gehe("einreichen", "vollstaendig", "empfehlen", "zeichnen")
    with pytest.raises(Verweigert, match="vorbehalten"):
        fall.zeichnung_aufheben(wer)
    assert status(fall.antrag) == "gezeichnet"


def test_tasks_carry_the_legal_clock():
    fall = Fall().gehe("einreichen")
    task = verfahren.offene_aufgaben(fall.antrag).get()
    assert task.created.astimezone(zeit.BERLIN).date() == fall.tag
