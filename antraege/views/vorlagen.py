"""Papers: the list of all this person may see."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max, Min, Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import einsicht, formate
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
    qs = einsicht.mit_oeffentlichem_beschluss(Vorlage.objects.visible_to(request.user)).annotate(
        anzahl=Count("beschlussantraege__antraege", distinct=True),
        naechste=Min("beratungsfolge__sitzung__tag", filter=Q(beratungsfolge__erfasst_am__isnull=True)),
        letzte=Max("beratungsfolge__sitzung__tag"),
    )  # fmt: skip
    seite = blaettere(qs, request)
    zeilen = [_zeile(vorlage, request.user) for vorlage in seite.zeilen]
    kontext = {
        "spalten": SPALTEN,
        "zeilen": zeilen,
        "weiter": seite.weiter,
        "schreibt": request.user.hat_rolle(*SCHREIBEND),
        "im_amt": bool(request.user.landkreis_ids),
    }
    return render(request, "antraege/vorlagen.html", kontext)


def _zeile(vorlage, user):
    zellen = [
        str(vorlage),
        "wird überarbeitet" if teile.in_arbeit(user, vorlage) else vorlage.titel,
        teile.stand(user, vorlage),
        formate.datum_lang(vorlage.naechste),
        formate.datum(vorlage.letzte),
        str(vorlage.anzahl) if vorlage.runde_id else formate.LEER,
    ]
    return Row(
        zellen,
        url=reverse("vorlage", args=[vorlage.pk]),
        note=teile.BEISPIEL if vorlage.beispieldaten else "",
    )
