"""SQL statements of each step of a person, exactly: lock, facts, log, deadlines, tasks.

Not counted: BEGIN, COMMIT and savepoints; the role check is one query more (memberships are read before). Automatic
nodes on the way are in the figures and add only the statements of their services.
"""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.workflows.fall import Fall

pytestmark = pytest.mark.django_db

NICHT_GEZAEHLT = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
IM = [
    "einreichen",
    "vollstaendig",
    "empfehlen",
    "zeichnen",
    "bescheid_entwerfen",
    "bescheid_freigeben",
    "oeffnen",
]
# act -> (acts before it, all statements, the engine's share of them). Beyond 8: submission reads the rows of the
# application once and asks all sections what is missing by the version's rules; three more keep what was handed in: the
# signed sheet, the submission and all its fields in one INSERT; a completion asks for the one before; zeichnen,
# bescheid_freigeben and stelle_erfassen are two acts each (an automatic node follows).
SCHRITTE = {
    "einreichen": ([], 18, 3),
    # one more asks whether somebody signs there at all
    "zur_unterschrift": ([], 14, 3),
    "unterschreiben": (["zur_unterschrift"], 15, 3),
    "in_entwurf": (["zur_unterschrift"], 6, 3),
    "zurueckgeben": (IM[:1], 8, 3),
    "ergaenzen": ([*IM[:1], "zurueckgeben"], 18, 3),
    # completeness reads the check list and asks all sections what is missing, as submission does, whose process knows the
    # version's rules by now; a recommendation asks whether an opinion is awaited
    "vollstaendig": (IM[:1], 11, 3),
    "empfehlen": (IM[:2], 8, 3),
    "kuerzen": (IM[:2], 8, 3),
    "stellungnahme": ([*IM[:2], "kuerzen"], 8, 3),
    "zeichnen": (IM[:3], 9, 3),
    "ohne_zeichnung": (IM[:3], 7, 3),
    # a notice writes its amounts by year, reads the budget, and asks once how it becomes known
    "bescheid_entwerfen": (IM[:4], 7, 3),
    "bescheid_freigeben": (IM[:5], 15, 3),
    "bescheid_zurueckgeben": (IM[:5], 7, 3),
    "oeffnen": (IM[:6], 9, 3),
    "stelle_erfassen": (IM, 14, 5),
}


@contextmanager
def statements(exactly, engine):
    """Compare the numbers, and show the statements where they differ."""
    with CaptureQueriesContext(connection) as seen:
        yield
    sql = [q["sql"].strip() for q in seen.captured_queries if not q["sql"].startswith(NICHT_GEZAEHLT)]
    share = [s for s in sql if "viewflow_" in s]
    said = f"{len(sql)} statements, {len(share)} of the engine, not {exactly} and {engine}"
    assert (len(sql), len(share)) == (exactly, engine), "\n".join([said, *(s[:150] for s in sql)])


@pytest.mark.parametrize("act", SCHRITTE)
def test_a_step_takes_exactly_so_many_statements(act):
    vorher, anzahl, engine = SCHRITTE[act]
    fall = Fall().gehe(*vorher)
    with fall.vorbereitet(act) as ausfuehren, statements(anzahl, engine):
        ausfuehren()
