"""The figures and lists single texts need: which deadline, what is missing, which remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, cast

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse

from antraege import fristen, zeit
from antraege.berechnung import hoechststand
from antraege.models import (
    Anlage,
    Antrag,
    Einladung,
    Ereignis,
    Foerderprogramm,
    Frist,
    Fristwunsch,
    Klage,
    Protokolleintrag,
    Serienlauf,
    Stelle,
    Widerspruch,
)
from antraege.regelwerk import FRAGE, UNTERLAGE
from antraege.services import haushaltswarten, nachreichung
from antraege.services.antrag import fehlendes
from notifications.fall import Fall

# Until when the formal check is usually done, in working days after receipt (an expectation, not a promise).
PRUEFZEIT = 10
# How long somebody may object that it was sent in time another way, in days after the deadline.
EINWAND = 7
# Words where the label of the form would not fit into a list.
NAMEN = {
    "begruendung": "Begründung",
    "beantragt_vzae": "Stellenanteil",
    "ausnahme_grund": "Grund, Drittmittel nicht zuerst zu nutzen",
    "erklaerung_richtig": "Erklärungen",
    "erklaerung_keine_doppelfoerderung": "Erklärungen",
    "erklaerung_befugt": "Erklärungen",
    "beschluss": "Beschluss des Gemeinderats",
}
OFFEN = {
    Frist.Art.NACHREICHUNG: "die angekündigten Unterlagen",
    Frist.Art.STELLUNGNAHME: "Ihre Stellungnahme",
    Frist.Art.ABRUF: "der Abruf des Bescheids",
    Frist.Art.VERWENDUNGSNACHWEIS: "der Verwendungsnachweis",
    Frist.Art.ZEICHNUNG: "die Zeichnung der Empfehlung",
    Frist.Art.FACHSTELLUNGNAHME: "die Fachstellungnahme",
}


def zu(art: str, fall: Fall) -> dict[str, Any]:
    """What the text ``art`` needs beyond the case itself."""
    werte: dict[str, Any] = {"frist": fall.frist or _frist(FRISTEN.get(art), fall.antrag)}
    if sammeln := SAMMLER.get(art):
        werte |= sammeln(fall)
    return werte


def feldname(feld: str) -> str:
    """The short German name of a field of the application."""
    if feld in NAMEN:
        return NAMEN[feld]
    if feld.startswith("zielgruppe_"):
        return "Fallzahlen"
    if feld.startswith(FRAGE):
        return "Zusatzfrage"
    if feld.startswith(UNTERLAGE) and feld.removeprefix(UNTERLAGE) in Anlage.Art.values:
        return Anlage.Art(feld.removeprefix(UNTERLAGE)).label
    try:
        return str(Antrag._meta.get_field(feld).verbose_name)
    except FieldDoesNotExist:
        return feld.replace("_", " ").capitalize()


def aufzaehlung(felder: Iterable[str]) -> str:
    """Names of fields, each once, in their order."""
    return ", ".join(dict.fromkeys(feldname(feld) for feld in felder))


def _frist(art: str | None, antrag: Antrag | None) -> Frist | None:
    if art is None or antrag is None:
        return None
    return antrag.fristen.filter(art=art).order_by("-pk").first()


def _eingang(fall: Fall) -> dict[str, Any]:
    tag = zeit.heute() if fall.eintrag is None else fall.eintrag.wirksam_am
    return {"geprueft_bis": fristen.arbeitstage_nach(tag, PRUEFZEIT).tag} | _nachzureichen(fall)


def _nachzureichen(fall: Fall) -> dict[str, Any]:
    return {"nachzureichen": nachreichung.namen(cast(Antrag, fall.antrag))}


def _unterlage(fall: Fall) -> dict[str, Any]:
    """Which paper came in, by the log's words (they may be erased), and which are still to come."""
    text = fall.eintrag.text if fall.eintrag else None
    return {"unterlage": text.text if text else "die angekündigte Unterlage"} | _nachzureichen(fall)


