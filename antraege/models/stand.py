"""The legal state of an application, its steps, and the phases people see."""

from __future__ import annotations

from django.db import models


class Status(models.TextChoices):
    """The legal state. Only services change it, along ``UEBERGAENGE``; a trigger refuses any other step."""

    ENTWURF = "entwurf", "Entwurf"
    ZUR_UNTERSCHRIFT = "zur_unterschrift", "Liegt zur Unterschrift"
    EINGEREICHT = "eingereicht", "Eingegangen"
    NACHFORDERUNG = "nachforderung", "Zur Ergänzung zurückgegeben"
    VOLLSTAENDIG = "vollstaendig", "In fachlicher Prüfung"
    STELLUNGNAHME = "stellungnahme", "Gelegenheit zur Stellungnahme"
    IN_ZEICHNUNG = "in_zeichnung", "Liegt zur Zeichnung"
    GEZEICHNET = "gezeichnet", "Empfehlung gezeichnet"
    IM_GREMIUM = "im_gremium", "Wartet auf Beschluss"
    BESCHLOSSEN = "beschlossen", "Entschieden"
    BESCHIEDEN = "beschieden", "Bescheid erteilt"
    ABGESCHLOSSEN = "abgeschlossen", "Verfahren abgeschlossen"
    ZURUECKGEZOGEN = "zurueckgezogen", "Zurückgezogen"
    UNZULAESSIG = "unzulaessig", "Unzulässig"


class Ergebnis(models.TextChoices):
    """How it ended; apart from the state."""

    BEWILLIGT = "bewilligt", "Bewilligt"
    TEILBEWILLIGT = "teilbewilligt", "Teilweise bewilligt"
    ABGELEHNT = "abgelehnt", "Abgelehnt"
    VERFRISTET = "verfristet", "Verspätet eingegangen"


class Phase(models.TextChoices):
    """The nine phases shown to people (praxis 6); the legal state stands small beneath."""

    VORBEREITUNG = "vorbereitung", "Vorbereitung"
    EINGANG = "eingang", "Eingang"
    PRUEFUNG = "pruefung", "Prüfung"
    ERGAENZUNG = "ergaenzung", "Ergänzung"
    EMPFEHLUNG = "empfehlung", "Empfehlung"
    BESCHLUSS = "beschluss", "Beschluss"
    BESCHEID = "bescheid", "Bescheid"
    FOERDERUNG = "foerderung", "Förderung"
    NACHWEIS = "nachweis", "Nachweis"


class Eingangsweg(models.TextChoices):
    """How an application reached the district."""

    PORTAL = "portal", "Portal"
    EMAIL = "email", "E-Mail"
    POST = "post", "Post"
    BOTE = "bote", "Bote oder persönlich"
    TELEFON = "telefon", "Telefonnotiz"
    IMPORT = "import", "Import aus einer Tabelle"


S = Status

BEENDET = frozenset({S.ZURUECKGEZOGEN, S.UNZULAESSIG})  # without a decision
ENDZUSTAENDE = BEENDET | {S.ABGESCHLOSSEN}

# act -> (states it may start from, state it leads to); the whole life of an application.
UEBERGAENGE: dict[str, tuple[frozenset[Status], Status]] = {
    "zur_unterschrift_geben": (frozenset({S.ENTWURF}), S.ZUR_UNTERSCHRIFT),
    "in_entwurf_zurueckgeben": (frozenset({S.ZUR_UNTERSCHRIFT}), S.ENTWURF),
    "einreichen": (frozenset({S.ENTWURF, S.ZUR_UNTERSCHRIFT}), S.EINGEREICHT),
    "unzulaessig_feststellen": (frozenset({S.EINGEREICHT}), S.UNZULAESSIG),
    "zurueckgeben": (frozenset({S.EINGEREICHT}), S.NACHFORDERUNG),
    "ergaenzen": (frozenset({S.NACHFORDERUNG}), S.EINGEREICHT),
    "vollstaendigkeit_feststellen": (frozenset({S.EINGEREICHT}), S.VOLLSTAENDIG),
    "anhoeren": (frozenset({S.VOLLSTAENDIG}), S.STELLUNGNAHME),
    "empfehlen": (frozenset({S.VOLLSTAENDIG}), S.IN_ZEICHNUNG),
    "stellungnahme_abschliessen": (frozenset({S.STELLUNGNAHME}), S.IN_ZEICHNUNG),
    "ohne_zeichnung_zurueckgeben": (frozenset({S.IN_ZEICHNUNG}), S.VOLLSTAENDIG),
    "zeichnen": (frozenset({S.IN_ZEICHNUNG}), S.GEZEICHNET),
    "zeichnung_aufheben": (frozenset({S.GEZEICHNET}), S.VOLLSTAENDIG),
    "auf_vorlage_setzen": (frozenset({S.GEZEICHNET}), S.IM_GREMIUM),
    "von_vorlage_nehmen": (frozenset({S.IM_GREMIUM}), S.GEZEICHNET),
    "durch_verwaltung_entscheiden": (frozenset({S.GEZEICHNET}), S.BESCHLOSSEN),
    "durch_gremium_entscheiden": (frozenset({S.IM_GREMIUM}), S.BESCHLOSSEN),
    "bescheid_bereitstellen": (frozenset({S.BESCHLOSSEN}), S.BESCHIEDEN),
    "abschliessen": (frozenset({S.BESCHIEDEN}), S.ABGESCHLOSSEN),
    "zurueckziehen": (frozenset(S) - ENDZUSTAENDE - {S.BESCHIEDEN}, S.ZURUECKGEZOGEN),
}

PHASEN: dict[str, Phase] = {
    S.ENTWURF: Phase.VORBEREITUNG,
    S.ZUR_UNTERSCHRIFT: Phase.VORBEREITUNG,
    S.EINGEREICHT: Phase.EINGANG,
    S.NACHFORDERUNG: Phase.ERGAENZUNG,
    S.VOLLSTAENDIG: Phase.PRUEFUNG,
    S.STELLUNGNAHME: Phase.EMPFEHLUNG,
    S.IN_ZEICHNUNG: Phase.EMPFEHLUNG,
    S.GEZEICHNET: Phase.EMPFEHLUNG,
    S.IM_GREMIUM: Phase.BESCHLUSS,
    S.BESCHLOSSEN: Phase.BESCHLUSS,
    S.BESCHIEDEN: Phase.BESCHEID,
    S.ABGESCHLOSSEN: Phase.FOERDERUNG,
}
