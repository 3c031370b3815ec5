"""Committees and what they may decide from which day on: the council's office keeps them, others of the office read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Min, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import formate, zeit
from antraege.berechtigungen import may
from antraege.forms.gremien import GremiumForm, ZustaendigkeitForm
from antraege.models import Gremium
from antraege.services import gremien as dienst
from antraege.views import pflege
from antraege.views.bausteine import Badge, Column, Row

SPALTEN = [
    Column("Gremium"),
    Column("Kurzname", small=False),
    Column("Zuständigkeit"),
    Column("Wertgrenze", numeric=True),
    Column("Stimmberechtigte", numeric=True),
    Column("Nächste Sitzung"),
]
ZUSTAENDIGKEITEN = [
    Column("Gültig ab"),
    Column("Zuständigkeit"),
    Column("Wertgrenze", numeric=True),
    Column("Stimmberechtigte", numeric=True),
    Column("Grundlage", small=False),
]
BESCHLIESST = {True: Badge("success", "beschließt selbst"), False: Badge("neutral", "berät vor")}


@login_required
@require_safe
def gremien(request):
    """All committees of the district with what they may decide today."""
    nur_im_amt(request.user)
    heute = zeit.heute()
    kommende = Q(sitzungen__tag__gte=heute, sitzungen__abgesagt=False)
    alle = Gremium.objects.visible_to(request.user).mit_zustaendigkeit(am=heute).order_by("name", "pk")
    kontext = {
        "spalten": SPALTEN,
        "zeilen": [_zeile(g) for g in alle.annotate(naechste=Min("sitzungen__tag", filter=kommende))],
        "handeln": pflege.knopf(
            request.user, "gremium.pflegen", neues(request.user), "Gremium anlegen", reverse("gremium_neu")
        ),
    }
    return render(request, "antraege/gremien.html", kontext)


def nur_im_amt(user):
    """Committees are the district's own matter: nobody else finds these pages."""
    if not user.landkreis_ids:
        raise Http404


def neues(user):
    """A committee of the person's district, not yet kept."""
    return Gremium(landkreis_id=min(user.landkreis_ids))


def _zeile(gremium):
    zellen = [
        gremium.name,
        gremium.kurz,
        BESCHLIESST[gremium.beschliessend],
        grenze(gremium),
        str(gremium.stimmberechtigte or formate.LEER),
        formate.datum_lang(gremium.naechste),
    ]
    return Row(zellen, url=reverse("gremium", args=[gremium.pk]))


def grenze(zustaendig):
    """``bis 250.000,00 €``; a committee that only advises has no limit to show."""
    if not zustaendig.beschliessend:
        return formate.LEER
    return f"bis {formate.euro(zustaendig.wertgrenze)}" if zustaendig.wertgrenze else "ohne Grenze"


@login_required
@require_http_methods(["GET", "POST"])
def gremium_neu(request):
    """A committee: name, short name, closing day of its papers."""
    nur_im_amt(request.user)
    return _bearbeiten(request, neues(request.user), "Gremium anlegen", reverse("gremien"))


@login_required
@require_http_methods(["GET", "POST"])
def gremium_bearbeiten(request, pk):
    """The same for one that is there."""
    gremium = get_object_or_404(Gremium.objects.visible_to(request.user), pk=pk)
    return _bearbeiten(request, gremium, "Gremium ändern", reverse("gremium", args=[pk]))


def _bearbeiten(request, gremium, titel, zurueck):
    pflege.verlange_rolle(request.user, "gremium.pflegen", gremium)
    form = GremiumForm(request.POST or None, instance=gremium)
    if request.method == "POST" and pflege.versucht(
        form, dienst.gremium_speichern, gremium=gremium, **pflege.wer(request)
    ):
        messages.success(request, "Das Gremium ist gespeichert.")
        return redirect("gremium", pk=gremium.pk)
    krumen = [("Sitzungen", reverse("sitzungen")), ("Gremien", reverse("gremien"))]
    return pflege.formularseite(
        request, form, titel=titel, krumen=krumen, zurueck=zurueck, submit="Gremium speichern"
    )


@login_required
@require_http_methods(["GET", "POST"])
def gremium(request, pk):
    """One committee: its competences, the latest first, and the form for the next one."""
    gremium = get_object_or_404(Gremium.objects.visible_to(request.user), pk=pk)
    darf = may(request.user, "gremium.pflegen", gremium)
    if request.method == "POST":
        pflege.verlange_rolle(request.user, "gremium.pflegen", gremium)
    form = ZustaendigkeitForm(request.POST or None) if darf else None
    if request.method == "POST" and _festgelegt(request, form, gremium):
        return redirect("gremium", pk=pk)
    return render(request, "antraege/gremium.html", _kontext(request, gremium, form))


def _festgelegt(request, form, gremium):
    if not form.is_valid():
        return False
    fakten = {"gremium": gremium} | form.cleaned_data | pflege.wer(request)
    if not pflege.versucht(form, dienst.zustaendigkeit_festlegen, **fakten):
        return False
    tag = formate.datum(form.cleaned_data["gueltig_ab"])
    messages.success(request, f"Die Zuständigkeit ist festgelegt: Sie gilt ab {tag}.")
    return True


def _kontext(request, gremium, form):
    tage = gremium.abgabe_werktage
    return {
        "gremium": gremium,
        "form": form,
        "zeilen": [_zustaendigkeit(z) for z in gremium.zustaendigkeiten.all()],
        "spalten": ZUSTAENDIGKEITEN,
        "angaben": [
            ("Kurzname", gremium.kurz),
            ("Abgabeschluss", f"{tage} Arbeitstage vor der Sitzung" if tage else "nicht festgelegt"),
        ],
        "handeln": pflege.knopf(
            request.user,
            "gremium.pflegen",
            gremium,
            "Gremium ändern",
            reverse("gremium_bearbeiten", args=[gremium.pk]),
        ),
    }


def _zustaendigkeit(z):
    return Row(
        [
            formate.datum(z.gueltig_ab),
            BESCHLIESST[z.beschliessend],
            grenze(z),
            str(z.stimmberechtigte or formate.LEER),
            z.grundlage or formate.LEER,
        ]
    )
