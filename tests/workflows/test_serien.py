"""Notices of a whole paper or round: each through the single act, a refusal stays with its case, one message a run."""

from copy import deepcopy
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Bekanntgabezustimmung,
    Bescheid,
    Ereignis,
    Protokolleintrag,
    Serienlauf,
    Serienzeile,
)
from antraege.services import bescheid as bescheiddienst
from tests import factories as f
from tests.notifications.hilfen import relay
from tests.workflows.fall import Fall, ereignisse, offen, status
from tests.workflows.test_statements import NICHT_GEZAEHLT
from workflows import serien, tasks

E, H = Serienzeile.Ergebnis, Serienlauf.Handlung
BIS_ENTSCHIEDEN = ("einreichen", "vollstaendig", "empfehlen", "zeichnen")


def bauen(anzahl=3):
    """Cases of one round that the administration decided, with the same officer and head of unit."""
    kreis = f.landkreis()
    runde = f.runde(kreis, kontingent="60.00")
    faelle = [Fall(kreis=kreis, runde=runde) for _ in range(anzahl)]
    for fall in faelle:
        fall.sb, fall.sgl, fall.al = faelle[0].sb, faelle[0].sgl, faelle[0].al
        fall.gehe(*BIS_ENTSCHIEDEN)
    return faelle


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(bauen)


@pytest.fixture
def drei(gebaut, db):
    return deepcopy(gebaut)


def lauf(faelle, handlung, wer):
    """A run over the round, done at once."""
    einer = faelle[0]
    with einer.uhr():
        neu = serien.starten(ziel=einer.runde, handlung=handlung, by=einer.wer(wer))
        serien.ausfuehren(neu.pk)
    neu.refresh_from_db()
    return neu


def zeilen(neu, faelle):
    """The lines of a run in the order of these cases."""
    je_antrag = {zeile.antrag_id: zeile for zeile in neu.zeilen.all()}
    return [je_antrag[fall.antrag.pk] for fall in faelle]


def ergebnisse(neu, faelle):
    return [zeile.ergebnis for zeile in zeilen(neu, faelle)]


def test_all_are_drafted_then_released_and_provided(drei):
    entworfen = lauf(drei, H.ENTWERFEN, "sb")
    assert (ergebnisse(entworfen, drei), entworfen.beendet_am is not None) == ([E.GETAN] * 3, True)
    assert [offen(fall.antrag) for fall in drei] == [["bescheid_freigeben"]] * 3
    freigegeben = lauf(drei, H.FREIGEBEN, "sgl")
    assert ergebnisse(freigegeben, drei) == [E.GETAN] * 3
    bescheide = list(Bescheid.objects.filter(antrag__runde=drei[0].runde).order_by("nummer"))
    assert [b.nummer[-4:] for b in bescheide] == ["0001", "0002", "0003"]
    assert {(b.status, bool(b.pdf), b.freigegeben_von_id) for b in bescheide} == {
        ("bereitgestellt", True, drei[0].sgl.pk)
    }
    assert [offen(fall.antrag) for fall in drei] == [["bekanntgabe"]] * 3


def test_each_case_leaves_what_the_single_act_leaves(drei):
    einzeln, *viele = drei
    vorschlag = bescheiddienst.vorschlag(einzeln.antrag)
    einzeln.schritt(
        einzeln.antrag,
        "bescheid_entwerfen",
        "entwerfen",
        "sb",
        begruendung=vorschlag.begruendung,
        nebenbestimmungen=vorschlag.nebenbestimmungen,
    )
    lauf(drei, H.ENTWERFEN, "sb")
    einzeln.gehe("bescheid_freigeben")
    lauf(drei, H.FREIGEBEN, "sgl")
    spuren = [
        (ereignisse(fall.antrag), offen(fall.antrag), *_worte(fall.antrag)) for fall in (einzeln, *viele)
    ]
    assert spuren == [spuren[0]] * 3


def _worte(antrag):
    bescheid = Bescheid.objects.get(antrag=antrag)
    werte = [
        getattr(bescheid, name)
        for name in ("art", "vzae", "betrag", "begruendung", "nebenbestimmungen", "weg")
    ]
    return *werte, list(bescheid.jahre.values_list("jahr", "betrag")), bescheid.entworfen_von_id


def test_what_somebody_did_before_is_recognised(drei):
    drei[1].gehe("bescheid_entwerfen")
    neu = lauf(drei, H.ENTWERFEN, "sb")
    assert ergebnisse(neu, drei) == [E.GETAN, E.SCHON, E.GETAN]
    assert Bescheid.objects.get(antrag=drei[1].antrag).begruendung == "Die Voraussetzungen liegen vor."


def test_a_second_run_over_what_is_done_has_nothing_to_begin(drei):
    lauf(drei, H.ENTWERFEN, "sb")
    with pytest.raises(Verweigert, match="kein Bescheid"):
        lauf(drei, H.ENTWERFEN, "sb")


