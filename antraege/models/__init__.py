"""The nouns of the law, one a file."""

from antraege.models.akte import Anlage, Anmerkung, Zeichnung
from antraege.models.angaben import AntragFallzahl, Antwort, Verbundanteil
from antraege.models.antrag import Antrag
from antraege.models.benutzer import KOMMUNALE_ROLLEN, Benutzer, Rolle
from antraege.models.bescheid import ERSTBESCHEIDE, Bescheid, Nummernkreis
from antraege.models.beschluss import ANGENOMMEN, Beratungsschritt, Beschlussergebnis
from antraege.models.besetzung import Besetzung
from antraege.models.einreichung import Einreichung, Feldwert, Nichteingereicht, Unterschriftsblatt
from antraege.models.finanzen import Mittelabruf, Verwendungsnachweis
from antraege.models.frist import Frist, Fristwunsch
from antraege.models.gremium import Gremium, Sitzung, Zustaendigkeit
from antraege.models.importlauf import Importlauf, Importzeile
from antraege.models.inanspruchnahme import Einvernehmen, Inanspruchnahme, Ruecklauferinnerung
from antraege.models.klage import Klage
from antraege.models.kommune import Fallzahl, Kommune, Landkreis, Ratssitzung, Zusammenschluss
from antraege.models.kontingent import Haushaltsermaechtigung, Kontingent
from antraege.models.massgabe import Massgabe
from antraege.models.mitgliedschaft import Ersatzrolle, Mitgliedschaft, Vertretung
from antraege.models.mitzeichnung import Mitzeichnung, Zeichnungsweg
from antraege.models.oparl import Oparlstand
from antraege.models.programm import Foerderprogramm, Zielgruppe
from antraege.models.protokoll import Ereignis, Protokolleintrag, Protokollsiegel, Protokolltext
from antraege.models.pruefung import Aktenvermerk, Fachstellungnahme, Pruefergebnis
from antraege.models.ratssystem import Ratsabruf, Ratssystem, Tagesordnungspunkt
from antraege.models.richtlinie import (
    Feldregel,
    Pruefpunkt,
    Richtlinienfassung,
    Unterlagenregel,
    Zusatzfrage,
)
from antraege.models.runde import Foerderrunde
from antraege.models.seite import Demouhr, Seite
from antraege.models.serie import Serienlauf, Serienzeile
from antraege.models.stand import (
    BEENDET,
    ENDZUSTAENDE,
    PHASEN,
    UEBERGAENGE,
    Eingangsweg,
    Ergebnis,
    Phase,
    Status,
)
from antraege.models.stelle import Finanzierungsanteil, Stelle
from antraege.models.stellenumfang import Stellenentscheidung, Stellenumfang
from antraege.models.textbaustein import Textbaustein
from antraege.models.vorlage import Aenderungsantrag, Beschlussantrag, Vorlage
from antraege.models.vorlagendatei import Hausvorlage, Vorlagenanlage, Vorlagenfassung
from antraege.models.zugang import Einladung
from antraege.models.zustellung import Bekanntgabezustimmung, Bescheidjahr, Widerspruch

__all__ = [
    "ANGENOMMEN",
    "BEENDET",
    "ENDZUSTAENDE",
    "ERSTBESCHEIDE",
    "KOMMUNALE_ROLLEN",
    "PHASEN",
    "UEBERGAENGE",
    "Aenderungsantrag",
    "Aktenvermerk",
    "Anlage",
    "Anmerkung",
    "Antrag",
    "AntragFallzahl",
    "Antwort",
    "Bekanntgabezustimmung",
    "Benutzer",
    "Beratungsschritt",
    "Bescheid",
    "Bescheidjahr",
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
    "Fristwunsch",
    "Gremium",
    "Haushaltsermaechtigung",
    "Hausvorlage",
    "Importlauf",
    "Importzeile",
    "Inanspruchnahme",
    "Klage",
    "Kommune",
    "Kontingent",
    "Landkreis",
    "Massgabe",
    "Mitgliedschaft",
    "Mittelabruf",
    "Mitzeichnung",
    "Nichteingereicht",
    "Nummernkreis",
    "Oparlstand",
    "Phase",
    "Protokolleintrag",
    "Protokollsiegel",
    "Protokolltext",
    "Pruefergebnis",
    "Pruefpunkt",
    "Ratsabruf",
    "Ratssitzung",
    "Ratssystem",
    "Richtlinienfassung",
    "Rolle",
    "Ruecklauferinnerung",
    "Seite",
    "Serienlauf",
    "Serienzeile",
    "Sitzung",
    "Status",
    "Stelle",
    "Stellenentscheidung",
    "Stellenumfang",
    "Tagesordnungspunkt",
    "Textbaustein",
    "Unterlagenregel",
    "Unterschriftsblatt",
    "Verbundanteil",
    "Vertretung",
    "Verwendungsnachweis",
    "Vorlage",
    "Vorlagenanlage",
    "Vorlagenfassung",
    "Widerspruch",
    "Zeichnung",
    "Zeichnungsweg",
    "Zielgruppe",
    "Zusammenschluss",
    "Zusatzfrage",
    "Zustaendigkeit",
]
