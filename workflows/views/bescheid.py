"""Opening a notice beside its task: in time, or while it still waits to be posted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.fehler import Verweigert
from antraege.models import Antrag, Bescheid
from antraege.services.bescheid_stand import aktueller
from workflows import verfahren
from workflows.steps.kommune import Bekanntgabe


@login_required
@require_http_methods(["GET", "POST"])
def bescheid_oeffnen(request, pk):
    """What opening sets going is said first; then one button, and the notice itself."""
    antrag = get_object_or_404(Antrag.objects.visible_to(request.user).mit_rahmen(), pk=pk)
    papier = aktueller(antrag)
    if papier is None or not Bescheid.objects.visible_to(request.user).filter(pk=papier.pk).exists():
        raise Http404
    if not hat_recht(request.user, RECHTE["bescheid.oeffnen"], papier):
        raise PermissionDenied
    auskunft = may(request.user, "bescheid.oeffnen", papier)
    if request.method == "POST":
        return _oeffne(request, antrag, papier)
    kontext = {"antrag": antrag, "auskunft": auskunft, "warnung": Bekanntgabe.WARNUNG}
    return render(request, "workflows/bescheid_oeffnen.html", kontext)


def _oeffne(request, antrag, papier):
    try:
        verfahren.bescheid_oeffnen(antrag=antrag, by=request.user, heute=zeit.heute())
    except Verweigert as fehler:
        messages.warning(request, fehler.satz)
        return redirect("antrag", pk=antrag.pk)
    return redirect("bescheid", pk=papier.pk)
