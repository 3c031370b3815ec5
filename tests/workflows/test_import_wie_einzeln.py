"""A row of a table leaves what the same single entry leaves: every row of every table, but for ids and the place's name."""

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest

from antraege import zeit
from antraege.models import (
    Antrag,
    Eingangsweg,
    Einreichung,
    Fallzahl,
    Feldwert,
    Frist,
    Inanspruchnahme,
    Protokolleintrag,
    Rolle,
)
from antraege.services import importlauf, inanspruchnahme, inhalt
from antraege.services.erfassung import Eingang
from notifications.models import Nachricht
from tests import dateiproben as proben
from tests import factories as f
from tests.notifications.hilfen import relay
from workflows import importe, verfahren
from workflows.models import Arbeitsvorrat, Aufgabe

pytestmark = pytest.mark.django_db
KOPF = "Kommune;Eingegangen am;Uhrzeit;Begründung;Beantragt;Eigenanteil;Personen: Duldung;Personen insgesamt;Beschluss folgt"
ZEILE = "{};{:%d.%m.%Y};10:30;Betreuung;0,50;6.000,00;20;20;ja"
ORTE = ("Aidlingen", "Bondorf", "Mötzingen", "Nufringen")
IDS = {"id", "antrag_id", "kommune_id", "empfaenger_adresse", "schluessel", "message_id"}
FREMDE_IDS = {"text_id", "eintrag_id", "objekt_id", "einreichung_id", "process_id", "aufgabe_id"}
# What the database's or the engine's clock writes.
UHR = {"zeitpunkt", "erstellt", "naechster_versuch", "started", "finished"}


@pytest.fixture
def runde():
    return f.runde(f.landkreis())


@pytest.fixture
def sb(runde):
    return f.benutzer(Rolle.SACHBEARBEITUNG, runde.programm.landkreis)


def ohne(zeile, antrag):
    """The columns of a row that another municipality's would share."""
    werte = {name: wert for name, wert in vars(zeile).items() if name not in IDS | FREMDE_IDS | UHR}
    return {name: _neutral(wert, antrag) for name, wert in werte.items() if name[0] != "_"}


def _neutral(wert, antrag):
    if not isinstance(wert, str):
        return wert
    for eigen in (antrag.kommune.name, antrag.vorgangsnummer, f"@kommune:{antrag.kommune_id}"):
        wert = wert.replace(eigen, "…")
    return wert.replace(f"/{antrag.pk}/", "/…/")


def spur(antrag):
    """All that stands in the database because of this application."""
    einreichungen = Einreichung.objects.filter(antrag=antrag)
    assert [e.sha256 for e in einreichungen] == [inhalt.pruefsumme(antrag)]
    eintraege = Protokolleintrag.objects.filter(antrag=antrag)
    zeilen = {
        "antrag": Antrag.objects.filter(pk=antrag.pk),
        "verlauf": eintraege,
        "worte": [e.text for e in eintraege.select_related("text") if e.text],
        "fristen": Frist.objects.filter(antrag=antrag),
        "aufgaben": Aufgabe.objects.von(antrag),
        "vorrat": Arbeitsvorrat.objects.filter(antrag=antrag),
        "fallzahlen": antrag.fallzahlen.all(),
        "einreichungen": einreichungen.defer("sha256"),
        "werte": Feldwert.objects.filter(einreichung__antrag=antrag),
        "nachrichten": Nachricht.objects.filter(eintrag__antrag=antrag).order_by("art", "kanal"),
    }
    return {name: [ohne(zeile, antrag) for zeile in dazu] for name, dazu in zeilen.items()}


def einzeln(ort, runde, sb, am):
    return verfahren.antrag_erfassen(
        kommune=ort,
        runde=runde,
        eingang=Eingang(Eingangsweg.IMPORT, am),
        felder={
            "begruendung": "Betreuung",
            "beantragt_vzae": Decimal("0.50"),
            "eigenanteil": Decimal("6000.00"),
            "personen_gesamt": 20,
            "beschluss_folgt": True,
        },
        fallzahlen={runde.zielgruppen.get().pk: 20},
        by=sb,
        heute=zeit.heute(),
    )


def importiert(orte, runde, sb, am):
    tabelle = "\r\n".join([KOPF, *(ZEILE.format(ort, am) for ort in orte)]).encode()
    lauf = importlauf.hochladen(
        runde=runde, datei=proben.datei(tabelle, "Liste.csv"), by=sb, heute=zeit.heute()
    )
    importlauf.starten(lauf=lauf, by=sb, heute=zeit.heute())
    assert importe.uebernehmen(lauf.pk)


@pytest.mark.parametrize("tag", [f.TAG, f.SCHLUSS + timedelta(days=1)], ids=["in time", "late"])
def test_a_row_of_a_table_leaves_what_the_same_single_entry_leaves(runde, sb, tag):
    orte = [f.kommune(runde.programm.landkreis, name) for name in ORTE]
    Fallzahl.objects.create(
        kommune=orte[1], zielgruppe=runde.zielgruppen.get(), stichtag=runde.stichtag, personen=20
    )
    with zeit.gestellt(tag, time(11, 0)):
        am = datetime.combine(tag, time(10, 30), zeit.BERLIN)
        importiert(orte[:-1], runde, sb, am)
        einzeln(orte[-1], runde, sb, am)
    relay()
    *importierte, einer = [spur(antrag) for antrag in Antrag.objects.order_by("pk")]
    assert importierte == [einer] * 3
    assert {name: len(dazu) for name, dazu in einer.items()} == {
        "antrag": 1,
        "verlauf": 1,
        "worte": 1,
        "fristen": 1,
        "aufgaben": 4,
        "vorrat": 1,
        "fallzahlen": 1,
        "einreichungen": 1,
        "werte": 19,
        "nachrichten": 1,
    }


def test_a_waiver_ends_with_a_row_of_a_table_as_with_a_single_entry(runde, sb):
    orte = [f.kommune(runde.programm.landkreis, name) for name in ORTE]
    with zeit.gestellt(f.TAG, time(11, 0)):
        am = datetime.combine(f.TAG, time(10, 30), zeit.BERLIN)
        for ort in orte[2:]:
            inanspruchnahme.erklaeren(
                kommune=ort,
                runde=runde,
                art="verzicht",
                erklaert_am=f.TAG,
                wortlaut="Kein Bedarf.",
                by=sb,
                heute=f.TAG,
            )
        bisher = Protokolleintrag.objects.count()
        importiert(orte[:-1], runde, sb, am)
        einzeln(orte[-1], runde, sb, am)
    arten = list(Protokolleintrag.objects.order_by("pk").values_list("art", flat=True))[bisher:]
    neu, ende = "antrag_erfasst", "inanspruchnahme_erklaert"
    assert arten == [neu, neu, ende, neu, "import_uebernommen", ende, neu]
    assert not Inanspruchnahme.objects.filter(art="verzicht").exists()
