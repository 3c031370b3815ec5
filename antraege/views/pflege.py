"""What pages with a form share: who may, what an act answers, and for rules and rounds the page of one form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.views.bausteine import Act

SEITE = {"richtlinienfassung": "fassung", "foerderrunde": "runde"}


def verlange_rolle(user, act, objekt):
    """403 for who does not hold a role of this act."""
    if not hat_recht(user, RECHTE[act], objekt):
        raise PermissionDenied


def wer(request):
    """Who acts on which day, as every act asks."""
    return {"by": request.user, "heute": zeit.heute()}


def zurueck_wenn_nicht(request, act, objekt):
    """403 without the role; with the role but not now, the way back to the object's page with the sentence; else None."""
    verlange_rolle(request.user, act, objekt)
    if auskunft := may(request.user, act, objekt):
        return None
    messages.info(request, auskunft.satz)
    return redirect(SEITE[objekt._meta.model_name], pk=objekt.pk)


def versucht(form, act, **fakten):
    """Run the act with what was entered; a refusal stands in the form with all that was typed."""
    if not form.is_valid():
        return None
    try:
        return act(**fakten) or True
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return None


def getan(request, act, satz, **fakten):
    """Run an act of one button; what came of it stands on the next page. Give whether it was done."""
    try:
        ergebnis = act(**fakten)
    except ValidationError as fehler:
        for text in fehler.messages:
            messages.error(request, text)
        return None
    messages.success(request, satz)
    return ergebnis or True


def knopf(user, act, objekt, label, url, **mehr):
    """[Act]: the button of an act, or why it is not possible now; [] for who lacks the role."""
    if not hat_recht(user, RECHTE[act], objekt):
        return []
    auskunft = may(user, act, objekt)
    if auskunft:
        return [Act(label, url, **mehr)]
    wer = f" Das kann: {auskunft.wer}." if auskunft.wer else ""
    return [Act(label, off="nicht möglich", reason=f"{auskunft.satz}{wer}")]


def formularseite(request, form, *, titel, krumen, zurueck, submit, line="", other=(), **mehr):
    """The page of one form: heading, way back, form."""
    kontext = {
        "form": form,
        "titel": titel,
        "krumen": krumen,
        "zurueck": zurueck,
        "submit": submit,
        "line": line,
        "other": other,
    }
    return render(request, "antraege/pflege.html", kontext | mehr)
