"""The forms of the notice's draft and of the day it was posted."""

from antraege.forms.felder import DatumFeld
from antraege.forms.schritte import Schrittform, mehrzeilig
from antraege.forms.textbausteine import MitTextbausteinen
from antraege.services import bescheid
from antraege.services.bescheid_stand import letzter
from antraege.services.bescheid_vorschlag import erstentwurf


class BescheidEntwurfForm(MitTextbausteinen, Schrittform):
    """Reasons and duties, filled in with the last draft or, at first, with the suggestion."""

    begruendung = mehrzeilig(
        "Gründe",
        "Warum so entschieden ist (§ 39 LVwVfG). Jede Zeile wird ein Absatz.",
        zeilen=10,
        laenge=8000,
    )
    nebenbestimmungen = mehrzeilig(
        "Nebenbestimmungen", "Eine in jeder Zeile.", zeilen=8, laenge=8000, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What was sent stands there, also where it is shown again.
        entwurf = erstentwurf(self.objekt) if self.is_bound else self._beginne()
        self.biete_an(entwurf)

    def _beginne(self):
        entwurf = letzter(self.objekt)
        anfang = entwurf or bescheid.vorschlag(self.objekt)
        self.fields["begruendung"].initial = anfang.begruendung
        self.fields["nebenbestimmungen"].initial = anfang.nebenbestimmungen
        return entwurf or erstentwurf(self.objekt)


class VersandForm(Schrittform):
    """The day the printed notice was handed to the post."""

    versandt_am = DatumFeld(
        label="Zur Post gegeben am",
        help_text="Nach diesem Tag richtet sich, wann der Bescheid als bekannt gegeben gilt.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["versandt_am"].initial = self.heute
