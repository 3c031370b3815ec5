"""A municipality asks for more time; the office refuses with a reason, or grants by its act of extending."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.berechtigungen import may
from antraege.forms.antrag import MehrZeitAblehnenForm
from antraege.forms.antworten import AntwortenForm
from antraege.services import mehr_zeit
from antraege.views import antworten, mehrzeitteile
from antraege.views.pflege import versucht, wer
from workflows import verfahren
from workflows.views.antrag import mit_recht, ohne_aufgabe

ERBETEN = "Ihre Bitte um mehr Zeit ist beim Landratsamt. Bis es entscheidet, gilt die bisherige Frist weiter."


@login_required
@require_http_methods(["GET", "POST"])
def mehr_zeit_erbitten(request, pk):
    """Ask for a later last day. Sent from the page of the answers it keeps these, too, and leads back there."""
    antrag = mit_recht(request, pk, "antrag.mehr_zeit_erbitten")
    gesendet = request.POST if request.method == "POST" else None
    dazu = _antworten(request, antrag, gesendet or {})
    form = mehrzeitteile.form_zu(antrag, gesendet)
    if dazu is not None and not dazu.is_valid():
        return antworten.seite(request, antrag, dazu, form)
    if dazu is not None:
        antworten.speichern(request, antrag, dazu)
    if _gebeten(request, antrag, form):
        messages.success(request, ERBETEN)
        return redirect("antworten" if dazu is not None else "antrag", pk=antrag.pk)
    if dazu is not None:
        return antworten.seite(request, antrag, dazu, form)
    kontext = {"antrag": antrag, "form": form, "titel": "Um mehr Zeit bitten", "heute": zeit.heute()}
    kasten = mehrzeitteile.kasten(request.user, antrag)
    return render(request, "workflows/antrag_mehr_zeit_erbitten.html", kontext | {"kasten": kasten} | kasten)


def _gebeten(request, antrag, form):
    """Send the wish if the form is filled; a refusal stands in the form."""
    fakten = form.cleaned_data if form.is_valid() else {}
    return versucht(form, verfahren.mehr_zeit_erbitten, antrag=antrag, **wer(request), **fakten)


def _antworten(request, antrag, gesendet):
    """The answers that came along, while they may be given; None where the wish came alone."""
    dabei = any(name.startswith("antwort_") for name in gesendet)
    if not dabei or not may(request.user, "antrag.ergaenzen", antrag):
        return None
    return AntwortenForm(gesendet, antrag=antrag)


@login_required
@require_http_methods(["GET", "POST"])
def mehr_zeit_ablehnen(request, pk):
    """Leave the deadline as it is and say why."""
    return ohne_aufgabe(
        request,
        pk,
        "antrag.mehr_zeit_ablehnen",
        MehrZeitAblehnenForm,
        verfahren.mehr_zeit_ablehnen,
        "Die Bitte ist abgelehnt, die Frist bleibt. Die Kommune erhält eine Nachricht.",
        titel="Bitte um mehr Zeit ablehnen",
        mehr=_gelesen,
    )


def _gelesen(antrag):
    """The wish the refusal is about: one that replaced it meanwhile is read first."""
    wunsch = mehrzeitteile.wunsch_zu(antrag)
    return {"wunsch": wunsch, "initial": {"gelesen": mehr_zeit.kennung(wunsch) if wunsch else ""}}
