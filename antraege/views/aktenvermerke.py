"""Notes on a case and the number of its file: write one, fetch its original. For the district's office; a municipality finds nothing here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.forms.eingang import AktenvermerkForm, AktenzeichenForm
from antraege.models import Aktenvermerk, Antrag
from antraege.services import akte
from antraege.services import aktenvermerk as dienst
from antraege.views.anlagen import als_download
from antraege.views.pflege import versucht, wer


@login_required
@require_http_methods(["GET", "POST"])
def aktenvermerk_neu(request, pk):
    """Write a note; what is written stays."""
    antrag = get_object_or_404(Antrag.objects.visible_to(request.user).mit_rahmen(), pk=pk)
    if not hat_recht(request.user, RECHTE["antrag.vermerken"], antrag):
        raise PermissionDenied
    form = AktenvermerkForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), initial={"vom": zeit.heute()}
    )
    if form.is_valid() and versucht(
        form, dienst.schreiben, antrag=antrag, **wer(request), **form.cleaned_data
    ):
        messages.success(request, "Der Aktenvermerk ist geschrieben.")
        return redirect("antrag", pk=antrag.pk)
    kontext = {"antrag": antrag, "form": form, "auskunft": may(request.user, "antrag.vermerken", antrag)}
    return render(request, "antraege/aktenvermerk_form.html", kontext)


@login_required
@require_http_methods(["GET", "POST"])
def aktenzeichen(request, pk):
    """Enter the number of the district's file, or change it before the notice."""
    antrag = get_object_or_404(Antrag.objects.visible_to(request.user).mit_rahmen(), pk=pk)
    if not hat_recht(request.user, RECHTE["antrag.aktenzeichen_eintragen"], antrag):
        raise PermissionDenied
    daten = request.POST if request.method == "POST" else None
    form = AktenzeichenForm(daten, initial={"aktenzeichen": antrag.aktenzeichen})
    if form.is_valid() and versucht(
        form, akte.aktenzeichen_eintragen, antrag=antrag, **wer(request), **form.cleaned_data
    ):
        messages.success(request, "Das Aktenzeichen ist gespeichert.")
        return redirect("antrag", pk=antrag.pk)
    auskunft = may(request.user, "antrag.aktenzeichen_eintragen", antrag)
    return render(
        request, "antraege/aktenzeichen.html", {"antrag": antrag, "form": form, "auskunft": auskunft}
    )


@login_required
@require_safe
def aktenvermerk_datei(request, pk):
    """Send the original as a download."""
    vermerk = get_object_or_404(Aktenvermerk.objects.visible_to(request.user).exclude(datei=""), pk=pk)
    return als_download(vermerk)


def block(user, antrag):
    """What the application's page shows the office: the notes, newest first, and the way to a new one."""
    darf, nummer = may(user, "antrag.vermerken", antrag), may(user, "antrag.aktenzeichen_eintragen", antrag)
    return {
        "vermerke": list(
            Aktenvermerk.objects.visible_to(user).filter(antrag=antrag).select_related("erfasst_von")
        ),
        "neu": reverse("aktenvermerk_neu", args=[antrag.pk]) if darf else "",
        "aktenzeichen": reverse("aktenzeichen", args=[antrag.pk]) if nummer else "",
        "eingetragen": antrag.aktenzeichen,
    }
