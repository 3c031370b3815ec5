"""The budget's gate: each refusal with its figures, by service and by database, the exception, and two releases at once."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege.fehler import Konflikt, Verweigert
from antraege.models import Antrag, Bescheid, Bescheidjahr, Foerderprogramm, Protokolleintrag, Rolle
from antraege.services import bescheid, haushalt, haushaltsplan, haushaltswarten
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege.test_bescheid import JULI, entworfen, freigegeben

pytestmark = pytest.mark.django_db
# A notice of 24,000 EUR: 8,000 fall in 2027, 16,000 in 2028.
RAHMEN = {"ansatz": Decimal("8000"), "verpflichtung": Decimal("16000"), "in_kraft_am": JULI}


def mit_haushalt(jahr=2027, **felder):
    """A draft, and the budget of a year."""
    antrag, amt = entworfen()
    f.haushalt(antrag.runde.programm, jahr=jahr, **RAHMEN | felder)
    return antrag, amt


def mehrere(anzahl, **felder):
    """([application], office): drafts of one round, and its budget of 2027."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antraege = [b.gezeichnet(rd, amt) for _ in range(anzahl)]
    papier = b.vorlage(amt, rd, antraege)
    b.beraten(papier, amt)
    b.beschliessen(papier, amt)
    for antrag in antraege:
        antrag.refresh_from_db()
        entworfen(antrag, amt)
    f.haushalt(rd.programm, **RAHMEN | felder)
    return antraege, amt


def freigeben(antrag, amt):
    return bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=JULI)


def von_hand(antrag, amt):
    """Release past the service."""
    Bescheid.objects.filter(antrag=antrag).update(
        status="freigegeben", nummer="X-1", datum=JULI, freigegeben_von=amt.sachgebietsleitung
    )


GRUENDE = [
    ({"ansatz": Decimal("7999.99")}, "Es fehlen 0,01", "haushalt_ansatz_eingehalten"),
    ({"verpflichtung": Decimal("15000")}, "Es fehlen 1.000,00", "haushalt_verpflichtung_eingehalten"),
    ({"in_kraft_am": None}, "noch nicht in Kraft", "haushalt_in_kraft"),
    ({"in_kraft_am": date(2027, 7, 13)}, "noch nicht in Kraft", "haushalt_in_kraft"),
    ({"gesperrt": True}, "gesperrt (Produkt 31.80)", "haushalt_nicht_gesperrt"),
    ({"jahr": 2026}, "Für 2027 ist keine Haushaltsermächtigung erfasst", "haushalt_erfasst"),
]


@pytest.mark.parametrize(("felder", "satz", "regel"), GRUENDE)
def test_each_gap_has_its_sentence_and_its_rule_in_the_database(felder, satz, regel):
    antrag, amt = mit_haushalt(**felder)
    with pytest.raises(Verweigert) as fehler:
        freigeben(antrag, amt)
    assert satz in fehler.value.satz.replace("\xa0", " ")
    assert fehler.value.wer.startswith("Kämmerei")
    with pytest.raises(IntegrityError) as verstoss, transaction.atomic():
        von_hand(antrag, amt)
    assert verstoss.value.__cause__.diag.constraint_name == regel


def test_within_the_figures_it_is_released_and_the_page_says_what_is_left():
    antrag, amt = mit_haushalt(ansatz=Decimal("10000"))
    entwurf = bescheid.aktueller(antrag)
    assert [p.satz.replace("\xa0", " ") for p in haushalt.punkte(antrag, JULI, entwurf)] == [
        "Der Haushalt 2027 ist in Kraft.",
        "Ansatz 2027: 10.000,00 €, gebunden 0,00 €, dieser Bescheid 8.000,00 €, danach frei 2.000,00 €.",
        "Verpflichtungsermächtigung 2027 für spätere Jahre: 16.000,00 €, gebunden 0,00 €, dieser Bescheid 16.000,00 €, danach frei 0,00 €.",
    ]
    assert freigeben(antrag, amt).nummer
    assert haushalt.gebunden(antrag.runde.programm_id) == {2027: Decimal("8000"), 2028: Decimal("16000")}


