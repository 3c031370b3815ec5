"""The waiver of a round: the link from the mail leads here, the page says what it means, one button declares it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege import einsicht, formate, zeit
from antraege.berechtigungen import may
from antraege.fehler import Verweigert
from antraege.forms.felder import kleine_zahl
from antraege.forms.programm import VerzichtForm
from antraege.models import Foerderrunde, Inanspruchnahme, Kommune
from antraege.services import inanspruchnahme as dienst

ERKLAERT = "Der Verzicht ist erklärt. Wir erinnern {ort} in dieser Runde nicht mehr."
ZURUECK = "Der Verzicht ist zurückgenommen. {ort} kann in dieser Runde wieder einen Antrag stellen."


@login_required
@require_http_methods(["GET", "POST"])
def verzicht(request, pk):
    """Waive, or take the waiver back; the office only with the wording and the day it was told (``?kommune=``)."""
    sichtbar = Foerderrunde.objects.visible_to(request.user).select_related("programm", "fassung")
    runde = get_object_or_404(sichtbar, pk=pk)
    im_amt = einsicht.im_amt(request.user, runde.programm.landkreis_id)
    ort = _ort(request, runde, im_amt=im_amt)
    if ort is None:
        return redirect("ruecklauf" if im_amt else "runde", pk=runde.pk)
    antwort = Inanspruchnahme.objects.filter(kommune=ort, runde=runde).first()
    antwort = antwort or Inanspruchnahme(kommune=ort, runde=runde)
    if not may(request.user, "verzicht.erklaeren", antwort):
        raise PermissionDenied
    form = VerzichtForm(request.POST if request.method == "POST" else None, im_amt=im_amt)
    satz = ""
    if request.method == "POST" and form.is_valid():
        satz = _getan(request, form, antwort)
        if not satz and not form.errors:
            return redirect("ruecklauf" if im_amt else "runde", pk=runde.pk)
    return _seite(request, antwort, form, satz, im_amt=im_amt)


def _ort(request, runde, *, im_amt):
    """The municipality of the address, or the only own one; None where it is not said which."""
    kommunen = Kommune.objects.visible_to(request.user).filter(landkreis=runde.programm.landkreis_id)
    if wunsch := request.GET.get("kommune", ""):
        return get_object_or_404(kommunen, pk=kleine_zahl(wunsch))
    eigene = [] if im_amt else list(kommunen[:2])
    if not im_amt and not eigene:
        raise Http404
    return eigene[0] if len(eigene) == 1 else None


def _getan(request, form, antwort):
    """Do what the button says; give the sentence of a refusal, "" where it is done or stands at a field."""
    fakten = {"kommune": antwort.kommune, "runde": antwort.runde, "by": request.user, "heute": zeit.heute()}
    zurueck = "zuruecknehmen" in request.POST
    try:
        if zurueck:
            dienst.verzicht_zuruecknehmen(**fakten, **form.facts())
        else:
            dienst.erklaeren(art=Inanspruchnahme.Art.VERZICHT, **fakten, **form.facts())
    except Verweigert as fehler:
        return fehler.satz
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return ""
    messages.success(request, (ZURUECK if zurueck else ERKLAERT).format(ort=antwort.kommune))
    return ""


def _seite(request, antwort, form, satz, *, im_amt):
    verzichtet = antwort.art == Inanspruchnahme.Art.VERZICHT
    kontext = {
        "runde": antwort.runde,
        "ort": antwort.kommune,
        "form": form,
        "extra": [satz] if satz else (),
        "fehler": bool(satz),
        "im_amt": im_amt,
        "verzichtet": verzichtet,
        "hindernis": satz or dienst.verzicht_hindernis(antwort.kommune, antwort.runde, zeit.heute()),
        "erklaert": formate.datum(antwort.erklaert_am),
        "zurueck": reverse("ruecklauf" if im_amt else "runde", args=[antwort.runde_id]),
    }
    return render(request, "antraege/verzicht.html", kontext, status=409 if satz else 200)
