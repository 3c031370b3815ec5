"""Files of a paper: add, fetch, take away. The one view that serves them knows who may see them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from antraege import einsicht, formate
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.fehler import Verweigert
from antraege.forms.vorlagendatei import VorlagendateiForm
from antraege.models import Vorlage, Vorlagenanlage
from antraege.services import vorlagenanlagen as dienst
from antraege.views.anlagen import als_download
from antraege.views.bausteine import Act, Badge, Column, Row
from antraege.views.pflege import knopf, versucht

A = Vorlagenanlage.Art
SPALTEN = [Column("Datei"), Column("Art"), Column("Einsicht"), Column("Hochgeladen", small=False)]


def sichtbare(user):
    """Files this person may read, also as far as results are in them."""
    return einsicht.dateien(Vorlagenanlage.objects.visible_to(user), user)


def _art(vorlage):
    """What can be added now: an annex to the draft, later a paper laid on the table."""
    return A.ANLAGE if vorlage.status == Vorlage.Status.ENTWURF else A.TISCHVORLAGE


@login_required
@require_http_methods(["GET", "POST"])
def vorlagendatei_neu(request, pk):
    """Add a file; a refused one brings the form back with its sentence."""
    vorlage = get_object_or_404(Vorlage.objects.visible_to(request.user).select_related("landkreis"), pk=pk)
    art = _art(vorlage)
    recht = dienst.RECHTE[art]
    if not hat_recht(request.user, RECHTE[recht], vorlage):
        raise PermissionDenied
    gesendet = (request.POST, request.FILES) if request.method == "POST" else ()
    form = VorlagendateiForm(*gesendet)
    rahmen = {"vorlage": vorlage, "art": art, "by": request.user}
    if form.is_valid() and versucht(form, dienst.hinzufuegen, **rahmen, **form.cleaned_data):
        messages.success(request, f"Hochgeladen: {form.cleaned_data['datei'].name}")
        return redirect("vorlage", vorlage.pk)
    titel = f"{art.label} hinzufügen"
    kontext = {
        "vorlage": vorlage,
        "form": form,
        "titel": titel,
        "submit": "Hochladen",
        "auskunft": may(request.user, recht, vorlage),
    }
    return render(request, "antraege/vorlage_formular.html", kontext, status=422 if gesendet else 200)


@login_required
@require_safe
def vorlagendatei(request, pk):
    """Send the file as a download; who may not read it does not learn that it exists."""
    return als_download(get_object_or_404(sichtbare(request.user), pk=pk))


@login_required
@require_POST
def vorlagendatei_entfernen(request, pk):
    """Take a file away; the versions that hold it keep it."""
    anlage = get_object_or_404(sichtbare(request.user).select_related("vorlage__landkreis"), pk=pk)
    if not hat_recht(
        request.user, RECHTE[dienst.RECHTE.get(anlage.art, "vorlage.tischvorlage_ablegen")], anlage.vorlage
    ):
        raise PermissionDenied
    try:
        dienst.entfernen(anlage=anlage, by=request.user)
        messages.success(request, f"Entfernt: {anlage.name}")
    except Verweigert as fehler:
        messages.error(request, fehler.satz)
    return redirect("vorlage", anlage.vorlage_id)


def block(user, vorlage):
    """What the paper's page shows of its files: the list and what may be done with it; None where there is neither."""
    liste = list(sichtbare(user).aktuell().filter(vorlage=vorlage).select_related("hochgeladen_von"))
    art, im_amt = _art(vorlage), einsicht.im_amt(user, vorlage.landkreis_id)
    url, recht = reverse("vorlagendatei_neu", args=[vorlage.pk]), dienst.RECHTE[art]
    acts = knopf(user, recht, vorlage, f"{art.label} hinzufügen", url)
    if may(user, recht, vorlage):
        acts += [_entfernen(a) for a in liste if a.art == art]
    acts += _andere(user, vorlage, A.TISCHVORLAGE if art == A.ANLAGE else A.ANLAGE)
    if not liste and not acts:
        return None
    return {"spalten": SPALTEN, "zeilen": [_zeile(a, im_amt) for a in liste], "handlungen": acts}


def _andere(user, vorlage, art):
    """What is done with files of the other kind is done at another time; why not now, in one line."""
    return knopf(user, dienst.RECHTE[art], vorlage, f"{art.label} hinzufügen oder entfernen", "")


def _entfernen(anlage):
    return Act(f"„{anlage.name}“ entfernen", reverse("vorlagendatei_entfernen", args=[anlage.pk]), post=True)


def _zeile(anlage, im_amt):
    """Who brought it is the office's own business."""
    wer = f", {anlage.hochgeladen_von.name}" if im_amt else ""
    wann = f"{formate.datum(anlage.hochgeladen_am)}{wer}"
    einblick = Badge("info", "öffentlich") if anlage.oeffentlich else Badge("neutral", "nicht öffentlich")
    return Row(
        [anlage.name, anlage.get_art_display(), einblick, wann],
        url=reverse("vorlagendatei", args=[anlage.pk]),
    )
