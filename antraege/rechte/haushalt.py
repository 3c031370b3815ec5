"""Rights around the budget of a programme, and the exception from waiting for it."""

from __future__ import annotations

from antraege.models import Benutzer, Bescheid, Rolle
from antraege.rechte.bescheid import UNBEFANGEN
from antraege.rechte.grund import Bedingung, Recht, im_stand


def _nicht_selbst_entworfen(user: Benutzer, bescheid: Bescheid) -> bool:
    return user.pk != bescheid.entworfen_von_id


RECHTE: dict[str, Recht] = {
    "haushalt.erfassen": Recht(frozenset({Rolle.KAEMMEREI})),
    "haushalt.ausnahme": Recht(
        frozenset({Rolle.KAEMMEREI, Rolle.AMTSLEITUNG}),
        (
            UNBEFANGEN,
            im_stand(Bescheid.Status.ENTWURF),
            Bedingung(
                _nicht_selbst_entworfen,
                "Sie haben den Bescheid selbst entworfen. Eine Ausnahme lässt eine andere Person zu (Vier-Augen-Prinzip).",
                "Kämmerei oder Amtsleitung",
            ),
        ),
    ),
}
