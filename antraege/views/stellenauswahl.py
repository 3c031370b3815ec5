"""Which positions an address chooses: list, file and timeline read the same filter."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from antraege.auswertung_stellen import leute_fuer, mit_besetzung, warngrenze
from antraege.forms.stellenfilter import LANDKREIS, StellenFilter
from antraege.models import Finanzierungsanteil, Stelle


def ausgewaehlt(request, heute):
    """(filter, its choices, positions): what this person may see and has chosen."""
    form = StellenFilter(request.GET, user=request.user)
    gewaehlt = form.gewaehlt()
    qs = Stelle.objects.visible_to(request.user)
    if gewaehlt.get("stand") == "vakant":
        qs = _nicht_voll(qs, leute_fuer(request.user), heute)
    return form, gewaehlt, gefiltert(qs, heute, **gewaehlt)


def anderswo(name, request):
    """The same choice on another page, from its beginning."""
    felder = request.GET.copy()
    felder.pop("nach", None)
    return f"{reverse(name)}?{felder.urlencode()}" if felder else reverse(name)


def gefiltert(qs, heute, *, programm=None, runde=None, kommune="", traeger="", stand="", bis=None):
    """Narrow the list by the choices made."""
    if programm:
        qs = qs.filter(_quelle(runde__programm=programm))
    if runde:
        qs = qs.filter(_quelle(runde=runde))
    if kommune:
        qs = qs.filter(einsatzort_id=kommune)
    if traeger:
        qs = qs.filter(anstellungstraeger_id=None if traeger == LANDKREIS else traeger)
    if bis:
        qs = qs.filter(ende__lte=bis)
    return _im_stand(qs, stand, heute)


def _im_stand(qs, stand, heute):
    """Where a position stands in its time; without a choice what runs or is to come."""
    beendet = Q(ende__lt=heute) | Q(status=Stelle.Status.BEENDET)
    if stand == "alle":
        return qs
    if stand == "beendet":
        return qs.filter(beendet)
    if stand == "auslaufend":
        qs = qs.filter(_quelle(ende__gte=heute, ende__lte=warngrenze(heute)))
    return qs.exclude(beendet)


def _nicht_voll(qs, leute, heute):
    """Of which not all is filled today; one for which nobody was ever reported is unknown, not vacant."""
    gemeldet = Exists(leute.filter(stelle=OuterRef("pk")))
    return mit_besetzung(qs.filter(gemeldet, beginn__lte=heute), leute, heute).filter(da__lt=F("gross"))


def _quelle(**bedingung):
    """Whether a source like this pays a part of it."""
    return Exists(Finanzierungsanteil.objects.filter(stelle=OuterRef("pk"), **bedingung))
