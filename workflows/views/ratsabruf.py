"""Asking the worker to read the council system now."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from antraege.fehler import Verweigert
from antraege.services import ratsabruf
from antraege.views import pflege
from antraege.views.ratssystem import eigenes
from workflows.tasks import ratsabruf_wecken


@login_required
@require_POST
def starten(request):
    """Begin a run; its page shows what came of it."""
    system = eigenes(request.user)
    pflege.verlange_rolle(request.user, "ratssystem.abrufen", system)
    if system.pk is None:
        messages.error(request, "Bitte tragen Sie zuerst die Adresse der OParl-Schnittstelle ein.")
        return redirect("ratssystem")
    try:
        abruf = ratsabruf.beginnen(ratssystem=system, **pflege.wer(request))
        ratsabruf_wecken(abruf.pk)
    except Verweigert as fehler:
        messages.error(request, fehler.satz)
    return redirect("ratssystem")
