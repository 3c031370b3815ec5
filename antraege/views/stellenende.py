"""The page on which the employer of a position decides what follows when a source of its money ends."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege import formate, zeit
from antraege.berechtigungen import may
from antraege.fehler import Konflikt, Verweigert
from antraege.forms.stellenende import StellenendeForm
from antraege.models import Stelle
from antraege.services import stellenende as dienst
from antraege.views.bausteine import Column, Row
from antraege.views.stellenteile import bis

FOLGEN = [
    Column("Anteil, der endet"),
    Column("Letzter Tag"),
    Column("Bisher", numeric=True),
    Column("Danach gesichert", numeric=True),
    Column("Letzter Tag beim Beenden"),
]


@login_required
@require_http_methods(["GET", "POST"])
def stelle_ende(request, pk):
    """What each decision does, before anybody saves; who does not employ reads it without the form."""
    stelle = get_object_or_404(Stelle.objects.visible_to(request.user).mit_rahmen(), pk=pk)
    darf = may(request.user, "stelle.entscheiden", stelle)
    if request.method == "POST" and not darf:
        raise PermissionDenied
    form = StellenendeForm(request.POST or None, stelle=stelle) if darf else None
    if request.method == "POST" and form.is_valid():
        return _entschieden(request, stelle, form)
    return _zeigen(request, stelle, form, darf.satz, status=422 if request.method == "POST" else 200)


def _entschieden(request, stelle, form):
    try:
        gefasst = dienst.entscheiden(stelle=stelle, by=request.user, heute=zeit.heute(), **form.cleaned_data)
    except (Verweigert, Konflikt) as fehler:
        return _zeigen(request, stelle, form, extra=[fehler.satz], status=409)
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return _zeigen(request, stelle, form, status=422)
    messages.success(request, f"Entschieden: {gefasst.get_art_display()}, ab {formate.datum(gefasst.ab)}.")
    return redirect("stelle", pk=stelle.pk)


def _zeigen(request, stelle, form, hinweis="", *, extra=(), status=200):
    offen, heute = dienst.offene(stelle), zeit.heute()
    kontext = {
        "stelle": stelle,
        "form": form if offen else None,
        "hinweis": hinweis,
        "extra": extra,
        "spalten": FOLGEN,
        "folgen": [_folge(stelle, anteil, heute) for anteil in offen],
        "eigene": stelle.anstellungstraeger_id is not None,
        "zurueck": reverse("stelle", args=[stelle.pk]),
    }
    return render(request, "antraege/stelle_ende.html", kontext, status=status)


def _folge(stelle, anteil, heute):
    zellen = [
        f"{formate.vzae(anteil.vzae)} aus {anteil.runde}",
        bis(anteil.ende, heute),
        formate.zahl(stelle.groesse(anteil.ende)),
        formate.zahl(dienst.danach_gesichert(stelle, anteil)),
        formate.datum(anteil.ende),
    ]
    return Row(zellen)
