"""Reports of the district over a year: the overview, each as a page and as three files of the same columns."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from antraege import auswertung_finanzen, formate, zeit
from antraege.ausgabe import SUMME, Bericht
from antraege.views.bausteine import Column
from antraege.views.dateien import als_datei, dateien


@dataclass(frozen=True)
class Art:
    """A report one can ask for: title, what it says, how it is made, by how many years its first one lies off today's."""

    titel: str
    satz: str
    erstelle: Callable[..., Bericht]
    jahr: int = 0


BERICHTE = {
    "personalbestand": Art(
        "Personalbestand am 30.06.",
        "Befristete Stellen am 30.06. des Jahres nach Anstellungsträger und Entgeltgruppe, wie der Stellenplan sie fragt.",
        auswertung_finanzen.personalbestand,
    ),
    "haushaltsanmeldung": Art(
        "Haushaltsanmeldung",
        "Was die erfassten Stellen im Jahr nach dem Fördersatz kosten, was Bescheide davon schon binden und was sie für spätere Jahre binden (Verpflichtungsermächtigung).",
        auswertung_finanzen.haushaltsanmeldung,
        jahr=1,
    ),
    "mittelherkunft": Art(
        "Landes- und Kreismittel nach Kommunen",
        "Wer die Stellen einer Kommune im Jahr bezahlt, im Jahresmittel und nach dem Fördersatz. Mittel des Landes und des Landkreises stehen nebeneinander und werden nicht verrechnet.",
        auswertung_finanzen.mittelherkunft,
    ),
}


class JahrForm(forms.Form):
    """The calendar year of a report; a wrong one is as none."""

    jahr = forms.TypedChoiceField(label="Jahr", coerce=int, required=False)

    def __init__(self, *args, heute, vorgabe, **kwargs):
        super().__init__(*args, **kwargs)
        jahre = range(heute.year + 3, 2015, -1)
        self.fields["jahr"].choices = [(jahr, str(jahr)) for jahr in jahre]
        self.fields["jahr"].initial = self.vorgabe = vorgabe

    def gewaehlt(self):
        """The chosen year or the report's own."""
        return (self.is_valid() and self.cleaned_data["jahr"]) or self.vorgabe


@login_required
@require_safe
def berichte(request):
    """All reports there are, for the district's office."""
    if not request.user.landkreis_ids:
        raise Http404
    return render(request, "antraege/berichte.html", {"berichte": BERICHTE.items()})


@login_required
@require_safe
def bericht(request, name):
    """A report of the chosen year."""
    art, form, neu = _gemeint(request, name)
    spalten, zeilen = [c for c in neu.columns if c.small is not None], list(neu.rows)
    kontext = {
        "art": art,
        "form": form,
        "name": neu.name,
        "spalten": [Column(c.kopf, numeric=_ist_zahl(c), small=c.small) for c in spalten],
        "zeilen": [[_zelle(c.value(zeile)) for c in spalten] for zeile in zeilen],
        "summe": _summe(spalten, zeilen),
        "dateien": dateien("bericht_datei", request.GET, args=[name]),
    }
    return render(request, "antraege/bericht.html", kontext)


@login_required
@require_safe
def bericht_datei(request, name):
    """The same report as a file, in the format ``?als=`` names."""
    _, _, neu = _gemeint(request, name)
    return als_datei(neu, request.GET.get("als", ""))


def _gemeint(request, name):
    if name not in BERICHTE or not request.user.landkreis_ids:
        raise Http404
    art, heute = BERICHTE[name], zeit.heute()
    form = JahrForm(
        request.GET if "jahr" in request.GET else None, heute=heute, vorgabe=heute.year + art.jahr
    )
    return art, form, art.erstelle(request.user.landkreis_ids, form.gewaehlt())


def _ist_zahl(spalte):
    return bool(spalte.unit) or spalte.total


def _zelle(wert):
    return formate.zahl(wert) if isinstance(wert, Decimal) else formate.LEER if wert is None else str(wert)


def _summe(spalten, zeilen):
    """The last line; what must not be added up stays empty."""
    if not zeilen:
        return None
    summen = [_zelle(sum(c.value(z) for z in zeilen)) if c.total else "" for c in spalten]
    return [SUMME, *summen[1:]]
