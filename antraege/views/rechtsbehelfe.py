"""What comes after a notice is known: waiver, objection, finality; as a part of the application's page and as pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import einsicht
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.formate import datum, zeitpunkt
from antraege.forms.basis import Formular
from antraege.forms.rechtsbehelf import WiderspruchEntscheidenForm, WiderspruchForm
from antraege.models import Bescheid, Frist, Widerspruch
from antraege.services import rechtsbehelf
from antraege.services import widerspruch as dienst
from antraege.services.bescheid_stand import RAHMEN
from antraege.views import pflege
from antraege.views.anlagen import als_download
from antraege.views.bausteine import Act, Badge

STAND = {
    Widerspruch.Status.OFFEN: "warning",
    Widerspruch.Status.ABGEHOLFEN: "success",
    Widerspruch.Status.TEILWEISE: "info",
}
VERZICHT = (
    "Der Bescheid wird sofort bestandskräftig. Mittel lassen sich früher abrufen.",
    "Danach können Sie gegen diesen Bescheid weder Widerspruch einlegen noch klagen.",
    "Der Verzicht lässt sich nicht zurücknehmen.",
)


def block(user, bescheide):
    """[{...}] for the application's page: each known notice with its dates, objections and what can be done; newest first."""
    bekannt = [b for b in bescheide if b.bekanntgegeben_am is not None]
    if not bekannt:
        return []
    fristen = Frist.objects.filter(bescheid__in=bekannt, art=Frist.Art.RECHTSBEHELF).order_by("pk")
    spuren = {frist.bescheid_id: frist for frist in fristen}
    widersprueche = list(Widerspruch.objects.visible_to(user).filter(bescheid__in=bekannt))
    return [
        _eintrag(user, b, spuren.get(b.pk), [w for w in widersprueche if w.bescheid_id == b.pk])
        for b in bekannt
    ]


def _eintrag(user, bescheid, frist, widersprueche):
    return {
        "bescheid": bescheid,
        "paare": _paare(bescheid, frist, widersprueche),
        "spur": frist.spur if frist else "",
        "widersprueche": [_zeile(w) for w in widersprueche],
        "acts": _handlungen(user, bescheid),
    }


def _paare(bescheid, frist, widersprueche):
    weg = "Post" if bescheid.weg == Bescheid.Weg.POST else "Portal"
    paare = [("Bekannt gegeben", f"{datum(bescheid.bekanntgegeben_am)} ({weg})")]
    if bescheid.versandt_am:
        paare.append(("Zur Post gegeben", datum(bescheid.versandt_am)))
    if bescheid.bestandskraeftig_am:
        grund = ", durch Verzicht auf Rechtsbehelf" if bescheid.verzichtet_am else ""
        return [*paare, ("Bestandskräftig seit", f"{datum(bescheid.bestandskraeftig_am)}{grund}")]
    if any(w.status == Widerspruch.Status.OFFEN and not w.verspaetet for w in widersprueche):
        return [*paare, ("Bestandskraft", "Nein, ein Widerspruch ist offen.")]
    if frist and frist.erledigt_am is None:
        paare.append(("Rechtsbehelf möglich bis", f"{datum(frist.faellig_am)}, 24 Uhr"))
    return paare


def _zeile(w):
    spaet = ", verspätet" if w.verspaetet else ""
    return {
        "titel": f"Widerspruch, eingegangen {zeitpunkt(w.eingegangen_am)}{spaet}",
        "url": reverse("widerspruch", args=[w.pk]),
        "badge": Badge(STAND.get(w.status, "neutral"), w.get_status_display()),
    }


def _handlungen(user, bescheid):
    """The buttons of a notice: to waive, to record an objection; one that is not possible now says why."""
    acts = []
    if bescheid.status == Bescheid.Status.BEKANNTGEGEBEN:
        url = reverse("rechtsbehelf_verzicht", args=[bescheid.pk])
        acts += pflege.knopf(user, "rechtsbehelf.verzichten", bescheid, "Auf Rechtsbehelf verzichten", url)
    if may(user, "widerspruch.erfassen", bescheid):
        acts.append(Act("Widerspruch erfassen", reverse("widerspruch_neu", args=[bescheid.pk])))
    return acts


def _bescheid(request, pk, recht):
    papier = get_object_or_404(Bescheid.objects.visible_to(request.user).select_related(*RAHMEN), pk=pk)
    if not hat_recht(request.user, RECHTE[recht], papier):
        raise PermissionDenied
    return papier


@login_required
@require_http_methods(["GET", "POST"])
def verzicht(request, pk):
    """Waive remedies: what follows is said first, then one button."""
    papier = _bescheid(request, pk, "rechtsbehelf.verzichten")
    auskunft = may(request.user, "rechtsbehelf.verzichten", papier)
    form = Formular(request.POST if request.method == "POST" else None)
    if form.is_bound and pflege.versucht(
        form, rechtsbehelf.verzichten, bescheid=papier, **pflege.wer(request)
    ):
        messages.success(request, "Sie haben auf Rechtsbehelf verzichtet. Der Bescheid ist bestandskräftig.")
        return redirect("antrag", pk=papier.antrag_id)
    kontext = {
        "antrag": papier.antrag,
        "bescheid": papier,
        "folgen": VERZICHT,
        "form": form,
        "auskunft": auskunft,
    }
    return render(request, "antraege/rechtsbehelf_verzicht.html", kontext)


