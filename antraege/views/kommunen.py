"""The page of one municipality: its applications, positions and open deadlines, for itself and for the district's office."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q, Sum
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import auswertung, auswertung_stellen, formate, zeit
from antraege.models import Antrag, Frist, Kommune, Stelle
from antraege.services import eingereicht
from antraege.views import antraege, stellenteile
from antraege.views.bausteine import Column, Due, Fact, Row
from antraege.views.blaettern import gezaehlt

ZEILEN = 10
FRISTEN = [Column("Was"), Column("Wozu"), Column("Fällig am")]


@login_required
@require_safe
def kommune(request, pk):
    """The newest applications, the positions that end first, what is due first; each with the way to the whole list."""
    ort = get_object_or_404(Kommune.objects.visible_to(request.user), pk=pk)
    heute = zeit.heute()
    qs = Antrag.objects.visible_to(request.user).filter(kommune=ort)
    stellen = Stelle.objects.visible_to(request.user).filter(Q(einsatzort=ort) | Q(anstellungstraeger=ort))
    stellen = stellen.filter(ende__gte=heute).exclude(status=Stelle.Status.BEENDET)
    spalten = _gezeigt(auswertung.antragsspalten(request.user, heute))
    stellenspalten = _gezeigt(auswertung_stellen.stellenspalten(heute))
    kontext = {
        "ort": ort,
        "fakten": _fakten(qs, stellen),
        "antragsspalten": _koepfe(spalten),
        "antraege": _antraege(request.user, qs, spalten),
        "stellenspalten": _koepfe(stellenspalten),
        "stellen": [
            stellenteile.zeile(stelle, stellenspalten, heute)
            for stelle in stellen.mit_rahmen().order_by("ende", "pk")[:ZEILEN]
        ],
        "fristspalten": FRISTEN,
        "fristen": _fristen(request.user, ort, heute),
        "zeilen": ZEILEN,
    }
    return render(request, "antraege/kommune.html", kontext)


def _gezeigt(spalten):
    return [c for c in spalten if c.small is not None]


def _koepfe(spalten):
    return [Column(c.kopf, numeric=bool(c.unit), small=c.small) for c in spalten]


def _fakten(qs, stellen):
    """Counts are capped; the size of the positions is one sum."""
    summe = stellen.aggregate(summe=Sum("vzae"))["summe"]
    return [
        Fact("Anträge", gezaehlt(qs)),
        Fact("Laufende und künftige Stellen", gezaehlt(stellen), formate.vzae(summe) if summe else ""),
    ]


def _antraege(user, qs, spalten):
    neueste = eingereicht.fuer(user, qs.mit_rahmen()).order_by("-pk")[:ZEILEN]
    zeilen = (antraege.zeile(antrag, user, spalten) for antrag in neueste)
    return [Row(z.cells, url=z.url, note=z.note) for z in zeilen]


def _fristen(user, ort, heute):
    """What is due first, each with what it is about; of a draft the office knows nothing, so neither of its deadlines."""
    offen = Frist.objects.visible_to(user).filter(kommune=ort).offen()
    bekannt = Q(antrag=None) | Q(antrag__in=Antrag.objects.visible_to(user).order_by().values("pk"))
    gelesen = offen.filter(bekannt).select_related("antrag__kommune", "antrag__runde", "stelle")
    return [_frist(frist, heute) for frist in gelesen.order_by("faellig_am", "pk")[:ZEILEN]]


def _frist(frist, heute):
    gegenstand, name = (frist.stelle, "stelle") if frist.antrag is None else (frist.antrag, "antrag")
    url = reverse(name, args=[gegenstand.pk]) if gegenstand else ""
    return Row([frist.get_art_display(), str(gegenstand or ""), Due(frist.faellig_am, heute)], url=url)
