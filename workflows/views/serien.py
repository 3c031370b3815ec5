"""All notices of a paper, or of what the administration decided in a round: their state, both acts over all, and each run."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import einsicht
from antraege.berechnung import summe
from antraege.berechtigungen import RECHTE, hat_recht
from antraege.fehler import Verweigert
from antraege.formate import LEER, euro, vzae
from antraege.models import Bescheid, Foerderrunde, Serienlauf, Serienzeile, Vorlage
from antraege.services import serie as dienst
from antraege.services import zustellung
from antraege.views.bausteine import Badge, Column, Link, Row
from workflows import sammel, serien
from workflows.serienhandlungen import HANDLUNGEN
from workflows.tasks import serie_wecken
from workflows.views import arbeitsliste

E, S = Serienzeile.Ergebnis, Bescheid.Status
ALLE_SEKUNDEN = 2
LETZTE = 5  # runs that the page names
SPALTEN = [
    Column("Kommune"),
    Column("Ergebnis", small=False),
    Column("Bewilligt", numeric=True),
    Column("Bescheid"),
    Column("Nächster Schritt"),
    Column("In einer Serie"),
]
LAUFSPALTEN = [Column("Kommune"), Column("Ergebnis"), Column("Grund")]
BESCHEIDE = {
    S.ENTWURF: "info",
    S.FREIGEGEBEN: "info",
    S.BEREITGESTELLT: "info",
    S.BESTANDSKRAEFTIG: "success",
}
# Where the column says already that it is about a notice
KURZ = {S.ENTWURF: "Entwurf", S.BEKANNTGEGEBEN: "Bekannt gegeben"}
BADGES = {E.OFFEN: "neutral", E.GETAN: "success", E.SCHON: "info", E.VERWEIGERT: "danger", E.FEHLER: "danger"}


@login_required
@require_http_methods(["GET", "POST"])
def vorlage_bescheide(request, pk):
    """The notices of a paper."""
    sichtbar = Vorlage.objects.visible_to(request.user).select_related("landkreis", "runde")
    vorlage = get_object_or_404(sichtbar, pk=pk)
    return _seite(request, vorlage, vorlage.landkreis_id)


@login_required
@require_http_methods(["GET", "POST"])
def runde_bescheide(request, pk):
    """The notices of a round that the administration decided."""
    sichtbar = Foerderrunde.objects.visible_to(request.user).select_related("programm")
    runde = get_object_or_404(sichtbar, pk=pk)
    return _seite(request, runde, runde.programm.landkreis_id)


def _seite(request, ziel, landkreis_id):
    if not einsicht.im_amt(request.user, landkreis_id):
        raise PermissionDenied
    if request.method == "POST":
        return _starten(request, ziel)
    gewaehlt = serien.faelle(ziel)
    bescheide = dienst.erste_bescheide(fall.objekt for fall in gewaehlt)
    acts = [_act(request.user, name, ziel, bescheide) for name in HANDLUNGEN]
    auskuenfte = [
        (fall, act, act.auskunft(fall, request.user))
        for fall in gewaehlt
        for act in [next((act for act in acts if act.an_der_reihe(fall)), None)]
        if act is not None
    ]
    je_fall = {fall.objekt.pk: (act, auskunft) for fall, act, auskunft in auskuenfte}
    laeufe = list(ziel.serienlaeufe.select_related("gestartet_von")[:LETZTE])
    kontext = {
        "ziel": ziel,
        "zurueck": reverse(ziel._meta.model_name.removeprefix("foerder"), args=[ziel.pk]),
        "spalten": SPALTEN,
        "zeilen": [_zeile(request.user, fall, bescheide, je_fall.get(fall.objekt.pk)) for fall in gewaehlt],
        "acts": [_wirkung(act, auskuenfte) for act in acts if _darf(request.user, act.name, ziel)],
        "laeufe": laeufe,
        "laufend": next((lauf for lauf in laeufe if lauf.beendet_am is None), None),
    }
    return render(request, "workflows/bescheide.html", kontext)


def _darf(user, handlung, ziel):
    return hat_recht(user, RECHTE[f"serie.{handlung}"], ziel)


def _act(user, name, ziel, bescheide):
    act = HANDLUNGEN[name]()
    act.bescheide = bescheide
    return act


def _starten(request, ziel):
    handlung = request.POST.get("act", "")
    if handlung not in HANDLUNGEN:
        raise Http404
    if not _darf(request.user, handlung, ziel):
        raise PermissionDenied
    try:
        lauf = serien.starten(ziel=ziel, handlung=handlung, by=request.user)
    except Verweigert as fehler:
        messages.error(request, fehler.satz)
        return redirect(request.path)
    serie_wecken(lauf.pk)
    return redirect("serie", lauf.pk)


def _wirkung(act, auskuenfte):
    """What the act over all would do: how many cases, their sums, how many go by post, and how many are refused."""
    dran = [(fall.objekt, auskunft) for fall, a, auskunft in auskuenfte if a is act]
    moeglich = [antrag for antrag, auskunft in dran if auskunft]
    post = zustellung.per_post(antrag.kommune for antrag in moeglich) if act.stellt_zu else 0
    return {
        "act": act,
        "anzahl": len(moeglich),
        "nicht": len(dran) - len(moeglich),
        "vzae": vzae(summe(antrag.bewilligt_vzae for antrag in moeglich)),
        "betrag": euro(summe(antrag.bewilligt_betrag for antrag in moeglich)),
        "post": post,
        "portal": len(moeglich) - post,
    }


def _zeile(user, fall, bescheide, dran):
    antrag, bescheid = fall.objekt, bescheide.get(fall.objekt.pk)
    zellen = [
        antrag.kommune.name,
        antrag.get_ergebnis_display(),
        vzae(bescheid.vzae if bescheid else antrag.bewilligt_vzae),  # a later notice may say another
        _stand(bescheid),
        _naechstes(user, fall.aufgabe),
        _in_serie(fall, dran),
    ]
    note = bescheid.nummer if bescheid and bescheid.nummer else antrag.vorgangsnummer
    return Row(zellen, url=reverse("antrag", args=[antrag.pk]), note=note)


def _stand(bescheid):
    if bescheid is None:
        return Badge("neutral", "Noch kein Entwurf")
    wort = KURZ.get(bescheid.status, bescheid.get_status_display())
    return Badge(BESCHEIDE.get(bescheid.status, "success"), wort)


def _naechstes(user, aufgabe):
    """Who does what next; a link to the task where this person may do it: there the words can be changed before."""
    if aufgabe is None:
        return LEER
    wer = aufgabe.owner.name if aufgabe.owner else arbeitsliste.amtswort(aufgabe)
    satz = f"{wer}: {aufgabe.flow_task.task_title}"
    if aufgabe.flow_task.can_execute(user, aufgabe) and not aufgabe.liegt_bei_anderen(user):
        return Link(satz, reverse("aufgabe", args=[aufgabe.pk]))
    return satz


def _in_serie(fall, dran):
    if dran is None:
        return LEER
    act, auskunft = dran
    return act.wirkung(fall) if auskunft else sammel.mit_hilfe(auskunft)


@login_required
@require_safe
def serie(request, pk):
    """How far a run is, and what became of each case; while it runs the page asks again by itself (a header, no script)."""
    sichtbar = Serienlauf.objects.visible_to(request.user)
    lauf = get_object_or_404(sichtbar.select_related("vorlage", "runde__programm", "gestartet_von"), pk=pk)
    zahlen, laeuft = dienst.anzahlen(lauf), lauf.beendet_am is None
    getan = lauf.gesamt - zahlen[E.OFFEN]
    zeilen = lauf.zeilen.select_related("antrag__kommune")
    kontext = {
        "lauf": lauf,
        "zurueck": reverse(
            "vorlage_bescheide" if lauf.vorlage_id else "runde_bescheide", args=[lauf.ziel.pk]
        ),
        "badge": Badge("info", "läuft") if laeuft else Badge("success", "beendet"),
        "zahlen": zahlen,
        "getan": getan,
        "fortschritt": f"{getan} von {lauf.gesamt} Bescheiden bearbeitet",
        "nicht": zahlen[E.VERWEIGERT] + zahlen[E.FEHLER],
        "laeuft": laeuft,
        "still": laeuft and not dienst.wird_bearbeitet(lauf),
        "spalten": LAUFSPALTEN,
        "zeilen": [_laufzeile(zeile) for zeile in zeilen],
    }
    antwort = render(request, "workflows/serie.html", kontext)
    if laeuft:
        antwort["Refresh"] = str(ALLE_SEKUNDEN)
    return antwort


def _laufzeile(zeile):
    antrag = zeile.antrag
    warten = "autorenew" if zeile.ergebnis == E.OFFEN else ""
    badge = Badge(BADGES[zeile.ergebnis], zeile.get_ergebnis_display(), warten)
    zellen = [antrag.kommune.name, badge, zeile.satz or LEER]
    return Row(zellen, url=reverse("antrag", args=[antrag.pk]), note=antrag.vorgangsnummer)