def test_a_refusal_stays_with_its_case(drei):
    """The head of unit drafted one herself, and one draft came back."""
    f.Mitgliedschaft.objects.create(
        benutzer=drei[0].sgl, rolle="sachbearbeitung", landkreis=drei[0].kreis, von="2016-01-01"
    )
    drei[0].schritt(
        drei[0].antrag, "bescheid_entwerfen", "entwerfen", "sgl", begruendung="Passt.", nebenbestimmungen=""
    )
    drei[1].gehe("bescheid_entwerfen", "bescheid_zurueckgeben")
    assert ergebnisse(lauf(drei, H.ENTWERFEN, "sb"), drei) == [E.SCHON, E.VERWEIGERT, E.GETAN]
    neu = lauf(drei, H.FREIGEBEN, "sgl")
    assert ergebnisse(neu, drei) == [E.VERWEIGERT, E.VERWEIGERT, E.GETAN]
    selbst, zurueck, _ = zeilen(neu, drei)
    assert selbst.satz.startswith("Sie haben den Bescheid selbst entworfen.")
    assert zurueck.satz.startswith("Der Bescheid ist noch nicht zur Freigabe gegeben.")
    assert [status(fall.antrag) for fall in drei] == ["beschlossen", "beschlossen", "beschieden"]


def test_a_text_that_cannot_be_printed_stays_with_its_case(drei):
    antrag = drei[1].antrag
    type(antrag).objects.filter(pk=antrag.pk).update(empfehlung_begruendung="Gut 🎉")
    neu = lauf(drei, H.ENTWERFEN, "sb")
    assert ergebnisse(neu, drei) == [E.GETAN, E.VERWEIGERT, E.GETAN]
    assert "lässt sich nicht drucken" in zeilen(neu, drei)[1].satz


def test_a_technical_failure_stays_with_its_case_and_is_told(drei, monkeypatch):
    richtig = bescheiddienst.vorschlag

    def kaputt(antrag, *mehr):
        if antrag.pk == drei[1].antrag.pk:
            raise RuntimeError("kaputt")
        return richtig(antrag, *mehr)

    monkeypatch.setattr(bescheiddienst, "vorschlag", kaputt)
    neu = lauf(drei, H.ENTWERFEN, "sb")
    assert ergebnisse(neu, drei) == [E.GETAN, E.FEHLER, E.GETAN]
    assert offen(drei[1].antrag) == ["bescheid_entwerfen"]


def test_a_run_that_was_killed_goes_on_behind_its_last_case(drei, monkeypatch):
    richtig, gerufen = bescheiddienst.vorschlag, []

    def stirbt(antrag, *mehr):
        gerufen.append(antrag)
        if len(gerufen) == 2:
            raise KeyboardInterrupt
        return richtig(antrag, *mehr)

    monkeypatch.setattr(bescheiddienst, "vorschlag", stirbt)
    with drei[0].uhr():
        neu = serien.starten(ziel=drei[0].runde, handlung=H.ENTWERFEN, by=drei[0].wer("sb"))
        with pytest.raises(KeyboardInterrupt):
            serien.ausfuehren(neu.pk)
        assert sorted(ergebnisse(neu, drei)) == [E.GETAN, E.OFFEN, E.OFFEN]
        tasks.serien_fortsetzen()
    assert ergebnisse(neu, drei) == [E.GETAN] * 3
    assert Protokolleintrag.objects.filter(art=Ereignis.BESCHEID_ENTWORFEN).count() == 3


def test_two_runs_at_once_are_refused(drei):
    with drei[0].uhr():
        erster = serien.starten(ziel=drei[0].runde, handlung=H.ENTWERFEN, by=drei[0].wer("sb"))
        with pytest.raises(Konflikt, match="läuft schon eine Serie"):
            serien.starten(ziel=drei[0].runde, handlung=H.ENTWERFEN, by=drei[0].wer("sb"))
        serien.ausfuehren(erster.pk)
        assert not serien.ausfuehren(erster.pk)
    with pytest.raises(IntegrityError, match="serienlauf_zu_vorlage_oder_runde"):
        Serienlauf.objects.create(
            handlung=H.ENTWERFEN, gestartet_am=erster.gestartet_am, gestartet_von=drei[0].sb, gesamt=1
        )


@pytest.mark.parametrize(
    ("handlung", "wer"), [(H.ENTWERFEN, "sgl"), (H.ENTWERFEN, "gs"), (H.FREIGEBEN, "sb")]
)
def test_a_run_asks_the_role_of_its_act(drei, handlung, wer):
    with pytest.raises(Verweigert):
        lauf(drei, handlung, wer)


