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
from antraege.views import mehrzeitteile
from antraege.views.abschnittsteile import bemerkung

GESPEICHERT = "Ihre Antworten sind gespeichert. Das Landratsamt liest sie erst mit der Ergänzung."
NICHT_GESENDET = (
    "Ihre Bitte um mehr Zeit ist noch nicht gesendet. Das geschieht erst mit »Um mehr Zeit bitten«."
)


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
        return _gespeichert(request, antrag, form)
    return seite(request, antrag, form)


def _gespeichert(request, antrag, form):
    speichern(request, antrag, form)
    messages.success(request, GESPEICHERT)
    getippt = mehrzeitteile.form_zu(antrag, request.POST)
    if not getippt.has_changed() or not getippt.getippt:
        return redirect("antrag", pk=antrag.pk)
    messages.warning(request, NICHT_GESENDET)
    return seite(request, antrag, AntwortenForm(antrag=antrag), getippt)


def speichern(request, antrag, form):
    """Keep the answers of a valid form."""
    pruefung.antworten_speichern(
        antrag=antrag, antworten=form.antworten(), by=request.user, heute=zeit.heute()
    )


def seite(request, antrag, form, mehr_zeit=None):
    """The page with the answers as they stand or were sent, and with the wish for more time beside them."""
    paare = [(bemerkung(antrag, a, eigene=True), form.feld(a)) for a in form.anmerkungen]
    kontext = {
        "antrag": antrag,
        "form": form,
        "paare": paare,
        "kasten": mehrzeitteile.kasten(request.user, antrag),
        "mehr_zeit": mehr_zeit or mehrzeitteile.form_zu(antrag),
    }
    return render(request, "antraege/antworten.html", kontext)
