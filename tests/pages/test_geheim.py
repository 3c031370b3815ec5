"""What is not out yet: no page, list, filter, count, file, message or refusal tells a municipality or a stranger.

Two cases of one district. The first: a recommendation that is signed, its paper not published. The second: decided in a
public sitting of a round that tells results with the notices, and the notice waits to be opened.
"""

import re
from copy import deepcopy
from datetime import date, time
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antraege import zeit
from antraege.models import (
    Aenderungsantrag,
    Antrag,
    Bescheid,
    Beschlussergebnis,
    Fachstellungnahme,
    Mitzeichnung,
    Rolle,
    Stelle,
    Verbundanteil,
    Vorlagenanlage,
    Zeichnung,
)
from antraege.services import oparl_listen
from notifications.models import Nachricht
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.notifications.hilfen import ohne_tore, relay
from tests.pages import welt as kleine_welt
from tests.pages.antworten import pflanze
from tests.pages.test_rechtetabelle import ZEILEN, adresse

pytestmark = pytest.mark.django_db
VERRAETER = (
    "0,37",
    "17.760",
    "0,33",
    "15.840",
    "Geheimgrund",
    "Empfehlung gezeichnet",
    "Gezeichnet:",
    "Empfohlen",
    "Bewilligt:",
    "Liegt zur Zeichnung",
    "Geheimfrage",
    "Geheimvotum",
    "Fachstellungnahme",
    "Geheimpunkt",
    "Zeichnung aufheben",
    "Vermerkgeheimnis",
    "Vermerkwortlaut",
    "Vermerkdatei",
    "Aktenvermerk",
    "Importtabelle",
    "Massgabegeheimnis",
)


@pytest.fixture(scope="module")
def gebaut(je_modul):
    with zeit.gestellt(f.TAG, time(11, 0)):
        return je_modul(gezeichnet)


@pytest.fixture
def welt(gebaut, am_tag):
    return deepcopy(gebaut)


def gezeichnet():
    """The small world, its application signed and not yet released, with a word to betray on every side."""
    welt = kleine_welt.baue()
    antrag = welt.objekte["antrag"]
    pflanze(
        antrag,
        status="gezeichnet",
        status_kommune="vollstaendig",
        geprueft_von=welt.leute["amt"],
        empfehlung_begruendung="Geheimgrund",
        empfohlen_vzae=Decimal("0.37"),
        empfohlen_betrag=Decimal("17760.00"),
        bewilligt_vzae=Decimal("0.33"),
        bewilligt_betrag=Decimal("15840.00"),
    )
    Zeichnung.objects.create(
        antrag=antrag,
        stufe="sachgebietsleitung",
        benutzer=welt.leute["leitung"],
        empfehlung_von=welt.leute["amt"],
        gezeichnet_am=zeit.jetzt(),
    )
    bitte = welt.objekte["fach"]
    Fachstellungnahme.objects.filter(pk=bitte.pk).update(
        votum="bedenken",
        antwort="Geheimvotum",
        beantwortet_von=welt.leute["kaemmerei"],
        beantwortet_am=zeit.jetzt(),
    )
    with ohne_tore():
        punkt = antrag.fassung.pruefpunkte.create(nummer=1, art="formal", text="Geheimpunkt")
    punkt.ergebnisse.create(
        antrag=antrag,
        ergebnis="nicht_erfuellt",
        bemerkung="Geheimpunkt",
        geprueft_von=welt.leute["amt"],
        geprueft_am=zeit.jetzt(),
    )
    return welt


def kopie(antwort):
    """Everything an answer carries: its words, those of a table or a letter, the file's name, where it leads."""
    roh = b"".join(antwort.streaming_content) if antwort.streaming else antwort.content
    if roh.startswith(b"PK"):
        archiv = ZipFile(BytesIO(roh))
        roh = b" ".join(archiv.read(name) for name in archiv.namelist() if name.endswith(".xml"))
    kopf = [antwort.get(name, "") for name in ("Content-Disposition", "Location")]
    wege = [str(weg) for weg in getattr(antwort, "redirect_chain", ())]
    return " ".join([roh.decode(errors="replace"), *kopf, *wege])