def test_in_a_budget_for_two_years_the_second_ansatz_binds():
    antrag, amt = mit_haushalt(verpflichtung=Decimal("0"))
    zweites = antrag.runde.programm.ermaechtigungen.create(jahr=2028, produkt="31.80", **RAHMEN)
    with pytest.raises(Verweigert, match="Ansatz 2028"):
        freigeben(antrag, amt)
    zweites.ansatz = Decimal("16000")
    zweites.save()
    assert freigeben(antrag, amt).nummer


def test_own_money_needs_a_budget_and_no_exception_stands_in_for_its_figures():
    antrag, amt = entworfen()
    antrag.runde.programm.ermaechtigungen.all().delete()
    with pytest.raises(Verweigert, match="Für 2027 ist keine Haushaltsermächtigung erfasst"):
        freigeben(antrag, amt)
    with pytest.raises(IntegrityError) as verstoss, transaction.atomic():
        von_hand(antrag, amt)
    assert verstoss.value.__cause__.diag.constraint_name == "haushalt_erfasst"
    with pytest.raises(Konflikt, match="nicht durch fehlendes Inkrafttreten"):
        ausnahme(antrag, f.benutzer(Rolle.KAEMMEREI, amt.kreis))
    f.haushalt(antrag.runde.programm, **RAHMEN | {"in_kraft_am": None})
    ausnahme(antrag, f.benutzer(Rolle.KAEMMEREI, amt.kreis))
    assert freigeben(antrag, amt).nummer


def test_the_lands_money_without_any_row_has_no_gate_and_no_figures():
    antrag, amt = entworfen()
    antrag.runde.programm.ermaechtigungen.all().delete()
    Foerderprogramm.objects.update(geber="land")
    antrag = Antrag.objects.get()
    assert haushalt.punkte(antrag, JULI, bescheid.aktueller(antrag)) == []
    assert freigeben(antrag, amt).nummer


def test_no_notice_begins_released():
    antrag, amt = entworfen()
    papier = Bescheid.objects.get()
    with pytest.raises(IntegrityError, match="beginnt als Entwurf"), transaction.atomic():
        Bescheid.objects.create(
            antrag=antrag, art="bewilligung", status="freigegeben", nummer="X-1", datum=JULI, vzae=papier.vzae,
            betrag=papier.betrag, begruendung="Bedarf", entworfen_von=amt.sachbearbeitung,
            entworfen_am=papier.entworfen_am, freigegeben_von=amt.sachgebietsleitung,
        )  # fmt: skip


def test_a_refusal_costs_nothing_and_passes():
    antrag, amt = b.beschlossen("0.50", empfohlen="0.00")
    f.haushalt(antrag.runde.programm, ansatz=0)
    assert freigegeben(antrag, amt)[2].nummer
    assert not Bescheidjahr.objects.exists()


def test_the_years_of_a_notice_sum_up_to_it_by_the_database():
    entworfen()
    assert list(Bescheidjahr.objects.values_list("jahr", "betrag")) == [
        (2027, Decimal("8000.00")),
        (2028, Decimal("16000.00")),
    ]
    with transaction.atomic():
        Bescheidjahr.objects.filter(jahr=2027).update(betrag=Decimal("8001"))
        with pytest.raises(IntegrityError, match=r"ergeben 24001\.00 EUR"):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_the_years_of_a_released_notice_never_change():
    freigegeben()
    with pytest.raises(IntegrityError, match="nicht mehr geändert"), transaction.atomic():
        Bescheidjahr.objects.filter(jahr=2027).update(betrag=1)


# The exception


def ausnahme(antrag, person, grund="Pflichtaufgabe, § 83 Abs. 1 Nr. 1 GemO"):
    haushalt.ausnahme_zulassen(bescheid=bescheid.aktueller(antrag), grund=grund, by=person, heute=JULI)


def test_an_exception_with_reason_lets_it_go_before_the_budget_is_in_force():
    antrag, amt = mit_haushalt(in_kraft_am=None)
    ausnahme(antrag, f.benutzer(Rolle.KAEMMEREI, amt.kreis))
    papier = freigeben(antrag, amt)
    assert (papier.status, papier.haushalt_ausnahme) == (
        "freigegeben",
        "Pflichtaufgabe, § 83 Abs. 1 Nr. 1 GemO",
    )
    assert Protokolleintrag.objects.filter(art="haushalt_ausnahme", antrag=antrag).count() == 1


