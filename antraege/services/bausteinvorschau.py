"""How a text block reads in the letter of a real case, before it is used."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from antraege import zeit
from antraege.models import ERSTBESCHEIDE, Antrag, Benutzer, Bescheid, Textbaustein
from antraege.services import textbausteine
from antraege.services.bescheid_stand import RAHMEN
from antraege.services.bescheid_text import inhalt
from antraege.services.bescheid_vorschlag import erstentwurf, vorschlag

OHNE_BESCHEID = "Zu diesem Antrag ist noch kein Bescheid bekannt gegeben. Ein Folgebescheid braucht einen."


def brief(*, antrag: Antrag, art: str, stelle: str, text: str, by: Benutzer) -> dict[str, Any]:
    """The whole letter of that kind with the block at its place; nothing is stored.

    Raises ``ValidationError`` at ``text`` for an unknown placeholder, at ``vorschau_an`` where no notice can be followed.
    """
    if satz := textbausteine.fehler(text):
        raise ValidationError({"text": satz})
    entwurf = _entwurf(antrag, art)
    entwurf.entworfen_von, entwurf.entworfen_am = by, zeit.jetzt()
    anfang = vorschlag(antrag, entwurf)
    worte = {
        Textbaustein.Stelle.BEGRUENDUNG: anfang.begruendung,
        Textbaustein.Stelle.NEBENBESTIMMUNG: anfang.nebenbestimmungen,
    }
    neu = textbausteine.gefuellt(text, entwurf)
    if neu not in worte[Textbaustein.Stelle(stelle)]:
        worte[Textbaustein.Stelle(stelle)] += f"\n{neu}"
    entwurf.begruendung, entwurf.nebenbestimmungen = worte.values()
    return inhalt(entwurf)


def _entwurf(antrag: Antrag, art: str) -> Bescheid:
    if art in ERSTBESCHEIDE:
        erster = erstentwurf(antrag)
        erster.art = Bescheid.Art(art)
        return erster
    bekannt = Bescheid.objects.filter(antrag=antrag, bekanntgegeben_am__isnull=False).select_related(*RAHMEN)
    alt = bekannt.first()
    if alt is None:
        raise ValidationError({"vorschau_an": OHNE_BESCHEID})
    return Bescheid(antrag=antrag, art=art, aendert=alt, vzae=alt.vzae, betrag=alt.betrag)
