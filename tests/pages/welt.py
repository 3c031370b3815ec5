"""A small world with one of everything, and people of every role: own, foreign, and of another district."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection

from antraege import zeit
from antraege.models import (
    Aenderungsantrag,
    Bescheid,
    Beschlussantrag,
    Besetzung,
    Einladung,
    Finanzierungsanteil,
    Klage,
    Richtlinienfassung,
    Rolle,
    Serienlauf,
    Stelle,
    Textbaustein,
    Vertretung,
    Vorlage,
    Widerspruch,
)
from antraege.services import (
    aktenvermerk,
    anlagen,
    fachstellungnahme,
    importlauf,
    vorlagenanlagen,
    vorlagenfassung,
)
from antraege.services import antrag as antragsdienst
from notifications.models import Nachricht
from tests import dateiproben as probe
from tests import factories as f
from workflows import verfahren

AMT = {
    "amt": Rolle.SACHBEARBEITUNG,
    "leitung": Rolle.SACHGEBIETSLEITUNG,
    "gremium": Rolle.GESCHAEFTSSTELLE,
    "kaemmerei": Rolle.KAEMMEREI,
    "personal": Rolle.PERSONAL,
    "pruefung": Rolle.PRUEFUNG,
}


@dataclass
class Welt:
    """People by the column of the table, objects by the name of the page."""

    leute: dict = field(default_factory=dict)
    objekte: dict = field(default_factory=dict)


def baue() -> Welt:
    """An application that came in, a draft, a paper, a notice, a position and a message, all of the own municipality."""
    kreis = f.landkreis()
    ort, rd = f.kommune(kreis, "Bondorf"), f.runde(kreis)
    welt = Welt(leute=_leute(kreis, ort))
    clerk = welt.leute["kommune"]
    antrag = _antrag(ort, rd, clerk)
    zweite = f.runde(
        kreis,
        programm=rd.programm,
        fassung=rd.fassung,
        kuerzel="KFR28",
        beginn=date(2028, 9, 1),
        ende=date(2029, 8, 31),
    )
    entwurf = verfahren.antrag_anlegen(kommune=ort, runde=zweite, by=clerk, heute=f.TAG)
    welt.objekte = {"antrag": antrag, "entwurf": entwurf, "runde": rd, "anlage": antrag.anlagen.get()}
    welt.objekte |= {
        "aufgabe": verfahren.offene_aufgaben(antrag).get(),
        "eigene_aufgabe": verfahren.offene_aufgaben(entwurf).get(),
    }
    welt.objekte |= {
        "land": _land(kreis),
        "stelle": (stelle := _stelle(antrag, clerk)),
        "besetzung": Besetzung.objects.create(
            stelle=stelle, kennzeichen="AB", vzae=Decimal("0.25"), beginn=stelle.beginn
        ),
        "vorlage": _vorlage(kreis, rd, welt),
        "nachricht": _nachricht(antrag, clerk),
        "fach": _fach(antrag, welt),
    }
    sitzung, kreistag = f.sitzungen(kreis)
    welt.objekte |= {"sitzung": sitzung, "gremium": sitzung.gremium}
    welt.objekte |= _beschluss(kreis, kreistag, welt)
    welt.objekte |= _zur_vorlage(welt)
    welt.objekte["bescheid"] = _bescheid(antrag, welt)
    welt.objekte |= _bekannt(entwurf, welt)
    welt.objekte |= _richtlinie(kreis, rd, welt)
    welt.objekte |= _zugang(ort, welt)
    welt.objekte |= {"vermerk": _vermerk(antrag, welt), "importlauf": _importlauf(rd, welt)}
    welt.objekte["serienlauf"] = _serienlauf(welt)
    return welt


def _richtlinie(kreis, rd, welt):
    """A draft of a programme's rules that no round rests on, and a round in preparation."""
    programm = f.programm(kreis)
    fassung = Richtlinienfassung.objects.create(
        programm=programm, nummer=1, gueltig_ab=f.TAG, bearbeitet_von=welt.leute["amt"]
    )
    vorbereitet = f.runde(
        kreis,
        programm=rd.programm,
        fassung=rd.fassung,
        kuerzel="KFR29",
        beginn=date(2029, 9, 1),
        ende=date(2030, 8, 31),
        status="entwurf",
        kontingent=None,
    )
    block = Textbaustein.objects.create(
        programm=programm,
        art="bewilligung",
        stelle="begruendung",
        nummer=1,
        titel="Bausteingeheimnis",
        text="Bausteinwortlaut",
    )
    haushalt = programm.ermaechtigungen.create(jahr=2027, produkt="31.80", ansatz=Decimal("1000"))
    return {
        "programm": programm,
        "fassung": fassung,
        "vorbereitet": vorbereitet,
        "textbaustein": block,
        "haushalt": haushalt,
    }


