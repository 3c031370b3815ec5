"""The list of applications: own ones for a municipality, all that came in for the district's office."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import einsicht, formate, zeit
from antraege.forms.filter import AntragFilter
from antraege.models import Antrag, Foerderrunde, Status
from antraege.rechte.antrag import KOMMUNE
from antraege.templatetags.antraege import status_art
from antraege.views.bausteine import Badge, Column, Row
from antraege.views.blaettern import blaettere, gezaehlt
from antraege.views.rundenteile import BEENDET

SPALTEN = [
    Column("Antrag"),
    Column("Kommune"),
    Column("Runde", small=False),
    Column("Phase"),
    Column("Eingegangen", small=False),
    Column("Beantragt", numeric=True),
    Column("Bewilligt", numeric=True),
]


@login_required
@require_safe
def antraege(request):
    """Newest first; the municipality's rows, filters and counts read only the state released to it."""
    form = AntragFilter(request.GET, user=request.user)
    gewaehlt = form.gewaehlt()
    qs = gefiltert(Antrag.objects.visible_to(request.user), request.user, **gewaehlt)
    seite = blaettere(qs.mit_rahmen(), request)
    kontext = {
        "form": form,
        "gefiltert": bool(gewaehlt),
        "anzahl": gezaehlt(qs),
        "weiter": seite.weiter,
        "offene_runden": _offene_runden(request.user),
        "heute": zeit.heute(),
        "spalten": SPALTEN,
        "zeilen": [zeile(antrag, request.user) for antrag in seite.zeilen],
    }
    return render(request, "antraege/antraege.html", kontext)


def gefiltert(qs, user, runde=None, phase="", kommune=None):
    """Narrow the list by the choices made."""
    if runde:
        qs = qs.in_runde(runde)
    if kommune:
        qs = qs.filter(kommune=kommune)
    return einsicht.in_phase(qs, phase, user, zeit.heute()) if phase else qs


def _offene_runden(user):
    """Rounds that take applications now and in which the own municipality has none; the office begins none."""
    eigene = [m.kommune_id for m in user.aktive_mitgliedschaften if m.rolle in KOMMUNE]
    if not eigene:
        return []
    begonnen = Antrag.objects.filter(kommune__in=eigene).exclude(status_kommune__in=BEENDET).values("runde")
    return list(Foerderrunde.objects.visible_to(user).offen(am=zeit.heute()).exclude(pk__in=begonnen))


def zeile(antrag, user):
    """A row of the list as this person may see it."""
    status = einsicht.status_fuer(user, antrag)
    phase = einsicht.phase(status, antrag.runde, zeit.heute())
    bewilligt = (
        formate.vzae(antrag.bewilligt_vzae) if einsicht.ergebnis_sichtbar(user, antrag) else formate.LEER
    )
    zellen = [
        antrag.vorgangsnummer or Status.ENTWURF.label,
        antrag.kommune.name,
        antrag.runde.name,
        Badge(status_art(status), phase.label if phase else status.label),
        formate.datum(antrag.eingegangen_am),
        formate.vzae(antrag.beantragt_vzae),
        bewilligt,
    ]
    return Row(zellen, url=reverse("antrag", args=[antrag.pk]), note=status.label if phase else "")
