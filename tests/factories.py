"""Plain functions that make what a test needs; an application reaches its state through services and flow only."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from itertools import count

from antraege import zeit
from antraege.models import (
    Anlage,
    Antrag,
    Bekanntgabezustimmung,
    Benutzer,
    Foerderprogramm,
    Foerderrunde,
    Gremium,
    Haushaltsermaechtigung,
    Kommune,
    Kontingent,
    Landkreis,
    Mitgliedschaft,
    Richtlinienfassung,
    Rolle,
    Sitzung,
    Zielgruppe,
    Zustaendigkeit,
)
from antraege.services import antrag as antragsdienst
from tests.vorrat import auf_vorrat

_nr, _kreisnr = count(1), count(1)  # a district's letters have room for few digits

OEFFNUNG = date(2026, 10, 1)
SCHLUSS = date(2027, 3, 31)
TAG = date(2027, 3, 18)  # a Thursday within the application period


def landkreis(**felder) -> Landkreis:
    """A district."""
    n = next(_kreisnr)
    vorgabe = {
        "name": f"Kreis {n}",
        "schluessel": f"{10000 + n}",
        "kuerzel": f"K{n}",
        "postfach": f"foerderung@kreis{n}.example",
        "telefon": "07031 663-0",
    }
    return Landkreis.objects.create(**(vorgabe | felder))


def kommune(kreis: Landkreis | None = None, name: str = "", *, zustimmung: bool = True, **felder) -> Kommune:
    """A municipality with a functional mailbox, by default with its consent to notices in the portal."""
    n = next(_nr)
    kreis = kreis or landkreis()
    vorgabe = {
        "ags": f"{8000000 + n:08d}",
        "name": name or f"Musterort {n}",
        "art": Kommune.Art.GEMEINDE,
        "postfach": f"hauptamt@ort{n}.example",
    }
    ort = Kommune.objects.create(landkreis=kreis, **(vorgabe | felder))
    if zustimmung:
        Bekanntgabezustimmung.objects.create(
            kommune=ort, erklaert_am=zeit.jetzt(), erklaert_von=Benutzer.objects.system()
        )
    return ort


def benutzer(
    rolle: str, kreis: Landkreis, ort: Kommune | None = None, *, empfang: bool = True, **felder
) -> Benutzer:
    """A person holding one role; for a municipality where it is a municipal one, then also to receive notices."""
    n = next(_nr)
    vorgabe = {"email": f"person{n}@kreis.example", "name": f"Person {n}", "password": "sehr-geheim-123"}
    person = Benutzer.objects.create_user(**(vorgabe | felder))
    Mitgliedschaft.objects.create(
        benutzer=person,
        rolle=rolle,
        landkreis=kreis,
        kommune=ort,
        von=date(2016, 1, 1),
        empfangsberechtigt=empfang and rolle in (Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZEICHNUNG),
    )
    return person


def zielgruppe(schluessel: str = "duldung") -> Zielgruppe:
    """A target group, made once a key."""
    return Zielgruppe.objects.get_or_create(
        schluessel=schluessel, defaults={"name": schluessel.capitalize()}
    )[0]


def programm(kreis: Landkreis, **felder) -> Foerderprogramm:
    """A programme the district itself pays and grants."""
    n = next(_nr)
    vorgabe = {
        "name": "Kreisförderrichtlinie",
        "kurz": f"KFR{n}",
        "geber": Foerderprogramm.Geber.LANDKREIS,
        "bewilligungsstelle": Foerderprogramm.Bewilligungsstelle.LANDKREIS,
        "rechtsgrundlage": "KT-Drucks. Nr. 091/2016",
        "status": Foerderprogramm.Status.IN_KRAFT,
    }
    return Foerderprogramm.objects.create(landkreis=kreis, **(vorgabe | felder))


def haushalt(prog: Foerderprogramm, **felder) -> Haushaltsermaechtigung:
    """The programme's only budget row, in place of those its rounds brought."""
    prog.ermaechtigungen.all().delete()
    return prog.ermaechtigungen.create(**({"jahr": 2027, "produkt": "31.80"} | felder))


def _reichlich(rd: Foerderrunde) -> None:
    """A budget that stands in no notice's way: in force early, for every year of the round."""
    viel, ab = Decimal("9000000.00"), date(rd.beginn.year - 1, 1, 1)
    Haushaltsermaechtigung.objects.bulk_create(
        [
            Haushaltsermaechtigung(
                programm=rd.programm, jahr=jahr, produkt="31.80.01", ansatz=viel, in_kraft_am=ab
            )
            for jahr in range(rd.beginn.year, rd.ende.year + 1)
        ],
        ignore_conflicts=True,
    )


def fassung_fuer(prog: Foerderprogramm, **felder) -> Richtlinienfassung:
    """A stated version of the rules."""
    vorgabe = {"nummer": 1, "gueltig_ab": date(2026, 9, 1)}
    return festgestellt(Richtlinienfassung.objects.create(programm=prog, **(vorgabe | felder)))


