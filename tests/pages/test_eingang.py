"""Entry by staff, notes on a case, imports and downloads as pages: nothing typed is lost, every refusal stands at its field."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from antraege import zeit
from antraege.ausgabe import unverhuellt
from antraege.models import Aktenvermerk, Antrag, Eingangsweg, Importlauf, Kommune, Rolle, Status
from tests import dateiproben as proben
from tests import factories as f
from tests.antraege.test_ausgabe import payloads
from tests.pages.antworten import seite
from tests.pages.test_antrag_liste import eingereicht, pflanze
from workflows import importe, verfahren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
MAIL = b"From: a@ort.example\r\nDate: Wed, 17 Mar 2027 10:00:00 +0100\r\n\r\nAnbei.\r\n"


@pytest.fixture
def runde():
    return f.runde(f.landkreis())


@pytest.fixture
def sb(runde, client):
    person = f.benutzer(Rolle.SACHBEARBEITUNG, runde.programm.landkreis)
    client.force_login(person)
    return person


@pytest.fixture
def ort(runde):
    return f.kommune(runde.programm.landkreis, "Bondorf")


def adresse(runde, ort):
    return f"{reverse('eingang_erfassen', args=[runde.pk])}?kommune={ort.pk}"


def angaben(**mehr):
    return {
        "weg": "email",
        "tag": "17.03.2027",
        "uhrzeit": "23:52",
        "begruendung": "Betreuung vor Ort",
        "antragsart": "neu",
        "beantragt_vzae": "0,10",
        "datei": proben.datei(MAIL, "Antrag.eml"),
    } | mehr


def test_a_mail_is_entered_with_its_time_and_its_original(client, runde, sb, ort):
    antwort = client.post(adresse(runde, ort), angaben(), follow=True)
    antrag = Antrag.objects.get()
    assert antwort.redirect_chain == [(reverse("antrag", args=[antrag.pk]), 302)]
    assert zeit.BERLIN.fromutc(antrag.eingegangen_am.replace(tzinfo=zeit.BERLIN)).hour == 23
    assert (antrag.status, antrag.eingangsweg) == (Status.EINGEREICHT, Eingangsweg.EMAIL)
    assert antrag.anlagen.get().name == "Antrag.eml"
    assert "(E-Mail)" in seite(antwort)


@pytest.mark.parametrize(
    ("mehr", "satz"),
    [
        ({"tag": "19.03.2027"}, "liegt in der Zukunft"),
        ({"uhrzeit": "abends"}, "Bitte eine Uhrzeit eingeben"),
        ({"weg": ""}, "Bitte wählen Sie etwas aus"),
        ({"datei": ""}, "Bitte hängen Sie das Original an"),
        ({"datei": proben.datei(b"nur Text", "Antrag.eml")}, "Dieser Inhalt wird nicht angenommen"),
        ({"beantragt_vzae": "halb"}, "Bitte eine Zahl mit Komma eingeben"),
    ],
)
def test_a_wrong_entry_says_so_at_its_field_and_loses_nothing(client, runde, sb, ort, mehr, satz):
    antwort = client.post(adresse(runde, ort), angaben(**mehr))
    assert satz in seite(antwort)
    assert "Betreuung vor Ort" in seite(antwort)
    assert not Antrag.objects.exists()


def test_the_districts_own_numbers_are_not_put_into_the_paper(client, runde, sb, ort):
    gruppe = runde.zielgruppen.get()
    ort.fallzahlen.create(zielgruppe=gruppe, stichtag=runde.stichtag, personen=77)
    antwort = client.get(adresse(runde, ort))
    form = next(formular for formular in antwort.context["formulare"] if hasattr(formular, "gruppen"))
    assert form[f"zielgruppe_{gruppe.pk}"].value() is None


def test_a_draft_is_replaced_only_when_that_is_confirmed(client, runde, sb, ort):
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, ort.landkreis, ort)
    entwurf = verfahren.antrag_anlegen(kommune=ort, runde=runde, by=clerk, heute=f.TAG)
    antwort = client.post(adresse(runde, ort), angaben())
    assert "Bitte bestätigen Sie, dass der Entwurf ersetzt wird" in seite(antwort)
    client.post(adresse(runde, ort), angaben(ersetzt="on"))
    entwurf.refresh_from_db()
    assert entwurf.status == Status.ZURUECKGEZOGEN
    assert Antrag.objects.exclude(pk=entwurf.pk).get().eingangsweg == Eingangsweg.EMAIL


def test_an_application_that_is_there_leads_to_it_and_to_a_note(client, runde, sb):
    antrag, _ = eingereicht(runde)
    antwort = client.get(adresse(runde, antrag.kommune))
    assert reverse("antrag", args=[antrag.pk]) in seite(antwort)
    assert reverse("aktenvermerk_neu", args=[antrag.pk]) in seite(antwort)


def test_a_foreign_municipality_cannot_be_chosen(client, runde, sb):
    antwort = client.get(adresse(runde, f.kommune()))
    assert antwort.context["kommune"] is None


# Notes


def test_a_note_stands_on_the_page_of_the_office_alone(client, runde, sb):
    antrag, clerk = eingereicht(runde)
    daten = {"art": "email", "vom": "17.03.2027", "betreff": "Anruf", "datei": proben.datei(MAIL, "Mail.eml")}
    antwort = client.post(reverse("aktenvermerk_neu", args=[antrag.pk]), daten, follow=True)
    vermerk = Aktenvermerk.objects.get()
    datei = client.get(reverse("aktenvermerk_datei", args=[vermerk.pk]))
    assert b"".join(datei.streaming_content) == MAIL
    assert datei["Content-Disposition"].startswith("attachment")
    assert "Anruf" in seite(antwort)
    client.force_login(clerk)
    assert "Anruf" not in seite(client.get(reverse("antrag", args=[antrag.pk])))
    assert client.get(reverse("aktenvermerk_datei", args=[vermerk.pk])).status_code == 404


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        ({"betreff": "Anruf", "vom": "19.03.2027", "text": "x"}, "liegt in der Zukunft"),
        ({"betreff": "Anruf", "vom": "17.03.2027"}, "Bitte schreiben Sie einen Text"),
        ({"betreff": "", "vom": "17.03.2027", "text": "x"}, "Bitte füllen Sie dieses Feld aus"),
    ],
)
def test_an_empty_note_says_what_is_missing(client, runde, sb, daten, satz):
    antrag, _ = eingereicht(runde)
    antwort = client.post(reverse("aktenvermerk_neu", args=[antrag.pk]), {"art": "telefon"} | daten)
    assert satz in seite(antwort)


# Imports


def test_from_the_upload_to_the_finished_run(client, runde, sb, ort):
    tabelle = proben.datei(f"Kommune;Eingegangen am\r\n{ort.name};17.03.2027\r\n".encode(), "Liste.csv")
    antwort = client.post(reverse("import_neu", args=[runde.pk]), {"datei": tabelle}, follow=True)
    lauf = Importlauf.objects.get()
    assert "1 Antrag übernehmen" in seite(antwort)
    antwort = client.post(reverse("import_starten", args=[lauf.pk]), follow=True)
    assert antwort["Refresh"] == "3"
    assert "Noch einmal starten" in seite(antwort)
    assert importe.uebernehmen(lauf.pk)
    antwort = client.get(reverse("import", args=[lauf.pk]))
    assert "Refresh" not in antwort
    assert Antrag.objects.get().vorgangsnummer in seite(antwort)


def test_a_report_with_errors_offers_no_start(client, runde, sb):
    tabelle = proben.datei(b"Kommune;Eingegangen am\r\nAtlantis;gestern\r\n", "Liste.csv")
    antwort = client.post(reverse("import_neu", args=[runde.pk]), {"datei": tabelle}, follow=True)
    assert "Diese Kommune gibt es im Landkreis nicht." in seite(antwort)
    assert "übernehmen</span>" not in seite(antwort)


@pytest.mark.parametrize("als", ["", "csv"])
def test_the_template_is_a_download(client, runde, sb, als):
    antwort = client.get(reverse("import_vorlage", args=[runde.pk]), {"als": als})
    assert antwort["Content-Disposition"].startswith("attachment")
    assert len(b"".join(antwort.streaming_content)) > 200


# Downloads


def heruntergeladen(client, **abfrage):
    return b"".join(client.get(reverse("antraege_datei"), abfrage).streaming_content)


def als_zeilen(inhalt):
    return list(csv.DictReader(StringIO(inhalt.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_file_holds_what_the_list_shows(client, runde, sb):
    antrag, _ = eingereicht(runde)
    f.entwurf(rd=runde)
    zeile, summe = als_zeilen(heruntergeladen(client, als="csv", runde=runde.pk))
    assert (zeile["Antrag"], zeile["Beantragt (VZÄ)"], zeile["Personen insgesamt"]) == (
        antrag.vorgangsnummer,
        "0,50",
        "52",
    )
    assert summe["Beantragt (VZÄ)"] == "0,50"
    blatt = load_workbook(BytesIO(heruntergeladen(client, runde=runde.pk))).active
    assert blatt["A2"].value == antrag.vorgangsnummer
    assert heruntergeladen(client, als="iso").decode().count("\r\n") == 2


def test_filters_hold_for_the_file_too(client, runde, sb):
    eingereicht(runde)
    assert b"-KFR27-" in heruntergeladen(client, als="csv", phase="eingang")
    assert b"-KFR27-" not in heruntergeladen(client, als="csv", phase="bescheid")


def test_a_municipality_finds_no_secret_in_any_format(client, runde):
    geheim = {
        "status": "gezeichnet",
        "status_kommune": "vollstaendig",
        "empfohlen_vzae": "0.45",
        "bewilligt_vzae": "0.35",
    }
    _, clerk = eingereicht(runde, **geheim)
    client.force_login(clerk)
    for als in ("csv", "iso"):
        text = heruntergeladen(client, als=als).decode()
        assert not any(wort in text for wort in ("0,45", "0.45", "0,35", "0.35", "ezeichnet", "Empfohlen"))
    werte = [
        z.value for row in load_workbook(BytesIO(heruntergeladen(client))).active.iter_rows() for z in row
    ]
    assert 0.45 not in werte
    assert 0.35 not in werte


def test_two_hundred_formulas_typed_by_people_are_text_in_every_download(client, runde, sb):
    namen = sorted(payloads())
    _voller_namen(runde, sb, namen)
    csv_namen = [zeile["Kommune"] for zeile in als_zeilen(heruntergeladen(client, als="csv"))][:200]
    assert sorted(unverhuellt(name) for name in csv_namen) == namen
    assert [name for name in csv_namen if name.lstrip()[:1] in "=+-@" or name[:1] in "\t\r\n＝＋－＠"] == []
    blatt = load_workbook(BytesIO(heruntergeladen(client))).active
    zellen = [zelle for zeile in blatt.iter_rows() for zelle in zeile]
    texte = {
        zelle.value.replace("\r", "\n") for zelle in zellen if zelle.data_type == "s" and zelle.quotePrefix
    }
    assert texte >= {name.replace("\r", "\n") for name in namen}  # XML knows no carriage return


def _voller_namen(runde, sb, namen):
    """An application of a municipality of each name."""
    kreis = runde.programm.landkreis
    orte = Kommune.objects.bulk_create(
        Kommune(landkreis=kreis, ags=f"{9000000 + n:08d}", name=name, sortiername=f"{n}", art="gemeinde", postfach="a@b.example")
        for n, name in enumerate(namen)
    )  # fmt: skip
    Antrag.objects.bulk_create(
        Antrag(
            landkreis=kreis, kommune=ort, runde=runde, fassung=runde.fassung, status="eingereicht",
            status_kommune="eingereicht", vorgangsnummer=f"P-{ort.ags}", angelegt_am=zeit.jetzt(),
            angelegt_von=sb, eingegangen_am=zeit.jetzt(),
        ) for ort in orte
    )  # fmt: skip


def test_small_counts_stay_hidden_in_the_rounds_list(client, runde, sb):
    antrag, _ = eingereicht(runde)
    antrag.fallzahlen.update(personen=2)
    pflanze(antrag, personen_gesamt=2)
    zeile, _ = als_zeilen(heruntergeladen(client, als="csv", runde=runde.pk))
    assert (zeile["Personen: Duldung"], zeile["Personen insgesamt"]) == ("< 3", "verdeckt")


def test_a_file_costs_the_same_for_one_and_three(client, runde, sb, django_assert_num_queries):
    for menge in (1, 2):
        for _ in range(menge):
            eingereicht(runde)
        with django_assert_num_queries(8):
            heruntergeladen(client, runde=runde.pk)