def test_an_exception_overrides_nothing_else():
    antrag, amt = mit_haushalt(in_kraft_am=None, ansatz=Decimal("7000"))
    ausnahme(antrag, f.benutzer(Rolle.AMTSLEITUNG, amt.kreis))
    with pytest.raises(Verweigert, match="Ansatz 2027"):
        freigeben(antrag, amt)
    with pytest.raises(IntegrityError, match="Ansatz"), transaction.atomic():
        von_hand(antrag, amt)


def test_the_drafter_allows_no_exception_by_service_or_by_database():
    antrag, amt = mit_haushalt(in_kraft_am=None)
    amt.sachbearbeitung.mitgliedschaften.create(rolle="kaemmerei", landkreis=amt.kreis, von=date(2016, 1, 1))
    person = type(amt.sachbearbeitung).objects.get(pk=amt.sachbearbeitung.pk)
    with pytest.raises(Verweigert, match="selbst entworfen"):
        ausnahme(antrag, person)
    with pytest.raises(IntegrityError, match="bescheid_ausnahme_durch_zweite_person"), transaction.atomic():
        Bescheid.objects.update(haushalt_ausnahme="Darum", haushalt_ausnahme_von=person)


def test_an_exception_needs_a_reason_and_something_to_allow():
    antrag, amt = mit_haushalt()
    kaemmerei = f.benutzer(Rolle.KAEMMEREI, amt.kreis)
    with pytest.raises(ValidationError, match="Grund der Ausnahme"):
        ausnahme(antrag, kaemmerei, " ")
    with pytest.raises(Konflikt, match="nicht durch fehlendes Inkrafttreten"):
        ausnahme(antrag, kaemmerei)


def test_a_new_draft_asks_for_the_exception_anew():
    antrag, amt = mit_haushalt(in_kraft_am=None)
    ausnahme(antrag, f.benutzer(Rolle.KAEMMEREI, amt.kreis))
    bescheid.zurueckgeben(antrag=antrag, grund="Bitte ändern", by=amt.sachgebietsleitung, heute=JULI)
    entworfen(antrag, amt)
    assert Bescheid.objects.get().haushalt_ausnahme == ""


# Recorded by the Kämmerei


def test_the_kaemmerei_records_and_changes_and_the_log_keeps_both():
    amt = b.Amt()
    programm, by = f.programm(amt.kreis), f.benutzer(Rolle.KAEMMEREI, amt.kreis)
    zeile = haushaltsplan.erfassen(
        programm=programm, jahr=2027, produkt=" 31.80 ", by=by, heute=JULI, **RAHMEN
    )
    haushaltsplan.aendern(ermaechtigung=zeile, by=by, heute=JULI, **RAHMEN | {"gesperrt": True})
    texte = (
        Protokolleintrag.objects.filter(art="haushalt_erfasst")
        .order_by("pk")
        .values_list("text__text", flat=True)
    )
    assert [t.replace("\xa0", " ") for t in texte] == [
        "2027, Produkt 31.80: Ansatz 8.000,00 €, Verpflichtungsermächtigung 16.000,00 €, in Kraft am 12.07.2027",
        "2027, Produkt 31.80: Ansatz 8.000,00 €, Verpflichtungsermächtigung 16.000,00 €, in Kraft am 12.07.2027 → "
        "2027, Produkt 31.80: Ansatz 8.000,00 €, Verpflichtungsermächtigung 16.000,00 €, in Kraft am 12.07.2027, gesperrt",
    ]


@pytest.mark.parametrize(
    ("felder", "feld"),
    [
        ({"produkt": " "}, "produkt"),
        ({"jahr": 1999}, "jahr"),
        ({"ansatz": Decimal("-1")}, "ansatz"),
        ({}, "produkt"),
    ],
)
def test_bad_rows_are_refused_at_their_field(felder, feld):
    amt = b.Amt()
    wer = {"by": f.benutzer(Rolle.KAEMMEREI, amt.kreis), "heute": JULI}
    zeile = {"programm": f.programm(amt.kreis), "jahr": 2027, "produkt": "31.80"} | RAHMEN | wer
    if not felder:
        haushaltsplan.erfassen(**zeile)
    with pytest.raises(ValidationError) as fehler:
        haushaltsplan.erfassen(**zeile | felder)
    assert list(fehler.value.message_dict) == [feld]


