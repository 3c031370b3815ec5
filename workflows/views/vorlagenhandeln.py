"""Acts on a paper without a task: withdraw, new version, publish, supplement, a programme's authorisation."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.forms import gremium as forms
from antraege.models import Vorlage
from antraege.services import ermaechtigung, vorlagenstand
from antraege.views.pflege import knopf, versucht, wer
from workflows import verfahren


@dataclass(frozen=True)
class OhneAufgabe:
    """An act: its right, button, form, function, what follows from it and what the page says after it.

    ``objekt``: what the function calls the paper.
    """

    recht: str
    titel: str
    form: type
    act: object
    folgen: str
    meldung: str
    objekt: str = "vorlage"


HANDLUNGEN = {
    "neue-fassung": OhneAufgabe(
        "vorlage.neue_fassung",
        "Neue Fassung beginnen",
        forms.GrundForm,
        verfahren.neue_fassung,
        "Die Vorlage wird wieder Entwurf und durchläuft die Mitzeichnung von vorn. Was veröffentlicht ist, bleibt bis zur nächsten Freigabe, wie es war.",
        "Die neue Fassung ist begonnen. Sie liegt zur Ausarbeitung.",
    ),
    "zurueckziehen": OhneAufgabe(
        "vorlage.zurueckziehen",
        "Vorlage zurückziehen",
        forms.GrundForm,
        verfahren.vorlage_zurueckziehen,
        "Die Vorlage wird in keiner Sitzung mehr beraten. Ihre Anträge stehen danach wieder bei „Empfehlung gezeichnet“ und können auf eine andere Vorlage.",
        "Die Vorlage ist zurückgezogen.",
    ),
    "veroeffentlichen": OhneAufgabe(
        "vorlage.veroeffentlichen",
        "Vorlage veröffentlichen",
        forms.OhneAngabenForm,
        vorlagenstand.veroeffentlichen,
        "Die Kommunen lesen ab heute die Beschlussanträge und sehen, dass ihre Anträge auf den Beschluss warten. Das lässt sich nicht zurücknehmen.",
        "Die Vorlage ist veröffentlicht.",
    ),
    "ergaenzen": OhneAufgabe(
        "vorlage.ergaenzen",
        "Ergänzungsvorlage anlegen",
        forms.ErgaenzungForm,
        verfahren.vorlage_ergaenzen,
        "Eine Ergänzungsvorlage hat eine eigene Nummer, durchläuft die Mitzeichnung und kommt in dieselben Sitzungen.",
        "Die Ergänzungsvorlage ist als Entwurf angelegt.",
        objekt="haupt",
    ),
    "ermaechtigung": OhneAufgabe(
        "vorlage.ermaechtigung_bestimmen",
        "Ermächtigung bestimmen",
        forms.ErmaechtigungForm,
        ermaechtigung.bestimmen,
        "Auf diesen Beschlussantrag stützt sich ein Programm. Bis der Kreistag ihn angenommen hat, lassen sich in einem Programm des Landes keine Stellen schaffen und in einem des Landkreises keine neue Fassung der Richtlinie feststellen.",
        "Die Ermächtigung ist bestimmt.",
    ),
}


def handlungen(user, vorlage):
    """[Act] of the paper's page: what this person's role may do, refused ones with their reason."""
    return [
        act
        for name, h in HANDLUNGEN.items()
        for act in knopf(user, h.recht, vorlage, h.titel, reverse("vorlage_handeln", args=[vorlage.pk, name]))
    ]


@login_required
@require_http_methods(["GET", "POST"])
def handeln(request, pk, name):
    """The act's page: what follows is said first, then its form; or why it is not possible now."""
    if name not in HANDLUNGEN:
        raise Http404
    handlung = HANDLUNGEN[name]
    vorlage = get_object_or_404(Vorlage.objects.visible_to(request.user).select_related("landkreis"), pk=pk)
    if not hat_recht(request.user, RECHTE[handlung.recht], vorlage):
        raise PermissionDenied
    gesendet = request.POST if request.method == "POST" else None
    form = _form(handlung, gesendet, vorlage)
    if gesendet is not None and form.is_valid() and (ziel := _getan(request, handlung, form, vorlage)):
        return redirect("vorlage", ziel.pk)
    auskunft = may(request.user, handlung.recht, vorlage)
    kontext = {"vorlage": vorlage, "handlung": handlung, "form": form, "auskunft": auskunft}
    return render(
        request, "workflows/vorlage_handlung.html", kontext, status=422 if gesendet is not None else 200
    )


def _form(handlung, gesendet, vorlage):
    mehr = {forms.ErgaenzungForm: {"haupt": vorlage}, forms.ErmaechtigungForm: {"vorlage": vorlage}}
    return handlung.form(gesendet, **mehr.get(handlung.form, {}))


def _getan(request, handlung, form, vorlage):
    """The paper to show next, the new one where the act made one; None where it was refused, with its sentence."""
    neu = versucht(form, handlung.act, **{handlung.objekt: vorlage}, **wer(request), **form.facts())
    if neu:
        messages.success(request, handlung.meldung)
    return vorlage if neu is True else neu
