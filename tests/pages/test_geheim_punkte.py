"""What a flag for the whole sitting and the whole result could not keep: a closed item of a public sitting, a later
notice that waits, and the sitting a paper was put off to. No address, file, message or OParl object tells of them.
"""

import re
from copy import deepcopy
from datetime import date, time
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from antraege import zeit
from antraege.models import Antrag, Rolle, Sitzung
from antraege.services import bescheid, oparl_listen
from notifications.models import Nachricht
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege import folgefall as ff
from tests.notifications.hilfen import relay
from tests.pages.test_geheim import angemeldet, lies, wege

pytestmark = pytest.mark.django_db
HERBST = date(2027, 9, 20)
GEAENDERT = {
    "wert": "geaendert_beschlossen",
    "wortlaut": "Wortlautgeheimnis",
    "abstimmung": "ausgezaehlt",
    "ja": 58,
    "nein": 3,
}


def geschlossen():
    """Advised on in public, decided in a closed item of a public sitting, in a round that tells after the sitting."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss", ergebnis_sichtbar="sitzung")
    antrag = b.gezeichnet(rd, amt)
    papier = b.vorlage(amt, rd, [antrag])
    b.beraten(papier, amt)
    papier.beratungsfolge.filter(rolle="beschluss").update(oeffentlich=False)
    with zeit.gestellt(b.KT, time(20)):
        b.beschliessen(papier, amt, abweichend={antrag.pk: Decimal("0.29")}, **GEAENDERT)
    return amt, antrag, papier


def wartend():
    """A grant everybody concerned knows, and an amendment that waits to be opened."""
    antrag, amt = ff.bekannt()
    ff.entworfen(antrag, amt, "aenderung", begruendung="Folgegeheimnis")
    with zeit.gestellt(ff.SPAETER, time(10)):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
        bescheid.bereitstellen(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.SPAETER)
    return amt, antrag, antrag.beschlussantrag.vorlage


def vertagt():
    """Put off by the Kreistag, in a round that tells results with the notices."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antrag = b.gezeichnet(rd, amt)
    papier = b.vorlage(amt, rd, [antrag])
    b.beraten(papier, amt)
    kreistag = papier.beratungsfolge.get(rolle="beschluss").sitzung.gremium
    naechste = Sitzung.objects.create(gremium=kreistag, tag=HERBST)
    with zeit.gestellt(b.KT, time(20)):
        b.beschliessen(papier, amt, wert="vertagt", naechste_sitzung=naechste)
    return amt, antrag, papier


FAELLE = {
    "geschlossen": (
        geschlossen,
        date(2027, 7, 6),
        (
            "0,29",
            "13.920",
            "0.29",
            "13920",
            "Geändert beschlossen",
            "Wortlautgeheimnis",
            "Entschieden",
            "nicht öffentlich",
        ),
        ("0,50", "Empfohlen"),
    ),
    "wartend": (
        wartend,
        ff.SPAETER,
        ("0,40", "20.800", "0.40", "20800", "Folgegeheimnis", "Änderungsbescheid", "Teilweise bewilligt"),
        ("0,50", "24.000"),
    ),
    "vertagt": (
        vertagt,
        date(2027, 7, 6),
        ("20.09.2027", "20. September", "Vertagt"),
        ("0,50", "05.07.2027"),
    ),
}


# What the office must read of each: said on its pages as a whole, so no single word stands for the rest.
IM_AMT = {
    "geschlossen": (
        "0,29",
        "13.920",
        "Geändert beschlossen",
        "Wortlautgeheimnis",
        "Entschieden",
        "nicht öffentlich",
    ),
    "wartend": ("0,40", "20.800", "Änderungsbescheid", "Teilweise bewilligt"),
    "vertagt": ("20.09.2027", "Vertagt"),
}


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return {name: je_modul(lambda bau=bau: _fall(bau)) for name, (bau, *_) in FAELLE.items()}


def _fall(bau):
    amt, antrag, papier = bau()
    antrag = Antrag.objects.get(pk=antrag.pk)
    fremde = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, amt.kreis, f.kommune(amt.kreis))
    fall = {"antrag": antrag, "vorlage": papier, "runde": antrag.runde, "amt": amt.sachbearbeitung}
    if letzter := bescheid.aktueller(antrag):
        fall["bescheid"] = letzter
    return fall | {
        "vorlagenfassung": papier.fassungen.first(), "kommune": antrag.angelegt_von, "fremde": fremde,
    }  # fmt: skip


@pytest.fixture(params=FAELLE)
def fall(gebaut, request):
    _, tag, geheim, offen = FAELLE[request.param]
    with zeit.gestellt(tag, time(11)):
        yield deepcopy(gebaut[request.param]) | {"name": request.param, "geheim": geheim, "offen": offen}


@pytest.mark.parametrize("wer", ["kommune", pytest.param("fremde", marks=pytest.mark.slow)])
def test_no_address_tells_a_municipality(fall, wer):
    client = angemeldet(fall[wer])
    texte = {url: lies(client, "GET", url) for url in wege(fall)}
    assert [(url, w) for url, text in texte.items() for w in fall["geheim"] if w in text] == []
    gelesen = " ".join(texte[reverse(n, args=[fall[n].pk])] for n in ("antrag", "vorlage"))
    assert wer == "fremde" or [w for w in fall["offen"] if w not in gelesen] == []


def test_the_office_reads_it(fall):
    client = angemeldet(fall["amt"])
    text = " ".join(lies(client, "GET", reverse(n, args=[fall[n].pk])) for n in ("antrag", "vorlage"))
    assert [wort for wort in IM_AMT[fall["name"]] if wort not in text] == []


def test_no_message_tells(fall):
    relay()
    post = Nachricht.objects.filter(landkreis=fall["antrag"].landkreis).exclude(kommune=None)
    texte = [f"{n.betreff} {n.text}" for n in post]
    assert texte
    assert [(w, text) for text in texte for w in fall["geheim"] if w in text] == []


def test_the_public_interface_tells_no_more(fall):
    client, kreis = Client(), fall["antrag"].landkreis_id
    listen = {art: reverse("oparl_liste", args=[kreis, art]) for art in oparl_listen.QUELLEN}
    if fall["name"] == "vertagt":  # the sitting itself is no secret, that the paper comes to it is
        treffen = client.get(listen.pop("meeting")).json()["data"]
        assert [len(t["agendaItem"]) for t in treffen] == [1, 1, 0]
    texte = [lies(client, "GET", url) for url in listen.values()]
    for url in re.findall(
        r'"(?:id|accessUrl)": "http[^"]*?(/oparl/(?!meeting|location)[^"]+)"', " ".join(texte)
    ):
        texte.append(lies(client, "GET", url))
    assert [w for text in texte for w in fall["geheim"] if w in text] == []
    schritt = fall["vorlage"].beratungsfolge.order_by("sitzung__tag").last()
    antwort = client.get(reverse("oparl_objekt", args=["agendaItem", schritt.pk]))
    gelesen = {
        "geschlossen": (200, True),
        "wartend": (200, None),
        "vertagt": (404, None),
    }  # closed: public before
    assert (antwort.status_code, antwort.json().get("deleted")) == gelesen[fall["name"]]