def test_nobody_else_records_a_budget():
    amt = b.Amt()
    with pytest.raises(Verweigert, match="Kämmerei"):
        haushaltsplan.erfassen(
            programm=f.programm(amt.kreis),
            jahr=2027,
            produkt="1",
            by=amt.sachbearbeitung,
            heute=JULI,
            **RAHMEN,
        )


# The last euros, by two connections


@pytest.mark.django_db(transaction=True)
def test_of_two_sessions_that_release_the_last_euros_exactly_one_commits():
    antraege, amt = mehrere(2, ansatz=Decimal("15000"))
    ergebnisse = _zugleich(antraege, amt.sachgebietsleitung.pk)
    assert sorted(ergebnisse) == ["", "haushalt_ansatz_eingehalten"]
    assert Bescheid.objects.filter(status="freigegeben").count() == 1


def _zugleich(antraege, leitung):
    """Release both past the service, each in a session of its own that holds its transaction open until both have begun."""
    start, ergebnisse = Barrier(2), []

    def sitzung(nr, antrag):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                start.wait(10)
                cursor.execute(
                    "UPDATE antraege_bescheid SET status = 'freigegeben', nummer = %s, datum = %s,"
                    " freigegeben_von_id = %s WHERE antrag_id = %s; SELECT pg_sleep(0.2)",
                    [f"X-{nr}", JULI, leitung, antrag.pk],
                )
            ergebnisse.append("")
        except IntegrityError as fehler:
            ergebnisse.append(fehler.__cause__.diag.constraint_name)
        finally:
            connection.close()

    threads = [Thread(target=sitzung, args=paar) for paar in enumerate(antraege)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return ergebnisse


# What waits for it


def test_what_waits_says_its_years_what_is_missing_and_who_supplies_it():
    antrag, _amt = mit_haushalt(in_kraft_am=None, ansatz=Decimal("7000"))
    (zeile,) = haushaltswarten.wartend(antrag.runde.programm, JULI)
    assert zeile.jahre == {2027: Decimal("8000"), 2028: Decimal("16000")}
    assert [punkt.wer for punkt in zeile.fehlt] == ["Kämmerei oder Amtsleitung", "Kämmerei"]
    assert "noch nicht in Kraft" in zeile.fehlt[0].satz
    assert "Es fehlen 1.000,00" in zeile.fehlt[1].satz.replace("\xa0", " ")


def test_nothing_waits_where_the_budget_allows_it_nor_while_it_is_in_work_nor_elsewhere():
    antrag, amt = mit_haushalt()
    assert haushaltswarten.wartend(antrag.runde.programm, JULI) == []
    antrag.runde.programm.ermaechtigungen.update(gesperrt=True)
    assert len(haushaltswarten.wartend(antrag.runde.programm, JULI)) == 1
    assert haushaltswarten.wartend(f.programm(amt.kreis), JULI) == []
    bescheid.zurueckgeben(antrag=antrag, grund="Bitte ändern", by=amt.sachgebietsleitung, heute=JULI)
    assert haushaltswarten.wartend(antrag.runde.programm, JULI) == []


def test_each_is_weighed_as_its_release_would_be_beside_what_others_bind():
    (antrag, anderer), amt = mehrere(2, ansatz=Decimal("15000"), verpflichtung=Decimal("40000"))
    assert haushaltswarten.wartend(antrag.runde.programm, JULI) == []
    freigeben(antrag, amt)
    (zeile,) = haushaltswarten.wartend(antrag.runde.programm, JULI)
    assert zeile.entwurf.antrag_id == anderer.pk
    with pytest.raises(Verweigert) as fehler:
        freigeben(anderer, amt)
    assert fehler.value.satz == " ".join(punkt.satz for punkt in zeile.fehlt)
