"""Random acts by random people, from every stage of a case: whatever is tried, the invariants hold after every step.

Before that every act succeeds once where it belongs. What is refused must say so in German and change no row. At the
end each invariant is broken past the database's triggers: a function that finds nothing proves nothing.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from antraege.berechtigungen import RECHTE
from antraege.models import Antrag, Bescheid
from notifications.fall import Fall
from tests.workflows.zustaende import (  # noqa: F401  # fmt: skip
    antraege,
    bescheide,
    beteiligte,
    dritte,
    eingang,
    gremien,
    immer_antrag,
    immer_papiere,
    immer_regeln,
    immer_welt,
    regeln,
    vorlagen,
)
from tests.workflows.zustaende.brueche import BRUECHE, brich, haelt
from tests.workflows.zustaende.gang import HANDLUNGEN, Gang, zurueck
from tests.workflows.zustaende.immer import IMMER
from tests.workflows.zustaende.maschine import maschine
from tests.workflows.zustaende.wege import OHNE_HANDLUNG, gaenge, gehe
from tests.workflows.zustaende.welt import Welt

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def welt(je_modul):
    """The world as it stands before each walk."""
    return je_modul(lambda: (neu := Welt()).merke(Gang(neu)))


def wandere(welt, gelungen, laenge, **profil):
    """Let the machine walk, the same way in every run."""
    run_state_machine_as_test(
        maschine(welt, gelungen),
        settings=settings(
            phases=[Phase.generate],
            stateful_step_count=laenge,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            **profil,
        ),
    )


def test_every_act_succeeds_and_the_invariants_hold(welt):
    gelungen = Counter()
    for wege in gaenge():
        with zurueck():
            gang = Gang(welt, gelungen)
            for anfang, weg in wege:
                gehe(gang, anfang, weg)
            gang.pruefe()
    assert sorted(set(HANDLUNGEN) - set(gelungen)) == []
    # A new right wants an act in the walk, or a reason beside the others; a reason goes once there is an act.
    assert sorted(set(RECHTE) - set(gelungen) - set(OHNE_HANDLUNG)) == []
    assert sorted(set(OHNE_HANDLUNG) & set(gelungen)) == []


def test_whatever_people_try_the_invariants_hold(welt):
    gelungen = Counter()
    wandere(welt, gelungen, 8, max_examples=9)
    assert len(gelungen) > 20
    assert gelungen["abgewiesen"] > 10


def test_positions_of_the_district_keep_a_motion_that_was_accepted(welt):
    with zurueck():
        gang = Gang(welt)
        assert not gang.tue("ermaechtigung_bestimmen", welt.faelle["vorlage"], zahl=2)
        assert "angenommen" in gang.letzter_fehler.messages[0]


@pytest.mark.slow
def test_also_in_a_long_walk(welt):
    wandere(welt, Counter(), 24, max_examples=24)


# Each invariant can fail


@pytest.mark.parametrize(("name", "bruch"), [b for b in BRUECHE if b[1]])
def test_a_broken_rule_is_found(welt, name, bruch):
    with zurueck():
        gang = Gang(welt)
        haelt(gang, name)
        brich(welt, bruch)
        gang.fest.pop("haushalt", None)  # each notice is judged by the budget of its day: at first sight
        with pytest.raises(AssertionError):
            haelt(gang, name)


def test_a_key_that_forgets_its_entry_is_found(welt, monkeypatch):
    gang = Gang(welt)
    gang.fest = {}
    haelt(gang, "each_entry_owes_its_messages_once")
    monkeypatch.setattr(Fall, "anlass", "eintrag:1")
    gang.fest = {}
    with pytest.raises(AssertionError):
        haelt(gang, "each_entry_owes_its_messages_once")


@pytest.mark.parametrize("modell", [Antrag, Bescheid])
def test_a_word_that_forgets_the_municipality_is_found(welt, modell, monkeypatch):
    gang = Gang(welt)
    haelt(gang, "a_municipality_sees_its_own_alone")
    monkeypatch.setattr(type(modell.objects.all()), "visible_to", lambda self, user: self.all())
    with pytest.raises(AssertionError):
        haelt(gang, "a_municipality_sees_its_own_alone")


def test_every_invariant_has_its_break():
    assert {name for name, _ in BRUECHE} == set(IMMER)
