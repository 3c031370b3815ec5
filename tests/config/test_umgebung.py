"""Every mistake in the environment is one German sentence on stderr, without a traceback."""

import os
import subprocess
import sys
from runpy import run_path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.umgebung import BASE_DIR, VARIABLEN, Umgebung

GOOD = {
    "PATH": os.environ["PATH"],
    "DATABASE_URL": "postgres://name@127.0.0.1:1/keine",
    "SECRET_KEY": "abcdefghij" * 6,
    "BASIS_URL": "https://foerderlauf.example.org",
    "EMAIL_URL": "smtp+tls://name:wort@mail.example.org:587",
}


def manage(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=BASE_DIR, env=GOOD | changes, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL ist keine brauchbare Adresse"),
        ({"DATABASE_URL": "postgres://db.example.org/x", "DEMO": "1"}, "DEMO=1 geht nur mit einer Datenbank"),
        ({"SECRET_KEY": ""}, "SECRET_KEY fehlt"),
        ({"SECRET_KEY": "bitte-durch-einen-zufallswert-ersetzen"}, "SECRET_KEY ist zu kurz"),
        ({"BASIS_URL": ""}, "BASIS_URL fehlt"),
        ({"BASIS_URL": "foerderlauf.example.org"}, "BASIS_URL ist keine brauchbare Adresse"),
        ({"EMAIL_URL": ""}, "EMAIL_URL fehlt"),
        ({"EMAIL_URL": "http://mail"}, "EMAIL_URL ist keine brauchbare Adresse"),
        ({"REDIS_URL": "localhost"}, "REDIS_URL ist keine brauchbare Adresse"),
        ({"CLAMD_ADDRESS": "127.0.0.1:3310"}, "CLAMD_ADDRESS ist keine brauchbare Adresse"),
        ({"RATSABRUF_NETZE": "10.20.0.1/16"}, "RATSABRUF_NETZE nennt kein brauchbares Netz"),
        ({"DEMO": "vielleicht"}, "DEMO=vielleicht ist kein gültiger Wert"),
    ],
)
def test_bad_environment_is_one_sentence(monkeypatch, changes, sentence):
    for name, value in (dict.fromkeys(VARIABLEN, "") | GOOD | changes).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as error:
        run_path(str(BASE_DIR / "config" / "settings.py"))
    assert sentence in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_the_command_line_says_the_sentence_and_no_more():
    result = manage("check", DATABASE_URL="", VAR="/nirgends")
    assert result.returncode == 1
    assert "Keine Datenbank: Bitte „make demo“ starten" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_production_passes_the_deployment_checks():
    result = manage("check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


def test_misspelt_name_in_env_file_is_refused(tmp_path):
    (tmp_path / ".env").write_text("# Vorlage\nDATABSE_URL=postgres://localhost/x\n", encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match="DATABSE_URL ist unbekannt"):
        Umgebung(tmp_path / ".env")


def test_env_example_names_every_variable():
    lines = (BASE_DIR / ".env.example").read_text(encoding="utf-8").splitlines()
    assert [line.split("=")[0] for line in lines if line and not line.startswith("#")] == list(VARIABLEN)
