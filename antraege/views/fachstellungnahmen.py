"""Opinions of other offices: the list of those asked of one's own office, the answer, the request and its way back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.forms.fachstellungnahme import AbgebenForm, ErbittenForm, ZuruecknehmenForm
from antraege.models import Antrag, Fachstellungnahme
from antraege.services import eingereicht, fachstellungnahme
from antraege.views import fachteile as teile
from antraege.views.blaettern import blaettere
from antraege.views.pflege import versucht, wer


@login_required
@require_safe
def fachstellungnahmen(request):
    """Open requests to one's own office, the earliest first; other roles of the office see all that are open."""
    user = request.user
    if not user.landkreis_ids:
        raise Http404
    seite = blaettere(teile.offene(user), request, folge=("bis", "pk"))
    kontext = {"seite": seite, "spalten": teile.SPALTEN, "zeilen": teile.zeilen(seite.zeilen, zeit.heute())}
    return render(request, "antraege/fachstellungnahmen.html", kontext)


@login_required
@require_http_methods(["GET", "POST"])
def fachstellungnahme_seite(request, pk):
    """Question, application for reading, and the answer: by whom it was asked of, once."""
    bitte = _bitte(request, pk)
    auskunft = may(request.user, "pruefung.fachstellungnahme_abgeben", bitte)
    form = AbgebenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not hat_recht(
        request.user, RECHTE["pruefung.fachstellungnahme_abgeben"], bitte
    ):
        raise PermissionDenied
    if form.is_valid() and _getan(request, form, fachstellungnahme.abgeben, bitte=bitte):
        messages.success(request, "Ihre Stellungnahme ist beim Amt eingegangen.")
        return redirect("fachstellungnahmen")
    kontext = teile.kontext(request.user, bitte, zeit.heute()) | {
        "form": form,
        "auskunft": auskunft,
        "abschnitte": eingereicht.abschnitte(request.user, bitte.antrag),
    }
    return render(request, "antraege/fachstellungnahme.html", kontext)


@login_required
@require_http_methods(["GET", "POST"])
def erbitten(request, pk):
    """Ask one or several other offices about an application."""
    antrag = get_object_or_404(
        Antrag.objects.visible_to(request.user).mit_rahmen().select_related("fassung"), pk=pk
    )
    if not hat_recht(request.user, RECHTE["pruefung.fachstellungnahme_erbitten"], antrag):
        raise PermissionDenied
    bitten = fachstellungnahme.zu(antrag)
    form = ErbittenForm(
        request.POST if request.method == "POST" else None,
        heute=zeit.heute(),
        gebeten=[bitte.stelle for bitte in bitten if bitte.offen],
    )
    if form.is_valid() and _getan(request, form, fachstellungnahme.erbitten, antrag=antrag):
        messages.success(request, "Die Bitte ist gesendet. Die Antworten stehen beim Antrag.")
        return redirect("antrag", pk=antrag.pk)
    kontext = {
        "antrag": antrag,
        "form": form,
        "heute": zeit.heute(),
        "auskunft": may(request.user, "pruefung.fachstellungnahme_erbitten", antrag),
    }
    return render(request, "antraege/fachstellungnahme_erbitten.html", kontext)


@login_required
@require_http_methods(["GET", "POST"])
def zuruecknehmen(request, pk):
    """Take a request back, with the reason."""
    bitte = _bitte(request, pk)
    if not hat_recht(request.user, RECHTE["pruefung.fachstellungnahme_zuruecknehmen"], bitte):
        raise PermissionDenied
    form = ZuruecknehmenForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _getan(request, form, fachstellungnahme.zuruecknehmen, bitte=bitte):
        messages.success(request, "Die Bitte ist zurückgenommen.")
        return redirect("antrag", pk=bitte.antrag_id)
    auskunft = may(request.user, "pruefung.fachstellungnahme_zuruecknehmen", bitte)
    kontext = {"bitte": bitte, "antrag": bitte.antrag, "form": form, "auskunft": auskunft}
    return render(request, "antraege/fachstellungnahme_zuruecknehmen.html", kontext)


def _bitte(request, pk):
    rahmen = (
        "antrag__kommune",
        "antrag__runde__programm",
        "antrag__fassung",
        "erbeten_von",
        "beantwortet_von",
    )
    sichtbar = Fachstellungnahme.objects.visible_to(request.user).select_related(*rahmen)
    return get_object_or_404(sichtbar, pk=pk)


def _getan(request, form, act, **worueber):
    """Do it with the form's facts; a refusal stands in the form with all that was typed."""
    return versucht(form, act, **wer(request), **worueber, **_facts(form))


def _facts(form):
    return {name: wert for name, wert in form.cleaned_data.items() if not name.endswith("_gesehen")}
