"""The return list of a round: who is silent, has begun, has handed in, waives. Nothing of a draft but that it is there."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import einsicht, formate, zeit
from antraege.berechtigungen import RECHTE, hat_recht
from antraege.models import Foerderrunde
from antraege.services import ruecklauf as dienst
from antraege.services.ruecklauf import Stand
from antraege.views import rundenteile
from antraege.views.bausteine import Act, Badge, Column, Link, Row, Tab

SPALTEN = [
    Column("Kommune"),
    Column("Stand"),
    Column("Vorgang"),
    Column("Zuletzt erinnert"),
    Column("Weiter"),
]
BADGE = {
    Stand.EINGEREICHT: Badge("success", "Eingereicht"),
    Stand.GEMEINSAM: Badge("success", "Gemeinsam"),
    Stand.ENTWURF: Badge("info", "Entwurf begonnen"),
    Stand.VERZICHT: Badge("neutral", "Verzicht"),
    Stand.ZURUECKGEZOGEN: Badge("neutral", "Zurückgezogen"),
    Stand.AUSGESCHLOSSEN: Badge("neutral", "Nicht antragsberechtigt"),
    Stand.SCHWEIGT: Badge("warning", "Schweigt"),
}
# In the order in which they concern the office.
REIHENFOLGE = (
    Stand.SCHWEIGT,
    Stand.ENTWURF,
    Stand.EINGEREICHT,
    Stand.GEMEINSAM,
    Stand.VERZICHT,
    Stand.ZURUECKGEZOGEN,
    Stand.AUSGESCHLOSSEN,
)


@login_required
@require_safe
def ruecklauf(request, pk):
    """All municipalities of the district with their state, narrowed by ``?stand=``; a municipality finds no such page."""
    sichtbar = Foerderrunde.objects.visible_to(request.user).select_related("programm", "fassung")
    runde = get_object_or_404(sichtbar, pk=pk)
    if not einsicht.im_amt(request.user, runde.programm.landkreis_id):
        raise Http404
    if not hat_recht(request.user, RECHTE["ruecklauf.einsehen"], runde):
        raise PermissionDenied
    if not rundenteile.nimmt_antraege(runde):
        return redirect("inanspruchnahme", pk=runde.pk)
    return render(request, "antraege/ruecklauf.html", _kontext(request, runde, zeit.heute()))


def _kontext(request, runde, heute):
    alle, gewaehlt = dienst.liste(runde), request.GET.get("stand", "")
    gezeigt = [zeile for zeile in alle if gewaehlt not in Stand.values or zeile.stand == gewaehlt]
    erinnert = max((zeile.erinnert_am for zeile in alle if zeile.erinnert_am), default=None)
    return {
        "runde": runde,
        "heute": heute,
        "tabs": _tabs(runde, alle, gewaehlt),
        "spalten": SPALTEN,
        "zeilen": [_zeile(request.user, runde, zeile, heute) for zeile in gezeigt],
        "handeln": _handeln(request.user, runde, alle, heute),
        "zuletzt": formate.datum_lang(erinnert) if erinnert else "",
    }


def _tabs(runde, alle, gewaehlt):
    """Counts by state, each a filter in the address; a state nobody is in has none."""
    url = reverse("ruecklauf", args=[runde.pk])
    anzahl = {stand: sum(zeile.stand == stand for zeile in alle) for stand in REIHENFOLGE}
    je_stand = [
        Tab(BADGE[stand].text, f"{url}?stand={stand.value}", zahl, gewaehlt == stand)
        for stand, zahl in anzahl.items()
        if zahl or gewaehlt == stand
    ]
    return [Tab("Alle", url, len(alle), gewaehlt not in Stand.values), *je_stand]


def _zeile(user, runde, zeile, heute):
    vorgang = Link(zeile.antrag[1], reverse("antrag", args=[zeile.antrag[0]])) if zeile.antrag else ""
    zellen = [
        zeile.kommune.name,
        BADGE[zeile.stand],
        vorgang,
        formate.datum(zeile.erinnert_am),
        _weiter(user, runde, zeile, heute),
    ]
    return Row(zellen, note=_dazu(zeile))


def _dazu(zeile):
    if zeile.traeger:
        return f"gemeinsam mit {zeile.traeger}"
    return f"erklärt am {formate.datum(zeile.verzicht_am)}" if zeile.verzicht_am else ""


def _weiter(user, runde, zeile, heute):
    """The way to record a waiver told by telephone, or to take back one that was recorded in error."""
    offen = not dienst.hindernis(runde, heute)
    if not offen or not hat_recht(user, RECHTE["verzicht.erklaeren"], runde):
        return ""
    label = {
        Stand.SCHWEIGT: "Verzicht erfassen",
        Stand.ZURUECKGEZOGEN: "Verzicht erfassen",
        Stand.VERZICHT: "Verzicht ansehen",
    }.get(zeile.stand)
    return Link(label, f"{reverse('verzicht', args=[runde.pk])}?kommune={zeile.kommune.pk}") if label else ""


def _handeln(user, runde, alle, heute):
    """[Act]: a word to the silent, or why there is none now."""
    if not hat_recht(user, RECHTE["ruecklauf.erinnern"], runde):
        return []
    label = "Nachricht an alle, die schweigen"
    if satz := dienst.hindernis(runde, heute):
        return [Act(label, reason=satz)]
    if not any(zeile.stand == Stand.SCHWEIGT and zeile.erinnert_am != heute for zeile in alle):
        grund = "Alle Kommunen haben geantwortet oder heute schon eine Nachricht erhalten."
        return [Act(label, reason=grund, off="niemand zu erinnern")]
    return [Act(label, reverse("ruecklauf_nachricht", args=[runde.pk]), primary=True)]
