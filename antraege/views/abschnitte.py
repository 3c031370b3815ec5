"""The four section pages of an application: read, save in between, go on; nothing typed is ever lost."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.fehler import Konflikt, Verweigert
from antraege.forms.angaben import AngabenForm
from antraege.forms.antworten import AntwortenForm
from antraege.forms.fallzahlen import FallzahlenForm
from antraege.forms.stellenanteile import StellenanteileForm
from antraege.forms.unterlagen import UnterlagenForm
from antraege.models import Antrag
from antraege.services.vollstaendigkeit import ABSCHNITTE
from antraege.views import selbstspeichern
from antraege.views.abschnittsteile import betrag_spur, frist_von, gegenueber, unterlagen_zeilen, zeilen
from antraege.views.anteilsteile import mehr_zum_anteil, personen_je_vzae, zuletzt

FORMS = {
    "angaben": AngabenForm,
    "stellenanteile": StellenanteileForm,
    "fallzahlen": FallzahlenForm,
    "unterlagen": UnterlagenForm,
}


@login_required
@require_http_methods(["GET", "POST"])
def abschnitt(request, pk, abschnitt):
    """Show or save a section. Who may not edit is sent to the application's page; a foreign one does not exist."""
    antrag = get_object_or_404(
        Antrag.objects.visible_to(request.user).mit_rahmen().select_related("fassung", "gespeichert_von"),
        pk=pk,
    )
    form = FORMS[abschnitt](
        request.POST if request.method == "POST" else None, antrag=antrag, heute=zeit.heute()
    )
    if request.method == "POST":
        if not hat_recht(request.user, RECHTE["antrag.bearbeiten"], antrag):
            raise PermissionDenied
        speichern = selbstspeichern.antwort if selbstspeichern.gewuenscht(request) else _gespeichert
        return speichern(request, antrag, abschnitt, form)
    if not (auskunft := may(request.user, "antrag.bearbeiten", antrag)):
        messages.info(request, auskunft.satz)
        return redirect("antrag", pk=antrag.pk)
    return _seite(request, antrag, abschnitt, form)


def _gespeichert(request, antrag, abschnitt, form):
    """Save and go on; a refusal draws the form again with all that was typed."""
    if not form.is_valid() or not AntwortenForm(request.POST, antrag=antrag).is_valid():
        return _seite(request, antrag, abschnitt, form)
    try:
        selbstspeichern.sichern(antrag, form, request.user)
    except Konflikt:
        return _konflikt(request, antrag, abschnitt, form)
    except Verweigert as fehler:
        return _seite(request, antrag, abschnitt, form, status=409, extra=[fehler.satz])
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return _seite(request, antrag, abschnitt, form)
    selbstspeichern.antworten_sichern(antrag, AntwortenForm(request.POST, antrag=antrag), request.user)
    for hinweis in form.hinweise():
        messages.warning(request, hinweis)
    messages.success(request, "Gespeichert.")
    return redirect(*_danach(antrag, abschnitt, weiter="weiter" in request.POST))


def _danach(antrag, abschnitt, *, weiter):
    folge = list(ABSCHNITTE)
    naechster = folge.index(abschnitt) + weiter
    return (
        ("antrag_abschnitt", antrag.pk, folge[naechster]) if naechster < len(folge) else ("antrag", antrag.pk)
    )


def _konflikt(request, antrag, abschnitt, form):
    """Another window saved first: both values side by side, and the choice is the person's."""
    stand = selbstspeichern.frisch(antrag)
    if not (auskunft := may(request.user, "antrag.bearbeiten", stand)):
        return _seite(request, stand, abschnitt, form, status=409, extra=[auskunft.satz])
    neu = selbstspeichern.erneut(form, stand)
    neu.is_valid()
    if not (unterschiede := gegenueber(neu)):
        return redirect(*_danach(stand, abschnitt, weiter="weiter" in request.POST))
    return _seite(request, stand, abschnitt, neu, status=409, unterschiede=unterschiede)


def _seite(request, antrag, abschnitt, form, status=200, **mehr):
    folge = list(ABSCHNITTE)
    gesendet = request.POST if request.method == "POST" else None
    bemerkungen, felder = zeilen(antrag, form, AntwortenForm(gesendet, antrag=antrag, an="abschnitt"))
    kontext = {
        "antrag": antrag,
        "form": form,
        "abschnitt": abschnitt,
        "titel": ABSCHNITTE[abschnitt],
        "nummer": folge.index(abschnitt) + 1,
        "anzahl": len(folge),
        "bemerkungen": bemerkungen,
        "zeilen": felder,
        "frist": frist_von(antrag),
        "zuletzt": zuletzt(antrag),
        "heute": zeit.heute(),
    }
    if abschnitt == "stellenanteile":
        kontext |= {"spur": betrag_spur(antrag)} | mehr_zum_anteil(request.user, antrag)
    if abschnitt == "fallzahlen":
        kontext["je_vzae"] = personen_je_vzae(antrag)
    if abschnitt == "unterlagen":
        kontext |= unterlagen_zeilen(antrag)
    return render(request, f"antraege/abschnitt_{abschnitt}.html", kontext | mehr, status=status)
