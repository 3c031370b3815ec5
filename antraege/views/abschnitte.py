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
from antraege.forms.fallzahlen import FallzahlenForm
from antraege.forms.stellenanteile import StellenanteileForm
from antraege.forms.unterlagen import AnlageForm, UnterlagenForm
from antraege.models import Antrag
from antraege.services import antrag as antraege
from antraege.services.vollstaendigkeit import ABSCHNITTE
from antraege.views.abschnittsteile import anlagen_zeilen, betrag_spur, frist_von, gegenueber, zeilen

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
        Antrag.objects.visible_to(request.user).mit_rahmen().select_related("fassung"), pk=pk
    )
    form = FORMS[abschnitt](
        request.POST if request.method == "POST" else None, antrag=antrag, heute=zeit.heute()
    )
    if request.method == "POST":
        if not hat_recht(request.user, RECHTE["antrag.bearbeiten"], antrag):
            raise PermissionDenied
        return _gespeichert(request, antrag, abschnitt, form)
    if not (auskunft := may(request.user, "antrag.bearbeiten", antrag)):
        messages.info(request, auskunft.satz)
        return redirect("antrag", pk=antrag.pk)
    return _seite(request, antrag, abschnitt, form)


def _gespeichert(request, antrag, abschnitt, form):
    """Save and go on; a refusal draws the form again with all that was typed."""
    if not form.is_valid():
        return _seite(request, antrag, abschnitt, form)
    try:
        antraege.speichern(
            antrag=antrag,
            felder=form.felder(),
            fallzahlen=form.fallzahlen(),
            version=form.gesehen(),
            by=request.user,
            heute=zeit.heute(),
        )
    except Konflikt:
        return _konflikt(request, antrag, abschnitt, form)
    except Verweigert as fehler:
        return _seite(request, antrag, abschnitt, form, status=409, extra=[fehler.satz])
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return _seite(request, antrag, abschnitt, form)
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
    stand = Antrag.objects.mit_rahmen().select_related("fassung").get(pk=antrag.pk)
    if not (auskunft := may(request.user, "antrag.bearbeiten", stand)):
        return _seite(request, stand, abschnitt, form, status=409, extra=[auskunft.satz])
    neu = FORMS[abschnitt](_mit_version(request.POST, stand), antrag=stand, heute=zeit.heute())
    neu.is_valid()
    if not (unterschiede := gegenueber(neu)):
        return redirect(*_danach(stand, abschnitt, weiter="weiter" in request.POST))
    return _seite(request, stand, abschnitt, neu, status=409, unterschiede=unterschiede)


def _mit_version(daten, antrag):
    daten = daten.copy()
    daten["version"] = antrag.version
    return daten


def _seite(request, antrag, abschnitt, form, status=200, **mehr):
    folge = list(ABSCHNITTE)
    bemerkungen, felder = zeilen(antrag, form)
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
        "heute": zeit.heute(),
    }
    if abschnitt == "stellenanteile":
        kontext["spur"] = betrag_spur(antrag)
    if abschnitt == "unterlagen":
        kontext |= {"anlagen": anlagen_zeilen(antrag), "anlage_form": AnlageForm()}
    return render(request, f"antraege/abschnitt_{abschnitt}.html", kontext | mehr, status=status)
