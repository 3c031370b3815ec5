"""Committees change while papers are under way: competence, sittings, the route of signatures, files at the table."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from antraege.models import Vorlagenanlage
from antraege.services import gremien, gremium, vorlagenanlagen, zeichnungsweg
from tests import dateiproben as probe
from tests.workflows.zustaende.gang import handlung

WEG = ("sachgebietsleitung", "kaemmerei", "personal", "amtsleitung")


@handlung("gs")
def gremium_pflegen(gang, fall, zahl):
    """Change when the committee wants its papers."""
    sga = gang.welt.sga
    sga.refresh_from_db()
    sga.abgabe_werktage = zahl
    return partial(gremien.gremium_speichern, gremium=sga)


@handlung("gs")
def zustaendigkeit(gang, fall, zahl):
    """Say what the Kreistag may decide from some day on: everything, up to a sum, or nothing."""
    ab = gang.tag + timedelta(days=zahl - 10)
    felder = {"beschliessend": bool(zahl % 3), "stimmberechtigte": 60 + zahl}
    if zahl % 3 == 2:
        felder["wertgrenze"] = Decimal(zahl * 10000)
    return partial(gremien.zustaendigkeit_festlegen, gremium=gang.welt.kreistag, gueltig_ab=ab, **felder)


@handlung("gs")
def sitzung_eintragen(gang, fall, zahl):
    """Enter another sitting."""
    tag = gang.tag + timedelta(days=zahl * 9)
    return partial(gremien.sitzung_eintragen, gremium=(gang.welt.sga, gang.welt.kreistag)[zahl % 2], tag=tag)


@handlung("gs")
def sitzung_verlegen(gang, fall, zahl):
    """Move the sitting the paper waits for, forth or back."""
    return _sitzung(gang, fall, lambda s: {"tag": s.tag + timedelta(days=(zahl - 8) * 7 or 1)})


@handlung("gs")
def sitzung_schliessen(gang, fall, zahl):
    """Hold it behind closed doors, or in public again."""
    return _sitzung(gang, fall, lambda s: {"oeffentlich": not s.oeffentlich})


@handlung("gs")
def sitzung_absagen(gang, fall, zahl):
    """Cancel it; its papers go to the committee's next one."""
    return _sitzung(gang, fall, lambda s: {"abgesagt": True, "ersatz": gang.welt.sitzung(s.gremium, s.tag)})


@handlung("gs")
def zeichnungsweg_aendern(gang, fall, zahl):
    """Let other offices sign papers."""
    rollen = WEG[zahl % 3 :] or WEG
    stationen = [zeichnungsweg.Station(rolle, None, "3T") for rolle in rollen]
    return partial(zeichnungsweg.aendern, landkreis=gang.welt.kreis, stationen=stationen)


@handlung("gs")
def tischvorlage(gang, fall, zahl):
    """Lay a file on the table."""
    vorlage = gang.vorlage(fall)
    datei = probe.datei(probe.pdf(), "Tisch.pdf")
    art = Vorlagenanlage.Art.TISCHVORLAGE
    return vorlage and (
        lambda by, heute: vorlagenanlagen.hinzufuegen(vorlage=vorlage, art=art, datei=datei, by=by)
    )


def _sitzung(gang, fall, felder):
    vorlage = gang.vorlage(fall)
    schritt = vorlage and gremium.naechster_schritt(vorlage)
    return schritt and partial(
        gremien.sitzung_aendern, sitzung=schritt.sitzung, **_alle(schritt.sitzung) | felder(schritt.sitzung)
    )


def _alle(sitzung):
    """The form sends every field."""
    return {name: getattr(sitzung, name) for name in ("tag", "oeffentlich", "abgesagt")}