def _erfasst(fall: Fall) -> dict[str, Any]:
    antrag = cast(Antrag, fall.antrag)
    beendet = Antrag.objects.filter(kommune=antrag.kommune_id, runde=antrag.runde_id, pk__lt=antrag.pk)
    return {
        "eingang": antrag.eingegangen_am,
        "weg": antrag.get_eingangsweg_display(),
        "ersetzt": beendet.filter(protokoll__art=Ereignis.ENTWURF_ERSETZT).exists(),
    } | _nachzureichen(fall)


def _anmerkungen(fall: Fall) -> dict[str, Any]:
    alle = list(cast(Antrag, fall.antrag).anmerkungen.all())
    letzte = [a.feld for a in alle if a.durchgang == alle[-1].durchgang]
    return {"anzahl": len(letzte), "liste": aufzaehlung(letzte)}


def _fachstellungnahme(fall: Fall) -> dict[str, Any]:
    bitte = cast(Protokolleintrag, fall.eintrag).objekt_id
    return {"frist": Frist.objects.filter(fachstellungnahme=bitte).order_by("-pk").first()}


def _massgabe(fall: Fall) -> dict[str, Any]:
    eintrag = cast(Protokolleintrag, fall.eintrag)
    return {"frist": Frist.objects.filter(massgabe=eintrag.objekt_id).first()}


def _bescheid(fall: Fall) -> dict[str, Any]:
    bescheid = fall.bescheid
    fristen_dazu = bescheid.fristen.filter(art=Frist.Art.RECHTSBEHELF).order_by("-pk") if bescheid else None
    return {"bescheid": bescheid} | ({"frist": fristen_dazu.first()} if fristen_dazu else {})


def _widerspruch(fall: Fall) -> dict[str, Any]:
    """The objection an entry is about; it knows until when its decision may be brought to the court."""
    zeile = Widerspruch.objects.filter(pk=cast(Protokolleintrag, fall.eintrag).objekt_id)
    return {"widerspruch": zeile.first()}


def _klage(fall: Fall) -> dict[str, Any]:
    """The action an entry is about, and the notice with what its end did to it."""
    zeile = Klage.objects.select_related("bescheid").filter(pk=cast(Protokolleintrag, fall.eintrag).objekt_id)
    return {"klage": zeile.first()}


def _haushalt_wartet(fall: Fall) -> dict[str, Any]:
    """How many notices wait for the budget, one or those of a run, and the page that lists them."""
    if fall.antrag is not None:
        return {"anzahl": 1, "ziel": reverse("haushalt", args=[fall.antrag.runde.programm_id])}
    lauf = Serienlauf.objects.get(pk=cast(Protokolleintrag, fall.eintrag).objekt_id)
    programm = cast(Foerderprogramm, haushaltswarten.programm_von(lauf))
    wartend = haushaltswarten.der_serie(lauf, zeit.heute())
    return {"anzahl": len(wartend), "ziel": reverse("haushalt", args=[programm.pk])}


def _erinnerung(fall: Fall) -> dict[str, Any]:
    frist = cast(Frist, fall.frist)
    return {
        "tage": (frist.faellig_am - zeit.heute()).days,
        "liste": fehlt_noch(frist),
        "einwand_bis": fristen.frist(frist.faellig_am, f"{EINWAND}T").tag,
        "folge": frist.folge.rstrip(". "),
    }


def fehlt_noch(frist: Frist) -> str:
    """What is still missing to keep a deadline, as a list of words."""
    if frist.antrag is None:
        return ""
    if frist.art == Frist.Art.ANTRAG:
        return aufzaehlung(punkt.feld for punkt in fehlendes(frist.antrag)) or "das verbindliche Einreichen"
    if frist.art == Frist.Art.ERGAENZUNG:
        offen = frist.antrag.anmerkungen.filter(beantwortet_am__isnull=True)
        return aufzaehlung(offen.values_list("feld", flat=True)) or "das Einreichen der Ergänzung"
    if frist.art == Frist.Art.NACHREICHUNG:
        return nachreichung.namen(frist.antrag) or OFFEN[Frist.Art.NACHREICHUNG]
    return OFFEN.get(Frist.Art(frist.art), "")


