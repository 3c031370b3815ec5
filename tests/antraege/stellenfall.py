"""Cases for the tests of positions: a Land programme where everything is in order, and an application with its notice."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from antraege import zeit
from antraege.models import (
    Antrag,
    Benutzer,
    Beratungsschritt,
    Beschlussantrag,
    Beschlussergebnis,
    Einvernehmen,
    Ereignis,
    Foerderprogramm,
    Foerderrunde,
    Inanspruchnahme,
    Kommune,
    Kontingent,
    Landkreis,
    Rolle,
    Vorlage,
)
from antraege.services import antrag as antragsdienst
from antraege.services import empfehlung, entscheidung, pruefung, stelle
from antraege.services.uebergang import uebergang
from tests import factories as f

HEUTE = date(2027, 7, 12)
BEGINN, ENDE = date(2027, 1, 1), date(2027, 12, 31)
VIERTEL, HALB = Decimal("0.25"), Decimal("0.50")


@dataclass
class Landesfall:
    """A round of the Land's programme in which the district may create a position for ``ort``."""

    kreis: Landkreis
    ort: Kommune
    runde: Foerderrunde
    personal: Benutzer
    kaemmerei: Benutzer
    buero: Benutzer
    clerk: Benutzer

    def wunsch(self, **anders):
        """The position wanted, as the services take it."""
        vorgabe = {
            "runde": self.runde,
            "einsatzort": self.ort,
            "vzae": VIERTEL,
            "beginn": BEGINN,
            "ende": ENDE,
        }
        return vorgabe | anders

    def schaffen(self, **anders):
        return stelle.schaffen(**self.wunsch(**anders), entgeltgruppe="S 12", by=self.personal, heute=HEUTE)


def landesrunde(kreis: Landkreis, **felder) -> Foerderrunde:
    """A round over the calendar year 2027 of a programme the Land pays and grants."""
    programm = f.programm(
        kreis,
        name="Integrationsmanagement",
        geber="land",
        bewilligungsstelle="extern",
        rechtsgrundlage="Pakt für Integration",
    )
    zeiten = {"beginn": BEGINN, "ende": ENDE, "antrag_von": None, "antrag_bis": None}
    return f.runde(
        kreis,
        kontingent=None,
        programm=programm,
        **({"name": "IM 2027", "kuerzel": "IM27"} | zeiten | felder),
    )


def landesfall(gesichert: str = "1.00", art: str = "endgueltig", bezug: str = "landkreis") -> Landesfall:
    """Motion carried, money final, share transferred by agreement, consent given: nothing stands against it."""
    kreis = f.landkreis()
    ort, runde = f.kommune(kreis, "Mötzingen"), landesrunde(kreis)
    rollen = (Rolle.PERSONAL, Rolle.KAEMMEREI, Rolle.SACHBEARBEITUNG)
    personal, kaemmerei, buero = (f.benutzer(rolle, kreis) for rolle in rollen)
    fall = Landesfall(
        kreis, ort, runde, personal, kaemmerei, buero, f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, kreis, ort)
    )
    ermaechtigen(runde.programm, buero)
    Kontingent.objects.create(
        runde=runde,
        art=art,
        bezug=bezug,
        vzae=Decimal(gesichert),
        stand=BEGINN,
        grundlage="Bescheid vom 04.01.2027",
    )
    uebertragen(fall)
    return fall


def uebertragen(fall: Landesfall, ort: Kommune | None = None, vzae: str = "0.50") -> None:
    """The municipality passes its share to the district and consents."""
    ort = ort or fall.ort
    gemeinsam = {"kommune": ort, "runde": fall.runde, "erklaert_am": BEGINN, "erklaert_von": fall.buero}
    Inanspruchnahme.objects.create(
        art="an_landkreis_uebertragen", vzae=Decimal(vzae), vereinbarung_vom=BEGINN, **gemeinsam
    )
    Einvernehmen.objects.create(erteilt=True, wortlaut="Wir stimmen zu.", **gemeinsam)


def ermaechtigen(
    programm: Foerderprogramm,
    by: Benutzer,
    *,
    beschliessend: bool = True,
    wert: str = "unveraendert_beschlossen",
) -> None:
    """Name the motion that opens the programme's gate, with one committee's result on it."""
    sga, kreistag = f.sitzungen(programm.landkreis)
    vorlage = Vorlage.objects.create(
        landkreis=programm.landkreis, drucksache="091/2016", titel="Stellen", erstellt_von=by
    )
    motion = Beschlussantrag.objects.create(
        vorlage=vorlage, ziffer=3, wortlaut="Die Verwaltung wird ermächtigt."
    )
    schritt = Beratungsschritt.objects.create(
        vorlage=vorlage, sitzung=kreistag if beschliessend else sga, rolle="beschluss"
    )
    Beschlussergebnis.objects.create(schritt=schritt, beschlussantrag=motion, wert=wert, erfasst_von=by)
    programm.ermaechtigung = motion
    programm.save()


def beschieden(
    vzae: str = "0.50", rd: Foerderrunde | None = None, personen: int = 300, **felder
) -> tuple[Antrag, Benutzer]:
    """An application granted in full whose notice is out, and the officer; how the notice is made is not the matter here."""
    antrag, clerk = f.entwurf(vzae, personen, rd, **felder)
    kreis = antrag.landkreis
    buero, leitung = f.benutzer(Rolle.SACHBEARBEITUNG, kreis), f.benutzer(Rolle.AMTSLEITUNG, kreis)
    with zeit.gestellt(f.TAG, time(10)):
        antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    pruefung.vollstaendigkeit_feststellen(antrag=antrag, by=buero, heute=HEUTE)
    empfehlung.empfehlen(
        antrag=antrag, vzae=Decimal(vzae), begruendung="Bedarf belegt", by=buero, heute=HEUTE
    )
    empfehlung.zeichnen(antrag=antrag, by=leitung, heute=HEUTE)
    entscheidung.durch_verwaltung_entscheiden(antrag=antrag, by=leitung, heute=HEUTE)
    uebergang(
        antrag,
        "bescheid_bereitstellen",
        Ereignis.BESCHEID_BEREITGESTELLT,
        by=buero,
        heute=HEUTE,
        sichtbar=True,
    )
    return antrag, buero
