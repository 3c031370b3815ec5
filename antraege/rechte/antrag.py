"""Rights around an application. States are checked here for the page's sake; the act itself compares and sets."""

from __future__ import annotations

from antraege import zeit
from antraege.models import (
    BEENDET,
    UEBERGAENGE,
    Antrag,
    Benutzer,
    Fachstellungnahme,
    Frist,
    Fristwunsch,
    Rolle,
    Status,
)
from antraege.rechte.grund import Bedingung, Recht, im_stand
from antraege.rechte.unterschrift import IM_PORTAL, JEMAND_ZEICHNET, MIT_BLATT, MIT_UNTERSCHRIFT

KOMMUNE = frozenset({Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZEICHNUNG})
ZEICHNUNGSBERECHTIGT = frozenset({Rolle.KOMMUNE_ZEICHNUNG})
SACHBEARBEITUNG = frozenset({Rolle.SACHBEARBEITUNG})
LEITUNG = frozenset({Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG})
AMT = SACHBEARBEITUNG | LEITUNG


def _stand(act: str) -> Bedingung:
    von, _ = UEBERGAENGE[act]
    return im_stand(*(s for s in Status if s in von))


def _bearbeitbar(user: Benutzer, antrag: Antrag) -> bool:
    return antrag.status in {Status.ENTWURF, Status.NACHFORDERUNG}


def _unterschreibt(user: Benutzer, antrag: Antrag) -> bool:
    return antrag.status == Status.ENTWURF or user.hat_rolle(
        *ZEICHNUNGSBERECHTIGT, kommune_id=antrag.kommune_id
    )


def _nicht_selbst_empfohlen(user: Benutzer, antrag: Antrag) -> bool:
    return user.pk != antrag.geprueft_von_id


def _nicht_selbst_vorgeschlagen(user: Benutzer, antrag: Antrag) -> bool:
    return user.pk != antrag.verspaetung_vorgeschlagen_von_id


def _nicht_fuer_die_kommune_taetig(user: Benutzer, antrag: Antrag) -> bool:
    """Neither for the applicant nor for a partner of its joint application."""
    if antrag.kommune_id in user.kommune_ids:
        return False
    if antrag.zusammenschluss_id is None or not user.kommune_ids:
        return True
    return not antrag.verbundanteile.filter(kommune__in=user.kommune_ids).exists()


def _ausstehende(antrag: Antrag) -> list[str]:
    offen = Fachstellungnahme.objects.abzuwarten(am=zeit.heute()).filter(antrag=antrag)
    return [bitte.get_stelle_display() for bitte in offen]


def _stufe_reicht(user: Benutzer, antrag: Antrag) -> bool:
    grenze = antrag.fassung.grenze_sachgebietsleitung
    if antrag.empfohlen_betrag is None or antrag.empfohlen_betrag <= grenze:
        return True
    return user.hat_rolle(Rolle.AMTSLEITUNG, landkreis_id=antrag.landkreis_id)


def _folgt_etwas(user: Benutzer, antrag: Antrag) -> bool:
    if antrag.eingegangen_am is None:
        return False
    return antrag.beschluss_folgt or antrag.fristen.filter(art=Frist.Art.NACHREICHUNG).exists()


def _frist_der_kommune(user: Benutzer, antrag: Antrag) -> bool:
    return antrag.status in {Status.NACHFORDERUNG, Status.STELLUNGNAHME}


def _noch_nicht_abgelehnt(user: Benutzer, antrag: Antrag) -> bool:
    return not Fristwunsch.objects.zu(antrag).filter(gewaehrt=False).exists()


def _gebeten(user: Benutzer, antrag: Antrag) -> bool:
    return _frist_der_kommune(user, antrag) and Fristwunsch.objects.zu(antrag).offen().exists()


BLATT_OFFEN = Bedingung(
    _bearbeitbar,
    "Ein Unterschriftsblatt gibt es nur, solange der Antrag Entwurf oder zur Ergänzung zurückgegeben ist.",
)
BEFANGEN = Bedingung(
    _nicht_fuer_die_kommune_taetig,
    "Wer für die antragstellende oder eine beteiligte Kommune tätig ist, wirkt an ihrem Antrag nicht mit.",
    "eine andere Person des Amts",
)


