"""The public interface: OParl 1.1 of what is public, and nothing else; our own importer reads it back."""

from copy import deepcopy
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from antraege import zeit
from antraege.models import Antrag, Foerderrunde, Landkreis, Oparlstand, Sitzung, Vorlage
from antraege.services import oparl_listen, ratsabruf_lesen
from antraege.services.ratsabruf_netz import Netz
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege import ratsserver
from tests.notifications.hilfen import ohne_tore

pytestmark = pytest.mark.django_db
ORT = "https://foerderung.example"
SCHEMA = "https://schema.oparl.org/1.1/"
STEMPEL = datetime(2027, 7, 5, 18, 0, tzinfo=UTC)
PFLICHT = {
    "System": {"id", "type", "oparlVersion", "body", "name"},
    "Body": {
        *("id", "type", "name", "organization", "person", "meeting", "paper", "legislativeTerm", "agendaItem"),
        *("consultation", "file", "locationList", "legislativeTermList", "membership", "created", "modified"),
    },
    "Organization": {"id", "type", "body", "name", "classification", "organizationType", "membership"},
    "Meeting": {"id", "type", "name", "meetingState", "cancelled", "start", "organization", "agendaItem"},
    "AgendaItem": {"id", "type", "meeting", "order", "name", "public", "consultation"},
    "Paper": {"id", "type", "body", "name", "reference", "date", "paperType", "consultation"},
    "Consultation": {"id", "type", "paper", "agendaItem", "meeting", "organization", "authoritative", "role"},
    "File": {"id", "type", "fileName", "mimeType", "accessUrl", "paper"},
    "Location": {"id", "type", "description"},
}  # fmt: skip
LISTEN = ("organization", "meeting", "paper", "agendaItem", "consultation", "file", "location")


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(baue)


def baue():
    """(office, paper): one Ziffer, advised on and decided with counted votes, the round tells after the sitting."""
    amt = b.Amt(name="Beispiel", schluessel="08999", kuerzel="BSP", postfach="amt@kreis.example")
    rd = f.runde(amt.kreis, entscheidung="beschluss", ergebnis_sichtbar="sitzung")
    vorlage = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    Sitzung.objects.filter(tag=b.SGA).update(ort="Kreishaus", beginn=time(17), einladung_am=date(2027, 6, 1))
    b.beraten(vorlage, amt, abstimmung="einstimmig")
    b.beschliessen(vorlage, amt, abstimmung="ausgezaehlt", ja=58, nein=3, enthaltung=2)
    stempel()
    return amt, Vorlage.objects.get()


def stempel():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE antraege_oparlstand SET angelegt_am = %s, geaendert_am = %s", [STEMPEL] * 2)


@pytest.fixture(autouse=True)
def am_tag(settings):
    settings.BASIS_URL = ORT
    with zeit.gestellt(date(2027, 7, 6), time(8)):
        yield


@pytest.fixture
def welt(gebaut):
    return deepcopy(gebaut)


def hole(pfad, status=200, **kopf):
    antwort = Client().get(pfad.removeprefix(ORT), headers=kopf)
    assert antwort.status_code == status
    return antwort.json()


def alles(kreis):
    """{list: [objects]} as a stranger finds them from the System on."""
    (koerper,) = hole(hole("/oparl/")["body"])["data"]
    felder = {"location": "locationList"}
    return {"body": [koerper]} | {art: hole(koerper[felder.get(art, art)])["data"] for art in LISTEN}


def objekte(wert):
    """All objects, also those inside others."""
    if isinstance(wert, dict):
        if "type" in wert and "id" in wert:
            yield wert
        for teil in wert.values():
            yield from objekte(teil)
    elif isinstance(wert, list):
        for teil in wert:
            yield from objekte(teil)


# What it says


def test_a_decided_item_word_for_word(welt):
    schritt = welt[1].beratungsfolge.get(rolle="beschluss")
    kopf = {"created": "2027-07-05T20:00:00+02:00", "modified": "2027-07-05T20:00:00+02:00"}
    assert hole(f"/oparl/agendaItem/{schritt.pk}/") == kopf | {
        "id": f"{ORT}/oparl/agendaItem/{schritt.pk}/",
        "type": f"{SCHEMA}AgendaItem",
        "meeting": f"{ORT}/oparl/meeting/{schritt.sitzung_id}/",
        "order": 1,
        "name": "Stellenanteile 2027/28",
        "public": True,
        "consultation": f"{ORT}/oparl/consultation/{schritt.pk}/",
        "result": "Unverändert beschlossen",
        "foerderlauf:ziffern": [
            {
                "ziffer": 1,
                "ergebnis": "Unverändert beschlossen",
                "abstimmung": "ausgezählt",
                "foerderlauf:stimmen": {"ja": 58, "nein": 3, "enthaltung": 2},
            }
        ],
    }
    assert hole(f"/oparl/consultation/{schritt.pk}/") == kopf | {
        "id": f"{ORT}/oparl/consultation/{schritt.pk}/",
        "type": f"{SCHEMA}Consultation",
        "paper": f"{ORT}/oparl/paper/{welt[1].pk}/",
        "agendaItem": f"{ORT}/oparl/agendaItem/{schritt.pk}/",
        "meeting": f"{ORT}/oparl/meeting/{schritt.sitzung_id}/",
        "organization": [f"{ORT}/oparl/organization/{schritt.sitzung.gremium_id}/"],
        "authoritative": True,
        "role": "Entscheidung",
    }


