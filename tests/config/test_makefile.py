"""What ``make`` says where Python is too old or lacks venv. The stand-ins answer as such a Python would."""

import shutil
import subprocess

import pytest

from config.umgebung import BASE_DIR

TOO_OLD = '#!/bin/sh\ncase "$2" in *version_info*) exit 1;; esac\n'
NO_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n'


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        (TOO_OLD, "Förderlauf braucht Python 3.11 oder neuer"),
        (NO_VENV, "unter Debian: apt install python3-venv"),
    ],
)
def test_unfit_python_gets_one_sentence(tmp_path, script, sentence):
    shutil.copy(BASE_DIR / "Makefile", tmp_path)
    python = tmp_path / "python"
    python.write_text(script, encoding="utf-8")
    python.chmod(0o755)
    command = ["make", ".venv/bin/python", f"PYTHON={python}"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert sentence in result.stdout
    assert not (tmp_path / ".venv").exists()


def test_help_names_every_target():
    targets = {"help", "demo", "test", "test-all", "bench", "check", "fmt", "deps", "clean"}
    shown = subprocess.run(
        ["make", "-s", "help"], cwd=BASE_DIR, capture_output=True, text=True, check=True
    ).stdout
    assert {line.split()[0] for line in shown.splitlines()} == targets
