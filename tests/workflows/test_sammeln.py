"""Acts on several cases: the effect before, each case through the single act's code, the result of each after."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from antraege.models import Frist, Protokolleintrag, Rolle
from tests import factories as f
from tests.workflows.fall import Fall, ereignisse, offen, status
from tests.workflows.test_seiten import aufgabe, browser
from workflows import sammel
from workflows.models import Aufgabe

pytestmark = pytest.mark.django_db

NICHT_GLEICH = {"id", "antrag", "objekt_id", "geschehen_am", "text", "zeitpunkt"}
BIS = {"bis_tag": "26", "bis_monat": "04", "bis_jahr": "2027"}
RUECKGABE = {"feld_1": "eigenanteil", "text_1": "Bitte begründen.", "frist_bis": "26.04.2027"}


def faelle(anzahl, *acts):
    """Cases of one district that took these acts."""
    kreis = f.landkreis()
    erster = Fall(kreis=kreis, runde=f.runde(kreis, kontingent="9.00"), vzae="0.25", personen=30)
    weitere = [
        Fall(kreis=erster.kreis, runde=erster.runde, vzae="0.25", personen=30) for _ in range(anzahl - 1)
    ]
    for fall in [erster, *weitere]:
        fall.sb, fall.sgl = erster.sb, erster.sgl
        fall.gehe(*acts)
    return [erster, *weitere]


def sammeln(person, act, cases, knoten=None, **daten):
    """POST the act for these cases, chosen by their tasks or, without a node, by their applications."""
    wahl = (
        {"aufgabe": [aufgabe(c, knoten).pk for c in cases]}
        if knoten
        else {"antrag": [c.antrag.pk for c in cases]}
    )
    return nochmal(person, {"act": act} | wahl | daten, cases[0])


def nochmal(person, daten, fall):
    with fall.uhr():
        return browser(person).post("/sammeln/", daten)


def staende(antwort):
    """What became of each case, in order, as the page says it."""
    return [row.cells[2].text for row in antwort.context["rows"]]


def saetze(antwort):
    return [row.cells[3] for row in antwort.context["rows"]]


def eintraege(antrag, art):
    """The log entries of a kind, column by column, without what names the case or the moment."""
    rows = Protokolleintrag.objects.filter(antrag=antrag, art=art)
    return [
        {k: v for k, v in model_to_dict(row).items() if k not in NICHT_GLEICH}
        | {"wirksam_am": row.wirksam_am, "text": row.text and row.text.text}
        for row in rows
    ]


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(zwanzig_zur_zeichnung)


@pytest.fixture
def zwanzig(gebaut):
    return deepcopy(gebaut)


def zwanzig_zur_zeichnung():
    """Twenty cases waiting for the signature; the seventh was recommended by the person who is to sign."""
    f_ = faelle(20, "einreichen", "vollstaendig")
    f.Mitgliedschaft.objects.create(
        benutzer=f_[0].sgl, rolle=Rolle.SACHBEARBEITUNG, landkreis=f_[0].kreis, von="2016-01-01"
    )
    for nr, fall in enumerate(f_):
        wer = "sgl" if nr == 6 else "sb"
        fall.schritt(
            fall.antrag, "fachliche_pruefung", "empfehlen", wer, vzae=Decimal("0.25"), begruendung="Passt."
        )
    return f_


def test_nineteen_of_twenty_are_signed_and_one_says_why_not(zwanzig):
    antwort = sammeln(zwanzig[0].sgl, "zeichnen", zwanzig, "zeichnung")
    assert staende(antwort) == ["erledigt"] * 6 + ["nicht möglich"] + ["erledigt"] * 13
    assert saetze(antwort)[6] == (
        "Sie haben die Empfehlung selbst abgegeben. Zeichnen muss eine andere Person (Vier-Augen-Prinzip). "
        "Das kann: Sachgebietsleitung oder Amtsleitung."
    )
    assert status(zwanzig[6].antrag) == "in_zeichnung"
    assert {status(c.antrag) for nr, c in enumerate(zwanzig) if nr != 6} == {"beschlossen"}


def test_the_log_of_a_bulk_act_is_that_of_single_acts(zwanzig):
    einzeln, *viele = [c for nr, c in enumerate(zwanzig) if nr != 6]
    with einzeln.uhr():
        browser(einzeln.sgl).post(f"/aufgaben/{aufgabe(einzeln, 'zeichnung').pk}/", {"act": "zeichnen"})
    sammeln(einzeln.sgl, "zeichnen", viele, "zeichnung")
    muster = eintraege(einzeln.antrag, "antrag_gezeichnet")
    assert len(muster) == 1
    assert [eintraege(c.antrag, "antrag_gezeichnet") for c in viele] == [muster] * 18
    assert {tuple(ereignisse(c.antrag)) for c in viele} == {tuple(ereignisse(einzeln.antrag))}
    assert {tuple(offen(c.antrag)) for c in viele} == {tuple(offen(einzeln.antrag))}


def test_the_effect_is_said_before_and_changes_nothing(zwanzig):
    pks = [aufgabe(c, "zeichnung").pk for c in zwanzig[5:8]]
    with zwanzig[0].uhr():
        antwort = browser(zwanzig[0].sgl).get("/sammeln/", {"act": "zeichnen", "aufgabe": pks})
    assert staende(antwort) == ["ja", "nein", "ja"]
    assert "Die Empfehlung über 0,25\u00a0VZÄ und 12.000,00\u00a0€ wird gezeichnet." in saetze(antwort)[0]
    assert "Empfehlungen zeichnen (2)" in antwort.content.decode()
    assert status(zwanzig[5].antrag) == "in_zeichnung"


def test_a_second_click_says_that_it_is_done(zwanzig):
    daten = {"act": "zeichnen", "aufgabe": [aufgabe(c, "zeichnung").pk for c in zwanzig[:3]]}
    for erwartet in ("erledigt", "schon erledigt"):
        antwort = nochmal(zwanzig[0].sgl, daten, zwanzig[0])
        assert staende(antwort) == [erwartet] * 3
    assert f"{zwanzig[0].sgl} hat „Empfehlung zeichnen“ am 18.03.2027" in saetze(antwort)[0]
    assert ereignisse(zwanzig[0].antrag).count("antrag_gezeichnet") == 1


@pytest.mark.parametrize(
    ("act", "wer", "schritte", "satz"),
    [
        ("zurueckgeben", "sb", [], "Der Antrag ist schon zurückgegeben."),
        ("zeichnen", "sgl", ["vollstaendig", "empfehlen"], "Die Empfehlung ist schon gezeichnet."),
    ],
)
def test_a_second_run_by_application_says_that_it_is_done(act, wer, schritte, satz):
    fall = Fall().gehe("einreichen", *schritte)
    daten = {"act": act, "antrag": fall.antrag.pk} | (RUECKGABE if act == "zurueckgeben" else {})
    for erwartet in ("erledigt", "schon erledigt"):
        antwort = nochmal(getattr(fall, wer), daten, fall)
        assert staende(antwort) == [erwartet]
    assert saetze(antwort) == [satz]
    assert satz not in nochmal(fall.gs, daten, fall).content.decode()


def test_the_wrong_role_signs_nothing():
    cases = faelle(2, "einreichen", "vollstaendig")
    for case in cases:
        case.schritt(
            case.antrag,
            "fachliche_pruefung",
            "empfehlen",
            "sb",
            vzae=case.antrag.beantragt_vzae,
            begruendung="Ja.",
        )
    antwort = sammeln(cases[0].sb, "zeichnen", cases, "zeichnung")
    assert staende(antwort) == ["nicht möglich"] * 2
    assert {status(c.antrag) for c in cases} == {"in_zeichnung"}


def test_return_with_one_remark_and_one_day():
    cases = faelle(3, "einreichen")
    antwort = sammeln(cases[0].sb, "zurueckgeben", cases, "formale_pruefung", **RUECKGABE)
    assert staende(antwort) == ["erledigt"] * 3
    for case in cases:
        assert [(a.feld, a.text) for a in case.antrag.anmerkungen.all()] == [
            ("eigenanteil", "Bitte begründen.")
        ]
        assert case.antrag.fristen.offen().get(art="ergaenzung").faellig_am == date(2027, 4, 26)


def test_a_remark_without_its_words_comes_back_with_everything():
    cases = faelle(2, "einreichen")
    antwort = sammeln(cases[0].sb, "zurueckgeben", cases, "formale_pruefung", **RUECKGABE | {"text_1": ""})
    assert antwort.status_code == 422
    assert "Bitte schreiben Sie, was fehlt oder nicht stimmt" in antwort.content.decode()
    assert "26" in antwort.content.decode()
    assert {status(c.antrag) for c in cases} == {"eingereicht"}


def test_only_fields_that_all_have_are_offered():
    eins = faelle(1, "einreichen")[0]
    andere = f.runde(eins.kreis, programm=f.programm(eins.kreis), kuerzel="KFR99")
    andere.zielgruppen.set([f.zielgruppe("anerkannt")])
    zwei = Fall(kreis=eins.kreis, runde=andere, vzae="0.25", personen=30).gehe("einreichen")
    pks = [aufgabe(c, "formale_pruefung").pk for c in (eins, zwei)]
    with eins.uhr():
        antwort = browser(eins.sb).get("/sammeln/", {"act": "zurueckgeben", "aufgabe": pks})
    felder = {
        feld for _, gruppe in antwort.context["form"].fields["feld_1"].choices[1:] for feld, _ in gruppe
    }
    assert "eigenanteil" in felder
    assert not {feld for feld in felder if feld.startswith("zielgruppe_")}


@pytest.mark.parametrize("tag", [f.TAG, date(2027, 4, 20)])
def test_more_time_for_several_also_afterwards(tag):
    cases = faelle(3, "einreichen", "zurueckgeben")
    cases[0].tag = tag
    daten = {"act": "frist_verlaengern", "antrag": [c.antrag.pk for c in cases], "grund": "Ferien."} | BIS
    for erwartet in ("erledigt", "schon erledigt"):
        assert staende(nochmal(cases[0].sb, daten, cases[0])) == [erwartet] * 3
    assert {c.antrag.fristen.offen().get(art="ergaenzung").faellig_am for c in cases} == {date(2027, 4, 26)}
    assert ereignisse(cases[0].antrag).count("frist_verlaengert") == 1


def test_an_extension_that_is_none_says_so_for_its_case_alone():
    cases = faelle(2, "einreichen", "zurueckgeben")
    Frist.objects.filter(antrag=cases[1].antrag, art="ergaenzung").update(faellig_am=date(2027, 5, 3))
    antwort = sammeln(cases[0].sb, "frist_verlaengern", cases, grund="Ferien.", **BIS)
    assert staende(antwort) == ["erledigt", "nicht möglich"]
    assert saetze(antwort)[1].startswith("Das neue Ende muss nach dem bisherigen Ende")


def test_take_assign_and_give_back():
    cases = faelle(2, "einreichen")
    linde = f.benutzer(Rolle.SACHBEARBEITUNG, cases[0].kreis, name="Frau Linde")
    for act, wer, daten in (
        ("uebernehmen", cases[0].sb, {}),
        ("zuweisen", cases[0].sb, {"an": linde.pk}),
        ("abgeben", linde, {}),
    ):
        for erwartet in ("erledigt", "schon erledigt"):
            if act == "zuweisen" and erwartet != "erledigt":
                wer = cases[0].sgl
            assert staende(sammeln(wer, act, cases, "formale_pruefung", **daten)) == [erwartet] * 2, act
    assert ereignisse(cases[0].antrag)[-3:] == [
        "aufgabe_uebernommen",
        "aufgabe_zugewiesen",
        "aufgabe_abgegeben",
    ]


def test_the_preview_of_an_assignment_knows_the_person():
    cases = faelle(2, "einreichen")
    daten = {"act": "zuweisen", "an": cases[0].sb.pk, "vorschau": "1"}
    daten["aufgabe"] = [aufgabe(c, "formale_pruefung").pk for c in cases]
    antwort = nochmal(cases[0].sgl, daten, cases[0])
    assert saetze(antwort) == [f"„Formale Prüfung“ liegt danach bei {cases[0].sb}."] * 2
    assert Aufgabe.objects.filter(owner=cases[0].sb, status="ASSIGNED").count() == 0


def test_foreign_and_invented_cases_do_not_exist():
    eigen, fremd = faelle(1, "einreichen")[0], Fall().gehe("einreichen")
    daten = {"act": "uebernehmen", "aufgabe": [aufgabe(fremd, "formale_pruefung").pk, 999_999, "quatsch"]}
    antwort = nochmal(eigen.sb, daten, eigen)
    assert antwort.status_code == 422
    assert "Bitte wählen Sie mindestens einen Vorgang aus" in antwort.content.decode()
    assert aufgabe(fremd, "formale_pruefung").owner is None


def test_no_act_is_asked_for():
    fall = faelle(1, "einreichen")[0]
    with fall.uhr():
        antwort = browser(fall.sb).get("/sammeln/", {"antrag": fall.antrag.pk})
    assert "Bitte wählen Sie, was geschehen soll" in antwort.content.decode()
    assert f"antrag={fall.antrag.pk}&amp;act=zeichnen" in antwort.content.decode()


def test_at_most_a_hundred(monkeypatch):
    monkeypatch.setattr(sammel, "HOECHSTENS", 2)
    cases = faelle(3, "einreichen")
    pks = [aufgabe(c, "formale_pruefung").pk for c in cases]
    with cases[0].uhr():
        antwort = browser(cases[0].sb).get("/sammeln/", {"act": "uebernehmen", "aufgabe": pks})
    assert len(antwort.context["rows"]) == 2
    assert "Es sind zu viele auf einmal" in antwort.content.decode()


@pytest.mark.parametrize("act", ["uebernehmen", "zuweisen", "abgeben", "zurueckgeben", "zeichnen"])
def test_the_preview_takes_as_many_queries_at_one_case_as_at_three(act):
    cases = faelle(3, "einreichen")
    client, anzahl = browser(cases[0].sb), []
    for n in (1, 1, 3):
        pks = [aufgabe(c, "formale_pruefung").pk for c in cases[:n]]
        with cases[0].uhr(), CaptureQueriesContext(connection) as gesehen:
            assert client.get("/sammeln/", {"act": act, "aufgabe": pks}).status_code == 200
        # the demo's clock is read once a second
        anzahl.append(sum("demouhr" not in q["sql"] for q in gesehen.captured_queries))
    assert anzahl[1] == anzahl[2]


def test_the_lists_offer_boxes_and_tick_them_all():
    fall = faelle(1, "einreichen")[0]
    pk = aufgabe(fall, "formale_pruefung").pk
    with fall.uhr():
        liste, alle = (
            browser(fall.sb).get(url).content.decode() for url in ("/aufgaben/", "/aufgaben/?alle=1")
        )
        antraege = browser(fall.sb).get("/antraege/").content.decode()
        kommune = browser(fall.clerk).get("/antraege/").content.decode()
    assert f'type="checkbox" name="aufgabe" value="{pk}">' in liste
    assert f'type="checkbox" name="aufgabe" value="{pk}" checked>' in alle
    assert f'name="antrag" value="{fall.antrag.pk}"' in antraege
    assert 'type="checkbox"' not in kommune
