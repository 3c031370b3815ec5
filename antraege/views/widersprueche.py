"""Objections as pages: recording one with what it will do, and deciding it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege import einsicht, zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.formate import datum, zeitpunkt
from antraege.forms.rechtsbehelf import WiderspruchEntscheidenForm, WiderspruchForm, WiedereinsetzungForm
from antraege.models import Widerspruch
from antraege.services import rechtsbehelf, wiedereinsetzung
from antraege.services import widerspruch as dienst
from antraege.views import pflege
from antraege.views.anlagen import als_download
from antraege.views.rechtsbehelfe import bescheid_fuer, entfaellt

SPAETER = "Anders nur, wenn Wiedereinsetzung gewährt wird (§ 60 VwGO)."
# What § 60 asks and what a grant does, said before it.
WIEDEREINSETZUNG = (
    "Gewährt wird sie, wenn die Kommune ohne Verschulden verhindert war, die Frist einzuhalten (§ 70 Abs. 2, § 60 Abs. 1 VwGO).",
    "Der Antrag muss binnen zwei Wochen nach Wegfall des Hindernisses gestellt, glaubhaft gemacht und der Widerspruch in dieser Zeit nachgeholt sein; dann geht sie auch ohne Antrag (§ 60 Abs. 2 VwGO).",
    "Ein Jahr nach dem Ende der Frist ist der Antrag unzulässig, außer bei höherer Gewalt (§ 60 Abs. 3 VwGO).",
    "Gewährt ist sie unanfechtbar (§ 60 Abs. 5 VwGO). Der Widerspruch zählt dann wie ein rechtzeitiger: Bis über ihn entschieden ist, wird der Bescheid nicht bestandskräftig.",
)


@login_required
@require_http_methods(["GET", "POST"])
def widerspruch_neu(request, pk):
    """Record an objection with its original; what it will do is said first."""
    papier = bescheid_fuer(request, pk, "widerspruch.erfassen")
    form = WiderspruchForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    fakten = form.fakten() if form.is_bound and form.is_valid() else {}
    neu = form.is_bound and pflege.versucht(
        form, dienst.erfassen, bescheid=papier, **pflege.wer(request), **fakten
    )
    if neu:
        messages.success(request, f"Der Widerspruch ist erfasst. {_satz(neu)}")
        return redirect("widerspruch", pk=neu.pk)
    kontext = {
        "antrag": papier.antrag,
        "bescheid": papier,
        "titel": "Widerspruch erfassen",
        "folgen": folgen(papier),
        "form": form,
        "auskunft": may(request.user, "widerspruch.erfassen", papier),
    }
    return render(request, "antraege/rechtsbehelf_form.html", kontext)


def _satz(neu):
    if neu.verspaetet:
        return f"Er ist verspätet und hält die Bestandskraft nicht auf. {SPAETER}"
    return "Er ist rechtzeitig: Der Bescheid wird vorerst nicht bestandskräftig."


def folgen(bescheid):
    """[sentence]: what an objection does to this notice, by the day it came."""
    if bescheid.verzichtet_am:
        return [
            "Die Kommune hat auf Rechtsbehelfe verzichtet. Ein Widerspruch hält die Bestandskraft nicht auf."
        ]
    frist = rechtsbehelf.erste_frist(bescheid)
    bis = f"bis {datum(frist.faellig_am)}, 24 Uhr," if frist else "rechtzeitig"
    return [
        f"Eingegangen {bis} ist er rechtzeitig: Der Bescheid wird nicht bestandskräftig, bis über den Widerspruch entschieden ist.",
        *entfaellt(bescheid),
        f"Später eingegangen ist er verspätet und hält die Bestandskraft nicht auf. {SPAETER}",
    ]


def _sichtbar(request, pk):
    lesbar = Widerspruch.objects.visible_to(request.user)
    rahmen = (
        "bescheid__antrag__kommune",
        "bescheid__antrag__runde",
        "erfasst_von",
        "entschieden_von",
        "wiedereingesetzt_von",
    )
    return get_object_or_404(lesbar.select_related(*rahmen), pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def widerspruch(request, pk):
    """An objection: what it is, what it does, how it was decided; a second person of the office decides."""
    zeile = _sichtbar(request, pk)
    recht = hat_recht(request.user, RECHTE["widerspruch.entscheiden"], zeile)
    if request.method == "POST" and not recht:
        raise PermissionDenied
    auskunft = may(request.user, "widerspruch.entscheiden", zeile)
    form = WiderspruchEntscheidenForm(request.POST if request.method == "POST" else None)
    fakten = form.fakten() if form.is_bound and form.is_valid() else {}
    if form.is_bound and pflege.versucht(
        form, dienst.entscheiden, widerspruch=zeile, **pflege.wer(request), **fakten
    ):
        messages.success(request, "Über den Widerspruch ist entschieden. Die Kommune erhält eine Nachricht.")
        return redirect("antrag", pk=zeile.antrag.pk)
    offen = recht and zeile.status == Widerspruch.Status.OFFEN
    kontext = {
        **_angaben(zeile, im_amt=einsicht.im_amt(request.user, zeile.antrag.landkreis_id)),
        "acts": _handlungen(request.user, zeile),
        "form": form if auskunft or form.is_bound else None,  # a refusal stands in it, with what was typed
        "hinweis": auskunft.satz if offen else "",
    }
    return render(request, "antraege/rechtsbehelf.html", kontext)


def _handlungen(user, zeile):
    """The button to excuse a late one's lateness, or why that is not possible now."""
    if not zeile.verspaetet or zeile.status != Widerspruch.Status.OFFEN:
        return []
    url = reverse("widerspruch_wiedereinsetzen", args=[zeile.pk])
    return pflege.knopf(user, "widerspruch.wiedereinsetzen", zeile, "Wiedereinsetzung gewähren", url)


