"""Import of many: the template, the upload with its row report, and the run with its progress. Works without JavaScript."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.fehler import Verweigert
from antraege.forms.eingang import TabelleForm
from antraege.models import Importlauf, Importzeile
from antraege.services import importlauf, importvorlage
from antraege.views.bausteine import Badge, Column, Row
from antraege.views.blaettern import blaettere
from antraege.views.pflege import versucht, wer
from workflows.tasks import import_wecken
from workflows.views.eingang import runde_mit_recht

Ergebnis, Status = Importzeile.Ergebnis, Importlauf.Status
ALLE_SEKUNDEN = 3
BADGES = {Ergebnis.NEU: "success", Ergebnis.UNVERAENDERT: "neutral", Ergebnis.FEHLER: "danger"}
STAND = {
    Status.FEHLERHAFT: "danger",
    Status.GEPRUEFT: "info",
    Status.LAEUFT: "info",
    Status.FERTIG: "success",
    Status.ABGEBROCHEN: "warning",
}
SPALTEN = [
    Column("Zeile"),
    Column("Kommune"),
    Column("Ergebnis"),
    Column("Spalte"),
    Column("Wert", small=False),
    Column("Grund"),
]


@login_required
@require_http_methods(["GET", "POST"])
def import_neu(request, pk):
    """Upload a table for this round: it is judged, and nothing is taken over yet."""
    runde = runde_mit_recht(request, pk, "runde.importieren")
    form = TabelleForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    fakten = {"runde": runde, **wer(request)}
    if form.is_valid() and (lauf := versucht(form, importlauf.hochladen, **fakten, **form.cleaned_data)):
        return redirect("import", pk=lauf.pk)
    laeufe = Importlauf.objects.filter(runde=runde).select_related("angelegt_von")[:10]
    kontext = {
        "runde": runde,
        "form": form,
        "auskunft": may(request.user, "runde.importieren", runde),
        "laeufe": [(lauf, Badge(STAND[lauf.status], lauf.get_status_display())) for lauf in laeufe],
    }
    return render(request, "workflows/import_neu.html", kontext)


@login_required
@require_safe
def import_vorlage(request, pk):
    """The empty table with its headings, help and one example, as XLSX or (``?als=csv``) CSV."""
    runde = runde_mit_recht(request, pk, "runde.importieren")
    vorlage = importvorlage.csv if request.GET.get("als") == "csv" else importvorlage.xlsx
    inhalt, typ, endung = vorlage(runde)
    antwort = StreamingHttpResponse(inhalt, content_type=typ)
    antwort["Content-Disposition"] = f'attachment; filename="Vorlage-{runde.kuerzel}.{endung}"'
    antwort["X-Content-Type-Options"] = "nosniff"
    return antwort


@login_required
@require_safe
def import_lauf(request, pk):
    """The row report and how far the run is; while it runs the page asks again by itself (a header, no script)."""
    lauf = _lauf(request, pk)
    seite = blaettere(
        lauf.ergebnisse.select_related("antrag"), request, folge=("ergebnis", "nr", "pk"), groesse=50
    )
    laeuft = lauf.status == Status.LAEUFT
    still = laeuft and not importlauf.wird_bearbeitet(lauf)
    kontext = {
        "lauf": lauf,
        "badge": Badge(STAND[lauf.status], lauf.get_status_display()),
        "spalten": SPALTEN,
        "zeilen": [_zeile(zeile) for zeile in seite.zeilen],
        "weiter": seite.weiter,
        "anzahl": {
            e.value: lauf.ergebnisse.filter(ergebnis=e).values("nr").distinct().count() for e in Ergebnis
        },
        "prozent": 100 * lauf.verarbeitet // max(lauf.zeilen, 1),
        "laeuft": laeuft and not still,
        "still": still,
        "startbar": lauf.status in importlauf.STARTBAR,
    }
    antwort = render(request, "workflows/import.html", kontext)
    if laeuft:
        antwort["Refresh"] = str(ALLE_SEKUNDEN)
    return antwort


@login_required
@require_POST
def import_starten(request, pk):
    """Start a judged run, or start one again that stands still."""
    lauf = _lauf(request, pk)
    try:
        importlauf.starten(lauf=lauf, by=request.user, heute=zeit.heute())
        import_wecken(lauf.pk)
    except Verweigert as fehler:
        messages.error(request, fehler.satz)
    return redirect("import", pk=lauf.pk)


def _lauf(request, pk):
    laeufe = Importlauf.objects.visible_to(request.user)
    lauf = get_object_or_404(laeufe.select_related("runde__programm", "angelegt_von", "gestartet_von"), pk=pk)
    if not hat_recht(request.user, RECHTE["runde.importieren"], lauf.runde):
        raise PermissionDenied
    return lauf


def _zeile(zeile):
    zellen = [
        f"Zeile {zeile.nr}",
        zeile.kommune or "–",
        Badge(BADGES[zeile.ergebnis], zeile.get_ergebnis_display()),
        zeile.spalte or "–",
        zeile.wert or "–",
        zeile.satz or (zeile.antrag.vorgangsnummer if zeile.antrag else "–"),
    ]
    return Row(zellen)
