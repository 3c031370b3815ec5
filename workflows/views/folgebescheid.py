"""Begin a later notice: which kind; its draft is the next task."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.forms.folgebescheid import FolgebescheidBeginnenForm
from antraege.models import Antrag
from antraege.views import pflege
from workflows import verfahren


@login_required
@require_http_methods(["GET", "POST"])
def beginnen(request, pk):
    """Choose the kind; while the latest notice is not known the page leads back with the sentence."""
    antrag = get_object_or_404(Antrag.objects.visible_to(request.user).mit_rahmen(), pk=pk)
    if not hat_recht(request.user, RECHTE["folgebescheid.beginnen"], antrag):
        raise PermissionDenied
    if not (auskunft := may(request.user, "folgebescheid.beginnen", antrag)):
        messages.info(request, auskunft.satz)
        return redirect("antrag", pk=pk)
    form = FolgebescheidBeginnenForm(request.POST if request.method == "POST" else None, antrag=antrag)
    if form.is_bound and pflege.versucht(form, lambda: _begonnen(request, antrag, form)):
        aufgabe = verfahren.offene_aufgaben(antrag).last()
        messages.success(request, "Der Entwurf ist angelegt.")
        return redirect("aufgabe", pk=aufgabe.pk)
    return _seite(request, antrag, form)


def _begonnen(request, antrag, form):
    wer = {"by": request.user, "heute": zeit.heute()}
    return verfahren.folgebescheid_beginnen(antrag=antrag, art=form.cleaned_data["art"], **wer)


def _seite(request, antrag, form):
    ziel = reverse("antrag", args=[antrag.pk])
    return pflege.formularseite(
        request,
        form,
        titel="Folgebescheid beginnen",
        line=f"{antrag.kommune}: {antrag.runde}",
        krumen=[("Anträge", reverse("antraege")), (antrag.vorgangsnummer, ziel)],
        zurueck=ziel,
        submit="Entwurf beginnen",
    )
