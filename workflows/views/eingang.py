"""Entering an application that came by mail, post, messenger or telephone: one page with all the form's fields."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.forms.eingang import ABSCHNITTE, EingangForm, KommuneWahlForm
from antraege.models import Antrag, Foerderrunde
from antraege.services import erfassung
from antraege.services.vollstaendigkeit import ABSCHNITTE as TITEL
from workflows import verfahren

FELD = {"eingegangen_am": "tag"}  # where a service's field has another name in the form


@login_required
@require_http_methods(["GET", "POST"])
def eingang_erfassen(request, pk):
    """Whose application it is stands in the address; then its receipt and all it says. Missing things stop nothing."""
    runde = runde_mit_recht(request, pk, "runde.erfassen")
    wahl = KommuneWahlForm(request.GET or None, landkreis=runde.programm.landkreis_id)
    kommune = wahl.cleaned_data["kommune"] if request.GET and wahl.is_valid() else None
    kontext = {"runde": runde, "wahl": wahl, "kommune": kommune}
    kontext["auskunft"] = _auskunft(request.user, runde, kommune)
    if kommune is None or not kontext["auskunft"]:
        return render(request, "workflows/eingang.html", kontext)
    vorhanden = erfassung.vorhandener(kommune, runde)
    if vorhanden is not None and vorhanden.status not in erfassung.ENTWURF:
        return render(request, "workflows/eingang.html", kontext | {"vorhanden": vorhanden})
    return _erfassen(request, kontext, kommune, runde, vorhanden)


def runde_mit_recht(request, pk, act):
    """The round, for who holds the role of ``act`` in its district; a foreign one does not exist."""
    runden = Foerderrunde.objects.visible_to(request.user).select_related("programm__landkreis", "fassung")
    runde = get_object_or_404(runden, pk=pk)
    if not hat_recht(request.user, RECHTE[act], runde):
        raise PermissionDenied
    return runde


def _auskunft(user, runde, kommune):
    if kommune is None:
        return may(user, "runde.erfassen", runde)
    return may(user, "runde.erfassen", runde) and may(user, "antrag.erfassen", _leer(kommune, runde))


def _leer(kommune, runde):
    """An application that is not there yet: with the number 0 it has no rows of its own, and forms may ask for them."""
    return Antrag(
        pk=0, kommune=kommune, runde=runde, fassung=runde.fassung, landkreis_id=kommune.landkreis_id
    )


def _erfassen(request, kontext, kommune, runde, entwurf):
    gesendet = (request.POST, request.FILES) if request.method == "POST" else ()
    kopf = EingangForm(*gesendet, runde=runde, entwurf=entwurf)
    abschnitte = [
        form(*gesendet[:1], antrag=_leer(kommune, runde), heute=zeit.heute()) for form in ABSCHNITTE
    ]
    alle = [kopf, *abschnitte]
    gueltig = [form.is_valid() for form in alle]  # each says what is wrong with it, not only the first
    if all(gueltig):
        antrag = _erfasst(request.user, kopf, abschnitte, kommune, runde, entwurf)
        if antrag is not None:
            messages.success(
                request,
                f"Der Eingang ist erfasst. Vorgangsnummer: {antrag.vorgangsnummer}. Die Kommune erhält eine Eingangsbestätigung.",
            )
            return redirect("antrag", pk=antrag.pk)
    kontext |= {
        "form": kopf,
        "formulare": alle,
        "abschnitte": list(zip(TITEL.values(), abschnitte, strict=True)),
        "entwurf": entwurf,
        "fehler": any(form.errors for form in alle),
    }
    return render(request, "workflows/eingang.html", kontext)


def _erfasst(user, kopf, abschnitte, kommune, runde, entwurf):
    """The new application, or None where a refusal now stands in the form."""
    angaben = {"felder": {}}
    for form in abschnitte:
        teil = form.angaben()
        teil.pop("anteile", None)  # whom it applies with, the municipality says itself when it completes
        angaben["felder"] |= teil.pop("felder")
        antworten = angaben.get("antworten", {}) | teil.pop("antworten", {})
        angaben |= teil | {"antworten": antworten}
    try:
        return verfahren.antrag_erfassen(
            kommune=kommune,
            runde=runde,
            eingang=kopf.eingang(),
            datei=kopf.cleaned_data["datei"] or None,
            ersetzt=entwurf,
            by=user,
            heute=zeit.heute(),
            **angaben,
        )
    except ValidationError as fehler:
        _an_ihr_feld(fehler, [kopf, *abschnitte])
        return None


def _an_ihr_feld(fehler, formulare):
    """Put each sentence at its field, wherever that stands; the rest on top."""
    saetze = fehler.message_dict if hasattr(fehler, "error_dict") else {None: fehler.messages}
    for feld, texte in saetze.items():
        name = FELD.get(feld, feld)
        form = next((f for f in formulare if name in f.fields), formulare[0])
        form.add_error(name if name in form.fields else None, texte)
