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
from antraege.views.bausteine import Tab
from workflows import door, ersatz, steps
from workflows.handeln import Lauf
from workflows.models import Aufgabe
from workflows.views import amtsliste, arbeitsliste, konflikt


@login_required
@require_GET
def aufgaben(request):
    """Meine Aufgaben: a clerk sees the next act, an officer a table."""
    liste = arbeitsliste if arbeitsliste.nur_kommunal(request.user) else amtsliste
    kontext = liste.kontext(request, zeit.heute())
    return render(request, kontext["template"], kontext)


# Buttons that draw the form again with everything that was typed: more rows, points of the check list, text blocks.
NUR_ZEIGEN = ("mehr", "uebernehmen", "einfuegen")


@login_required
@require_http_methods(["GET", "POST"])
def aufgabe(request, pk):
    """Show the step, do one of its acts, or keep what was entered so far."""
    zeigen = request.method == "GET" or any(name in request.POST for name in NUR_ZEIGEN)
    return _seite(request, pk) if zeigen else _ausfuehren(request, pk)


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
    lauf, sichern = Lauf(), "sichern" in request.POST
    try:
        lauf.tue(pk, request.user, request.POST.get("act", ""), request.POST, sichern=sichern)
    except KeyError:
        raise Http404 from None
    except (Konflikt, OperationalError) as fehler:
        return konflikt.seite(request, fehler, pk, lauf.form)
    except Verweigert as fehler:
        return _seite(request, pk, lauf.form, extra=[fehler.satz], status=422)
    except ValidationError as fehler:
        lauf.form.add_error(None, fehler)
        return _seite(request, pk, lauf.form, status=422)
    if not lauf.getan:
        return _seite(request, pk, lauf.form, status=422)
    return _gesichert(request, pk) if sichern else _getan(request, lauf.step, lauf.handlung)


def _gesichert(request, pk):
    """The page again, with what is not kept in between as it was typed."""
    messages.success(request, "Zwischengespeichert. Die Aufgabe bleibt offen.")
    return _seite(request, pk)


def _getan(request, step, handlung):
    """Say so only now: until the COMMIT, where the log is sealed, the act could still be taken back."""
    messages.success(request, handlung.meldung.format(step.objekt))
    return redirect(step.ziel())


def _handlung(step, request):
    try:
        return step.handlung(request.POST.get("act", ""))
    except KeyError:
        raise Http404 from None


def _seite(request, pk, form=None, *, extra=(), status=200):
    aufgabe = get_object_or_404(Aufgabe.objects.visible_to(request.user).mit_gegenstand(), pk=pk)
    if not aufgabe.ist_offen:
        return konflikt.erledigt(request, aufgabe, status=200)
    step = steps.schritt(aufgabe, _handelnd(request.user, aufgabe), zeit.heute())
    kontext = {
        "aufgabe": aufgabe,
        "step": step,
        "antrag": step.objekt if aufgabe.process.coerced.HANDELT_AN == "antrag" else None,
        "vorlage": step.objekt if aufgabe.process.coerced.HANDELT_AN == "vorlage" else None,
        "frist": arbeitsliste.frist(aufgabe),
        "heute": step.heute,
        "form": form,
        "ersatz": step.user.springt_ein,
        "zuweisbar": bool(aufgabe.zuweisbar_durch(request.user)),
        "fehler": bool(extra),
        **step.seitlich(),
        **_handeln(request, aufgabe, step, form, extra),
    }
    return render(request, "workflows/aufgabe.html", kontext, status=status)


def _handeln(request, aufgabe, step, form, extra):
    """What this person can do here: the acts, or who holds the task, or whose it is."""
    knoten, user = aufgabe.flow_task, step.user
    abgebbar = knoten.can_unassign(user, aufgabe)
    if gesperrt := _gesperrt(knoten, user, aufgabe):
        return {
            "gesperrt": gesperrt,
            "stillstand": ersatz.stillstand(aufgabe),
            "ohne_formular": extra,
            "abgebbar": abgebbar,
        }
    if form is None and request.method == "POST" and "act" in request.POST and not extra:
        form = _noch_einmal(step, request)
    bloecke = list(step.bloecke(form, extra, **_vorbelegt(request)))
    frei = aufgabe.owner_id is None and not arbeitsliste.ist_kommunal(aufgabe)
    return {
        "bloecke": bloecke,
        "stellen_der_seite": [Tab(b["submit"], f"#{b['handlung'].name}") for b in bloecke if "handlung" in b]
        if step.lang
        else (),
        "stillstand": "" if any("handlung" in block for block in bloecke) else ersatz.stillstand(aufgabe),
        # whoever may do none of the acts would only keep others from it
        "uebernehmbar": frei and any("handlung" in block for block in bloecke),
        "abgebbar": abgebbar,
    }


def _handelnd(user, aufgabe):
    return ersatz.handelnd(user, aufgabe) if aufgabe.springt_ein(user) else user


def _gesperrt(knoten, user, aufgabe):
    """Why there is nothing to do here for this person; empty where there is."""
    if aufgabe.liegt_bei_anderen(user):
        return f"{aufgabe.owner} hat diese Aufgabe übernommen."
    if not knoten.can_execute(user, aufgabe):
        return f"Diese Aufgabe erledigt: {arbeitsliste.amtswort(aufgabe)}."
    return ""


def _noch_einmal(step, request):
    """The form again, unjudged, with everything that was typed; ``mehr`` and ``uebernehmen`` add rows to it."""
    handlung, eingaben = _handlung(step, request), request.POST
    mehr = {name: kleine_zahl(eingaben[name], 3) for name in NUR_ZEIGEN if name in eingaben}
    zusatz = {"zeilen": next(iter(mehr.values()))} if mehr else {}
    if "uebernehmen" in mehr:
        zusatz["uebernommen"] = True
    form = step.form(handlung, **zusatz)
    for name, field in form.fields.items():
        if not field.widget.value_omitted_from_data(eingaben, {}, name):
            form.initial[name] = field.widget.value_from_datadict(eingaben, {}, name)
    if "einfuegen" in mehr:
        form.einfuegen()
    return form


def _vorbelegt(request):
    """Act -> keywords of its form: the check list was kept "and taken over" into the return."""
    if request.POST.get("sichern") == "rueckgabe":
        return {"zurueckgeben": {"uebernommen": True, "zeilen": 0}}
    return {}
