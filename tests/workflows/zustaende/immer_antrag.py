"""What holds of applications, their log, tasks and deadlines, whatever was tried."""

from collections import Counter

from hypothesis.stateful import invariant

from antraege.models import (
    ENDZUSTAENDE,
    UEBERGAENGE,
    Antrag,
    Frist,
    Mitgliedschaft,
    Protokolleintrag,
    Status,
    Vertretung,
    Vorlage,
    Zeichnung,
)
from antraege.services import siegel
from tests.notifications.hilfen import siegeln
from workflows.models import OHNE_FRIST, Arbeitsvorrat, Aufgabe
from workflows.nodes import HumanTask

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
    S.IM_GREMIUM: {"beschluss_da"},
    S.BESCHLOSSEN: {"bescheid_entwerfen", "bescheid_freigeben"},
    S.BESCHIEDEN: {"bekanntgabe", "versand", "stelle_erfassen"},
}
# A deadline of these kinds runs in these states only.
LAEUFT = {
    Frist.Art.ANTRAG: {S.ENTWURF, S.ZUR_UNTERSCHRIFT},
    Frist.Art.ERGAENZUNG: {S.NACHFORDERUNG},
    Frist.Art.STELLUNGNAHME: {S.STELLUNGNAHME},
    Frist.Art.ZEICHNUNG: {S.IN_ZEICHNUNG},
}
# How many of a kind may run at once: one, but for each office asked and each condition of a decision.
MEHRFACH = {Frist.Art.FACHSTELLUNGNAHME, Frist.Art.MASSGABE}


class ImmerAntrag:
    """The legal state, the log and the worklist tell one story."""

    @invariant()
    def the_log_tells_the_state_and_every_step_is_one_of_the_table(self):
        """I5, I12, I17."""
        for antrag in self.antraege():
            stand = S.ENTWURF
            for e in Protokolleintrag.objects.filter(
                antrag=antrag, nachher__in=S.values, objekt_art="antrag"
            ).order_by("pk"):
                if e.vorher:
                    assert (e.vorher, e.nachher) in PAARE
                    assert e.vorher == stand
                stand = e.nachher
            assert stand == antrag.status

    @invariant()
    def the_log_is_sealed_without_a_gap(self):
        """I6; sealing also fires every deferred trigger."""
        siegeln()
        assert siegel.pruefen().heil

    @invariant()
    def open_tasks_agree_with_the_state(self):
        """I12, I16."""
        for antrag in self.antraege():
            offen = [task.knoten for task in Aufgabe.objects.von(antrag).offen()]
            if antrag.status in ENDZUSTAENDE:
                assert offen == []
            else:
                assert len(offen) == 1
                assert offen[0] in WARTET[antrag.status]

    @invariant()
    def deadlines_agree_with_the_state(self):
        """None runs for what is over, none twice."""
        offen = Frist.objects.offen().select_related("antrag", "vorlage")
        for frist in offen:
            if frist.antrag is not None:
                assert frist.antrag.status in LAEUFT.get(frist.art, set(S))
                assert frist.antrag.status not in (S.ZURUECKGEZOGEN, S.UNZULAESSIG)
            if frist.art == Frist.Art.MITZEICHNUNG:
                assert frist.vorlage.status == Vorlage.Status.MITZEICHNUNG
        je_art = Counter(
            (x.antrag_id, x.vorlage_id, x.bescheid_id, x.anteil_id, x.art)
            for x in offen
            if x.art not in MEHRFACH
        )
        assert [frist for frist, anzahl in je_art.items() if anzahl > 1] == []

    @invariant()
    def asked_recommended_and_granted_stay_apart(self):
        """Nobody gets more than was asked, and only what was decided is granted."""
        for antrag in self.antraege():
            assert antrag.beantragt_vzae == self.beantragt[antrag.pk]
            assert (antrag.empfohlen_vzae or 0) <= antrag.beantragt_vzae
            assert (antrag.bewilligt_vzae or 0) <= antrag.beantragt_vzae
            assert (antrag.bewilligt_vzae is not None) == (antrag.entschieden_am is not None)

    @invariant()
    def never_more_than_the_kontingent(self):
        """I1, in every round."""
        for runde in {fall.runde for fall in self.faelle}:
            bewilligt = Antrag.objects.filter(runde=runde).zaehlend()
            assert sum(antrag.bewilligt_vzae for antrag in bewilligt) <= runde.kontingente.get().vzae

    @invariant()
    def two_persons_sign(self):
        """I4 of the application."""
        assert not any(z.benutzer_id == z.empfehlung_von_id for z in Zeichnung.objects.all())
        for antrag in self.antraege():
            zweite = antrag.verspaetung_entschieden_von_id
            assert zweite is None or zweite != antrag.verspaetung_vorgeschlagen_von_id

    @invariant()
    def nobody_of_the_municipality_signs_its_application(self):
        """I3."""
        for zeichnung in Zeichnung.objects.select_related("antrag"):
            assert not self.von_der_kommune(zeichnung.benutzer_id, zeichnung.antrag)

    @invariant()
    def who_acts_for_another_was_entered_as_substitute(self):
        """The log names the absent person only where the substitution held that day."""
        for e in Protokolleintrag.objects.filter(vertretung_fuer__isnull=False):
            tag = e.geschehen_am.date()
            eingetragen = Vertretung.objects.filter(durch=e.benutzer_id, fuer=e.vertretung_fuer_id)
            assert eingetragen.filter(von__lte=tag, bis__gte=tag).exists()

    @invariant()
    def the_worklist_s_rows_are_those_of_the_open_tasks(self):
        """Office, person, deadline, open points."""
        offen = Aufgabe.objects.filter(flow_task_type="HUMAN").offen().mit_gegenstand()
        soll = {(t.pk, t.owner_permission, t.owner_id, _ende(t), _punkte(t)) for t in offen}
        felder = ("aufgabe_id", "amt", "person_id", "bis", "offene_punkte")
        assert set(Arbeitsvorrat.objects.values_list(*felder)) == soll

    def von_der_kommune(self, benutzer_id, antrag):
        """Whether the person works for the application's municipality."""
        return Mitgliedschaft.objects.filter(benutzer=benutzer_id, kommune=antrag.kommune_id).exists()


def _punkte(task):
    return getattr(task.gegenstand, "offene_punkte", 0)


def _ende(task):
    """The day the drawing gives to the task: its node's kind of deadline, where one is open."""
    assert isinstance(task.flow_task, HumanTask)
    gegenstand = task.gegenstand
    fristen = Frist.objects.offen().filter(**{gegenstand._meta.model_name: gegenstand})
    frist = fristen.filter(art=task.flow_task.frist or "").first()
    return frist.faellig_am if frist else OHNE_FRIST
