"""Saving a section: by its buttons, and by itself every few seconds while somebody writes (an answer for the script).

What is valid is saved, what is not is told at its field and stays as it was stored: nobody loses four good fields to a
fifth that is half typed. Nothing changed, nothing is written. Another window that changed this very section is never
overwritten: the answer is 409 with both values, and the choice is the person's.
"""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.template.loader import render_to_string

from antraege import formate, zeit
from antraege.berechtigungen import may
from antraege.fehler import Konflikt, Verweigert
from antraege.forms.antworten import AntwortenForm
from antraege.models import Antrag
from antraege.services import antrag as antraege
from antraege.services import pruefung
from antraege.views.abschnittsteile import gegenueber

KOPF = "X-Selbst-Speichern"


def gewuenscht(request):
    """Say whether the page's script sent this, not a button."""
    return request.headers.get(KOPF) == "1"


def frisch(antrag):
    """Read the application anew."""
    return Antrag.objects.mit_rahmen().select_related("fassung").get(pk=antrag.pk)


def erneut(form, antrag):
    """Draw the same input over what is stored now; sent once more it is compared with this state."""
    daten = form.data.copy()
    neu = type(form)(daten, antrag=antrag, heute=form.heute)
    daten["version"], daten["stand"] = antrag.version, neu.abdruck()
    return neu


def sichern(antrag, form, by):
    """Save what is valid; somebody who saved another section meanwhile is no conflict.

    Raises ``Konflikt`` where this section itself is another one by now, ``Verweigert`` and ``ValidationError`` as the act.
    """
    try:
        return _speichern(antrag, form, form.gesehen(), by)
    except Konflikt:
        stand = frisch(antrag)
        neu = type(form)(form.data, antrag=stand, heute=form.heute)
        if not neu.unveraendert():
            raise
        neu.is_valid()
        return _speichern(stand, neu, stand.version, by)


def _speichern(antrag, form, version, by):
    return antraege.speichern(antrag=antrag, version=version, by=by, heute=zeit.heute(), **form.angaben())


def antworten_sichern(antrag, form, by):
    """Keep the answers to remarks that were typed beside the fields; give the sentences of those that are too long."""
    if form.anmerkungen and form.is_valid() and form.antworten():
        pruefung.antworten_speichern(antrag=antrag, antworten=form.antworten(), by=by, heute=zeit.heute())
    return {feld: list(saetze) for feld, saetze in form.errors.items()}


def antwort(request, antrag, abschnitt, form):
    """Answer the script: version and time of what is stored, sentences by field, or 409 with the choice."""
    form.is_valid()
    if not (auskunft := may(request.user, "antrag.bearbeiten", antrag)):
        return _nicht(auskunft.satz)
    neues = set(form.changed_data) - form.HELFER - set(form.errors)
    try:
        beim_feld = antworten_sichern(antrag, AntwortenForm(request.POST, antrag=antrag), request.user)
        if neues:
            sichern(antrag, form, request.user)
    except Konflikt:
        return _konflikt(request, antrag, abschnitt, form)
    except Verweigert as fehler:
        return _nicht(fehler.satz)
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return _stand(form, frisch(antrag), {})
    return _stand(form, frisch(antrag), beim_feld)


def _konflikt(request, antrag, abschnitt, form):
    """The same block the page shows after a button, or nothing to choose where both windows say the same."""
    stand = frisch(antrag)
    if not (auskunft := may(request.user, "antrag.bearbeiten", stand)):
        return _nicht(auskunft.satz)
    neu = erneut(form, stand)
    neu.is_valid()
    if not (unterschiede := gegenueber(neu)):
        return _stand(neu, stand, {})
    kontext = {"form": neu, "antrag": stand, "abschnitt": abschnitt, "unterschiede": unterschiede}
    return JsonResponse(
        {"konflikt": render_to_string("antraege/abschnitt_konflikt.html", kontext, request)}, status=409
    )


def _nicht(satz):
    return JsonResponse({"satz": satz}, status=409)


def _stand(form, antrag, beim_feld):
    """What is stored now; ``beim_feld``: sentences at answers to remarks."""
    neu = type(form)(None, antrag=antrag, heute=form.heute)
    return JsonResponse(
        {
            "version": antrag.version,
            "stand": neu.abdruck(),
            "gespeichert_um": formate.uhrzeit(antrag.gespeichert_am) if antrag.gespeichert_am else "",
            "fehler": {feld: list(saetze) for feld, saetze in form.errors.items()} | beim_feld,
            "hinweise": form.hinweise(),
            "betrag": formate.euro(antrag.beantragt_betrag),
        }
    )
