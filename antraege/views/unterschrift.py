"""The way of the Unterschriftsblatt: make it, print it, upload the signed scan; and the draft for the Gemeinderat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht
from antraege.fehler import Verweigert
from antraege.forms.unterschrift import BlattForm
from antraege.models import Antrag
from antraege.services import ratsvorlage, unterschrift, unterschriftsblatt, unterschriftsblatt_pdf
from antraege.services.dateien import DOCX, PDF
from antraege.views import unterschriftsteile as teile


@login_required
@require_http_methods(["GET", "POST"])
def seite(request, pk):
    """Which ways of signing there are and where the sheet stands; POST makes the sheet."""
    antrag = _antrag(request, pk)
    if request.method == "GET":
        return _seite(request, antrag)
    _nur_kommune(request.user, antrag)
    try:
        unterschriftsblatt.erzeugen(antrag=antrag, by=request.user, heute=zeit.heute())
    except ValidationError as fehler:
        return _seite(request, antrag, hindernisse=fehler.messages, status=422)
    messages.success(request, "Das Unterschriftsblatt liegt bereit. Bitte drucken Sie es aus.")
    return redirect("unterschrift", pk=antrag.pk)


@login_required
@require_POST
def scan(request, pk):
    """Take the scan; a refused one brings the form back with its sentence."""
    antrag = _antrag(request, pk)
    _nur_kommune(request.user, antrag)
    form = BlattForm(request.POST, request.FILES)
    if not form.is_valid():
        return _seite(request, antrag, form=form)
    try:
        unterschriftsblatt.hochladen(antrag=antrag, by=request.user, heute=zeit.heute(), **form.cleaned_data)
    except Verweigert as fehler:
        return _seite(request, antrag, form=form, hindernisse=[fehler.satz], status=409)
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return _seite(request, antrag, form=form)
    messages.success(request, "Der unterschriebene Antrag ist hochgeladen. Sie können ihn jetzt einreichen.")
    return redirect("antrag", pk=antrag.pk)


@login_required
@require_safe
def blatt(request, pk):
    """Send the sheet that holds as a PDF; where the content is another one by now there is none."""
    antrag = _antrag(request, pk)
    gueltig = unterschrift.gueltiges(antrag)
    if gueltig is None:
        raise Http404
    if gueltig.sha256 != unterschriftsblatt.summe_von(antrag):
        messages.warning(request, unterschriftsblatt.VERALTET)
        return redirect("unterschrift", pk=antrag.pk)
    try:
        inhalt = unterschriftsblatt_pdf.pdf(gueltig)
    except Verweigert as fehler:
        messages.error(request, fehler.satz)
        return redirect("unterschrift", pk=antrag.pk)
    return _datei(inhalt, f"Unterschriftsblatt-{gueltig.kennung.replace(' ', '')}.pdf", PDF.inhaltstyp)


@login_required
@require_safe
def vorlage(request, pk):
    """Send the Word draft of the municipality's own paper for its Gemeinderat."""
    antrag = _antrag(request, pk)
    _nur_kommune(request.user, antrag)
    inhalt = ratsvorlage.entwurf(antrag, heute=zeit.heute())
    return _datei(inhalt, "Entwurf-Sitzungsvorlage-Gemeinderat.docx", DOCX.inhaltstyp)


def _antrag(request, pk):
    sichtbar = Antrag.objects.visible_to(request.user).mit_rahmen().select_related("fassung")
    return get_object_or_404(sichtbar, pk=pk)


def _nur_kommune(user, antrag):
    if not hat_recht(user, RECHTE["antrag.bearbeiten"], antrag):
        raise PermissionDenied


def _datei(inhalt, name, inhaltstyp):
    antwort = HttpResponse(inhalt, content_type=inhaltstyp)
    antwort["Content-Disposition"] = f'attachment; filename="{name}"'
    antwort["X-Content-Type-Options"] = "nosniff"
    antwort["Cache-Control"] = "private, no-store"
    return antwort


def _seite(request, antrag, form=None, hindernisse=(), status=200):
    gueltig, aufgehoben = teile.blaetter(antrag)
    darf = teile.darf(request.user, antrag)
    kontext = {
        "antrag": antrag,
        "weg": teile.WEGE[antrag.fassung.unterzeichnung],
        "blatt": gueltig,
        "stand": teile.stand(gueltig),
        "aufgehoben": aufgehoben,
        "vergleiche": teile.vergleiche(antrag),
        "schritte": teile.schritte(request.user, antrag, gueltig) if darf else (),
        "darf": darf,
        "hindernisse": hindernisse,
        "form": form or (BlattForm() if darf and gueltig else None),
    }
    return render(request, "antraege/unterschrift.html", kontext, status=status)
