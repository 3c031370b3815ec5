"""Absence and substitution: what passes over stands on the page before it is entered; no reason is asked anywhere."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from antraege import zeit
from antraege.berechtigungen import may
from antraege.fehler import Verweigert
from antraege.formate import datum, wen, zeitraum
from antraege.forms.vertretung import VertretungForm
from antraege.models import Mitgliedschaft, Vertretung
from antraege.services import vertretung as dienst
from antraege.views.bausteine import Act, Badge, Column, Row
from workflows import aemter
from workflows.models import OHNE_FRIST, Aufgabe
from workflows.views import arbeitsliste

SPALTEN = [Column("Abwesend"), Column("Vertretung"), Column("Zeit"), Column("Stand")]
UEBERGEHEND = [Column("Aufgabe"), Column("Kommune"), Column("Vorgangsnummer"), Column("Frist"), Column("Bei")]
HOECHSTENS = 20


@login_required
@require_safe
def vertretungen(request):
    """Substitutions of the own office that hold or will, own ones first."""
    user, heute = request.user, zeit.heute()
    offene = Vertretung.objects.visible_to(user).filter(bis__gte=heute, beendet_am__isnull=True)
    eigene_orte = Q(kommune__in=user.kommune_ids) | Q(kommune=None, landkreis__in=user.landkreis_ids)
    zeilen = offene.filter(eigene_orte).select_related("fuer", "durch").order_by("von", "pk")
    kontext = {
        "spalten": SPALTEN,
        "zeilen": [_zeile(v, heute) for v in zeilen],
        "vertretene": user.vertretene,
        "eintragbar": bool(user.aktive_mitgliedschaften),
    }
    return render(request, "workflows/vertretungen.html", kontext)


def _zeile(v, heute):
    stand = Badge("success", "Gilt") if v.von <= heute else Badge("info", f"Ab {datum(v.von)}")
    zellen = [str(v.fuer), str(v.durch), zeitraum(v.von, v.bis), stand]
    return Row(zellen, url=reverse("vertretung_ansehen", args=[v.pk]))


@login_required
@require_http_methods(["GET", "POST"])
def neu(request):
    """Two looks: the first answer shows what would pass over, the second one enters exactly that."""
    user, heute = request.user, zeit.heute()
    stellen = eintragbare(user)
    if not stellen:
        raise PermissionDenied
    form = VertretungForm(request.POST if request.method == "POST" else None, stellen=stellen, by=user)
    vorschau = None
    if form.is_valid():
        vertretung = form.vertretung()
        try:
            gesehen = form.cleaned_data["gesehen"] == form.stand()
            vorschau = _vorschau(user, vertretung, heute, eintragen=gesehen)
            if gesehen:
                return _eingetragen(request, vertretung)
            form = _noch_einmal(form, stellen, user)
        except Verweigert as fehler:
            form.add_error(None, fehler.satz)
        except ValidationError as fehler:
            form.add_error(None, fehler)
    kontext = {"form": form, "vorschau": vorschau, "crumbs": [("Vertretung", reverse("vertretung"))]}
    return render(request, "workflows/vertretung_neu.html", kontext, status=422 if form.errors else 200)


def eintragbare(user):
    """Roles, one for each person and office, for which this person may enter an absence: the own first."""
    heute = zeit.heute()
    orte = Q(kommune__in=user.kommune_ids) | Q(landkreis__in=user.landkreis_ids)
    alle = Mitgliedschaft.objects.gueltig(am=heute).filter(orte, benutzer__is_active=True)
    alle = alle.select_related("benutzer", "kommune", "landkreis").order_by(
        "kommune__sortiername", "benutzer__name", "pk"
    )
    erste = {}
    for m in alle:
        erste.setdefault((m.benutzer_id, m.wo), m)
    gefunden = [m for m in erste.values() if may(user, "vertretung.eintragen", _fuer(m))]
    return sorted(gefunden, key=lambda m: m.benutzer_id != user.pk)


def _fuer(m):
    return Vertretung(fuer_id=m.benutzer_id, landkreis_id=m.landkreis_id, kommune_id=m.kommune_id)


def _vorschau(user, vertretung, heute, *, eintragen):
    if eintragen:
        dienst.eintragen(vertretung=vertretung, by=user, heute=heute)
        return None
    dienst.pruefen(vertretung, heute)
    return {"hinweise": dienst.hinweise(vertretung, heute)} | uebergehend(vertretung, heute)


def _noch_einmal(form, stellen, user):
    """The same form, unjudged, that says what was seen."""
    daten = form.data.copy()
    daten["gesehen"] = form.stand()
    neu = VertretungForm(daten, stellen=stellen, by=user)
    neu.full_clean()
    return neu


def _eingetragen(request, vertretung):
    messages.success(
        request,
        f"{vertretung.durch} vertritt {wen(vertretung.fuer)} vom {datum(vertretung.von)} bis {datum(vertretung.bis)}. Beide erhalten eine Nachricht.",
    )
    return redirect("vertretung")


def uebergehend(vertretung, heute):
    """Open tasks the substitute could do, urgent first, with how many have a deadline in that time."""
    rollen = vertretung.fuer.mitgliedschaften.gueltig(am=max(vertretung.von, heute))
    hier = rollen.filter(landkreis=vertretung.landkreis_id, kommune=vertretung.kommune_id)
    person = vertretung.fuer.mit_rollen(list(hier))
    bei = Q(owner__isnull=True) | Q(owner=vertretung.fuer)
    alle = Aufgabe.objects.filter(bei, owner_permission__in=aemter.aemter(person)).offen()
    alle = alle.annotate(bis=F("vorrat__bis"))
    gezeigt = list(alle.mit_gegenstand().order_by("bis", "pk")[:HOECHSTENS])
    return {
        "anzahl": alle.count(),
        "mit_frist": alle.filter(bis__range=(max(vertretung.von, heute), vertretung.bis)).count(),
        "spalten": UEBERGEHEND,
        "zeilen": [_aufgabe(task, heute) for task in gezeigt],
        "weitere": max(alle.count() - HOECHSTENS, 0),
    }


def _aufgabe(task, heute):
    objekt = task.gegenstand
    frist = arbeitsliste.due(task, heute) or "–" if task.bis != OHNE_FRIST else "–"
    return Row(
        [
            arbeitsliste.titel(task),
            arbeitsliste.kommune(objekt),
            arbeitsliste.nummer(objekt),
            frist,
            str(task.owner or "frei"),
        ]
    )


def _sichtbar(request, pk):
    zeilen = Vertretung.objects.visible_to(request.user).select_related(
        "fuer", "durch", "kommune", "landkreis"
    )
    return get_object_or_404(zeilen, pk=pk)


@login_required
@require_safe
def ansehen(request, pk):
    """One substitution: who, when, what passes over, and the end before its time."""
    vertretung, heute = _sichtbar(request, pk), zeit.heute()
    laeuft = vertretung.beendet_am is None and vertretung.bis >= heute
    auskunft = may(request.user, "vertretung.beenden", vertretung)
    url = reverse("vertretung_beenden", args=[pk])
    act = (
        Act("Vertretung beenden", url, post=True)
        if auskunft
        else Act("Vertretung beenden", reason=auskunft.satz)
    )
    kontext = {
        "vertretung": vertretung,
        "laeuft": laeuft,
        "acts": [act] if laeuft else [],
        "vorschau": uebergehend(vertretung, heute) if laeuft else None,
        "crumbs": [("Vertretung", reverse("vertretung"))],
    }
    return render(request, "workflows/vertretung.html", kontext)


@login_required
@require_POST
def beenden(request, pk):
    """End it at once."""
    vertretung = _sichtbar(request, pk)
    try:
        dienst.beenden(vertretung=vertretung, by=request.user, heute=zeit.heute())
        messages.success(request, "Die Vertretung ist beendet. Beide erhalten eine Nachricht.")
    except Verweigert as fehler:
        messages.warning(request, fehler.satz)
    return redirect("vertretung")
