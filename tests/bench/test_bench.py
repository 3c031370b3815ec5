"""The bench measures the same work in all variants, and its counters hold. Times are never asked."""

import json
import os
import subprocess
import sys

import pytest

from config.umgebung import BASE_DIR

pytestmark = pytest.mark.slow


def test_one_turn_stays_within_the_counters(tmp_path):
    lauf = subprocess.run(
        [sys.executable, "-m", "tests.bench", "1"],
        cwd=BASE_DIR,
        env=os.environ | {"VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert lauf.returncode == 0, lauf.stdout[-2000:] + lauf.stderr[-2000:]
    ergebnis = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert ergebnis["ungleich"] == []
    assert ergebnis["ueberschritten"] == []
