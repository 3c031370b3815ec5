"""The drawings: node references are data (golden file), every flow has a real lock, every person's step its page."""

from pathlib import Path

import pytest
from viewflow.workflow.fields import get_task_ref
from viewflow.workflow.flow import Flow
from viewflow.workflow.lock import SelectForUpdateLock, no_lock

from antraege.berechtigungen import RECHTE
from workflows.checks import _ohne_schritt, _ohne_sperre, check_flows
from workflows.flows import FLOWS
from workflows.nodes import HumanTask
from workflows.steps import SCHRITTE

GOLDEN = Path(__file__).parent / "knoten.txt"


def test_node_references_are_the_stored_ones():
    """Rows name nodes: a renamed one strands its tasks. Add new ones to the file; never change a line."""
    refs = sorted(
        f"{get_task_ref(node)} {node.task_type}" for flow in FLOWS for node in flow.instance.nodes()
    )
    assert "\n".join(refs) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_the_checks_are_silent():
    assert check_flows(None) == []


@pytest.mark.parametrize(
    "lock", [no_lock, SelectForUpdateLock(), SelectForUpdateLock(nowait=False, attempts=5)]
)
def test_a_flow_without_a_waiting_lock_is_an_error(lock):
    class Offen(Flow):
        lock_impl = lock

    assert [error.id for error in _ohne_sperre([Offen])] == ["workflows.E001"]


def test_a_step_without_a_page_is_an_error():
    class Neu(Flow):
        ohne_seite = HumanTask("sachbearbeitung")

    assert [error.id for error in _ohne_schritt([Neu])] == ["workflows.E002"]


def test_every_act_of_a_step_has_its_right():
    handlungen = [(name, handlung.recht) for name, step in SCHRITTE.items() for handlung in step.handlungen]
    assert [paar for paar in handlungen if paar[1] not in RECHTE] == []
