"""The look of the pages beside the road: rules, rounds, intake, imports, substitutes and access, each opened once."""

from datetime import date

import pytest

from antraege import zeit
from antraege.models import Foerderrunde, Rolle, Sitzung, Zeichnungsweg
from antraege.services import importvorlage
from tests import factories as f
from tests.journeys.buehne import baue, eingereicht, entwurf
from tests.pages.stellenwelt import besetze, stelle
from workflows import verfahren

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gang(rundgang):
    """The stage on its day, with a draft of the municipality."""
    rundgang.beginne("rundgang-seiten", buehne=baue("verwaltung")).tag(f.TAG)
    return rundgang


def ansehen(platz, *seiten, status=200):
    """Open each page and look at it."""
    for adresse, name in seiten:
        assert platz.oeffne(adresse) == status, adresse
        platz.schau(name)


def test_the_rules_and_a_draft_of_them(gang):
    buero = gang.als("buero")
    ansehen(
        buero, ("/richtlinien/", "richtlinien"), (f"/fassungen/{gang.buehne.runde.fassung_id}/", "fassung")
    )
    buero.oeffne("/richtlinien/")
    buero.knopf("Neue Fassung")
    buero.steht("Der Entwurf ist angelegt.")
    buero.schau("fassung-entwurf")
    eigene = buero.page.url
    ansehen(
        buero,
        (f"{eigene}bearbeiten/", "fassung-bearbeiten"),
        (f"{eigene}felder/begruendung/", "fassung-feld"),
        (f"{eigene}unterlagen/0/", "fassung-unterlage"),
        (f"{eigene}fragen/0/", "fassung-frage"),
        (f"{eigene}pruefpunkte/0/", "fassung-pruefpunkt"),
        (f"{eigene}vorschau/", "fassung-vorschau"),
    )
    ansehen(gang.als("leitung"), (f"{eigene}feststellen/", "fassung-feststellen"))


def test_a_round_in_preparation(gang):
    buero = gang.als("buero")
    buero.oeffne("/richtlinien/")
    buero.knopf("Letzte Runde kopieren")
    pk = Foerderrunde.objects.get(status=Foerderrunde.Status.ENTWURF).pk
    ansehen(
        buero,
        (f"/runden/{pk}/bearbeiten/", "runde-bearbeiten"),
        (f"/runden/{pk}/vorschau/", "runde-vorschau"),
        (f"/runden/{pk}/", "runde-in-vorbereitung"),
    )
    offen = gang.buehne.runde.pk
    ansehen(
        gang.als("leitung"),
        (f"/runden/{pk}/veroeffentlichen/", "runde-veroeffentlichen"),
        (f"/runden/{offen}/antragsfrist/", "antragsfrist"),
    )


def test_the_pages_of_a_paper(gang):
    gs, leute, tag = gang.als("geschaeftsstelle"), gang.buehne.leute, f.TAG
    ansehen(gs, ("/vorlagen/neu/", "freie-vorlage-neu"), ("/mitzeichnung/weg/", "zeichnungsweg"))
    sga, kreistag = Sitzung.objects.order_by("tag")
    papier = verfahren.freie_vorlage_anlegen(
        landkreis=gang.buehne.kreis, drucksache="050/2027", titel="Förderrichtlinie", sga=sga, kreistag=kreistag,
        ziffern=["Die Richtlinie wird angepasst.", "Die Verwaltung berichtet."],
        by=leute["geschaeftsstelle"], heute=tag,
    )  # fmt: skip
    for nr, rolle in enumerate((Rolle.KAEMMEREI, Rolle.AMTSLEITUNG), 1):
        Zeichnungsweg.objects.create(landkreis=gang.buehne.kreis, nummer=nr, rolle=rolle)
    verfahren.schritt(papier, "ueberarbeitung", "ueberarbeiten", by=leute["geschaeftsstelle"], heute=tag)
    ansehen(
        gang.als("kaemmerei"),
        (f"/aufgaben/{verfahren.offene_aufgaben(papier).get().pk}/", "vorlage-mitzeichnen"),
    )
    verfahren.schritt(papier, "mitzeichnung", "mitzeichnen", by=leute["kaemmerei"], heute=tag)
    verfahren.schritt(papier, "freigabe", "freigeben", by=leute["amtsleitung"], heute=tag)
    handeln = f"/vorlagen/{papier.pk}/handeln"
    ansehen(
        gs,
        (f"/vorlagen/{papier.pk}/", "vorlage-freigegeben"),
        (f"{handeln}/zurueckziehen/", "vorlage-zurueckziehen"),
        (f"{handeln}/neue-fassung/", "vorlage-neue-fassung"),
        (f"{handeln}/veroeffentlichen/", "vorlage-veroeffentlicht"),
        (f"{handeln}/ergaenzen/", "vorlage-ergaenzen"),
        (f"{handeln}/ermaechtigung/", "vorlage-ermaechtigung"),
    )