def lies(client, method, url):
    """The same as a set of words to look in; follows where it leads."""
    return kopie(getattr(client, method.lower())(url, follow=True))


def angemeldet(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("wer", "methoden"),
    [
        ("kommune", "GET POST"),
        *(pytest.param(wer, "GET", marks=pytest.mark.slow) for wer in ("zugang", "fremde")),
    ],
)
def test_no_page_of_a_municipality_tells(welt, wer, methoden):
    client = angemeldet(welt.leute[wer])
    wege = {(m, adresse(welt, name, objekt)) for name, m, objekt, *_ in ZEILEN if m in methoden}
    verraten = [
        (method, url, wort)
        for method, url in sorted(wege)
        for text in [lies(client, method, url)]
        for wort in (*VERRAETER, welt.leute["leitung"].name)
        if wort in text
    ]
    assert verraten == []


def test_the_same_words_are_there_for_the_office(welt):
    client = Client()
    client.force_login(welt.leute["amt"])
    text = client.get(adresse(welt, "antrag", "antrag")).content.decode()
    assert [
        wort
        for wort in (
            "0,37",
            "17.760",
            "0,33",
            "Geheimgrund",
            "Gezeichnet",
            "Vermerkgeheimnis",
            "Vermerkwortlaut",
            "Vermerkdatei",
        )
        if wort not in text
    ] == []


# Decided in public, and the notice waits

GEHEIM = (
    *("0,29", "13.920", "0.29", "13920", "Bescheidgeheimnis", "Teilweise bewilligt", "Teilbewilligungsbescheid"),
    *("Unverändert beschlossen", "Massgabengeheimnis", "Wortlautgeheimnis", "Tischgeheimnis", "S-GEHEIM"),
    *("Zeichnungsgeheimnis", "Anlagengeheimnis", "Auszuggeheimnis", "Fraktionsgeheimnis", "Änderungsgeheimnis"),
    *("Bewilligt:", "Beschlossen", "Stellenanteil ist erfasst", "erfasst den Stellenanteil"),
)  # fmt: skip
OFFEN = ("0,50", "012/2027")  # what the published paper proposes is public
AM = date(2027, 7, 12)


@pytest.fixture(scope="module")
def entschieden(je_modul):
    with zeit.gestellt(AM, time(11)):
        return je_modul(beschieden)


