"""Who acts for a municipality: people, roles, invitations; for its Zugangsverwaltung, and for the district on its behalf."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from antraege import einsicht, zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.fehler import Verweigert
from antraege.forms.basis import Formular
from antraege.forms.zugang import (
    BeendenForm,
    EinladungForm,
    ErsatzrollenForm,
    RolleForm,
    WiederherstellenForm,
)
from antraege.models import Einladung, Kommune, Landkreis, Mitgliedschaft
from antraege.rechte.antrag import AMT, KOMMUNE
from antraege.services import einladung as dienst
from antraege.services import ersatzrolle, vertretung
from antraege.services import zugang as rollendienst
from antraege.views import zugangsteile as teile

EINGELADEN = "Die Einladung ist unterwegs an {postfach}. Sie gilt 14 Tage."


@login_required
@require_safe
def zugang(request):
    """The municipalities whose accounts this person manages; a single one opens at once."""
    user = request.user
    orte = [
        ort
        for ort in teile.kommunen(user)
        if hat_recht(
            user, RECHTE["zugang.verwalten"], Mitgliedschaft(kommune=ort, landkreis_id=ort.landkreis_id)
        )
    ]
    if not orte:
        raise PermissionDenied
    if len(orte) == 1:
        return redirect("zugang_kommune", orte[0].pk)
    kontext = {"spalten": teile.SPALTEN_ORTE, "zeilen": teile.orte(orte)}
    return render(request, "antraege/zugang_orte.html", kontext)


def _ort(request, pk, recht="zugang.verwalten"):
    """A municipality whose accounts this person may manage: foreign 404, own without the role 403."""
    ort = get_object_or_404(Kommune.objects.visible_to(request.user).select_related("landkreis"), pk=pk)
    if not hat_recht(request.user, RECHTE[recht], Einladung(kommune=ort, landkreis=ort.landkreis)):
        raise PermissionDenied
    return ort


@login_required
@require_safe
def kommune(request, pk):
    """People with roles, open invitations and what happened, of one municipality."""
    ort, heute = _ort(request, pk), zeit.heute()
    im_amt = einsicht.im_amt(request.user, ort.landkreis_id)
    kontext = {"ort": ort, "im_amt": im_amt, "heute": heute} | teile.kommune(ort, heute)
    return render(request, "antraege/zugang.html", kontext)


@login_required
@require_http_methods(["GET", "POST"])
def einladen(request, pk):
    """Invite a person, also to follow somebody who leaves."""
    ort, heute = _ort(request, pk), zeit.heute()
    form = EinladungForm(
        request.POST if request.method == "POST" else None,
        kommune=ort,
        personen=vertretung.kollegium(ort.landkreis_id, ort.pk, heute),
    )
    extra = _versuche(form, lambda: dienst.einladen(einladung=form.einladung(), by=request.user, heute=heute))
    if extra is None:
        messages.success(request, EINGELADEN.format(postfach=ort.postfach))
        return redirect("zugang_kommune", ort.pk)
    return _formular(request, "antraege/zugang_einladen.html", form, extra, ort=ort)


@login_required
@require_http_methods(["GET", "POST"])
def wiederherstellen(request, pk):
    """The district lets a municipality in again that has lost everybody."""
    ort, heute = _ort(request, pk, "zugang.wiederherstellen"), zeit.heute()
    form = WiederherstellenForm(
        request.POST if request.method == "POST" else None,
        kommune=ort,
        personen=vertretung.kollegium(ort.landkreis_id, ort.pk, heute),
        initial={"rolle": "kommune_zugang"},
    )

    def act():
        stilllegen = list(form.cleaned_data["stilllegen"])
        dienst.wiederherstellen(
            einladung=form.einladung(), stilllegen=stilllegen, by=request.user, heute=heute
        )

    extra = _versuche(form, act)
    if extra is None:
        messages.success(request, EINGELADEN.format(postfach=ort.postfach))
        return redirect("zugang_kommune", ort.pk)
    return _formular(request, "antraege/zugang_wiederherstellen.html", form, extra, ort=ort)


@login_required
@require_POST
def widerrufen(request, pk):
    """Withdraw an invitation."""
    einladung = get_object_or_404(Einladung.objects.visible_to(request.user).select_related("kommune"), pk=pk)
    _ort(request, einladung.kommune_id)
    try:
        dienst.widerrufen(einladung=einladung, by=request.user, heute=zeit.heute())
        messages.success(request, "Die Einladung ist widerrufen. Ihr Link öffnet nichts mehr.")
    except Verweigert as fehler:
        messages.warning(request, fehler.satz)
    return redirect("zugang_kommune", einladung.kommune_id)


@login_required
@require_http_methods(["GET", "POST"])
def rolle(request, pk):
    """End a person's role from a day on, or change it."""
    sichtbar = Mitgliedschaft.objects.filter(kommune__in=Kommune.objects.visible_to(request.user))
    rolle = get_object_or_404(sichtbar.select_related("benutzer", "kommune__landkreis", "landkreis"), pk=pk)
    ort, heute = _ort(request, rolle.kommune_id), zeit.heute()
    gesendet = request.POST.get("act")
    beenden = BeendenForm(request.POST if gesendet == "beenden" else None, prefix="beenden")
    aendern = RolleForm(request.POST if gesendet == "aendern" else None, prefix="aendern")
    empfang = Formular(request.POST if gesendet == "empfang" else None)
    acts = {
        "beenden": (
            beenden,
            lambda: rollendienst.beenden(
                mitgliedschaft=rolle, zum=beenden.cleaned_data["zum"], by=request.user, heute=heute
            ),
        ),
        "aendern": (
            aendern,
            lambda: rollendienst.rolle_aendern(
                mitgliedschaft=rolle, rolle=aendern.cleaned_data["rolle"], by=request.user, heute=heute
            ),
        ),
        "empfang": (
            empfang,
            lambda: rollendienst.empfang_bestimmen(
                mitgliedschaft=rolle, darf=not rolle.empfangsberechtigt, by=request.user, heute=heute
            ),
        ),
    }
    extra = _versuche(*acts[gesendet]) if gesendet in acts else ()
    if extra is None:
        messages.success(request, "Die Änderung ist gespeichert. Offene Aufgaben bleiben bei der Kommune.")
        return redirect("zugang_kommune", ort.pk)
    kontext = {
        "ort": ort,
        "rolle": rolle,
        "beenden": beenden,
        "aendern": aendern,
        "empfang": empfang if rolle.rolle in KOMMUNE else None,
        "extra": {gesendet: extra},
        "fehler": bool(extra) or beenden.errors or aendern.errors or empfang.errors,
    }
    return render(request, "antraege/zugang_rolle.html", kontext, status=422 if kontext["fehler"] else 200)


