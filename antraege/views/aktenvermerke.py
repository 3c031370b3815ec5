"""Notes on a case: write one, fetch its original. For the district's office; a municipality finds nothing here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.forms.eingang import AktenvermerkForm
from antraege.models import Aktenvermerk, Antrag
from antraege.services import aktenvermerk as dienst
from antraege.views.anlagen import als_download


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
    if request.method == "POST" and form.is_valid() and _geschrieben(form, antrag, request.user):
        messages.success(request, "Der Aktenvermerk ist geschrieben.")
        return redirect("antrag", pk=antrag.pk)
    kontext = {"antrag": antrag, "form": form, "auskunft": may(request.user, "antrag.vermerken", antrag)}
    return render(request, "antraege/aktenvermerk_form.html", kontext)


def _geschrieben(form, antrag, user):
    try:
        dienst.schreiben(antrag=antrag, by=user, heute=zeit.heute(), **form.cleaned_data)
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return False
    return True


@login_required
@require_safe
def aktenvermerk_datei(request, pk):
    """Send the original as a download."""
    vermerk = get_object_or_404(Aktenvermerk.objects.visible_to(request.user).exclude(datei=""), pk=pk)
    return als_download(vermerk)


def block(user, antrag):
    """What the application's page shows the office: the notes, newest first, and the way to a new one."""
    darf = bool(may(user, "antrag.vermerken", antrag))
    return {
        "vermerke": list(
            Aktenvermerk.objects.visible_to(user).filter(antrag=antrag).select_related("erfasst_von")
        ),
        "neu": reverse("aktenvermerk_neu", args=[antrag.pk]) if darf else "",
    }
