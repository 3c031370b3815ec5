"""While an application is returned the office reads what was handed in, on every page and in every file, not what is being written."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Antrag, Rolle
from antraege.services import anlagen, eingereicht, fachstellungnahme, pruefzahlen
from antraege.services import antrag as antragsdienst
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
    """0.50 VZÄ for 52 persons were handed in; the municipality is changing that to 0.75 for 99 and adds a paper."""
    fall = Fall()
    with zeit.gestellt(f.TAG, time(10, 0)):
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
    fall.neu = anlagen.hinzufuegen(
        antrag=antrag, art="konzept", datei=probe.datei(probe.pdf(), "Konzept.pdf"), by=clerk, heute=f.TAG
    )
    return fall


def seite(person, name, *args, **abfrage):
    antwort = browser(person).get(reverse(name, args=args), abfrage)
    return antwort.getvalue().decode("utf-8-sig")


def geprueft(inhalt, *da, ohne=()):
    assert [text for text in da if text not in inhalt] == []
    assert [text for text in ohne if text in inhalt] == []


def test_the_office_reads_the_submission_and_the_municipality_its_draft(fall):
    amt, kommune = (seite(person, "antrag", fall.antrag.pk) for person in (fall.sb, fall.clerk))
    geprueft(amt, HALB, WORTE, ohne=["0,75", "Noch in Arbeit.", "Konzept.pdf"])
    geprueft(kommune, "0,75\u00a0VZÄ", "Konzept.pdf")


def test_a_partner_of_a_joint_application_reads_what_was_handed_in(fall):
    andere = f.kommune(fall.kreis)
    partner = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, fall.kreis, andere)
    assert eingereicht.zahl(partner, fall.frisch, "beantragt_vzae") == Decimal("0.50")
    assert eingereicht.zahl(fall.wer("clerk"), fall.frisch, "beantragt_vzae") == Decimal("0.75")
    assert fall.neu not in eingereicht.unterlagen(partner, fall.frisch)


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
    geprueft(seite(fall.sb, "antrag", fall.antrag.pk), "0,75\u00a0VZÄ", "Konzept.pdf")


def test_by_what_nobody_handed_in_the_office_does_not_go_on(fall):
    danach = fall.antrag.fristen.offen().get(art="ergaenzung").faellig_am + timedelta(days=1)
    with zeit.gestellt(danach, time(10, 0)), pytest.raises(Verweigert, match="aber nicht eingereicht"):
        verfahren.ohne_ergaenzung_weiterpruefen(
            antrag=fall.frisch, grund="Keine Antwort.", by=fall.wer("sb"), heute=danach
        )
    assert Antrag.objects.get(pk=fall.antrag.pk).status == "nachforderung"


def test_the_list_takes_as_many_queries_at_one_returned_row_as_at_three(fall):
    anzahl, client = [], browser(fall.sb)
    for weitere in (0, 0, 2):
        for _ in range(weitere):
            Fall(kreis=fall.kreis, runde=fall.runde).gehe("einreichen", "zurueckgeben")
        with CaptureQueriesContext(connection) as gesehen:
            assert client.get(reverse("antraege")).status_code == 200
        anzahl.append(sum("demouhr" not in q["sql"] for q in gesehen.captured_queries))
    assert anzahl[1] == anzahl[2]


@pytest.mark.parametrize(
    ("text", "zahl"),
    [
        ("0,50\u00a0VZÄ", "0.50"),
        ("12.000,00\u00a0€", "12000.00"),
        ("52", "52"),
        ("1.204 (Abweichung: 3 mehr)", "1204"),
        ("–", None),
    ],
)
def test_kept_words_are_figures_again(text, zahl):
    assert eingereicht.als_zahl(text) == (zahl and Decimal(zahl))