def _leute(kreis, ort):
    fremder_ort, anderer = f.kommune(kreis), f.landkreis()
    leute = {spalte: f.benutzer(rolle, kreis) for spalte, rolle in AMT.items()}
    return leute | {
        "kommune": f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort),
        "zugang": f.benutzer(Rolle.KOMMUNE_ZUGANG, kreis, ort),
        "fremde": f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, fremder_ort),
        "anderes": f.benutzer(Rolle.SACHBEARBEITUNG, anderer),
    }


def _antrag(ort, rd, clerk):
    antrag = f.ausfuellen(
        verfahren.antrag_anlegen(kommune=ort, runde=rd, by=clerk, heute=f.TAG), clerk, beschluss=False
    )
    anlagen.hinzufuegen(antrag=antrag, art="beschluss", datei=probe.datei(probe.pdf()), by=clerk, heute=f.TAG)
    return verfahren.schritt(antrag, "entwurf", antragsdienst.einreichen, by=clerk, heute=f.TAG)


def _land(kreis):
    land = f.programm(kreis, geber="land", bewilligungsstelle="extern")
    return f.runde(kreis, programm=land, kontingent=None, antrag_von=None, antrag_bis=None, kuerzel="IM27")


def _stelle(antrag, clerk):
    stelle = Stelle.objects.create(
        landkreis=antrag.landkreis,
        nummer="S-1",
        anstellungstraeger=antrag.kommune,
        einsatzort=antrag.kommune,
        vzae=Decimal("0.50"),
        beginn=antrag.runde.beginn,
        ende=antrag.runde.ende,
        angelegt_von=clerk,
        angelegt_am=zeit.jetzt(),
    )
    _ohne_regeln(
        lambda: Finanzierungsanteil.objects.create(
            stelle=stelle,
            runde=antrag.runde,
            antrag=antrag,
            vzae=stelle.vzae,
            beginn=stelle.beginn,
            ende=stelle.ende,
        )
    )
    return stelle


def _vorlage(kreis, rd, welt):
    return Vorlage.objects.create(
        landkreis=kreis, runde=rd, drucksache="001/2027", titel="Anträge", erstellt_von=welt.leute["gremium"]
    )


def _beschluss(kreis, kreistag, welt):
    """A decision of a paper of its own, taken with a condition, and not yet confirmed by the minutes."""
    gremium = welt.leute["gremium"]
    papier = Vorlage.objects.create(
        landkreis=kreis, drucksache="002/2027", titel="Mit Maßgabe", erstellt_von=gremium
    )
    schritt = papier.beratungsfolge.create(rolle="beschluss", sitzung=kreistag)
    ziffer = papier.beschlussantraege.create(ziffer=1, wortlaut="Die Richtlinie wird angepasst.")
    ergebnis = schritt.ergebnisse.create(beschlussantrag=ziffer, wert="mit_massgabe", erfasst_von=gremium)
    massgabe = ergebnis.massgaben.create(
        nummer=1, text="Massgabegeheimnis", rolle=Rolle.KAEMMEREI, faellig_am=date(2027, 10, 15)
    )
    schritt.erfasst_am = zeit.jetzt()
    schritt.save(update_fields=["erfasst_am"])
    return {"schritt": schritt, "massgabe": massgabe}


def _zur_vorlage(welt):
    """A file, a released version and a motion to change it: while it is a draft no municipality knows of any."""
    papier, gremium = welt.objekte["vorlage"], welt.leute["gremium"]
    datei = probe.datei(probe.pdf(), "Vorlagendatei.pdf")
    anlage = vorlagenanlagen.hinzufuegen(vorlage=papier, art="anlage", datei=datei, by=gremium)
    ziffer = Beschlussantrag.objects.create(vorlage=papier, ziffer=1, wortlaut="Ziffergeheimnis")
    fassung = vorlagenfassung.festhalten(vorlage=papier, by=welt.leute["leitung"], heute=f.TAG)
    motion = Aenderungsantrag.objects.create(
        beschlussantrag=ziffer,
        nummer=1,
        antragsteller="Fraktion",
        wortlaut="Änderungsgeheimnis",
        eingegangen_am=f.TAG,
        erfasst_von=gremium,
    )
    return {"vorlagendatei": anlage, "vorlagenfassung": fassung, "aenderungsantrag": motion}


def _bescheid(antrag, welt):
    return _ohne_regeln(
        lambda: Bescheid.objects.create(
            antrag=antrag,
            art="bewilligung",
            vzae=Decimal("0.50"),
            betrag=Decimal("24000.00"),
            begruendung="Passt.",
            entworfen_von=welt.leute["amt"],
            entworfen_am=zeit.jetzt(),
        )
    )


