"""Who fills a position: within its time and size, by service and by SQL; what is logged names nobody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege.fehler import Verweigert
from antraege.models import Besetzung, Ereignis, Protokolleintrag, Rolle, Stellenumfang
from antraege.services import anspruchslage, besetzung, stelle
from tests import factories as f
from tests.antraege.stellenfall import BEGINN, ENDE, HALB, HEUTE, VIERTEL, beschieden, landesfall
from tests.antraege.test_stelle_rennen import schreiben

pytestmark = pytest.mark.django_db
AB = date(2027, 8, 1)


@pytest.fixture
def fall():
    return landesfall()


def besetzen(fall, ziel, vzae=VIERTEL, beginn=AB, ende=None, by=None, **felder):
    angaben = {"kennzeichen": "AB", "vzae": vzae, "beginn": beginn, "ende": ende} | felder
    return besetzung.besetzen(stelle=ziel, by=by or fall.personal, **angaben)


def test_it_is_logged_by_size_and_day_and_never_by_person(fall):
    ziel = fall.schaffen()
    zeile = besetzen(fall, ziel, kennzeichen="GEHEIM")
    besetzung.freimelden(besetzung=zeile, ende=date(2027, 9, 30), by=fall.personal)
    art = (Ereignis.STELLE_BESETZT, Ereignis.STELLE_UNBESETZT)
    eintraege = Protokolleintrag.objects.filter(art__in=art, objekt_id=ziel.pk).order_by("pk")
    assert [(e.art, e.nachher.replace("\xa0", " "), e.wirksam_am) for e in eintraege] == [
        ("stelle_besetzt", "0,25 VZÄ ab 01.08.2027", AB),
        ("stelle_unbesetzt", "0,25 VZÄ bis 30.09.2027", date(2027, 9, 30)),
    ]
    assert not any("GEHEIM" in str(vars(e)) for e in eintraege)
    assert not any(e.sichtbar_kommune for e in eintraege)  # the place of work is not the employer


def test_one_person_follows_the_other_and_none_overlaps(fall):
    ziel = fall.schaffen()
    zeile = besetzen(fall, ziel)
    with pytest.raises(Verweigert, match="mit mehr als ihrem Umfang"):
        besetzen(fall, ziel, kennzeichen="CD", vzae=Decimal("0.01"), beginn=ENDE)
    besetzung.freimelden(besetzung=zeile, ende=date(2027, 9, 30), by=fall.personal)
    besetzen(fall, ziel, kennzeichen="CD", beginn=date(2027, 10, 1))
    with pytest.raises(Verweigert, match="mit mehr als ihrem Umfang"):
        besetzen(fall, ziel, kennzeichen="EF", beginn=date(2027, 9, 30), ende=date(2027, 9, 30))
    assert Besetzung.objects.count() == 2


@pytest.mark.parametrize(
    ("felder", "satz"),
    [
        ({"beginn": date(2026, 12, 31)}, "Laufzeit der Stelle"),
        ({"ende": date(2028, 1, 1)}, "Laufzeit der Stelle"),
        ({"beginn": date(2028, 1, 1), "ende": date(2028, 1, 31)}, "Laufzeit der Stelle"),
        ({"vzae": Decimal("0.26")}, "mit mehr als ihrem Umfang"),
    ],
)
def test_what_lies_beyond_the_position_is_refused_by_service_and_database(fall, felder, satz):
    ziel = fall.schaffen()
    with pytest.raises(Verweigert, match=satz):
        besetzen(fall, ziel, **felder)
    werte = {"stelle": ziel, "kennzeichen": "AB", "vzae": VIERTEL, "beginn": AB} | felder
    with pytest.raises(IntegrityError, match=satz), transaction.atomic():
        Besetzung.objects.create(**werte)
    harmlos = Besetzung.objects.create(**werte | {"vzae": VIERTEL, "beginn": AB, "ende": ENDE})
    with pytest.raises(IntegrityError, match=satz), transaction.atomic():
        Besetzung.objects.filter(pk=harmlos.pk).update(**felder)


@pytest.mark.parametrize(
    "felder",
    [
        {"ende": date(2027, 7, 31)},
        {"vzae": Decimal("0.00")},
        {"kennzeichen": " "},
        {"stunden": Decimal("10")},
        {"vollzeit": Decimal("39")},
        {"stunden": Decimal("40"), "vollzeit": Decimal("39")},
    ],
)
def test_what_is_no_filling_is_refused_at_the_field(fall, felder):
    with pytest.raises(ValidationError):
        besetzen(fall, fall.schaffen(), **felder)
    assert not Besetzung.objects.exists()


def test_the_size_of_the_day_counts_and_a_shortening_always_passes():
    antrag, buero = beschieden("0.50")
    clerk = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, antrag.landkreis, antrag.kommune)
    von, bis = antrag.runde.beginn, antrag.runde.ende
    ziel = stelle.anteil_erfassen(
        antrag=antrag, entgeltgruppe="S 12", beginn=von, ende=bis, by=buero, heute=HEUTE
    )
    zeile = besetzung.besetzen(stelle=ziel, kennzeichen="AB", vzae=HALB, beginn=von, by=clerk)
    ab = date(bis.year, bis.month, 1)
    ziel.anteile.update(ende=date(2028, 1, 31))
    Stellenumfang.objects.create(stelle=ziel, ab=ab, vzae=VIERTEL, grund="Eine Quelle endet.")
    with pytest.raises(ValidationError, match="gemeldeten Zeit"):
        besetzung.freimelden(besetzung=zeile, ende=date(2030, 1, 1), by=clerk)
    besetzung.freimelden(besetzung=zeile, ende=ab, by=clerk)
    besetzung.freimelden(besetzung=zeile, ende=date(2028, 1, 31), by=buero)
    with pytest.raises(Verweigert, match="mit mehr als ihrem Umfang"):
        besetzung.besetzen(stelle=ziel, kennzeichen="CD", vzae=HALB, beginn=ab, by=clerk)
    besetzung.besetzen(stelle=ziel, kennzeichen="CD", vzae=VIERTEL, beginn=ab, by=clerk)


def test_only_the_employer_reports_for_a_municipality_also_the_office(fall):
    ziel = fall.schaffen()
    for wer in (fall.clerk, fall.buero, fall.kaemmerei):
        with pytest.raises(Verweigert):
            besetzen(fall, ziel, by=wer)
    zeile = besetzen(fall, ziel)
    with pytest.raises(Verweigert):
        besetzung.freimelden(besetzung=zeile, ende=ENDE, by=fall.clerk)


def test_hours_count_where_they_are_less_than_the_share(fall):
    ziel = fall.schaffen()
    besetzen(fall, ziel, beginn=BEGINN, stunden=Decimal("9.50"), vollzeit=Decimal("39"))
    lage = anspruchslage.der_stelle(ziel, fall.personal, HEUTE)
    assert "0,24" in lage.gruende[0]


@pytest.mark.django_db(transaction=True)
def test_of_two_sessions_one_fills_the_last_quarter(fall):
    ziel = fall.schaffen()
    befehl = (
        "INSERT INTO antraege_besetzung (stelle_id, kennzeichen, vzae, beginn) VALUES (%s, 'AB', 0.25, %s)",
        (ziel.pk, AB),
    )
    with ThreadPoolExecutor(2) as beide:
        start = Barrier(2)
        laeufe = [beide.submit(schreiben, [befehl], start) for _ in range(2)]
        assert sorted(str(lauf.result()) for lauf in laeufe) == ["None", "besetzung_hoechstens_stelle"]
    assert Besetzung.objects.count() == 1
