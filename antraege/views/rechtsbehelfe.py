"""What comes after a notice is known, as a part of the application's page, and the waiver of remedies."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.formate import datum, zeitpunkt
from antraege.forms.basis import Formular
from antraege.models import Bescheid, Frist, Klage, Widerspruch
from antraege.services import rechtsbehelf
from antraege.services.bescheid_stand import RAHMEN
from antraege.views import pflege
from antraege.views.bausteine import Badge

STAND = {
    Widerspruch.Status.OFFEN: "warning",
    Widerspruch.Status.ABGEHOLFEN: "success",
    Klage.Status.ANHAENGIG: "warning",
    Klage.Status.STATTGEGEBEN: "success",
}
VERZICHT = (
    "Der Bescheid wird sofort bestandskräftig.",
    "Danach können Sie gegen diesen Bescheid weder Widerspruch einlegen noch klagen.",
    "Der Verzicht lässt sich nicht zurücknehmen.",
)
BEWILLIGT = frozenset({Bescheid.Art.BEWILLIGUNG, Bescheid.Art.TEILBEWILLIGUNG})
FRUEHER = "Mittel lassen sich früher abrufen."


def block(user, bescheide):
    """[{...}] for the application's page: each known notice with its dates, remedies and what can be done; newest first."""
    bekannt = [b for b in bescheide if b.bekanntgegeben_am is not None]
    if not bekannt:
        return []
    fristen = Frist.objects.filter(art=Frist.Art.RECHTSBEHELF).order_by("pk")
    alle = (fristen, Widerspruch.objects.visible_to(user), Klage.objects.visible_to(user))
    zeilen = [list(art.filter(bescheid__in=bekannt)) for art in alle]
    return [
        _eintrag(user, b, *([z for z in art if z.bescheid_id == b.pk] for art in zeilen)) for b in bekannt
    ]


def _eintrag(user, bescheid, fristen, widersprueche, klagen):
    return {
        "bescheid": bescheid,
        "paare": _paare(bescheid, fristen[-1] if fristen else None, widersprueche, klagen),
        "spuren": [
            ("Klagefrist" if nr else "Rechtsbehelfsfrist", frist.spur) for nr, frist in enumerate(fristen)
        ],
        "bestandskraft": rechtsbehelf.spur(bescheid, fristen, widersprueche, klagen),
        "rechtsbehelfe": [_klage(k) for k in klagen] + [_widerspruch(w) for w in widersprueche],
        "acts": _handlungen(user, bescheid),
    }


def _paare(bescheid, frist, widersprueche, klagen):
    weg = "Post" if bescheid.weg == Bescheid.Weg.POST else "Portal"
    paare = [("Bekannt gegeben", f"{datum(bescheid.bekanntgegeben_am)} ({weg})")]
    if bescheid.versandt_am:
        paare.append(("Zur Post gegeben", datum(bescheid.versandt_am)))
    if bescheid.bestandskraeftig_am:
        grund = ", durch Verzicht auf Rechtsbehelf" if bescheid.verzichtet_am else ""
        return [*paare, ("Bestandskräftig seit", f"{datum(bescheid.bestandskraeftig_am)}{grund}")]
    if any(k.status == Klage.Status.ANHAENGIG and not k.verspaetet for k in klagen):
        return [*paare, ("Bestandskraft", "Nein, eine Klage ist anhängig.")]
    if any(w.status == Widerspruch.Status.OFFEN and w.zaehlt for w in widersprueche):
        return [*paare, ("Bestandskraft", "Nein, ein Widerspruch ist offen.")]
    if any(k.status == Klage.Status.STATTGEGEBEN and k.hemmt for k in klagen):
        return [*paare, ("Bestandskraft", "Nein, das Gericht hat den Bescheid aufgehoben.")]
    if frist and frist.erledigt_am is None:
        paare.append((_moeglich(widersprueche), f"{datum(frist.faellig_am)}, 24 Uhr"))
    return paare


def _moeglich(widersprueche):
    entschieden = any(w.zugestellt_am and w.zaehlt for w in widersprueche)
    return "Klage möglich bis" if entschieden else "Rechtsbehelf möglich bis"


def _widerspruch(w):
    spaet = ", verspätet" if w.verspaetet else ""
    if w.wiedereingesetzt_am:
        spaet += ", Wiedereinsetzung gewährt"
    return {
        "titel": f"Widerspruch, eingegangen {zeitpunkt(w.eingegangen_am)}{spaet}",
        "url": reverse("widerspruch", args=[w.pk]),
        "badge": Badge(STAND.get(w.status, "info"), w.get_status_display()),
    }


def _klage(k):
    spaet = ", verspätet" if k.verspaetet else ""
    return {
        "titel": f"Klage {k.aktenzeichen}, bei Gericht eingegangen {datum(k.eingegangen_am)}{spaet}",
        "url": reverse("klage", args=[k.pk]),
        "badge": Badge(STAND.get(k.status, "info"), k.get_status_display()),
    }


def _handlungen(user, bescheid):
    """The buttons of a notice: to waive, to record a remedy; what is not possible now says why."""
    acts = []
    if bescheid.status == Bescheid.Status.BEKANNTGEGEBEN:
        url = reverse("rechtsbehelf_verzicht", args=[bescheid.pk])
        acts += pflege.knopf(user, "rechtsbehelf.verzichten", bescheid, "Auf Rechtsbehelf verzichten", url)
    for recht, label, seite in (
        ("widerspruch.erfassen", "Widerspruch erfassen", "widerspruch_neu"),
        ("klage.erfassen", "Klage erfassen", "klage_neu"),
    ):
        acts += pflege.knopf(user, recht, bescheid, label, reverse(seite, args=[bescheid.pk]))
    return acts


def bescheid_fuer(request, pk, recht):
    """The notice of an address, for whoever holds a role of this act; 404 or 403 for others."""
    papier = get_object_or_404(Bescheid.objects.visible_to(request.user).select_related(*RAHMEN), pk=pk)
    if not hat_recht(request.user, RECHTE[recht], papier):
        raise PermissionDenied
    return papier


def entfaellt(bescheid):
    """[sentence]: that a timely remedy undoes what is taken for final."""
    seit = bescheid.bestandskraeftig_am
    return (
        [f"Dann entfällt, dass er seit dem {datum(seit)} als bestandskräftig geführt wird."] if seit else []
    )


@login_required
@require_http_methods(["GET", "POST"])
def verzicht(request, pk):
    """Waive remedies: what follows is said first, then one button."""
    papier = bescheid_fuer(request, pk, "rechtsbehelf.verzichten")
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
        "folgen": (*VERZICHT, FRUEHER) if papier.art in BEWILLIGT else VERZICHT,
        "form": form,
        "auskunft": auskunft,
    }
    return render(request, "antraege/rechtsbehelf_verzicht.html", kontext)
