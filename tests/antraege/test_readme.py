"""The glossary stays complete: every noun, state and phase of the domain stands in its README."""

from pathlib import Path

from django.apps import apps

from antraege.models import PHASEN, Status

README = (Path(__file__).parents[2] / "antraege" / "README.md").read_text(encoding="utf8")


def test_every_noun_has_its_line():
    nouns = {modell.__name__ for modell in apps.get_app_config("antraege").get_models()}
    assert {noun for noun in nouns if noun not in README} == set()


def test_every_state_stands_with_label_and_phase():
    zeilen = {zeile.split("|")[1].strip(): zeile for zeile in README.splitlines() if zeile.startswith("| ")}
    for status in Status:
        assert status.label in zeilen[status.value]
        assert status not in PHASEN or PHASEN[status].label in zeilen[status.value]
