"""A task's page: GET shows it, POST does it through the door. The step comes from the task, the URL names the task alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.forms.felder import kleine_zahl
from workflows import door, steps
from workflows.door import open_task
from workflows.models import Aufgabe
from workflows.views import arbeitsliste, konflikt


@login_required
@require_GET
def aufgaben(request):
    """Meine Aufgaben: a clerk sees the next act, an officer a table."""
    kontext = arbeitsliste.kontext(request, zeit.heute())
    return render(request, kontext["template"], kontext)


@login_required
@require_http_methods(["GET", "POST"])
def aufgabe(request, pk):
    """Show the step, or do one of its acts."""
    return (
        _ausfuehren(request, pk)
        if request.method == "POST" and "mehr" not in request.POST
        else _seite(request, pk)
    )


@login_required
@require_POST
def uebernehmen(request, pk):
    """Take a task of the own office."""
    try:
        door.uebernehmen(pk, request.user)
    except (Verweigert, OperationalError) as fehler:
        return konflikt.seite(request, fehler, pk)
    messages.success(request, "Sie haben die Aufgabe übernommen.")
    return redirect("aufgabe", pk)


@login_required
@require_POST
def abgeben(request, pk):
    """Give a taken task back to the office."""
    try:
        door.freigeben(pk, request.user)
    except (Verweigert, OperationalError) as fehler:
        return konflikt.seite(request, fehler, pk)
    messages.success(request, "Die Aufgabe ist wieder offen im Amt.")
    return redirect("aufgabe", pk)


def _ausfuehren(request, pk):
    form = None
    try:
        with open_task(pk, request.user) as vorgang:
            step = steps.schritt(vorgang.aufgabe, request.user, vorgang.step.heute)
            handlung = _handlung(step, request)
            form = step.form(handlung, request.POST)
            if getan := form.is_valid():
                vorgang.handeln(handlung.act, **handlung.fest, **form.facts())
    except (Konflikt, OperationalError) as fehler:
        return konflikt.seite(request, fehler, pk, form)
    except Verweigert as fehler:
        return _seite(request, pk, form, extra=[fehler.satz], status=422)
    except ValidationError as fehler:
        return _seite(request, pk, form, extra=_eintragen(form, fehler), status=422)
    return _getan(request, step, handlung) if getan else _seite(request, pk, form, status=422)


def _getan(request, step, handlung):
    """Say so only now: until the COMMIT, where the log is sealed, the act could still be taken back."""
    messages.success(request, handlung.meldung.format(step.objekt))
    return redirect(step.ziel())


def _handlung(step, request):
    try:
        return step.handlung(request.POST.get("act", ""))
    except KeyError:
        raise Http404 from None


def _eintragen(form, fehler):
    """Put the service's sentences at the form's fields; what belongs to none stands above."""
    if not hasattr(fehler, "error_dict"):
        return fehler.messages
    ohne_feld = []
    for feld, saetze in fehler.message_dict.items():
        if feld in form.fields:
            form.add_error(feld, saetze)
        else:
            ohne_feld += saetze
    return ohne_feld


def _seite(request, pk, form=None, *, extra=(), status=200):
    aufgabe = get_object_or_404(Aufgabe.objects.visible_to(request.user).mit_gegenstand(), pk=pk)
    if not aufgabe.ist_offen:
        return konflikt.erledigt(request, aufgabe, status=200)
    step = steps.schritt(aufgabe, request.user, zeit.heute())
    kontext = {
        "aufgabe": aufgabe,
        "step": step,
        "antrag": step.objekt if aufgabe.process.coerced.GEGENSTAND == "antrag" else None,
        "vorlage": step.objekt if aufgabe.process.coerced.GEGENSTAND == "vorlage" else None,
        "frist": arbeitsliste.frist(aufgabe),
        "heute": step.heute,
        "form": form,
        "zuweisbar": bool(aufgabe.zuweisbar_durch(request.user)),
        "fehler": bool(extra),
        **_handeln(request, aufgabe, step, form, extra),
    }
    return render(request, "workflows/aufgabe.html", kontext, status=status)


def _handeln(request, aufgabe, step, form, extra):
    """What this person can do here: the acts, or who holds the task, or whose it is."""
    knoten, user = aufgabe.flow_task, request.user
    abgebbar = knoten.can_unassign(user, aufgabe)
    if gesperrt := _gesperrt(knoten, user, aufgabe):
        return {"gesperrt": gesperrt, "ohne_formular": extra, "abgebbar": abgebbar}
    if "mehr" in request.POST:
        form = _mit_mehr_zeilen(step, request)
    bloecke = list(step.bloecke(form, extra))
    frei = aufgabe.owner_id is None and not arbeitsliste.ist_kommunal(aufgabe)
    return {
        "bloecke": bloecke,
        # whoever may do none of the acts would only keep others from it
        "uebernehmbar": frei and any("handlung" in block for block in bloecke),
        "abgebbar": abgebbar,
    }


def _gesperrt(knoten, user, aufgabe):
    """Why there is nothing to do here for this person; empty where there is."""
    if aufgabe.owner_id not in (None, user.pk):
        return f"{aufgabe.owner} hat diese Aufgabe übernommen."
    if not knoten.can_execute(user, aufgabe):
        return f"Diese Aufgabe erledigt: {arbeitsliste.amtswort(aufgabe)}."
    return ""


def _mit_mehr_zeilen(step, request):
    """The form again, unjudged, with three more rows and everything that was typed."""
    handlung = _handlung(step, request)
    form = step.form(handlung, zeilen=kleine_zahl(request.POST["mehr"], 3))
    form.initial |= {name: request.POST[name] for name in form.fields if name in request.POST}
    return form