@login_required
@require_http_methods(["GET", "POST"])
def widerspruch_neu(request, pk):
    """Record an objection with its original."""
    papier = _bescheid(request, pk, "widerspruch.erfassen")
    form = WiderspruchForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    fakten = form.fakten() if form.is_bound and form.is_valid() else {}
    neu = form.is_bound and pflege.versucht(
        form, dienst.erfassen, bescheid=papier, **pflege.wer(request), **fakten
    )
    if neu:
        spaet = (
            "Er ist verspätet."
            if neu.verspaetet
            else "Er ist rechtzeitig: Der Bescheid wird vorerst nicht bestandskräftig."
        )
        messages.success(request, f"Der Widerspruch ist erfasst. {spaet}")
        return redirect("widerspruch", pk=neu.pk)
    auskunft = may(request.user, "widerspruch.erfassen", papier)
    kontext = {"antrag": papier.antrag, "bescheid": papier, "form": form, "auskunft": auskunft}
    return render(request, "antraege/widerspruch_form.html", kontext)


def _sichtbar(request, pk):
    lesbar = Widerspruch.objects.visible_to(request.user)
    rahmen = ("bescheid__antrag__kommune", "bescheid__antrag__runde", "erfasst_von", "entschieden_von")
    return get_object_or_404(lesbar.select_related(*rahmen), pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def widerspruch(request, pk):
    """An objection: what it is, what it does, how it was decided; a second person of the office decides."""
    zeile = _sichtbar(request, pk)
    im_amt = einsicht.im_amt(request.user, zeile.antrag.landkreis_id)
    recht = hat_recht(request.user, RECHTE["widerspruch.entscheiden"], zeile)
    if request.method == "POST" and not recht:
        raise PermissionDenied
    auskunft = may(request.user, "widerspruch.entscheiden", zeile)
    form = WiderspruchEntscheidenForm(request.POST if request.method == "POST" else None)
    fakten = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if form.is_bound and pflege.versucht(
        form, dienst.entscheiden, widerspruch=zeile, **pflege.wer(request), **fakten
    ):
        messages.success(request, "Über den Widerspruch ist entschieden. Die Kommune erhält eine Nachricht.")
        return redirect("antrag", pk=zeile.antrag.pk)
    kontext = {
        "widerspruch": zeile,
        "antrag": zeile.antrag,
        "im_amt": im_amt,
        "wirkung": wirkung(zeile),
        "form": form if auskunft else None,
        "hinweis": auskunft.satz if recht and zeile.status == Widerspruch.Status.OFFEN else "",
        "paare": _angaben(zeile, im_amt=im_amt),
    }
    return render(request, "antraege/widerspruch.html", kontext)


def wirkung(w):
    """What the objection does to the notice, in a sentence."""
    if w.verspaetet:
        return "Er kam nach dem Ende der Frist oder nach einem Verzicht. Die Bestandskraft hält er nicht auf."
    if w.status == Widerspruch.Status.OFFEN:
        return "Solange er offen ist, wird der Bescheid nicht bestandskräftig. Mittel lassen sich so lange nicht abrufen."
    if w.status == Widerspruch.Status.ABGEHOLFEN:
        return "Ihm ist abgeholfen: Ein Änderungsbescheid tritt an die Stelle dessen, was angegriffen war."
    if w.status == Widerspruch.Status.ZURUECKGENOMMEN:
        return "Er ist zurückgenommen. Der Bescheid wird bestandskräftig, sobald die Rechtsbehelfsfrist vorbei ist."
    return f"Ab der Zustellung am {datum(w.zugestellt_am)} ist einen Monat lang Klage möglich."


def _angaben(w, *, im_amt):
    paare = [
        ("Eingegangen", zeitpunkt(w.eingegangen_am)),
        ("Weg", w.get_weg_display()),
        ("Rechtzeitig", "Nein, verspätet" if w.verspaetet else "Ja"),
        ("Stand", w.get_status_display()),
    ]
    if w.entschieden_am:
        paare.append(
            (
                "Entschieden",
                f"{datum(w.entschieden_am)} von {w.entschieden_von}" if im_amt else datum(w.entschieden_am),
            )
        )
    if w.zugestellt_am:
        paare.append(("Zugestellt", datum(w.zugestellt_am)))
    return [*paare, ("Erfasst von", str(w.erfasst_von))] if im_amt else paare


@login_required
@require_safe
def widerspruch_datei(request, pk):
    """Send the original as a download."""
    zeile = _sichtbar(request, pk)
    if not zeile.datei:
        raise Http404
    return als_download(zeile)
