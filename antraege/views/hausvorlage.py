"""The district's Word template for papers: which one is used, both to fetch, a new one to bring."""

from types import SimpleNamespace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from antraege import formate
from antraege.berechtigungen import may
from antraege.forms.vorlagendatei import HausvorlageForm
from antraege.models import Hausvorlage, Landkreis
from antraege.services import dateien, vorlage_docx
from antraege.services import hausvorlage as dienst
from antraege.services.hausvorlage_pruefung import NOETIG
from antraege.views.anlagen import als_download
from antraege.views.bausteine import Column, Row
from antraege.views.pflege import versucht, wer

SPALTEN = [Column("Platzhalter"), Column("steht für"), Column("nötig", small=False)]
NAME = "Hausvorlage_Foerderlauf.docx"


def _landkreis(user):
    landkreis = Landkreis.objects.filter(pk__in=user.landkreis_ids).order_by("pk").first()
    if landkreis is None:
        raise Http404
    return landkreis


@login_required
@require_http_methods(["GET", "POST"])
def hausvorlage(request):
    """The template in use, its placeholders, and the form for another one."""
    landkreis = _landkreis(request.user)
    darf = may(request.user, "hausvorlage.ersetzen", Hausvorlage(landkreis=landkreis))
    gesendet = (request.POST, request.FILES) if request.method == "POST" else ()
    if gesendet and not darf:
        raise PermissionDenied
    form = HausvorlageForm(*gesendet) if darf else None
    fakten = {"landkreis": landkreis, **wer(request)}
    if gesendet and form.is_valid() and versucht(form, dienst.ersetzen, **fakten, **form.cleaned_data):
        messages.success(request, "Die Hausvorlage ist ersetzt. Freigegebene Vorlagen bleiben, wie sie sind.")
        return redirect("hausvorlage")
    eigene = dienst.aktuelle(landkreis)
    kontext = {
        "eigene": eigene,
        "seit": f"{eigene.name}, hochgeladen am {formate.zeitpunkt(eigene.hochgeladen_am)}" if eigene else "",
        "spalten": SPALTEN,
        "zeilen": [
            Row([name, wofuer, "ja" if name.strip("{}") in NOETIG else "nein"])
            for name, wofuer in vorlage_docx.platzhalter()
        ],
        "form": form,
        "auskunft": darf,
    }
    return render(request, "antraege/hausvorlage.html", kontext, status=422 if gesendet else 200)


@login_required
@require_safe
def hausvorlage_datei(request, welche):
    """Send the template in use (``eigene``) or the built-in one to begin with (``muster``)."""
    muster = SimpleNamespace(datei=ContentFile(vorlage_docx.eingebaut()), name=NAME)
    angebot = {"eigene": dienst.aktuelle(_landkreis(request.user)), "muster": muster}
    ablage = angebot.get(welche)
    if ablage is None:
        raise Http404
    datei, name = ablage.datei, ablage.name
    return als_download(SimpleNamespace(datei=datei, name=name, inhaltstyp=dateien.DOCX.inhaltstyp))
