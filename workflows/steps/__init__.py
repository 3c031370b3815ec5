"""Which step stands behind which node: one line a human node (a test compares with the drawings)."""

from workflows.steps import amt, bescheid, folgebescheid, gremium, kommune
from workflows.steps.basis import Handlung, StepView

SCHRITTE = {
    "entwurf": kommune.Entwurf,
    "unterschrift": kommune.Unterschrift,
    "verspaetung_pruefen": amt.VerspaetungPruefen,
    "verspaetung_entscheiden": amt.VerspaetungEntscheiden,
    "formale_pruefung": amt.FormalePruefung,
    "ergaenzung": kommune.Ergaenzung,
    "fachliche_pruefung": amt.FachlichePruefung,
    "stellungnahme": kommune.Stellungnahme,
    "zeichnung": amt.Zeichnung,
    "bescheid_entwerfen": bescheid.BescheidEntwerfen,
    "bescheid_freigeben": bescheid.BescheidFreigeben,
    "bekanntgabe": kommune.Bekanntgabe,
    "versand": bescheid.Versand,
    "entwerfen": folgebescheid.FolgebescheidEntwerfen,
    "freigeben": bescheid.BescheidFreigeben,
    "stelle_erfassen": bescheid.StelleErfassen,
    "mitzeichnung": gremium.Mitzeichnung,
    "freigabe": gremium.Freigabe,
    "ueberarbeitung": gremium.Ueberarbeitung,
    "vorberatung": gremium.Vorberatung,
    "beschluss": gremium.Beschluss,
}


def schritt(aufgabe, user, heute):
    """The step of a task, as ``user`` sees it."""
    return SCHRITTE[aufgabe.knoten](aufgabe, user, heute)


__all__ = ["SCHRITTE", "Handlung", "StepView", "schritt"]
