"""The pages of tasks: every step is shown and done in a browser's way; refusals, conflicts and foreign tasks."""

import pytest
from django.test import Client

from antraege.models import Rolle
from tests import factories as f
from tests.workflows.fall import Fall, offen, status
from workflows import verfahren
from workflows.models import Aufgabe

pytestmark = pytest.mark.django_db

DATUM = {"frist_bis_tag": "26", "frist_bis_monat": "04", "frist_bis_jahr": "2027"}
STELLE = {
    "entgeltgruppe": "S 12",
    "beginn_tag": "01",
    "beginn_monat": "09",
    "beginn_jahr": "2027",
    "ende_tag": "31",
    "ende_monat": "08",
    "ende_jahr": "2028",
}
# (node, who, what the form sends)
WEG = [
    ("entwurf", "clerk", {"act": "zur_unterschrift"}),
    ("unterschrift", "mayor", {"act": "in_entwurf", "grund": "Bitte prüfen."}),
    ("entwurf", "clerk", {"act": "einreichen"}),
    (
        "formale_pruefung",
        "sb",
        {"act": "zurueckgeben", "feld_1": "eigenanteil", "text_1": "Bitte prüfen.", **DATUM},
    ),
    ("ergaenzung", "clerk", {"act": "ergaenzen"}),
    ("formale_pruefung", "sb", {"act": "vollstaendig"}),
    ("fachliche_pruefung", "sb", {"act": "empfehlen", "vzae": "0,30", "begruendung": "Gekürzt."}),
    ("stellungnahme", "clerk", {"act": "stellungnahme", "text": "Einverstanden."}),
    ("zeichnung", "sgl", {"act": "ohne_zeichnung", "grund": "Bitte begründen."}),
    ("fachliche_pruefung", "sb", {"act": "empfehlen", "vzae": "0,50", "begruendung": "Nach Maß."}),
    ("zeichnung", "sgl", {"act": "zeichnen"}),
    ("bescheid_entwerfen", "sb", {"act": "entwerfen", "begruendung": "Liegt vor.", "nebenbestimmungen": ""}),
    ("bescheid_freigeben", "sgl", {"act": "freigeben"}),
    ("bekanntgabe", "clerk", {"act": "oeffnen"}),
    ("stelle_erfassen", "sb", {"act": "erfassen", **STELLE}),
]


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def aufgabe(fall, knoten):
    return next(task for task in Aufgabe.objects.von(fall.antrag).offen() if task.knoten == knoten)


def antworten(fall, data):
    remarks = fall.antrag.anmerkungen.filter(beantwortet_am__isnull=True)
    return data | {f"antwort_{r.pk}": "Geprüft." for r in remarks}


def test_the_whole_way_by_forms():
    fall = Fall()
    with fall.uhr():
        for knoten, wer, data in WEG:
            url = f"/aufgaben/{aufgabe(fall, knoten).pk}/"
            client = browser(fall.wer(wer))
            assert client.get(url).status_code == 200, knoten
            antwort = client.post(url, antworten(fall, data))
            assert antwort.status_code == 302, (knoten, antwort.content.decode())
    assert (offen(fall.antrag), status(fall.antrag)) == ([], "abgeschlossen")


def test_the_receipt_names_the_number():
    fall = Fall()
    with fall.uhr():
        client = browser(fall.clerk)
        antwort = client.post(f"/aufgaben/{aufgabe(fall, 'entwurf').pk}/", {"act": "einreichen"}, follow=True)
    fall.antrag.refresh_from_db()
    assert f"Vorgangsnummer: {fall.antrag.vorgangsnummer}" in antwort.content.decode()


def test_a_second_post_finds_it_done():
    fall = Fall()
    with fall.uhr():
        client, url = browser(fall.clerk), f"/aufgaben/{aufgabe(fall, 'entwurf').pk}/"
        erste, zweite = (client.post(url, {"act": "einreichen"}) for _ in range(2))
    assert (erste.status_code, zweite.status_code) == (302, 409)
    assert "Diese Aufgabe ist schon erledigt" in zweite.content.decode()


def test_done_is_when_it_was_done_not_when_it_was_taken():
    fall = Fall().gehe("einreichen")
    url = f"/aufgaben/{aufgabe(fall, 'formale_pruefung').pk}/"
    with fall.uhr():
        browser(fall.sb).post(f"{url}uebernehmen/")
    fall.tag = fall.tag.replace(day=22)
    with fall.uhr():
        browser(fall.sb).post(url, {"act": "vollstaendig"})
        seite = browser(fall.sb).get(url).content.decode()
    assert f"{fall.sb.name} hat „Formale Prüfung“ am 22.03.2027, 10:00" in seite


def test_a_taken_task_names_its_person_and_keeps_the_words():
    fall = Fall().gehe("einreichen", "vollstaendig")
    other = f.benutzer(Rolle.SACHBEARBEITUNG, fall.kreis)
    url = f"/aufgaben/{aufgabe(fall, 'fachliche_pruefung').pk}/"
    with fall.uhr():
        browser(fall.sb).post(f"{url}uebernehmen/")
        antwort = browser(other).post(
            url, {"act": "empfehlen", "vzae": "0,50", "begruendung": "Meine Worte."}
        )
    text = antwort.content.decode()
    assert antwort.status_code == 409
    assert fall.sb.name in text
    assert "Meine Worte." in text
    assert status(fall.antrag) == "vollstaendig"


