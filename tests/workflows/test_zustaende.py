"""Random acts by random people on three applications: whatever is tried, the invariants hold after every step.

One application is decided by a committee and never leaves the signature here, two share a Kontingent that is too small
for both. What is refused must say so with a sentence and change nothing.
"""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from antraege.models import (
    ENDZUSTAENDE,
    UEBERGAENGE,
    Antrag,
    Bescheid,
    Frist,
    Protokolleintrag,
    Rolle,
    Status,
    Zeichnung,
)
from antraege.services import siegel
from antraege.services.uebergang import sichtbarer_status
from tests import factories as f
from tests.notifications.hilfen import siegeln
from tests.workflows.fall import LEUTE, NAME, SCHRITT, Fall
from workflows import ablauf, door, verfahren
from workflows.models import OHNE_FRIST, Arbeitsvorrat, Aufgabe
from workflows.nodes import HumanTask

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

S = Status
PAARE = {(von, nach) for alle, nach in UEBERGAENGE.values() for von in alle}
# Which node waits in which state: the drawing and the legal state must tell the same story.
WARTET = {
    S.ENTWURF: {"entwurf"},
    S.ZUR_UNTERSCHRIFT: {"unterschrift"},
    S.EINGEREICHT: {"formale_pruefung", "verspaetung_pruefen", "verspaetung_entscheiden"},
    S.NACHFORDERUNG: {"ergaenzung"},
    S.VOLLSTAENDIG: {"fachliche_pruefung"},
    S.STELLUNGNAHME: {"stellungnahme"},
    S.IN_ZEICHNUNG: {"zeichnung"},
    S.GEZEICHNET: {"beschluss_da"},
    S.BESCHLOSSEN: {"bescheid_entwerfen", "bescheid_freigeben"},
    S.BESCHIEDEN: {"bekanntgabe", "stelle_erfassen"},
}
# A deadline of these kinds runs in these states only.
LAEUFT = {
    Frist.Art.ANTRAG: {S.ENTWURF, S.ZUR_UNTERSCHRIFT},
    Frist.Art.ERGAENZUNG: {S.NACHFORDERUNG},
    Frist.Art.STELLUNGNAHME: {S.STELLUNGNAHME},
    Frist.Art.ZEICHNUNG: {S.IN_ZEICHNUNG},
}
VERDECKT = {S.IN_ZEICHNUNG, S.GEZEICHNET}
ABGEWIESEN = (ValidationError, Http404)  # a refusal with its sentence, or what does not exist for this person
ACTS = [*SCHRITT, "ergaenzen"]

faelle_ = st.integers(0, 2)
leute = st.sampled_from([*LEUTE, "doppelt", "fremd"])


