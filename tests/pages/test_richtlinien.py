"""Pages of the rules and of rounds in preparation: draft, state, preview, publish; what municipalities see of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from antraege import zeit
from antraege.models import Antrag, Foerderrunde, Richtlinienfassung, Unterlagenregel, Zusatzfrage
from antraege.services import antrag as antragsdienst
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def kreis():
    with zeit.gestellt(f.TAG):
        yield f.landkreis()


def als(rolle, kreis, ort=None):
    client = Client()
    client.force_login(f.benutzer(rolle, kreis, ort))
    return client


def entwurf(kreis, **felder):
    return Richtlinienfassung.objects.create(
        **({"programm": f.programm(kreis), "nummer": 1, "gueltig_ab": f.TAG} | felder)
    )


def text(antwort):
    return antwort.content.decode()


EIGENE = {
    "gueltig_ab": "01.09.2027",
    "grundlage": "KT-Drucks. Nr. 080/2027",
    "satz_je_vzae": "50.000,00",
    "schritt": "0,05",
    "mindestanteil": "0,25",
    "hoechstanteil": "2,00",
    "antragsberechtigt": ["gemeinde", "stadt"],
    "einwohner_bis": "20.000",
    "unterzeichnung": "unterschrift",
    "frist_ergaenzung": "3W",
    "frist_stellungnahme": "7T",
    "frist_zeichnung": "7T",
    "frist_nachweis": "3M",
    "grenze_sachgebietsleitung": "80.000,00",
}


def test_the_own_fields_are_saved_and_read(kreis):
    fassung, client = entwurf(kreis), als("sachbearbeitung", kreis)
    assert client.post(reverse("fassung_bearbeiten", args=[fassung.pk]), EIGENE).status_code == 302
    fassung.refresh_from_db()
    assert (fassung.arten, fassung.einwohner_bis, fassung.hoechstanteil) == (
        ["gemeinde", "stadt"],
        20000,
        Decimal(2),
    )
    seite = text(client.get(reverse("fassung", args=[fassung.pk])))
    assert "Gemeinde, Stadt" in seite
    assert "3 Wochen" in seite


def test_wrong_input_stands_at_its_field_and_nothing_is_lost(kreis):
    fassung, client = entwurf(kreis), als("sachbearbeitung", kreis)
    falsch = EIGENE | {"frist_ergaenzung": "bald", "hoechstanteil": "0,10"}
    antwort = client.post(reverse("fassung_bearbeiten", args=[fassung.pk]), falsch)
    form = antwort.context["form"]
    assert "keine Dauer" in form.errors["frist_ergaenzung"][0]
    assert "KT-Drucks. Nr. 080/2027" in text(antwort)
    fassung.refresh_from_db()
    assert fassung.grundlage == ""


@pytest.mark.parametrize(
    ("feld", "wert", "satz"),
    [
        ("satz_je_vzae", "-1", "Bitte mindestens 0,00"),
        ("mindestanteil", "-0,25", "Bitte mindestens 0,00"),
        ("grenze_sachgebietsleitung", "-1", "Bitte mindestens 0,00"),
        ("frist_ergaenzung", "9999J", "Bitte höchstens 10 Jahre angeben."),
        ("frist_nachweis", "9999T", "Bitte höchstens 10 Jahre angeben."),
    ],
)
def test_what_no_application_could_be_counted_with_is_refused(kreis, feld, wert, satz):
    fassung, client = entwurf(kreis), als("sachbearbeitung", kreis)
    antwort = client.post(reverse("fassung_bearbeiten", args=[fassung.pk]), EIGENE | {feld: wert})
    assert antwort.status_code == 200
    assert satz in antwort.context["form"].errors[feld][0]
    assert wert in text(antwort)


def test_words_limits_papers_and_questions_reach_the_form_of_the_clerk(kreis):
    fassung, client = entwurf(kreis, satz_je_vzae=Decimal(48000)), als("sachbearbeitung", kreis)
    feld = {"label": "Eigenmittel", "hilfe": "Nur volle Euro.", "pflicht": "ja", "hoechstens": "9.000,00"}
    client.post(reverse("fassung_feld", args=[fassung.pk, "eigenanteil"]), feld)
    client.post(
        reverse("fassung_zeile", args=[fassung.pk, "unterlagen", 0]),
        {"art": "konzept", "pflicht": "on", "reihenfolge": "1"},
    )
    client.post(
        reverse("fassung_zeile", args=[fassung.pk, "fragen", 0]),
        {"nummer": "1", "abschnitt": "stellenanteile", "frage": "Seit wann?", "art": "datum"},
    )
    vorschau = text(client.get(reverse("fassung_vorschau", args=[fassung.pk])))
    assert [w for w in ("Eigenmittel", "Nur volle Euro.", "Konzept", "Seit wann?") if w not in vorschau] == []
    assert Antrag.objects.count() == 0

    als("sachgebietsleitung", kreis).post(reverse("fassung_feststellen", args=[fassung.pk]))
    fassung.refresh_from_db()
    ort = f.kommune(kreis)
    clerk = f.benutzer("kommune_sachbearbeitung", kreis, ort)
    runde = f.runde(kreis, programm=fassung.programm, fassung=fassung)
    antrag = antragsdienst.anlegen(kommune=ort, runde=runde, by=clerk, heute=f.TAG)
    kommune = Client()
    kommune.force_login(clerk)
    adresse = reverse("antrag_abschnitt", args=[antrag.pk, "stellenanteile"])
    frage = f"frage_{fassung.zusatzfragen.get().pk}"
    seite = text(kommune.get(adresse))
    assert "Eigenmittel" in seite
    assert f'name="{frage}_tag"' in seite
    daten = {"version": antrag.version, "antragsart": "neu", "eigenanteil": "9.000,01", frage: "01.10.2027"}
    antwort = kommune.post(adresse, daten)
    assert antwort.context["form"].errors["eigenanteil"] == ["Bitte höchstens 9.000,00\u00a0€ eingeben"]
    assert antrag.antworten.count() == 0
    kommune.post(adresse, daten | {"eigenanteil": "9.000,00"})
    assert antrag.antworten.get().wert == "2027-10-01"


def test_an_emptied_rule_goes_and_a_row_can_be_taken_away(kreis):
    fassung, client = entwurf(kreis), als("sachbearbeitung", kreis)
    adresse = reverse("fassung_feld", args=[fassung.pk, "begruendung"])
    client.post(adresse, {"hoechstens": "500"})
    assert fassung.feldregeln.get().hoechstens == 500
    client.post(adresse, {})
    zeile = Unterlagenregel.objects.create(fassung=fassung, art="konzept")
    client.post(reverse("fassung_zeile", args=[fassung.pk, "unterlagen", zeile.pk]), {"entfernen": "1"})
    assert (fassung.feldregeln.count(), fassung.unterlagen.count()) == (0, 0)


def test_a_choice_without_answers_is_refused_at_its_field(kreis):
    fassung, client = entwurf(kreis), als("sachbearbeitung", kreis)
    daten = {"nummer": "1", "abschnitt": "angaben", "frage": "Wo?", "art": "auswahl"}
    antwort = client.post(reverse("fassung_zeile", args=[fassung.pk, "fragen", 0]), daten)
    assert antwort.context["form"].errors["auswahl"] == ["Bitte nennen Sie die Antworten, eine je Zeile"]
    assert not Zusatzfrage.objects.exists()


def test_who_drafted_reads_why_another_must_state(kreis):
    chefin = f.benutzer("sachgebietsleitung", kreis)
    fassung, client = entwurf(kreis, bearbeitet_von=chefin), Client()
    client.force_login(chefin)
    assert "Vier-Augen-Prinzip" in text(client.get(reverse("fassung", args=[fassung.pk])))
    antwort = client.post(reverse("fassung_feststellen", args=[fassung.pk]), follow=True)
    fassung.refresh_from_db()
    assert fassung.ist_entwurf
    assert "Feststellen muss eine andere Person" in text(antwort)


def test_copy_edit_and_publish_by_the_pages(kreis):
    alt = f.runde(kreis)
    sb, chefin = als("sachbearbeitung", kreis), als("sachgebietsleitung", kreis)
    ort = f.kommune(kreis)
    kommune = als("kommune_sachbearbeitung", kreis, ort)
    sb.post(reverse("runde_kopieren", args=[alt.pk]))
    neu = Foerderrunde.objects.get(kopie_von=alt)
    for name in ("runde", "runde_vorschau", "runde_bearbeiten"):
        assert kommune.get(reverse(name, args=[neu.pk])).status_code == 404
    assert neu.name not in text(kommune.get(reverse("runden"))) + text(kommune.get(reverse("antraege")))
    daten = {
        "name": "Probe 2028/29", "kuerzel": "KFR28", "fassung": neu.fassung_id, "beginn": "01.09.2028",
        "ende": "31.08.2029", "antrag_von": "01.10.2027", "antrag_bis": "31.03.2028", "entscheidung": "verwaltung",
        "zielgruppen": [g.pk for g in neu.zielgruppen.all()], "beschluss_ab_betrag": "30.000,00", "ergebnis_sichtbar": "bescheid",
    }  # fmt: skip
    falsch = sb.post(reverse("runde_bearbeiten", args=[neu.pk]), daten | {"kuerzel": "ä b/.."})
    assert "zum Beispiel KFR28" in falsch.context["form"].errors["kuerzel"][0]
    ohne = sb.post(reverse("runde_bearbeiten", args=[neu.pk]), daten | {"entscheidung": "kenntnisnahme"})
    assert list(ohne.context["form"].errors) == ["entscheidung"]  # nothing would follow from it
    assert sb.post(reverse("runde_bearbeiten", args=[neu.pk]), daten).status_code == 302
    assert "Probe 2028/29" in text(sb.get(reverse("runde_vorschau", args=[neu.pk])))
    chefin.post(reverse("runde_veroeffentlichen", args=[neu.pk]))
    neu.refresh_from_db()
    assert (neu.veroeffentlicht, neu.beschluss_ab_betrag) == (True, Decimal(30000))
    assert "Probe 2028/29" in text(kommune.get(reverse("runden")))


def test_overlapping_rounds_are_refused_with_their_sentence(kreis):
    alt = f.runde(kreis)
    antwort = als("sachbearbeitung", kreis).post(
        reverse("runde_neu", args=[alt.programm_id]),
        {
            "name": "Doppelt", "kuerzel": "D", "fassung": alt.fassung_id, "beginn": "01.01.2028", "ende": "31.12.2028",
            "zielgruppen": [g.pk for g in alt.zielgruppen.all()], "entscheidung": "verwaltung", "ergebnis_sichtbar": "bescheid",
        },
    )  # fmt: skip
    assert "überschneidet sich" in text(antwort)
    assert "Doppelt" in text(antwort)


def test_who_cannot_be_eligible_reads_it_instead_of_the_button(kreis):
    fassung = f.festgestellt(entwurf(kreis, antragsberechtigt="gemeinde"))
    runde = f.runde(kreis, programm=fassung.programm, fassung=fassung)
    seite = als("kommune_sachbearbeitung", kreis, f.kommune(kreis, art="stadt")).get(
        reverse("runde", args=[runde.pk])
    )
    assert "Antragsberechtigt sind nach der Richtlinie nur diese Arten von Kommunen: Gemeinde." in text(seite)
    assert reverse("antrag_neu", args=[runde.pk]) not in text(seite)


def test_a_last_day_in_the_holidays_is_asked_about_once(kreis):
    runde, client = f.runde(kreis), als("amtsleitung", kreis)
    adresse = reverse("antragsfrist_verlaengern", args=[runde.pk])
    daten = {"bis": "02.05.2027", "grund": "Störung."}  # a Sunday
    antwort = client.post(adresse, daten)
    assert "noch einmal" in text(antwort)
    assert client.post(adresse, daten | {"bis_gesehen": "2027-05-02"}).status_code == 302
    runde.refresh_from_db()
    assert runde.antrag_bis == date(2027, 5, 2)


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(kreis, anzahl, django_assert_num_queries):
    for nr in range(anzahl):
        fassung = entwurf(kreis)
        f.runde(kreis, programm=fassung.programm, fassung=fassung, status="entwurf", kuerzel=f"R{nr}")
    client = als("sachbearbeitung", kreis)
    client.get(reverse("richtlinien"))
    with django_assert_num_queries(ABFRAGEN):
        client.get(reverse("richtlinien"))


ABFRAGEN = 9
