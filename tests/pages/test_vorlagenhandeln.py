"""Pages of a paper's draft and of the acts beside its way: what they offer, refuse and keep."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Foerderprogramm, Sitzung, Vorlage, Zeichnungsweg
from antraege.services import vorlagenanlagen
from tests import dateiproben as probe
from tests import factories as f
from tests.pages.antworten import seite
from tests.vorrat import auf_vorrat
from tests.workflows.fall import Fall, offen, status
from workflows import verfahren

pytestmark = pytest.mark.django_db
BIS_GEZEICHNET = ("einreichen", "vollstaendig", "empfehlen", "zeichnen")
WEG = 8


@pytest.fixture(autouse=True)
def am_tag():
    with zeit.gestellt(date(2027, 5, 10), time(11, 0)):
        yield


@auf_vorrat
def entwurf(**angaben):
    return Fall("beschluss").gehe(*BIS_GEZEICHNET).vorlage_anlegen(entwurf=True, **angaben)


VORRAT, VORRAT_AM = [entwurf], date(2027, 5, 10)


def freigegeben():
    fall = entwurf().vorlage_geben()
    return fall.vorlage_gehe("freigabe", "freigeben", "al")


def adresse(fall):
    return reverse("aufgabe", args=[verfahren.offene_aufgaben(fall.vorlage).get().pk])


def formular(client, fall):
    client.force_login(fall.wer("gs"))
    return client.get(adresse(fall)).context["bloecke"][0]["form"]


def werte(form):
    """What a browser would send of a form as it stands."""
    daten = {}
    for name in form.fields:
        wert = form[name].value()
        if isinstance(wert, list):
            daten[name] = wert
        elif isinstance(wert, Decimal):
            daten[name] = str(wert).replace(".", ",")
        elif wert not in (None, "", False):
            daten[name] = getattr(wert, "pk", wert)
    return daten


def sende(client, fall, **daten):
    return client.post(adresse(fall), werte(formular(client, fall)) | daten)


# The draft


def test_the_draft_opens_with_what_the_data_propose(client):
    fall = entwurf()
    form = formular(client, fall)
    assert "Die Förderung kostet zusammen 24.000,00" in form["finanzen"].value()
    assert [name for name in form.fields if name.startswith("ziffer")] == [
        f"ziffer_{fall.vorlage.beschlussantraege.get().pk}"
    ]


def test_kept_in_between_the_task_stays_open(client):
    fall = entwurf()
    antwort = sende(client, fall, sichern="1", sachverhalt="Erste Zeile.\r\nZweite.")
    fall.vorlage.refresh_from_db()
    assert (antwort.status_code, offen(fall.vorlage)) == (200, ["ueberarbeitung"])
    assert (fall.vorlage.sachverhalt, fall.vorlage.bearbeitet_von) == ("Erste Zeile.\nZweite.", fall.gs)


def test_a_second_window_overwrites_nothing_unknowingly(client):
    fall = entwurf()
    altes_fenster = werte(formular(client, fall)) | {"sichern": "1", "sachverhalt": "Alt."}
    sende(client, fall, sichern="1", titel="Neuer Titel", neu_1="Die Verwaltung berichtet.")
    antwort = client.post(adresse(fall), altes_fenster)
    assert antwort.status_code == 422
    assert "hat inzwischen" in seite(antwort)
    form = antwort.context["bloecke"][0]["form"]
    assert form["sachverhalt"].value() == "Alt."
    assert "Die Verwaltung berichtet." in [form[n].value() for n in form.fields if n.startswith("ziffer")]
    fall.vorlage.refresh_from_db()
    assert (fall.vorlage.titel, fall.vorlage.sachverhalt == "Alt.") == ("Neuer Titel", False)
    client.post(adresse(fall), werte(form) | {"sichern": "1"})
    fall.vorlage.refresh_from_db()
    assert fall.vorlage.sachverhalt == "Alt."
    assert fall.vorlage.beschlussantraege.count() == 2


def test_sent_once_more_it_opens_no_item_that_was_closed_meanwhile(client):
    def beschluss():
        return fall.vorlage.beratungsfolge.get(rolle="beschluss").oeffentlich

    fall = entwurf()
    altes_fenster = werte(formular(client, fall)) | {"sichern": "1"}
    sende(client, fall, sichern="1", geschlossen=["beschluss"])
    form = client.post(adresse(fall), altes_fenster).context["bloecke"][0]["form"]
    assert (form["geschlossen"].value(), beschluss()) == (["beschluss"], False)
    client.post(adresse(fall), werte(form) | {"sichern": "1"})
    assert not beschluss()
    sende(client, fall, sichern="1", geschlossen=[])
    assert beschluss()


def test_handed_in_as_it_opens_nothing_changes_but_the_state(client):
    fall = entwurf(ziffern=["Zweitens."])
    vorher = [z.wortlaut for z in fall.vorlage.beschlussantraege.all()]
    assert sende(client, fall).status_code == 302
    assert offen(fall.vorlage) == ["freigabe"]
    assert [z.wortlaut for z in fall.vorlage.beschlussantraege.all()] == vorher


def test_a_further_motion_gets_its_field_and_everything_typed_stays(client):
    fall = entwurf()
    antwort = sende(client, fall, mehr="1", titel="Mein Titel")
    form = antwort.context["bloecke"][0]["form"]
    assert (form["titel"].value(), "neu_1" in form.fields) == ("Mein Titel", True)
    assert Vorlage.objects.get().titel != "Mein Titel"
    sende(client, fall, neu_1="Die Verwaltung berichtet.")
    assert [z.wortlaut for z in fall.vorlage.beschlussantraege.all()][1:] == ["Die Verwaltung berichtet."]


def test_a_motion_moves_to_the_place_chosen(client):
    fall = entwurf(ziffern=["Zweitens.", "Drittens."])
    letzte = fall.vorlage.beschlussantraege.get(ziffer=3)
    sende(client, fall, **{f"platz_{letzte.pk}": "1"})
    assert fall.vorlage.beschlussantraege.get(ziffer=1).wortlaut == "Drittens."


def test_an_error_stands_at_its_field_and_nothing_is_lost(client):
    fall = entwurf()
    (ziffer,) = fall.vorlage.beschlussantraege.all()
    antwort = sende(
        client, fall, sachverhalt="Lange geschrieben.", drucksache="12", **{f"weg_{ziffer.pk}": "on"}
    )
    text = seite(antwort)
    assert (antwort.status_code, offen(fall.vorlage)) == (422, ["ueberarbeitung"])
    assert ("zum Beispiel 012/2027" in text, "Lange geschrieben." in text) == (True, True)


def test_huge_row_numbers_make_no_huge_form(client):
    fall = entwurf()
    antwort = sende(client, fall, mehr="999999999")
    assert (
        len([name for name in antwort.context["bloecke"][0]["form"].fields if name.startswith("neu")]) == 20
    )


# Signing


def test_a_station_reads_its_deadline_and_the_motions_and_signs(client):
    fall = entwurf().vorlage_geben()
    Zeichnungsweg.objects.create(landkreis=fall.kreis, nummer=1, rolle="sachgebietsleitung")
    Zeichnungsweg.objects.create(landkreis=fall.kreis, nummer=2, rolle="amtsleitung")
    fall.vorlage_gehe("freigabe", "zurueckgeben", "al", grund="Weg fehlt.").vorlage_geben()
    client.force_login(fall.wer("sgl"))
    antwort = client.get(adresse(fall))
    frist = fall.vorlage.fristen.get(erledigt_am=None)
    assert (antwort.context["frist"], frist.rolle) == (frist, "sachgebietsleitung")
    assert fall.vorlage.beschlussantraege.get().wortlaut in seite(antwort)
    daten = {"act": "mitzeichnen", "bemerkung": "Gelesen."}
    assert client.post(adresse(fall), daten).status_code == 302
    assert offen(fall.vorlage) == ["freigabe"]
    stationen = client.get(reverse("vorlage", args=[fall.vorlage.pk])).context["mitzeichnung"]
    assert [(s.label, s.state) for s in stationen] == [("Sachgebietsleitung", "done"), ("Amtsleitung", "now")]
    assert stationen[0].note.endswith("Gelesen.")


def test_a_signer_has_money_facts_and_files_of_the_paper_at_hand(client):
    fall = entwurf()
    anlage = vorlagenanlagen.hinzufuegen(
        vorlage=fall.vorlage, art="anlage", datei=probe.datei(probe.pdf(), "Plan.pdf"), by=fall.wer("gs")
    )
    fall.vorlage_geben()
    Vorlage.objects.filter(pk=fall.vorlage.pk).update(
        sachverhalt="Wie 2026.", finanzen="Deckung im Haushalt."
    )
    client.force_login(fall.wer("al"))
    antwort = client.get(adresse(fall))
    papier, datei = reverse("vorlage", args=[fall.vorlage.pk]), reverse("vorlagendatei", args=[anlage.pk])
    assert [url for _, url, _ in antwort.context["unterlagen"]] == [papier, f"{papier}#antraege", datei]
    for satz in ("Beantragt", "Wie 2026.", "Deckung im Haushalt.", datei):
        assert satz in seite(antwort)


def test_a_return_without_a_reason_stands_at_its_field(client):
    fall = entwurf().vorlage_geben()
    client.force_login(fall.wer("al"))
    antwort = client.post(adresse(fall), {"act": "zurueckgeben", "grund": ""})
    assert (antwort.status_code, offen(fall.vorlage)) == (422, ["freigabe"])


# Acts without a task


def handeln(client, fall, name, wer="gs", **daten):
    client.force_login(fall.wer(wer))
    url = reverse("vorlage_handeln", args=[fall.vorlage.pk, name])
    return client.post(url, daten) if daten else client.get(url)


def test_the_page_offers_the_acts_of_the_role_and_says_why_not(client):
    fall = entwurf()
    client.force_login(fall.wer("gs"))
    acts = client.get(reverse("vorlage", args=[fall.vorlage.pk])).context["handlungen"]
    assert [(a.label, bool(a.url)) for a in acts] == [
        ("Vorlage ausarbeiten", True),
        ("Neue Fassung beginnen", False),
        ("Vorlage zurückziehen", True),
        ("Vorlage veröffentlichen", False),
        ("Ergänzungsvorlage anlegen", False),
        ("Ermächtigung bestimmen", False),
    ]
    client.force_login(fall.wer("sgl"))
    assert [
        a.label for a in client.get(reverse("vorlage", args=[fall.vorlage.pk])).context["handlungen"]
    ] == ["Vorlage ausarbeiten"]


def test_withdrawn_by_its_page(client):
    fall = freigegeben()
    assert "Empfehlung gezeichnet" in seite(handeln(client, fall, "zurueckziehen"))
    assert handeln(client, fall, "zurueckziehen", grund="Haushalt.").status_code == 302
    assert (offen(fall.vorlage), status(fall.antrag)) == ([], "gezeichnet")


def test_an_act_that_is_too_late_is_refused_with_its_sentence(client):
    fall = freigegeben().beraten("empfohlen")
    antwort = handeln(client, fall, "neue-fassung", grund="Betrag.")
    assert (antwort.status_code, "Ergänzungsvorlage" in seite(antwort)) == (422, True)


def test_while_a_new_version_is_written_municipalities_read_no_draft(client):
    fall = freigegeben()
    assert handeln(client, fall, "neue-fassung", grund="Betrag.").status_code == 302
    verfahren.schritt(
        fall.vorlage,
        "ueberarbeitung",
        "ueberarbeiten",
        by=fall.wer("gs"),
        heute=zeit.heute(),
        sachverhalt="Geheim!",
        titel="Geheim!",
    )
    client.force_login(fall.wer("clerk"))
    text = seite(client.get(reverse("vorlage", args=[fall.vorlage.pk])))
    text += seite(client.get(reverse("vorlagen")))
    assert ("Bewilligungen 2027/28" in text, "überarbeitet" in text, "Geheim!" in text) == (
        True,
        False,
        False,
    )
    assert handeln(client, fall, "zurueckziehen", grund="Haushalt.").status_code == 302
    client.force_login(fall.wer("clerk"))
    antwort = client.get(reverse("vorlage", args=[fall.vorlage.pk]))
    assert (antwort.context["stand"].text, "Geheim!" in seite(antwort)) == ("Zurückgezogen", False)


def test_a_supplement_is_listed_on_its_main_paper(client):
    fall = freigegeben()
    antwort = handeln(
        client, fall, "ergaenzen", drucksache="110/2027", titel="Ergänzung", neu_1="Nur 0,30 VZÄ."
    )
    papier = Vorlage.objects.get(drucksache="110/2027")
    assert antwort.url == reverse("vorlage", args=[papier.pk])
    assert "Neuer Wortlaut zu Ziffer 1 der KT-Drucks. Nr. 101/2027" in seite(client.get(antwort.url))
    haupt = seite(client.get(reverse("vorlage", args=[fall.vorlage.pk])))
    assert antwort.url in haupt
    client.force_login(fall.wer("clerk"))
    assert antwort.url not in seite(client.get(reverse("vorlage", args=[fall.vorlage.pk])))


def test_a_programmes_authorisation_is_named_on_the_paper(client):
    fall = freigegeben()
    ziffer = fall.vorlage.beschlussantraege.get()
    antwort = handeln(
        client, fall, "ermaechtigung", programm=fall.runde.programm_id, beschlussantrag=ziffer.pk
    )
    assert antwort.status_code == 302
    assert Foerderprogramm.objects.get(pk=fall.runde.programm_id).ermaechtigung == ziffer


def test_a_paper_on_a_day_of_its_own_is_published_by_hand(client):
    fall = entwurf().vorlage_geben(veroeffentlichen_am=date(2027, 6, 1))
    fall.vorlage_gehe("freigabe", "freigeben", "al")
    client.force_login(fall.wer("clerk"))
    url = reverse("vorlage", args=[fall.vorlage.pk])
    assert client.get(url).status_code == 404
    handeln(client, fall, "veroeffentlichen", ja="1")
    client.force_login(fall.wer("clerk"))
    assert client.get(url).status_code == 200


# Free papers


def test_a_free_paper_begins_as_a_draft(client):
    fall = Fall()
    sga, kreistag = f.sitzungen(fall.kreis)
    client.force_login(fall.wer("gs"))
    daten = {"drucksache": "050/2027", "titel": "Richtlinie", "sga": sga.pk, "kreistag": kreistag.pk}
    antwort = client.post(reverse("freie_vorlage_neu"), daten | {"ziffern": "Erstens.\r\n\r\nZweitens."})
    papier = Vorlage.objects.get(landkreis=fall.kreis)
    assert antwort.url == reverse("vorlage", args=[papier.pk])
    assert ([z.wortlaut for z in papier.beschlussantraege.all()], offen(papier)) == (
        ["Erstens.", "Zweitens."],
        ["ueberarbeitung"],
    )


def test_a_free_paper_without_a_motion_comes_back_with_everything(client):
    fall = Fall()
    client.force_login(fall.wer("gs"))
    antwort = client.post(reverse("freie_vorlage_neu"), {"titel": "Richtlinie 2028"})
    sitzungen = Sitzung.objects.filter(gremium__landkreis=fall.kreis)
    papiere = Vorlage.objects.filter(landkreis=fall.kreis)
    assert (antwort.status_code, sitzungen.count(), papiere.count()) == (422, 0, 0)
    assert "Richtlinie 2028" in seite(antwort)


# The route


def weg(client, person, **daten):
    client.force_login(person)
    url = reverse("zeichnungsweg")
    return client.post(url, daten) if daten else client.get(url)


def test_the_route_is_set_read_and_emptied(client):
    fall = Fall()
    daten = {
        "platz_sachgebietsleitung": "2",
        "platz_kaemmerei": "1",
        "betrag_kaemmerei": "10.000",
        "frist_kaemmerei": "1w",
    }
    assert weg(client, fall.wer("al"), **daten).status_code == 302
    assert list(Zeichnungsweg.objects.values_list("nummer", "rolle", "ab_betrag", "frist")) == [
        (1, "kaemmerei", Decimal("10000.00"), "1W"),
        (2, "sachgebietsleitung", None, "3T"),
    ]
    text = seite(weg(client, fall.wer("sb")))
    assert ("ab 10.000,00" in text, "Weg speichern" in text) == (True, False)
    assert weg(client, fall.wer("gs"), platz_kaemmerei="").status_code == 302
    assert not Zeichnungsweg.objects.exists()


def test_two_offices_on_one_place_are_told_so(client):
    fall = Fall()
    antwort = weg(client, fall.wer("gs"), platz_kaemmerei="1", platz_personal="1", frist_personal="morgen")
    assert antwort.status_code == 422
    assert "Diesen Platz hat schon die Stelle" in seite(antwort)
    assert not Zeichnungsweg.objects.exists()


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_route_costs_the_same_for_one_and_three_stations(client, django_assert_num_queries, anzahl):
    fall = Fall()
    for nr, rolle in enumerate(["sachgebietsleitung", "kaemmerei", "amtsleitung"][:anzahl], 1):
        Zeichnungsweg.objects.create(landkreis=fall.kreis, nummer=nr, rolle=rolle)
    client.force_login(fall.wer("gs"))
    with django_assert_num_queries(WEG):
        antwort = client.get(reverse("zeichnungsweg"))
    assert len(antwort.context["zeilen"]) == anzahl
