"""After a sitting: recording with conditions without JavaScript, the list of conditions, the confirmation by the minutes."""

from datetime import date, time

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Beschlussergebnis, Massgabe, Rolle, Sitzung, Status, Tagesordnungspunkt
from antraege.services import aenderungsantraege, niederschrift
from notifications import reminders
from tests import dateiproben as probe
from tests import factories as f
from tests.notifications.hilfen import ohne_tore
from tests.notifications.test_ausgang import relay
from tests.pages.antworten import seite
from tests.pages.test_vorlagen import aufgabe, beschlussreif, erfasse, oeffne, veroeffentlicht
from tests.workflows.fall import status

pytestmark = pytest.mark.django_db
LISTE = 7
TEXT, ROLLE, TAG = (f"massgabe_1_1_{feld}" for feld in ("text", "rolle", "faellig_am"))
MASSGABE = {TEXT: "Bericht im Herbst", ROLLE: "kaemmerei", TAG: "15.10.2027"}


@pytest.fixture(autouse=True)
def am_tag(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with zeit.gestellt(date(2027, 5, 10), time(11, 0)):
        yield


VORRAT, VORRAT_AM = [beschlussreif], date(2027, 5, 10)


def mit_massgabe(client):
    fall = beschlussreif()
    antwort = erfasse(client, fall, fall.kreistag.tag, ziffer_1_wert="mit_massgabe", **MASSGABE)
    assert antwort.status_code == 302
    return fall, Massgabe.objects.get()


def test_conditions_are_typed_with_the_decision(client):
    fall, massgabe = mit_massgabe(client)
    assert (massgabe.text, massgabe.rolle, massgabe.faellig_am) == (
        "Bericht im Herbst",
        Rolle.KAEMMEREI,
        date(2027, 10, 15),
    )
    assert status(fall.antrag) == Status.BESCHLOSSEN


def test_one_more_condition_keeps_everything_typed(client):
    fall = beschlussreif()
    antwort = erfasse(
        client, fall, fall.kreistag.tag, mehr="3", ziffer_1_wert="mit_massgabe", ziffer_1_ja="40", **MASSGABE
    )
    form = antwort.context["bloecke"][0]["form"]
    assert [form[name].value() for name in (TEXT, ROLLE, "ziffer_1_ja")] == [
        "Bericht im Herbst",
        "kaemmerei",
        "40",
    ]
    assert "massgabe_1_3_text" in form.fields
    assert status(fall.antrag) == Status.IM_GREMIUM


def test_a_third_condition_without_its_office_stands_at_its_field(client):
    fall = beschlussreif()
    dritte = {"massgabe_1_3_text": "Und noch eine"}
    antwort = erfasse(client, fall, fall.kreistag.tag, ziffer_1_wert="mit_massgabe", **MASSGABE, **dritte)
    form = antwort.context["form"]
    assert (antwort.status_code, list(form.errors)) == (
        422,
        ["massgabe_1_3_rolle", "massgabe_1_3_faellig_am"],
    )
    assert "Und noch eine" in seite(antwort)


def test_the_decision_begins_with_the_wording_of_the_advice(client):
    fall = veroeffentlicht()
    daten = {"ziffer_1_wert": "geaendert_empfohlen", "ziffer_1_wortlaut": "Empfohlener Wortlaut"}
    assert erfasse(client, fall, fall.sga.tag, **daten).status_code == 302
    assert erfasse(client, fall, fall.kreistag.tag).status_code == 302
    ergebnis = Beschlussergebnis.objects.get(schritt__rolle="beschluss")
    assert (ergebnis.wert, ergebnis.wortlaut) == ("geaendert_beschlossen", "Empfohlener Wortlaut")


def test_what_the_council_system_says_is_filled_in_and_shown(client):
    fall = beschlussreif()
    Tagesordnungspunkt.objects.create(
        sitzung=fall.kreistag,
        kennung="x",
        titel="Förderung",
        vorlage=fall.vorlage,
        ergebnis="abgelehnt mit 12 Ja, 50 Nein",
    )
    client.force_login(fall.wer("gs"))
    antwort = erfasse(client, fall, fall.kreistag.tag, mehr="2")
    assert "Aus dem Ratsinformationssystem: abgelehnt mit 12 Ja, 50 Nein" in seite(antwort)
    assert erfasse(client, fall, fall.kreistag.tag).status_code == 302
    ergebnis = Beschlussergebnis.objects.get(schritt__rolle="beschluss")
    assert (ergebnis.wert, ergebnis.abstimmung, ergebnis.ja, ergebnis.nein) == (
        "abgelehnt",
        "ausgezaehlt",
        12,
        50,
    )


def test_a_motion_accepted_in_the_sitting_is_filled_in(client):
    fall = beschlussreif()
    ziffer, tag = fall.vorlage.beschlussantraege.get(), fall.kreistag.tag
    for wer, wortlaut in (("Fraktion A", "Nur 0,40 VZÄ."), ("Gruppe B", "Nichts.")):
        aenderungsantraege.erfassen(
            ziffer=ziffer, antragsteller=wer, wortlaut=wortlaut, eingegangen_am=date(2027, 5, 10), by=fall.wer("gs"), heute=tag
        )  # fmt: skip
    angenommen = ziffer.aenderungsantraege.get(nummer=1)
    aenderungsantraege.ergebnis_erfassen(
        aenderungsantrag=angenommen, ergebnis="angenommen", entschieden_am=tag, by=fall.wer("gs"), heute=tag
    )
    text = seite(erfasse(client, fall, tag, mehr="2"))
    assert "Änderungsantrag 1 zu Ziffer 1 (Fraktion A) ist in dieser Sitzung angenommen." in text
    assert "Änderungsantrag 2 zu Ziffer 1 (Gruppe B) ist noch nicht behandelt." in text
    antwort = erfasse(client, fall, tag, ziffer_1_wert="unveraendert_beschlossen")
    assert (antwort.status_code, "Bitte wählen Sie „Geändert beschlossen“." in seite(antwort)) == (422, True)
    assert erfasse(client, fall, tag).status_code == 302
    ergebnis = Beschlussergebnis.objects.get(schritt__rolle="beschluss")
    assert (ergebnis.wert, ergebnis.wortlaut) == ("geaendert_beschlossen", "Nur 0,40 VZÄ.")


def test_without_the_number_of_votes_the_form_says_where_it_is_entered(client):
    fall = veroeffentlicht()
    text = seite(erfasse(client, fall, fall.sga.tag, mehr="2"))
    assert f'<a href="{reverse("gremium", args=[fall.sga.gremium_id])}">beim Gremium</a>' in text


def test_nobody_votes_on_what_is_only_noted(client):
    fall = veroeffentlicht()
    assert erfasse(client, fall, fall.sga.tag, ziffer_1_wert="zur_kenntnis_genommen").status_code == 302
    assert Beschlussergebnis.objects.get(schritt__vorlage=fall.vorlage).abstimmung == ""


def test_the_whole_round_stands_beside_the_paper_before_saving(client):
    fall = beschlussreif()
    nebenan = f.entwurf(vzae="0.30", rd=fall.runde)
    with zeit.gestellt(f.TAG, time(10, 0)):
        f.antragsdienst.einreichen(antrag=nebenan[0], by=nebenan[1], heute=f.TAG)
    wirkung = erfasse(client, fall, fall.kreistag.tag, mehr="2").context["bloecke"][0]["form"].wirkung()
    assert {p.label: str(p.vzae) for p in wirkung["runde"] if p.vzae} == {
        "Bewilligt": "0.50",
        "Noch offen": "0.30",
        "Beantragt": "0.80",
    }


# Conditions


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_list_costs_the_same_for_one_and_three_conditions(client, django_assert_num_queries, anzahl):
    _, massgabe = mit_massgabe(client)
    with ohne_tore():
        for n in range(2, anzahl + 1):
            massgabe.ergebnis.massgaben.create(
                nummer=n, text="Weitere", rolle=Rolle.PERSONAL, faellig_am=massgabe.faellig_am
            )
    client.force_login(f.benutzer(Rolle.PERSONAL, massgabe.vorlage.landkreis))
    with django_assert_num_queries(LISTE):
        antwort = client.get(reverse("massgaben"))
    assert len(antwort.context["zeilen"]) == anzahl


def test_the_own_conditions_come_first_and_settled_ones_last(client):
    fall, erste = mit_massgabe(client)
    anders = {"faellig_am": date(2027, 9, 1), "text": "x"}
    with ohne_tore():
        fremde = erste.ergebnis.massgaben.create(nummer=2, rolle=Rolle.PERSONAL, **anders)
        fertig = erste.ergebnis.massgaben.create(
            nummer=3, rolle=Rolle.KAEMMEREI, erledigt_am=zeit.jetzt(), erledigt_von=fall.gs, **anders
        )
    antwort = oeffne(client, f.benutzer(Rolle.KAEMMEREI, fall.kreis), "massgaben")
    assert [z.url for z in antwort.context["zeilen"]] == [
        reverse("massgabe", args=[m.pk]) for m in (erste, fremde, fertig)
    ]


def test_its_office_settles_it_on_its_page(client):
    fall, massgabe = mit_massgabe(client)
    adresse = reverse("massgabe", args=[massgabe.pk])
    assert "erledigt eine andere Stelle" in seite(oeffne(client, fall.wer("gs"), "massgabe", massgabe.pk))
    client.force_login(f.benutzer(Rolle.KAEMMEREI, fall.kreis))
    assert client.post(adresse, {"vermerk": " "}).status_code == 422
    assert client.post(adresse, {"vermerk": "Bericht vorgelegt"}).status_code == 302
    massgabe.refresh_from_db()
    assert massgabe.vermerk == "Bericht vorgelegt"
    papier = oeffne(client, fall.wer("gs"), "vorlage", fall.vorlage.pk)
    assert [(m.pk, badge.text) for m, badge in papier.context["massgaben"]] == [(massgabe.pk, "Erledigt")]


def test_its_office_is_reminded_of_a_condition(client):
    fall, massgabe = mit_massgabe(client)
    person = f.benutzer(Rolle.KAEMMEREI, fall.kreis)
    nachrichten = reminders.neue_nachrichten(date(2027, 10, 14))
    gemahnt = [n for n in nachrichten if n.frist.massgabe_id == massgabe.pk]
    assert {n.benutzer for n in gemahnt if n.kanal == "portal"} == {person}
    assert "Maßgabe eines Beschlusses" in gemahnt[0].betreff


def test_its_office_is_told_of_a_new_condition_and_nobody_else(client):
    fall = beschlussreif()
    person = f.benutzer(Rolle.KAEMMEREI, fall.kreis)
    erfasse(client, fall, fall.kreistag.tag, ziffer_1_wert="mit_massgabe", **MASSGABE)
    massgabe = Massgabe.objects.get()
    gesagt = [n for n in relay() if n.art == "massgabe"]
    assert {(n.kanal, n.benutzer) for n in gesagt} == {("portal", person), ("email", None)}
    assert {n.betreff for n in gesagt} == {"KT-Drucks. Nr. 101/2027 – Maßgabe zu erledigen bis 15.10.2027"}
    assert reverse("massgabe", args=[massgabe.pk]) in gesagt[0].text
    assert "Bericht im Herbst" not in gesagt[0].text
    assert "Diese Vorlage ist mit einer Maßgabe beschlossen." in gesagt[0].text


# The minutes


def test_the_office_of_the_council_confirms_on_the_page(client):
    fall = beschlussreif().beraten("unveraendert_beschlossen")
    schritt = fall.vorlage.beratungsfolge.get(rolle="beschluss")
    adresse = reverse("niederschrift", args=[schritt.pk])
    papier = oeffne(client, fall.wer("gs"), "vorlage", fall.vorlage.pk)
    assert adresse in [act.url for act in papier.context["handlungen"]]
    assert "vorläufig nach Sitzung" in seite(papier)
    antwort = client.post(adresse, {})
    assert (antwort.status_code, "Bitte wählen Sie eine Datei aus" in seite(antwort)) == (422, True)
    datei = probe.datei(probe.pdf(), "Auszug.pdf")
    assert client.post(adresse, {"datei": datei}).status_code == 302
    papier = oeffne(client, fall.wer("gs"), "vorlage", fall.vorlage.pk)
    assert "mit der Niederschrift bestätigt am 10.05.2027" in seite(papier)
    assert adresse not in [act.url for act in papier.context["handlungen"]]


def test_only_the_office_of_the_council_is_offered_the_confirmation(client):
    fall = beschlussreif()
    for wer, anzahl in (("gs", 1), ("sb", 0), ("clerk", 0)):
        acts = oeffne(client, fall.wer(wer), "vorlage", fall.vorlage.pk).context["handlungen"]
        assert len([a for a in acts if a.label.startswith("Mit Niederschrift")]) == anzahl


def test_who_left_the_table_is_no_business_of_a_municipality(client):
    fall = veroeffentlicht()
    assert erfasse(client, fall, fall.sga.tag, ziffer_1_verlassen="KR Geheim").status_code == 302
    Sitzung.objects.update(oeffentlich=True)
    assert "KR Geheim" not in seite(oeffne(client, fall.wer("clerk"), "vorlage", fall.vorlage.pk))
    assert "KR Geheim" in seite(oeffne(client, fall.wer("gs"), "aufgabe", aufgabe(fall).pk))


@pytest.mark.parametrize("wer", ["sb", "clerk"])
def test_a_decided_application_says_that_it_is_preliminary_as_far_as_it_is_shown(client, wer):
    fall = beschlussreif()
    fall.runde.ergebnis_sichtbar = "sitzung"
    fall.runde.save()
    fall.beraten("unveraendert_beschlossen")

    def bewilligt():
        fakten = oeffne(client, fall.wer(wer), "antrag", fall.antrag.pk).context["fakten"]
        return next(fakt.note for fakt in fakten if fakt.label == "Bewilligt")

    with zeit.gestellt(date(2027, 7, 6), time(9, 0)):
        assert bewilligt() == "24.000,00\xa0€, vorläufig nach Sitzung"
        schritt = fall.vorlage.beratungsfolge.get(rolle="beschluss")
        datei = probe.datei(probe.pdf(), "Auszug.pdf")
        niederschrift.bestaetigen(schritt=schritt, auszug=datei, by=fall.wer("gs"), heute=zeit.heute())
        assert bewilligt() == "24.000,00\xa0€"
