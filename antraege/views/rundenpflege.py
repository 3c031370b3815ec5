"""Rounds in preparation: create, copy, edit, preview, publish, discard; and a published round's last day moved later."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from antraege import einsicht, zeit
from antraege.formate import datum_lang
from antraege.forms.runde import AntragsfristForm, RundeForm, ZielForm
from antraege.models import Foerderprogramm, Foerderrunde, Kommune, Kontingent
from antraege.services import rueckwaertsplan
from antraege.services import runde as dienst
from antraege.views import pflege, rundenteile
from antraege.views.vorschau import vorschau


@login_required
@require_http_methods(["GET", "POST"])
def runde_neu(request, pk):
    """Draft a round of a programme."""
    programm = get_object_or_404(Foerderprogramm.objects.visible_to(request.user), pk=pk)
    pflege.verlange_rolle(request.user, "runde.anlegen", programm)
    form = _form(request, Foerderrunde(programm=programm))
    if form.is_bound and (
        neu := pflege.versucht(
            form, dienst.runde_anlegen, programm=programm, **_entwurf(form), **pflege.wer(request)
        )
    ):
        messages.success(
            request, "Die Runde ist angelegt. Kommunen sehen sie erst, wenn sie veröffentlicht ist."
        )
        return redirect("runde", pk=neu.pk)
    krumen = [("Runden", reverse("runden")), ("Richtlinien", reverse("richtlinien"))]
    return pflege.formularseite(
        request,
        form,
        titel="Neue Förderrunde",
        line=programm,
        krumen=krumen,
        zurueck=reverse("richtlinien"),
        submit="Runde anlegen",
    )


@login_required
@require_http_methods(["GET", "POST"])
def runde_bearbeiten(request, pk):
    """Change a round while it is in preparation."""
    runde = _runde(request, pk)
    if weg := pflege.zurueck_wenn_nicht(request, "runde.bearbeiten", runde):
        return weg
    form = _form(request, runde)
    if form.is_bound and pflege.versucht(
        form, dienst.runde_speichern, runde=runde, **_entwurf(form), **pflege.wer(request)
    ):
        messages.success(request, "Gespeichert.")
        return redirect("runde", pk=pk)
    return _formular(request, runde, form, "Runde bearbeiten", "Speichern")


@login_required
@require_POST
def runde_kopieren(request, pk):
    """Propose the next round from this one."""
    runde = _runde(request, pk)
    pflege.verlange_rolle(request.user, "runde.anlegen", runde)
    satz = "Die Runde ist kopiert, alle Tage liegen ein Jahr später. Bitte prüfen Sie jede Angabe."
    neu = pflege.getan(request, dienst.runde_kopieren, satz, runde=runde, **pflege.wer(request))
    return redirect("runde_bearbeiten", pk=neu.pk) if neu else redirect("runde", pk=pk)


@login_required
@require_safe
def runde_vorschau(request, pk):
    """The round and its form as a municipality sees them; for the office alone."""
    runde = _runde(request, pk)
    kommunen = Kommune.objects.filter(landkreis=runde.programm.landkreis_id)
    kontext = vorschau(runde, zeit.heute()) | {
        "runde": runde,
        "titel": "Vorschau der Runde",
        "krumen": _krumen(runde),
        "zurueck": reverse("runde", args=[pk]),
        "eckdaten": rundenteile.eckdaten(_mit_eckdaten(runde)),
        "ausgeschlossen": [(k.name, satz) for k in kommunen if (satz := runde.fassung.ausschluss(k))],
    }
    return render(request, "antraege/vorschau.html", kontext)


@login_required
@require_http_methods(["GET", "POST"])
def runde_veroeffentlichen(request, pk):
    """Show the round to the municipalities: what follows is said first."""
    runde = _runde(request, pk)
    if weg := pflege.zurueck_wenn_nicht(request, "runde.veroeffentlichen", runde):
        return weg
    if request.method == "POST":
        satz = f"{runde} ist veröffentlicht. Alle Kommunen erhalten eine Nachricht."
        pflege.getan(request, dienst.runde_veroeffentlichen, satz, runde=runde, **pflege.wer(request))
        return redirect("runde", pk=pk)
    kontext = {
        "runde": runde,
        "krumen": _krumen(runde),
        "anzahl": Kommune.objects.filter(landkreis=runde.programm.landkreis_id).count(),
        "eckdaten": rundenteile.eckdaten(_mit_eckdaten(runde)),
    }
    return render(request, "antraege/runde_veroeffentlichen.html", kontext)


@login_required
@require_POST
def runde_verwerfen(request, pk):
    """Discard a round in preparation."""
    runde = _runde(request, pk)
    if weg := pflege.zurueck_wenn_nicht(request, "runde.bearbeiten", runde):
        return weg
    satz = "Die Runde ist verworfen."
    weg = pflege.getan(request, dienst.runde_verwerfen, satz, runde=runde, **pflege.wer(request))
    return redirect("runden") if weg else redirect("runde", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def antragsfrist_verlaengern(request, pk):
    """Move the last day for applications later, for everybody."""
    runde = _runde(request, pk)
    if weg := pflege.zurueck_wenn_nicht(request, "antragsfrist.verlaengern", runde):
        return weg
    form = AntragsfristForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and pflege.versucht(
        form, dienst.antragsfrist_verlaengern, runde=runde, **form.cleaned_data, **pflege.wer(request)
    ):
        messages.success(request, "Die Antragsfrist ist verlängert. Alle Kommunen erhalten eine Nachricht.")
        return redirect("runde", pk=pk)
    return _formular(
        request,
        runde,
        form,
        "Antragsfrist verlängern",
        "Antragsfrist verlängern",
        line=_bisher(runde),
        ruhe=True,
    )


@login_required
@require_http_methods(["GET", "POST"])
def zielsitzung(request, pk):
    """Name the sitting that shall decide the round."""
    runde = _runde(request, pk)
    if weg := pflege.zurueck_wenn_nicht(request, "runde.ziel_bestimmen", runde):
        return weg
    form = ZielForm(request.POST if request.method == "POST" else None, runde=runde, heute=zeit.heute())
    if form.is_valid() and pflege.versucht(
        form, rueckwaertsplan.ziel_bestimmen, runde=runde, **form.cleaned_data, **pflege.wer(request)
    ):
        messages.success(
            request, "Gespeichert. Die Anträge der Runde zeigen jetzt, was bis wann fertig sein muss."
        )
        return redirect("runde", pk=pk)
    return _formular(request, runde, form, "Beschluss vorgesehen in", "Speichern")


def _runde(request, pk):
    """A round of the own district, with its version; a municipality has no business here."""
    runde = get_object_or_404(
        Foerderrunde.objects.visible_to(request.user).select_related("programm__landkreis", "fassung"), pk=pk
    )
    if not einsicht.im_amt(request.user, runde.programm.landkreis_id):
        raise Http404
    return runde


def _bisher(runde):
    return f"{runde} · bisher bis {datum_lang(runde.antrag_bis)}, 24 Uhr" if runde.antrag_bis else str(runde)


def _mit_eckdaten(runde):
    runde.anzahl_kommunen = None
    runde.kontingente_neu_zuerst = list(Kontingent.objects.filter(runde=runde).order_by("-stand", "-pk"))
    return runde


def _form(request, runde):
    return RundeForm(request.POST if request.method == "POST" else None, instance=runde)


def _entwurf(form):
    if not form.is_valid():
        return {"werte": {}, "zielgruppen": ()}
    return {"werte": form.werte(), "zielgruppen": list(form.cleaned_data["zielgruppen"])}


def _krumen(runde):
    return [("Runden", reverse("runden")), (str(runde), reverse("runde", args=[runde.pk]))]


def _formular(request, runde, form, titel, submit, *, line="", **mehr):
    return pflege.formularseite(
        request,
        form,
        titel=titel,
        line=line or str(runde),
        krumen=_krumen(runde),
        zurueck=reverse("runde", args=[runde.pk]),
        submit=submit,
        heute=zeit.heute(),
        **mehr,
    )