@login_required
@require_http_methods(["GET", "POST"])
def wiedereinsetzen(request, pk):
    """Excuse the lateness: what the law asks and what follows is said first, the reason is asked for."""
    zeile = _sichtbar(request, pk)
    if not hat_recht(request.user, RECHTE["widerspruch.wiedereinsetzen"], zeile):
        raise PermissionDenied
    form = WiedereinsetzungForm(request.POST if request.method == "POST" else None)
    fakten = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if form.is_bound and pflege.versucht(
        form, wiedereinsetzung.gewaehren, widerspruch=zeile, **pflege.wer(request), **fakten
    ):
        messages.success(request, "Die Wiedereinsetzung ist gewährt. Die Kommune erhält eine Nachricht.")
        return redirect("widerspruch", pk=zeile.pk)
    kontext = {
        "antrag": zeile.antrag,
        "bescheid": zeile.bescheid,
        "titel": "Wiedereinsetzung gewähren",
        "line": "Sie hebt die Verspätung des Widerspruchs auf. Das entscheidet eine zweite Person.",
        "folgen_titel": "Was das Gesetz verlangt und was danach gilt",
        "folgen": [*WIEDEREINSETZUNG, *entfaellt(zeile.bescheid)],
        "form": form,
        "auskunft": may(request.user, "widerspruch.wiedereinsetzen", zeile),
    }
    return render(request, "antraege/rechtsbehelf_form.html", kontext)


def _angaben(zeile, *, im_amt):
    return {
        "zeile": zeile,
        "antrag": zeile.antrag,
        "titel": "Widerspruch",
        "im_amt": im_amt,
        "wirkung": wirkung(zeile),
        "paare": _paare(zeile, im_amt=im_amt),
        "datei_url": reverse("widerspruch_datei", args=[zeile.pk]),
        "vermerk_titel": "Vermerk zur Entscheidung",
        "form_titel": "Über den Widerspruch entscheiden",
        "submit": "Entscheidung festhalten",
    }


def wirkung(w):
    """What the objection does to the notice, in a sentence."""
    if not w.zaehlt:
        satz = "Er kam nach dem Ende der Frist oder nach einem Verzicht. Die Bestandskraft hält er nicht auf."
        return f"{satz} {_beschieden(w)}" if w.zugestellt_am else satz
    if w.status == Widerspruch.Status.OFFEN:
        return "Solange er offen ist, wird der Bescheid nicht bestandskräftig. Mittel lassen sich so lange nicht abrufen."
    if w.status == Widerspruch.Status.ABGEHOLFEN:
        return "Ihm ist abgeholfen: Ein Änderungsbescheid tritt an die Stelle dessen, was angegriffen war."
    if w.status == Widerspruch.Status.ZURUECKGENOMMEN:
        return _zurueckgenommen(w)
    return _beschieden(w)


def _beschieden(w):
    """The day it was served, and until when the court can be called because of it; after a judgment no more."""
    bis = f" Klage ist möglich bis {datum(w.klagefrist_am)}, 24 Uhr." if w.klagefrist_am else ""
    return f"Der Widerspruchsbescheid ist am {datum(w.zugestellt_am)} zugestellt.{bis}"


def _zurueckgenommen(w):
    """A new one may still come until the month is over (§ 70 VwGO); then the notice is final."""
    frist = rechtsbehelf.erste_frist(w.bescheid)
    if frist is None or frist.faellig_am < zeit.heute():
        return "Er ist zurückgenommen. Einen neuen Widerspruch lässt die Frist nicht mehr zu."
    bis = datum(frist.faellig_am)
    return f"Er ist zurückgenommen. Bis {bis}, 24 Uhr, kann die Kommune neu Widerspruch einlegen; danach wird der Bescheid bestandskräftig."


def _paare(w, *, im_amt):
    paare = [
        ("Eingegangen", zeitpunkt(w.eingegangen_am)),
        ("Weg", w.get_weg_display()),
        ("Rechtzeitig", "Nein, verspätet" if w.verspaetet else "Ja"),
        ("Stand", w.get_status_display()),
    ]
    if w.wiedereingesetzt_am:
        von = f" von {w.wiedereingesetzt_von}" if im_amt else ""
        paare.append(("Wiedereinsetzung gewährt", f"{datum(w.wiedereingesetzt_am)}{von}"))
    if w.zurueckgenommen_am:
        paare.append(("Rücknahme eingegangen", datum(w.zurueckgenommen_am)))
    if w.entschieden_am:
        von = f" von {w.entschieden_von}" if im_amt else ""
        paare.append(("Entschieden", f"{datum(w.entschieden_am)}{von}"))
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