def test_what_comes_in_on_another_way(gang, tmp_path):
    buero, runde, fremd = gang.als("buero"), gang.buehne.runde, gang.buehne.leute["fremde"]
    kommune = fremd.mitgliedschaften.get().kommune_id
    ansehen(
        buero,
        (f"/runden/{runde.pk}/eingang/", "eingang"),
        (f"/runden/{runde.pk}/eingang/?kommune={kommune}", "eingang-kommune"),
        (f"/runden/{runde.pk}/fallzahlen/", "fallzahlen"),
        (f"/runden/{runde.pk}/verzicht/?kommune={kommune}", "verzicht-erfassen"),
        (f"/runden/{runde.pk}/import/", "import-neu"),
    )
    datei = tmp_path / "vorlage.csv"
    datei.write_bytes(b"".join(importvorlage.csv(runde)[0]))
    buero.lade("Tabelle", datei)
    buero.knopf("Tabelle prüfen")
    buero.schau("import-bericht")


def test_the_municipalitys_pages_of_a_draft(gang):
    antrag = entwurf(gang.buehne)
    eigene = f"/antraege/{antrag.pk}/"
    ansehen(
        gang.als("clerk"),
        (f"{eigene}zusammenschluss/", "zusammenschluss"),
        (f"{eigene}uebernehmen/", "uebernehmen"),
        (f"{eigene}unterschrift/", "unterschrift"),
        (f"/kommunen/{antrag.kommune_id}/sitzungen/", "ratssitzungen"),
        (f"/runden/{antrag.runde_id}/verzicht/", "verzicht-nicht-moeglich"),
    )


def test_positions_as_list_timeline_sheet_and_reports(gang):
    ort, runde = gang.buehne.ort, gang.buehne.runde
    besetze(stelle(ort, runde, nummer="S-BB-0001", ende=date(2029, 6, 30)), date(2027, 3, 1), vzae="0.25")
    stelle(ort, runde, nummer="S-BB-0002", ende=date(2029, 8, 31))
    ansehen(
        gang.als("buero"),
        ("/stellen/", "stellen"),
        ("/stellen/zeitleiste/", "zeitleiste"),
        (f"/runden/{runde.pk}/schluss/", "schlussblatt"),
        (f"/kommunen/{ort.pk}/", "kommune"),
        ("/berichte/", "berichte"),
        ("/berichte/haushaltsanmeldung/?jahr=2028", "bericht"),
    )


def test_tasks_assigning_and_notes(gang):
    antrag = eingereicht(gang.buehne)
    buero = gang.als("buero")
    ansehen(buero, ("/aufgaben/", "aufgaben"), ("/antraege/", "antraege"), ("/sammeln/", "sammeln-leer"))
    ansehen(buero, (f"/antraege/{antrag.pk}/aktenvermerk/", "aktenvermerk"))
    buero.aufgabe("Formale Prüfung")
    buero.uebernehmen()
    buero.oeffne(f"{buero.page.url}zuweisen/")
    buero.schau("zuweisen")


def test_substitutes_account_and_access(gang):
    ort, kreis = gang.buehne.ort, gang.buehne.kreis
    gang.buehne.leute["zugang"] = f.benutzer(Rolle.KOMMUNE_ZUGANG, kreis, ort)
    ansehen(
        gang.als("buero"),
        ("/konto/", "konto"),
        ("/vertretung/", "vertretung-leer"),
        ("/vertretung/neu/", "vertretung-neu"),
        ("/zugang/", "zugang"),
        (f"/zugang/kommunen/{ort.pk}/wiederherstellen/", "zugang-wiederherstellen"),
    )
    ansehen(gang.als("amtsleitung"), ("/zugang/ersatzrollen/", "ersatzrollen"))
    rolle = gang.buehne.leute["clerk"].mitgliedschaften.get()
    ansehen(
        gang.als("zugang"),
        (f"/zugang/kommunen/{ort.pk}/", "zugang-kommune"),
        (f"/zugang/kommunen/{ort.pk}/einladen/", "zugang-einladen"),
        (f"/zugang/rollen/{rolle.pk}/", "zugang-rolle"),
    )
    ansehen(gang.fenster("niemand"), ("/einladung/", "einladung-ungueltig"), status=404)


def test_a_substitute_before_and_after(gang):
    buero = gang.als("buero")
    buero.oeffne("/vertretung/neu/")
    buero.waehle("Vertretung durch", "E. Beispiel")
    heute = f"{zeit.heute():%d.%m.%Y}"
    buero.datum("Erster Tag", heute)
    buero.datum("Letzter Tag", heute)
    buero.knopf("Weiter zur Vorschau")
    buero.schau("vertretung-vorschau")
    buero.knopf("Vertretung so eintragen")
    buero.oeffne("/vertretung/")
    buero.schau("vertretungen")
