"""The list of what always holds: functions of the walk that assert; each names its invariants (I1 to I17) first."""

IMMER = {}


def immer(gilt):
    """Register an invariant: a function of the walk that asserts."""
    IMMER[gilt.__name__] = gilt
    return gilt
