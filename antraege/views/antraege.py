"""The list of applications: own ones for a municipality, all that came in for the district's office; as page and as file."""

from datetime import datetime
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import auswertung, einsicht, formate, zeit
from antraege.forms.filter import AntragFilter
from antraege.models import BEENDET, Antrag, Foerderrunde
from antraege.rechte.antrag import KOMMUNE
from antraege.services import eingereicht
from antraege.templatetags.antraege import status_art
from antraege.views.auswahl import ist_alles, leiste, pick
from antraege.views.bausteine import Badge, Column, Row
from antraege.views.blaettern import blaettere, gezaehlt
from antraege.views.dateien import als_datei, dateien


@login_required
@require_safe
def antraege(request):
    """Newest first; the municipality's rows, filters and counts read only the state released to it."""
    form = AntragFilter(request.GET, user=request.user)
    gewaehlt = form.gewaehlt()
    qs = gefiltert(Antrag.objects.visible_to(request.user), request.user, **gewaehlt)
    seite = blaettere(eingereicht.fuer(request.user, qs.mit_rahmen()), request)
    spalten = [c for c in auswertung.antragsspalten(request.user, zeit.heute()) if c.small is not None]
    kontext = {
        "form": form,
        "gefiltert": bool(gewaehlt),
        "anzahl": gezaehlt(qs),
        "weiter": seite.weiter,
        "offene_runden": _offene_runden(request.user),
        "heute": zeit.heute(),
        "spalten": [Column(c.label, numeric=bool(c.unit), small=c.small) for c in spalten],
        "auswahl": leiste(request),
        "zeilen": [zeile(antrag, request.user, spalten, ist_alles(request)) for antrag in seite.zeilen],
        "dateien": dateien("antraege_datei", request.GET),
    }
    return render(request, "antraege/antraege.html", kontext)


@login_required
@require_safe
def antraege_datei(request):
    """The list as a file with the same filters, in the format ``?als=`` names; with a round also its target groups."""
    gewaehlt = AntragFilter(request.GET, user=request.user).gewaehlt()
    qs = gefiltert(Antrag.objects.visible_to(request.user), request.user, **gewaehlt).order_by("-pk")
    bericht = auswertung.antraege(qs, request.user, zeit.heute(), gewaehlt.get("runde"))
    return als_datei(bericht, request.GET.get("als", ""))


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


def zeile(antrag, user, spalten, alles=False):
    """A row of the list as this person may see it: the report's columns, the phase as a badge."""
    status = einsicht.status_fuer(user, antrag)
    phase = einsicht.phase(status, antrag.runde, zeit.heute())
    zellen = [
        Badge(status_art(status), c.value(antrag)) if c.label == "Phase" else _zelle(c.value(antrag))
        for c in spalten
    ]
    box = pick("antrag", antrag.pk, zellen[:2], alles)
    return Row(zellen, url=reverse("antrag", args=[antrag.pk]), note=status.label if phase else "", pick=box)


def _zelle(wert):
    """A value as the page shows it."""
    if isinstance(wert, datetime):
        return formate.datum(wert)
    return formate.vzae(wert) if isinstance(wert, Decimal) else formate.LEER if wert is None else str(wert)
