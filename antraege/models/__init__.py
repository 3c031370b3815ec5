"""The nouns of the law, one a file."""

from antraege.models.akte import Anlage, Anmerkung, Zeichnung
from antraege.models.angaben import AntragFallzahl, Antwort, Verbundanteil
from antraege.models.antrag import Antrag
from antraege.models.benutzer import KOMMUNALE_ROLLEN, Benutzer, Rolle
from antraege.models.bescheid import Bescheid, Nummernkreis
from antraege.models.einreichung import Einreichung, Feldwert, Unterschriftsblatt
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
from antraege.models.importlauf import Importlauf, Importzeile
from antraege.models.inanspruchnahme import Einvernehmen, Inanspruchnahme, Ruecklauferinnerung
from antraege.models.kommune import Fallzahl, Kommune, Landkreis, Ratssitzung, Zusammenschluss
from antraege.models.kontingent import Haushaltsermaechtigung, Kontingent
from antraege.models.mitgliedschaft import Ersatzrolle, Mitgliedschaft, Vertretung
from antraege.models.programm import Foerderprogramm, Zielgruppe
from antraege.models.protokoll import Ereignis, Protokolleintrag, Protokollsiegel, Protokolltext
from antraege.models.pruefung import Aktenvermerk, Fachstellungnahme, Pruefergebnis
from antraege.models.richtlinie import (
    Feldregel,
    Pruefpunkt,
    Richtlinienfassung,
    Unterlagenregel,
    Zusatzfrage,
)
from antraege.models.runde import Foerderrunde
from antraege.models.seite import Demouhr, Seite
from antraege.models.stand import ENDZUSTAENDE, PHASEN, UEBERGAENGE, Eingangsweg, Ergebnis, Phase, Status
from antraege.models.stelle import Besetzung, Finanzierungsanteil, Stelle
from antraege.models.zugang import Einladung

__all__ = [
    "ANGENOMMEN",
    "ENDZUSTAENDE",
    "KOMMUNALE_ROLLEN",
    "PHASEN",
    "UEBERGAENGE",
    "Aktenvermerk",
    "Anlage",
    "Anmerkung",
    "Antrag",
    "AntragFallzahl",
    "Antwort",
    "Benutzer",
    "Beratungsschritt",
    "Bescheid",
    "Beschlussantrag",
    "Beschlussergebnis",
    "Besetzung",
    "Demouhr",
    "Eingangsweg",
    "Einladung",
    "Einreichung",
    "Einvernehmen",
    "Ereignis",
    "Ergebnis",
    "Ersatzrolle",
    "Fachstellungnahme",
    "Fallzahl",
    "Feldregel",
    "Feldwert",
    "Finanzierungsanteil",
    "Foerderprogramm",
    "Foerderrunde",
    "Frist",
    "Gremium",
    "Haushaltsermaechtigung",
    "Importlauf",
    "Importzeile",
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
    "Pruefergebnis",
    "Pruefpunkt",
    "Ratssitzung",
    "Richtlinienfassung",
    "Rolle",
    "Ruecklauferinnerung",
    "Seite",
    "Sitzung",
    "Status",
    "Stelle",
    "Unterlagenregel",
    "Unterschriftsblatt",
    "Verbundanteil",
    "Vertretung",
    "Verwendungsnachweis",
    "Vorlage",
    "Zeichnung",
    "Zielgruppe",
    "Zusammenschluss",
    "Zusatzfrage",
]
