"""What a field is called and what was chosen in it, known only by the names and values a form was sent with.

Nothing is looked up in the database: whoever reads it may not be signed in. Of a choice among rows only the form knows the words.
"""

import re
from collections import Counter, defaultdict
from functools import cache

from django import forms
from django.apps import apps

from antraege.forms.basis import Saetze
from antraege.forms.felder import DatumWidget
from antraege.models import Antrag, Rolle

ANGEKREUZT, GEWAEHLT = "angekreuzt", "gewählt (die Worte stehen im Formular)"
SCHLUESSEL = re.compile(r"\d+(-\d+)*")  # of a row
DATUMSTEILE = tuple(wort.lower() for wort in DatumWidget.LABELS)


class Worte:
    """Words for the fields of one sending: those of a form that has all its ``namen``, else what most forms call them."""

    def __init__(self, namen):
        gesendet = {datum(name) or _kurz(name) for name in namen}
        passend = [felder for felder in _formulare() if len(gesendet) > 1 and gesendet <= felder.keys()]
        self.felder = min(passend, key=len, default={})

    def beschriftung(self, name):
        """The label; the name in words where no form has one."""
        kurz = datum(name) or _kurz(name)  # without the prefix of a form
        hier = self.felder.get(kurz)
        return str(hier.label or "") if hier else _labels().get(kurz) or kurz.replace("_", " ").capitalize()

    def wahl(self, name, wert):
        """What the choice ``wert`` of a field is called; what was typed as it is."""
        kurz = _kurz(name)
        stamm = kurz.rpartition("_")[0]  # of rows of a form: ergebnis_12
        hier = {str(w): str(wort) for w, wort in _auswahl(self.felder.get(kurz))}
        for worte, schluessel in ((hier, wert), (_worte(), (kurz, wert)), (_worte(), (stamm, wert))):
            if schluessel in worte:
                return worte[schluessel]
        return _antragsfelder().get(wert, wert) if "feld" in (kurz, stamm) else _ohne_worte(kurz, wert)


def datum(name):
    """The field that a part of a date belongs to; empty for other names."""
    stamm, _, teil = _kurz(name).rpartition("_")
    return stamm if teil in DATUMSTEILE else ""


def _kurz(name):
    return name.rpartition("-")[2]


def _ohne_worte(name, wert):
    if wert == "on" and (name in _mit(forms.BooleanField) or name not in _labels()):
        return ANGEKREUZT
    if name not in _mit(forms.ChoiceField):
        return wert
    return GEWAEHLT if SCHLUESSEL.fullmatch(wert) else dict(Rolle.choices).get(wert, wert)


def _auswahl(feld):
    """The choices a field has wherever it stands; of rows none."""
    return () if isinstance(feld, forms.ModelChoiceField) else getattr(feld, "choices", ())


@cache
def _worte():
    """(field, value) -> words: of all forms, and of the columns where rows of a form are named after them."""
    gefunden = defaultdict(Counter)
    wahlen = [(name, _auswahl(feld)) for name, feld in _felder()]
    for modell in apps.get_app_config("antraege").get_models():
        wahlen += [(spalte.name, spalte.flatchoices) for spalte in modell._meta.fields]
    for name, auswahl in wahlen:
        for wert, wort in auswahl:
            gefunden[name, str(wert)][str(wort)] += 1
    return {wahl: worte.most_common(1)[0][0] for wahl, worte in gefunden.items()}


@cache
def _labels():
    gefunden = defaultdict(Counter)
    for name, feld in _felder():
        gefunden[name][str(feld.label or "")] += 1
    return {name: labels.most_common(1)[0][0] for name, labels in gefunden.items()}


@cache
def _mit(art):
    """The names of fields of this kind."""
    return {name for name, feld in _felder() if isinstance(feld, art)}


@cache
def _antragsfelder():
    return {feld.name: str(feld.verbose_name) for feld in Antrag._meta.fields}


def _felder():
    for felder in _formulare():
        yield from felder.items()


@cache
def _formulare():
    return [getattr(form, "base_fields", {}) for form in _erben(Saetze)]


def _erben(klasse):
    for erbe in klasse.__subclasses__():
        yield erbe
        yield from _erben(erbe)
