"""Every forbidden creation of a district's position, by service and by plain SQL, each with its own sentence."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege.fehler import Verweigert
from antraege.models import (
    Beratungsschritt,
    Beschlussergebnis,
    Einvernehmen,
    Foerderprogramm,
    Inanspruchnahme,
    Sitzung,
    Stelle,
)
from antraege.services import programm, stelle
from tests import factories as f
from tests.antraege.stellenfall import ENDE, HEUTE, VIERTEL, landesfall, uebertragen

pytestmark = pytest.mark.django_db


def _antwort(fall, **felder):
    Inanspruchnahme.objects.filter(kommune=fall.ort).update(**felder)


def _nur_vorberaten():
    connection.check_constraints()  # what was decided is through; the case is bent behind it
    Beschlussergebnis.objects.update(wert="empfohlen")
    Beratungsschritt.objects.update(sitzung=Sitzung.objects.get(gremium__kurz="SGA"))


def _programm(fall, **felder):
    Foerderprogramm.objects.update(**felder)
    fall.runde.programm.refresh_from_db()


class Verbot(NamedTuple):
    """The rule by name, words of its sentence, what is wrong: done to the case, asked for, or in the Kontingent."""

    regel: str
    worte: str
    stoeren: Callable = lambda fall: None
    anders: dict = {}
    lage: dict = {}


VERBOTEN = {
    "Kreismittel": Verbot(
        "stelle_r17_drittmittel", "die Dritte finanzieren", lambda f: _programm(f, geber="landkreis")
    ),
    "ohne Beschlussantrag": Verbot(
        "stelle_r19_ermaechtigung", "noch nicht ermächtigt", lambda f: _programm(f, ermaechtigung=None)
    ),
    "vor dem Kreistag": Verbot(
        "stelle_r19_ermaechtigung",
        "noch nicht ermächtigt",
        lambda f: Beschlussergebnis.objects.all().delete(),
    ),
    "nur SGA": Verbot(
        "stelle_r19_ermaechtigung",
        "seine Empfehlung ermächtigt nicht",
        lambda f: _nur_vorberaten(),
    ),
    "vertagt": Verbot(
        "stelle_r19_ermaechtigung",
        "letztes Ergebnis: Vertagt",
        lambda f: Beschlussergebnis.objects.update(wert="vertagt"),
    ),
    "angekündigt": Verbot(
        "stelle_r21_in_kraft", "erst angekündigt", lambda f: _programm(f, status="angekuendigt")
    ),
    "Schätzung": Verbot("stelle_r21_gesichert", "nur eine Schätzung", lage={"art": "schaetzung"}),
    "vorläufiger Rahmen": Verbot(
        "stelle_r21_gesichert", "nur der vorläufige Planungsrahmen", lage={"art": "vorlaeufig"}
    ),
    "Kontingent aller": Verbot("stelle_r21_gesichert", "kein Kontingent", lage={"bezug": "alle"}),
    "über den Mitteln": Verbot(
        "stelle_r21_umfang",
        "mehr, als gesichert ist",
        anders={"vzae": Decimal("0.30")},
        lage={"gesichert": "0.25"},
    ),
    "selbst": Verbot(
        "stelle_r15_selbst", "nimmt die Aufgabe selbst wahr", lambda f: _antwort(f, art="selbst")
    ),
    "offen": Verbot(
        "stelle_r15_offen", "Schweigen gilt nicht als Verzicht", lambda f: _antwort(f, art="offen")
    ),
    "ohne Antwort": Verbot(
        "stelle_r15_offen", "noch nicht erklärt", lambda f: Inanspruchnahme.objects.all().delete()
    ),
    "Verzicht": Verbot("stelle_r15_verzicht", "hat verzichtet", lambda f: _antwort(f, art="verzicht")),
    "ohne Vereinbarung": Verbot(
        "stelle_vereinbarung",
        "öffentlich-rechtliche Vereinbarung",
        lambda f: _antwort(f, vereinbarung_vom=None),
    ),
    "ohne Einvernehmen": Verbot(
        "stelle_r14_einvernehmen",
        "Einvernehmen von Mötzingen fehlt",
        lambda f: Einvernehmen.objects.all().delete(),
    ),
    "versagt": Verbot(
        "stelle_r14_einvernehmen",
        "am 01.01.2027 versagt",
        lambda f: Einvernehmen.objects.update(erteilt=False),
    ),
    "widerrufen": Verbot(
        "stelle_r14_einvernehmen", "fehlt", lambda f: Einvernehmen.objects.update(widerrufen_am=HEUTE)
    ),
    "über dem Bedarf": Verbot(
        "stelle_r17_bedarf", "mehr, als Mötzingen übertragen hat", anders={"vzae": Decimal("0.55")}
    ),
    "nach der Runde": Verbot(
        "anteil_in_der_foerderzeit", "01.01.2027–31.12.2027", anders={"ende": date(2028, 1, 1)}
    ),
    "vor der Runde": Verbot("anteil_in_der_foerderzeit", "Förderzeit", anders={"beginn": date(2026, 12, 31)}),
}
faelle = pytest.mark.parametrize("verbot", VERBOTEN.values(), ids=list(VERBOTEN))


@faelle
def test_the_service_refuses_with_the_sentence(verbot):
    fall = landesfall(**verbot.lage)
    verbot.stoeren(fall)
    assert [h.regel for h in stelle.hindernisse(**fall.wunsch(**verbot.anders))] == [verbot.regel]
    with pytest.raises(Verweigert) as fehler:
        fall.schaffen(**verbot.anders)
    assert verbot.worte in fehler.value.satz
    assert not Stelle.objects.exists()


@faelle
def test_the_database_refuses_by_the_same_rule(verbot):
    fall = landesfall(**verbot.lage)
    verbot.stoeren(fall)
    assert _von_hand(fall, **verbot.anders) == verbot.regel


def _von_hand(fall, **anders):
    """Insert position and source by plain SQL; give the name of the rule that refuses."""
    w = fall.wunsch(**anders)
    werte = {
        "kreis": fall.kreis.pk,
        "ort": w["einsatzort"].pk,
        "von": fall.buero.pk,
        "runde": w["runde"].pk,
        "vzae": w["vzae"],
        "ab": w["beginn"],
        "bis": w["ende"],
    }
    with pytest.raises(IntegrityError) as fehler:
        _sql(STELLE, werte)
    return fehler.value.__cause__.diag.constraint_name


def _sql(befehl, werte):
    """Run it as another program would, with what COMMIT would check."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(befehl, werte)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


