"""What a message is about: the facts a text may use, gathered from a log entry or a deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.apps import apps
from django.urls import reverse

from antraege import zeit
from antraege.models import (
    Antrag,
    Bescheid,
    Ereignis,
    Foerderrunde,
    Frist,
    Kommune,
    Landkreis,
    Protokolleintrag,
    Stelle,
    Vertretung,
    Vorlage,
)


@dataclass(frozen=True)
class Fall:
    """The occasion (exactly one of ``eintrag`` and ``frist``; with a ``frist`` its ``stufe``) and what belongs to it."""

    landkreis: Landkreis
    geschehen_am: datetime
    eintrag: Protokolleintrag | None = None
    frist: Frist | None = None
    stufe: str = ""
    antrag: Antrag | None = None
    stelle: Stelle | None = None
    vorlage: Vorlage | None = None
    runde: Foerderrunde | None = None
    kommune: Kommune | None = None
    fristname: str = ""
    vertretung: Vertretung | None = None

    @property
    def anlass(self) -> str:
        """The part of the key that names the occasion; an extended deadline is a new one."""
        if self.eintrag is not None:
            return f"eintrag:{self.eintrag.pk}"
        frist = cast(Frist, self.frist)
        return f"frist:{frist.pk}:{frist.faellig_am:%Y%m%d}:{self.stufe}"

    @property
    def zeichen(self) -> str:
        """What a subject begins with: Stellennummer, Vorgangsnummer, before submission round and municipality."""
        if self.stelle is not None:
            return f"Stelle {self.stelle.nummer}"
        if self.antrag is not None and self.antrag.vorgangsnummer:
            return self.antrag.vorgangsnummer
        if self.vorlage is not None:
            return str(self.vorlage)
        return " · ".join(str(teil) for teil in (self.runde, self.kommune) if teil) or str(self.landkreis)

    @property
    def ereignis(self) -> str:
        """What happened, in a few words; with the deadline where one passed."""
        worte = Ereignis(cast(Protokolleintrag, self.eintrag).art).label
        return f"{worte}: {self.fristname}" if self.fristname else worte

    @property
    def ziel(self) -> str:
        """Path of the page it is about. Never the notice itself: opening that has legal effect."""
        if self.eintrag is not None and self.eintrag.objekt_art == "serienlauf":
            return reverse("serie", args=[self.eintrag.objekt_id])
        if self.eintrag is not None and self.eintrag.objekt_art == "massgabe":
            return reverse("massgabe", args=[self.eintrag.objekt_id])
        for name in ("stelle", "antrag", "vorlage", "runde"):
            if (objekt := getattr(self, name)) is not None:
                return reverse(name, args=[objekt.pk])
        if self.vertretung is not None:
            return reverse("vertretung")
        zugang = self.eintrag is not None and self.eintrag.objekt_art in ("einladung", "mitgliedschaft")
        return reverse("zugang") if zugang else reverse("nachrichten")

    @property
    def bescheid(self) -> Bescheid | None:
        """The notice the entry is about, else the application's first."""
        if self.antrag is None:
            return None
        bescheide = self.antrag.bescheide.order_by("pk")
        if self.eintrag is not None and self.eintrag.objekt_art == "bescheid":
            return bescheide.filter(pk=self.eintrag.objekt_id).first()
        return bescheide.filter(aendert__isnull=True).first()

    @property
    def verzicht(self) -> str:
        """Path of the page on which the municipality waives the round; "" where it is about none."""
        if self.runde is None or self.kommune is None:
            return ""
        return f"{reverse('verzicht', args=[self.runde.pk])}?kommune={self.kommune.pk}"

    @property
    def amt_darf_wissen(self) -> bool:
        """A draft is the municipality's own business until it is submitted."""
        return self.antrag is None or self.antrag.eingegangen_am is not None

    @property
    def kommune_darf_wissen(self) -> bool:
        """Only what the log releases reaches a municipality; a deadline reaches the one that must keep it."""
        if self.kommune is None:
            return False
        if self.eintrag is not None:
            return self.eintrag.sichtbar_kommune
        return self.frist is not None and self.frist.kommune_id == self.kommune.pk


def aus_eintrag(eintrag: Protokolleintrag) -> Fall:
    """Gather what belongs to a log entry."""
    objekt = eintrag.antrag if eintrag.objekt_art == "antrag" else _objekt(eintrag)
    return Fall(
        landkreis=eintrag.landkreis,
        geschehen_am=eintrag.geschehen_am,
        eintrag=eintrag,
        **_beteiligte(objekt, eintrag.antrag),
    )


def aus_frist(frist: Frist, stufe: str) -> Fall:
    """Gather what belongs to a deadline; a municipality is named only where it is the one to keep it."""
    beteiligte = _beteiligte(frist, frist.antrag) | {"kommune": frist.kommune}
    return Fall(landkreis=frist.landkreis, geschehen_am=zeit.jetzt(), frist=frist, stufe=stufe, **beteiligte)


def _der_stelle(stelle: Stelle | None) -> Kommune | None:
    """Whose position it is; of the district's own, where it works."""
    return (stelle.anstellungstraeger or stelle.einsatzort) if stelle else None


def _objekt(eintrag: Protokolleintrag) -> Any:
    modell = apps.all_models["antraege"].get(eintrag.objekt_art)
    return modell._default_manager.filter(pk=eintrag.objekt_id).first() if modell else None


def _beteiligte(objekt: Any, antrag: Antrag | None) -> dict[str, Any]:
    # The ``stelle`` of a Fachstellungnahme is the office that was asked, no position.
    stelle = next((x for x in (objekt, getattr(objekt, "stelle", None)) if isinstance(x, Stelle)), None)
    vorlage = objekt if isinstance(objekt, Vorlage) else getattr(objekt, "vorlage", None)
    traeger = antrag or objekt
    return {
        "antrag": antrag,
        "stelle": stelle,
        "vorlage": vorlage,
        "runde": traeger if isinstance(traeger, Foerderrunde) else getattr(traeger, "runde", None),
        "kommune": getattr(traeger, "kommune", None) or _der_stelle(stelle),
        "vertretung": objekt if isinstance(objekt, Vertretung) else None,
        "fristname": objekt.get_art_display() if isinstance(objekt, Frist) else "",
    }
