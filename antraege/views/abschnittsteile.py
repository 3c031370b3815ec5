"""What the section pages show around their fields: remarks, the two sides of a conflict, papers, the amount's trace."""

from antraege import berechnung, formate
from antraege.felder import abschnitt_von, als_text, label
from antraege.forms.unterlagen import PostenForm, WeitereForm
from antraege.models import Frist
from antraege.services import unterlagen
from antraege.views.bausteine import Badge, Remark


def zeilen(antrag, form, antworten):
    """The open remarks on the section that belong to no field of the form, and [(field, remarks)].

    Each remark comes as (Remark, field for its answer), of the form ``antworten``.
    """
    offen = {}
    for anmerkung in antworten.anmerkungen:
        paar = (bemerkung(antrag, anmerkung, eigene=True), antworten.feld(anmerkung))
        offen.setdefault(anmerkung.feld, []).append(paar)
    sichtbar = [field.name for field in form.visible_fields()]
    eigene = {abschnitt_von(name, antrag) for name in sichtbar}
    uebrige = [
        b
        for feld, bemerkungen in offen.items()
        if feld not in sichtbar and abschnitt_von(feld, antrag) in eigene
        for b in bemerkungen
    ]
    return uebrige, [(field, offen.get(field.name, [])) for field in form.visible_fields()]


def bemerkung(antrag, anmerkung, url="", *, eigene=False, aenderung=None):
    """A remark as it is shown at its field and on the application's page; ``url`` leads to the field.

    ``eigene``: shown to the municipality, which sees that its answer is kept; the office reads only what was sent.
    ``aenderung``: what the field says otherwise since the return.
    """
    beantwortet = anmerkung.beantwortet_am is not None
    return Remark(
        id=f"anmerkung-{anmerkung.pk}",
        label=label(antrag, anmerkung.feld),
        text=anmerkung.text,
        open=not beantwortet,
        url=url,
        badge=_antwortstand(anmerkung, eigene),
        asked=f"Anmerkung des Landratsamts vom {formate.datum(anmerkung.gestellt_am)}",
        old=aenderung.vorher if aenderung else "",
        new=aenderung.nachher if aenderung else "",
        answer=anmerkung.antwort if beantwortet else "",
        answered=f"Antwort vom {formate.datum(anmerkung.beantwortet_am)}" if beantwortet else "",
    )


def _antwortstand(anmerkung, eigene):
    if anmerkung.beantwortet_am is not None:
        return Badge("success", "Beantwortet")
    if eigene and anmerkung.antwort:
        return Badge("info", "Antwort gespeichert")
    return Badge("warning", "Antwort fehlt")


def gegenueber(form):
    """[(label, saved, entered)] for the fields in which this window differs from what is stored."""
    return [
        (form[name].label, als_text(form.antrag, name, _gespeichert(form, name)), _eingegeben(form, name))
        for name in form.changed_data
        if name not in form.HELFER
    ]


def _gespeichert(form, name):
    """The stored value; of a choice among rows the row itself."""
    wert, feld = form.initial.get(name), form.fields[name]
    return feld.queryset.filter(pk=wert).first() if wert and hasattr(feld, "queryset") else wert


def _eingegeben(form, name):
    return (
        als_text(form.antrag, name, form.cleaned_data[name])
        if name in form.cleaned_data
        else "Eingabe prüfen"
    )


def frist_von(antrag):
    """The deadline the municipality works against now: the round's end, or that of the return."""
    return (
        Frist.objects.offen().filter(antrag=antrag, art__in=[Frist.Art.ANTRAG, Frist.Art.ERGAENZUNG]).first()
    )


def betrag_spur(antrag):
    """The lines that say how the asked amount comes about; nothing while there is none."""
    fassung = antrag.fassung
    if antrag.beantragt_vzae is None or fassung.satz_je_vzae is None:
        return ()
    return berechnung.foerderbetrag(
        antrag.beantragt_vzae, fassung.satz_je_vzae, antrag.runde.beginn, antrag.runde.ende
    ).spur


def unterlagen_zeilen(antrag):
    """The papers that are asked for as a checklist, each with the form to upload it, and those beyond."""
    return {
        "posten": [(posten, PostenForm(posten=posten)) for posten in unterlagen.liste(antrag)],
        "weitere": unterlagen.weitere(antrag),
        "weitere_form": WeitereForm(antrag=antrag),
    }
