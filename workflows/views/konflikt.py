"""The pages for "somebody was faster": who, since when, what was not saved, and where to go on. Never a 500."""

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.shortcuts import render
from django.urls import reverse
from viewflow.workflow.status import STATUS

from antraege import zeit
from antraege.formate import uhrzeit, zeitpunkt
from antraege.views.abgemeldet import NICHT_GETIPPT
from antraege.views.gleichzeitig import WARTEZEIT
from workflows import steps
from workflows.fehler import Belegt, SchonErledigt


def seite(request, fehler, pk, form=None):
    """The answer to an act that came too late, or that a lock kept waiting too long."""
    if isinstance(fehler, SchonErledigt):
        return erledigt(request, fehler.aufgabe, eingaben(request, fehler.aufgabe))
    if isinstance(fehler, Belegt):
        return _belegt(request, fehler.aufgabe, eingaben(request, fehler.aufgabe))
    if isinstance(fehler, OperationalError) and not isinstance(fehler.__cause__, WARTEZEIT):
        raise fehler
    satz = "Dieser Vorgang wird gerade bearbeitet. Bitte versuchen Sie es gleich noch einmal."
    text = satz if isinstance(fehler, OperationalError) else fehler.satz
    return _antwort(
        request,
        "Das hat sich inzwischen geändert",
        f"{text} Ihre Eingabe wurde nicht gespeichert.",
        [("Zur Aufgabe", reverse("aufgabe", args=[pk]))],
        eingaben(request, form=form),
    )


def erledigt(request, aufgabe, inputs=(), status=409):
    """A task that is done or cancelled."""
    rest = (
        "An ihm hat sich durch Sie nichts geändert."
        if aufgabe.status == STATUS.CANCELED
        else "An diesem Vorgang hat sich jetzt nichts geändert."
    )
    text = f"{erledigt_satz(aufgabe)} {rest}"
    return _antwort(request, "Diese Aufgabe ist schon erledigt", text, _wege(aufgabe), inputs, status)


def erledigt_satz(aufgabe):
    """Who did it and when, or why it is gone."""
    titel = aufgabe.flow_task.task_title
    if aufgabe.status == STATUS.CANCELED:
        return f"„{titel}“ ist entfallen: Der Antrag wurde zurückgezogen oder ersetzt."
    wer = aufgabe.owner.name if aufgabe.owner else "Das System"
    return f"{wer} hat „{titel}“ am {zeitpunkt(aufgabe.finished)} erledigt."


def _belegt(request, aufgabe, inputs):
    text = (
        f"{aufgabe.owner} bearbeitet „{aufgabe.flow_task.task_title}“ ({aufgabe.gegenstand}) seit {uhrzeit(aufgabe.assigned)}. "
        "Ihre Eingabe wurde nicht gespeichert, an diesem Vorgang hat sich durch Sie nichts geändert."
    )
    frei = ("Nächste offene Aufgabe", reverse("aufgaben"))
    return _antwort(
        request, "Diese Aufgabe hat jemand anderes übernommen", text, [frei, *_wege(aufgabe)[:1]], inputs
    )


def _wege(aufgabe):
    objekt = aufgabe.gegenstand
    name = objekt._meta.model_name
    return [
        (f"{objekt._meta.verbose_name} ansehen", reverse(name, args=[objekt.pk])),
        ("Meine Aufgaben", reverse("aufgaben")),
    ]


def eingaben(request, aufgabe=None, form=None):
    """What was typed and not saved, to be read and copied; fields that are gone by now stand without their label."""
    labels = (
        _labels(request, aufgabe)
        if form is None
        else {name: feld.label for name, feld in form.fields.items()}
    )
    gesendet = [
        (name, wert) for name, wert in request.POST.items() if name not in NICHT_GETIPPT and wert.strip()
    ]
    return [(labels.get(name, "Eingabe"), wert) for name, wert in gesendet]


def _labels(request, aufgabe):
    if aufgabe is None:
        return {}
    step = steps.schritt(aufgabe, request.user, zeit.heute())
    try:
        return {
            name: feld.label
            for name, feld in step.form(step.handlung(request.POST.get("act", ""))).fields.items()
        }
    except (KeyError, ValidationError):
        return {}


def _antwort(request, title, text, ways, inputs, status=409):
    return render(
        request, "409.html", {"title": title, "text": text, "ways": ways, "inputs": inputs}, status=status
    )
