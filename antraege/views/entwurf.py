"""Choices about a whole draft: take over an earlier application, apply together with other municipalities."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.fehler import Verweigert
from antraege.forms.felder import kleine_zahl
from antraege.forms.uebernahme import UebernahmeForm
from antraege.forms.verbund import ZusammenschlussForm
from antraege.models import Antrag
from antraege.services import uebernahme, verbund

NICHT = "Nicht übernommen werden: " + ", ".join(uebernahme.NICHT) + "."


@login_required
@require_http_methods(["GET", "POST"])
def uebernehmen(request, pk):
    """Copy from an earlier application of the municipality; says what came over and what did not."""
    antrag = _mit_recht(request, pk, "antrag.angaben_uebernehmen")
    fruehere = uebernahme.fruehere(antrag)
    form = UebernahmeForm(request.POST or None, fruehere=fruehere, antrag=antrag)
    status, extra = 200, ()
    if request.method == "POST" and form.is_valid():
        ergebnis, status, extra = _versuche(request, form, uebernahme.uebernehmen, antrag)
        if ergebnis:
            _berichten(request, ergebnis)
            return redirect("antrag", pk=antrag.pk)
    kontext = {
        "antrag": antrag,
        "form": form,
        "extra": extra,
        "auskunft": may(request.user, "antrag.angaben_uebernehmen", antrag),
        "fruehere": fruehere,
        "keiner": uebernahme.KEINER,
        "nicht": uebernahme.NICHT,
    }
    return render(request, "antraege/uebernehmen.html", kontext, status=status)


def _berichten(request, ergebnis):
    if ergebnis.uebernommen:
        messages.success(request, f"Übernommen: {', '.join(ergebnis.uebernommen)}.")
    else:
        messages.info(request, "Es gab nichts zu übernehmen.")
    if ergebnis.behalten:
        messages.info(
            request, f"Unverändert geblieben, weil schon ausgefüllt: {', '.join(ergebnis.behalten)}."
        )
    messages.info(request, NICHT)


@login_required
@require_http_methods(["GET", "POST"])
def zusammenschluss(request, pk):
    """Choose whom the municipality applies with, or apply alone again."""
    antrag = _mit_recht(request, pk, "antrag.verbund_waehlen")
    if request.method == "POST" and "allein" in request.POST:
        return _allein(request, antrag)
    form = ZusammenschlussForm(request.POST or None, antrag=antrag)
    status, extra = 200, ()
    if request.method == "POST" and form.is_valid():
        ergebnis, status, extra = _versuche(request, form, verbund.zusammenschliessen, antrag)
        if ergebnis:
            messages.success(
                request, f"Gemeinsamer Antrag: {ergebnis}. Bitte geben Sie jetzt die Anteile der Kommunen an."
            )
            return redirect("antrag_abschnitt", antrag.pk, "stellenanteile")
    kontext = {
        "antrag": antrag,
        "form": form,
        "extra": extra,
        "auskunft": may(request.user, "antrag.verbund_waehlen", antrag),
    }
    return render(request, "antraege/zusammenschluss.html", kontext, status=status)


def _allein(request, antrag):
    try:
        verbund.aufloesen(antrag=antrag, version=_version(request), by=request.user, heute=zeit.heute())
        messages.success(
            request, "Der Antrag gilt wieder allein für Ihre Kommune. Die Anteile der anderen sind entfernt."
        )
    except Verweigert as fehler:
        messages.error(request, fehler.satz)
    return redirect("antrag_abschnitt", antrag.pk, "stellenanteile")


def _mit_recht(request, pk, act):
    """The draft of one's municipality; who may read it but not write it is told so by a 403."""
    antrag = get_object_or_404(
        Antrag.objects.visible_to(request.user).mit_rahmen().select_related("fassung", "zusammenschluss"),
        pk=pk,
    )
    if not hat_recht(request.user, RECHTE[act], antrag):
        raise PermissionDenied
    return antrag


def _version(request):
    return kleine_zahl(request.POST.get("version", ""))


def _versuche(request, form, act, antrag):
    """(result, status, sentences of a refusal); what is wrong at a field goes to the field."""
    try:
        fakten = form.fakten() | {"version": _version(request), "by": request.user, "heute": zeit.heute()}
        return act(antrag=antrag, **fakten), 200, ()
    except Verweigert as fehler:
        return None, 409, [fehler.satz]
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return None, 200, ()
