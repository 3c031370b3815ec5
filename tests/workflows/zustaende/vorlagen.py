"""What people try with a paper: begin, sign, release, return, take up again, withdraw, and the results of the sittings."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from antraege.models import Aenderungsantrag, Beratungsschritt, Massgabe, Vorlage
from antraege.services import (
    aenderungsantraege,
    ermaechtigung,
    gremium,
    massgaben,
    niederschrift,
    vorlagenstand,
)
from tests import dateiproben as probe
from tests.workflows.zustaende.gang import handlung
from workflows import verfahren

VORBERATEN = ["empfohlen", "geaendert_empfohlen", "abgelehnt", "vertagt", "verwiesen", "zurueckgezogen"]
BESCHLOSSEN = [
    "unveraendert_beschlossen", "geaendert_beschlossen", "mit_massgabe", "abgelehnt", "vertagt", "verwiesen", "abgesetzt",
]  # fmt: skip
AUFGESCHOBEN = {"vertagt", "verwiesen", "abgesetzt"}
OHNE_ABSTIMMUNG = AUFGESCHOBEN | {"zurueckgezogen"}


@handlung("gs")
def vorlage_beginnen(gang, fall, zahl):
    """Put the signed application on a new paper, alone or with a second motion."""
    welt = gang.welt
    sga = welt.sitzung(welt.sga, gang.tag)
    return partial(
        verfahren.vorlage_anlegen,
        runde=fall.runde,
        drucksache=f"{101 + Vorlage.objects.count()}/2027",
        titel="Bewilligungen",
        antraege=[gang.antrag(fall)],
        ziffern=["Die Verwaltung berichtet."] if zahl % 2 else [],
        sga=sga,
        kreistag=welt.sitzung(welt.kreistag, sga.tag),
    )


@handlung("gs")
def ueberarbeiten(gang, fall, zahl):
    """Hand the paper in for signature, to be published at once or later."""
    return _schritt(
        gang, fall, "ueberarbeitung", "ueberarbeiten", veroeffentlichen_am=gang.tag + timedelta(days=zahl - 1)
    )


@handlung("sgl")
def mitzeichnen(gang, fall, zahl):
    """Sign as the first station."""
    return _schritt(gang, fall, "mitzeichnung", "mitzeichnen")


@handlung("kaemmerei")
def mitzeichnen_kaemmerei(gang, fall, zahl):
    """Sign as the second station."""
    return _schritt(gang, fall, "mitzeichnung", "mitzeichnen")


@handlung("sgl")
def vorlage_zurueckgeben(gang, fall, zahl):
    """Return it unsigned."""
    return _schritt(gang, fall, "mitzeichnung", "zurueckgeben", grund="Kosten fehlen.")


@handlung("al")
def vorlage_freigeben(gang, fall, zahl):
    """Release it as the last station."""
    return _schritt(gang, fall, "freigabe", "freigeben")


@handlung("gs")
def vorberatung(gang, fall, zahl):
    """Record what the first committee said."""
    return _ergebnis(gang, fall, "vorberatung", VORBERATEN[(zahl - 1) % len(VORBERATEN)])


@handlung("gs")
def beschluss(gang, fall, zahl):
    """Record what the Kreistag decided."""
    return _ergebnis(gang, fall, "beschluss", BESCHLOSSEN[(zahl - 1) % len(BESCHLOSSEN)])


@handlung("gs")
def neue_fassung(gang, fall, zahl):
    """Take a released paper up again."""
    return _an_der_vorlage(gang, fall, verfahren.neue_fassung, grund="Neue Zahlen.")


@handlung("gs")
def vorlage_zurueckziehen(gang, fall, zahl):
    """Withdraw it."""
    return _an_der_vorlage(gang, fall, verfahren.vorlage_zurueckziehen, grund="Neue Zahlen.")


@handlung("gs")
def veroeffentlichen(gang, fall, zahl):
    """Publish by an act of its own."""
    return _an_der_vorlage(gang, fall, vorlagenstand.veroeffentlichen)


@handlung("gs")
def ergaenzungsvorlage(gang, fall, zahl):
    """Begin a supplement."""
    haupt = gang.vorlage(fall)
    angaben = {
        "drucksache": f"{101 + Vorlage.objects.count()}/2027",
        "titel": "Ergänzung",
        "ziffern": ["Neu."],
    }
    return haupt and partial(verfahren.vorlage_ergaenzen, haupt=haupt, **angaben)


@handlung("gs")
def bestaetigen(gang, fall, zahl):
    """Confirm the latest result with the extract."""
    schritt = Beratungsschritt.objects.filter(erfasst_am__isnull=False).order_by("pk").last()
    auszug = probe.datei(probe.pdf(), f"Auszug-{schritt.pk}.pdf")
    return schritt and partial(niederschrift.bestaetigen, schritt=schritt, auszug=auszug)


@handlung("gs")
def aenderungsantrag(gang, fall, zahl):
    """Record a motion to change the first Ziffer."""
    vorlage = gang.vorlage(fall)
    angaben = {"antragsteller": "Fraktion A", "wortlaut": f"Nur {zahl} Stellen.", "eingegangen_am": gang.tag}
    ziffer = vorlage and vorlage.beschlussantraege.order_by("ziffer").first()
    return ziffer and partial(aenderungsantraege.erfassen, ziffer=ziffer, **angaben)


@handlung("gs")
def aenderungsantrag_entscheiden(gang, fall, zahl):
    """Record what became of it."""
    letzter = Aenderungsantrag.objects.order_by("pk").last()
    angaben = {"ergebnis": "abgelehnt", "entschieden_am": gang.tag}
    return letzter and partial(aenderungsantraege.ergebnis_erfassen, aenderungsantrag=letzter, **angaben)


@handlung("kaemmerei")
def massgabe_erledigen(gang, fall, zahl):
    """Say that a condition is met."""
    letzte = Massgabe.objects.order_by("pk").last()
    return letzte and partial(massgaben.erledigen, massgabe=letzte, vermerk="Berichtet.")


@handlung("gs")
def ermaechtigung_bestimmen(gang, fall, zahl):
    """Let the paper authorise the programme, or the Land's (even numbers)."""
    vorlage = gang.vorlage(fall)
    ziffer = vorlage and vorlage.beschlussantraege.order_by("ziffer").first()
    rd = fall.runde if zahl % 2 else gang.welt.landesrunde
    angaben = {"programm": rd.programm, "beschlussantrag": ziffer}
    return ziffer and partial(ermaechtigung.bestimmen, vorlage=vorlage, **angaben)


