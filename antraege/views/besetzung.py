"""The pages on which an employer reports who fills a position: who is there, a new person, the last day of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege import einsicht, formate
from antraege.berechtigungen import may
from antraege.fehler import Verweigert
from antraege.forms.besetzung import BesetzungForm, FreimeldenForm
from antraege.models import Besetzung, Stelle
from antraege.services import besetzung as dienst
from antraege.views.bausteine import Column, Link, Row

SPALTEN = [
    Column("Kennzeichen"),
    Column("VZÄ", numeric=True),
    Column("Wochenstunden"),
    Column("von"),
    Column("bis"),
    Column("melden"),
]


@login_required
@require_http_methods(["GET", "POST"])
def stelle_besetzung(request, pk):
    """Who fills the position and did so before; beneath it the form for a person who comes."""
    stelle = get_object_or_404(Stelle.objects.visible_to(request.user).mit_rahmen(), pk=pk)
    if not einsicht.besetzung_sichtbar(request.user, stelle):
        raise PermissionDenied
    darf = may(request.user, "besetzung.pflegen", stelle)
    if request.method == "POST" and not darf:
        raise PermissionDenied
    form = BesetzungForm(request.POST or None) if darf else None
    if request.method == "POST" and form.is_valid():
        return _besetzt(request, stelle, form)
    return _zeigen(request, stelle, form, darf.satz)


def _besetzt(request, stelle, form):
    try:
        dienst.besetzen(stelle=stelle, by=request.user, **form.cleaned_data)
    except Verweigert as fehler:
        return _zeigen(request, stelle, form, extra=[fehler.satz], status=409)
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return _zeigen(request, stelle, form)
    messages.success(request, "Die Besetzung ist gemeldet.")
    return redirect("stelle_besetzung", pk=stelle.pk)


def _zeigen(request, stelle, form, hinweis="", *, extra=(), status=200):
    zeilen = Besetzung.objects.visible_to(request.user).filter(stelle=stelle).order_by("-beginn", "-pk")
    kontext = {
        "stelle": stelle,
        "form": form,
        "hinweis": hinweis,
        "extra": extra,
        "spalten": SPALTEN,
        "zeilen": [_zeile(stelle, zeile, form is not None) for zeile in zeilen],
        "zurueck": reverse("stelle", args=[stelle.pk]),
    }
    return render(request, "antraege/stelle_besetzung.html", kontext, status=status)


def _zeile(stelle, zeile, pflegt):
    stunden = f"{formate.zahl(zeile.stunden)} von {formate.zahl(zeile.vollzeit)}" if zeile.stunden else ""
    ende = reverse("besetzung_ende", args=[zeile.pk])
    return Row(
        [
            zeile.wer,
            formate.zahl(zeile.vzae),
            stunden,
            formate.datum(zeile.beginn),
            formate.datum(min(zeile.ende or stelle.ende, stelle.ende)),
            Link("Letzten Tag melden", ende) if pflegt and zeile.ende is None else "",
        ]
    )


@login_required
@require_http_methods(["GET", "POST"])
def besetzung_ende(request, pk):
    """The last day of one person; whoever follows is reported on the page of the position."""
    zeilen = Besetzung.objects.visible_to(request.user).select_related("stelle__einsatzort")
    zeile = get_object_or_404(zeilen, pk=pk)
    if not may(request.user, "besetzung.pflegen", zeile.stelle):
        raise PermissionDenied
    form = FreimeldenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _frei(request, zeile, form)
    return _ende_zeigen(request, zeile, form)


def _frei(request, zeile, form):
    try:
        dienst.freimelden(besetzung=zeile, by=request.user, **form.cleaned_data)
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return _ende_zeigen(request, zeile, form)
    messages.success(request, f"Gemeldet: letzter Tag {formate.datum(zeile.ende)}.")
    return redirect("stelle_besetzung", pk=zeile.stelle_id)


def _ende_zeigen(request, zeile, form):
    zurueck = reverse("stelle_besetzung", args=[zeile.stelle_id])
    kontext = {"zeile": zeile, "stelle": zeile.stelle, "form": form, "zurueck": zurueck}
    return render(request, "antraege/besetzung_ende.html", kontext)