STELLE = """
WITH neu AS (
  INSERT INTO antraege_stelle (landkreis_id, nummer, einsatzort_id, vzae, entgeltgruppe, beginn, ende, befristungsgrund, status, angelegt_von_id, angelegt_am, historisch)
  VALUES (%(kreis)s, 'S-X', %(ort)s, %(vzae)s, 'S 12', %(ab)s, %(bis)s, '', 'geschaffen', %(von)s, now(), false) RETURNING id)
INSERT INTO antraege_finanzierungsanteil (stelle_id, runde_id, vzae, beginn, ende) SELECT id, %(runde)s, %(vzae)s, %(ab)s, %(bis)s FROM neu
"""


def _nenne(fall, motion):
    """Name another motion by plain SQL."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE antraege_foerderprogramm SET ermaechtigung_id = %s", [motion and motion.pk])


def _weitere(fall, wert):
    """Another motion on the same paper, with this result in the same sitting."""
    erste = fall.runde.programm.ermaechtigung
    motion = erste.vorlage.beschlussantraege.create(ziffer=9, wortlaut="x")
    schritt = erste.ergebnisse.get().schritt
    Beschlussergebnis.objects.create(
        schritt=schritt, beschlussantrag=motion, wert=wert, erfasst_von=fall.buero
    )
    return motion


def test_positions_keep_the_motion_they_rest_on():
    fall = landesfall()
    erste, abgelehnt = fall.runde.programm.ermaechtigung, _weitere(fall, "abgelehnt")
    for motion in (None, abgelehnt, erste):
        _nenne(fall, motion)
    fall.schaffen()
    for motion in (None, abgelehnt):
        with pytest.raises(IntegrityError, match="gibt es schon Stellen des Landkreises") as fehler:
            _nenne(fall, motion)
        assert fehler.value.__cause__.diag.constraint_name == "programm_traegt_stellen"
    abgelehnt.ergebnisse.update(wert="unveraendert_beschlossen")
    _nenne(fall, abgelehnt)  # accepted, so it may take the place


@pytest.mark.parametrize("felder", [{"geber": "landkreis"}, {"status": "angekuendigt"}], ids=str)
def test_positions_keep_a_programme_in_force_that_others_pay(felder):
    fall, nachbar = landesfall(), f.programm(f.landkreis(), geber="land")
    for danach in ({"geber": "land", "status": "in_kraft"}, felder, {"geber": "land", "status": "in_kraft"}):
        _programm(fall, **danach)  # nothing rests on it yet
    fall.schaffen()
    programm = fall.runde.programm
    for feld, wert in felder.items():
        setattr(programm, feld, wert)
    with pytest.raises(ValidationError, match="gibt es schon Stellen des Landkreises"):
        programm.full_clean()
    with (
        pytest.raises(IntegrityError, match="gibt es schon Stellen des Landkreises") as fehler,
        transaction.atomic(),
    ):
        Foerderprogramm.objects.filter(pk=programm.pk).update(**felder)
    assert fehler.value.__cause__.diag.constraint_name == "programm_bleibt_unter_stellen"
    Foerderprogramm.objects.filter(pk=nachbar.pk).update(**felder)


def test_with_everything_in_order_it_is_created():
    fall = landesfall()
    assert all(v.hindernis is None for v in stelle.voraussetzungen(**fall.wunsch()))
    neu = fall.schaffen()
    assert (neu.nummer, neu.vzae, neu.anstellungstraeger, neu.ende) == (
        f"S-{fall.kreis.kuerzel}-0001",
        VIERTEL,
        None,
        ENDE,
    )
    assert [(a.runde, a.vzae) for a in neu.anteile.all()] == [(fall.runde, VIERTEL)]


def test_below_the_minimum_share_nothing_is_created():
    with pytest.raises(Verweigert, match="Mindestanteil"):
        landesfall().schaffen(vzae=Decimal("0.20"))


def test_what_exists_counts_against_need_and_money():
    fall = landesfall(gesichert="0.50")
    fall.schaffen()
    fall.schaffen()
    nachbar = type(fall.ort).objects.create(
        landkreis=fall.kreis, ags="08115999", name="Bondorf", art="gemeinde", postfach="x@y.example"
    )
    uebertragen(fall, nachbar)
    assert [h.regel for h in stelle.hindernisse(**fall.wunsch())] == [
        "stelle_r17_bedarf",
        "stelle_r21_umfang",
    ]
    assert [h.regel for h in stelle.hindernisse(**fall.wunsch(einsatzort=nachbar))] == ["stelle_r21_umfang"]


def test_a_later_lower_final_kontingent_counts():
    fall = landesfall()
    programm.kontingent_erfassen(
        runde=fall.runde,
        art="endgueltig",
        bezug="landkreis",
        vzae=Decimal("0.00"),
        grundlage="Änderungsbescheid",
        by=fall.kaemmerei,
        heute=HEUTE,
    )
    assert [h.regel for h in stelle.hindernisse(**fall.wunsch())] == ["stelle_r21_umfang"]


def test_the_bescheid_opens_the_gate():
    """Story 4: Mötzingen waits until the Kämmerei records the Land's Bescheid."""
    fall = landesfall(art="vorlaeufig")
    _programm(fall, status="angekuendigt")
    assert len(stelle.hindernisse(**fall.wunsch())) == 2
    programm.kontingent_erfassen(
        runde=fall.runde,
        art="endgueltig",
        bezug="landkreis",
        vzae=VIERTEL,
        grundlage="Bescheid vom 09.07.2027",
        by=fall.kaemmerei,
        heute=HEUTE,
    )
    assert fall.schaffen().vzae == VIERTEL


def test_only_personal_creates():
    fall = landesfall()
    with pytest.raises(Verweigert, match="Personal und Organisation"):
        stelle.schaffen(**fall.wunsch(), entgeltgruppe="S 12", by=fall.kaemmerei, heute=HEUTE)


def test_a_position_of_the_district_is_paid_on_every_day():
    fall = landesfall()
    neu = fall.schaffen()
    with pytest.raises(IntegrityError, match="an jedem Tag ganz"):
        _sql(
            "UPDATE antraege_finanzierungsanteil SET ende = '2027-06-30' WHERE stelle_id = %(id)s",
            {"id": neu.pk},
        )


def test_moving_a_position_passes_the_gate_again():
    fall = landesfall()
    neu = fall.schaffen()
    anderswo = type(fall.ort).objects.create(
        landkreis=fall.kreis, ags="08115998", name="Jettingen", art="gemeinde", postfach="x@y.example"
    )
    with pytest.raises(IntegrityError, match="noch nicht erklärt"), transaction.atomic():
        Stelle.objects.filter(pk=neu.pk).update(einsatzort=anderswo)