def _an_der_vorlage(gang, fall, act, **angaben):
    vorlage = gang.vorlage(fall)
    return vorlage and partial(act, vorlage=vorlage, **angaben)


def _schritt(gang, fall, knoten, act, **facts):
    vorlage = gang.vorlage(fall)
    return vorlage and partial(verfahren.schritt, vorlage, knoten, act, **facts)


def _ergebnis(gang, fall, rolle, wert):
    """What the form of this sitting would send: ``wert`` for Ziffer 1, the usual for the others."""
    vorlage = gang.vorlage(fall)
    if vorlage is None or not (schritt := gremium.naechster_schritt(vorlage)):
        return None
    tag, beschluss = schritt.sitzung.tag, rolle == "beschluss"
    usual = (BESCHLOSSEN if beschluss else VORBERATEN)[0]
    offen = [z.ziffer for z in gremium.offene_ziffern(vorlage, rolle)]
    ergebnisse = {nr: _angabe(wert if nr == 1 else usual, tag) for nr in offen}
    zum_ausschuss = wert == "verwiesen" or (wert in AUFGESCHOBEN and not beschluss)
    naechste = gang.welt.sitzung(gang.welt.sga if zum_ausschuss else gang.welt.kreistag, tag)
    facts = {"schritt": schritt, "ergebnisse": ergebnisse, "naechste_sitzung": naechste}
    if wert == "geaendert_beschlossen" and beschluss:
        facts["abweichend"] = {fall.antrag.pk: Decimal("0.30")}
    return partial(verfahren.schritt, vorlage, rolle, "erfassen", **facts)


def _angabe(wert, tag):
    angabe = {"wert": wert, "abstimmung": "" if wert in OHNE_ABSTIMMUNG else "einstimmig"}
    if wert.startswith("geaendert"):
        angabe["wortlaut"] = "Mit 0,30 VZÄ."
    if wert == "mit_massgabe":
        zeile = {"text": "Bericht.", "rolle": "kaemmerei", "faellig_am": tag + timedelta(days=30)}
        angabe["massgaben"] = {1: zeile}
    return angabe
