"""Sittings of the committees: list, page, entry and change by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import zeit
from antraege.forms.gremien import SitzungenFilter, SitzungForm
from antraege.models import Sitzung
from antraege.services import gremien as dienst
from antraege.views import pflege
from antraege.views import sitzungsteile as teile
from antraege.views.blaettern import blaettere, gezaehlt
from antraege.views.gremien import neues, nur_im_amt


@login_required
@require_safe
def sitzungen(request):
    """By day: the coming ones, the nearest first; the past ones the latest first."""
    nur_im_amt(request.user)
    heute = zeit.heute()
    form = SitzungenFilter(request.GET, user=request.user)
    gewaehlt = form.gewaehlt()
    qs, folge = _gefiltert(Sitzung.objects.visible_to(request.user), heute, **gewaehlt)
    seite = blaettere(qs.mit_zustaendigkeit().select_related("gremium"), request, folge=folge)
    kontext = {
        "form": form,
        "gefiltert": bool(gewaehlt),
        "anzahl": gezaehlt(qs),
        "spalten": teile.SPALTEN,
        "zeilen": [teile.zeile(sitzung, heute) for sitzung in seite.zeilen],
        "weiter": seite.weiter,
        "handeln": teile.wege(request.user, neues(request.user)),
    }
    return render(request, "antraege/sitzungen.html", kontext)


def _gefiltert(qs, heute, gremium=None, wann=""):
    """Narrow the list, and say by which columns it is sorted."""
    if gremium:
        qs = qs.filter(gremium=gremium)
    if wann:
        return (qs.filter(tag__lt=heute) if wann == "vergangen" else qs), ("-tag", "-pk")
    return qs.filter(tag__gte=heute), ("tag", "pk")


@login_required
@require_safe
def sitzung(request, pk):
    """One sitting: its facts, the papers planned for it, its agenda as the council system tells it."""
    sichtbar = Sitzung.objects.visible_to(request.user).mit_zustaendigkeit().select_related("gremium")
    return render(
        request, "antraege/sitzung.html", teile.seite(request.user, get_object_or_404(sichtbar, pk=pk))
    )


@login_required
@require_http_methods(["GET", "POST"])
def sitzung_neu(request):
    """A sitting entered by hand."""
    nur_im_amt(request.user)
    pflege.verlange_rolle(request.user, "sitzung.eintragen", neues(request.user))
    form = SitzungForm(request.POST or None, user=request.user)
    if request.method == "POST" and (neu := _versucht(request, form, dienst.sitzung_eintragen)):
        messages.success(request, f"Die Sitzung ist eingetragen: {neu}.")
        return redirect("sitzung", pk=neu.pk)
    return _seite(request, form, "Sitzung eintragen", reverse("sitzungen"))


@login_required
@require_http_methods(["GET", "POST"])
def sitzung_bearbeiten(request, pk):
    """Change one that is there; what a recorded result rests on stays."""
    sitzung = get_object_or_404(Sitzung.objects.visible_to(request.user).select_related("gremium"), pk=pk)
    pflege.verlange_rolle(request.user, "sitzung.eintragen", sitzung)
    form = SitzungForm(request.POST or None, instance=sitzung, user=request.user)
    if request.method == "POST" and _versucht(request, form, dienst.sitzung_aendern, sitzung=sitzung):
        messages.success(request, "Die Sitzung ist gespeichert.")
        return redirect("sitzung", pk=pk)
    return _seite(request, form, "Sitzung ändern", reverse("sitzung", args=[pk]), line=str(sitzung))


def _versucht(request, form, act, **mehr):
    daten = form.cleaned_data if form.is_valid() else {}
    return pflege.versucht(form, act, **mehr, **daten, **pflege.wer(request))


def _seite(request, form, titel, zurueck, line=""):
    krumen = [("Sitzungen", reverse("sitzungen"))]
    return pflege.formularseite(
        request, form, titel=titel, krumen=krumen, zurueck=zurueck, submit="Sitzung speichern", line=line
    )
