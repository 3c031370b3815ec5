"""After a sitting: its results confirmed with the extract from the minutes. For the district's office alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.ergebnisworte import ergebnissatz
from antraege.forms.niederschrift import NiederschriftForm
from antraege.models import Beratungsschritt, Vorlage
from antraege.services import niederschrift as dienst
from antraege.views.pflege import knopf, versucht, wer

RECHT = "niederschrift.bestaetigen"


@login_required
@require_http_methods(["GET", "POST"])
def niederschrift(request, pk):
    """What was recorded, for comparing, and the form that confirms it; or why there is nothing to confirm."""
    sichtbar = Beratungsschritt.objects.filter(vorlage__in=Vorlage.objects.visible_to(request.user))
    schritt = get_object_or_404(
        sichtbar.select_related("vorlage__landkreis", "sitzung__gremium", "auszug"), pk=pk
    )
    if not hat_recht(request.user, RECHTE[RECHT], schritt):
        raise PermissionDenied
    gesendet = (request.POST, request.FILES) if request.method == "POST" else ()
    form = NiederschriftForm(*gesendet, schritt=schritt)
    if form.is_valid() and versucht(
        form, dienst.bestaetigen, schritt=schritt, **wer(request), **form.facts()
    ):
        messages.success(request, "Das Ergebnis ist mit dem Auszug aus der Niederschrift bestätigt.")
        return redirect("vorlage", pk=schritt.vorlage_id)
    ergebnisse = schritt.ergebnisse.select_related("beschlussantrag", "schritt__sitzung__gremium")
    kontext = {
        "schritt": schritt,
        "vorlage": schritt.vorlage,
        "form": form,
        "auskunft": may(request.user, RECHT, schritt),
        "ergebnisse": [
            (e.beschlussantrag, ergebnissatz(e, intern=True))
            for e in ergebnisse.order_by("beschlussantrag__ziffer")
        ],
    }
    return render(request, "antraege/niederschrift.html", kontext, status=422 if form.is_bound else 200)


def handlungen(user, vorlage):
    """[Act] of the paper's page: each recorded sitting whose minutes are still to come."""
    vorlaeufig = vorlage.beratungsfolge.filter(erfasst_am__isnull=False, bestaetigt_am__isnull=True)
    return [
        act
        for schritt in vorlaeufig.select_related("sitzung__gremium", "vorlage")
        for act in knopf(
            user,
            RECHT,
            schritt,
            f"Mit Niederschrift bestätigen: {schritt.sitzung}",
            reverse("niederschrift", args=[schritt.pk]),
        )
    ]
