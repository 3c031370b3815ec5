"""A programme's text blocks: the list, one block with its placeholders, and how it reads in the letter of a real case."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from antraege.berechtigungen import may
from antraege.forms.felder import kleine_zahl
from antraege.forms.textbausteine import TextbausteinForm
from antraege.models import Antrag, Bescheid, Foerderprogramm, Textbaustein
from antraege.services import bausteinvorschau
from antraege.services import textbausteine as dienst
from antraege.views import pflege
from antraege.views.bausteine import Badge, Column, Row
from antraege.views.bescheide import sheet

RECHT = "textbaustein.bearbeiten"
SPALTEN = [Column("Titel"), Column("Stelle"), Column("Im Entwurf"), Column("Stand")]
PLATZHALTER = [Column("Platzhalter"), Column("steht für")]
FELDER = ("art", "stelle", "nummer", "titel", "text", "vorbelegt", "aktiv")


@login_required
@require_safe
def textbausteine(request, pk):
    """All blocks of a programme by kind of notice, those out of use too."""
    programm = _programm(request, pk)
    bloecke = list(programm.textbausteine.all())
    gruppen = [
        (label, [_zeile(b) for b in bloecke if b.art == art])
        for art, label in Bescheid.Art.choices
        if any(b.art == art for b in bloecke)
    ]
    kontext = {
        "programm": programm,
        "gruppen": gruppen,
        "spalten": SPALTEN,
        "acts": pflege.knopf(
            request.user, RECHT, programm, "Neuer Textbaustein", reverse("textbaustein_neu", args=[pk])
        ),
    }
    return render(request, "antraege/textbausteine.html", kontext)


def _zeile(block):
    zellen = [
        block.titel,
        f"{block.get_stelle_display()} {block.nummer}",
        "von selbst" if block.vorbelegt else "zur Auswahl",
        Badge("success", "In Gebrauch") if block.aktiv else Badge("neutral", "Nicht in Gebrauch"),
    ]
    return Row(zellen, url=reverse("textbaustein", args=[block.pk]))


@login_required
@require_http_methods(["GET", "POST"])
def neu(request, pk):
    """Write a new block."""
    programm = _programm(request, pk)
    pflege.verlange_rolle(request.user, RECHT, programm)
    return _bearbeiten(request, programm, None, {"vorbelegt": True, "aktiv": True, "nummer": 1})


@login_required
@require_http_methods(["GET", "POST"])
def textbaustein(request, pk):
    """Read a block; the officer changes it and looks at it in a letter."""
    block = get_object_or_404(Textbaustein.objects.select_related("programm"), pk=pk)
    programm = _programm(request, block.programm_id)
    if request.method == "POST":
        pflege.verlange_rolle(request.user, RECHT, programm)
    return _bearbeiten(request, programm, block, {name: getattr(block, name) for name in FELDER})


def _programm(request, pk):
    programm = get_object_or_404(Foerderprogramm.objects.visible_to(request.user), pk=pk)
    if programm.landkreis_id not in request.user.landkreis_ids:
        raise Http404
    return programm


def _bearbeiten(request, programm, block, anfang):
    daten = request.POST if request.method == "POST" else None
    form = TextbausteinForm(daten, programm=programm, user=request.user, initial=anfang)
    blatt = None
    if form.is_bound and form.is_valid():
        if "vorschau" in request.POST:
            blatt = _vorschau(request, form)
        elif _gespeichert(request, form, programm, block):
            messages.success(
                request, "Der Textbaustein ist gespeichert. Frühere Bescheide behalten ihren Text."
            )
            return redirect("textbausteine", pk=programm.pk)
    kontext = {
        "programm": programm,
        "baustein": block,
        "titel": block.titel if block else "Neuer Textbaustein",
        "form": form,
        "darf": may(request.user, RECHT, programm),
        "sheet": blatt,
        "knoepfe": [("Vorschau ansehen", "vorschau", "1")],
        "spalten": PLATZHALTER,
        "platzhalter": [Row([f"{{{name}}}", p.bedeutung]) for name, p in dienst.PLATZHALTER.items()],
    }
    return render(request, "antraege/textbaustein.html", kontext)


def _gespeichert(request, form, programm, block):
    werte = form.werte() | pflege.wer(request)
    return pflege.versucht(form, dienst.speichern, programm=programm, baustein=block, **werte)


def _vorschau(request, form):
    """The letter with the block as it was typed; what stands in its way stands at its field."""
    werte = form.cleaned_data
    rahmen = Antrag.objects.visible_to(request.user).mit_rahmen()
    antrag = rahmen.select_related("fassung").filter(pk=kleine_zahl(werte["vorschau_an"])).first()
    if antrag is None:
        form.add_error("vorschau_an", "Bitte wählen Sie einen Antrag für die Vorschau.")
        return None
    angaben = {name: werte[name] for name in ("art", "stelle", "text")}
    try:
        return sheet(bausteinvorschau.brief(antrag=antrag, by=request.user, **angaben))
    except ValidationError as fehler:
        form.add_error(None, fehler)
        return None
