"""A calendar file becomes sittings: upload, what it would do, and taking it over."""

from collections import Counter
from dataclasses import asdict
from datetime import date, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege import formate
from antraege.forms.gremien import KalenderBestaetigung, KalenderForm
from antraege.models import Gremium, Landkreis
from antraege.services import kalender, kalenderlauf
from antraege.services.kalender import Termin, Unlesbar
from antraege.services.kalenderlauf import SCHREIBT, Urteil
from antraege.views import pflege
from antraege.views.bausteine import Badge, Column, Fact, Row
from antraege.views.gremien import neues, nur_im_amt

SALZ = "sitzungen.kalender"
GILT = 3600  # seconds between preview and taking over
SPALTEN = [Column("Termin"), Column("Tag"), Column("Gremium"), Column("Was geschieht"), Column("Hinweis")]
ART = {
    Urteil.NEU: "success",
    Urteil.GEAENDERT: "info",
    Urteil.UNVERAENDERT: "neutral",
    Urteil.BLEIBT: "warning",
    Urteil.UNLESBAR: "danger",
}


@login_required
@require_http_methods(["GET", "POST"])
def kalenderdatei(request):
    """Upload, then the preview; its button takes over."""
    nur_im_amt(request.user)
    pflege.verlange_rolle(request.user, "sitzung.eintragen", neues(request.user))
    if "stand" in request.POST:
        return _uebernehmen(request)
    form = KalenderForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), user=request.user
    )
    if request.method == "POST" and form.is_valid():
        try:
            termine = kalender.lies(form.cleaned_data["datei"])
        except ValidationError as fehler:
            form.add_error(None, fehler)
        else:
            return _vorschau(request, termine, form.cleaned_data["gremium"])
    return render(request, "antraege/kalender.html", {"form": form})


def _vorschau(request, termine, gremium, status=200, extra=()):
    zeilen = kalenderlauf.beurteile(_landkreis(request), termine, gremium)
    anzahl = Counter(zeile.urteil for zeile in zeilen)
    kontext = {
        "zahlen": [Fact(urteil.label, str(anzahl[urteil])) for urteil in Urteil if anzahl[urteil]],
        "spalten": SPALTEN,
        "zeilen": [_zeile(zeile) for zeile in zeilen],
        "schreibt": any(zeile.urteil in SCHREIBT for zeile in zeilen),
        "form": KalenderBestaetigung(initial={"stand": _gepackt(termine, gremium)}),
        "extra": extra,
    }
    return render(request, "antraege/kalender_vorschau.html", kontext, status=status)


def _landkreis(request):
    return get_object_or_404(Landkreis, pk=min(request.user.landkreis_ids))


def _zeile(zeile):
    termin = zeile.termin
    zellen = [
        termin.titel,
        formate.datum_lang(getattr(termin, "tag", None)),
        zeile.sitzung.gremium.kurz if zeile.sitzung else formate.LEER,
        Badge(ART[zeile.urteil], zeile.urteil.label),
        zeile.satz or formate.LEER,
    ]
    return Row(zellen)


def _uebernehmen(request):
    try:
        termine, gremium = _entpackt(request)
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        messages.error(request, "Die Vorschau ist abgelaufen. Bitte wählen Sie die Datei noch einmal aus.")
        return redirect("sitzungen_kalender")
    try:
        zeilen = kalenderlauf.uebernehmen(
            landkreis=_landkreis(request), termine=termine, sonst=gremium, **pflege.wer(request)
        )
    except ValidationError as fehler:
        return _vorschau(request, termine, gremium, 422, fehler.messages)
    anzahl = Counter(zeile.urteil for zeile in zeilen)
    messages.success(
        request,
        f"Der Kalender ist übernommen: {anzahl[Urteil.NEU]} neu, {anzahl[Urteil.GEAENDERT]} geändert.",
    )
    return redirect("sitzungen")


# What the preview hands on


def _gepackt(termine, gremium):
    zeilen = [asdict(termin) for termin in termine]
    for zeile in zeilen:
        zeile |= {name: str(zeile[name]) for name in ("tag", "beginn") if zeile.get(name)}
    return signing.dumps([gremium and gremium.pk, zeilen], salt=SALZ, compress=True)


def _entpackt(request):
    gremium, zeilen = signing.loads(request.POST["stand"], salt=SALZ, max_age=GILT)
    sichtbar = Gremium.objects.visible_to(request.user)
    return [_termin(zeile) for zeile in zeilen], get_object_or_404(sichtbar, pk=gremium) if gremium else None


def _termin(zeile):
    if "satz" in zeile:
        return Unlesbar(**zeile)
    beginn = time.fromisoformat(zeile["beginn"]) if zeile["beginn"] else None
    return Termin(**zeile | {"tag": date.fromisoformat(zeile["tag"]), "beginn": beginn})
