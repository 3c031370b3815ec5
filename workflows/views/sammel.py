"""One act on several cases: the page says before what each of them would meet, and after what became of it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.forms.felder import kleine_zahl
from antraege.views.auswahl import HANDLUNGEN
from antraege.views.bausteine import Badge, Column, Row, Tab
from workflows import sammel
from workflows.sammelhandlungen import handlung as finde
from workflows.views import arbeitsliste

VORHER = [Column("Vorgang"), Column("Kommune"), Column("Möglich?"), Column("Was geschieht")]
NACHHER = [Column("Vorgang"), Column("Kommune"), Column("Ergebnis"), Column("Erläuterung")]
ART = {sammel.ERLEDIGT: "success", sammel.SCHON: "info", sammel.NICHT: "danger"}


@login_required
@require_http_methods(["GET", "POST"])
def sammeln(request):
    """GET and the preview change nothing; POST runs each case through the single act's code, each on its own."""
    if not request.user.landkreis_ids:
        raise PermissionDenied
    daten = request.POST if request.method == "POST" else request.GET
    handlung = finde(daten.get("act", ""))
    gewaehlt = sammel.faelle(request.user, _nummern(daten, "aufgabe"), _nummern(daten, "antrag"))
    if handlung is None or not gewaehlt:
        return _nichts(request, handlung, daten, gewaehlt)
    form = handlung.form(gewaehlt, request.user, zeit.heute(), request.POST or None)
    if request.method == "POST" and "vorschau" not in request.POST and (form is None or form.is_valid()):
        ergebnisse = sammel.ausfuehren(handlung, request.user, gewaehlt, (form, request.POST))
        return render(request, "workflows/sammel_ergebnis.html", _nachher(handlung, ergebnisse))
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, "workflows/sammel.html", _vorher(request, handlung, gewaehlt, form), status=status)


def _nummern(daten, name):
    return [nr for text in daten.getlist(name) if (nr := kleine_zahl(text))]


def _vorher(request, handlung, gewaehlt, form):
    handlung.vorbereiten(gewaehlt)
    auskuenfte = [(fall, handlung.auskunft(fall, request.user, form)) for fall in gewaehlt]
    moeglich = sum(bool(auskunft) for _, auskunft in auskuenfte)
    zu_viele = (
        len(_nummern(request.GET, "aufgabe")) + len(_nummern(request.GET, "antrag")) > sammel.HOECHSTENS
    )
    return {
        "handlung": handlung,
        "form": form if moeglich else None,
        "columns": VORHER,
        "rows": [_vorher_zeile(handlung, fall, auskunft, form) for fall, auskunft in auskuenfte],
        "wahl": [fall.wahl for fall in gewaehlt],
        "moeglich": moeglich,
        "anzahl": len(gewaehlt),
        "hoechstens": sammel.HOECHSTENS if zu_viele else None,
        "fehler": form is not None and form.is_bound and bool(form.errors),
        "zurueck": _zurueck(gewaehlt),
    }


def _vorher_zeile(handlung, fall, auskunft, form):
    if auskunft:
        return _zeile(fall, Badge("success", "ja"), handlung.wirkung(fall, form))
    return _zeile(fall, Badge("danger", "nein"), sammel.mit_hilfe(auskunft))


def _nachher(handlung, ergebnisse):
    zahlen = {stand: sum(e.stand == stand for e in ergebnisse) for stand in ART}
    return {
        "handlung": handlung,
        "columns": NACHHER,
        "rows": [_zeile(e.fall, Badge(ART[e.stand], e.stand), e.satz) for e in ergebnisse],
        "anzahl": len(ergebnisse),
        "erledigt": zahlen[sammel.ERLEDIGT],
        "schon": zahlen[sammel.SCHON],
        "nicht": zahlen[sammel.NICHT],
        "zurueck": _zurueck([e.fall for e in ergebnisse]),
    }


def _zeile(fall, badge, satz):
    objekt = fall.objekt
    zellen = [arbeitsliste.nummer(objekt), arbeitsliste.kommune(objekt), badge, satz]
    note = fall.aufgabe.flow_task.task_title if fall.aufgabe else ""
    return Row(zellen, url=reverse(objekt._meta.model_name, args=[objekt.pk]), note=note)


def _zurueck(gewaehlt):
    """Back to the list the choice came from."""
    liste = "aufgaben" if gewaehlt[0].wahl[0] == "aufgabe" else "antraege"
    return reverse(liste)


def _nichts(request, handlung, daten, gewaehlt):
    """No act or no case: what to do, with the acts to choose from where cases are there."""
    abfrage = daten.copy()
    abfrage.pop("csrfmiddlewaretoken", None)
    tabs = [Tab(label, f"?{_mit(abfrage, name)}") for name, label in HANDLUNGEN] if gewaehlt else []
    kontext = {"handlung": handlung, "tabs": tabs}
    return render(
        request, "workflows/sammel_leer.html", kontext, status=422 if request.method == "POST" else 200
    )


def _mit(abfrage, name):
    abfrage["act"] = name
    return abfrage.urlencode()
