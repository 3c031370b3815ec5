"""System checks: what would fail silently is said at the start."""

from django.core.checks import Error, register
from viewflow.workflow.lock import SelectForUpdateLock

from workflows.flows import FLOWS
from workflows.nodes import HumanTask
from workflows.steps import SCHRITTE


@register()
def check_flows(app_configs, **kwargs):
    """Every flow waits for its lock, and every step of a person has its page."""
    return [*_ohne_sperre(FLOWS), *_ohne_schritt(FLOWS)]


def _ohne_sperre(flows):
    """The engine's default locks nothing: two submits of one task would both decide."""
    for flow in flows:
        lock = flow.lock_impl
        if not isinstance(lock, SelectForUpdateLock) or lock.nowait or lock.attempts != 1:
            hint = "Set lock_impl = SelectForUpdateLock(nowait=False, attempts=1)."
            yield Error(
                f"{flow.__name__} has no lock that waits.", hint=hint, obj=flow.__name__, id="workflows.E001"
            )


def _ohne_schritt(flows):
    for flow in flows:
        for node in flow.instance.nodes():
            if isinstance(node, HumanTask) and node.name not in SCHRITTE:
                hint = "Add it to workflows/steps/__init__.py."
                yield Error(
                    f"{flow.__name__}.{node.name} has no step.",
                    hint=hint,
                    obj=flow.__name__,
                    id="workflows.E002",
                )
