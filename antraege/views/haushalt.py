"""The budget of a programme: what each year allows and what notices bind of it; and the exception from waiting for it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.formate import LEER, datum, euro
from antraege.forms.haushalt import AusnahmeForm, ErmaechtigungForm, NeueErmaechtigungForm
from antraege.models import Bescheid, Foerderprogramm, Haushaltsermaechtigung
from antraege.services import haushalt as dienst
from antraege.services import haushaltsplan, haushaltswarten
from antraege.services.bescheid_stand import RAHMEN
from antraege.views import pflege
from antraege.views.bausteine import Badge, Column, Condition, Row

SPALTEN = [
    Column("Jahr, Produkt"),
    Column("Ansatz", numeric=True),
    Column("Verpflichtungsermächtigung", numeric=True, small=False),
    Column("In Kraft am", small=False),
    Column("Stand"),
]
WARTEND = [
    Column("Antrag"),
    Column("Betrag je Jahr"),
    Column("Was fehlt"),
    Column("Wer kann das"),
]
BINDUNGEN = [Column("Jahr"), Column("Durch Bescheide gebunden", numeric=True)]


@login_required
@require_http_methods(["GET", "POST"])
def haushalt(request, pk):
    """Read the budget of a programme; the Kämmerei records a year and product."""
    programm = get_object_or_404(Foerderprogramm.objects.visible_to(request.user), pk=pk)
    if programm.landkreis_id not in request.user.landkreis_ids:
        raise Http404
    auskunft = may(request.user, "haushalt.erfassen", programm)
    if request.method == "POST" and not auskunft:
        raise PermissionDenied
    form = NeueErmaechtigungForm(request.POST if request.method == "POST" else None)
    if form.is_bound and pflege.versucht(
        form, haushaltsplan.erfassen, programm=programm, **_fakten(request, form)
    ):
        messages.success(request, "Die Haushaltsermächtigung ist erfasst.")
        return redirect("haushalt", pk=programm.pk)
    kontext = {"programm": programm, "form": form if auskunft else None, "hinweis": auskunft.satz}
    return render(request, "antraege/haushalt.html", kontext | _tabellen(programm, aenderbar=bool(auskunft)))


def _fakten(request, form):
    return pflege.wer(request) | (form.fakten() if form.is_valid() else {})


def _tabellen(programm, *, aenderbar):
    zeilen = Haushaltsermaechtigung.objects.filter(programm=programm)
    gebunden = dienst.gebunden(programm.pk)
    return {
        "spalten": SPALTEN,
        "zeilen": [_zeile(z, aenderbar=aenderbar) for z in zeilen],
        "bindungsspalten": BINDUNGEN,
        "wartespalten": WARTEND,
        "wartend": [_wartet(w) for w in haushaltswarten.wartend(programm, zeit.heute())],
        "bindungen": [Row([str(jahr), euro(betrag)]) for jahr, betrag in sorted(gebunden.items())],
    }


def _zeile(z, *, aenderbar):
    zellen = [f"{z.jahr}, {z.produkt}", euro(z.ansatz), euro(z.verpflichtung), _tag(z), _stand(z)]
    return Row(zellen, url=reverse("haushalt_aendern", args=[z.pk]) if aenderbar else "")


def _wartet(w):
    """A draft that waits: each year's amount, each reason with who supplies it."""
    antrag = w.entwurf.antrag
    zellen = [
        f"{antrag.kommune}: {antrag.runde}",
        ", ".join(f"{jahr}: {euro(betrag)}" for jahr, betrag in sorted(w.jahre.items())),
        " ".join(punkt.satz for punkt in w.fehlt),
        ", ".join(dict.fromkeys(punkt.wer for punkt in w.fehlt)),
    ]
    return Row(zellen, url=reverse("antrag", args=[antrag.pk]), note=antrag.vorgangsnummer)


def _tag(z):
    return datum(z.in_kraft_am) if z.in_kraft_am else LEER


def _stand(z):
    if z.gesperrt:
        return Badge("danger", "Gesperrt")
    in_kraft = z.in_kraft_am is not None and z.in_kraft_am <= zeit.heute()
    return Badge("success", "In Kraft") if in_kraft else Badge("warning", "Noch nicht in Kraft")


@login_required
@require_http_methods(["GET", "POST"])
def haushalt_aendern(request, pk):
    """Change the figures of a year and product: a Nachtrag, a Sperre, the entry into force."""
    programme = Foerderprogramm.objects.visible_to(request.user).filter(
        landkreis__in=request.user.landkreis_ids
    )
    zeilen = Haushaltsermaechtigung.objects.filter(programm__in=programme).select_related("programm")
    zeile = get_object_or_404(zeilen, pk=pk)
    pflege.verlange_rolle(request.user, "haushalt.erfassen", zeile)
    werte = {name: getattr(zeile, name) for name in ErmaechtigungForm.base_fields}
    form = ErmaechtigungForm(request.POST if request.method == "POST" else None, initial=werte)
    if form.is_bound and pflege.versucht(
        form, haushaltsplan.aendern, ermaechtigung=zeile, **_fakten(request, form)
    ):
        messages.success(request, "Die Haushaltsermächtigung ist geändert.")
        return redirect("haushalt", pk=zeile.programm_id)
    zurueck = reverse("haushalt", args=[zeile.programm_id])
    return pflege.formularseite(
        request,
        form,
        titel=f"Haushalt {zeile}",
        krumen=[("Richtlinien", reverse("richtlinien")), (f"Haushalt: {zeile.programm}", zurueck)],
        zurueck=zurueck,
        submit="Änderung speichern",
        line="Ein Bescheid wird nur freigegeben, soweit Ansatz und Verpflichtungsermächtigung reichen.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def ausnahme(request, pk):
    """Allow a draft to be released although the budget is not in force: what it says, and the reason."""
    papier = get_object_or_404(Bescheid.objects.visible_to(request.user).select_related(*RAHMEN), pk=pk)
    if not hat_recht(request.user, RECHTE["haushalt.ausnahme"], papier):
        raise PermissionDenied
    auskunft = may(request.user, "haushalt.ausnahme", papier)
    punkte = dienst.punkte(papier.antrag, zeit.heute(), papier)
    form = AusnahmeForm(request.POST if request.method == "POST" else None)
    wer = pflege.wer(request)
    if form.is_valid() and pflege.versucht(
        form, dienst.ausnahme_zulassen, bescheid=papier, **wer, **form.cleaned_data
    ):
        messages.success(request, "Die Ausnahme ist zugelassen. Der Bescheid kann jetzt freigegeben werden.")
        return redirect("antrag", pk=papier.antrag_id)
    kontext = {
        "antrag": papier.antrag,
        "punkte": [Condition(p.ja, p.satz, who=p.wer) for p in punkte],
        "form": form if auskunft and any(p.aufschub for p in punkte) else None,
        "hinweis": auskunft.satz or dienst.ohne_ausnahme(papier),
    }
    return render(request, "antraege/haushalt_ausnahme.html", kontext)