def _recht(rollen: frozenset[str], act: str, *weitere: Bedingung) -> Recht:
    return Recht(rollen, (_stand(act), *weitere))


def _pruefend(act: str, rollen: frozenset[str] = SACHBEARBEITUNG, *weitere: Bedingung) -> Recht:
    return _recht(rollen, act, BEFANGEN, *weitere)


ZWEITE_PERSON = Bedingung(
    _nicht_selbst_empfohlen,
    "Sie haben die Empfehlung selbst abgegeben. Zeichnen muss eine andere Person (Vier-Augen-Prinzip).",
    "Sachgebietsleitung oder Amtsleitung",
)
ZWEITE_PERSON_VERSPAETUNG = Bedingung(
    _nicht_selbst_vorgeschlagen,
    "Sie haben den Vorschlag selbst abgegeben. Entscheiden muss eine zweite Person (Vier-Augen-Prinzip).",
    "Sachgebietsleitung oder Amtsleitung",
)
VERSPAETET = Bedingung(lambda user, antrag: antrag.zu_spaet, "Der Antrag ist rechtzeitig eingegangen.")
ZUGELASSEN = Bedingung(
    lambda user, antrag: not antrag.verspaetet or antrag.verspaetung_zugelassen is True,
    "Der Antrag ist verspätet eingegangen. Zuerst ist zu entscheiden, ob er noch zugelassen wird.",
    "Sachgebietsleitung oder Amtsleitung",
)
OHNE_GREMIUM = Bedingung(
    lambda user, antrag: not antrag.braucht_beschluss,
    "Über diesen Antrag entscheidet das Gremium, nicht die Verwaltung.",
    "Geschäftsstelle Kreistag",
)
STUFE = Bedingung(
    _stufe_reicht, "Der Betrag liegt über der Wertgrenze der Sachgebietsleitung.", "Amtsleitung"
)

VOR_DEM_BESCHEID = Bedingung(
    lambda user, antrag: antrag.status in UEBERGAENGE["zurueckziehen"][0],
    "Zurückziehen lässt sich ein Antrag nur vor dem Bescheid. Danach ändert ihn nur noch ein weiterer Bescheid.",
    "Landratsamt",
)
STELLUNGNAHMEN_DA = Bedingung(
    lambda user, antrag: not _ausstehende(antrag),
    "Erbetene Fachstellungnahmen stehen noch aus. Weiter geht es, wenn alle da sind oder die Frist abgelaufen ist.",
    lambda antrag: ", ".join(_ausstehende(antrag)),
)

