"""A municipality asks for more time: what the database refuses, what the services do, who hears of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Ereignis, Frist, Fristwunsch, Rolle
from antraege.services import mehr_zeit
from tests import factories as f
from tests.notifications.hilfen import relay
from tests.workflows.fall import Fall
from workflows import ablauf, verfahren

pytestmark = pytest.mark.django_db

ENDE = f.TAG + timedelta(days=14)
SPAETER = f.TAG + timedelta(days=35)
BITTE = {"bis": SPAETER, "grund": "Der Gemeinderat tagt erst im Mai."}


def zurueck():
    return Fall().gehe("einreichen", "zurueckgeben")


def angehoert():
    return Fall().gehe("einreichen", "vollstaendig", "kuerzen")


def bitte(fall, heute=f.TAG, wer="clerk", **anders):
    with zeit.gestellt(heute):
        fakten = BITTE | anders
        return verfahren.mehr_zeit_erbitten(antrag=fall.antrag, by=fall.wer(wer), heute=heute, **fakten)


def ablehnen(fall, heute=f.TAG, wer="sb", grund="Der Kreistag tagt vorher."):
    verfahren.mehr_zeit_ablehnen(antrag=fall.antrag, grund=grund, by=fall.wer(wer), heute=heute)


def verlaengern(fall, bis=SPAETER, heute=f.TAG):
    return verfahren.frist_verlaengern(
        antrag=fall.antrag, bis=bis, grund="Bitte der Kommune.", by=fall.wer("sb"), heute=heute
    )


def frist(fall):
    return Frist.objects.offen().get(antrag=fall.antrag, art__in=Fristwunsch.ARTEN)


@pytest.mark.parametrize("weg", [zurueck, angehoert])
def test_asking_leaves_the_deadline_as_it_is(weg):
    fall = weg()
    vorher = frist(fall)
    wunsch = bitte(fall)
    assert (wunsch.frist, wunsch.bis, wunsch.gestellt_von) == (vorher, SPAETER, fall.clerk)
    assert frist(fall).faellig_am == vorher.faellig_am
    eintrag = fall.antrag.protokoll.latest("pk")
    assert (eintrag.art, eintrag.sichtbar_kommune) == (Ereignis.MEHR_ZEIT_ERBETEN, True)
    assert eintrag.nachher == f"{SPAETER:%d.%m.%Y}"


def test_a_second_wish_replaces_the_first_while_nobody_answered():
    fall = zurueck()
    bitte(fall)
    bitte(fall, wer="mayor", bis=SPAETER + timedelta(days=1), grund="Der Bürgermeister ist krank.")
    wunsch = Fristwunsch.objects.get()
    assert (wunsch.bis, wunsch.gestellt_von) == (SPAETER + timedelta(days=1), fall.mayor)


def test_the_same_wish_sent_twice_is_told_once():
    fall = zurueck()
    assert bitte(fall) == bitte(fall)
    assert fall.antrag.protokoll.filter(art=Ereignis.MEHR_ZEIT_ERBETEN).count() == 1


def test_after_a_refusal_nobody_asks_again_about_the_same_deadline():
    fall = zurueck()
    bitte(fall)
    ablehnen(fall)
    with pytest.raises(Verweigert, match="abgelehnt"):
        bitte(fall)
    wunsch = Fristwunsch.objects.get()
    assert (wunsch.gewaehrt, wunsch.antwort, wunsch.entschieden_von) == (
        False,
        "Der Kreistag tagt vorher.",
        fall.sb,
    )
    assert frist(fall).faellig_am == ENDE


@pytest.mark.parametrize("weg", [zurueck, angehoert])
def test_the_extension_grants_it_and_the_new_deadline_may_be_asked_about(weg):
    fall = weg()
    alt = frist(fall)
    bitte(fall)
    neu = verlaengern(fall, SPAETER - timedelta(days=2))
    assert (neu.art, neu.ablauf, neu.folge) == (alt.art, alt.ablauf, alt.folge)
    wunsch = Fristwunsch.objects.get()
    assert (wunsch.gewaehrt, wunsch.entschieden_von, wunsch.frist) == (True, fall.sb, alt)
    bitte(fall)
    assert list(Fristwunsch.objects.zu(fall.antrag).values_list("frist", flat=True)) == [neu.pk]


def test_it_may_be_asked_and_granted_after_the_deadline_has_passed():
    fall = zurueck()
    danach = ENDE + timedelta(days=3)
    with zeit.gestellt(danach):
        ablauf.feststellen(danach)
        bitte(fall, danach)
        assert verlaengern(fall, heute=danach).faellig_am == SPAETER


def test_a_hearing_goes_on_when_its_deadline_passes_whatever_was_asked():
    fall = angehoert()
    bitte(fall)
    danach = frist(fall).faellig_am + timedelta(days=1)
    with zeit.gestellt(danach):
        assert ablauf.feststellen(danach) == 1
    fall.antrag.refresh_from_db()
    assert fall.antrag.status == "in_zeichnung"
    with pytest.raises(Verweigert, match="solange der Antrag"):
        bitte(fall, danach)
    with pytest.raises(Verweigert, match="keine unbeantwortete Bitte"):
        ablehnen(fall, danach)


def test_an_extended_hearing_waits_until_its_new_day():
    fall = angehoert()
    ende = frist(fall).faellig_am
    bitte(fall)
    verlaengern(fall)
    with zeit.gestellt(ende + timedelta(days=1)):
        assert ablauf.feststellen(ende + timedelta(days=1)) == 0
    with zeit.gestellt(SPAETER + timedelta(days=1)):
        assert ablauf.feststellen(SPAETER + timedelta(days=1)) == 1
    fall.antrag.refresh_from_db()
    assert fall.antrag.status == "in_zeichnung"


@pytest.mark.parametrize(
    ("bis", "satz"),
    [(ENDE, "späteren Tag"), (f.TAG, "späteren Tag"), (f.TAG + timedelta(days=367), "prüfen Sie das Jahr")],
)
def test_the_day_must_be_later_and_within_the_year(bis, satz):
    fall = zurueck()
    with pytest.raises(ValidationError, match=satz) as fehler:
        bitte(fall, bis=bis)
    assert list(fehler.value.message_dict) == ["bis"]
    assert not Fristwunsch.objects.exists()


@pytest.mark.parametrize("act", ["bitte", "ablehnen"])
def test_both_need_a_reason(act):
    fall = zurueck()
    if act == "ablehnen":
        bitte(fall)
    with pytest.raises(ValidationError) as fehler:
        ablehnen(fall, grund=" ") if act == "ablehnen" else bitte(fall, grund=" ")
    assert list(fehler.value.message_dict) == ["grund"]


def test_only_the_own_municipality_asks_and_only_the_office_answers():
    fall = zurueck()
    fremd = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, fall.kreis, f.kommune(fall.kreis))
    for person in (fremd, fall.sb):
        with pytest.raises(Verweigert):
            mehr_zeit.erbitten(antrag=fall.antrag, by=person, heute=f.TAG, **BITTE)
    bitte(fall)
    with pytest.raises(Verweigert):
        ablehnen(fall, wer="clerk")
    assert Fristwunsch.objects.get().entschieden_am is None


def test_nobody_answers_for_the_municipality_they_work_for():
    fall = zurueck()
    bitte(fall)
    f.Mitgliedschaft.objects.create(
        benutzer=fall.sb,
        rolle=Rolle.KOMMUNE_SACHBEARBEITUNG,
        landkreis=fall.kreis,
        kommune=fall.ort,
        von="2016-01-01",
    )
    with pytest.raises(Verweigert, match="wirkt an ihrem Antrag nicht mit"):
        ablehnen(fall)


def _abgelehnt(wunsch, **anders):
    felder = {
        "gewaehrt": False,
        "antwort": "Nein.",
        "entschieden_von": wunsch.gestellt_von,
        "entschieden_am": zeit.jetzt(),
    }
    Fristwunsch.objects.filter(pk=wunsch.pk).update(**felder | anders)


@pytest.mark.parametrize(
    ("rueckwaerts", "regel"),
    [
        (lambda w: Fristwunsch.objects.filter(pk=w.pk).update(bis=ENDE), "nach dem bisherigen Ende"),
        (lambda w: Fristwunsch.objects.filter(pk=w.pk).update(grund=""), "fristwunsch_mit_grund"),
        (lambda w: Fristwunsch.objects.filter(pk=w.pk).delete(), "bleibt bei ihrer Frist"),
        (lambda w: _abgelehnt(w, antwort=""), "fristwunsch_ablehnung_mit_grund"),
        (lambda w: _abgelehnt(w, gewaehrt=True), "fristwunsch_ablehnung_mit_grund"),
        (lambda w: _abgelehnt(w, entschieden_von=None), "fristwunsch_antwort_mit_person_und_tag"),
        (lambda w: (_abgelehnt(w), _abgelehnt(w, antwort="Doch.")), "bleibt bei ihrer Frist"),
    ],
)  # fmt: skip
def test_the_database_keeps_a_wish_as_it_was_asked_and_answered(rueckwaerts, regel):
    wunsch = bitte(zurueck())
    with pytest.raises(IntegrityError, match=regel), transaction.atomic():
        rueckwaerts(wunsch)
    assert Fristwunsch.objects.get().bis == SPAETER


@pytest.mark.parametrize("anders", [{"art": "rechtsbehelf"}, {"erledigt_am": "2027-04-13T10:00+02:00"}, {"kommune": None, "rolle": Rolle.SACHBEARBEITUNG}])  # fmt: skip
def test_the_database_takes_a_wish_for_an_open_deadline_of_a_municipality_alone(anders):
    fall = zurueck()
    Frist.objects.filter(pk=(laufend := frist(fall)).pk).update(**anders)
    with pytest.raises(IntegrityError, match="Um mehr Zeit bitten lässt sich nur"), transaction.atomic():
        Fristwunsch.objects.create(frist=laufend, gestellt_von=fall.clerk, gestellt_am=zeit.jetzt(), **BITTE)


def test_the_database_keeps_one_wish_for_each_deadline():
    fall = zurueck()
    wunsch = bitte(fall)
    with pytest.raises(IntegrityError, match="frist_id"), transaction.atomic():
        Fristwunsch.objects.create(
            frist=wunsch.frist, gestellt_von=fall.clerk, gestellt_am=zeit.jetzt(), **BITTE
        )


def test_the_office_is_mailed_at_once_and_the_municipality_hears_the_refusal():
    fall = zurueck()
    relay()
    bitte(fall)
    frage = [n for n in relay() if n.eintrag.art == Ereignis.MEHR_ZEIT_ERBETEN]
    assert {n.kanal: n.empfaenger_adresse or n.benutzer for n in frage} == {
        "email": fall.sb.email,
        "portal": fall.sb,
    }
    assert "Bitte um mehr Zeit beantworten" in frage[0].betreff
    ablehnen(fall)
    antwort = [n for n in relay() if n.eintrag.art == Ereignis.MEHR_ZEIT_ABGELEHNT]
    assert fall.ort.postfach in {n.empfaenger_adresse for n in antwort}
    assert all(
        "Die Frist zur Ergänzung Ihres Antrags bleibt" in n.text and "Kreistag" not in n.text for n in antwort
    )


def test_an_extended_hearing_is_told_as_one():
    fall = angehoert()
    verlaengern(fall)
    texte = [n.text for n in relay() if n.eintrag.art == Ereignis.FRIST_VERLAENGERT]
    assert texte
    assert all("Frist zur Stellungnahme endet nun" in text for text in texte)
