"""Motions to change a Ziffer: recorded on a released paper, and what the sitting did with them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege import einsicht, formate, zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.forms.vorlagendatei import AenderungsantragForm, AenderungsergebnisForm
from antraege.models import Aenderungsantrag, Vorlage
from antraege.services import aenderungsantraege as dienst
from antraege.views.bausteine import Badge
from antraege.views.pflege import knopf, versucht, wer

E = Aenderungsantrag.Ergebnis
ART = {E.OFFEN: "info", E.ANGENOMMEN: "success", E.ABGELEHNT: "danger"}


@login_required
@require_http_methods(["GET", "POST"])
def aenderungsantrag_neu(request, pk):
    """Record a motion on a released paper."""
    vorlage = get_object_or_404(Vorlage.objects.visible_to(request.user).select_related("landkreis"), pk=pk)
    gesendet = request.POST if request.method == "POST" else None
    form = AenderungsantragForm(gesendet, vorlage=vorlage, initial={"eingegangen_am": zeit.heute()})
    return _seite(
        request,
        vorlage,
        form,
        "vorlage.aenderungsantrag_erfassen",
        "Änderungsantrag erfassen",
        dienst.erfassen,
    )


@login_required
@require_http_methods(["GET", "POST"])
def aenderungsantrag(request, pk):
    """Record what became of a motion."""
    sichtbar = Aenderungsantrag.objects.filter(
        beschlussantrag__vorlage__in=Vorlage.objects.visible_to(request.user)
    )
    antrag = get_object_or_404(sichtbar.select_related("beschlussantrag__vorlage__landkreis"), pk=pk)
    vorlage = antrag.beschlussantrag.vorlage
    if not einsicht.im_amt(request.user, vorlage.landkreis_id):
        raise PermissionDenied
    gesendet = request.POST if request.method == "POST" else None
    form = AenderungsergebnisForm(gesendet, initial={"entschieden_am": zeit.heute()})
    return _seite(
        request, vorlage, form, "vorlage.aenderungsantrag_entscheiden", f"Ergebnis: {antrag}",
        dienst.ergebnis_erfassen, aenderungsantrag=antrag,
    )  # fmt: skip


def _seite(request, vorlage, form, recht, titel, act, **rahmen):
    if not hat_recht(request.user, RECHTE[recht], vorlage):
        raise PermissionDenied
    if form.is_valid() and versucht(form, act, **wer(request), **rahmen, **form.cleaned_data):
        messages.success(request, f"{titel}: gespeichert.")
        return redirect("vorlage", vorlage.pk)
    auskunft = may(request.user, recht, vorlage)
    kontext = {
        "vorlage": vorlage,
        "form": form,
        "titel": titel,
        "auskunft": auskunft,
        "submit": "Speichern",
        **rahmen,
    }
    return render(request, "antraege/vorlage_formular.html", kontext, status=422 if form.is_bound else 200)


def block(user, vorlage, ergebnisse):
    """Motions as the paper's page shows them; to a municipality only with the results of their Ziffer (``ergebnisse``).

    Acts that are not possible say why to whoever has their right.
    """
    antraege = Aenderungsantrag.objects.filter(beschlussantrag__vorlage=vorlage).select_related(
        "beschlussantrag"
    )
    if not einsicht.im_amt(user, vorlage.landkreis_id):
        antraege = antraege.filter(beschlussantrag__in={e.beschlussantrag_id for e in ergebnisse})
    liste = list(antraege.order_by("beschlussantrag__ziffer", "nummer"))
    neu = reverse("aenderungsantrag_neu", args=[vorlage.pk])
    acts = knopf(user, "vorlage.aenderungsantrag_erfassen", vorlage, "Änderungsantrag erfassen", neu)
    acts += _entscheiden(user, vorlage, [a for a in liste if a.ergebnis == E.OFFEN])
    zeilen = [_zeile(a) for a in liste]
    return {"zeilen": zeilen, "handlungen": acts} if zeilen or acts else None


def _entscheiden(user, vorlage, offene):
    return [
        act
        for antrag in offene
        for act in knopf(
            user,
            "vorlage.aenderungsantrag_entscheiden",
            vorlage,
            f"Ergebnis erfassen: {antrag}",
            reverse("aenderungsantrag", args=[antrag.pk]),
        )
    ]


def _zeile(antrag):
    offen = antrag.ergebnis == E.OFFEN
    wann = "" if offen else f" am {formate.datum(antrag.entschieden_am)}"
    return {
        "titel": str(antrag),
        "von": f"{antrag.antragsteller}, eingegangen {formate.datum(antrag.eingegangen_am)}",
        "wortlaut": antrag.wortlaut,
        "badge": Badge(ART.get(antrag.ergebnis, "neutral"), f"{antrag.get_ergebnis_display()}{wann}"),
    }
