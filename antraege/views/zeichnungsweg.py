"""The route of signatures: the office reads it, whoever may changes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.berechtigungen import may
from antraege.dauer import Dauer
from antraege.formate import euro
from antraege.forms.zeichnungsweg import ZeichnungswegForm
from antraege.models import Landkreis, Zeichnungsweg
from antraege.services import zeichnungsweg
from antraege.views.bausteine import Column, Row

SPALTEN = [Column("Station"), Column("Stelle"), Column("zeichnet mit"), Column("Frist")]


@login_required
@require_http_methods(["GET", "POST"])
def weg(request):
    """The stations of the own district's route."""
    landkreis = Landkreis.objects.filter(pk__in=request.user.landkreis_ids).order_by("pk").first()
    if landkreis is None:
        raise Http404
    stationen = list(Zeichnungsweg.objects.filter(landkreis=landkreis).order_by("nummer"))
    darf = may(request.user, "vorlage.zeichnungsweg_aendern", Zeichnungsweg(landkreis=landkreis))
    gesendet = request.POST if request.method == "POST" else None
    if gesendet is not None and not darf:
        raise PermissionDenied
    form = ZeichnungswegForm(gesendet, weg=stationen) if darf else None
    if gesendet is not None and form.is_valid() and _geaendert(request, landkreis, form):
        return redirect("zeichnungsweg")
    kontext = {"spalten": SPALTEN, "zeilen": [_zeile(s) for s in stationen], "form": form, "auskunft": darf}
    return render(
        request, "antraege/zeichnungsweg.html", kontext, status=422 if gesendet is not None else 200
    )


def _geaendert(request, landkreis, form):
    """Whether the route is stored; a refusal stands in the form with all that was typed."""
    try:
        neu = zeichnungsweg.aendern(
            landkreis=landkreis, stationen=form.stationen(), by=request.user, heute=zeit.heute()
        )
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return False
    messages.success(
        request, "Der Weg der Mitzeichnung ist geändert. Vorlagen, die schon unterwegs sind, behalten ihren."
    ) if neu else messages.info(request, "Der Weg der Mitzeichnung ist unverändert.")
    return True


def _zeile(station):
    ab = "bei jeder Vorlage" if station.ab_betrag is None else f"ab {euro(station.ab_betrag)}"
    return Row([str(station.nummer), station.get_rolle_display(), ab, str(Dauer.parse(station.frist))])
