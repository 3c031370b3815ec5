"""The rules of the programmes: versions to read, compare, draft and state. For the district's office alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from antraege import zeit
from antraege.forms.felder import kleine_zahl
from antraege.forms.richtlinie import (
    FassungForm,
    FeldregelForm,
    FrageForm,
    PruefpunktForm,
    UnterlageForm,
    eigenes_label,
)
from antraege.models import (
    Feldregel,
    Foerderprogramm,
    Pruefpunkt,
    Richtlinienfassung,
    Unterlagenregel,
    Zusatzfrage,
)
from antraege.services import fassungsvergleich, richtlinie
from antraege.views import pflege
from antraege.views import richtlinienteile as teile
from antraege.views.vorschau import vorschau_der_fassung

ZEILEN = {
    "unterlagen": (Unterlagenregel, UnterlageForm, "Unterlage", "reihenfolge"),
    "fragen": (Zusatzfrage, FrageForm, "Zusatzfrage", "nummer"),
    "pruefpunkte": (Pruefpunkt, PruefpunktForm, "Prüfpunkt", "nummer"),
}


@login_required
@require_safe
def richtlinien(request):
    """All programmes of the district with their versions, the newest first."""
    if not request.user.landkreis_ids:
        raise Http404
    programme = teile.mit_fassungen(Foerderprogramm.objects.visible_to(request.user))
    kontext = {
        "spalten": teile.FASSUNGEN,
        "programme": [teile.programm(request.user, programm) for programm in programme],
    }
    return render(request, "antraege/richtlinien.html", kontext)


@login_required
@require_safe
def fassung(request, pk):
    """One version: its rules, what they change against the one before, and what can be done with it."""
    fassung = _fassung(request, pk)
    vorher = fassungsvergleich.vorgaenger(fassung)
    kontext = teile.inhalt(fassung, bearbeitbar=teile.bearbeitbar(request.user, fassung)) | {
        "fassung": fassung,
        "stand": teile.stand(fassung),
        "unterschiede": teile.unterschiede(vorher, fassung) if vorher else (),
        "vorher": vorher,
        "handlungen": teile.handlungen(request.user, fassung),
        "runden": fassung.runden.order_by("-beginn"),
    }
    return render(request, "antraege/fassung.html", kontext)


@login_required
@require_POST
def fassung_neu(request, pk):
    """Draft the next version from the newest one."""
    programm = get_object_or_404(Foerderprogramm.objects.visible_to(request.user), pk=pk)
    neu = pflege.getan(
        request,
        richtlinie.fassung_anlegen,
        "Der Entwurf ist angelegt. Er gleicht der letzten Fassung, bis Sie ihn ändern.",
        programm=programm,
        by=_mit_rolle(request, "fassung.anlegen", programm),
        heute=zeit.heute(),
    )
    return redirect("fassung", pk=neu.pk) if neu else redirect("richtlinien")


@login_required
@require_http_methods(["GET", "POST"])
def fassung_bearbeiten(request, pk):
    """The own fields of a draft."""
    fassung = _fassung(request, pk)
    if weg := pflege.zurueck_wenn_nicht(request, "fassung.bearbeiten", fassung):
        return weg
    form = FassungForm(request.POST if request.method == "POST" else None, instance=fassung)
    if form.is_bound and pflege.versucht(
        form, richtlinie.fassung_speichern, fassung=fassung, werte=_werte(form), **pflege.wer(request)
    ):
        messages.success(request, "Gespeichert.")
        return redirect("fassung", pk=pk)
    return _formular(request, fassung, form, "Richtlinie bearbeiten", "Speichern")


@login_required
@require_http_methods(["GET", "POST"])
def fassung_feld(request, pk, feld):
    """What a draft says about one core field."""
    fassung = _fassung(request, pk)
    if weg := pflege.zurueck_wenn_nicht(request, "fassung.bearbeiten", fassung):
        return weg
    if feld not in teile.KERNFELDER:
        raise Http404
    regel = fassung.feldregeln.filter(feld=feld).first() or Feldregel(fassung=fassung, feld=feld)
    form = FeldregelForm(request.POST if request.method == "POST" else None, regel=regel)
    if form.is_valid() and _feld_gespeichert(request, form):
        messages.success(request, "Gespeichert.")
        return redirect(f"{reverse('fassung', args=[pk])}#felder")
    return _formular(request, fassung, form, f"Feld: {eigenes_label(feld)}", "Speichern")


def _feld_gespeichert(request, form):
    """An emptied rule goes: the field then keeps its own words."""
    zeile, leer = form.zeile(), form.leer
    if leer and zeile.pk is None:
        return True
    act = richtlinie.zeile_entfernen if leer else richtlinie.zeile_speichern
    return pflege.versucht(form, act, zeile=zeile, **pflege.wer(request))


@login_required
@require_http_methods(["GET", "POST"])
def fassung_zeile(request, pk, art, zeile):
    """Add (``zeile`` 0), change or take away a paper, a further question or a point of the check."""
    fassung = _fassung(request, pk)
    if weg := pflege.zurueck_wenn_nicht(request, "fassung.bearbeiten", fassung):
        return weg
    modell, formular, wort, folge = ZEILEN[art]
    zeile = kleine_zahl(zeile)
    objekt = get_object_or_404(modell, pk=zeile, fassung=fassung) if zeile else modell(fassung=fassung)
    ziel = f"{reverse('fassung', args=[pk])}#{art}"
    if request.method == "POST" and "entfernen" in request.POST and zeile:
        pflege.getan(request, richtlinie.zeile_entfernen, "Entfernt.", zeile=objekt, **pflege.wer(request))
        return redirect(ziel)
    anfang = {} if zeile else {folge: teile.naechste(modell, fassung, folge)}
    form = formular(request.POST if request.method == "POST" else None, instance=objekt, initial=anfang)
    if form.is_bound and pflege.versucht(
        form, richtlinie.zeile_speichern, zeile=form.instance, **pflege.wer(request)
    ):
        messages.success(request, "Gespeichert.")
        return redirect(ziel)
    weitere = [("Entfernen", "entfernen", "1")] if zeile else []
    return _formular(request, fassung, form, wort, "Speichern", other=weitere)


@login_required
@require_safe
def fassung_vorschau(request, pk):
    """The form exactly as the clerk will see it, unsaved and locked."""
    fassung = _fassung(request, pk)
    kontext = vorschau_der_fassung(fassung, zeit.heute()) | {
        "krumen": _krumen(fassung),
        "titel": "Vorschau des Antrags",
        "zurueck": reverse("fassung", args=[pk]),
    }
    return render(request, "antraege/vorschau.html", kontext)


@login_required
@require_http_methods(["GET", "POST"])
def fassung_feststellen(request, pk):
    """State a draft: what follows and what changes is said first."""
    fassung = _fassung(request, pk)
    if weg := pflege.zurueck_wenn_nicht(request, "fassung.feststellen", fassung):
        return weg
    if request.method == "POST":
        satz = f"{fassung} ist festgestellt. Förderrunden können jetzt auf ihr beruhen."
        gesehen = request.POST.get("stand")
        act = richtlinie.fassung_feststellen
        pflege.getan(request, act, satz, fassung=fassung, gesehen=gesehen, **pflege.wer(request))
        return redirect("fassung", pk=pk)
    vorher = fassungsvergleich.vorgaenger(fassung)
    kontext = {
        "fassung": fassung,
        "abdruck": richtlinie.abdruck(fassung),
        "krumen": _krumen(fassung),
        "spalten": teile.UNTERSCHIEDE,
        "unterschiede": teile.unterschiede(vorher, fassung) if vorher else (),
        "vorher": vorher,
    }
    return render(request, "antraege/fassung_feststellen.html", kontext)


@login_required
@require_POST
def fassung_verwerfen(request, pk):
    """Discard a draft that no round rests on."""
    fassung = _fassung(request, pk)
    if weg := pflege.zurueck_wenn_nicht(request, "fassung.verwerfen", fassung):
        return weg
    pflege.getan(
        request,
        richtlinie.fassung_verwerfen,
        "Der Entwurf ist verworfen.",
        fassung=fassung,
        **pflege.wer(request),
    )
    return redirect("richtlinien")


def _fassung(request, pk):
    rahmen = ("programm", "festgestellt_von", "bearbeitet_von")
    return get_object_or_404(
        Richtlinienfassung.objects.visible_to(request.user).select_related(*rahmen), pk=pk
    )


def _mit_rolle(request, act, objekt):
    pflege.verlange_rolle(request.user, act, objekt)
    return request.user


def _werte(form):
    return form.cleaned_data if form.is_valid() else {}


def _krumen(fassung):
    return [
        ("Runden", reverse("runden")),
        ("Richtlinien", reverse("richtlinien")),
        (str(fassung), reverse("fassung", args=[fassung.pk])),
    ]


def _formular(request, fassung, form, titel, submit, **mehr):
    return pflege.formularseite(
        request,
        form,
        titel=titel,
        line=str(fassung),
        krumen=_krumen(fassung),
        zurueck=reverse("fassung", args=[fassung.pk]),
        submit=submit,
        **mehr,
    )