def test_system_and_body_word_for_word(welt):
    pk = welt[0].kreis.pk
    assert hole("/oparl/") == {
        "id": f"{ORT}/oparl/",
        "type": f"{SCHEMA}System",
        "oparlVersion": SCHEMA,
        "name": "Förderlauf",
        "product": "https://example.org/foerderlauf",
        "body": f"{ORT}/oparl/body/",
    }
    koerper = hole(f"/oparl/body/{pk}/")
    assert {
        name: koerper[name] for name in ("name", "shortName", "ags", "legislativeTerm", "paper", "file")
    } == {
        "name": "Landkreis Beispiel",
        "shortName": "BSP",
        "ags": "08999",
        "legislativeTerm": [],
        "paper": f"{ORT}/oparl/body/{pk}/paper/",
        "file": f"{ORT}/oparl/body/{pk}/file/",
    }


def test_a_meeting_and_a_paper_in_their_main_words(welt):
    gefunden = alles(welt[0].kreis)
    sga, kreistag = gefunden["meeting"]
    (papier,) = gefunden["paper"]
    assert (sga["start"], sga["meetingState"], sga["location"]["description"]) == (
        "2027-06-14T17:00:00+02:00",
        "durchgeführt",
        "Kreishaus",
    )
    assert [punkt["result"] for punkt in sga["agendaItem"] + kreistag["agendaItem"]] == [
        "Empfohlen",
        "Unverändert beschlossen",
    ]
    assert (papier["reference"], papier["date"], papier["name"]) == (
        "012/2027",
        "2027-05-10",
        "Stellenanteile 2027/28",
    )
    assert [c["role"] for c in papier["consultation"]] == ["Vorberatung", "Entscheidung"]
    assert papier["mainFile"] == gefunden["file"][0]


def test_every_object_has_what_the_schema_asks_and_answers_under_its_address(welt):
    gefunden = [hole("/oparl/"), *alles(welt[0].kreis).values()]
    for objekt in objekte(gefunden):
        art = objekt["type"].removeprefix(SCHEMA)
        assert PFLICHT[art] - set(objekt) == set(), art
        assert hole(objekt["id"]) == objekt


def test_a_file_gives_its_bytes(welt):
    (datei, *_) = alles(welt[0].kreis)["file"]
    antwort = Client().get(datei["accessUrl"].removeprefix(ORT))
    assert b"".join(antwort.streaming_content).startswith(b"%PDF")
    assert (antwort["Access-Control-Allow-Origin"], antwort["Content-Type"]) == ("*", "application/pdf")


def test_our_own_importer_reads_it_back(welt, settings):
    with ratsserver.ratssystem() as rat:
        settings.BASIS_URL = rat.ort
        system = Client().get("/oparl/").json()
        wege = ["/oparl/", system["body"].removeprefix(rat.ort)]
        (koerper,) = Client().get(wege[1]).json()["data"]
        wege += [koerper[name].removeprefix(rat.ort) for name in ("organization", "paper", "meeting")]
        for weg in wege:
            rat.sagt(weg, Client().get(weg).json())
        daten = ratsabruf_lesen.lies(
            Netz(f"{rat.ort}/oparl/", warten=2),
            f"{rat.ort}/oparl/",
            welt[0].kreis,
            heute=zeit.heute(),
            seit=None,
        )
    assert (daten.auffaellig, [o.kurz for o in daten.organisationen]) == ([], ["SGA", "KT"])
    assert [(t.felder["tag"], t.punkte[0].ergebnis, t.punkte[0].papier.nummer) for t in daten.sitzungen] == [
        (b.SGA, "Empfohlen", "012/2027"),
        (b.KT, "Unverändert beschlossen", "012/2027"),
    ]


# What it keeps


