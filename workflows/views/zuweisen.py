"""The page on which a task is given to a colleague."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.forms.aufgabe import ZuweisenForm
from workflows import door, kollegium, steps
from workflows.models import Aufgabe
from workflows.views import konflikt


@login_required
@require_http_methods(["GET", "POST"])
def zuweisen(request, pk):
    """Choose the colleague; a refusal stands in the form."""
    aufgabe = get_object_or_404(Aufgabe.objects.visible_to(request.user).mit_gegenstand(), pk=pk)
    if not aufgabe.ist_offen:
        return konflikt.erledigt(request, aufgabe)
    personen = kollegium.personen([aufgabe.owner_permission], zeit.heute())
    andere = [(person, note) for person, note in personen if person.pk != aufgabe.owner_id]
    form = ZuweisenForm(request.POST if request.method == "POST" else None, personen=andere)
    try:
        if form.is_valid() and _zugewiesen(request, form, aufgabe):
            return redirect("aufgabe", pk)
    except (Konflikt, OperationalError) as fehler:
        return konflikt.seite(request, fehler, pk, form)
    return _seite(request, aufgabe, form)


def _zugewiesen(request, form, aufgabe):
    try:
        door.zuweisen(aufgabe.pk, request.user, form.person())
    except Konflikt:
        raise
    except Verweigert as fehler:
        form.add_error("an", fehler.satz)
        return False
    messages.success(request, f"Die Aufgabe liegt jetzt bei {form.person()}, mit einer Nachricht im Portal.")
    return True


def _seite(request, aufgabe, form):
    kontext = {
        "aufgabe": aufgabe,
        "step": steps.schritt(aufgabe, request.user, zeit.heute()),
        "darf": aufgabe.zuweisbar_durch(request.user),
        "form": form,
    }
    return render(request, "workflows/aufgabe_zuweisen.html", kontext, status=422 if form.is_bound else 200)
