"""One way through each stage by the right people, so that every act succeeds at least once; "tage:14" lets days pass.

``act:number`` hands the act its number, ``act@person`` gives it to somebody else.
"""

from itertools import zip_longest

WEGE = {
    "frisch": [
        "speichern ratssitzungen zur_unterschrift in_entwurf zur_unterschrift unterschreiben nachreichen zurueckziehen anlegen:2",
        "tage:14 verspaetet_einreichen vorschlagen zulassen vollstaendig",
        "tage:14 verspaetet_einreichen vorschlagen ablehnen",
        "tage:14 verspaetet_einreichen antragsfrist_verlaengern tage:1 vollstaendig",
        "vertretung_eintragen vertretung_beenden ersatz_bestimmen rolle_endet zustimmung zustimmung",
        "verbinden:2 aufteilen vereinbarung_beilegen zur_unterschrift unterschreiben vollstaendig",
        "verbinden:2 aufloesen anlegen:3 uebernehmen erfassen:2 erfassen:3",
        "verzicht:3 verzicht_zuruecknehmen:3 verzicht:3 anlegen:3 runde_kopieren runde_aendern runde_veroeffentlichen",
        "fassung_anlegen fassung_verwerfen fassung_anlegen fassung_aendern fassung_feststellen runde_kopieren"
        " runde_verwerfen textbaustein fallzahl:12 einreichen",
        "selbst_wahrnehmen landesmittel:4 landesanteil",
        "empfang rolle_wechselt:3 einladen einladung_widerrufen einladen:3 einladung_annehmen wiederherstellen:1 tage:1",
    ],
    "blatt": [
        "blatt_erzeugen blatt_hochladen einreichen punkte_formal:0 vollstaendig punkte_fachlich:0 empfehlen zeichnen"
    ],
    "eingereicht": [
        "aufgabe_uebernehmen aufgabe_abgeben aufgabe_zuweisen stellungnahme_erbitten:9 stellungnahme_abgeben vermerken"
        " nachreichen vollstaendig kuerzen stellungnahme ohne_zeichnung ablehnend tage:30 zeichnen bescheid_entwerfen",
        "stellungnahme_erbitten:9 bitte_zuruecknehmen zurueckgeben ergaenzen aktenzeichen",
        "tabelle_hochladen tabelle_uebernehmen",
    ],
    "zurueck": [
        "mehr_zeit mehr_zeit:2 verlaengern mehr_zeit:9 mehr_zeit_ablehnen verlaengern:20 ergaenzen",
        "verlaengern ergaenzen",
        "tage:30 ohne_ergaenzung vollstaendig",
    ],
    "zeichnung": ["ohne_zeichnung empfehlen zeichnen"],
    "gezeichnet": [
        "zeichnung_aufheben",
        "vorlage_beginnen ueberarbeiten mitzeichnen vorlage_zurueckgeben@kaemmerei ueberarbeiten:9 mitzeichnen"
        " mitzeichnen_kaemmerei vorlage_freigeben veroeffentlichen neue_fassung vorlage_zurueckziehen",
    ],
    "vorlage": [
        "ergaenzungsvorlage ermaechtigung_bestimmen aenderungsantrag aenderungsantrag_entscheiden",
        "aenderungsantrag aenderungsantrag_entscheiden tage:90 vorberatung bestaetigen tage:30 beschluss:3"
        " massgabe_erledigen bescheid_entwerfen",
        "tage:90 vorberatung:4 tage:90 vorberatung:2 tage:30 beschluss:2",
        "gremium_pflegen zustaendigkeit:13 sitzung_eintragen ziel_bestimmen zeichnungsweg_aendern tischvorlage"
        " sitzung_verlegen:9 sitzung_schliessen tage:100 vorberatung sitzung_absagen tage:90 beschluss",
    ],
    "beschlossen": [
        "bestaetigen bescheid_entwerfen bescheid_freigeben oeffnen",
        "ermaechtigung_bestimmen:2 landesmittel:4 uebertragen:2 einvernehmen stelle_schaffen kreisstelle_besetzen kreisstelle_freimelden kreisstelle_beenden:3",
    ],
    "entschieden": [
        "bescheid_entwerfen bescheid_zurueckgeben bescheid_entwerfen haushalt_aussetzen haushalt_ausnahme bescheid_freigeben",
        "serie_entwerfen serie_freigeben",
    ],
    "bereit": ["oeffnen_daneben stelle_erfassen", "kontingent haushalt_kuerzen tage:20"],
    "post": ["versenden:1 tage:5 widerspruch_erfassen:1"],
    "bekannt": [
        "tage:5 verzichten widerspruch_erfassen",
        "klage_erfassen klage_beenden",
        "tage:40 widerspruch_erfassen:1 wiedereinsetzen widerspruch_entscheiden:1",
    ],
    "widerspruch": ["widerspruch_entscheiden:0", "widerspruch_entscheiden:2 klage_erfassen klage_beenden:2"],
    "stelle": [
        "folgebescheid_beginnen:0 folgebescheid_verwerfen folgebescheid_beginnen:0 folgebescheid_entwerfen"
        " folgebescheid_zurueckgeben folgebescheid_entwerfen folgebescheid_freigeben oeffnen_daneben",
        "stelle_beenden ansatz_aendern ansatz_aendern:2",
        "stelle_entscheiden:0 stelle_entscheiden:1",
    ],
}

# Rights without an act in the walk, each with its reason.
OHNE_HANDLUNG = {
    "runde.erfassen": "öffnet die Seite, ehe die Kommune gewählt ist; was sie tut, fragt antrag.erfassen",
    "hausvorlage.ersetzen": "Schriftbild künftiger Freigaben; kein Stand, keine Zahl; tests/antraege/test_hausvorlage.py",
    "ratssystem.abrufen": "liest ein fremdes System; was er schreibt, prüft tests/antraege/test_ratsabruf.py am echten Netz",
    "ruecklauf.einsehen": "nur lesen",
    "ruecklauf.erinnern": "eine Nachricht, keine Handlung am Verfahren",
}


def gaenge():
    """Ways that may be taken in one world, one after the other, each from its own stage: judging costs more than acting.

    Where days pass, all cases move; such a way stands alone.
    """
    ruhig = [[weg for weg in wege if "tage:" not in weg] for wege in WEGE.values()]
    for schicht in zip_longest(*ruhig):
        yield [(anfang, weg) for anfang, weg in zip(WEGE, schicht, strict=True) if weg]
    for anfang, wege in WEGE.items():
        yield from ([(anfang, weg)] for weg in wege if "tage:" in weg)


def gehe(gang, anfang, weg):
    """Take a way from its stage; each act must succeed."""
    fall = gang.welt.faelle[anfang]
    for wort in weg.split():
        name, _, zahl = wort.partition(":")
        name, _, wer = name.partition("@")
        if name == "tage":
            gang.vergehe(int(zahl))
        else:
            getan = gang.tue(name, fall, wer or None, int(zahl or 1))
            assert getan, f"{anfang}: {name} is refused: {gang.letzter_fehler}"