def test_before_its_publication_a_paper_does_not_exist(welt):
    with zeit.gestellt(date(2027, 5, 9), time(8)):
        leer = alles(welt[0].kreis)
        assert [leer[art] for art in ("paper", "agendaItem", "consultation", "file")] == [[]] * 4
        schritt = welt[1].beratungsfolge.first()
        for art, pk in (("paper", welt[1].pk), ("agendaItem", schritt.pk), ("file", 2), ("file", 3)):
            hole(f"/oparl/{art}/{pk}/", 404)


def test_results_told_with_the_notices_are_not_told_here_before(welt):
    Foerderrunde.objects.update(ergebnis_sichtbar="bescheid")
    with ohne_tore():
        Antrag.objects.update(ergebnis_bekannt=False, status_kommune="beschieden")
    text = str(alles(welt[0].kreis))
    assert [wort in text for wort in ("Unverändert", "'ja'", "stimmen", "Empfohlen")] == [False] * 4


def test_a_closed_sitting_is_not_here_nor_what_it_said(welt):
    with ohne_tore():
        Sitzung.objects.filter(tag=b.KT).update(oeffentlich=False)
    gefunden = alles(welt[0].kreis)
    assert [len(gefunden[art]) for art in ("meeting", "agendaItem", "consultation")] == [1, 1, 1]
    assert "Unverändert" not in str(gefunden)


def test_a_closed_item_of_a_public_sitting_is_not_here(welt):
    schritt = welt[1].beratungsfolge.get(rolle="beschluss")
    welt[1].beratungsfolge.filter(pk=schritt.pk).update(oeffentlich=False)
    gefunden = alles(welt[0].kreis)
    assert [len(gefunden[art]) for art in ("meeting", "agendaItem", "consultation")] == [2, 1, 1]
    assert "Unverändert" not in str(gefunden)
    for art in ("agendaItem", "consultation"):
        assert hole(f"/oparl/{art}/{schritt.pk}/")["deleted"]
    welt[1].beratungsfolge.filter(pk=schritt.pk).update(auszug=None)  # whatever is changed of it later
    assert hole(f"/oparl/agendaItem/{schritt.pk}/")["deleted"]


def test_what_came_off_the_agenda_says_so(welt):
    schritt = welt[1].beratungsfolge.create(
        sitzung=Sitzung.objects.create(gremium=Sitzung.objects.first().gremium, tag=date(2027, 9, 1)),
        rolle="vorberatung",
    )
    assert "result" not in hole(f"/oparl/agendaItem/{schritt.pk}/")
    welt[1].beratungsfolge.filter(pk=schritt.pk).update(abgesetzt_am=zeit.jetzt())
    assert hole(f"/oparl/agendaItem/{schritt.pk}/")["result"] == "Abgesetzt"


def test_a_sitting_that_becomes_closed_stays_deleted_with_its_items(welt):
    neu = Sitzung.objects.create(gremium=Sitzung.objects.first().gremium, tag=date(2027, 9, 1))
    schritt = welt[1].beratungsfolge.create(sitzung=neu, rolle="vorberatung")
    Sitzung.objects.filter(pk=neu.pk).update(oeffentlich=False)
    Sitzung.objects.filter(pk=neu.pk).update(ort="Sindelfingen")
    for weg in (f"meeting/{neu.pk}", f"agendaItem/{schritt.pk}"):
        assert hole(f"/oparl/{weg}/")["deleted"], weg
    liste = hole(f"/oparl/body/{welt[0].kreis.pk}/meeting/?modified_since=2020-01-01")["data"]
    assert [eintrag.get("deleted", False) for eintrag in liste] == [False, False, True]
    Sitzung.objects.filter(pk=neu.pk).update(oeffentlich=True)
    assert "deleted" not in hole(f"/oparl/agendaItem/{schritt.pk}/")


def test_persons_are_nowhere(welt):
    text = str(alles(welt[0].kreis))
    assert "Person" not in text.replace("/person/", "")


# Lists


@pytest.mark.parametrize(
    ("abfrage", "anzahl"),
    [
        ("modified_since=2027-07-05T20:00:00%2B02:00", 2),
        ("modified_since=2027-07-05T20:00:01%2B02:00", 0),
        ("modified_until=2027-07-05T17:59:59Z", 0),
        ("created_since=2027-07-05", 2),
        ("created_until=2027-07-05T18:00:00Z", 2),
    ],
)
def test_the_filters_read_when_something_was_made_and_changed(welt, abfrage, anzahl):
    liste = hole(f"/oparl/body/{welt[0].kreis.pk}/meeting/?{abfrage}")
    assert len(liste["data"]) == anzahl
    assert abfrage.partition("=")[0] in liste["links"]["first"]


