"""Actions at the court as pages: recording one with what it will do, and how it ended."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import einsicht
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.formate import datum
from antraege.forms.rechtsbehelf import KlageEndeForm, KlageForm
from antraege.models import Klage, Widerspruch
from antraege.services import klage as dienst
from antraege.services import rechtsbehelf
from antraege.views import pflege
from antraege.views.anlagen import als_download
from antraege.views.rechtsbehelfe import bescheid_fuer, entfaellt

K = Klage.Status
BEENDET = {
    K.ZURUECKGENOMMEN: "Sie ist zurückgenommen. Der Bescheid wird bestandskräftig, sobald die Klagefrist vorbei ist.",
    K.ABGEWIESEN: "Sie ist rechtskräftig abgewiesen. Der Bescheid bleibt, wie er ist.",
    K.TEILWEISE: "Was das Gericht nicht aufgehoben hat, ist bestandskräftig. Für den Rest folgt ein Änderungsbescheid.",
    K.STATTGEGEBEN: "Sie hatte Erfolg. Was danach gilt, sagt ein neuer Bescheid.",
    K.ERLEDIGT: "Sie ist anders erledigt. Was danach gilt, sagt ein neuer Bescheid.",
}


@login_required
@require_http_methods(["GET", "POST"])
def klage_neu(request, pk):
    """Record an action; what it will do is said first."""
    papier = bescheid_fuer(request, pk, "klage.erfassen")
    form = KlageForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    fakten = form.cleaned_data if form.is_bound and form.is_valid() else {}
    neu = form.is_bound and pflege.versucht(
        form, dienst.erfassen, bescheid=papier, **pflege.wer(request), **fakten
    )
    if neu:
        messages.success(request, f"Die Klage ist erfasst. {_satz(neu)}")
        return redirect("klage", pk=neu.pk)
    kontext = {
        "antrag": papier.antrag,
        "bescheid": papier,
        "titel": "Klage erfassen",
        "folgen": folgen(papier),
        "form": form,
        "auskunft": may(request.user, "klage.erfassen", papier),
    }
    return render(request, "antraege/rechtsbehelf_form.html", kontext)


def _satz(neu):
    if neu.verspaetet:
        return "Sie ist verspätet und hält die Bestandskraft nicht auf."
    if not neu.hemmt:
        return "Sie ist rechtzeitig. Der Bescheid bleibt bestandskräftig, denn der Widerspruch davor war verspätet."
    return "Sie ist rechtzeitig: Der Bescheid wird vorerst nicht bestandskräftig."


def folgen(bescheid):
    """[sentence]: what an action does to this notice, by the day it reached the court."""
    widersprueche = Widerspruch.objects.filter(bescheid=bescheid)
    if widersprueche.hemmend().exists():
        return [
            "Über den Widerspruch ist noch nicht entschieden. Die Klage zählt als Untätigkeitsklage (§ 75 VwGO): Der Bescheid wird nicht bestandskräftig, solange sie anhängig ist."
        ]
    frist = rechtsbehelf.letzte_frist(bescheid)
    bis = f"bis {datum(frist.faellig_am)}, 24 Uhr," if frist else "rechtzeitig"
    saetze = [
        f"Bei Gericht eingegangen {bis} ist sie rechtzeitig: Der Bescheid wird nicht bestandskräftig, solange sie anhängig ist.",
        *entfaellt(bescheid),
        *(_nach_verspaetetem(w) for w in widersprueche if w.klagefrist_am and not w.zaehlt),
        "Später eingegangen ist sie verspätet und hält die Bestandskraft nicht auf. Das letzte Wort hat das Gericht.",
    ]
    if not widersprueche.exists():
        saetze.append(
            "Ein Widerspruch ist nicht erfasst. Ohne ihn ist eine Klage meist unzulässig (§ 68 VwGO); das entscheidet das Gericht."
        )
    return saetze


def _nach_verspaetetem(w):
    """A decision on a late objection has a month of its own, and the notice is final all the same."""
    return f"Über einen verspäteten Widerspruch ist entschieden, zugestellt am {datum(w.zugestellt_am)}: Eine Klage, die danach bis {datum(w.klagefrist_am)}, 24 Uhr, eingeht, ist rechtzeitig. Die Bestandskraft hält sie nicht auf."


def _sichtbar(request, pk):
    rahmen = ("bescheid__antrag__kommune", "bescheid__antrag__runde", "erfasst_von", "beendet_von")
    return get_object_or_404(Klage.objects.visible_to(request.user).select_related(*rahmen), pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def klage(request, pk):
    """An action: what it is, what it does, how it ended; a second person of the office records the end."""
    zeile = _sichtbar(request, pk)
    recht = hat_recht(request.user, RECHTE["klage.beenden"], zeile)
    if request.method == "POST" and not recht:
        raise PermissionDenied
    auskunft = may(request.user, "klage.beenden", zeile)
    form = KlageEndeForm(request.POST if request.method == "POST" else None)
    fakten = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if form.is_bound and pflege.versucht(form, dienst.beenden, klage=zeile, **pflege.wer(request), **fakten):
        messages.success(request, "Das Ende der Klage ist festgehalten. Die Kommune erhält eine Nachricht.")
        return redirect("antrag", pk=zeile.antrag.pk)
    kontext = {
        **_angaben(zeile, im_amt=einsicht.im_amt(request.user, zeile.antrag.landkreis_id)),
        "form": form if auskunft or form.is_bound else None,  # a refusal stands in it, with what was typed
        "hinweis": auskunft.satz if recht and zeile.status == K.ANHAENGIG else "",
    }
    return render(request, "antraege/rechtsbehelf.html", kontext)


def _angaben(zeile, *, im_amt):
    return {
        "zeile": zeile,
        "antrag": zeile.antrag,
        "titel": "Klage",
        "im_amt": im_amt,
        "wirkung": wirkung(zeile),
        "paare": _paare(zeile, im_amt=im_amt),
        "datei_url": reverse("klage_datei", args=[zeile.pk]),
        "vermerk_titel": "Vermerk zum Ende",
        "form_titel": "Ende der Klage festhalten",
        "submit": "Ende festhalten",
    }


def wirkung(zeile):
    """What the action does to the notice, in a sentence."""
    if zeile.status != K.ANHAENGIG:
        return _ausgang(zeile)
    if zeile.verspaetet:
        return "Sie kam nach dem Ende der Klagefrist. Die Bestandskraft hält sie nicht auf."
    if not zeile.hemmt:
        return "Der Widerspruch davor war verspätet. Die Bestandskraft hält die Klage nicht auf; das letzte Wort hat das Gericht."
    return "Solange sie anhängig ist, wird der Bescheid nicht bestandskräftig. Mittel lassen sich so lange nicht abrufen."


def _ausgang(zeile):
    """How it ended; one that did not stop finality and had no success changes nothing."""
    if zeile.hemmt or zeile.status in (K.STATTGEGEBEN, K.TEILWEISE, K.ERLEDIGT):
        return BEENDET[zeile.status]
    return f"Sie ist {zeile.get_status_display().lower()}. Der Bescheid bleibt bestandskräftig."


def _paare(zeile, *, im_amt):
    paare = [
        ("Gericht", zeile.gericht),
        ("Aktenzeichen", zeile.aktenzeichen),
        ("Bei Gericht eingegangen", datum(zeile.eingegangen_am)),
        ("Rechtzeitig", "Nein, verspätet" if zeile.verspaetet else "Ja"),
        ("Stand", zeile.get_status_display()),
    ]
    if zeile.beendet_am:
        von = f", festgehalten von {zeile.beendet_von}" if im_amt else ""
        paare.append(("Beendet", f"{datum(zeile.beendet_am)}{von}"))
    return [*paare, ("Erfasst von", str(zeile.erfasst_von))] if im_amt else paare


@login_required
@require_safe
def klage_datei(request, pk):
    """Send the paper of the action as a download."""
    zeile = _sichtbar(request, pk)
    if not zeile.datei:
        raise Http404
    return als_download(zeile)
