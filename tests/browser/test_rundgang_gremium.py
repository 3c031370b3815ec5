"""From the paper to the opened notices: a route of stations, publication, two sittings, minutes, notices at once, a waiver."""

from datetime import date
from decimal import Decimal

import pytest

from antraege import zeit
from antraege.models import (
    Antrag,
    Beratungsschritt,
    Bescheid,
    Kommune,
    Mitzeichnung,
    Protokolleintrag,
    Rolle,
    Vorlage,
    Zeichnungsweg,
)
from antraege.services import empfehlung
from tests import factories as f
from tests.journeys import gremium
from tests.journeys.buehne import ORTE, baue, zur_zeichnung
from tests.journeys.kommune import pdf
from workflows import tasks, verfahren
from workflows.views import serien

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WEG = (
    (Rolle.SACHGEBIETSLEITUNG, "leitung"),
    (Rolle.KAEMMEREI, "kaemmerei"),
    (Rolle.AMTSLEITUNG, "amtsleitung"),
)
MAI, JULI = date(2027, 5, 3), date(2027, 7, 12)


@pytest.fixture
def gang(rundgang, monkeypatch):
    """Three signed applications wait for a paper; the district has a route of three stations."""
    monkeypatch.setattr(serien, "ALLE_SEKUNDEN", 600)  # a page that asks again would move under axe
    buehne = baue(kontingent="4.00")
    rundgang.beginne("rundgang-gremium", buehne=buehne).tag(f.TAG)
    zur_zeichnung(buehne)
    for antrag in Antrag.objects.all():
        with zeit.gestellt(f.TAG):
            verfahren.schritt(
                antrag, "zeichnung", empfehlung.zeichnen, by=buehne.leute["leitung"], heute=f.TAG
            )
    for nr, (rolle, _) in enumerate(WEG, 1):
        Zeichnungsweg.objects.create(landkreis=buehne.kreis, nummer=nr, rolle=rolle)
    return rundgang.tag(MAI)


def test_from_the_paper_to_the_opened_notice(gang):
    nichts_zu_sehen(gang)
    gremium.vorlage_schreiben(gang)
    mitzeichnen(gang)
    veroeffentlicht(gang)
    gremium.vorberaten(gang)
    beschluss_mit_abweichung(gang)
    niederschrift(gang)
    alle_bescheide(gang)
    oeffnen_und_verzichten(gang)


def staende():
    """Municipality -> (legal state, what it may see)."""
    alle = Antrag.objects.values_list("kommune__name", "status", "status_kommune")
    return {name: (status, kommune) for name, status, kommune in alle}


def seite_der_kommune(gang):
    """The municipality's page of its application."""
    clerk = gang.als("clerk")
    clerk.oeffne(f"/antraege/{Antrag.objects.get(kommune=gang.buehne.ort).pk}/")
    return clerk


def nichts_zu_sehen(gang):
    """Before any paper the municipality reads that its application is checked, and no share but its own."""
    assert {stand[0] for stand in staende().values()} == {"gezeichnet"}
    assert "gezeichnet" not in {stand[1] for stand in staende().values()}
    clerk = seite_der_kommune(gang)
    clerk.fehlt("Empfehlung gezeichnet", "Nach Maß.")


def mitzeichnen(gang):
    """All stations in their order; the municipality still sees nothing."""
    vorlage = Vorlage.objects.get()
    for _, wer in WEG[:-1]:
        person = gang.als(wer)
        person.aufgabe("Vorlage mitzeichnen")
        person.schau(f"mitzeichnen-{wer}")
        person.knopf("Vorlage mitzeichnen")
        person.steht("Die Vorlage ist mitgezeichnet.")
    clerk = gang.als("clerk")
    assert clerk.oeffne(f"/vorlagen/{vorlage.pk}/") == 404
    gremium.vorlage_freigeben(gang)
    gezeichnet = Mitzeichnung.objects.filter(vorlage=vorlage, gezeichnet_am__isnull=False)
    assert list(gezeichnet.order_by("nummer").values_list("rolle", flat=True)) == [rolle for rolle, _ in WEG]


def veroeffentlicht(gang):
    """With the release the paper is out: the municipality reads it and that it waits for the decision."""
    vorlage = Vorlage.objects.get()
    assert (vorlage.status, vorlage.veroeffentlicht_am) == ("freigegeben", zeit.heute())
    clerk = gang.als("clerk")
    assert clerk.oeffne(f"/vorlagen/{vorlage.pk}/") == 200
    clerk.schau("vorlage-kommune")
    seite_der_kommune(gang).steht("Wartet auf Beschluss")


def beschluss_mit_abweichung(gang):
    """The Kreistag changes one share; the effect stands there before it is saved."""
    gang.tag(gremium.KREISTAG)
    gs = gang.als("geschaeftsstelle")
    gs.aufgabe("Beschluss erfassen")
    gs.waehle("Ergebnis", "Geändert beschlossen")
    ort = gang.ort
    gs.page.locator("#wirkung").locator("xpath=..").get_by_role("row", name=ort).get_by_role("textbox").fill(
        "0,30"
    )
    gs.page.locator("summary", has_text="Geänderter Wortlaut").first.click()
    gs.page.locator("textarea[name$=wortlaut]").first.fill(
        f"Bewilligt wird wie vorgeschlagen, {ort} mit 0,30 VZÄ."
    )
    gs.knopf("Wirkung neu berechnen")
    gs.steht("0,30")
    gs.schau("beschluss-abweichung")
    assert {stand[0] for stand in staende().values()} == {"im_gremium"}
    gs.knopf("Beschluss erfassen")
    gs.steht("Das Ergebnis ist erfasst.")
    bewilligt = dict(Antrag.objects.values_list("kommune__name", "bewilligt_vzae"))
    assert bewilligt == {name: Decimal("0.30") if name == ort else Decimal("0.50") for name in ORTE}
    assert {stand[0] for stand in staende().values()} == {"beschlossen"}