@pytest.mark.parametrize(
    "abfrage", ["modified_since=gestern", "nach=x", "nach=-1", "nach=99999999999999999999"]
)
def test_what_is_no_instant_or_page_says_so(welt, abfrage):
    assert hole(f"/oparl/body/{welt[0].kreis.pk}/meeting/?{abfrage}", 400)["type"] == f"{SCHEMA}Error"


def test_long_lists_go_on_by_key(welt, monkeypatch):
    monkeypatch.setattr(oparl_listen, "JE_SEITE", 1)
    erste = hole(f"/oparl/body/{welt[0].kreis.pk}/meeting/")
    zweite = hole(erste["links"]["next"])
    assert erste["pagination"] == {"elementsPerPage": 1}
    assert "next" not in zweite["links"]
    assert [m["name"] for m in erste["data"] + zweite["data"]] == [
        "Sozial- und Gesundheitsausschuss, 14.06.2027",
        "Kreistag, 05.07.2027",
    ]


def test_what_was_public_and_went_is_told_to_who_asks_for_changes(welt):
    vorlage = Vorlage.objects.create(
        landkreis=welt[0].kreis, drucksache="099/2027", titel="x", erstellt_von=welt[0].geschaeftsstelle
    )
    neu = Sitzung.objects.create(gremium=Sitzung.objects.first().gremium, tag=date(2027, 9, 1))
    geheim = vorlage.beratungsfolge.create(sitzung=neu, rolle="vorberatung").pk
    vorlage.beratungsfolge.all().delete()
    weg = welt[1].beratungsfolge.create(sitzung=neu, rolle="vorberatung").pk
    welt[1].beratungsfolge.filter(pk=weg).update(oeffentlich=False)
    liste = f"/oparl/body/{welt[0].kreis.pk}/agendaItem/"
    assert len(hole(liste)["data"]) == 2
    *_, letzter = hole(f"{liste}?modified_since=2020-01-01")["data"]
    assert set(letzter) == {"id", "type", "created", "modified", "deleted"}
    assert hole(f"/oparl/agendaItem/{weg}/") == letzter
    hole(f"/oparl/agendaItem/{geheim}/", 404)


@pytest.mark.parametrize("art", ["paper", "meeting", "agendaItem", "file"])
def test_a_list_costs_the_same_for_one_and_more(welt, art, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        hole(f"/oparl/body/{welt[0].kreis.pk}/{art}/")


def test_other_districts_have_their_own_lists(welt):
    anderer = f.landkreis()
    assert hole(f"/oparl/body/{anderer.pk}/paper/")["data"] == []
    assert Landkreis.objects.count() == len(hole("/oparl/body/")["data"])


# How it answers


def test_everybody_may_read_and_nobody_else_anything(welt):
    antwort = Client().get("/oparl/")
    assert (antwort["Access-Control-Allow-Origin"], antwort.cookies, "Cookie" in antwort.get("Vary", "")) == (
        "*",
        {},
        False,
    )
    for method in ("post", "put", "patch", "delete"):
        assert getattr(Client(), method)("/oparl/").status_code == 405
    assert Client().head("/oparl/").status_code == 200


def test_unchanged_it_is_not_sent_again(welt):
    pfad = f"/oparl/paper/{welt[1].pk}/"
    antwort = Client().get(pfad)
    assert antwort["Last-Modified"] == "Mon, 05 Jul 2027 18:00:00 GMT"
    for kopf in ({"if-none-match": antwort["ETag"]}, {"if-modified-since": antwort["Last-Modified"]}):
        assert Client().get(pfad, headers=kopf).status_code == 304


@pytest.mark.parametrize(
    "pfad", ["paper/999999/", "quatsch/1/", "body/999999/paper/", "file/999999/inhalt/", f"paper/{10**30}/"]
)
def test_what_is_not_there_says_so_in_json(welt, pfad):
    assert hole(f"/oparl/{pfad}", 404)["type"] == f"{SCHEMA}Error"


def test_a_change_is_stamped(welt):
    vorlage = welt[1]
    vor = Oparlstand.objects.get(art="schritt", objekt_id=vorlage.beratungsfolge.last().pk).geaendert_am
    Sitzung.objects.filter(tag=b.KT).update(ort="Sindelfingen")
    nach = Oparlstand.objects.get(art="schritt", objekt_id=vorlage.beratungsfolge.last().pk).geaendert_am
    assert (vor, nach > datetime(2020, 1, 1, tzinfo=UTC), vor != nach) == (STEMPEL, True, True)
    assert urlsplit(hole(f"/oparl/paper/{vorlage.pk}/")["web"]).path == f"/vorlagen/{vorlage.pk}/"
