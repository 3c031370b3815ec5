"""The council information system: where it is read, whether every day, and what each reading brought."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege import formate, zeit
from antraege.berechtigungen import may
from antraege.forms.gremien import RatssystemForm
from antraege.models import Ratsabruf, Ratssystem
from antraege.services import ratsabruf
from antraege.views import pflege
from antraege.views.bausteine import Act, Badge, Column, Row
from antraege.views.blaettern import blaettere
from antraege.views.gremien import neues, nur_im_amt

E = Ratsabruf.Ergebnis
ALLE_SEKUNDEN = 3
SPALTEN = [
    Column("Abruf"),
    Column("Ergebnis"),
    Column("Neu", numeric=True),
    Column("Geändert", numeric=True),
    Column("Veranlasst von", small=False),
    Column("Bericht"),
]
# Short enough for a phone; the report says the rest.
BADGE = {
    E.LAEUFT: Badge("info", "Läuft"),
    E.VOLLSTAENDIG: Badge("success", "Vollständig"),
    E.TEILWEISE: Badge("warning", "Auffälligkeiten"),
    E.GESCHEITERT: Badge("danger", "Gescheitert"),
}


def eigenes(user):
    """The system of the person's district, or one that is not kept yet."""
    nur_im_amt(user)
    landkreis = neues(user).landkreis_id
    return Ratssystem.objects.filter(landkreis=landkreis).first() or Ratssystem(landkreis_id=landkreis)


@login_required
@require_http_methods(["GET", "POST"])
def ratssystem(request):
    """Address and history of runs; while one runs the page asks again by itself (a header, no script)."""
    system = eigenes(request.user)
    if request.method == "POST":
        pflege.verlange_rolle(request.user, "ratssystem.abrufen", system)
    darf = may(request.user, "ratssystem.abrufen", system)
    form = RatssystemForm(request.POST or None, instance=system) if darf else None
    if request.method == "POST" and _eingerichtet(request, form, system):
        messages.success(request, "Die Adresse ist gespeichert.")
        return redirect("ratssystem")
    kontext = _kontext(request, system, form)
    antwort = render(request, "antraege/ratssystem.html", kontext)
    if kontext["laeuft"]:
        antwort["Refresh"] = str(ALLE_SEKUNDEN)
    return antwort


def _eingerichtet(request, form, system):
    daten = form.cleaned_data if form.is_valid() else {}
    return pflege.versucht(
        form, ratsabruf.einrichten, landkreis=system.landkreis, **daten, **pflege.wer(request)
    )


def _kontext(request, system, form):
    alle = Ratsabruf.objects.filter(ratssystem=system.pk).select_related("veranlasst_von")
    seite = blaettere(alle, request)
    grenze = zeit.jetzt() - ratsabruf.LAENGSTENS
    laeuft = any(a.ergebnis == E.LAEUFT and a.begonnen_am > grenze for a in seite.zeilen)
    abrufen = Act("Jetzt abrufen", reverse("ratsabruf_starten"), primary=True, post=True)
    return {
        "form": form,
        "system": system,
        "laeuft": laeuft,
        "handeln": [abrufen] if form and system.pk and not laeuft else [],
        "spalten": SPALTEN,
        "zeilen": [_zeile(abruf) for abruf in seite.zeilen],
        "weiter": seite.weiter,
    }


def _zeile(abruf):
    return Row(
        [
            formate.zeitpunkt(abruf.begonnen_am),
            BADGE[E(abruf.ergebnis)],
            str(abruf.neu),
            str(abruf.geaendert),
            str(abruf.veranlasst_von or "täglicher Abruf"),
            abruf.bericht or formate.LEER,
        ]
    )
