"""The notice as a file, and as a sheet on the page of who releases it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from antraege import einsicht
from antraege.models import Bescheid
from antraege.services import bescheid_pdf
from antraege.services.bescheid_stand import RAHMEN
from antraege.services.bescheid_text import inhalt
from antraege.views.bausteine import Sheet

ERST_OEFFNEN = "Bitte öffnen Sie den Bescheid zuerst über „Bescheid öffnen (Bekanntgabe)“. Damit beginnt die Rechtsbehelfsfrist."


@login_required
@require_safe
def bescheid(request, pk):
    """The PDF: the stored file, for the office before that a proof of the draft; a municipality must open the notice first."""
    papier = get_object_or_404(Bescheid.objects.visible_to(request.user).select_related(*RAHMEN), pk=pk)
    if not einsicht.bescheid_lesbar(request.user, papier):
        messages.info(request, ERST_OEFFNEN)
        return redirect("antrag", papier.antrag_id)
    return _datei(papier, anhang="herunterladen" in request.GET)


def _datei(papier, *, anhang):
    art = "attachment" if anhang else "inline"
    name = f"Bescheid-{papier.nummer}.pdf" if papier.nummer else "Bescheid-Entwurf.pdf"
    kopf = {
        "Content-Disposition": f'{art}; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(_bytes(papier), content_type="application/pdf", headers=kopf)


def _bytes(papier):
    if not papier.pdf:
        return bescheid_pdf.setze(inhalt(papier)).pdf
    try:
        with papier.pdf.open() as datei:
            return datei.read()
    except FileNotFoundError:
        raise Http404 from None


def blatt(papier):
    """The letter as a sheet for the page, from the same data as the file."""
    return sheet(inhalt(papier))


def sheet(brief):
    """A letter's data as a sheet."""
    return Sheet(
        title=brief["titel"],
        sender=brief["absender"],
        place=[f"{label}: {wert}" for label, wert in brief["angaben"]],
        recipient=brief["empfaenger"],
        opening=brief["eingang"],
        sections=[
            (teil["titel"], _paare(teil), [*teil["saetze"], *teil["punkte"]]) for teil in brief["abschnitte"]
        ],
        closing=brief["schluss"],
    )


def _paare(teil):
    """(label, value) of each row; of old beside new the value says both."""
    return [
        (zeile[0], zeile[1] if len(zeile) == 2 else f"bisher {zeile[1]}, neu {zeile[2]}")
        for zeile in teil["paare"]
    ]
