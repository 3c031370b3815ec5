"""Two test runs of one checkout: the second waits and says so."""

import subprocess
import sys

from config.umgebung import BASE_DIR
from tests.lauf import einzeln

ZWEITER = "import sys, pathlib; from tests.lauf import einzeln\nwith einzeln(pathlib.Path(sys.argv[1])): print('dran')"


def test_the_second_run_waits_with_a_sentence_until_the_first_is_done(tmp_path):
    schloss = tmp_path / "var" / "pg-test.lock"
    with einzeln(schloss):
        zweiter = subprocess.Popen(
            [sys.executable, "-u", "-c", ZWEITER, str(schloss)],
            cwd=BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert "laufen schon Tests" in zweiter.stdout.readline()
        assert zweiter.poll() is None
    assert zweiter.communicate(timeout=30)[0] == "dran\n"
