"""Text blocks offered in a draft of a notice: ticked ones are added, by a button to be read first or with the act itself."""

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.schritte import mehrzeilig
from antraege.models import Antrag, Bescheid, Textbaustein
from antraege.services import textbausteine

FAELLE = 50
FELDER = {"begruendung": "\n\n", "nebenbestimmungen": "\n"}


class MitTextbausteinen:
    """Mixin of a draft's form: the blocks of the programme that do not stand in it by themselves.

    ``entwurf``: the notice the blocks are filled in for. Works without JavaScript: the button draws the form again.
    """

    def biete_an(self, entwurf):
        """Add the choice where there is something to choose."""
        self.wahl = {str(block.pk): (block, text) for block, text in textbausteine.zur_wahl(entwurf)}
        if not self.wahl:
            return
        self.fields["bausteine"] = forms.MultipleChoiceField(
            label="Weitere Textbausteine",
            help_text="Gewählte werden angefügt: mit „Textbausteine einfügen“ zum Weiterschreiben, sonst mit dem Absenden.",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[
                (pk, f"{block.get_stelle_display()}: {block.titel}") for pk, (block, _) in self.wahl.items()
            ],
        )
        self.weitere = [("Textbausteine einfügen", "einfuegen", "1")]

    def einfuegen(self):
        """Put the ticked blocks behind what stands in the form that is shown again."""
        for feld in FELDER:
            self.initial[feld] = self._mit(
                feld, self.initial.get(feld) or "", self.initial.get("bausteine") or ()
            )
        self.initial["bausteine"] = []

    def facts(self):
        """The act's facts, with what is still ticked."""
        fakten = super().facts()
        gewaehlt = fakten.pop("bausteine", ())
        return fakten | {feld: self._mit(feld, fakten[feld], gewaehlt) for feld in FELDER}

    def _mit(self, feld, text, gewaehlt):
        neue = [self.wahl[pk] for pk in gewaehlt if pk in self.wahl]
        teile = [wortlaut for block, wortlaut in neue if feld.startswith(block.stelle)]
        return FELDER[feld].join(teil for teil in [text.strip(), *teile] if teil)


class TextbausteinForm(Formular):
    """One block, and a case to see it in."""

    art = forms.ChoiceField(label="Art des Bescheids", choices=Bescheid.Art)
    stelle = forms.ChoiceField(
        label="Stelle im Bescheid", choices=Textbaustein.Stelle, widget=forms.RadioSelect
    )
    nummer = forms.IntegerField(
        label="Reihenfolge", min_value=1, max_value=999, help_text="Kleine Nummern stehen vorn."
    )
    titel = forms.CharField(label="Titel", max_length=120)
    text = mehrzeilig(
        "Text",
        "Jede Zeile wird ein Absatz, bei Nebenbestimmungen ein Punkt. Platzhalter stehen in geschweiften Klammern.",
        zeilen=6,
    )
    vorbelegt = forms.BooleanField(label="Steht von selbst im Entwurf, sonst zur Auswahl", required=False)
    aktiv = forms.BooleanField(label="In Gebrauch", required=False)
    vorschau_an = forms.ChoiceField(
        label="Vorschau an diesem Antrag", required=False, help_text="Gespeichert wird dabei nichts."
    )

    def __init__(self, *args, programm, user, **kwargs):
        super().__init__(*args, **kwargs)
        faelle = Antrag.objects.visible_to(user).filter(
            runde__programm=programm, eingegangen_am__isnull=False
        )
        zuletzt = faelle.select_related("kommune").order_by("-pk")[:FAELLE]
        self.fields["vorschau_an"].choices = [
            ("", "keine Vorschau"),
            *((str(a.pk), f"{a.vorgangsnummer} {a.kommune}") for a in zuletzt),
        ]

    def werte(self):
        """What the block says."""
        return {name: wert for name, wert in self.cleaned_data.items() if name != "vorschau_an"}