def beschieden():
    """{name: object or person}: the case of the second kind, planted where its own act would need a flow."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antrag = b.gezeichnet(rd, amt)
    papier = b.vorlage(amt, rd, [antrag])
    b.beraten(papier, amt)
    b.beschliessen(papier, amt)
    antrag.refresh_from_db()
    partner = f.kommune(amt.kreis)
    fall = {"antrag": antrag, "vorlage": papier, "runde": rd, "amt": amt.sachbearbeitung}
    fall |= {"kommune": Antrag.objects.get(pk=antrag.pk).angelegt_von}
    fall |= {"partner": f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, amt.kreis, partner)}
    fall |= {"fremde": f.benutzer(Rolle.KOMMUNE_ZUGANG, amt.kreis, f.kommune(amt.kreis))}
    pflanze(
        antrag, status="beschieden", status_kommune="beschieden", ergebnis="teilbewilligt",
        bewilligt_vzae=Decimal("0.29"), bewilligt_betrag=Decimal("13920.00"),
    )  # fmt: skip
    with ohne_tore():
        fall |= _gepflanzt(amt, antrag, papier, partner)
    return fall


def _gepflanzt(amt, antrag, papier, partner):
    """Rows past the rules of their making, each with a word of its own."""
    von, ziffer = amt.geschaeftsstelle, papier.beschlussantraege.get()
    Verbundanteil.objects.create(antrag=antrag, kommune=partner, vzae=Decimal("0.10"), personen=5)
    beschluss = Beschlussergebnis.objects.get(schritt__vorlage=papier, schritt__rolle="beschluss")
    Beschlussergebnis.objects.filter(pk=beschluss.pk).update(
        verlassen="Tischgeheimnis", wortlaut="Wortlautgeheimnis"
    )
    beschluss.massgaben.create(nummer=1, text="Massgabengeheimnis", rolle="kaemmerei", faellig_am=AM)
    Mitzeichnung.objects.filter(vorlage=papier).update(bemerkung="Zeichnungsgeheimnis")
    rahmen = {"vorlage": papier, "groesse": 1, "hochgeladen_am": zeit.jetzt(), "hochgeladen_von": von}
    anlage = Vorlagenanlage.objects.create(
        art="tischvorlage", name="Anlagengeheimnis.pdf", sha256="1", oeffentlich=False, **rahmen
    )
    auszug = Vorlagenanlage.objects.create(art="auszug", name="Auszuggeheimnis.pdf", sha256="2", **rahmen)
    papier.beratungsfolge.filter(rolle="beschluss").update(auszug=auszug)
    motion = Aenderungsantrag.objects.create(
        beschlussantrag=ziffer, nummer=1, antragsteller="Fraktionsgeheimnis", wortlaut="Änderungsgeheimnis",
        eingegangen_am=AM, erfasst_von=von,
    )  # fmt: skip
    stelle = Stelle.objects.create(
        landkreis=antrag.landkreis, nummer="S-GEHEIM", anstellungstraeger=antrag.kommune,
        einsatzort=antrag.kommune, antrag=antrag, vzae=Decimal("0.29"), beginn=AM, ende=AM,
        angelegt_von=von, angelegt_am=zeit.jetzt(),
    )  # fmt: skip
    bescheid = Bescheid.objects.create(
        antrag=antrag, art="teilbewilligung", status="bereitgestellt", nummer="B-1", vzae="0.29",
        betrag="13920.00", begruendung="Bescheidgeheimnis", entworfen_von=amt.sachbearbeitung,
        entworfen_am=zeit.jetzt(), freigegeben_von=amt.sachgebietsleitung, datum=AM, pdf="x.pdf", sha256="3",
        bereitgestellt_am=zeit.jetzt(), weg="portal",
    )  # fmt: skip
    gepflanzt = {"bescheid": bescheid, "stelle": stelle, "aenderungsantrag": motion, "vorlagendatei": anlage}
    fassung = papier.fassungen.first()
    return gepflanzt | {"auszug": auszug, "vorlagenfassung": fassung}


@pytest.fixture
def fall(entschieden):
    with zeit.gestellt(AM, time(11)):
        yield deepcopy(entschieden)


def wege(fall):
    """Every address a municipality can ask of this case, the lists with their filters and files beside it."""
    gefunden = {adresse_zu(fall, name, objekt) for name, m, objekt, *_ in ZEILEN if m == "GET"}
    liste, datei = reverse("antraege"), reverse("antraege_datei")
    gefunden |= {f"{liste}?phase={phase}" for phase in ("beschluss", "bescheid", "foerderung", "nachweis")}
    gefunden |= {f"{datei}?als={als}&runde={fall['runde'].pk}" for als in ("csv", "xlsx")}
    gefunden |= {f"{liste}?runde={fall['runde'].pk}", reverse("stellen") + "?stand=alle"}
    return sorted(gefunden - {None, reverse("account_logout")})


def adresse_zu(fall, name, objekt):
    schluessel, _, rest = objekt.partition("/")
    if schluessel != "-" and schluessel not in fall:
        return None
    gegenstand = [] if schluessel == "-" else [fall[schluessel].pk]
    return reverse(name, args=gegenstand + (rest.split("/") if rest else []))


@pytest.mark.parametrize(
    "wer", ["kommune", *(pytest.param(wer, marks=pytest.mark.slow) for wer in ("partner", "fremde"))]
)
def test_before_the_notice_is_opened_nothing_tells_what_is_in_it(fall, wer):
    client = angemeldet(fall[wer])
    texte = {url: lies(client, "GET", url) for url in wege(fall)}
    assert [(url, wort) for url, text in texte.items() for wort in GEHEIM if wort in text] == []
    assert all(wort in texte[reverse("vorlage", args=[fall["vorlage"].pk])] for wort in OFFEN)


def test_the_page_says_only_that_a_notice_waits(fall):
    client = angemeldet(fall["kommune"])
    text = lies(client, "GET", reverse("antrag", args=[fall["antrag"].pk]))
    assert "Bescheid erteilt" in text
    zeilen = [
        len(client.get(reverse("antraege"), {"phase": phase}).context["zeilen"])
        for phase in ("beschluss", "bescheid", "foerderung")
    ]
    assert zeilen == [0, 1, 0]


def test_the_public_interface_tells_no_more(fall):
    client, kreis = Client(), fall["antrag"].landkreis_id
    adressen = [reverse("oparl_liste", args=[kreis, art]) for art in oparl_listen.QUELLEN]
    texte = {url: lies(client, "GET", url) for url in adressen}
    for url in re.findall(r'"(?:id|accessUrl)": "http[^"]*?(/oparl/[^"]+)"', " ".join(texte.values())):
        texte[url] = lies(client, "GET", url)
    assert [(url, wort) for url, text in texte.items() for wort in GEHEIM if wort in text] == []
    assert any("012/2027" in text for text in texte.values())


def test_no_message_to_a_municipality_tells(fall):
    relay()
    post = Nachricht.objects.filter(landkreis=fall["antrag"].landkreis).exclude(kommune=None)
    texte = [f"{n.betreff} {n.text}" for n in post]
    assert texte
    assert [(wort, text) for text in texte for wort in GEHEIM if wort in text] == []


def test_the_office_reads_all_of_it(fall):
    client = angemeldet(fall["amt"])
    text = " ".join(
        lies(client, "GET", reverse(name, args=[fall[name].pk])) for name in ("antrag", "vorlage", "stelle")
    )
    erwartet = (
        "0,29",
        "13.920",
        "Teilweise bewilligt",
        "Unverändert beschlossen",
        "S-GEHEIM",
        "Zeichnungsgeheimnis",
    )
    assert [wort for wort in erwartet if wort not in text] == []


def test_opened_it_tells(fall):
    with ohne_tore():
        Bescheid.objects.filter(pk=fall["bescheid"].pk).update(bekanntgegeben_am=AM, status="bekanntgegeben")
    pflanze(
        fall["antrag"],
        ergebnis_bekannt=True,
        bekannt_vzae=Decimal("0.29"),
        bekannt_betrag=Decimal("13920.00"),
    )
    client = angemeldet(fall["kommune"])
    text = " ".join(lies(client, "GET", reverse(n, args=[fall[n].pk])) for n in ("antrag", "stelle"))
    assert [
        wort for wort in ("0,29", "13.920", "Teilbewilligungsbescheid", "S-GEHEIM") if wort not in text
    ] == []


# Foreign is as absent, also in what the database is asked


GELESEN = (
    ("antrag", "antrag"), ("vorlage", "vorlage"), ("bescheid", "bescheid"), ("stelle", "stelle"),
    ("anlage", "anlage"), ("runde", "runde"), ("aufgabe", "aufgabe"), ("fachstellungnahme", "fach"),
    ("unterschrift", "antrag"), ("serie", "serienlauf"),
)  # fmt: skip
GEHANDELT = (
    ("antrag_zurueckziehen", "antrag"), ("anlagen", "antrag"), ("anlage_entfernen", "anlage"),
    ("unterschrift", "antrag"), ("aufgabe", "aufgabe"), ("antworten", "antrag"), ("antrag_neu", "runde"),
    ("verzicht", "runde"), ("fachstellungnahme", "fach"), ("import_starten", "importlauf"),
)  # fmt: skip


@pytest.mark.parametrize("wer", ["kommune", "fremde"])
def test_foreign_and_absent_ask_the_database_the_same(fall, welt, wer):
    client = angemeldet(fall[wer])
    fragen(client.get, "antrag", 999_999)  # what is read once a test is read now
    for methode, namen in ((client.get, GELESEN), (client.post, GEHANDELT)):
        for name, objekt in namen:
            pk = welt.objekte[objekt].pk
            assert fragen(methode, name, pk) == fragen(methode, name, 999_999), (methode.__name__, name)


def fragen(methode, name, pk):
    """(status, statements without their numbers) of asking for an object or acting on it."""
    with CaptureQueriesContext(connection) as gefragt:
        antwort = methode(reverse(name, args=[pk]))
    return antwort.status_code, [re.sub(r"'[^']*'|\d+", "", frage["sql"]) for frage in gefragt]
