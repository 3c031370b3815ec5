"""Silence after a round's last day is told once, on the next working day, with the number of those who did not answer (R16)."""

import threading
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from antraege import zeit
from antraege.models import (
    Benutzer,
    Ereignis,
    Foerderprogramm,
    Foerderrunde,
    Inanspruchnahme,
    Kommune,
    Protokolleintrag,
    Richtlinienfassung,
    Rolle,
)
from antraege.services import inanspruchnahme, runde, schweigen
from tests import factories as f
from tests.notifications.hilfen import ohne_tore, relay
from tests.workflows.fall import Fall
from tests.workflows.test_rennen import wartet
from workflows import stille, tasks

pytestmark = pytest.mark.django_db

ENDE = date(2027, 3, 25)  # Gründonnerstag: after it come Good Friday, a weekend and Easter Monday
MELDUNG = date(2027, 3, 30)


def gemeldet():
    art = Ereignis.RUNDE_OHNE_ANTWORT
    return list(
        Protokolleintrag.objects.filter(art=art).order_by("pk").values_list("wirksam_am", "vorher", "nachher")
    )


def nachrichten():
    return sorted(
        (n.kanal, n.benutzer.email if n.benutzer else n.empfaenger_adresse)
        for n in relay()
        if n.art == "runde_ohne_antwort"
    )


def feststellen(tag):
    with zeit.gestellt(tag, time(5, 0)):
        return stille.feststellen(tag)


def lage():
    """One municipality handed in, one began a draft, one waived, two are silent, one may not apply."""
    kreis = f.landkreis()
    rd = f.runde(kreis, antrag_bis=ENDE)
    with ohne_tore():
        Richtlinienfassung.objects.update(antragsberechtigt=Kommune.Art.GEMEINDE)
    rd.fassung.refresh_from_db()
    eingereicht = Fall(kreis=kreis, runde=rd).gehe("einreichen")
    Fall(kreis=kreis, runde=rd)
    verzichtet = f.kommune(kreis)
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, verzichtet)
    with zeit.gestellt(f.TAG, time(10, 0)):
        inanspruchnahme.erklaeren(kommune=verzichtet, runde=rd, art="verzicht", by=clerk, heute=f.TAG)
    f.kommune(kreis), f.kommune(kreis), f.kommune(kreis, art=Kommune.Art.STADT)
    f.kommune(f.landkreis())
    return eingereicht, rd


def test_on_the_next_working_day_not_on_a_holiday_and_once():
    lage()
    tage = [
        ENDE,
        *(ENDE + timedelta(days=n) for n in range(1, 5)),
        MELDUNG,
        MELDUNG,
        MELDUNG + timedelta(days=1),
    ]
    assert [feststellen(tag) for tag in tage] == [0, 0, 0, 0, 0, 1, 0, 0]
    assert gemeldet() == [(MELDUNG, "25.03.2027", "2")]


def test_officers_and_their_head_get_one_message_each_even_with_both_roles():
    fall, _ = lage()
    Benutzer.objects.exclude(pk__in=[fall.sb.pk, fall.sgl.pk]).filter(
        mitgliedschaften__rolle__in=[Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG]
    ).update(is_active=False)
    fall.sgl.mitgliedschaften.create(rolle=Rolle.SACHBEARBEITUNG, landkreis=fall.kreis, von=date(2016, 1, 1))
    feststellen(MELDUNG)
    beide = sorted([fall.sb.email, fall.sgl.email])
    assert nachrichten() == [("email", e) for e in beide] + [("portal", e) for e in beide]


def test_the_message_names_the_number_and_the_round():
    lage()
    feststellen(MELDUNG)
    brief = next(n for n in relay() if n.art == "runde_ohne_antwort" and n.kanal == "portal")
    assert brief.betreff.endswith("Runde 2027/28 – 2 Kommunen ohne Antwort")
    assert "am 25.03.2027 abgelaufen. 2 Kommunen haben bis dahin nicht geantwortet." in brief.text


def test_of_two_runs_at_once_the_database_takes_one():
    lage()
    feststellen(MELDUNG)
    eintrag = Protokolleintrag.objects.get(art=Ereignis.RUNDE_OHNE_ANTWORT)
    eintrag.pk = None
    with pytest.raises(IntegrityError, match="schweigen_je_antragsfrist_einmal"), transaction.atomic():
        eintrag.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_a_second_run_on_its_own_connection_waits_and_finds_the_entry_of_the_first():
    with transaction.atomic():
        _, rd = lage()
    system, zweiter = Benutzer.objects.system(), []

    def laufe():
        zweiter.append(schweigen.melden(runde=rd, by=system, heute=MELDUNG))
        connections.close_all()

    faden = threading.Thread(target=laufe)
    with transaction.atomic():
        assert schweigen.melden(runde=rd, by=system, heute=MELDUNG)
        faden.start()
        assert wartet()
    faden.join()
    assert (zweiter, len(gemeldet())) == ([False], 1)


def test_a_last_day_moved_later_is_told_of_anew():
    fall, rd = lage()
    feststellen(MELDUNG)
    with zeit.gestellt(MELDUNG):
        runde.antragsfrist_verlaengern(
            runde=rd, bis=date(2027, 4, 15), grund="Ferien.", by=fall.wer("sgl"), heute=MELDUNG
        )
    assert [feststellen(date(2027, 4, n)) for n in (15, 16, 17)] == [0, 1, 0]
    assert [zeile[1] for zeile in gemeldet()] == ["25.03.2027", "15.04.2027"]


def test_where_all_answered_or_the_round_ended_long_ago_nobody_is_told():
    _, rd = lage()
    assert feststellen(ENDE + timedelta(days=15)) == 0
    Kommune.objects.filter(pk__in=[ort.pk for ort in schweigen.stille(rd)]).update(art=Kommune.Art.STADT)
    assert (feststellen(MELDUNG), gemeldet()) == (0, [])


def test_an_unpublished_round_waits_for_nobody():
    lage()
    with ohne_tore():
        Foerderrunde.objects.update(status="entwurf")
    assert feststellen(MELDUNG) == 0


def test_in_the_lands_programme_an_open_answer_counts_and_every_other_does_not():
    kreis = f.landkreis()
    land = f.programm(
        kreis, geber=Foerderprogramm.Geber.LAND, bewilligungsstelle=Foerderprogramm.Bewilligungsstelle.EXTERN
    )
    rd = f.runde(kreis, programm=land, kuerzel="IM27", antrag_bis=ENDE)
    for art in ("offen", "selbst", "an_landkreis_uebertragen", "verzicht"):
        erklaert = None if art == "offen" else f.TAG
        Inanspruchnahme.objects.create(kommune=f.kommune(kreis), runde=rd, art=art, erklaert_am=erklaert)
    f.kommune(kreis)  # no row at all
    feststellen(MELDUNG)
    assert gemeldet() == [(MELDUNG, "25.03.2027", "2")]


def test_the_minutely_task_tells_of_it():
    lage()
    with zeit.gestellt(MELDUNG):
        tasks.ablauf(), tasks.ablauf()
    assert len(gemeldet()) == 1