def niederschrift(gang):
    """Provisional until the extract from the minutes confirms it."""
    schritt = Beratungsschritt.objects.get(rolle=Beratungsschritt.Rolle.BESCHLUSS)
    assert schritt.bestaetigt_am is None
    gs = gang.als("geschaeftsstelle")
    gs.oeffne(f"/vorlagen/{schritt.vorlage_id}/")
    gs.steht("vorläufig")
    gs.folge(gs.page.locator("main").get_by_role("link", name="Mit Niederschrift bestätigen").last)
    gs.schau("niederschrift")
    gs.lade("Auszug aus der Niederschrift", pdf(gang, "Auszug.pdf"))
    gs.folge(gs.page.get_by_role("button", name="bestätigen"))
    gs.steht("bestätigt")
    schritt.refresh_from_db()
    assert schritt.bestaetigt_am is not None
    assert schritt.auszug is not None


def alle_bescheide(gang):
    """Drafted at once, released at once by a second person; the worker is away, so the sweeper does them."""
    gang.tag(JULI)
    vorlage = Vorlage.objects.get()
    buero, leitung = gang.als("kollegin"), gang.als("leitung")
    buero.oeffne(f"/vorlagen/{vorlage.pk}/")
    buero.link("Bescheide dieser Vorlage")
    buero.steht("3 Bescheide werden entworfen, zusammen 1,30 VZÄ")
    buero.schau("bescheide-entwerfen")
    serie(buero, "Alle Bescheide entwerfen (3)", "serie-entwerfen")
    assert set(Bescheid.objects.values_list("status", flat=True)) == {"entwurf"}
    seite_der_kommune(gang).fehlt("Bescheid erteilt", "Teilbewilligungsbescheid")
    gang.post()
    leitung.oeffne(f"/vorlagen/{vorlage.pk}/bescheide/")
    leitung.steht("3 Bescheide werden freigegeben und bereitgestellt", "Im Portal liegen danach 3")
    leitung.schau("bescheide-freigeben")
    serie(leitung, "Alle Bescheide freigeben (3)", "serie-freigeben")
    bescheide = Bescheid.objects.order_by("nummer")
    assert [b.nummer for b in bescheide] == [f"BB-2027-{nr:04}" for nr in (1, 2, 3)]
    assert {(b.status, b.weg) for b in bescheide} == {("bereitgestellt", "portal")}
    assert bescheide.get(antrag__kommune=gang.buehne.ort).art == "teilbewilligung"
    assert set(staende().values()) == {("beschieden", "beschieden")}
    assert sum("Ein Bescheid liegt für Sie bereit" in betreff for betreff in gang.post()) == 3


def serie(person, knopf, bild):
    """Start a run, see it wait, let the sweeper do it, see it done."""
    person.knopf(knopf)
    person.steht("Diese Serie wartet", "0 von 3 Bescheiden bearbeitet")
    person.schau(f"{bild}-wartet")
    tasks.serien_fortsetzen()
    person.oeffne(person.page.url)
    person.steht("3 von 3 Bescheiden bearbeitet", "3 erledigt")
    person.schau(bild)


def oeffnen_und_verzichten(gang):
    """The person entitled to receive opens it; from the day it counts as known she may waive remedies: final at once."""
    clerk = gang.als("clerk")
    clerk.aufgabe("Aufgabe öffnen")
    clerk.steht("Mit dem ersten Öffnen beginnt die Rechtsbehelfsfrist")
    with clerk.page.expect_response("**/bescheide/*/") as antwort:
        clerk.page.get_by_role("button", name="Bescheid öffnen (Bekanntgabe)").click()
    assert clerk.page.request.get(antwort.value.url).body().startswith(b"%PDF")
    bescheid = Bescheid.objects.get(antrag__kommune=gang.buehne.ort)
    assert (bescheid.status, bescheid.geoeffnet_von) == ("bekanntgegeben", gang.buehne.leute["clerk"])
    clerk = seite_der_kommune(gang)
    clerk.fehlt("Bestandskräftig seit")
    gang.tag(bescheid.bekanntgegeben_am)
    clerk = seite_der_kommune(gang)
    clerk.link("Auf Rechtsbehelf verzichten")
    clerk.schau("verzicht")
    clerk.knopf("Ja, auf Rechtsbehelf verzichten")
    clerk.schau("bestandskraeftig")
    bescheid.refresh_from_db()
    assert (bescheid.status, bescheid.verzichtet_von) == ("bestandskraeftig", gang.buehne.leute["clerk"])
    assert Protokolleintrag.objects.filter(art="rechtsbehelf_verzicht").count() == 1
    assert Kommune.objects.filter(antraege__bescheide__status="bestandskraeftig").count() == 1
