"""A round's money as it became known, and the municipalities' answers to the Land's programme."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege import einsicht, zeit
from antraege.berechtigungen import may
from antraege.fehler import Verweigert
from antraege.forms.felder import kleine_zahl
from antraege.forms.programm import EinvernehmenForm, InanspruchnahmeForm, KontingentForm
from antraege.models import Einvernehmen, Foerderrunde, Inanspruchnahme, Kommune
from antraege.services import inanspruchnahme as dienst
from antraege.services import programm
from antraege.views import programmteile as teile
from antraege.views.blaettern import blaettere

FORMS = {"erklaeren": InanspruchnahmeForm, "einvernehmen": EinvernehmenForm}
ACTS = {"erklaeren": dienst.erklaeren, "einvernehmen": dienst.einvernehmen_erklaeren}


def _runde(request, pk):
    return get_object_or_404(
        Foerderrunde.objects.visible_to(request.user).select_related("programm", "fassung"), pk=pk
    )


@login_required
@require_http_methods(["GET", "POST"])
def kontingent_erfassen(request, pk):
    """Estimates, preliminary frames and final Bescheide of a round; the Kämmerei adds the next one."""
    runde = _runde(request, pk)
    if not einsicht.im_amt(request.user, runde.programm.landkreis_id):
        raise Http404
    darf = may(request.user, "kontingent.erfassen", runde)
    if request.method == "POST" and not darf:
        raise PermissionDenied
    form = KontingentForm(request.POST or None, heute=zeit.heute()) if darf else None
    status, extra = 200, ()
    if request.method == "POST" and form and form.is_valid():
        status, extra = _versuche(
            form,
            programm.kontingent_erfassen,
            runde=runde,
            by=request.user,
            heute=zeit.heute(),
            **_gefuellt(form),
        )
        if not extra and not form.errors:
            messages.success(request, teile.erfasst(form.cleaned_data))
            return redirect("kontingent_erfassen", pk=runde.pk)
    kontext = {"runde": runde, "form": form, "extra": extra, "hinweis": darf.satz} | teile.kontingente(runde)
    return render(request, "antraege/kontingent.html", kontext, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def inanspruchnahme(request, pk):
    """All municipalities' answers for the office; the own one for a municipality. ``?kommune=`` opens one to declare."""
    runde = _runde(request, pk)
    kommunen = Kommune.objects.visible_to(request.user).filter(landkreis_id=runde.programm.landkreis_id)
    im_amt = einsicht.im_amt(request.user, runde.programm.landkreis_id)
    ort = _ort(request, kommunen, im_amt=im_amt)
    status, formulare = _erklaert(request, runde, ort, im_amt=im_amt) if ort else (200, {})
    if status == 302:
        return redirect(f"{reverse('inanspruchnahme', args=[runde.pk])}?kommune={ort.pk}")
    seite = blaettere(_mit_antworten(kommunen, runde), request, folge=("sortiername", "pk"), groesse=50)
    kontext = {
        "runde": runde,
        "ort": ort,
        "im_amt": im_amt,
        "weiter": seite.weiter,
        "spalten": teile.SPALTEN,
    } | formulare
    kontext["zeilen"] = (
        teile.antworten(request.user, runde, seite.zeilen) if im_amt or len(seite.zeilen) > 1 else ()
    )
    return render(request, "antraege/inanspruchnahme.html", kontext, status=status)


def _ort(request, kommunen, *, im_amt):
    """The municipality whose answer is open: that of the address, or the only own one."""
    if wunsch := request.GET.get("kommune", ""):
        return get_object_or_404(kommunen, pk=kleine_zahl(wunsch))
    eigene = [] if im_amt else list(kommunen[:2])
    return eigene[0] if len(eigene) == 1 else None


def _erklaert(request, runde, ort, *, im_amt):
    """(status, context of the two forms); 302 when an answer was recorded."""
    antwort = Inanspruchnahme.objects.filter(kommune=ort, runde=runde).first() or Inanspruchnahme(
        kommune=ort, runde=runde
    )
    darf = may(request.user, "inanspruchnahme.erklaeren", antwort)
    act = _gemeint(request, darf) if request.method == "POST" else None
    formulare = {
        name: form(
            request.POST if act == name else None,
            im_amt=im_amt,
            prefix=name,
            initial=teile.initial(name, antwort),
        )
        for name, form in FORMS.items()
    }
    status, extra = 200, ()
    if act in FORMS and formulare[act].is_valid():
        status, extra = _versuche(
            formulare[act],
            ACTS[act],
            kommune=ort,
            runde=runde,
            by=request.user,
            heute=zeit.heute(),
            **formulare[act].facts(),
        )
        if not extra and not formulare[act].errors:
            messages.success(request, "Die Erklärung ist gespeichert.")
            return 302, {}
    kontext = {
        "formulare": formulare if darf else {},
        "hinweis": darf.satz,
        "extra": {act: extra},
        "antwort": antwort,
    }
    return status, kontext | {
        "fehler": bool(extra) or any(form.errors for form in formulare.values()),
        "stand": teile.stand(runde, ort, antwort),
    }


def _gemeint(request, darf):
    """Which of the two forms was sent; both may stand on the page, each under its prefix."""
    if not darf:
        raise PermissionDenied
    return next((name for name in FORMS if any(key.startswith(f"{name}-") for key in request.POST)), None)


def _versuche(form, act, **fakten):
    """Run the act; give (status, sentences of its refusal). What is wrong at a field goes to the field."""
    try:
        act(**fakten)
    except Verweigert as fehler:
        return 409, [fehler.satz]
    except ValidationError as fehler:
        form.add_error(None, fehler)
    return 200, ()


def _gefuellt(form):
    return {name: wert for name, wert in form.cleaned_data.items() if wert is not None}


def _mit_antworten(kommunen, runde):
    gueltig = Einvernehmen.objects.filter(runde=runde, widerrufen_am=None)
    return kommunen.prefetch_related(
        Prefetch("inanspruchnahmen", Inanspruchnahme.objects.filter(runde=runde), to_attr="antworten"),
        Prefetch("einvernehmen", gueltig, to_attr="erklaertes_einvernehmen"),
    )
