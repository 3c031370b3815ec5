"""Which act tells whom what: one table from the kind of a log entry to its messages.

Municipalities hear at once, by e-mail to the functional mailbox and in the portal. The district reads its messages
in the portal; an e-mail goes there only where somebody must mend something now (``sofort``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from antraege.models import Ereignis, Rolle
from notifications.empfaenger import (
    ALLE_KOMMUNEN,
    KOMMUNE,
    Adressat,
    abwesend,
    deckende,
    federfuehrende,
    freigebende,
    fuehrende,
    gegenueber,
    genannte_stelle,
    im_portal,
    nach_serie_zulassende,
    nach_zeichnung,
    per_post,
    pruefende,
    versendende,
    vertretend,
    zeichnende,
    zugewiesen,
    zulassende,
)
from notifications.models import Kanal


@dataclass(frozen=True)
class Botschaft:
    """One message: its text (``templates/notifications/email/<art>.txt``), to whom, by which channels.

    ``schritt`` names what the district has to do next.
    """

    art: str
    an: Adressat
    kanaele: tuple[Kanal, ...]
    schritt: str = ""


def kommune(art: str) -> Botschaft:
    """To the municipality: mailbox and portal."""
    return Botschaft(art, KOMMUNE, (Kanal.EMAIL, Kanal.PORTAL))


def alle_kommunen(art: str) -> Botschaft:
    """To every municipality of the district: mailbox and portal."""
    return Botschaft(art, ALLE_KOMMUNEN, (Kanal.EMAIL, Kanal.PORTAL))


def kommune_portal(art: str) -> Botschaft:
    """To the municipality's members, in the portal only."""
    return Botschaft(art, KOMMUNE, (Kanal.PORTAL,))


def aufgabe(an: Adressat, schritt: str) -> Botschaft:
    """To those in the district who are next."""
    return Botschaft("aufgabe", an, (Kanal.PORTAL,), schritt)


def sofort(an: Adressat, schritt: str) -> Botschaft:
    """The same where it cannot wait for the next look into the portal."""
    return Botschaft("aufgabe", an, (Kanal.EMAIL, Kanal.PORTAL), schritt)


def person(art: str, an: Adressat) -> Botschaft:
    """To a role, or to whom a function of the case names, a person or a municipality: mailbox and portal."""
    return Botschaft(art, an, (Kanal.EMAIL, Kanal.PORTAL))


def hinweis(an: Adressat) -> Botschaft:
    """To those in the district who should know."""
    return Botschaft("hinweis", an, (Kanal.PORTAL,))


E, R = Ereignis, Rolle

