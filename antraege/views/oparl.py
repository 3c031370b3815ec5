"""OParl 1.1: our published papers and public results for everybody, read-only, without sign-in and without cookies."""

from datetime import datetime
from hashlib import sha256
from urllib.parse import urlencode

from django.http import FileResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from antraege import zeit
from antraege.services import oparl, oparl_listen

UEBERALL = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
GROESSTER_SCHLUESSEL = 2**62  # beyond it no column has a number


@require_safe
def system(request):
    """The way in."""
    return _antwort(request, oparl.system())


@require_safe
def koerper(request):
    """The districts of this installation."""
    return _liste(request, "body", None, oparl.absolut("oparl_koerper"))


@require_safe
def liste(request, pk, art):
    """A list of one district."""
    if art not in oparl_listen.QUELLEN or pk > GROESSTER_SCHLUESSEL or not oparl_listen.eins("body", pk):
        return _fehler(404, "Diese Liste gibt es nicht.")
    return _liste(request, art, pk, oparl.absolut("oparl_liste", pk, art))


@require_safe
def objekt(request, art, pk):
    """One object; what is not public answers as if it were not there."""
    bekannt = art in oparl_listen.QUELLEN and pk <= GROESSTER_SCHLUESSEL
    gefunden = oparl_listen.eins(art, pk) if bekannt else None
    if gefunden is None:
        return _fehler(404, "Dieses Objekt gibt es nicht.")
    return _antwort(request, gefunden)


@require_safe
def datei(request, pk):
    """The bytes of a public file."""
    zeile = oparl_listen.datei(pk) if pk <= GROESSTER_SCHLUESSEL else None
    feld = (zeile and getattr(zeile, "pdf", None)) or getattr(zeile, "datei", None)
    try:
        inhalt = feld.open() if feld else None
    except FileNotFoundError:
        inhalt = None
    if inhalt is None:
        return _fehler(404, "Diese Datei gibt es nicht.")
    name = oparl.dateiname(zeile)
    typ = oparl.datei(zeile)["mimeType"]
    return FileResponse(inhalt, as_attachment=True, filename=name, content_type=typ, headers=UEBERALL)


def _liste(request, art, landkreis, adresse):
    try:
        grenzen, nach = _grenzen(request.GET), int(request.GET.get("nach") or 0)
    except ValueError:
        return _fehler(400, "Bitte Zeitpunkte mit Zeitzone angeben, zum Beispiel 2027-05-10T00:00:00+02:00.")
    if not 0 <= nach <= GROESSTER_SCHLUESSEL:
        return _fehler(400, "Diese Seite gibt es nicht.")
    daten, weiter = oparl_listen.liste(art, landkreis, grenzen, nach)
    felder = {name: wert.isoformat() for name, wert in grenzen.items()}
    links = {"first": _mit(adresse, felder)}
    if weiter is not None:
        links["next"] = _mit(adresse, felder | {"nach": weiter})
    return _antwort(request, oparl.seite(daten, oparl_listen.JE_SEITE, links))


def _mit(adresse, felder):
    return f"{adresse}?{urlencode(felder)}" if felder else adresse


def _grenzen(abfrage):
    """The filters of the address; raises ``ValueError`` for what is no instant."""
    gelesen = {name: datetime.fromisoformat(abfrage[name]) for name in oparl_listen.FILTER if name in abfrage}
    return {name: wert if wert.tzinfo else wert.replace(tzinfo=zeit.BERLIN) for name, wert in gelesen.items()}


def _antwort(request, inhalt):
    """JSON that caches can ask about again: by its bytes, and where it is one object by its change."""
    antwort = JsonResponse(inhalt, json_dumps_params={"ensure_ascii": False}, headers=UEBERALL)
    antwort["ETag"] = quote_etag(sha256(antwort.content).hexdigest()[:32])
    geaendert = inhalt.get("modified")
    stand = int(datetime.fromisoformat(geaendert).timestamp()) if geaendert else None
    if stand:
        antwort["Last-Modified"] = http_date(stand)
    return get_conditional_response(request, antwort["ETag"], stand, antwort)


def _fehler(status, satz):
    inhalt = {"type": f"{oparl.SCHEMA}Error", "message": satz, "debug": ""}
    return JsonResponse(inhalt, status=status, headers=UEBERALL)
