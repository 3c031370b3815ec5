"""Random acts by random people on three applications: whatever is tried, the invariants hold after every step.

Two applications share a Kontingent that is too small for both, the third goes through the committees; each may go its
whole way to notices that follow the first. What is refused must say so with a sentence and change nothing.
"""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.workflows.zustaende.antraege import AntragRegeln, UnterlagenRegeln
from tests.workflows.zustaende.bescheide import BescheidRegeln
from tests.workflows.zustaende.beteiligte import BeteiligteRegeln
from tests.workflows.zustaende.immer_antrag import ImmerAntrag
from tests.workflows.zustaende.immer_papiere import ImmerPapiere
from tests.workflows.zustaende.vorlagen import VorlagenRegeln
from tests.workflows.zustaende.welt import Welt

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Verfahren(
    AntragRegeln,
    UnterlagenRegeln,
    BeteiligteRegeln,
    VorlagenRegeln,
    BescheidRegeln,
    ImmerAntrag,
    ImmerPapiere,
    Welt,
):
    """All rules and all invariants."""


def test_whatever_people_try_the_invariants_hold():
    run_state_machine_as_test(
        Verfahren,
        settings=settings(
            max_examples=12,
            phases=[Phase.generate],
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