KATALOG: Mapping[Ereignis, tuple[Botschaft, ...]] = {
    E.ANTRAG_ANGELEGT: (),
    E.ANTRAG_ZUR_UNTERSCHRIFT: (kommune("zur_unterschrift"),),
    E.ANTRAG_IN_ENTWURF: (kommune_portal("in_entwurf"),),
    E.ANTRAG_EINGEREICHT: (kommune("eingang"), aufgabe(R.SACHBEARBEITUNG, "Formale Prüfung")),
    E.ANTRAG_VERSPAETET: (
        kommune("eingang_verspaetet"),
        aufgabe(R.SACHBEARBEITUNG, "Vorschlag zur Verspätung"),
    ),
    E.VERSPAETUNG_VORGESCHLAGEN: (aufgabe(R.SACHGEBIETSLEITUNG, "Entscheidung über die Verspätung"),),
    E.VERSPAETUNG_ZUGELASSEN: (
        kommune("verspaetung_zugelassen"),
        aufgabe(R.SACHBEARBEITUNG, "Formale Prüfung"),
    ),
    E.VERSPAETUNG_ENTFALLEN: (
        kommune("verspaetung_entfallen"),
        aufgabe(R.SACHBEARBEITUNG, "Formale Prüfung"),
    ),
    E.ANTRAG_UNZULAESSIG: (kommune("unzulaessig"), hinweis(R.SACHBEARBEITUNG)),
    E.ANTRAG_ZURUECKGEGEBEN: (kommune("rueckgabe"),),
    E.ANTRAG_ERGAENZT: (kommune("ergaenzung_eingang"), aufgabe(R.SACHBEARBEITUNG, "Formale Prüfung")),
    E.ERGAENZUNG_AUSGEBLIEBEN: (
        kommune("ergaenzung_ausgeblieben"),
        aufgabe(R.SACHBEARBEITUNG, "Formale Prüfung"),
    ),
    E.FRIST_VERLAENGERT: (kommune("frist_verlaengert"),),
    E.MEHR_ZEIT_ERBETEN: (sofort(R.SACHBEARBEITUNG, "Bitte um mehr Zeit beantworten"),),
    E.MEHR_ZEIT_ABGELEHNT: (kommune("mehr_zeit_abgelehnt"),),
    E.UNTERLAGE_NACHGEREICHT: (kommune("unterlage_eingang"), hinweis(R.SACHBEARBEITUNG)),
    E.ANTRAG_VOLLSTAENDIG: (kommune("vollstaendig"),),
    E.ANTRAG_EMPFOHLEN: (aufgabe(zeichnende, "Zeichnung der Empfehlung"),),
    E.STELLUNGNAHME_ERBETEN: (kommune("stellungnahme"),),
    E.STELLUNGNAHME_EINGEGANGEN: (
        kommune("stellungnahme_eingang"),
        aufgabe(zeichnende, "Zeichnung der Empfehlung"),
        hinweis(R.SACHBEARBEITUNG),
    ),
    E.STELLUNGNAHME_ABGELAUFEN: (
        kommune("stellungnahme_abgelaufen"),
        aufgabe(zeichnende, "Zeichnung der Empfehlung"),
    ),
    E.ANTRAG_GEZEICHNET: (aufgabe(nach_zeichnung, "Sitzungsvorlage"), hinweis(R.SACHBEARBEITUNG)),
    E.OHNE_ZEICHNUNG_ZURUECK: (sofort(R.SACHBEARBEITUNG, "Fachliche Prüfung"),),
    E.ANTRAG_AUF_VORLAGE: (),
    E.ANTRAG_VON_VORLAGE: (hinweis(R.SACHBEARBEITUNG), hinweis(R.GESCHAEFTSSTELLE)),
    E.ANTRAG_ENTSCHIEDEN: (kommune("entschieden"), aufgabe(R.SACHBEARBEITUNG, "Bescheid entwerfen")),
    E.ANTRAG_ZURUECKGEZOGEN: (kommune("zurueckgezogen"), hinweis(R.SACHBEARBEITUNG)),
    E.ANTRAG_ABGESCHLOSSEN: (kommune_portal("abgeschlossen"),),
    E.BESCHEID_ENTWORFEN: (
        aufgabe(freigebende, "Freigabe des Bescheids"),
        aufgabe(zulassende, "Ausnahme vom Haushaltsvorbehalt prüfen"),
        Botschaft("haushalt_wartet", deckende, (Kanal.PORTAL,)),
    ),
    E.BESCHEID_ZURUECKGEGEBEN: (sofort(R.SACHBEARBEITUNG, "Bescheid entwerfen"),),
    E.BESCHEID_FREIGEGEBEN: (),
    E.BESCHEID_BEREITGESTELLT: (
        person("bescheid_bereit", im_portal),
        person("bescheid_folgt", per_post),
        aufgabe(versendende, "Bescheid per Post senden"),
    ),
    E.BESCHEID_GEOEFFNET: (kommune("bescheid_geoeffnet"), hinweis(R.SACHBEARBEITUNG)),
    E.BESCHEID_PER_POST: (
        kommune("bescheid_per_post"),
        aufgabe(R.SACHBEARBEITUNG, "Bescheid per Post senden"),
    ),
    E.VORLAGE_ERSTELLT: (),  # whoever begins it writes it
    E.VORLAGE_FREIGEGEBEN: (aufgabe(R.GESCHAEFTSSTELLE, "Ergebnis der Vorberatung erfassen"),),
    E.VORLAGE_ZURUECKGEGEBEN: (sofort(federfuehrende, "Sitzungsvorlage überarbeiten"),),
    E.VORLAGE_BERATEN: (hinweis(R.SACHBEARBEITUNG), hinweis(R.AMTSLEITUNG)),
    E.VORLAGE_BESCHLOSSEN: (hinweis(R.SACHBEARBEITUNG), hinweis(R.AMTSLEITUNG), hinweis(R.KAEMMEREI)),
    E.VORLAGE_TEILS_BESCHLOSSEN: (hinweis(R.SACHBEARBEITUNG), hinweis(R.AMTSLEITUNG), hinweis(R.KAEMMEREI)),
    E.VORLAGE_VERTAGT: (hinweis(R.SACHBEARBEITUNG), hinweis(R.AMTSLEITUNG)),
    E.FALLZAHLEN_ERFASST: (),
    E.KONTINGENT_ERFASST: (hinweis(R.PERSONAL), hinweis(R.SACHBEARBEITUNG)),
    E.INANSPRUCHNAHME_ERKLAERT: (hinweis(R.SACHBEARBEITUNG),),
    E.EINVERNEHMEN_ERKLAERT: (hinweis(R.SACHBEARBEITUNG), hinweis(R.PERSONAL)),
    E.STELLE_GESCHAFFEN: (hinweis(R.KAEMMEREI), hinweis(R.SACHBEARBEITUNG)),
    E.STELLE_ERFASST: (kommune("anteil_erfasst"), hinweis(R.KAEMMEREI)),
    E.STELLE_AUFGESTOCKT: (kommune("anteil_erfasst"), hinweis(R.KAEMMEREI)),
    E.STELLE_BEENDET: (hinweis(R.KAEMMEREI), hinweis(R.SACHBEARBEITUNG)),
    E.STELLE_ENTSCHIEDEN: (person("stelle_entschieden", gegenueber), hinweis(R.KAEMMEREI)),
    E.STELLE_BESETZT: (hinweis(R.SACHBEARBEITUNG),),
    E.STELLE_UNBESETZT: (hinweis(R.SACHBEARBEITUNG), hinweis(R.KAEMMEREI)),
    E.KENNZEICHEN_GELOESCHT: (),
    E.FRIST_ABGELAUFEN: (hinweis(fuehrende),),
    E.FASSUNG_FESTGESTELLT: (hinweis(R.SACHBEARBEITUNG),),
    E.RUNDE_VEROEFFENTLICHT: (alle_kommunen("runde_veroeffentlicht"), hinweis(R.SACHBEARBEITUNG)),
    E.ANTRAGSFRIST_VERLAENGERT: (
        alle_kommunen("antragsfrist_verlaengert"),
        hinweis(R.SACHBEARBEITUNG),
    ),
    E.RUECKLAUF_ERINNERT: (kommune("ruecklauf"),),
    E.RUNDE_OHNE_ANTWORT: (
        person("runde_ohne_antwort", R.SACHGEBIETSLEITUNG),
        person("runde_ohne_antwort", R.SACHBEARBEITUNG),
    ),
    E.ANTRAG_ERFASST: (kommune("erfasst"), aufgabe(pruefende, "Prüfung des erfassten Eingangs")),
    E.ENTWURF_ERSETZT: (),  # the receipt of what replaces it says so
    E.AKTENVERMERK: (),
    E.BLATT_ERZEUGT: (),
    E.BLATT_UNTERSCHRIEBEN: (),
    E.UNTERSCHRIFT_AUFGEHOBEN: (kommune_portal("unterschrift_aufgehoben"),),
    E.ZEICHNUNG_AUFGEHOBEN: (
        aufgabe(R.SACHBEARBEITUNG, "Fachliche Prüfung"),
        hinweis(R.SACHGEBIETSLEITUNG),
        hinweis(R.GESCHAEFTSSTELLE),
    ),
    E.FACHSTELLUNGNAHME_ERBETEN: (
        Botschaft("fachstellungnahme", genannte_stelle, (Kanal.EMAIL, Kanal.PORTAL)),
    ),
    E.FACHSTELLUNGNAHME_EINGEGANGEN: (hinweis(R.SACHBEARBEITUNG),),
    E.FACHSTELLUNGNAHME_ZURUECK: (hinweis(genannte_stelle),),
    E.AUFGABE_UEBERNOMMEN: (),
    E.AUFGABE_ZUGEWIESEN: (Botschaft("aufgabe_zugewiesen", zugewiesen, (Kanal.PORTAL,)),),
    E.AUFGABE_ABGEGEBEN: (),
    # The link goes to the functional mailbox alone: who reads that vouches for the person (praxis 4 (1)).
    E.ZUGANG_EINGELADEN: (Botschaft("einladung", KOMMUNE, (Kanal.EMAIL,)),),
    E.ZUGANG_ANGENOMMEN: (kommune("zugang_angenommen"),),
    E.ZUGANG_WIDERRUFEN: (kommune("zugang_widerrufen"),),
    E.ZUGANG_BEENDET: (kommune("zugang_beendet"),),
    E.ZUGANG_WIEDERHERGESTELLT: (
        Botschaft("einladung", KOMMUNE, (Kanal.EMAIL,)),
        kommune("zugang_wiederhergestellt"),
    ),
    E.VERTRETUNG_EINGETRAGEN: (
        person("vertretung_abwesend", abwesend),
        person("vertretung_uebernimmt", vertretend),
    ),
    E.VERTRETUNG_BEENDET: (person("vertretung_beendet", abwesend), person("vertretung_beendet", vertretend)),
    E.ERSATZROLLE_BESTIMMT: (hinweis(R.SACHGEBIETSLEITUNG),),
    E.IMPORT_UEBERNOMMEN: (hinweis(R.SACHBEARBEITUNG),),
    E.SITZUNG_EINGETRAGEN: (),
    E.ZUSTAENDIGKEIT_GEAENDERT: (),
    E.RATSDATEN_UEBERNOMMEN: (),
    E.ERMAECHTIGUNG_BESTIMMT: (hinweis(R.PERSONAL), hinweis(R.SACHBEARBEITUNG)),
    E.ZEICHNUNGSWEG_GEAENDERT: (hinweis(R.GESCHAEFTSSTELLE), hinweis(R.AMTSLEITUNG)),
    E.VORLAGE_ZUR_MITZEICHNUNG: (aufgabe(genannte_stelle, "Sitzungsvorlage zeichnen"),),
    E.VORLAGE_MITGEZEICHNET: (aufgabe(genannte_stelle, "Sitzungsvorlage zeichnen"),),
    E.VORLAGE_VEROEFFENTLICHT: (hinweis(R.SACHBEARBEITUNG),),
    E.VORLAGE_NEUE_FASSUNG: (
        aufgabe(federfuehrende, "Sitzungsvorlage überarbeiten"),
        hinweis(R.AMTSLEITUNG),
    ),
    E.VORLAGE_ZURUECKGEZOGEN: (hinweis(R.SACHBEARBEITUNG), hinweis(R.AMTSLEITUNG)),
    E.AENDERUNGSANTRAG_ERFASST: (hinweis(R.SACHBEARBEITUNG), hinweis(R.AMTSLEITUNG)),
    E.BESCHLUSS_BESTAETIGT: (hinweis(R.SACHBEARBEITUNG),),
    E.MASSGABE_GESETZT: (person("massgabe", genannte_stelle),),
    E.MASSGABE_ERLEDIGT: (hinweis(R.GESCHAEFTSSTELLE),),
    E.HAUSVORLAGE_ERSETZT: (),
    E.TEXTBAUSTEINE_GEAENDERT: (),
    E.BESCHEIDE_ENTWORFEN: (
        aufgabe(R.SACHGEBIETSLEITUNG, "Freigabe der Bescheide"),
        Botschaft("haushalt_wartet", nach_serie_zulassende, (Kanal.PORTAL,)),
    ),
    E.BESCHEIDE_FREIGEGEBEN: (hinweis(R.SACHBEARBEITUNG),),
    E.FOLGEBESCHEID_BEGONNEN: (),
    E.FOLGEBESCHEID_VERWORFEN: (hinweis(R.SACHGEBIETSLEITUNG),),
    E.HAUSHALT_ERFASST: (hinweis(R.SACHBEARBEITUNG), hinweis(R.AMTSLEITUNG)),
    E.HAUSHALT_AUSNAHME: (hinweis(R.SACHBEARBEITUNG), hinweis(R.SACHGEBIETSLEITUNG)),
    E.ZUSTIMMUNG_ERKLAERT: (kommune("zustimmung_erklaert"), hinweis(R.SACHBEARBEITUNG)),
    E.ZUSTIMMUNG_WIDERRUFEN: (kommune("zustimmung_widerrufen"), hinweis(R.SACHBEARBEITUNG)),
    E.BESCHEID_VERSANDT: (kommune("bescheid_versandt"),),
    E.RECHTSBEHELF_VERZICHT: (kommune("rechtsbehelf_verzicht"), hinweis(R.SACHBEARBEITUNG)),
    E.BESCHEID_BESTANDSKRAEFTIG: (kommune("bescheid_bestandskraeftig"), hinweis(R.SACHBEARBEITUNG)),
    E.WIDERSPRUCH_EINGEGANGEN: (
        kommune("widerspruch_eingegangen"),
        aufgabe(R.SACHGEBIETSLEITUNG, "Entscheidung über den Widerspruch"),
    ),
    E.WIDERSPRUCH_WIEDEREINGESETZT: (
        kommune("widerspruch_wiedereingesetzt"),
        hinweis(R.SACHBEARBEITUNG),
    ),
    E.WIDERSPRUCH_ENTSCHIEDEN: (kommune("widerspruch_entschieden"), hinweis(R.SACHBEARBEITUNG)),
    E.KLAGE_EINGEGANGEN: (
        kommune("klage_eingegangen"),
        hinweis(R.SACHGEBIETSLEITUNG),
        hinweis(R.AMTSLEITUNG),
    ),
    E.KLAGE_BEENDET: (kommune("klage_beendet"), hinweis(R.SACHBEARBEITUNG)),
}
