"""The pages of the check: a list kept in between, points taken over, answers at the field, opinions, the outlook."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from antraege.models import Fachstellungnahme, Pruefergebnis, Rolle
from antraege.services import fachstellungnahme
from tests import factories as f
from tests.notifications.hilfen import ohne_tore
from tests.workflows.fall import Fall, offen
from workflows import verfahren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
LISTE = 8


@pytest.fixture
def fall():
    """An application that came in; its version has two formal points, the second on a field."""
    fall = Fall().gehe("einreichen")
    with ohne_tore():  # the version is stated; how its list came about is not what these tests are about
        fall.punkte = [
            fall.antrag.fassung.pruefpunkte.create(nummer=nr, art="formal", text=text, feld=feld)
            for nr, (text, feld) in enumerate([("Frist gewahrt", ""), ("Anteil gesichert", "eigenanteil")], 1)
        ]
    return fall


def adresse(fall, knoten):
    pk = next(a.pk for a in verfahren.offene_aufgaben(fall.antrag) if a.knoten == knoten)
    return reverse("aufgabe", args=[pk])


def sende(client, fall, person, knoten, **daten):
    client.force_login(person)
    return client.post(adresse(fall, knoten), daten)


def befund(fall, nr, ergebnis, bemerkung=""):
    pk = fall.punkte[nr - 1].pk
    return {f"ergebnis_{pk}": ergebnis, f"bemerkung_{pk}": bemerkung}


def form(antwort, name):
    return next(b["form"] for b in antwort.context["bloecke"] if b["handlung"].name == name)


# The check list


def test_half_a_list_is_kept_and_what_is_typed_beside_it_stays(client, fall):
    daten = befund(fall, 1, "erfuellt") | {"act": "vollstaendig", "sichern": "1", "grund": "Noch unklar"}
    antwort = sende(client, fall, fall.sb, "formale_pruefung", **daten)
    assert antwort.status_code == 200
    assert "Zwischengespeichert. Die Aufgabe bleibt offen." in antwort.content.decode()
    assert form(antwort, "vollstaendig")["grund"].value() == "Noch unklar"
    assert Pruefergebnis.objects.get().ergebnis == "erfuellt"
    assert offen(fall.antrag) == ["formale_pruefung"]


def test_keeping_a_fault_without_words_says_so_at_the_point_and_loses_nothing(client, fall):
    daten = befund(fall, 1, "erfuellt", "Eingang im Portal") | befund(fall, 2, "nicht_erfuellt")
    antwort = sende(client, fall, fall.sb, "formale_pruefung", act="vollstaendig", sichern="1", **daten)
    gesendet = form(antwort, "vollstaendig")
    assert antwort.status_code == 422
    assert gesendet.errors == {
        f"bemerkung_{fall.punkte[1].pk}": ["Bitte schreiben Sie, was nicht erfüllt ist."]
    }
    assert gesendet[f"bemerkung_{fall.punkte[0].pk}"].value() == "Eingang im Portal"
    assert not Pruefergebnis.objects.exists()


def test_the_step_does_not_end_before_every_point_is_judged(client, fall):
    antwort = sende(
        client, fall, fall.sb, "formale_pruefung", act="vollstaendig", **befund(fall, 1, "erfuellt")
    )
    assert antwort.status_code == 422
    assert list(form(antwort, "vollstaendig").errors) == [f"ergebnis_{fall.punkte[1].pk}"]


def test_kept_and_taken_over_a_fault_stands_in_the_return(client, fall):
    daten = befund(fall, 2, "nicht_erfuellt", "Bitte belegen.") | {
        "act": "vollstaendig",
        "sichern": "rueckgabe",
    }
    antwort = sende(client, fall, fall.sb, "formale_pruefung", **daten)
    rueckgabe = form(antwort, "zurueckgeben")
    assert (rueckgabe["feld_1"].value(), rueckgabe["text_1"].value()) == ("eigenanteil", "Bitte belegen.")


def test_points_taken_over_come_behind_what_was_typed(client, fall):
    daten = befund(fall, 2, "nicht_erfuellt", "Bitte belegen.") | {"act": "vollstaendig", "sichern": "1"}
    sende(client, fall, fall.sb, "formale_pruefung", **daten)
    getippt = {"act": "zurueckgeben", "uebernehmen": "1", "feld_1": "begruendung", "text_1": "Getippt"}
    rueckgabe = form(sende(client, fall, fall.sb, "formale_pruefung", **getippt), "zurueckgeben")
    werte = [(rueckgabe[f"feld_{nr}"].value(), rueckgabe[f"text_{nr}"].value()) for nr in (1, 2)]
    assert werte == [("begruendung", "Getippt"), ("eigenanteil", "Bitte belegen.")]


def test_while_an_opinion_is_awaited_the_list_is_kept_and_the_recommendation_waits(client, fall):
    with ohne_tore():
        punkt = fall.antrag.fassung.pruefpunkte.create(nummer=1, art="fachlich", text="Bedarf belegt")
        fall.antrag.fassung.pruefpunkte.filter(art="formal").delete()
    fall.gehe("vollstaendig")
    bitte(fall)
    client.force_login(fall.sb)
    text = client.get(adresse(fall, "fachliche_pruefung")).content.decode()
    assert "Erbetene Fachstellungnahmen stehen noch aus." in text
    assert '<span class="kern-label">Empfehlung abgeben</span>' not in text
    daten = {"act": "empfehlen", "sichern": "1", f"ergebnis_{punkt.pk}": "erfuellt"}
    assert sende(client, fall, fall.sb, "fachliche_pruefung", **daten).status_code == 200
    assert Pruefergebnis.objects.get().punkt == punkt


# The municipality's answers


@pytest.fixture
def zurueck(fall):
    """Returned with one remark, on the Eigenanteil."""
    fall.gehe("zurueckgeben")
    fall.anmerkung = fall.antrag.anmerkungen.get()
    return fall


def antworte(client, fall, person, text):
    client.force_login(person)
    return client.post(
        reverse("antworten", args=[fall.antrag.pk]), {f"antwort_{fall.anmerkung.pk}": text}, follow=True
    )


def test_the_municipality_reads_whom_to_ask_for_more_time(client, zurueck):
    client.force_login(zurueck.clerk)
    text = client.get(reverse("antworten", args=[zurueck.antrag.pk])).content.decode()
    assert f"mailto:{zurueck.antrag.landkreis.postfach}" in text


def test_an_answer_is_kept_for_the_municipality_and_not_yet_the_office_s(client, zurueck):
    antwort = antworte(client, zurueck, zurueck.clerk, "Steht im Haushalt.")
    assert (
        "Ihre Antworten sind gespeichert. Das Landratsamt liest sie erst mit der Ergänzung."
        in antwort.content.decode()
    )
    am_feld = client.get(reverse("antrag_abschnitt", args=[zurueck.antrag.pk, "stellenanteile"]))
    assert "Steht im Haushalt." in am_feld.content.decode()
    client.force_login(zurueck.sb)
    amt = client.get(reverse("antrag", args=[zurueck.antrag.pk])).content.decode()
    assert "Steht im Haushalt." not in amt
    assert "Antwort fehlt" in amt


def test_what_was_kept_need_not_be_typed_again_to_send_it(client, zurueck):
    antworte(client, zurueck, zurueck.clerk, "Steht im Haushalt.")
    ergaenzung = form(client.get(adresse(zurueck, "ergaenzung")), "ergaenzen")
    assert ergaenzung[f"antwort_{zurueck.anmerkung.pk}"].value() == "Steht im Haushalt."


def test_an_unanswered_remark_blocks_with_the_way_to_its_field(client, zurueck):
    antwort = sende(client, zurueck, zurueck.clerk, "ergaenzung", act="ergaenzen")
    text = antwort.content.decode()
    assert antwort.status_code == 422
    assert "Bitte beantworten Sie diese Anmerkung" in text
    assert f"/antraege/{zurueck.antrag.pk}/stellenanteile/#id_eigenanteil" in text
    assert offen(zurueck.antrag) == ["ergaenzung"]


def test_who_cannot_answer_any_more_is_told_so(client, zurueck):
    zurueck.gehe("ergaenzen")
    antwort = antworte(client, zurueck, zurueck.clerk, "Zu spät.")
    assert "Das geht nur im Stand „Zur Ergänzung zurückgegeben“." in antwort.content.decode()
    assert zurueck.antrag.anmerkungen.get().antwort == "Geprüft."


def test_the_office_never_answers_for_the_municipality(client, zurueck):
    assert antworte(client, zurueck, zurueck.sb, "Für Sie.").status_code == 403


# Opinions of other offices


@pytest.fixture
def kaemmerei(fall):
    return f.benutzer(Rolle.KAEMMEREI, fall.kreis)


def bitte(fall, *stellen):
    return fachstellungnahme.erbitten(
        antrag=fall.antrag,
        stellen=stellen or ["kaemmerei"],
        frage="Trägt der Haushalt das?",
        bis=f.TAG + timedelta(days=7),
        by=fall.sb,
        heute=f.TAG,
    )


def auf(client, person, name, pk, daten=None):
    client.force_login(person)
    url = reverse(name, args=[pk])
    return client.get(url) if daten is None else client.post(url, daten)


def test_the_asked_office_answers_and_the_officer_reads_it(client, fall, kaemmerei):
    (eine,) = bitte(fall)
    daten = {"votum": "bedenken", "antwort": "Der Ansatz reicht nicht."}
    assert auf(client, kaemmerei, "fachstellungnahme", eine.pk, daten).status_code == 302
    amt = auf(client, fall.sb, "antrag", fall.antrag.pk).content.decode()
    assert "Der Ansatz reicht nicht." in amt


def test_concerns_without_words_come_back_at_their_field(client, fall, kaemmerei):
    (eine,) = bitte(fall)
    antwort = auf(client, kaemmerei, "fachstellungnahme", eine.pk, {"votum": "bedenken", "antwort": ""})
    gesendet = antwort.context["form"]
    assert gesendet.errors == {"antwort": ["Bitte schreiben Sie, welche Bedenken bestehen."]}
    assert gesendet["votum"].value() == "bedenken"
    assert Fachstellungnahme.objects.get().offen


def test_nobody_answers_for_another_office(client, fall):
    (eine,) = bitte(fall)
    rechtsamt = f.benutzer(Rolle.RECHTSAMT, fall.kreis)
    seite = auf(client, rechtsamt, "fachstellungnahme", eine.pk)
    assert "Um diese Stellungnahme ist eine andere Stelle gebeten." in seite.content.decode()
    auf(client, rechtsamt, "fachstellungnahme", eine.pk, {"votum": "keine_bedenken"})
    assert Fachstellungnahme.objects.get().offen
    assert auf(client, fall.sb, "fachstellungnahme", eine.pk, {"votum": "keine_bedenken"}).status_code == 403


def test_to_another_district_and_to_the_municipality_there_is_no_opinion(client, fall):
    (eine,) = bitte(fall)
    andere = f.benutzer(Rolle.KAEMMEREI, f.landkreis())
    for person in (andere, fall.clerk, fall.mayor):
        assert auf(client, person, "fachstellungnahme", eine.pk).status_code == 404
    client.force_login(fall.clerk)
    assert client.get(reverse("fachstellungnahmen")).status_code == 404
    assert "Trägt der Haushalt das?" not in auf(client, fall.clerk, "antrag", fall.antrag.pk).content.decode()


def test_a_request_with_a_past_day_comes_back_with_all_that_was_typed(client, fall):
    daten = {"stellen": ["personal"], "frage": "Gibt es die Stelle?", "bis": "01.03.2027"}
    antwort = auf(client, fall.sb, "fachstellungnahme_erbitten", fall.antrag.pk, daten)
    gesendet = antwort.context["form"]
    assert gesendet.errors == {"bis": ["Die Frist muss nach dem heutigen Tag enden."]}
    assert (gesendet["frage"].value(), gesendet["stellen"].value()) == ("Gibt es die Stelle?", ["personal"])
    assert not Fachstellungnahme.objects.exists()


def test_an_office_that_is_asked_already_is_not_offered(client, fall):
    bitte(fall)
    gefragt = auf(client, fall.sb, "fachstellungnahme_erbitten", fall.antrag.pk).context["form"]
    assert "kaemmerei" not in dict(gefragt.fields["stellen"].choices)


def test_taken_back_takes_its_reason_and_then_asks_nobody(client, fall):
    (eine,) = bitte(fall)
    ohne = auf(client, fall.sb, "fachstellungnahme_zuruecknehmen", eine.pk, {"grund": ""})
    assert list(ohne.context["form"].errors) == ["grund"]
    auf(client, fall.sb, "fachstellungnahme_zuruecknehmen", eine.pk, {"grund": "Erledigt."})
    assert not Fachstellungnahme.objects.offen().exists()


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, django_assert_num_queries, fall, anzahl):
    bitte(fall, *["kaemmerei", "personal", "rechtsamt"][:anzahl])
    client.force_login(fall.sb)
    with django_assert_num_queries(LISTE):
        assert len(client.get(reverse("fachstellungnahmen")).context["zeilen"]) == anzahl


def test_the_list_begins_with_what_is_due_first(client, fall):
    spaet, frueh = (bitte(fall, stelle)[0] for stelle in ("kaemmerei", "rechtsamt"))
    frueh.fristen.update(faellig_am=f.TAG + timedelta(days=2))
    client.force_login(fall.sb)
    zeilen = client.get(reverse("fachstellungnahmen")).context["zeilen"]
    assert [z.url for z in zeilen] == [reverse("fachstellungnahme", args=[b.pk]) for b in (frueh, spaet)]


# The outlook


def aussicht(client, fall, person, **abfrage):
    client.force_login(person)
    return client.get(reverse("antrag", args=[fall.antrag.pk]), abfrage)


def test_the_outlook_tells_the_rest_of_the_way_and_changes_nothing(client, fall):
    blick = aussicht(client, fall, fall.sb, rueckgabe="22.03.2027").context["aussicht"]
    assert [zeile.cells[0] for zeile in blick["tabelle"]["rows"]][:2] == [
        "Rückgabe zur Ergänzung",
        "Ende der Frist zur Ergänzung",
    ]
    assert offen(fall.antrag) == ["formale_pruefung"]
    assert not fall.antrag.fristen.filter(art="ergaenzung").exists()


@pytest.mark.parametrize(
    ("tag", "satz"),
    [("31.02.2027", ""), ("morgen", ""), ("01.03.2027", "Bitte einen Tag ab heute eingeben.")],
)
def test_a_bad_day_is_told_at_its_field_and_nothing_is_computed(client, fall, tag, satz):
    blick = aussicht(client, fall, fall.sb, rueckgabe=tag).context["aussicht"]
    assert satz in str(blick["form"].errors["rueckgabe"])
    assert "tabelle" not in blick


@pytest.mark.parametrize("wer", ["clerk", "sgl"])
def test_who_cannot_return_it_is_not_asked(client, fall, wer):
    antwort = aussicht(client, fall, getattr(fall, wer), rueckgabe="22.03.2027")
    assert not antwort.context.get("aussicht")


# What is not possible now


def verwehrt(client, fall, person):
    client.force_login(person)
    acts = client.get(reverse("antrag", args=[fall.antrag.pk])).context["nicht_moeglich"]
    return {act.label: act.reason for act in acts}


def test_the_office_reads_why_an_act_waits_and_who_can(client, fall):
    acts = verwehrt(client, fall, fall.sgl)
    assert acts["Fachstellungnahme erbitten"] == "Das ist der Rolle Sachbearbeitung Förderung vorbehalten."
    assert acts["Frist verlängern"].startswith("Verlängern lässt sich die Frist nur")
    assert "Aktenvermerk schreiben" not in acts


def test_who_works_for_the_municipality_writes_no_note(client, fall):
    beide = f.benutzer(Rolle.SACHBEARBEITUNG, fall.kreis)
    beide.mitgliedschaften.create(
        rolle=Rolle.KOMMUNE_SACHBEARBEITUNG,
        landkreis=fall.kreis,
        kommune=fall.ort,
        von=date(2027, 1, 1),
    )
    satz = verwehrt(client, fall, beide)["Aktenvermerk schreiben"]
    assert satz.endswith("wirkt an ihrem Antrag nicht mit. Das kann: eine andere Person des Amts.")


def test_while_the_deadline_runs_the_office_waits(client, zurueck):
    acts = verwehrt(client, zurueck, zurueck.sb)
    ende = f"{zurueck.tag + timedelta(days=14):%d.%m.%Y}"
    assert (
        acts["Ohne Ergänzung weiterprüfen"]
        == f"Die Frist zur Ergänzung läuft noch bis {ende}. Bis dahin kann: Kommune."
    )


def test_the_municipality_reads_what_was_possible_in_the_draft(client, fall):
    acts = verwehrt(client, fall, fall.clerk)
    assert (
        acts["Angaben eines früheren Antrags übernehmen"]
        == "Angaben lassen sich nur in einen Entwurf übernehmen."
    )
    assert "Unterschriftsblatt erzeugen" not in acts  # this version asks for none


def test_at_the_signature_the_clerk_reads_who_goes_on(client):
    fall = Fall().gehe("zur_unterschrift")
    acts = verwehrt(client, fall, fall.clerk)
    assert acts["Angaben ändern"].startswith("Der Antrag liegt zur Unterschrift.")
    assert acts["Antrag einreichen"].endswith("jetzt die zeichnungsberechtigte Person.")
