"""Who is meant: the mailbox and members of a municipality, or whoever holds a role in the district's office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import cast

from antraege import zeit
from antraege.models import (
    Antrag,
    Benutzer,
    Bescheid,
    Eingangsweg,
    Kommune,
    Mitgliedschaft,
    Protokolleintrag,
    Rolle,
    Serienlauf,
)
from antraege.services import haushalt, haushaltswarten, serie
from antraege.services.bescheid_stand import letzter
from antraege.services.empfehlung import zeichnungsstufe
from notifications.fall import Fall

KOMMUNE = "kommune"
ALLE_KOMMUNEN = "alle_kommunen"  # each of the district
# A role, KOMMUNE, ALLE_KOMMUNEN, or a function of the case that names one of these or a single person; None means nobody.
Adressat = str | Callable[[Fall], "str | Benutzer | None"]


class Verzeichnis:
    """Members by office on one day; remembers within one run what it looked up."""

    def __init__(self, am: date) -> None:
        self.am = am
        self.amt = cache(self._amt)
        self.kommune = cache(self._kommune)
        self.kommunen = cache(self._kommunen)

    def _amt(self, landkreis_id: int, rolle: str) -> tuple[Benutzer, ...]:
        return self._mitglieder(landkreis_id=landkreis_id, rolle=rolle, kommune=None)

    def _kommune(self, kommune: Kommune) -> tuple[Benutzer, ...]:
        return self._mitglieder(kommune=kommune)

    def _kommunen(self, landkreis_id: int) -> tuple[Kommune, ...]:
        return tuple(Kommune.objects.filter(landkreis=landkreis_id))

    def _mitglieder(self, **wo: object) -> tuple[Benutzer, ...]:
        # Asked from the membership's side: all its conditions must hold for one and the same row.
        halten = Mitgliedschaft.objects.gueltig(am=self.am).filter(**wo)
        personen = Benutzer.objects.filter(pk__in=halten.values("benutzer"), is_active=True, ist_system=False)
        return tuple(personen.order_by("pk"))


def zugewiesen(fall: Fall) -> Benutzer | None:
    """The one person a task was given to, as the log names the account."""
    konto = fall.eintrag.nachher.removeprefix("konto:") if fall.eintrag else ""
    return Benutzer.objects.filter(pk=int(konto), is_active=True).first() if konto.isdecimal() else None


def abwesend(fall: Fall) -> Benutzer | None:
    """Who is absent: the one a substitution was entered for."""
    return fall.vertretung.fuer if fall.vertretung else None


def vertretend(fall: Fall) -> Benutzer | None:
    """Who stands in."""
    return fall.vertretung.durch if fall.vertretung else None


def zeichnende(fall: Fall) -> str:
    """The role that signs this recommendation, by the value limit of the Richtlinie."""
    return zeichnungsstufe(cast(Antrag, fall.antrag))


def nach_zeichnung(fall: Fall) -> str | None:
    """Whose turn it is after the signature: the committee's office, where a committee decides."""
    braucht_beschluss = fall.antrag is not None and fall.antrag.braucht_beschluss
    return Rolle.GESCHAEFTSSTELLE if braucht_beschluss else None


def pruefende(fall: Fall) -> str | None:
    """Whose turn a receipt entered by staff is; of a table's rows nobody hears one by one, but of the table."""
    importiert = fall.antrag is not None and fall.antrag.eingangsweg == Eingangsweg.IMPORT
    return None if importiert else Rolle.SACHBEARBEITUNG


def freigebende(fall: Fall) -> str | None:
    """Whose turn a drafted notice is; of a run's nobody hears one by one, but of the run."""
    return None if _in_serie(fall, Serienlauf.Handlung.ENTWERFEN) else Rolle.SACHGEBIETSLEITUNG


def zulassende(fall: Fall) -> str | None:
    """Who may let a drafted notice go before the budget is in force, where it waits for that."""
    return Rolle.KAEMMEREI if any(punkt.aufschub for punkt in _fehlt(fall)) else None


def deckende(fall: Fall) -> str | None:
    """Who looks after the budget, where a drafted notice waits for more than an exception could help."""
    gruende = _fehlt(fall)
    return Rolle.KAEMMEREI if gruende and not any(punkt.aufschub for punkt in gruende) else None


def nach_serie_zulassende(fall: Fall) -> str | None:
    """Who looks after the budget, once for a whole run, where notices it drafted wait for that."""
    lauf = Serienlauf.objects.filter(pk=cast(Protokolleintrag, fall.eintrag).objekt_id).first()
    return Rolle.KAEMMEREI if lauf and haushaltswarten.der_serie(lauf, zeit.heute()) else None


def _fehlt(fall: Fall) -> list[haushalt.Punkt]:
    """What the budget has against the draft; of a run's nobody hears one by one, but of the run."""
    entwurf = None if _in_serie(fall, Serienlauf.Handlung.ENTWERFEN) else letzter(cast(Antrag, fall.antrag))
    return haushaltswarten.fehlt(entwurf, zeit.heute()) if entwurf else []


def _in_serie(fall: Fall, handlung: str) -> bool:
    eintrag = cast(Protokolleintrag, fall.eintrag)
    am, wer = eintrag.geschehen_am, eintrag.benutzer_id
    return fall.antrag is not None and serie.in_serie(fall.antrag, handlung, am=am, by_id=wer)


def federfuehrende(fall: Fall) -> str:
    """The role that writes the paper."""
    return fall.vorlage.federfuehrung if fall.vorlage else Rolle.GESCHAEFTSSTELLE


def fuehrende(fall: Fall) -> str:
    """The role that leads the case: whoever writes the paper, else the officers."""
    return fall.vorlage.federfuehrung if fall.vorlage else Rolle.SACHBEARBEITUNG


def genannte_stelle(fall: Fall) -> str | None:
    """The role that is asked for an opinion or a signature; the entry names it."""
    return cast(Protokolleintrag, fall.eintrag).nachher or None


def gegenueber(fall: Fall) -> str:
    """Who did not decide about a position: the office where a municipality employs, the place of work where the district does."""
    return KOMMUNE if fall.stelle and not fall.stelle.anstellungstraeger_id else Rolle.SACHBEARBEITUNG


def im_portal(fall: Fall) -> str | None:
    """The municipality whose notice lies in the portal."""
    return None if _geht_per_post(fall) else KOMMUNE


def per_post(fall: Fall) -> str | None:
    """The municipality that has not consented to the portal."""
    return KOMMUNE if _geht_per_post(fall) else None


def versendende(fall: Fall) -> str | None:
    """Whose turn it is where a notice is to be posted at once; of a run's nobody hears one by one, but of the run."""
    einzeln = _geht_per_post(fall) and not _in_serie(fall, Serienlauf.Handlung.FREIGEBEN)
    return Rolle.SACHBEARBEITUNG if einzeln else None


def _geht_per_post(fall: Fall) -> bool:
    return fall.bescheid is not None and fall.bescheid.weg == Bescheid.Weg.POST
