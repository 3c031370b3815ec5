"""Conditions of decisions: the list for the district's office, and one of them with the note that settles it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import formate, zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.forms.niederschrift import MassgabeForm
from antraege.models import Massgabe
from antraege.rechte.massgabe import ZUSTAENDIG
from antraege.services import massgaben as dienst
from antraege.views.bausteine import Badge, Column, Row
from antraege.views.blaettern import HOECHSTENS, blaettere
from antraege.views.pflege import versucht, wer

RECHT = "massgabe.erledigen"
SPALTEN = [
    Column("Maßgabe"),
    Column("Zuständig"),
    Column("Zu erledigen bis"),
    Column("Stand"),
    Column("Vorlage", small=False),
]


@login_required
@require_safe
def massgaben(request):
    """Open ones of the own roles first, then those of others, then settled ones; the earliest first."""
    if not request.user.landkreis_ids:
        raise Http404
    qs = Massgabe.objects.visible_to(request.user).mit_rahmen().mit_rang(request.user.rollen)
    seite = blaettere(qs, request, folge=("rang", "faellig_am", "pk"))
    zeilen = [_zeile(massgabe, zeit.heute()) for massgabe in seite.zeilen]
    kontext = {"seite": seite, "spalten": SPALTEN, "zeilen": zeilen}
    return render(request, "antraege/massgaben.html", kontext)


def _zeile(massgabe, heute):
    ziffer = massgabe.ergebnis.beschlussantrag
    zellen = [
        massgabe.text,
        massgabe.get_rolle_display(),
        formate.datum(massgabe.faellig_am),
        stand(massgabe, heute),
        f"{ziffer.vorlage}, {ziffer}",
    ]
    return Row(zellen, url=reverse("massgabe", args=[massgabe.pk]))


def stand(massgabe, heute):
    """Settled, open, or overdue."""
    if massgabe.erledigt_am:
        return Badge("success", "Erledigt")
    return Badge("danger", "Überfällig") if massgabe.faellig_am < heute else Badge("info", "Offen")


@login_required
@require_http_methods(["GET", "POST"])
def massgabe(request, pk):
    """One condition with its decision, and the form of the office that settles it."""
    eine = get_object_or_404(Massgabe.objects.visible_to(request.user).mit_rahmen(), pk=pk)
    if request.method == "POST" and not hat_recht(request.user, RECHTE[RECHT], eine):
        raise PermissionDenied
    form = MassgabeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and versucht(form, dienst.erledigen, massgabe=eine, **wer(request), **form.facts()):
        messages.success(request, "Die Maßgabe ist erledigt.")
        return redirect("massgaben")
    kontext = {
        "massgabe": eine,
        "stand": stand(eine, zeit.heute()),
        "ziffer": eine.ergebnis.beschlussantrag,
        "frist": eine.fristen.first(),
        "heute": zeit.heute(),
        "form": form,
        "auskunft": may(request.user, RECHT, eine),
    }
    return render(request, "antraege/massgabe.html", kontext, status=422 if form.is_bound else 200)


def anzahl(user):
    """How many the person's office has still to settle, counted up to the cap."""
    offen = Massgabe.objects.visible_to(user).offen_bei(user.rollen & ZUSTAENDIG)
    return offen[: HOECHSTENS + 1].count()


def der_vorlage(user, vorlage):
    """[(Massgabe, Badge)] of a paper's decisions, for the office."""
    alle = Massgabe.objects.visible_to(user).filter(ergebnis__beschlussantrag__vorlage=vorlage)
    return [(m, stand(m, zeit.heute())) for m in alle.select_related("ergebnis__beschlussantrag")]
