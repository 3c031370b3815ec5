"""The parts of the state machine (test_zustaende.py): a world at every stage, acts by subject, what always holds."""

import pytest

pytest.register_assert_rewrite(
    *(
        f"tests.workflows.zustaende.{name}"
        for name in (
            "brueche",
            "gang",
            "immer_antrag",
            "immer_papiere",
            "immer_regeln",
            "immer_welt",
            "wege",
            "maschine",
        )
    )
)
