"""The paper's page with its open task, and the page that begins a paper's way."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import einsicht, zeit
from antraege.berechtigungen import RECHTE, hat_recht
from antraege.forms.gremium import FreieVorlageForm, VorlageForm
from antraege.models import Foerderrunde, Frist, Landkreis, Vorlage
from antraege.views import aenderungsantraege, massgaben, niederschrift, vorlagendateien, vorlagenfassungen
from antraege.views import vorlagenteile as teile
from antraege.views.bausteine import Act
from antraege.views.pflege import versucht, wer
from workflows import verfahren
from workflows.views import arbeitsliste, vorlagenhandeln, vorlageverwehrt


@login_required
@require_safe
def vorlage(request, pk):
    """Motions, way, results and applications of a paper, as far as this person may see them."""
    user = request.user
    papiere = einsicht.mit_oeffentlichem_beschluss(Vorlage.objects.visible_to(user))
    papier = get_object_or_404(papiere.select_related("runde", "landkreis", "ergaenzt"), pk=pk)
    if fassung := teile.statt_entwurf(user, [papier]).get(pk):
        return vorlagenfassungen.seite(request, fassung, teile.stand(user, papier))
    antraege = teile.antraege(papier)
    ergebnisse = einsicht.ergebnisse(user, papier)
    zeilen = teile.zeilen(user, antraege, ergebnisse)
    posten = teile.posten(zeilen)
    im_amt = einsicht.im_amt(user, papier.landkreis_id)
    aufgaben = list(verfahren.offene_aufgaben(papier)) if im_amt else []
    kontext = {
        "vorlage": papier,
        "stand": teile.stand(user, papier),
        "beispiel": teile.BEISPIEL if papier.beispieldaten else "",
        "naechstes": [_wer(user, aufgabe) for aufgabe in aufgaben],
        "handlungen": [
            *(_handlung(user, aufgabe) for aufgabe in aufgaben),
            *niederschrift.handlungen(user, papier),
            *vorlagenhandeln.handlungen(user, papier),
        ],
        "nicht_moeglich": vorlageverwehrt.nicht_moeglich(user, papier),
        "fakten": teile.fakten(papier, posten),
        "ziffern": teile.ziffern(papier, ergebnisse),
        "dateien": vorlagendateien.block(user, papier),
        "fassungen": vorlagenfassungen.liste(user, papier),
        "aenderungsantraege": aenderungsantraege.block(user, papier, ergebnisse),
        "ergaenzungen": teile.ergaenzungen(user, papier),
        "massgaben": massgaben.der_vorlage(user, papier),
        "mitzeichnung": teile.mitzeichnung(user, papier),
        "fristen_offen": list(Frist.objects.offen().filter(vorlage=papier)) if im_amt else [],
        "heute": zeit.heute(),
        "beratungsfolge": teile.beratungsfolge(user, papier, ergebnisse),
        "spalten": teile.SPALTEN,
        "zeilen": teile.tabelle(user, zeilen),
        "posten": posten if antraege else (),
        "bescheide": bool(antraege) and im_amt,
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
    if form.is_valid() and (neu := _angelegt(request, form, verfahren.vorlage_anlegen, runde=runde)):
        return redirect("vorlage", neu.pk)
    kontext = {"runde": runde, "form": form, "moeglich": _moeglich(runde, form)}
    return render(request, "workflows/vorlage_neu.html", kontext, status=422 if form.is_bound else 200)


def _moeglich(runde, form):
    return runde.fragt_gremium and (form.is_bound or form.fields["antraege"].queryset.exists())


@login_required
@require_http_methods(["GET", "POST"])
def freie_vorlage_neu(request):
    """Begin a paper of free motions in the own district."""
    landkreis = Landkreis.objects.filter(pk__in=request.user.landkreis_ids).order_by("pk").first()
    if landkreis is None or not hat_recht(
        request.user, RECHTE["vorlage.erstellen"], Vorlage(landkreis=landkreis)
    ):
        raise PermissionDenied
    gesendet = request.POST if request.method == "POST" else None
    form = FreieVorlageForm(gesendet, landkreis_id=landkreis.pk, heute=zeit.heute())
    if form.is_valid() and (
        neu := _angelegt(request, form, verfahren.freie_vorlage_anlegen, landkreis=landkreis)
    ):
        return redirect("vorlage", neu.pk)
    return render(
        request, "workflows/freie_vorlage_neu.html", {"form": form}, status=422 if form.is_bound else 200
    )


def _angelegt(request, form, act, **rahmen):
    """The new paper, said on the next page; a refusal stands in the form with all that was typed."""
    if neu := versucht(form, act, **wer(request), **rahmen, **form.facts()):
        messages.success(
            request,
            f"{neu} ist als Entwurf angelegt. Arbeiten Sie ihn aus und geben Sie ihn zur Mitzeichnung.",
        )
    return neu
