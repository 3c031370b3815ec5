"""The district's numbers of a round: a cell for each municipality and target group, empty where none is known."""

from antraege.forms.basis import Formular
from antraege.forms.felder import PersonenFeld


class FallzahlTabelle(Formular):
    """Cells ``zahl_<municipality>_<group>``; each carries what it showed, so only what was changed here is saved."""

    def __init__(self, *args, kommunen, gruppen, zahlen, **kwargs):
        super().__init__(*args, **kwargs)
        self.kommunen, self.gruppen = list(kommunen), list(gruppen)
        for ort in self.kommunen:
            for gruppe in self.gruppen:
                name = _name(ort, gruppe)
                self.fields[name] = PersonenFeld(
                    label=f"{ort}, {gruppe.name}", required=False, unit="", show_hidden_initial=True
                )
                self.fields[name].widget.attrs["class"] = "kern-form-input__input app-zahl"
                self.initial[name] = zahlen.get((ort.pk, gruppe.pk))

    def zeilen(self):
        """[(municipality, [(group, bound field)])] in the order of the table."""
        return [
            (ort, [(gruppe, self[_name(ort, gruppe)]) for gruppe in self.gruppen]) for ort in self.kommunen
        ]

    def geaendert(self):
        """(municipality, group) -> (seen before, new) of each cell somebody changed."""
        geaendert = set(self.changed_data)
        return {
            (ort.pk, gruppe.pk): (self._gesehen(_name(ort, gruppe)), self.cleaned_data[_name(ort, gruppe)])
            for ort in self.kommunen
            for gruppe in self.gruppen
            if _name(ort, gruppe) in geaendert
        }

    def _gesehen(self, name):
        text = self.data.get(self.add_initial_prefix(name), "").replace(".", "")
        return int(text) if text.isdecimal() and len(text) < 10 else None


def _name(ort, gruppe):
    return f"zahl_{ort.pk}_{gruppe.pk}"
