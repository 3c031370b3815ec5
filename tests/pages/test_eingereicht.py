"""While an application is returned the office reads what was handed in, on every page and in every file, not what is being written."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antraege import zeit
from antraege.models import Antrag, Rolle
from antraege.services import anlagen, eingereicht, fachstellungnahme, pruefzahlen
from antraege.services import antrag as antragsdienst
from antraege.views import akte
from tests import dateiproben as probe
from tests import factories as f
from tests.workflows.fall import Fall
from tests.workflows.test_seiten import browser
from workflows import verfahren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
HALB = "0,50\u00a0VZÄ"
WORTE = "Betreuung in der Anschlussunterbringung."


@pytest.fixture
def fall():
    """0.50 VZÄ for 52 persons were handed in; the municipality is changing that to 0.75 for 99 and puts one paper for another."""
    fall = Fall()
    with zeit.gestellt(f.TAG, time(10, 0)):
        fall.alt = papier(fall, "stellenbeschreibung", "Stelle.pdf")
        fall.gehe("einreichen")
    fall.kaemmerei = f.benutzer(Rolle.KAEMMEREI, fall.kreis)
    fachstellungnahme.erbitten(
        antrag=fall.antrag,
        stellen=["kaemmerei"],
        frage="Passt das?",
        bis=date(2027, 4, 1),
        by=fall.wer("sb"),
        heute=f.TAG,
    )
    fall.gehe("zurueckgeben")
    antrag = fall.frisch = Antrag.objects.get(pk=fall.antrag.pk)
    gruppe = antrag.runde.zielgruppen.get()
    felder = {"beantragt_vzae": Decimal("0.75"), "personen_gesamt": 99, "begruendung": "Noch in Arbeit."}
    clerk = fall.wer("clerk")
    antragsdienst.speichern(
        antrag=antrag,
        felder=felder,
        fallzahlen={gruppe.pk: 99},
        version=antrag.version,
        by=clerk,
        heute=f.TAG,
    )
    fall.neu = papier(fall, "konzept", "Konzept.pdf")
    anlagen.entfernen(anlage=fall.alt, by=clerk, heute=f.TAG)
    return fall


def papier(fall, art, name):
    datei = probe.datei(probe.pdf(), name)
    return anlagen.hinzufuegen(antrag=fall.antrag, art=art, datei=datei, by=fall.wer("clerk"), heute=f.TAG)


def weiterpruefen(fall):
    """The deadline passes in silence, the office goes on."""
    danach = fall.antrag.fristen.offen().get(art="ergaenzung").faellig_am + timedelta(days=1)
    with zeit.gestellt(danach, time(10, 0)):
        verfahren.ohne_ergaenzung_weiterpruefen(
            antrag=fall.frisch, grund="Keine Antwort.", by=fall.wer("sb"), heute=danach
        )


def zurueckziehen(fall):
    verfahren.antrag_zurueckziehen(
        antrag=fall.frisch, grund="Kein Bedarf.", by=fall.wer("clerk"), heute=f.TAG
    )


def seite(person, name, *args, **abfrage):
    antwort = browser(person).get(reverse(name, args=args), abfrage)
    return antwort.getvalue().decode("utf-8-sig")


def geprueft(inhalt, *da, ohne=()):
    assert [text for text in da if text not in inhalt] == []
    assert [text for text in ohne if text in inhalt] == []


def test_the_office_reads_the_submission_and_the_municipality_its_draft(fall):
    amt, kommune = (seite(person, "antrag", fall.antrag.pk) for person in (fall.sb, fall.clerk))
    geprueft(amt, HALB, WORTE, "Stelle.pdf", ohne=["0,75", "Noch in Arbeit.", "Konzept.pdf", "Entfernt"])
    geprueft(kommune, "0,75\u00a0VZÄ", "Konzept.pdf", ohne=["Stelle.pdf"])


def test_a_partner_of_a_joint_application_reads_what_was_handed_in(fall):
    andere = f.kommune(fall.kreis)
    partner = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, fall.kreis, andere)
    assert eingereicht.zahl(partner, fall.frisch, "beantragt_vzae") == Decimal("0.50")
    assert eingereicht.zahl(fall.wer("clerk"), fall.frisch, "beantragt_vzae") == Decimal("0.75")
    assert {fall.alt, fall.neu} & set(eingereicht.unterlagen(partner, fall.frisch)) == {fall.alt}


def test_a_paper_that_is_not_handed_in_cannot_be_fetched_either(fall):
    for person, status in ((fall.sb, 404), (fall.clerk, 200)):
        antwort = browser(person).get(reverse("anlage", args=[fall.neu.pk]))
        assert antwort.status_code == status
        assert antwort.getvalue()  # reads and closes the file


def test_whoever_is_asked_for_an_opinion_reads_the_submission(fall):
    pk = fall.antrag.fachstellungnahmen.get().pk
    geprueft(seite(fall.kaemmerei, "fachstellungnahme", pk), WORTE, ohne=["Noch in Arbeit."])


def test_lists_files_and_sums_count_what_was_handed_in(fall):
    geprueft(seite(fall.sb, "antraege"), HALB, ohne=["0,75"])
    geprueft(seite(fall.sb, "runde", fall.runde.pk), HALB, ohne=["0,75"])
    datei = seite(fall.sb, "antraege_datei", runde=fall.runde.pk, als="csv")
    geprueft(datei, ";0,50;24000,00;6000,00;", ";52;52", ohne=["0,75", ";99"])
    zeile = next(z for z in pruefzahlen.pruefzahlen(fall.frisch) if z.was == "Alle Anträge der Runde")
    assert zeile.beantragt == HALB


def test_handed_in_again_everybody_reads_the_same(fall):
    fall.gehe("ergaenzen")
    geprueft(seite(fall.sb, "antrag", fall.antrag.pk), "0,75\u00a0VZÄ", "Konzept.pdf", "Entfernt")
    geprueft(seite(fall.clerk, "antrag", fall.antrag.pk), "Konzept.pdf", ohne=["Stelle.pdf"])


@pytest.mark.parametrize("ende", [weiterpruefen, zurueckziehen])
def test_without_a_completion_it_reads_as_handed_in_and_the_municipality_keeps_its_words(fall, ende):
    ende(fall)
    amt, kommune = (seite(person, "antrag", fall.antrag.pk) for person in (fall.sb, fall.clerk))
    ungesagt = ["0,75", "Noch in Arbeit.", "Konzept.pdf", "Nicht eingereichte"]
    geprueft(amt, HALB, WORTE, "Stelle.pdf", ohne=ungesagt)
    geprueft(kommune, HALB, WORTE, "Stelle.pdf", *ungesagt)
    assert Antrag.objects.get(pk=fall.antrag.pk).beantragt_vzae == Decimal("0.50")


def test_what_was_never_handed_in_stays_the_municipality_s_own(fall):
    weiterpruefen(fall)
    antrag = Antrag.objects.get(pk=fall.antrag.pk)
    partner = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, fall.kreis, f.kommune(fall.kreis))
    assert [bool(akte.nicht_eingereicht(wer, antrag)) for wer in (fall.sb, partner, fall.clerk)] == [
        False,
        False,
        True,
    ]
    assert fall.neu not in eingereicht.unterlagen(partner, antrag)
    test_a_paper_that_is_not_handed_in_cannot_be_fetched_either(fall)


def test_the_list_takes_as_many_queries_at_one_returned_row_as_at_three(fall):
    anzahl, client = [], browser(fall.sb)
    for weitere in (0, 0, 2):
        for _ in range(weitere):
            Fall(kreis=fall.kreis, runde=fall.runde).gehe("einreichen", "zurueckgeben")
        with CaptureQueriesContext(connection) as gesehen:
            assert client.get(reverse("antraege")).status_code == 200
        anzahl.append(sum("demouhr" not in q["sql"] for q in gesehen.captured_queries))
    assert anzahl[1] == anzahl[2]