def test_given_back_it_is_free_again():
    fall = Fall().gehe("einreichen")
    task = aufgabe(fall, "formale_pruefung")
    client = browser(fall.sb)
    client.post(f"/aufgaben/{task.pk}/uebernehmen/")
    client.post(f"/aufgaben/{task.pk}/abgeben/")
    task.refresh_from_db()
    assert (task.owner, task.status) == (None, "NEW")


def test_a_head_reopens_the_task_of_somebody_ill_and_a_colleague_does_not():
    fall = Fall().gehe("einreichen")
    task = aufgabe(fall, "formale_pruefung")
    colleague = f.benutzer(Rolle.SACHBEARBEITUNG, fall.kreis)
    browser(fall.sb).post(f"/aufgaben/{task.pk}/uebernehmen/")
    assert browser(colleague).post(f"/aufgaben/{task.pk}/abgeben/").status_code == 409
    assert "Aufgabe freigeben" in browser(fall.sgl).get(f"/aufgaben/{task.pk}/").content.decode()
    browser(fall.sgl).post(f"/aufgaben/{task.pk}/abgeben/")
    task.refresh_from_db()
    assert task.owner is None


@pytest.mark.parametrize("path", ["", "uebernehmen/", "abgeben/"])
def test_a_foreign_task_is_none(path):
    fall, foreign = Fall(), Fall()
    url = f"/aufgaben/{aufgabe(foreign, 'entwurf').pk}/{path}"
    for person in (fall.clerk, fall.sb, foreign.sb):
        assert browser(person).post(url, {"act": "einreichen"}).status_code == 404
    assert browser(fall.clerk).post("/aufgaben/999999/", {"act": "einreichen"}).status_code == 404
    assert offen(foreign.antrag) == ["entwurf"]


def test_a_refusal_shows_the_form_with_everything_typed():
    fall = Fall().gehe("einreichen", "vollstaendig")
    url = f"/aufgaben/{aufgabe(fall, 'fachliche_pruefung').pk}/"
    with fall.uhr():
        antwort = browser(fall.sb).post(url, {"act": "empfehlen", "vzae": "9,00", "begruendung": "Getippt."})
    assert antwort.status_code == 422
    assert "Empfohlen werden kann höchstens, was beantragt ist." in antwort.content.decode()
    assert "Getippt." in antwort.content.decode()
    assert aufgabe(fall, "fachliche_pruefung").owner is None


def test_four_eyes_are_explained_before_anybody_tries():
    fall = Fall().gehe("einreichen", "vollstaendig")
    both = f.benutzer(Rolle.SACHBEARBEITUNG, fall.kreis)
    f.Mitgliedschaft.objects.create(
        benutzer=both, rolle=Rolle.SACHGEBIETSLEITUNG, landkreis=fall.kreis, von="2016-01-01"
    )
    with fall.uhr():
        url = f"/aufgaben/{aufgabe(fall, 'fachliche_pruefung').pk}/"
        browser(both).post(url, {"act": "empfehlen", "vzae": "0,50", "begruendung": "Nach Maß."})
        seite = browser(both).get(f"/aufgaben/{aufgabe(fall, 'zeichnung').pk}/").content.decode()
    assert "Zeichnen muss eine andere Person (Vier-Augen-Prinzip)." in seite


def test_another_office_reads_but_does_not_act():
    fall = Fall().gehe("einreichen")
    url = f"/aufgaben/{aufgabe(fall, 'formale_pruefung').pk}/"
    assert "Sachbearbeitung Förderung" in browser(fall.gs).get(url).content.decode()
    assert browser(fall.gs).post(url, {"act": "vollstaendig"}).status_code == 422
    assert offen(fall.antrag) == ["formale_pruefung"]


def test_more_rows_keep_what_was_typed():
    fall = Fall().gehe("einreichen")
    url = f"/aufgaben/{aufgabe(fall, 'formale_pruefung').pk}/"
    seite = (
        browser(fall.sb)
        .post(url, {"act": "zurueckgeben", "mehr": "6", "text_1": "Getippt."})
        .content.decode()
    )
    assert "Getippt." in seite
    assert 'name="text_6"' in seite


def test_more_rows_of_a_form_without_rows_is_the_form_again():
    fall = Fall()
    with fall.uhr():
        antwort = browser(fall.clerk).post(
            f"/aufgaben/{aufgabe(fall, 'entwurf').pk}/", {"act": "einreichen", "mehr": "6"}
        )
    assert (antwort.status_code, offen(fall.antrag)) == (200, ["entwurf"])


def test_late_submission_asks_for_the_reason():
    fall = Fall()
    fall.tag = f.SCHLUSS.replace(month=4, day=1)
    url = f"/aufgaben/{aufgabe(fall, 'entwurf').pk}/"
    with fall.uhr():
        client = browser(fall.clerk)
        assert "Verspätet einreichen" in client.get(url).content.decode()
        assert client.post(url, {"act": "einreichen"}).status_code == 422
        client.post(url, {"act": "einreichen", "grund_verspaetung": "Portal gestört."})
    assert offen(fall.antrag) == ["verspaetung_pruefen"]


def test_withdrawn_the_task_says_so():
    fall = Fall().gehe("einreichen")
    task = aufgabe(fall, "formale_pruefung")
    fall.zurueckziehen()
    antwort = browser(fall.sb).post(f"/aufgaben/{task.pk}/", {"act": "vollstaendig"})
    assert antwort.status_code == 409
    assert "zurückgezogen" in antwort.content.decode()
    assert not verfahren.offene_aufgaben(fall.antrag).exists()