class Welt(RuleBasedStateMachine):
    """A district in a transaction of its own, taken back at the end."""

    def __init__(self):
        super().__init__()
        self.transaktion = transaction.atomic()
        self.transaktion.__enter__()
        kreis = f.landkreis()
        runde = f.runde(kreis, kontingent="0.75")
        erster = Fall(kreis=kreis, runde=runde)
        gremium = f.runde(kreis, "beschluss", programm=f.programm(kreis), kuerzel="GR27")
        self.faelle = [erster, Fall(kreis=kreis, runde=runde), Fall(kreis=kreis, runde=gremium)]
        self.doppelt, self.fremd = f.benutzer(Rolle.SACHBEARBEITUNG, kreis), self.faelle[1].clerk
        f.Mitgliedschaft.objects.create(
            benutzer=self.doppelt, rolle=Rolle.SACHGEBIETSLEITUNG, landkreis=kreis, von="2016-01-01"
        )
        self.beantragt = {fall.antrag.pk: fall.antrag.beantragt_vzae for fall in self.faelle}
        self.tag = f.TAG

    def teardown(self):
        transaction.set_rollback(True)
        self.transaktion.__exit__(None, None, None)

    # What people try

    @rule(nr=faelle_, act=st.sampled_from(ACTS), wer=leute)
    def irgendwas(self, nr, act, wer):
        """Any act, by anybody, whether it is its turn or not."""
        self._versuche(nr, act, wer)

    @rule(nr=faelle_, wahl=st.integers(0, 5), wer=st.one_of(st.none(), st.none(), leute))
    def was_ansteht(self, nr, wahl, wer):
        """One of the acts of the step that is open, mostly by the person it belongs to."""
        offen = {task.knoten for task in Aufgabe.objects.von(self.faelle[nr].antrag).offen()}
        moeglich = [act for act in SCHRITT if SCHRITT[act][0] in offen] + ["ergaenzen"] * (
            "ergaenzung" in offen
        )
        if moeglich:
            act = moeglich[wahl % len(moeglich)]
            self._versuche(nr, act, wer or ("clerk" if act == "ergaenzen" else SCHRITT[act][1]))

    @rule(nr=faelle_, wer=leute)
    def zurueckziehen(self, nr, wer):
        antrag = self.faelle[nr].antrag
        self._tue(lambda **f_: verfahren.antrag_zurueckziehen(antrag=antrag, grund="Nein.", **f_), nr, wer)

    @rule(nr=faelle_, wer=leute, tage=st.integers(-3, 40))
    def verlaengern(self, nr, wer, tage):
        antrag, bis = self.faelle[nr].antrag, self.tag + timedelta(days=tage)
        self._tue(
            lambda **f_: verfahren.frist_verlaengern(antrag=antrag, bis=bis, grund="Ferien.", **f_), nr, wer
        )

    @rule(nr=faelle_, wer=leute)
    def ohne_ergaenzung(self, nr, wer):
        antrag = self.faelle[nr].antrag
        self._tue(
            lambda **f_: verfahren.ohne_ergaenzung_weiterpruefen(antrag=antrag, grund="Still.", **f_), nr, wer
        )

    @rule(nr=faelle_, wer=leute)
    def zeichnung_aufheben(self, nr, wer):
        antrag = self.faelle[nr].antrag
        self._tue(lambda **f_: verfahren.zeichnung_aufheben(antrag=antrag, grund="Neu.", **f_), nr, wer)

    @rule(nr=faelle_, wer=leute, an=leute, was=st.sampled_from(["uebernehmen", "zuweisen", "freigeben"]))
    def aufgabe_bewegen(self, nr, wer, an, was):
        """Take, assign, give back."""
        pk = Aufgabe.objects.von(self.faelle[nr].antrag).offen().values_list("pk", flat=True).first() or 0
        mehr = (self._person(nr, an),) if was == "zuweisen" else ()
        self._tue(lambda by, heute: getattr(door, was)(pk, by, *mehr), nr, wer)

    @rule(tage=st.integers(1, 25))
    def tage_vergehen(self, tage):
        """The clock goes on, and the system acts on what lapsed."""
        self.tag += timedelta(days=tage)
        for fall in self.faelle:
            fall.tag = self.tag
        with self.faelle[0].uhr():
            ablauf.feststellen(self.tag)

    def _versuche(self, nr, act, wer):
        fall = self.faelle[nr]
        knoten, _, facts = fall.angaben(act)
        self._tue(
            lambda **f_: verfahren.schritt(fall.antrag, knoten, NAME.get(act, act), **f_, **facts), nr, wer
        )

    def _person(self, nr, wer):
        return (
            self.faelle[nr].wer(wer)
            if wer in LEUTE
            else type(self.doppelt).objects.get(pk=getattr(self, wer).pk)
        )

    def _tue(self, act, nr, wer):
        """Do it; what is refused leaves log and state as they were."""
        self.faelle[nr].antrag.refresh_from_db()
        vorher = self._abdruck()
        with self.faelle[nr].uhr():
            try:
                with transaction.atomic():
                    act(by=self._person(nr, wer), heute=self.tag)
            except ABGEWIESEN as fehler:
                self._abgewiesen(fehler, vorher)
        with suppress(Antrag.DoesNotExist):
            self.faelle[nr].antrag.refresh_from_db()

    def _abgewiesen(self, fehler, vorher):
        assert isinstance(fehler, Http404) or all(fehler.messages)
        assert self._abdruck() == vorher

    def _abdruck(self):
        stand = Antrag.objects.order_by("pk").values_list("pk", "status", "version")
        return (
            list(stand),
            Protokolleintrag.objects.count(),
            list(Aufgabe.objects.order_by("pk").values_list()),
        )

    # What holds, whatever was tried

    @invariant()
    def the_log_tells_the_state_and_every_step_is_one_of_the_table(self):
        for antrag in self._antraege():
            stand = S.ENTWURF
            for e in Protokolleintrag.objects.filter(antrag=antrag, nachher__in=S.values).order_by("pk"):
                if e.vorher:
                    assert (e.vorher, e.nachher) in PAARE
                    assert e.vorher == stand
                stand = e.nachher
            assert stand == antrag.status

    @invariant()
    def the_log_is_sealed_without_a_gap(self):
        siegeln()
        assert siegel.pruefen().heil

    @invariant()
    def open_tasks_agree_with_the_state(self):
        for antrag in self._antraege():
            offen = [task.knoten for task in Aufgabe.objects.von(antrag).offen()]
            if antrag.status in ENDZUSTAENDE:
                assert offen == []
            else:
                assert len(offen) == 1
                assert offen[0] in WARTET[antrag.status]

    @invariant()
    def deadlines_agree_with_the_state(self):
        for frist in Frist.objects.offen().select_related("antrag"):
            assert frist.antrag.status in LAEUFT.get(frist.art, set(S))
            assert frist.antrag.status not in (S.ZURUECKGEZOGEN, S.UNZULAESSIG)
        je_art = list(Frist.objects.offen().values_list("antrag", "art"))
        assert len(je_art) == len(set(je_art))

    @invariant()
    def asked_recommended_and_granted_stay_apart(self):
        for antrag in self._antraege():
            assert antrag.beantragt_vzae == self.beantragt[antrag.pk]
            assert (antrag.empfohlen_vzae or 0) <= antrag.beantragt_vzae
            assert antrag.bewilligt_vzae is None or antrag.bewilligt_vzae <= antrag.empfohlen_vzae
            entschieden = antrag.entschieden_am is not None
            assert (antrag.bewilligt_vzae is not None) == entschieden

    @invariant()
    def never_more_than_the_kontingent(self):
        bewilligt = Antrag.objects.filter(runde=self.faelle[0].runde).zaehlend()
        assert (
            sum(antrag.bewilligt_vzae for antrag in bewilligt) <= self.faelle[0].runde.kontingente.get().vzae
        )

    @invariant()
    def two_persons(self):
        assert not any(z.benutzer_id == z.empfehlung_von_id for z in Zeichnung.objects.all())
        assert not any(b.freigegeben_von_id == b.entworfen_von_id for b in Bescheid.objects.all())
        for antrag in self._antraege():
            zweite = antrag.verspaetung_entschieden_von_id
            assert zweite is None or zweite != antrag.verspaetung_vorgeschlagen_von_id

    @invariant()
    def the_municipality_learns_nothing_before_its_time(self):
        for antrag in self._antraege():
            assert antrag.status_kommune not in VERDECKT
            assert antrag.status_kommune == sichtbarer_status(antrag, antrag.status)

    @invariant()
    def the_worklist_s_rows_are_those_of_the_open_tasks(self):
        offen = Aufgabe.objects.filter(flow_task_type="HUMAN").offen().mit_gegenstand()
        soll = {(t.pk, t.owner_permission, t.owner_id, _ende(t), t.gegenstand.offene_punkte) for t in offen}
        felder = ("aufgabe_id", "amt", "person_id", "bis", "offene_punkte")
        assert set(Arbeitsvorrat.objects.values_list(*felder)) == soll

    def _antraege(self):
        return Antrag.objects.filter(pk__in=self.beantragt).select_related("runde", "beschlussantrag")


def _ende(task):
    """The day the drawing gives to the task: its node's kind of deadline, where one is open."""
    assert isinstance(task.flow_task, HumanTask)
    frist = Frist.objects.offen().filter(antrag=task.gegenstand, art=task.flow_task.frist or "").first()
    return frist.faellig_am if frist else OHNE_FRIST


def test_whatever_people_try_the_invariants_hold():
    run_state_machine_as_test(
        Welt,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