def test_the_office_hears_once_of_a_run_and_each_municipality_of_its_notice(drei):
    Bekanntgabezustimmung.objects.filter(kommune=drei[0].ort).delete()
    vorher = len(relay())
    lauf(drei, H.ENTWERFEN, "sb")
    gesandt = relay()[vorher:]
    leitung = {fall.sgl.pk for fall in drei}
    assert [n.art for n in gesandt if n.benutzer_id in leitung] == ["aufgabe"]
    assert "Freigabe der Bescheide" in gesandt[0].betreff
    lauf(drei, H.FREIGEBEN, "sgl")
    danach = relay()[vorher + len(gesandt) :]
    assert sum(n.art == "bescheid_bereit" and n.kanal == "email" for n in danach) == 2
    assert sum(n.art == "bescheid_folgt" and n.kanal == "email" for n in danach) == 1
    assert [n.art for n in danach if n.benutzer_id == drei[0].sb.pk] == ["hinweis"]


def test_a_single_draft_tells_the_head_of_unit_as_ever(drei):
    lauf(drei[:1], H.ENTWERFEN, "sb")
    drei[0].tag += timedelta(days=1)
    drei[0].gehe("bescheid_zurueckgeben")
    relay()
    vorher = len(relay())
    drei[0].gehe("bescheid_entwerfen")
    assert drei[0].sgl.pk in {n.benutzer_id for n in relay()[vorher:]}


LUECKEN = [
    ({"ansatz": 1}, "1 Bescheid wartet auf den Haushalt"),
    ({"gesperrt": True}, "1 Bescheid wartet auf den Haushalt"),
    ({"in_kraft_am": None}, "Ausnahme vom Haushaltsvorbehalt prüfen"),
    ({"in_kraft_am": None, "ansatz": 1}, "Ausnahme vom Haushaltsvorbehalt prüfen"),
    ({}, None),
]


@pytest.mark.parametrize(("felder", "betreff"), LUECKEN)
def test_a_single_draft_tells_the_kaemmerei_once_what_it_lacks(drei, felder, betreff):
    fall, person = drei[0], f.benutzer("kaemmerei", drei[0].kreis)
    fall.runde.programm.ermaechtigungen.update(**felder)
    relay()
    fall.gehe("bescheid_entwerfen")
    with fall.uhr():
        briefe = [n for n in relay() if n.benutzer == person and n.art != "hinweis"]
    erwartet = [f"{fall.antrag.vorgangsnummer} – {betreff}"] if betreff else []
    assert [n.betreff for n in briefe] == erwartet
    if betreff and "wartet" in betreff:
        assert f"{fall.ort}, {fall.runde}. Er lässt sich noch nicht freigeben" in briefe[0].text
        assert reverse("haushalt", args=[fall.runde.programm_id]) in briefe[0].text


# act -> statements of one more notice: lock, facts, log, deadlines, tasks, the line of the run; savepoints aside
ANWEISUNGEN = {H.ENTWERFEN: ("sb", 10), H.FREIGEBEN: ("sgl", 16)}


def test_one_more_notice_costs_so_many_statements(drei):
    for handlung, (wer, je_fall) in ANWEISUNGEN.items():
        with drei[0].uhr():
            neu = serien.starten(ziel=drei[0].runde, handlung=handlung, by=drei[0].wer(wer))
            with CaptureQueriesContext(connection) as gesehen:
                serien.ausfuehren(neu.pk)
        sql = [q["sql"].strip() for q in gesehen if not q["sql"].startswith(NICHT_GEZAEHLT)]
        grenzen = [nr for nr, satz in enumerate(sql) if satz.startswith('UPDATE "antraege_serienzeile"')]
        abstaende = {spaeter - frueher for frueher, spaeter in pairwise(grenzen)}
        assert abstaende == {je_fall}, "\n".join(satz[:150] for satz in sql)


def test_after_a_run_the_kaemmerei_reads_once_what_waits_for_the_budget_and_where(drei, client):
    kreis, programm = drei[0].kreis, drei[0].runde.programm
    programm.ermaechtigungen.update(in_kraft_am=None)
    person = f.benutzer("kaemmerei", kreis)
    lauf(drei, H.ENTWERFEN, "sb")
    (nachricht,) = [n for n in relay() if n.benutzer == person and n.art != "hinweis"]
    assert nachricht.betreff.endswith("3 Bescheide warten auf den Haushalt")
    assert reverse("haushalt", args=[programm.pk]) in nachricht.text
    with drei[0].uhr():
        client.force_login(person)
        wartend = client.get(reverse("haushalt", args=[programm.pk])).context["wartend"]
    assert sorted(zeile.note for zeile in wartend) == sorted(fall.antrag.vorgangsnummer for fall in drei)


def test_after_a_run_that_waits_for_nothing_the_kaemmerei_reads_nothing(drei):
    person = f.benutzer("kaemmerei", drei[0].kreis)
    lauf(drei, H.ENTWERFEN, "sb")
    assert [n.betreff for n in relay() if n.benutzer == person and "Haushalt" in n.betreff] == []
