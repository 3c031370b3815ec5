"""The district's numbers by municipality and target group on a round's cut-off day: one table, saved as a whole."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege import einsicht, zeit
from antraege.berechtigungen import may
from antraege.fehler import Verweigert
from antraege.forms.fallzahltabelle import FallzahlTabelle
from antraege.models import Fallzahl, Foerderrunde, Kommune
from antraege.services import fallzahlen as dienst


@login_required
@require_http_methods(["GET", "POST"])
def fallzahlen(request, pk):
    """Numbers of all municipalities; the office reads them, Sachbearbeitung writes them. Municipalities: 404."""
    runde = get_object_or_404(Foerderrunde.objects.visible_to(request.user).select_related("programm"), pk=pk)
    if not einsicht.im_amt(request.user, runde.programm.landkreis_id):
        raise Http404
    darf = may(request.user, "fallzahl.erfassen", runde)
    if request.method == "POST" and not darf:
        raise PermissionDenied
    form = _tabelle(request, runde)
    status, extra = 200, ()
    if request.method == "POST" and form.is_valid():
        status, extra = _gespeichert(request, runde, form)
        if not extra and not form.errors:
            return redirect("fallzahlen", pk=runde.pk)
    kontext = {
        "runde": runde,
        "form": form,
        "gruppen": form.gruppen,
        "zeilen": form.zeilen(),
        "extra": extra,
        "darf": darf,
    }
    return render(request, "antraege/fallzahlen.html", kontext, status=status)


def _tabelle(request, runde):
    zahlen = Fallzahl.objects.filter(
        stichtag=runde.stichtag, kommune__landkreis=runde.programm.landkreis_id
    ).values_list("kommune_id", "zielgruppe_id", "personen")
    return FallzahlTabelle(
        request.POST or None,
        kommunen=Kommune.objects.filter(landkreis=runde.programm.landkreis_id),
        gruppen=runde.zielgruppen.order_by("reihenfolge", "pk"),
        zahlen={(ort, gruppe): personen for ort, gruppe, personen in zahlen},
    )


def _gespeichert(request, runde, form):
    """Save all or nothing; give (status, sentences of a refusal)."""
    try:
        anzahl = dienst.erfassen(runde=runde, zahlen=form.geaendert(), by=request.user, heute=zeit.heute())
    except Verweigert as fehler:
        return 409, [fehler.satz]
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return 200, ()
    if anzahl:
        messages.success(
            request,
            "Eine Fallzahl ist gespeichert." if anzahl == 1 else f"{anzahl} Fallzahlen sind gespeichert.",
        )
    else:
        messages.info(request, "Es war nichts geändert.")
    return 200, ()
