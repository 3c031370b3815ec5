"""Papers: upload, fetch, take away. The one view that serves files knows who may see them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_POST, require_safe

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.fehler import Verweigert
from antraege.forms.unterlagen import AnlageForm
from antraege.models import Anlage, Antrag
from antraege.services import anlagen as dienst
from antraege.services import eingereicht
from antraege.views.pflege import versucht, wer

# A file that came from outside never runs here: no script, no frame, no plugin, nothing fetched.
CSP = "default-src 'none'; sandbox; frame-ancestors 'none'"


@login_required
@require_POST
def hochladen(request, pk):
    """Attach a file; a refused one brings the form back with its sentence."""
    antrag = get_object_or_404(Antrag.objects.visible_to(request.user).mit_rahmen(), pk=pk)
    _nur_kommune(request.user, antrag)
    form = AnlageForm(request.POST, request.FILES)
    fakten = {"antrag": antrag, **wer(request)}
    if form.is_valid() and (neu := versucht(form, dienst.hinzufuegen, **fakten, **form.cleaned_data)):
        messages.success(request, f"Hochgeladen: {neu.name}")
        return redirect(*_ziel(request.user, antrag))
    kontext = {"antrag": antrag, "form": form, "abbruch": resolve_url(*_ziel(request.user, antrag))}
    return render(request, "antraege/anlage_form.html", kontext)


@login_required
@require_safe
def anlage(request, pk):
    """Send the file as a download; whose application is not visible does not learn that it exists."""
    sichtbar = Antrag.objects.visible_to(request.user)
    anlage = get_object_or_404(
        Anlage.objects.filter(antrag__in=sichtbar).select_related("antrag__landkreis"), pk=pk
    )
    if not eingereicht.lesbar(request.user, anlage):
        raise Http404
    return als_download(anlage)


def als_download(ablage):
    """Send the stored file of a row (``datei``, ``name``, ``inhaltstyp``) so that nothing of it ever runs in a browser."""
    try:
        inhalt = ablage.datei.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    antwort = FileResponse(inhalt, as_attachment=True, filename=ablage.name, content_type=ablage.inhaltstyp)
    antwort["X-Content-Type-Options"] = "nosniff"
    antwort["Cache-Control"] = "private, no-store"
    antwort["Content-Security-Policy"] = CSP
    return antwort


@login_required
@require_POST
def entfernen(request, pk):
    """Take a paper away while the application can be edited."""
    sichtbar = Antrag.objects.visible_to(request.user)
    anlage = get_object_or_404(
        Anlage.objects.filter(antrag__in=sichtbar).select_related("antrag__kommune"), pk=pk
    )
    _nur_kommune(request.user, anlage.antrag)
    try:
        dienst.entfernen(anlage=anlage, by=request.user, heute=zeit.heute())
        messages.success(request, f"Entfernt: {anlage.name}")
    except Verweigert as fehler:
        messages.error(request, fehler.satz)
    return redirect(*_ziel(request.user, anlage.antrag))


def _nur_kommune(user, antrag):
    if not hat_recht(user, RECHTE["antrag.bearbeiten"], antrag):
        raise PermissionDenied


def _ziel(user, antrag):
    if may(user, "antrag.bearbeiten", antrag):
        return "antrag_abschnitt", antrag.pk, "unterlagen"
    return "antrag", antrag.pk
