"""The nouns of the law, one a file."""

from antraege.models.akte import Anlage, Anmerkung, Zeichnung
from antraege.models.antrag import Antrag, AntragFallzahl
from antraege.models.benutzer import KOMMUNALE_ROLLEN, Benutzer, Mitgliedschaft, Rolle, Vertretung
from antraege.models.bescheid import Bescheid, Nummernkreis
from antraege.models.finanzen import Mittelabruf, Verwendungsnachweis
from antraege.models.frist import Frist
from antraege.models.gremium import (
    ANGENOMMEN,
    Beratungsschritt,
    Beschlussantrag,
    Beschlussergebnis,
    Gremium,
    Sitzung,
    Vorlage,
)
from antraege.models.inanspruchnahme import Einvernehmen, Inanspruchnahme
from antraege.models.kommune import Fallzahl, Kommune, Landkreis, Zusammenschluss
from antraege.models.kontingent import Haushaltsermaechtigung, Kontingent
from antraege.models.programm import Foerderprogramm, Richtlinienfassung, Zielgruppe
from antraege.models.protokoll import Ereignis, Protokolleintrag, Protokollsiegel, Protokolltext
from antraege.models.runde import Foerderrunde
from antraege.models.seite import Demouhr, Seite
from antraege.models.stand import ENDZUSTAENDE, PHASEN, UEBERGAENGE, Ergebnis, Phase, Status
from antraege.models.stelle import Besetzung, Finanzierungsanteil, Stelle

__all__ = [
    "ANGENOMMEN",
    "ENDZUSTAENDE",
    "KOMMUNALE_ROLLEN",
    "PHASEN",
    "UEBERGAENGE",
    "Anlage",
    "Anmerkung",
    "Antrag",
    "AntragFallzahl",
    "Benutzer",
    "Beratungsschritt",
    "Bescheid",
    "Beschlussantrag",
    "Beschlussergebnis",
    "Besetzung",
    "Demouhr",
    "Einvernehmen",
    "Ereignis",
    "Ergebnis",
    "Fallzahl",
    "Finanzierungsanteil",
    "Foerderprogramm",
    "Foerderrunde",
    "Frist",
    "Gremium",
    "Haushaltsermaechtigung",
    "Inanspruchnahme",
    "Kommune",
    "Kontingent",
    "Landkreis",
    "Mitgliedschaft",
    "Mittelabruf",
    "Nummernkreis",
    "Phase",
    "Protokolleintrag",
    "Protokollsiegel",
    "Protokolltext",
    "Richtlinienfassung",
    "Rolle",
    "Seite",
    "Sitzung",
    "Status",
    "Stelle",
    "Vertretung",
    "Verwendungsnachweis",
    "Vorlage",
    "Zeichnung",
    "Zielgruppe",
    "Zusammenschluss",
]
