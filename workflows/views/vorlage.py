"""The paper's page with its open task, and the page that begins a paper's way."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import einsicht, zeit
from antraege.berechtigungen import RECHTE, hat_recht
from antraege.forms.gremium import VorlageForm
from antraege.models import Foerderrunde, Vorlage
from antraege.views import vorlagenteile as teile
from antraege.views.bausteine import Act
from workflows import verfahren
from workflows.views import arbeitsliste


@login_required
@require_safe
def vorlage(request, pk):
    """Motions, way, results and applications of a paper, as far as this person may see them."""
    user = request.user
    papier = get_object_or_404(Vorlage.objects.visible_to(user).select_related("runde", "landkreis"), pk=pk)
    antraege = teile.antraege(papier)
    offen = teile.ergebnisse_offen(user, papier, antraege)
    zeilen = teile.zeilen(antraege, offen)
    posten = teile.posten(zeilen)
    aufgaben = list(verfahren.offene_aufgaben(papier)) if einsicht.im_amt(user, papier.landkreis_id) else []
    kontext = {
        "vorlage": papier,
        "stand": teile.stand(user, papier),
        "beispiel": teile.BEISPIEL if papier.beispieldaten else "",
        "naechstes": [_wer(user, aufgabe) for aufgabe in aufgaben],
        "handlungen": [_handlung(user, aufgabe) for aufgabe in aufgaben],
        "fakten": teile.fakten(papier, posten),
        "ziffern": teile.ziffern(papier, offen),
        "beratungsfolge": teile.beratungsfolge(papier, offen),
        "spalten": teile.SPALTEN,
        "zeilen": teile.tabelle(user, zeilen, offen),
        "posten": posten if antraege else (),
        "verlauf": teile.verlauf(user, papier),
    }
    return render(request, "workflows/vorlage.html", kontext)


def _wer(user, aufgabe):
    eigen = aufgabe.flow_task.can_execute(user, aufgabe) and not aufgabe.liegt_bei_anderen(user)
    wer = "Sie" if eigen else aufgabe.owner.name if aufgabe.owner else arbeitsliste.amtswort(aufgabe)
    return {"wer": wer, "was": aufgabe.flow_task.task_title}


def _handlung(user, aufgabe):
    titel = aufgabe.flow_task.task_title
    if not aufgabe.flow_task.can_execute(user, aufgabe):
        return Act(titel, off="nicht durch Sie", reason=f"Das erledigt: {arbeitsliste.amtswort(aufgabe)}.")
    if aufgabe.liegt_bei_anderen(user):
        return Act(
            titel, off="bei jemand anderem", reason=f"{aufgabe.owner.name} hat diese Aufgabe übernommen."
        )
    return Act(titel, reverse("aufgabe", args=[aufgabe.pk]), primary=True)


@login_required
@require_http_methods(["GET", "POST"])
def vorlage_neu(request, pk):
    """Put signed applications of a round on a new paper."""
    runde = get_object_or_404(
        Foerderrunde.objects.visible_to(request.user).select_related("programm__landkreis"), pk=pk
    )
    if not hat_recht(request.user, RECHTE["vorlage.erstellen"], runde):
        raise PermissionDenied
    gesendet = request.POST if request.method == "POST" else None
    form = VorlageForm(gesendet, runde=runde, heute=zeit.heute())
    neu = _angelegt(form, runde, request.user) if form.is_valid() else None
    if neu:
        messages.success(
            request,
            f"{neu} ist als Entwurf angelegt. Arbeiten Sie ihn aus und geben Sie ihn zur Mitzeichnung.",
        )
        return redirect("vorlage", neu.pk)
    kontext = {"runde": runde, "form": form, "moeglich": _moeglich(runde, form)}
    return render(request, "workflows/vorlage_neu.html", kontext, status=422 if form.is_bound else 200)


def _moeglich(runde, form):
    return runde.fragt_gremium and (form.is_bound or form.fields["antraege"].queryset.exists())


def _angelegt(form, runde, user):
    """The new paper; a refusal stands in the form with all that was typed."""
    try:
        return verfahren.vorlage_anlegen(runde=runde, by=user, heute=zeit.heute(), **form.facts())
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return None
