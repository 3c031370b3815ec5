"""The random walk: from a stage, acts of people who may or may not, on any case, while days pass."""

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.workflows.fall import SCHRITT
from tests.workflows.zustaende.gang import HANDLUNGEN, Gang
from tests.workflows.zustaende.wege import WEGE
from tests.workflows.zustaende.welt import ALLE, ANFAENGE
from workflows.models import Aufgabe

NAMEN = sorted(HANDLUNGEN)
# What is tried from a stage most of the time: the acts of its own ways.
ZUHAUSE = {
    anfang: sorted(
        {wort.partition(":")[0].partition("@")[0] for weg in wege for wort in weg.split()} - {"tage"}
    )
    for anfang, wege in WEGE.items()
}
wer_ = st.one_of(st.none(), st.none(), st.none(), st.sampled_from(ALLE))  # None: the person it belongs to
WAS = st.sampled_from(["ansteht", "zuhause", "ansteht", "zuhause", "irgendwas", "anderswo", "tage"])


def maschine(welt, gelungen):
    """Give a machine class that walks through this world and counts into ``gelungen``."""

    class Verfahren(RuleBasedStateMachine):
        """One rule: of many, hypothesis would hardly choose those that lead a case on."""

        def __init__(self):
            super().__init__()
            self.rahmen = transaction.atomic()
            self.rahmen.__enter__()
            self.gang = Gang(welt, gelungen)

        @initialize(anfang=st.sampled_from(sorted(ANFAENGE)))
        def beginne(self, anfang):
            """At a stage."""
            self.anfang = anfang

        @rule(was=WAS, welche=st.integers(0, 10**6), wer=wer_, zahl=st.integers(0, 20))
        def etwas_geschieht(self, was, welche, wer, zahl):
            """Mostly what waits or belongs here, sometimes anything, also on another case; or days pass."""
            if was == "tage":
                return self.gang.vergehe(zahl + 1)
            anfang = sorted(ANFAENGE)[welche % len(ANFAENGE)] if was == "anderswo" else self.anfang
            fall = welt.faelle[anfang]
            namen = {"ansteht": _anstehend(fall), "irgendwas": NAMEN}.get(was) or ZUHAUSE[anfang]
            for versatz in range(len(namen)):
                if self.gang.tue(namen[(welche + versatz) % len(namen)], fall, wer, zahl) is not None:
                    break

        @invariant()
        def alles_haelt(self):
            """After each step."""
            self.gang.pruefe()

        def teardown(self):
            transaction.set_rollback(True)
            self.rahmen.__exit__(None, None, None)

    return Verfahren


def _anstehend(fall):
    """The acts of the application's open step."""
    offen = {task.knoten for task in Aufgabe.objects.von(fall.antrag).offen()}
    return [act for act, (knoten, *_) in SCHRITT.items() if knoten in offen]
