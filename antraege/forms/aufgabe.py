"""Forms around tasks of the office."""

from django import forms

from antraege.forms.basis import Formular


class ZuweisenForm(Formular):
    """Who shall do it. ``personen``: [(person, note)], the note says why one might hesitate ("heute abwesend")."""

    an = forms.TypedChoiceField(label="Zuweisen an", coerce=int)

    def __init__(self, *args, personen, **kwargs):
        super().__init__(*args, **kwargs)
        self.personen = {person.pk: person for person, _ in personen}
        wahl = [(person.pk, f"{person} ({note})" if note else str(person)) for person, note in personen]
        self.fields["an"].choices = [("", "Bitte wählen"), *wahl]
        self.fields["an"].error_messages["required"] = "Bitte wählen Sie eine Person aus"

    def person(self):
        """The chosen colleague."""
        return self.personen[self.cleaned_data["an"]]
