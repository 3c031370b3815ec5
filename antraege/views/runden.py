"""Rounds: the list, and the page of one with its public facts, its figures, and the way into an application."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import einsicht, formate, zeit
from antraege.berechtigungen import RECHTE, hat_recht
from antraege.models import Antrag, Foerderrunde, Kontingent
from antraege.views import ratsplanteile, verzichtteile
from antraege.views import rundenteile as teile
from antraege.views.bausteine import Column, Due, Row
from antraege.views.blaettern import blaettere
from antraege.views.rundenhandeln import rundenhandeln
from antraege.views.rundenhinweise import hinweise
from antraege.views.rundenzahlen import kennzahlen

SPALTEN = [
    Column("Runde"),
    Column("Stand"),
    Column("Förderzeitraum"),
    Column("Anträge bis"),
    Column("Zielgruppen", small=False),
    Column("Kommunen", numeric=True),
    Column("Stellenanteile", numeric=True),
    Column("Finanzierung", small=False),
]


@login_required
@require_safe
def runden(request):
    """All rounds of the own district, the latest funding period first."""
    seite = blaettere(
        _mit_eckdaten(Foerderrunde.objects.visible_to(request.user), request.user),
        request,
        folge=("-beginn", "-pk"),
    )
    kontext = {
        "spalten": SPALTEN,
        "zeilen": [_zeile(runde, zeit.heute()) for runde in seite.zeilen],
        "weiter": seite.weiter,
        "im_amt": bool(request.user.landkreis_ids),
    }
    return render(request, "antraege/runden.html", kontext)


@login_required
@require_safe
def runde(request, pk):
    """One round: the slide's facts for everybody, figures and phases for the district, the start for a municipality."""
    user, heute = request.user, zeit.heute()
    runde = get_object_or_404(_mit_eckdaten(Foerderrunde.objects.visible_to(user), user), pk=pk)
    im_amt = einsicht.im_amt(user, runde.programm.landkreis_id)
    kontext = {
        "runde": runde,
        "stand": teile.stand(runde, heute),
        "heute": heute,
        "eckdaten": teile.eckdaten(runde),
        "im_amt": im_amt,
        "handeln": teile.handeln(user, runde, heute),
        "nimmt_antraege": teile.nimmt_antraege(runde),
        "ohne_antrag": verzichtteile.offene(user, [runde], heute),
        "ruecklauf": im_amt and hat_recht(user, RECHTE["ruecklauf.einsehen"], runde),
        "rundenhandeln": rundenhandeln(user, runde),
        "schreibt_vorlage": runde.fragt_gremium and hat_recht(user, RECHTE["vorlage.erstellen"], runde),
        "erfasst": hat_recht(user, RECHTE["runde.erfassen"], runde),
        "zahlen": kennzahlen(runde) if im_amt else (),
        "hinweise": hinweise(runde, heute) if im_amt else (),
        "phasen": teile.phasen(user, runde, heute) if im_amt else (),
        "bis_zur_sitzung": teile.bis_zur_sitzung(runde, heute) if im_amt else (),
        "spalten_sitzung": teile.BIS_ZUR_SITZUNG,
        "ratsplaene": ratsplanteile.eigene(user, runde, heute) if teile.nimmt_antraege(runde) else (),
    }
    return render(request, "antraege/runde.html", kontext)


def _mit_eckdaten(qs, user):
    """Load what the slide shows of a round: programme, target groups, shares, number of municipalities."""
    je_runde = (
        einsicht.bewilligte(Antrag.objects.filter(runde=OuterRef("pk")), user).order_by().values("runde")
    )
    anzahl = je_runde.annotate(n=Count("kommune", distinct=True)).values("n")
    kontingente = Prefetch(
        "kontingente", Kontingent.objects.order_by("-stand", "-pk"), to_attr="kontingente_neu_zuerst"
    )
    return (
        qs.select_related("programm", "fassung")
        .prefetch_related("zielgruppen", kontingente)
        .annotate(anzahl_kommunen=Subquery(anzahl))
    )


def _zeile(runde, heute):
    stand, menge = teile.stand(runde, heute), teile.kontingent(runde)
    zellen = [
        f"{runde.programm.kurz}: {runde.name}",
        stand,
        formate.zeitraum(runde.beginn, runde.ende),
        Due(runde.antrag_bis, heute) if stand == teile.OFFEN else formate.datum(runde.antrag_bis),
        ", ".join(gruppe.name for gruppe in runde.zielgruppen.all()),
        formate.LEER if runde.anzahl_kommunen is None else str(runde.anzahl_kommunen),
        formate.vzae(menge and menge.vzae),
        runde.programm.get_geber_display(),
    ]
    note = "Beispieldaten, frei erfunden" if runde.beispieldaten else ""
    return Row(zellen, url=reverse("runde", args=[runde.pk]), note=note)
