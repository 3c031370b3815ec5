"""The cast of the committee's and the notice's tests: driven by services alone, without a procedure."""

from datetime import date, time
from decimal import Decimal

from antraege import zeit
from antraege.models import Beratungsschritt, Rolle
from antraege.services import antrag as antragsdienst
from antraege.services import empfehlung, gremium, mitzeichnung, pruefung
from tests import factories as f
from tests.vorrat import auf_vorrat

MAI = date(2027, 5, 10)
SGA = date(2027, 6, 14)
KT = date(2027, 7, 5)
EINSTIMMIG = {"abstimmung": "einstimmig"}
MASSGABE = {"text": "Bericht im Herbst", "rolle": Rolle.KAEMMEREI, "faellig_am": date(2027, 10, 15)}


class Amt:
    """The people of one district, made when first asked for."""

    def __init__(self, kreis=None, **felder):
        self.kreis = kreis or f.landkreis(**felder)

    def __getattr__(self, rolle):
        if rolle not in Rolle.values:
            raise AttributeError(rolle)
        person = f.benutzer(rolle, self.kreis)
        setattr(self, rolle, person)
        return person


def eingereicht(rd, vzae="0.50", personen=52):
    """(application, clerk): handed in within the period."""
    antrag, clerk = f.entwurf(vzae=vzae, personen=personen, rd=rd)
    with zeit.gestellt(f.TAG, time(10)):
        antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    return antrag, clerk


def gezeichnet(rd, amt, vzae="0.50", personen=52, empfohlen=None):
    """A submitted, checked, recommended and signed application of the round."""
    antrag, clerk = eingereicht(rd, vzae, personen)
    pruefung.vollstaendigkeit_feststellen(antrag=antrag, by=amt.sachbearbeitung, heute=MAI)
    anteil = Decimal(empfohlen or vzae)
    empfehlung.empfehlen(antrag=antrag, vzae=anteil, begruendung="Bedarf", by=amt.sachbearbeitung, heute=MAI)
    if anteil < antrag.beantragt_vzae:
        empfehlung.stellungnahme_abgeben(antrag=antrag, text="Einverstanden", by=clerk, heute=MAI)
    empfehlung.zeichnen(antrag=antrag, by=amt.sachgebietsleitung, heute=MAI)
    antrag.clerk = clerk
    return antrag


def vorlage(amt, rd, antraege, drucksache="012/2027", ziffern=(), frei=True):
    """A paper with these applications, handed in for signature, released where ``frei``."""
    sga, kreistag = f.sitzungen(amt.kreis)
    papier = gremium.vorlage_erstellen(
        runde=rd, drucksache=drucksache, titel="Stellenanteile 2027/28", antraege=antraege, sga=sga,
        kreistag=kreistag, by=amt.geschaeftsstelle, heute=MAI, ziffern=ziffern,
    )  # fmt: skip
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=MAI)
    if frei:
        gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=MAI)
    return papier


def frei(amt, ziffern, sga, kreistag, drucksache="050/2027", titel="Integrationsmanagement"):
    """A released paper of free motions."""
    papier = gremium.freie_vorlage_anlegen(
        landkreis=amt.kreis, drucksache=drucksache, titel=titel, ziffern=ziffern, sga=sga, kreistag=kreistag,
        by=amt.geschaeftsstelle, heute=MAI,
    )  # fmt: skip
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=MAI)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=MAI)
    return papier


def beraten(papier, amt, wert="empfohlen", tag=SGA, **angaben):
    """Record the advising committee's result, the same for every open Ziffer."""
    erfassen(gremium.vorberatung_erfassen, papier, amt, {"wert": wert} | angaben, tag)


def beschliessen(
    papier, amt, wert="unveraendert_beschlossen", tag=KT, naechste_sitzung=None, abweichend=None, **angaben
):
    """Record the decision, the same for every open Ziffer."""
    mehr = {"naechste_sitzung": naechste_sitzung, "abweichend": abweichend}
    erfassen(gremium.beschluss_erfassen, papier, amt, {"wert": wert} | angaben, tag, **mehr)


def erfassen(act, papier, amt, angabe, tag, **mehr):
    """Run a recording act on the next step of the paper."""
    schritt = gremium.naechster_schritt(papier) or Beratungsschritt.objects.filter(vorlage=papier).last()
    ziffern = [z.ziffer for z in gremium.offene_ziffern(papier, schritt.rolle)] or [1]
    act(
        vorlage=papier,
        schritt=schritt,
        ergebnisse=dict.fromkeys(ziffern, angabe),
        by=amt.geschaeftsstelle,
        heute=tag,
        **mehr,
    )


@auf_vorrat
def beschlossen(vzae="0.50", amt=None, **felder):
    """(application, office): decided by the Kreistag, ready for its notice."""
    amt = amt or Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antrag = gezeichnet(rd, amt, vzae, **felder)
    papier = vorlage(amt, rd, [antrag])
    beraten(papier, amt)
    beschliessen(papier, amt)
    antrag.refresh_from_db()
    return antrag, amt
