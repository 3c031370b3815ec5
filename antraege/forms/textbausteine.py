"""Text blocks offered in a draft of a notice: ticked ones are added, by a button to be read first or with the act itself."""

from django import forms

from antraege.services import textbausteine

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
