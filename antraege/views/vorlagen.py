"""Papers: the list of all this person may see."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max, Min, Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import einsicht, formate, zeit
from antraege.models import Vorlage
from antraege.rechte.gremium import SCHREIBEND
from antraege.views import vorlagenteile as teile
from antraege.views.bausteine import Column, Row
from antraege.views.blaettern import blaettere

SPALTEN = [
    Column("Vorlage"),
    Column("Titel"),
    Column("Stand"),
    Column("Nächste Sitzung"),
    Column("Letzte Sitzung", small=False),
    Column("Anträge", numeric=True),
]


@login_required
@require_safe
def vorlagen(request):
    """The newest first: the district's office sees all of its own, a municipality the published ones."""
    im_kreis = Q(landkreis_id__in=request.user.landkreis_ids, beratungsfolge__abgesetzt_am__isnull=True)
    fremd = ~Q(landkreis_id__in=request.user.landkreis_ids)
    fremd &= Q(beratungsfolge__in=einsicht.bekannte_schritte().filter(abgesetzt=False))
    bekannt = im_kreis | fremd
    # To others the day counts: that a result is recorded may be known later than the sitting.
    offen = im_kreis & Q(beratungsfolge__erfasst_am__isnull=True)
    offen |= fremd & Q(beratungsfolge__sitzung__tag__gte=zeit.heute())
    qs = einsicht.mit_oeffentlichem_beschluss(Vorlage.objects.visible_to(request.user)).annotate(
        anzahl=Count("beschlussantraege__antraege", distinct=True),
        naechste=Min("beratungsfolge__sitzung__tag", filter=offen),
        letzte=Max("beratungsfolge__sitzung__tag", filter=bekannt),
    )
    seite = blaettere(qs, request)
    statt = teile.statt_entwurf(request.user, seite.zeilen)
    zeilen = [_zeile(vorlage, request.user, statt.get(vorlage.pk)) for vorlage in seite.zeilen]
    kontext = {
        "spalten": SPALTEN,
        "zeilen": zeilen,
        "weiter": seite.weiter,
        "schreibt": request.user.hat_rolle(*SCHREIBEND),
        "im_amt": bool(request.user.landkreis_ids),
    }
    return render(request, "antraege/vorlagen.html", kontext)


def _zeile(vorlage, user, fassung):
    titel, naechste, letzte, anzahl = _der_fassung(fassung.inhalt) if fassung else _jetzt(vorlage)
    zellen = [
        str(vorlage),
        titel,
        teile.stand(user, vorlage),
        formate.datum_lang(naechste),
        formate.datum(letzte),
        str(anzahl) if vorlage.runde_id else formate.LEER,
    ]
    return Row(
        zellen,
        url=reverse("vorlage", args=[vorlage.pk]),
        note=teile.BEISPIEL if vorlage.beispieldaten else "",
    )


def _jetzt(vorlage):
    return vorlage.titel, vorlage.naechste, vorlage.letzte, vorlage.anzahl


def _der_fassung(inhalt):
    """The same of a version's frozen content."""
    tage = [date.fromisoformat(b["tag"]) for b in inhalt["beratung"] if b["oeffentlich"]]
    kommende = [tag for tag in tage if tag >= zeit.heute()]
    return inhalt["titel"], min(kommende, default=None), max(tage, default=None), len(inhalt["antraege"])