def festgestellt(fassung: Richtlinienfassung) -> Richtlinienfassung:
    """State a drafted version; who did so plays no part."""
    fassung.status = Richtlinienfassung.Status.FESTGESTELLT
    fassung.festgestellt_am, fassung.festgestellt_von = zeit.jetzt(), Benutzer.objects.system()
    fassung.save()
    return fassung


def runde(
    kreis: Landkreis, entscheidung: str = "verwaltung", kontingent: str | None = "4.00", **felder
) -> Foerderrunde:
    """A round of 2027/28 with rules of the demo: 48,000 EUR per VZÄ, step 0.05, 1.00 VZÄ per 100 persons."""
    prog = felder.pop("programm", None) or programm(kreis)
    fassung = felder.pop("fassung", None) or fassung_fuer(
        prog,
        satz_je_vzae=Decimal("48000.00"),
        personen_je_vzae=100,
        unterzeichnung=felder.pop("unterzeichnung", Richtlinienfassung.Unterzeichnung.ERKLAERUNG),
    )
    vorgabe = {
        "name": "Runde 2027/28",
        "kuerzel": "KFR27",
        "beginn": date(2027, 9, 1),
        "ende": date(2028, 8, 31),
        "antrag_von": OEFFNUNG,
        "antrag_bis": SCHLUSS,
        "stichtag": date(2026, 12, 31),
        "entscheidung": entscheidung,
        "status": Foerderrunde.Status.VEROEFFENTLICHT,
    }
    neu = Foerderrunde.objects.create(programm=prog, fassung=fassung, **(vorgabe | felder))
    neu.zielgruppen.add(zielgruppe())
    if prog.geber == Foerderprogramm.Geber.LANDKREIS:
        _reichlich(neu)
    if kontingent:
        Kontingent.objects.create(
            runde=neu, art="endgueltig", vzae=Decimal(kontingent), stand=OEFFNUNG, grundlage="Haushaltsplan"
        )
    return neu


def sitzungen(kreis: Landkreis) -> tuple[Sitzung, Sitzung]:
    """The SGA's sitting of 14.06.2027 and the Kreistag's of 05.07.2027."""
    sga = Gremium.objects.create(landkreis=kreis, name="Sozial- und Gesundheitsausschuss", kurz="SGA")
    kreistag = Gremium.objects.create(landkreis=kreis, name="Kreistag", kurz="KT")
    Zustaendigkeit.objects.create(
        gremium=kreistag, gueltig_ab=date(1973, 1, 1), beschliessend=True, stimmberechtigte=80
    )
    return (
        Sitzung.objects.create(gremium=sga, tag=date(2027, 6, 14)),
        Sitzung.objects.create(gremium=kreistag, tag=date(2027, 7, 5)),
    )


def anlage(antrag: Antrag, by: Benutzer, art: str = Anlage.Art.BESCHLUSS) -> Anlage:
    """A paper whose upload is not what the test is about."""
    return Anlage.objects.create(
        antrag=antrag,
        art=art,
        datei="anlagen/probe.pdf",
        name="Beschluss.pdf",
        groesse=1,
        sha256="0" * 64,
        inhaltstyp="application/pdf",
        hochgeladen_am=zeit.jetzt(),
        hochgeladen_von=by,
    )


ANGABEN = {
    "ansprechperson": "Hauptamt",
    "ansprech_email": "hauptamt@ort.example",
    "begruendung": "Betreuung in der Anschlussunterbringung.",
    "eigenanteil": Decimal("6000.00"),
    "erklaerung_richtig": True,
    "erklaerung_keine_doppelfoerderung": True,
    "erklaerung_befugt": True,
}


def ausfuellen(
    antrag: Antrag, by: Benutzer, vzae: str = "0.50", personen: int = 52, beschluss: bool = True, **felder
) -> Antrag:
    """Fill a draft through the service so that it may be submitted."""
    felder = ANGABEN | {"beantragt_vzae": Decimal(vzae), "personen_gesamt": personen} | felder
    gruppen = list(antrag.runde.zielgruppen.all())
    zahlen = {gruppe.pk: personen if nr == 0 else 0 for nr, gruppe in enumerate(gruppen)}
    antragsdienst.speichern(
        antrag=antrag, felder=felder, fallzahlen=zahlen, version=antrag.version, by=by, heute=zeit.heute()
    )
    if beschluss:
        anlage(antrag, by)
    return antrag


@auf_vorrat
def entwurf(
    vzae: str = "0.50", personen: int = 52, rd: Foerderrunde | None = None, **felder
) -> tuple[Antrag, Benutzer]:
    """A filled draft without a procedure, and its clerk: for tests of services alone."""
    kreis = rd.programm.landkreis if rd else landkreis()
    ort = kommune(kreis)
    rd = rd or runde(kreis)
    clerk = benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort)
    with zeit.gestellt(TAG, time(10, 0)):
        antrag = antragsdienst.anlegen(kommune=ort, runde=rd, by=clerk, heute=TAG)
        ausfuellen(antrag, clerk, vzae, personen, **felder)
    return antrag, clerk