RECHTE: dict[str, Recht] = {
    "antrag.anlegen": Recht(KOMMUNE),
    "kommune.ratssitzungen": Recht(KOMMUNE),
    "antrag.bearbeiten": Recht(
        KOMMUNE,
        (
            Bedingung(
                lambda user, antrag: antrag.status != Status.ZUR_UNTERSCHRIFT,
                "Der Antrag liegt zur Unterschrift. Ändern können Sie ihn, sobald er in den Entwurf zurückgegeben ist.",
                "Zeichnungsberechtigte Person",
            ),
            Bedingung(
                _bearbeitbar,
                "Der Antrag ist eingereicht. Ändern können Sie ihn nur im Entwurf oder wenn er zur Ergänzung zurückgegeben ist.",
            ),
        ),
    ),
    "antrag.verbund_waehlen": Recht(
        KOMMUNE,
        (
            Bedingung(
                lambda user, antrag: antrag.status == Status.ENTWURF,
                "Mit wem Sie den Antrag stellen, lässt sich nur im Entwurf ändern.",
            ),
            Bedingung(
                lambda user, antrag: antrag.fassung.zusammenschluss_erlaubt,
                "Die Richtlinie dieser Runde lässt keinen gemeinsamen Antrag mehrerer Kommunen zu.",
            ),
        ),
    ),
    "antrag.angaben_uebernehmen": Recht(
        KOMMUNE,
        (
            Bedingung(
                lambda user, antrag: antrag.status == Status.ENTWURF,
                "Angaben lassen sich nur in einen Entwurf übernehmen.",
            ),
        ),
    ),
    "antrag.zur_unterschrift_geben": _recht(KOMMUNE, "zur_unterschrift_geben", IM_PORTAL, JEMAND_ZEICHNET),
    "antrag.in_entwurf_zurueckgeben": _recht(ZEICHNUNGSBERECHTIGT, "in_entwurf_zurueckgeben"),
    "antrag.einreichen": _recht(
        KOMMUNE,
        "einreichen",
        Bedingung(
            _unterschreibt,
            "Der Antrag liegt zur Unterschrift. Einreichen kann ihn jetzt die zeichnungsberechtigte Person.",
            "Zeichnungsberechtigte Person",
        ),
        MIT_BLATT,
        MIT_UNTERSCHRIFT,
    ),
    "antrag.blatt_erzeugen": Recht(KOMMUNE, (BLATT_OFFEN,)),
    "antrag.blatt_hochladen": Recht(KOMMUNE, (BLATT_OFFEN,)),
    "antrag.zurueckziehen": Recht(KOMMUNE, (VOR_DEM_BESCHEID,)),
    "antrag.nachreichen": Recht(
        KOMMUNE,
        (
            Bedingung(
                _folgt_etwas,
                "Für diesen Antrag ist keine Unterlage nachzureichen.",
            ),
            Bedingung(
                lambda user, antrag: antrag.status not in BEENDET,
                "Das Verfahren ist beendet. Es wird keine Unterlage mehr gebraucht.",
            ),
        ),
    ),
    "antrag.verspaetung_vorschlagen": _pruefend("unzulaessig_feststellen", SACHBEARBEITUNG, VERSPAETET),
    "antrag.verspaetung_entscheiden": _pruefend(
        "unzulaessig_feststellen", LEITUNG, VERSPAETET, ZWEITE_PERSON_VERSPAETUNG
    ),
    "antrag.zurueckgeben": _pruefend("zurueckgeben", SACHBEARBEITUNG, ZUGELASSEN),
    "antrag.frist_verlaengern": Recht(
        AMT,
        (
            BEFANGEN,
            Bedingung(
                _frist_der_kommune,
                "Verlängern lässt sich die Frist nur, solange der Antrag zur Ergänzung zurückgegeben ist oder die Kommune Stellung nehmen kann.",
            ),
        ),
    ),
    "antrag.mehr_zeit_erbitten": Recht(
        KOMMUNE,
        (
            Bedingung(
                _frist_der_kommune,
                "Um mehr Zeit bitten Sie, solange der Antrag zur Ergänzung zurückgegeben ist oder Sie Stellung nehmen können.",
            ),
            Bedingung(
                _noch_nicht_abgelehnt,
                "Das Landratsamt hat Ihre Bitte um mehr Zeit abgelehnt. Zu dieser Frist können Sie nicht noch einmal bitten.",
                "Landratsamt",
            ),
        ),
    ),
    "antrag.mehr_zeit_ablehnen": Recht(
        AMT,
        (
            BEFANGEN,
            Bedingung(_gebeten, "Es gibt keine unbeantwortete Bitte der Kommune um mehr Zeit.", "Kommune"),
        ),
    ),
    "antrag.ergaenzen": _recht(KOMMUNE, "ergaenzen"),
    "antrag.ohne_ergaenzung_weiterpruefen": _pruefend("ergaenzen"),
    "antrag.vollstaendigkeit_feststellen": _pruefend(
        "vollstaendigkeit_feststellen", SACHBEARBEITUNG, ZUGELASSEN
    ),
    "antrag.empfehlen": _pruefend("empfehlen", SACHBEARBEITUNG, STELLUNGNAHMEN_DA),
    "antrag.stellungnahme_abgeben": _recht(KOMMUNE, "stellungnahme_abschliessen"),
    "antrag.zeichnen": _pruefend("zeichnen", LEITUNG, ZWEITE_PERSON, STUFE),
    "antrag.ohne_zeichnung_zurueckgeben": _pruefend("ohne_zeichnung_zurueckgeben", LEITUNG, ZWEITE_PERSON),
    # Decided without a further person: the signature stands; the committee's office types what the committee decided.
    "antrag.durch_verwaltung_entscheiden": _pruefend("durch_verwaltung_entscheiden", LEITUNG, OHNE_GREMIUM),
    "antrag.durch_gremium_entscheiden": _recht(
        frozenset({Rolle.GESCHAEFTSSTELLE}), "durch_gremium_entscheiden"
    ),
}