@login_required
@require_http_methods(["GET", "POST"])
def ersatzrollen(request):
    """Which role of the office steps in where nobody of another one is left; the Amtsleitung says so."""
    user, heute = request.user, zeit.heute()
    kreis = Landkreis.objects.filter(pk__in=user.landkreis_ids).order_by("pk").first()
    if kreis is None or not user.hat_rolle(*AMT, landkreis_id=kreis.pk):
        raise PermissionDenied
    auskunft = may(user, "ersatzrolle.bestimmen", teile.ersatz(kreis))
    if request.method == "POST" and not auskunft:
        raise PermissionDenied
    form = ErsatzrollenForm(request.POST if request.method == "POST" else None, landkreis=kreis)

    def act():
        for name, wert in form.cleaned_data.items():
            ersatzrolle.bestimmen(landkreis=kreis, rolle=name, ersatz=wert, by=user, heute=heute)

    extra = _versuche(form, act)
    if extra is None:
        messages.success(request, "Die Ersatzrollen sind gespeichert. Sie gelten ab sofort.")
        return redirect("ersatzrollen")
    zeilen = teile.ersatzrollen(kreis, heute)
    return _formular(
        request,
        "antraege/ersatzrollen.html",
        form if auskunft else None,
        extra,
        zeilen=zeilen,
        auskunft=auskunft,
        spalten=teile.SPALTEN_ERSATZ,
    )


def _versuche(form, act):
    """None where the act was done; else the sentences of its refusal, with those of a field put there."""
    if not form.is_valid():
        return ()
    try:
        act()
    except Verweigert as fehler:
        return (f"{fehler.satz} Das kann: {fehler.wer}." if fehler.wer else fehler.satz,)
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return ()
    return None


def _formular(request, template, form, extra, **kontext):
    """The page of a form: 422 where something was sent and refused."""
    status = 422 if form is not None and form.is_bound else 200
    return render(
        request, template, kontext | {"form": form, "extra": extra, "fehler": bool(extra)}, status=status
    )
