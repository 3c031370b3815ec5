"""A municipality's consent to notices in the portal: given and withdrawn by whoever signs or manages its accounts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege.berechtigungen import RECHTE, hat_recht
from antraege.fehler import Konflikt
from antraege.models import Bekanntgabezustimmung, Kommune
from antraege.services import zustellung
from antraege.views import pflege

ACTS = {
    "zustimmen": (zustellung.zustimmen, "Ihre Kommune erhält Bescheide jetzt im Portal."),
    "widerrufen": (zustellung.widerrufen, "Die Zustimmung ist widerrufen. Neue Bescheide kommen per Post."),
}


@login_required
@require_http_methods(["GET", "POST"])
def bekanntgabe(request, pk):
    """What the consent means, whether it is given, and the one button that changes it."""
    ort = get_object_or_404(Kommune.objects.visible_to(request.user).select_related("landkreis"), pk=pk)
    if not hat_recht(request.user, RECHTE["bekanntgabe.zustimmen"], Bekanntgabezustimmung(kommune=ort)):
        raise PermissionDenied
    if request.POST.get("act") in ACTS:
        _tue(request, ort, *ACTS[request.POST["act"]])
        return redirect("bekanntgabe", pk=ort.pk)
    frueher = Bekanntgabezustimmung.objects.filter(kommune=ort, widerrufen_am__isnull=False)
    kontext = {
        "ort": ort,
        "zustimmung": zustellung.zustimmung(ort),
        "frueher": frueher.select_related("erklaert_von", "widerrufen_von"),
    }
    return render(request, "antraege/bekanntgabe.html", kontext)


def _tue(request, ort, act, meldung):
    try:
        act(kommune=ort, **pflege.wer(request))
        messages.success(request, meldung)
    except Konflikt as fehler:
        messages.info(request, fehler.satz)
