"""The pages of positions, of a round's money and of the municipalities' answers: content, secrecy, refusals, query counts."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Einvernehmen, Finanzierungsanteil, Inanspruchnahme, Kontingent, Rolle, Stelle
from antraege.services import stelle as dienst
from tests import factories as f
from tests.antraege.stellenfall import HALB, HEUTE, VIERTEL, beschieden, landesfall, uebertragen

pytestmark = pytest.mark.django_db
# Session, person, roles, the demo's clock, three numbers in the menu (these offices are asked for opinions, too);
# then what the page itself asks.
QUERIES = {"stellen": 7 + 7, "inanspruchnahme": 7 + 5}
UMFANG = {"vzae": "0,25", "entgeltgruppe": "S 12", "beginn": "01.08.2027", "ende": "31.12.2027"}


@pytest.fixture(autouse=True)
def tag():
    with zeit.gestellt(HEUTE):
        yield


def text(client, wer, name, *args, suche="", status=200):
    client.force_login(wer)
    antwort = client.get(reverse(name, args=args) + suche)
    assert antwort.status_code == status
    return antwort.content.decode().replace("\xa0", " ")


def neu(fall, ort=None):
    return f"?runde={fall.runde.pk}&kommune={(ort or fall.ort).pk}"


def schicke(client, wer, name, *args, suche="", **daten):
    client.force_login(wer)
    return client.post(reverse(name, args=args) + suche, daten)


# The list


def test_the_list_shows_employer_place_sources_and_what_ends_soon(client):
    fall = landesfall()
    stelle = fall.schaffen()
    seite = text(client, fall.kaemmerei, "stellen")
    for worte in (
        stelle.nummer,
        ">Landkreis<",
        "Mötzingen",
        "0,25",
        f"{fall.runde.programm.kurz} 0,25",
        "S 12",
        "Läuft aus",
        "noch 172 Tage",
        "Summe dieser Auswahl",
    ):
        assert worte in seite


def test_the_nearest_end_comes_first_and_the_sum_counts_the_selection(client):
    antrag, buero = beschieden("1.80")
    dienst.anteil_erfassen(
        antrag=antrag,
        entgeltgruppe="S 12",
        beginn=date(2027, 9, 1),
        ende=date(2028, 8, 31),
        by=buero,
        heute=HEUTE,
    )
    erste, zweite = Stelle.objects.order_by("pk")
    dienst.beenden(stelle=zweite, ende=date(2027, 12, 31), grund="Bedarf", by=buero, heute=HEUTE)
    seite = text(client, buero, "stellen")
    assert seite.index(zweite.nummer) < seite.index(erste.nummer)
    assert "1,80" in seite


def test_the_filters_stand_in_the_address(client):
    fall = landesfall()
    stelle = fall.schaffen()
    programm = fall.runde.programm_id
    zeigt = {
        suche: stelle.nummer in text(client, fall.personal, "stellen", suche=suche)
        for suche in (
            f"?programm={programm}",
            "?stand=auslaufend",
            "?stand=beendet",
            f"?programm={f.programm(fall.kreis).pk}",
        )
    }
    assert list(zeigt.values()) == [True, True, False, False]
    with zeit.gestellt(date(2028, 1, 1)):
        assert stelle.nummer not in text(client, fall.personal, "stellen")
        assert stelle.nummer in text(client, fall.personal, "stellen", suche="?stand=beendet")


def test_a_position_that_shrinks_soon_is_said_to_run_out(client):
    """Story 3: from 01.01.2028 only 0.40 of 1.00 stay."""
    fall = landesfall()
    Inanspruchnahme.objects.update(art="selbst", vzae=Decimal("0.60"))
    antrag, buero = beschieden(
        "0.40", f.runde(fall.kreis), antragsart="aufstockung", andere_vzae=Decimal("0.60")
    )
    Inanspruchnahme.objects.update(kommune=antrag.kommune)
    alt = dienst.landesanteil_erfassen(
        kommune=antrag.kommune,
        runde=fall.runde,
        vzae=Decimal("0.60"),
        entgeltgruppe="S 12",
        beginn=fall.runde.beginn,
        ende=fall.runde.ende,
        by=buero,
        heute=HEUTE,
    )
    dienst.anteil_erfassen(
        antrag=antrag,
        stelle=alt,
        entgeltgruppe="S 12",
        beginn=date(2027, 9, 1),
        ende=date(2028, 8, 31),
        by=buero,
        heute=HEUTE,
    )
    seite = text(client, buero, "stellen")
    assert "0,60 VZÄ enden am 31.12.2027" in seite
    assert "Läuft aus" in seite
    assert "0,40" in text(client, buero, "stelle", alt.pk)


def test_each_sees_the_own_positions_only(client):
    fall = landesfall()
    stelle = fall.schaffen()
    fremd = f.kommune(fall.kreis)
    nachbar = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, fall.kreis, fremd)
    anderer_kreis = f.benutzer(Rolle.KAEMMEREI, f.landkreis())
    assert stelle.nummer in text(client, fall.clerk, "stellen")
    assert "Verlauf" in text(client, fall.clerk, "stelle", stelle.pk)
    for wer in (nachbar, anderer_kreis):
        assert stelle.nummer not in text(client, wer, "stellen")
        text(client, wer, "stelle", stelle.pk, status=404)


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_list_costs_the_same_for_one_and_three_rows(client, django_assert_num_queries, anzahl):
    fall = landesfall()
    for _ in range(anzahl):
        fall.schaffen() if Stelle.objects.count() < 2 else _dritte(fall)
    client.force_login(fall.kaemmerei)
    zeit.vergiss_demotag()
    with django_assert_num_queries(QUERIES["stellen"]):
        client.get(reverse("stellen"))


def _dritte(fall):
    ort = f.kommune(fall.kreis)
    uebertragen(fall, ort)
    fall.schaffen(einsatzort=ort)


def test_long_lists_go_on_by_key(client):
    fall = landesfall()
    felder = {
        "landkreis": fall.kreis,
        "anstellungstraeger": fall.ort,
        "einsatzort": fall.ort,
        "vzae": VIERTEL,
        "beginn": HEUTE,
        "ende": date(2027, 12, 31),
    }
    Stelle.objects.bulk_create(
        Stelle(nummer=f"S-{nr:02d}", angelegt_von=fall.buero, angelegt_am=zeit.jetzt(), **felder)
        for nr in range(27)
    )
    erste = text(client, fall.kaemmerei, "stellen")
    weiter = erste.split('href="?nach=')[1].split('"')[0]
    zweite = text(client, fall.kaemmerei, "stellen", suche=f"?nach={weiter}")
    assert ("S-24" in erste, "S-25" in erste, "S-24" in zweite, "S-26" in zweite) == (
        True,
        False,
        False,
        True,
    )


# One position


def test_the_page_of_a_position_says_why_its_day_and_who_did_what(client):
    fall = landesfall()
    stelle = fall.schaffen()
    seite = text(client, fall.kaemmerei, "stelle", stelle.pk)
    for worte in (
        "So wurde die Frist berechnet",
        "01.01.2027 + 12 Monate, erster Tag zählt = 31.12.2027",
        "Stelle geschaffen",
        fall.personal.name,
        "Befristete Finanzierung",
    ):
        assert worte in seite


# Creating


def test_personal_sees_every_condition_with_who_can_help(client):
    fall = landesfall(art="vorlaeufig")
    Einvernehmen.objects.all().delete()
    seite = text(client, fall.personal, "stelle_neu", suche=neu(fall))
    for worte in (
        "Noch nicht möglich",
        "Der Kreistag hat ermächtigt",
        "nur der vorläufige Planungsrahmen",
        "Kämmerei",
        "Das Einvernehmen von Mötzingen fehlt",
    ):
        assert worte in seite
    assert reverse("kontingent_erfassen", args=[fall.runde.pk]) in seite


def test_refused_with_every_sentence_and_what_was_typed(client):
    fall = landesfall(art="vorlaeufig")
    antwort = schicke(client, fall.personal, "stelle_neu", suche=neu(fall), **UMFANG)
    seite = antwort.content.decode()
    assert antwort.status_code == 409
    assert "Das ist nicht möglich" in seite
    assert "Nötig ist der Bescheid des Landes" in seite
    assert 'value="0,25"' in seite
    assert not Stelle.objects.exists()


def test_created_and_led_to_its_page(client):
    fall = landesfall()
    antwort = schicke(client, fall.personal, "stelle_neu", suche=neu(fall), **UMFANG)
    stelle = Stelle.objects.get()
    assert antwort.url == reverse("stelle", args=[stelle.pk])
    assert (stelle.vzae, stelle.beginn, stelle.angelegt_von) == (VIERTEL, date(2027, 8, 1), fall.personal)


def test_a_wrong_field_keeps_the_form(client):
    fall = landesfall()
    antwort = schicke(
        client,
        fall.personal,
        "stelle_neu",
        suche=neu(fall),
        **UMFANG | {"vzae": "viel", "ende": "31.02.2027"},
    )
    seite = antwort.content.decode()
    assert antwort.status_code == 200
    assert "Bitte prüfen Sie 2 Angaben" in seite
    assert 'value="viel"' in seite


def test_others_of_the_office_see_the_conditions_but_create_nothing(client):
    fall = landesfall()
    assert "Personal und Organisation vorbehalten" in text(
        client, fall.kaemmerei, "stelle_neu", suche=neu(fall)
    )
    assert schicke(client, fall.kaemmerei, "stelle_neu", suche=neu(fall), **UMFANG).status_code == 403
    text(client, fall.clerk, "stelle_neu", suche=neu(fall), status=404)
    fremd = f.benutzer(Rolle.PERSONAL, f.landkreis())
    assert "Mötzingen" not in text(client, fremd, "stelle_neu", suche=neu(fall))


# A round's money


def test_the_kaemmerei_records_the_bescheid_and_former_states_stay(client):
    fall = landesfall(art="vorlaeufig")
    daten = {
        "art": "endgueltig",
        "bezug": "landkreis",
        "vzae": "0,25",
        "betrag": "15.000,00",
        "stand": "09.07.2027",
        "grundlage": "Bescheid vom 09.07.2027",
    }
    antwort = schicke(client, fall.kaemmerei, "kontingent_erfassen", fall.runde.pk, **daten)
    assert antwort.status_code == 302
    seite = text(client, fall.kaemmerei, "kontingent_erfassen", fall.runde.pk)
    for worte in (
        "0,25 VZÄ für Stellen des Landkreises sind gesichert",
        "Vorläufig",
        "Bescheid vom 09.07.2027",
        "15.000,00 €",
    ):
        assert worte in seite


def test_a_final_one_without_basis_says_so_at_the_field(client):
    fall = landesfall()
    daten = {"art": "endgueltig", "bezug": "landkreis", "vzae": "0,25", "stand": "09.07.2027"}
    antwort = schicke(client, fall.kaemmerei, "kontingent_erfassen", fall.runde.pk, **daten)
    assert "Bitte die Grundlage nennen" in antwort.content.decode()
    assert Kontingent.objects.count() == 1


def test_others_read_the_kontingent_and_municipalities_do_not(client):
    fall = landesfall()
    assert "Kämmerei vorbehalten" in text(client, fall.buero, "kontingent_erfassen", fall.runde.pk)
    assert (
        schicke(client, fall.buero, "kontingent_erfassen", fall.runde.pk, art="endgueltig").status_code == 403
    )
    text(client, fall.clerk, "kontingent_erfassen", fall.runde.pk, status=404)


# Answers


def test_the_office_sees_all_answers_and_personal_the_way_on(client):
    fall = landesfall()
    f.kommune(fall.kreis, "Altdorf")
    fall.schaffen()
    seite = text(client, fall.personal, "inanspruchnahme", fall.runde.pk)
    for worte in (
        "Altdorf",
        "Noch offen",
        "Übertragen",
        "Erteilt",
        "Nicht erklärt",
        "Stelle schaffen",
    ):
        assert worte in seite


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_answers_cost_the_same_for_one_and_three_municipalities(
    client, django_assert_num_queries, anzahl
):
    fall = landesfall()
    for _ in range(anzahl - 1):
        uebertragen(fall, f.kommune(fall.kreis))
    client.force_login(fall.personal)
    zeit.vergiss_demotag()
    with django_assert_num_queries(QUERIES["inanspruchnahme"]):
        client.get(reverse("inanspruchnahme", args=[fall.runde.pk]))


def test_a_municipality_answers_and_consents_for_itself_alone(client):
    fall = landesfall()
    Inanspruchnahme.objects.all().delete()
    andere = f.kommune(fall.kreis, "Altdorf")
    daten = {"erklaeren-art": "selbst", "erklaeren-vzae": "0,50"}
    assert schicke(client, fall.clerk, "inanspruchnahme", fall.runde.pk, **daten).status_code == 302
    assert Inanspruchnahme.objects.get().art == "selbst"
    assert "Altdorf" not in text(client, fall.clerk, "inanspruchnahme", fall.runde.pk)
    text(client, fall.clerk, "inanspruchnahme", fall.runde.pk, suche=f"?kommune={andere.pk}", status=404)


def test_the_office_declares_with_wording_and_day(client):
    fall = landesfall()
    Einvernehmen.objects.all().delete()
    suche = f"?kommune={fall.ort.pk}"
    daten = {"einvernehmen-erteilt": "ja", "einvernehmen-wortlaut": "Schreiben vom 9. März"}
    seite = schicke(
        client, fall.buero, "inanspruchnahme", fall.runde.pk, suche=suche, **daten
    ).content.decode()
    assert "Bitte ein Datum eingeben" in seite
    daten["einvernehmen-erklaert_am"] = "09.03.2027"
    assert (
        schicke(client, fall.buero, "inanspruchnahme", fall.runde.pk, suche=suche, **daten).status_code == 302
    )
    assert Einvernehmen.objects.get().erklaert_am == date(2027, 3, 9)


def test_a_change_after_the_creation_is_refused_with_its_sentence(client):
    fall = landesfall()
    fall.schaffen()
    daten = {"einvernehmen-erteilt": "nein", "einvernehmen-wortlaut": "Doch nicht"}
    antwort = schicke(client, fall.clerk, "inanspruchnahme", fall.runde.pk, **daten)
    assert antwort.status_code == 409
    assert "nicht mehr zurücknehmen" in antwort.content.decode()


def test_in_a_programme_of_the_district_nothing_is_transferred(client):
    fall = landesfall()
    kfr = f.runde(fall.kreis)
    assert "bezahlt der Landkreis" in text(client, fall.clerk, "inanspruchnahme", kfr.pk)
    assert (
        schicke(client, fall.clerk, "inanspruchnahme", kfr.pk, **{"erklaeren-art": "selbst"}).status_code
        == 403
    )
    assert Finanzierungsanteil.objects.count() == 0
    assert Inanspruchnahme.objects.get().vzae == HALB
