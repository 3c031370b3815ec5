"""The way of a later notice: every edge of the drawing, tasks in the worklist, and the application's page."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antraege.fehler import Verweigert
from antraege.models import Bescheid, Textbaustein
from antraege.services import bescheid
from tests.workflows.fall import Fall, ereignisse, offen, weg
from workflows import ablauf, verfahren
from workflows.models import Aufgabe, Bescheidprozess
from workflows.views import arbeitsliste

pytestmark = pytest.mark.django_db
D = Decimal
BIS_ZUM_BESCHEID = ("einreichen", "vollstaendig", "empfehlen", "zeichnen", "bescheid_entwerfen", "bescheid_freigeben", "oeffnen")  # fmt: skip
WIDERRUF = {
    "begruendung": "Die Stelle ist nicht besetzt.",
    "nebenbestimmungen": "Nachweis bis 30.11.2028.",
    "wirksam_ab": date(2028, 1, 1),
    "vzae": D("0.00"),
    "betrag": None,
    "anhoerung_am": date(2027, 3, 1),
}


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(lambda: Fall().gehe(*BIS_ZUM_BESCHEID, "stelle_erfassen"))


@pytest.fixture
def fall(gebaut):
    fall = deepcopy(gebaut)
    fall.antrag.refresh_from_db()
    return fall


def begonnen(fall, art="widerruf"):
    with fall.uhr():
        return verfahren.folgebescheid_beginnen(
            antrag=fall.antrag, art=art, by=fall.wer("sb"), heute=fall.tag
        )


def gehe(fall, knoten, act, wer, **facts):
    fall.schritt(fall.antrag, knoten, act, wer, **facts)


def antrag_url(fall):
    return reverse("antrag", args=[fall.antrag.pk])


def seite(fall, wer, url, **daten):
    client = Client()
    client.force_login(fall.wer(wer))
    with fall.uhr():
        return client.post(url, daten) if daten else client.get(url)


def test_the_way_from_draft_to_known(fall):
    papier = begonnen(fall)
    gehe(fall, "entwerfen", "entwerfen", "sb", **WIDERRUF)
    gehe(fall, "freigeben", "freigeben", "sgl")
    assert offen(papier) == ["bekanntgabe"]
    gehe(fall, "bekanntgabe", "oeffnen", "clerk")
    papier.refresh_from_db()
    assert weg(papier) == [
        "start", "entwerfen", "verworfen", "freigeben", "freigegeben", "bereitstellen", "im_portal", "bekanntgabe", "geoeffnet", "ende",
    ]  # fmt: skip
    assert (papier.status, papier.nummer[-4:], Bescheidprozess.objects.get().status) == (
        "bekanntgegeben",
        "0002",
        "DONE",
    )
    assert (fall.antrag.bewilligt_vzae, fall.antrag.bewilligt_betrag, fall.antrag.status) == (
        D("0.00"),
        D("8000.00"),
        "abgeschlossen",
    )
    assert ereignisse(papier) == [
        "folgebescheid_begonnen", "bescheid_entworfen", "bescheid_freigegeben", "bescheid_bereitgestellt", "bescheid_geoeffnet",
    ]  # fmt: skip


def test_sent_back_it_is_drafted_anew(fall):
    papier = begonnen(fall)
    gehe(fall, "entwerfen", "entwerfen", "sb", **WIDERRUF)
    gehe(fall, "freigeben", "zurueckgeben", "sgl", grund="Zu knapp.")
    assert offen(papier) == ["entwerfen"]
    gehe(fall, "entwerfen", "entwerfen", "sb", **WIDERRUF)
    assert offen(papier) == ["freigeben"]


def test_a_discarded_draft_ends_the_procedure_and_another_may_begin(fall):
    papier = begonnen(fall)
    gehe(fall, "entwerfen", "verwerfen", "sb", grund="Irrtum.")
    assert (weg(papier)[-2:], Bescheidprozess.objects.get().status) == (
        ["verworfen", "ende_verworfen"],
        "DONE",
    )
    assert offen(begonnen(fall, "aenderung")) == ["entwerfen"]


def test_what_nobody_opens_is_posted(fall):
    papier = begonnen(fall)
    gehe(fall, "entwerfen", "entwerfen", "sb", **WIDERRUF)
    gehe(fall, "freigeben", "freigeben", "sgl")
    fall.tag = date(2027, 4, 15)
    with fall.uhr():
        ablauf.feststellen(fall.tag)
    assert offen(papier) == ["versand"]
    gehe(fall, "versand", "versenden", "sb", versandt_am=fall.tag)
    papier.refresh_from_db()
    assert (papier.weg, papier.bekanntgegeben_am) == ("post", date(2027, 4, 19))


def test_without_consent_it_goes_by_post_at_once(fall):
    fall.ort.bekanntgabezustimmungen.all().delete()
    papier = begonnen(fall)
    gehe(fall, "entwerfen", "entwerfen", "sb", **WIDERRUF)
    gehe(fall, "freigeben", "freigeben", "sgl")
    assert offen(papier) == ["versand"]


def test_the_drafter_cannot_release(fall):
    begonnen(fall)
    gehe(fall, "entwerfen", "entwerfen", "sb", **WIDERRUF)
    with pytest.raises(Verweigert):
        gehe(fall, "freigeben", "freigeben", "sb")


def test_the_worklist_shows_it_with_application_and_round(fall, django_assert_num_queries):
    begonnen(fall)
    with fall.uhr():
        person = fall.wer("sb")
        arbeitsliste.aufgaben(person).first()
        with django_assert_num_queries(1):
            aufgabe = arbeitsliste.aufgaben(person).get()
            zeile = arbeitsliste.zeile(aufgabe, person, fall.tag).cells
    assert zeile[:3] == ["Folgebescheid entwerfen", fall.ort.name, fall.antrag.vorgangsnummer]
    assert Aufgabe.objects.filter(vorrat__antrag=fall.antrag, vorrat__runde=fall.runde).count() == 1


def test_its_retrieval_shows_its_deadline(fall):
    begonnen(fall)
    gehe(fall, "entwerfen", "entwerfen", "sb", **WIDERRUF)
    gehe(fall, "freigeben", "freigeben", "sgl")
    with fall.uhr():
        assert arbeitsliste.aufgaben(fall.wer("clerk")).get().bis == date(2027, 3, 30)


# Pages


def test_the_officer_begins_on_the_application_s_page(fall):
    url = reverse("folgebescheid_beginnen", args=[fall.antrag.pk])
    assert f'href="{url}"' in seite(fall, "sb", antrag_url(fall)).content.decode()
    assert "Widerrufsbescheid (§ 49 LVwVfG)" in seite(fall, "sb", url).content.decode()
    antwort = seite(fall, "sb", url, art="widerruf")
    aufgabe = Aufgabe.objects.get(flow_task__endswith="Bescheidverfahren.entwerfen")
    assert antwort.url == reverse("aufgabe", args=[aufgabe.pk])


def test_a_kind_that_makes_no_sense_is_not_offered(fall):
    url = reverse("folgebescheid_beginnen", args=[fall.antrag.pk])
    antwort = seite(fall, "sb", url, art="erstattung")
    assert (antwort.status_code, Bescheid.objects.filter(art="erstattung").exists()) == (200, False)


def test_while_one_is_open_the_page_leads_back_with_the_sentence(fall):
    begonnen(fall)
    url = reverse("folgebescheid_beginnen", args=[fall.antrag.pk])
    assert seite(fall, "sb", url).url == antrag_url(fall)
    assert "noch nicht so weit" in seite(fall, "sb", antrag_url(fall)).content.decode()


def test_the_case_lists_all_notices_with_their_state(fall):
    begonnen(fall)
    html = seite(fall, "sb", antrag_url(fall)).content.decode()
    assert "Widerrufsbescheid" in html
    assert "Bescheid in Vorbereitung" in html
    assert "Widerrufsbescheid" not in seite(fall, "clerk", antrag_url(fall)).content.decode()


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(fall):
    begonnen(fall)
    url = reverse("aufgabe", args=[verfahren.offene_aufgaben(fall.antrag).get().pk])
    antwort = seite(fall, "sb", url, act="entwerfen", vzae="0,60", betrag="1", begruendung="Mein Grund", anhoerung_am="01.03.2027", wirksam_ab="01.01.2028")  # fmt: skip
    html = antwort.content.decode()
    assert antwort.status_code == 422
    assert "Ein Widerrufsbescheid erhöht nichts. Bewilligt sind 0,50" in html
    assert "Mein Grund" in html


def test_chosen_text_blocks_are_shown_first_or_sent_at_once(fall):
    begonnen(fall)
    block = Textbaustein.objects.create(
        programm=fall.runde.programm, art="widerruf", stelle="begruendung", nummer=1, titel="Unbesetzt", text="{kommune} hat {anteil} behalten.", vorbelegt=False,
    )  # fmt: skip
    url = reverse("aufgabe", args=[verfahren.offene_aufgaben(fall.antrag).get().pk])
    daten = {"act": "entwerfen", "begruendung": "Erstens.", "bausteine": block.pk, "vzae": "0,00", "wirksam_ab": "01.01.2028", "anhoerung_am": "01.03.2027"}  # fmt: skip
    gezeigt = seite(fall, "sb", url, **daten, einfuegen="1")
    assert f"Erstens.\n\nGemeinde {fall.ort.name} hat 0,50\xa0VZÄ behalten." in gezeigt.content.decode()
    seite(fall, "sb", url, **daten)
    assert bescheid.aktueller(fall.antrag).begruendung.startswith("Erstens.\n\nGemeinde")


def test_two_remedy_periods_are_told_apart(fall):
    begonnen(fall)
    gehe(fall, "entwerfen", "entwerfen", "sb", **WIDERRUF)
    gehe(fall, "freigeben", "freigeben", "sgl")
    gehe(fall, "bekanntgabe", "oeffnen", "clerk")
    benannt = [frist.benennung for frist in fall.antrag.fristen.filter(art="rechtsbehelf").order_by("pk")]
    papier = bescheid.aktueller(fall.antrag)
    assert benannt == ["Rechtsbehelfsfrist", f"Rechtsbehelfsfrist: Widerrufsbescheid {papier.nummer}"]


def test_a_recovery_asks_for_its_amount(fall):
    begonnen(fall)
    gehe(fall, "entwerfen", "entwerfen", "sb", **WIDERRUF)
    gehe(fall, "freigeben", "freigeben", "sgl")
    gehe(fall, "bekanntgabe", "oeffnen", "clerk")
    begonnen(fall, "erstattung")
    url = reverse("aufgabe", args=[verfahren.offene_aufgaben(fall.antrag).get().pk])
    html = seite(fall, "sb", url, act="entwerfen", begruendung="Grund").content.decode()
    assert "Zu erstatten: Bitte eine Zahl eingeben" in html


def test_who_releases_a_recovery_sees_its_interest_and_the_letter_names_none(fall):
    papier = begonnen(fall, "schluss")
    zahlen = {"anerkannt": D(20000), "erstattung": D(4000), "zinsen_ab": date(2026, 1, 1)}
    gehe(fall, "entwerfen", "entwerfen", "sb", **WIDERRUF | zahlen)
    url = reverse("aufgabe", args=[verfahren.offene_aufgaben(fall.antrag).get().pk])
    html = seite(fall, "sgl", url).content.decode()
    assert html.count("Für den Zeitraum ab 01.01.2026 ist kein Basiszinssatz erfasst.") == 1
    Bescheid.objects.filter(pk=papier.pk).update(zinsen_ab=None)
    assert "Zinsen bis heute" not in seite(fall, "sgl", url).content.decode()
    gehe(fall, "freigeben", "zurueckgeben", "sgl", grund="Zu früh.")
    Bescheid.objects.filter(pk=papier.pk).update(zinsen_ab=date(2030, 1, 1))
    url = reverse("aufgabe", args=[verfahren.offene_aufgaben(fall.antrag).get().pk])
    assert "Zinsen laufen ab dem 01.01.2030." in seite(fall, "sb", url).content.decode()


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_worklist_costs_the_same_for_one_and_three(fall, anzahl):
    begonnen(fall)
    weitere = [Fall(kreis=fall.kreis, runde=fall.runde) for _ in range(anzahl - 1)]
    for neuer in weitere:
        neuer.gehe(*BIS_ZUM_BESCHEID, "stelle_erfassen")
        begonnen(neuer)
    client = Client()
    client.force_login(fall.sb)
    client.get("/aufgaben/")
    with CaptureQueriesContext(connection) as gezaehlt:
        assert client.get("/aufgaben/").status_code == 200
    assert len(gezaehlt) == 8
