"""Accepting an invitation: the link leads here, the address bar and the log forget it at once.

Whoever has no account makes one; whoever has one signs in first, so that no link ever opens a stranger's account.
"""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.forms.zugang import AnnahmeForm
from antraege.models import Einladung
from antraege.services import einladung as dienst
from antraege.views.konto import BACKEND

FREMD = "Dieser Link gehört zu keiner Einladung. Bitte öffnen Sie ihn vollständig aus der Nachricht, oder lassen Sie sich neu einladen."
STILLGELEGT = "Zu dieser Adresse gibt es ein stillgelegtes Konto. Bitte wenden Sie sich an das Landratsamt: Es kann den Zugang wiederherstellen."
GESCHAFFT = "Sie haben jetzt die Rolle {rolle} für {ort}."


@never_cache
@require_safe
def link(request, schluessel):
    """Remember which invitation was opened and go on under an address without the secret, whether or not it is a good one."""
    einladung = dienst.gelesen(schluessel)
    request.session["einladung"] = einladung.pk if einladung else None
    return redirect("einladung")


@never_cache
@sensitive_post_parameters("schluessel", "passwort", "passwort2")
@require_http_methods(["GET", "POST"])
def annehmen(request):
    """Who invites whom for what; one button or one form."""
    if request.method == "POST" and not ratelimit.consume(request, action="einladung"):
        return render(request, "429.html", status=429)
    einladung = _einladung(request)
    if einladung is None:
        return _seite(request, None, satz=FREMD, status=404)
    try:
        if not _schon_ihre(request.user, einladung):
            dienst.pruefen(einladung, zeit.heute())
    except dienst.Verbraucht as fehler:
        return _seite(request, einladung, satz=fehler.satz, status=410)
    return (
        _angenommen(request, einladung)
        if request.method == "POST"
        else _seite(request, einladung, _form(request, einladung))
    )


def _einladung(request):
    if request.method == "POST":
        return dienst.gelesen(request.POST.get("schluessel", ""))
    pk = request.session.get("einladung")
    return (
        Einladung.objects.select_related("kommune__landkreis", "ausgestellt_von", "folgt_auf")
        .filter(pk=pk)
        .first()
    )


def _schon_ihre(user, einladung):
    return user.is_authenticated and user.pk == einladung.angenommen_von_id


def _form(request, einladung):
    if request.user.is_authenticated or dienst.konto_zu(einladung) is not None:
        return None
    initial = {"schluessel": dienst.schluessel(einladung), "name": einladung.name}
    return AnnahmeForm(request.POST if request.method == "POST" else None, initial=initial)


def _angenommen(request, einladung):
    form = _form(request, einladung)
    person = request.user if request.user.is_authenticated else None
    if form is not None and not form.is_valid():
        return _seite(request, einladung, form, status=422)
    try:
        konto = form.konto() if form is not None else None
        person = dienst.annehmen(einladung=einladung, person=person, konto=konto, heute=zeit.heute())
    except dienst.Verbraucht as fehler:
        return _seite(request, einladung, satz=fehler.satz, status=410)
    except Verweigert as fehler:
        return _seite(request, einladung, form, extra=[fehler.satz], status=422)
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return _seite(request, einladung, form, status=422)
    if not request.user.is_authenticated:
        login(request, person, backend=BACKEND)
    request.session.pop("einladung", None)
    messages.success(request, GESCHAFFT.format(rolle=einladung.get_rolle_display(), ort=einladung.kommune))
    return redirect("start")


def _seite(request, einladung, form=None, *, satz="", extra=(), status=200):
    konto = dienst.konto_zu(einladung) if einladung and not satz else None
    if konto is not None and not konto.is_active:
        satz = STILLGELEGT
    kontext = {
        "einladung": einladung,
        "schluessel": dienst.schluessel(einladung) if einladung and not satz else "",
        "form": form,
        "satz": satz,
        "extra": extra,
        "fehler": bool(extra),
        "eigene": konto is not None and request.user.pk == konto.pk,
        "fremde": request.user.is_authenticated and (konto is None or request.user.pk != konto.pk),
    }
    return render(request, "antraege/einladung.html", kontext, status=status)
