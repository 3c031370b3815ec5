"""Answering the remarks of a return, all on one page; what is kept here stands at the fields, too."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.forms.antworten import AntwortenForm
from antraege.models import Antrag
from antraege.services import pruefung
from antraege.views.abschnittsteile import bemerkung


@login_required
@require_http_methods(["GET", "POST"])
def antworten(request, pk):
    """Show or keep the answers. Who may not answer any more is sent to the application's page."""
    antrag = get_object_or_404(
        Antrag.objects.visible_to(request.user).mit_rahmen().select_related("fassung"), pk=pk
    )
    if not hat_recht(request.user, RECHTE["antrag.ergaenzen"], antrag):
        raise PermissionDenied
    if not (auskunft := may(request.user, "antrag.ergaenzen", antrag)):
        messages.info(request, auskunft.satz)
        return redirect("antrag", pk=antrag.pk)
    form = AntwortenForm(request.POST if request.method == "POST" else None, antrag=antrag)
    if form.is_valid():
        pruefung.antworten_speichern(
            antrag=antrag, antworten=form.antworten(), by=request.user, heute=zeit.heute()
        )
        messages.success(
            request, "Ihre Antworten sind gespeichert. Das Landratsamt liest sie erst mit der Ergänzung."
        )
        return redirect("antrag", pk=antrag.pk)
    paare = [(bemerkung(antrag, a, eigene=True), form.feld(a)) for a in form.anmerkungen]
    return render(request, "antraege/antworten.html", {"antrag": antrag, "form": form, "paare": paare})