def _bekannt(antrag, welt):
    """A notice that is known, with an open objection; apart from the draft, so that neither is the other's forerunner."""
    jetzt = zeit.jetzt()
    person = welt.leute["leitung"]
    bescheid = _ohne_regeln(
        lambda: Bescheid.objects.create(
            antrag=antrag,
            art="ablehnung",
            status="bekanntgegeben",
            nummer="W-1",
            datum=f.TAG,
            vzae=Decimal("0.00"),
            betrag=Decimal("0.00"),
            begruendung="Passt nicht.",
            entworfen_von=welt.leute["amt"],
            entworfen_am=jetzt,
            freigegeben_von=person,
            bereitgestellt_am=jetzt,
            pdf="bescheide/w1.pdf",
            sha256="0" * 64,
            weg="portal",
            bekanntgegeben_am=f.TAG,
        )
    )
    widerspruch = Widerspruch.objects.create(
        bescheid=bescheid,
        eingegangen_am=jetzt,
        weg="post",
        datei=probe.datei(probe.pdf(), "Widerspruch.pdf"),
        name="Widerspruch.pdf",
        inhaltstyp="application/pdf",
        erfasst_von=welt.leute["amt"],
    )
    klage = Klage.objects.create(
        bescheid=bescheid,
        eingegangen_am=f.TAG,
        gericht="Verwaltungsgericht Stuttgart",
        aktenzeichen="7 K 4711/27",
        datei=probe.datei(probe.pdf(), "Klageschrift.pdf"),
        name="Klageschrift.pdf",
        inhaltstyp="application/pdf",
        erfasst_von=welt.leute["amt"],
    )
    return {"bekannt": bescheid, "widerspruch": widerspruch, "klage": klage}


def _fach(antrag, welt):
    """An opinion asked of the Kämmerei, with words no municipality may read."""
    (bitte,) = fachstellungnahme.erbitten(
        antrag=antrag,
        stellen=["kaemmerei"],
        frage="Geheimfrage: Reicht der Ansatz?",
        bis=f.TAG + timedelta(days=7),
        by=welt.leute["amt"],
        heute=f.TAG,
    )
    return bitte


def _nachricht(antrag, clerk):
    return Nachricht.objects.create(
        landkreis=antrag.landkreis,
        kommune=antrag.kommune,
        benutzer=clerk,
        kanal="portal",
        art="eingang",
        betreff="Ihr Antrag ist eingegangen",
        eintrag=antrag.protokoll.latest("pk"),
        message_id="probe",
        geschehen_am=zeit.jetzt(),
        schluessel="probe",
    )


def _zugang(ort, welt):
    """An open invitation, a role of the municipality, and a substitution in the district's office to come."""
    einladung = Einladung.objects.create(
        landkreis=ort.landkreis,
        kommune=ort,
        email="neu@ort.example",
        name="Neue Person",
        rolle=Rolle.KOMMUNE_SACHBEARBEITUNG,
        ausgestellt_von=welt.leute["zugang"],
        ausgestellt_am=zeit.jetzt(),
        gueltig_bis=f.TAG + timedelta(days=14),
    )
    vertretung = Vertretung.objects.create(
        fuer=welt.leute["amt"],
        durch=welt.leute["gremium"],
        landkreis=ort.landkreis,
        von=f.TAG + timedelta(days=10),
        bis=f.TAG + timedelta(days=12),
    )
    rolle = welt.leute["kommune"].mitgliedschaften.get()
    return {"ort": ort, "einladung": einladung, "rolle": rolle, "vertretung": vertretung}


def _vermerk(antrag, welt):
    return aktenvermerk.schreiben(
        antrag=antrag,
        art="telefon",
        vom=f.TAG,
        betreff="Vermerkgeheimnis",
        text="Vermerkwortlaut",
        datei=probe.datei(probe.pdf(), "Vermerkdatei.pdf"),
        by=welt.leute["amt"],
        heute=f.TAG,
    )


def _importlauf(rd, welt):
    ort = f.kommune(rd.programm.landkreis, "Importort")
    tabelle = f"Kommune;Eingegangen am\r\n{ort.name};17.03.2027\r\n".encode()
    return importlauf.hochladen(
        runde=rd, datei=probe.datei(tabelle, "Importtabelle.csv"), by=welt.leute["amt"], heute=f.TAG
    )


def _serienlauf(welt):
    return Serienlauf.objects.create(
        vorlage=welt.objekte["vorlage"],
        handlung="entwerfen",
        gestartet_am=zeit.jetzt(),
        gestartet_von=welt.leute["amt"],
        gesamt=0,
    )


def _ohne_regeln(anlegen):
    """Plant a row past the triggers: the table is about who may see it, not how it came about."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        zeile = anlegen()
        cursor.execute("SET LOCAL session_replication_role = origin")
    return zeile
