"""Positions: the list by end, the page of one with its sources, and the way to a position of the district."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import auswertung_stellen, zeit
from antraege.berechtigungen import may
from antraege.fehler import Verweigert
from antraege.forms.stelle import StelleSchaffenForm, StelleWahl
from antraege.models import Stelle
from antraege.services import stelle as stellen_dienst
from antraege.views import stellenteile as teile
from antraege.views.bausteine import Column
from antraege.views.blaettern import blaettere, gezaehlt
from antraege.views.dateien import als_datei, dateien
from antraege.views.stellenauswahl import anderswo, ausgewaehlt


@login_required
@require_safe
def stellen(request):
    """Sorted by end, the nearest first: own positions for a municipality, all of the district for its office."""
    heute = zeit.heute()
    form, gewaehlt, qs = ausgewaehlt(request, heute)
    seite = blaettere(qs.mit_rahmen(), request, folge=("ende", "pk"))
    spalten = [c for c in auswertung_stellen.stellenspalten(heute) if c.small is not None]
    kontext = {
        "form": form,
        "gefiltert": bool(gewaehlt),
        "anzahl": gezaehlt(qs),
        "weiter": seite.weiter,
        "spalten": [Column(c.kopf, numeric=bool(c.unit), small=c.small) for c in spalten],
        "zeilen": [teile.zeile(stelle, spalten, heute) for stelle in seite.zeilen],
        "summe": teile.summenzeile(spalten, qs) if seite.zeilen else None,
        "schaffen": teile.weg_zur_schaffung(request.user),
        "dateien": dateien("stellen_datei", request.GET),
        "zeitleiste": anderswo("zeitleiste", request),
        "berichte": bool(request.user.landkreis_ids),
    }
    return render(request, "antraege/stellen.html", kontext)


@login_required
@require_safe
def stellen_datei(request):
    """The list as a file with the same filters, in the format ``?als=`` names."""
    heute = zeit.heute()
    _, _, qs = ausgewaehlt(request, heute)
    return als_datei(auswertung_stellen.stellen(qs, heute), request.GET.get("als", ""))


@login_required
@require_safe
def stelle(request, pk):
    """One position: who pays which part until when, its deadlines with their reasons, its Verlauf."""
    qs = Stelle.objects.visible_to(request.user).mit_rahmen().prefetch_related("anteile__antrag")
    stelle = get_object_or_404(qs, pk=pk)
    return render(request, "antraege/stelle.html", teile.seite(request.user, stelle, zeit.heute()))


@login_required
@require_http_methods(["GET", "POST"])
def stelle_neu(request):
    """A position of the district: first round and place, then the conditions with the form beneath (R14 to R21)."""
    if not request.user.landkreis_ids:
        raise Http404
    wahl = StelleWahl(request.GET or None, user=request.user, heute=zeit.heute())
    if not wahl.is_valid():
        return render(request, "antraege/stelle_wahl.html", {"form": wahl})
    runde, ort = wahl.cleaned_data["runde"], wahl.cleaned_data["kommune"]
    darf = may(request.user, "stelle.schaffen", runde)
    if request.method == "POST" and not darf:
        raise PermissionDenied
    form = (
        StelleSchaffenForm(request.POST or None, runde=runde, offen=teile.noch_offen(runde, ort))
        if darf
        else None
    )
    if request.method == "POST" and form and form.is_valid():
        return _geschaffen(request, runde, ort, form)
    return _neu(request, runde, ort, form, hinweis=darf.satz)


def _geschaffen(request, runde, ort, form):
    try:
        neu = stellen_dienst.schaffen(
            runde=runde, einsatzort=ort, by=request.user, heute=zeit.heute(), **form.cleaned_data
        )
    except Verweigert as fehler:
        return _neu(request, runde, ort, form, status=409, verweigert=fehler)
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return _neu(request, runde, ort, form)
    messages.success(request, f"Die Stelle {neu.nummer} ist geschaffen.")
    return redirect("stelle", pk=neu.pk)


def _neu(request, runde, ort, form, *, hinweis="", status=200, verweigert=None):
    umfang = {name: form.cleaned_data.get(name) for name in ("vzae", "beginn", "ende")} if verweigert else {}
    voraussetzungen = stellen_dienst.voraussetzungen(runde=runde, einsatzort=ort, **umfang)
    saetze = [v.hindernis.satz for v in voraussetzungen if v.hindernis]
    kontext = {
        "runde": runde,
        "ort": ort,
        "form": form,
        "hinweis": hinweis,
        "bedingungen": teile.bedingungen(voraussetzungen, runde, ort),
        "moeglich": not saetze,
        "extra": (saetze or [verweigert.satz]) if verweigert else (),
        "zurueck": reverse("stellen"),
    }
    return render(request, "antraege/stelle_neu.html", kontext, status=status)