def _ohne_antwort(fall: Fall) -> dict[str, Any]:
    """How many stayed silent until which last day, as the entry has it; both may have changed since."""
    eintrag = cast(Protokolleintrag, fall.eintrag)
    return {"anzahl": eintrag.nachher, "ende": eintrag.vorher}


def _stellenende(fall: Fall) -> dict[str, Any]:
    frist, stelle = cast(Frist, fall.frist), cast(Stelle, fall.stelle)
    ab = frist.faellig_am + timedelta(days=1)
    danach = stelle.anteile.filter(ende__gte=ab).values_list("vzae", "beginn", "ende")
    return {
        "gesichert": hoechststand((vzae, max(beginn, ab), ende) for vzae, beginn, ende in danach),
        "ziel": reverse("stelle_ende", args=[stelle.pk]),
        "entscheiden_bis": entscheiden_bis(frist.faellig_am, zeit.heute()),
    }


def entscheiden_bis(ende: date, heute: date) -> date:
    """Until when to decide about a position: three months before the money ends, at least two weeks from now."""
    rechtzeitig = fristen.voriger_arbeitstag(fristen.Dauer(3, "M").vor(ende))
    return min(max(rechtzeitig, fristen.frist(heute, "14T").tag), ende)


def _der_kommune(fall: Fall) -> dict[str, Any]:
    """The deadline of the return or the hearing that was opened last: of both kinds at once none runs."""
    return {
        "frist": cast(Antrag, fall.antrag).fristen.filter(art__in=Fristwunsch.ARTEN).order_by("-pk").first()
    }


def _einladung(fall: Fall) -> dict[str, Any]:
    eintrag = fall.eintrag
    zeile = Einladung.objects.filter(pk=eintrag.objekt_id).first() if eintrag else None
    return {"gueltig_bis": zeile.gueltig_bis if zeile else None}


FRISTEN: Mapping[str, str] = {
    "zur_unterschrift": Frist.Art.ANTRAG,
    "eingang": Frist.Art.NACHREICHUNG,
    "eingang_verspaetet": Frist.Art.NACHREICHUNG,
    "unterlage_eingang": Frist.Art.NACHREICHUNG,
    "erfasst": Frist.Art.NACHREICHUNG,
    "rueckgabe": Frist.Art.ERGAENZUNG,
    "stellungnahme": Frist.Art.STELLUNGNAHME,
    "bescheid_bereit": Frist.Art.ABRUF,
    "bescheid_geoeffnet": Frist.Art.RECHTSBEHELF,
    "bescheid_versandt": Frist.Art.RECHTSBEHELF,
}
SAMMLER: Mapping[str, Callable[[Fall], dict[str, Any]]] = {
    "frist_verlaengert": _der_kommune,
    "mehr_zeit_abgelehnt": _der_kommune,
    "eingang": _eingang,
    "eingang_verspaetet": _nachzureichen,
    "unterlage_eingang": _unterlage,
    "erfasst": _erfasst,
    "rueckgabe": _anmerkungen,
    "fachstellungnahme": _fachstellungnahme,
    "massgabe": _massgabe,
    "bescheid_geoeffnet": _bescheid,
    "bescheid_versandt": _bescheid,
    "rechtsbehelf_verzicht": _bescheid,
    "bescheid_bestandskraeftig": _bescheid,
    "widerspruch_eingegangen": _widerspruch,
    "widerspruch_wiedereingesetzt": _widerspruch,
    "widerspruch_entschieden": _widerspruch,
    "klage_eingegangen": _klage,
    "klage_beendet": _klage,
    "haushalt_wartet": _haushalt_wartet,
    "erinnerung_vor": _erinnerung,
    "erinnerung_nach": _erinnerung,
    "erinnerung_amt": _erinnerung,
    "eskalation": _erinnerung,
    "stellenende": _stellenende,
    "runde_ohne_antwort": _ohne_antwort,
    "einladung": _einladung,
}
