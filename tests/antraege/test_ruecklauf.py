"""The return list of a round, a word to the silent, and the waiver: at most one of waiver and application."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from threading import Event
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antrag,
    Inanspruchnahme,
    Kommune,
    Protokolleintrag,
    Rolle,
    Ruecklauferinnerung,
    Verbundanteil,
    Zusammenschluss,
)
from antraege.services import antrag as antragsdienst
from antraege.services import inanspruchnahme, ruecklauf
from antraege.services.ruecklauf import Stand
from antraege.services.stellenzeilen import sperre
from tests import factories as f
from tests.notifications.hilfen import ohne_tore
from tests.pages.antworten import pflanze

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
MORGEN = f.TAG + timedelta(days=1)


class Lage:
    """A round with one municipality of each kind; the clerk and the office."""

    def __init__(self):
        self.kreis = f.landkreis()
        self.runde = f.runde(self.kreis)
        self.orte = {name: f.kommune(self.kreis, name) for name in ("Aidlingen", "Bondorf", "Ehningen")}
        self.ort = self.orte["Aidlingen"]
        self.clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, self.kreis, self.ort)
        self.amt = f.benutzer(Rolle.SACHBEARBEITUNG, self.kreis)

    def verzichten(self, **anders):
        vorgabe = {"kommune": self.ort, "runde": self.runde, "by": self.clerk, "heute": f.TAG}
        return inanspruchnahme.erklaeren(art="verzicht", **(vorgabe | anders))

    def beginnen(self, ort=None):
        ort = ort or self.ort
        by = self.clerk if ort == self.ort else f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, self.kreis, ort)
        return antragsdienst.anlegen(kommune=ort, runde=self.runde, by=by, heute=f.TAG)

    def stand(self):
        return {zeile.kommune.name: zeile.stand for zeile in ruecklauf.liste(self.runde)}

    def erinnern(self, heute=f.TAG, by=None):
        return ruecklauf.erinnern(runde=self.runde, by=by or self.amt, heute=heute)


@pytest.fixture
def lage():
    return Lage()


def test_silent_begun_waived(lage):
    lage.beginnen(lage.orte["Bondorf"])
    lage.verzichten()
    assert lage.stand() == {"Aidlingen": Stand.VERZICHT, "Bondorf": Stand.ENTWURF, "Ehningen": Stand.SCHWEIGT}


def test_who_cannot_apply_is_neither_silent_nor_reminded(lage):
    Kommune.objects.filter(pk=lage.ort.pk).update(einwohner=900)
    Kommune.objects.exclude(pk=lage.ort.pk).update(einwohner=9000)
    lage.runde.fassung.einwohner_ab = 5000
    with ohne_tore():
        lage.runde.fassung.save()
    assert lage.stand() == {
        "Aidlingen": Stand.AUSGESCHLOSSEN,
        "Bondorf": Stand.SCHWEIGT,
        "Ehningen": Stand.SCHWEIGT,
    }
    assert [ort.name for ort in lage.erinnern()] == ["Bondorf", "Ehningen"]


def test_of_a_draft_nothing_is_known_but_that_it_is_there(lage):
    lage.beginnen(lage.orte["Bondorf"])
    zeile = next(z for z in ruecklauf.liste(lage.runde) if z.stand == Stand.ENTWURF)
    assert (zeile.antrag, zeile.traeger) == (None, "")


def test_handed_in_and_withdrawn_show_their_number(lage):
    antrag = f.ausfuellen(lage.beginnen(), lage.clerk)
    antragsdienst.einreichen(antrag=antrag, by=lage.clerk, heute=f.TAG)
    zeile = ruecklauf.liste(lage.runde)[0]
    assert (zeile.stand, zeile.antrag) == (Stand.EINGEREICHT, (antrag.pk, antrag.vorgangsnummer))
    antrag.refresh_from_db()
    antragsdienst.zurueckziehen(antrag=antrag, grund="Kein Bedarf", by=lage.clerk, heute=f.TAG)
    assert ruecklauf.liste(lage.runde)[0].stand == Stand.ZURUECKGEZOGEN
    lage.beginnen()
    assert ruecklauf.liste(lage.runde)[0].stand == Stand.ENTWURF


def test_a_withdrawn_draft_is_silence(lage):
    antrag = lage.beginnen()
    antragsdienst.zurueckziehen(antrag=antrag, grund="Kein Bedarf", by=lage.clerk, heute=f.TAG)
    assert lage.stand()["Aidlingen"] == Stand.SCHWEIGT


def test_a_partner_of_a_joint_application_is_named_only_once_it_was_handed_in(lage):
    antrag = lage.beginnen()
    gemeinsam = Zusammenschluss.objects.create(landkreis=lage.kreis, name="Oberes Gäu")
    gemeinsam.mitglieder.set([lage.ort, lage.orte["Bondorf"]])
    Antrag.objects.filter(pk=antrag.pk).update(zusammenschluss=gemeinsam, beantragt_vzae="0.50")
    Verbundanteil.objects.create(antrag=antrag, kommune=lage.ort, vzae="0.25")
    Verbundanteil.objects.create(antrag=antrag, kommune=lage.orte["Bondorf"], vzae="0.25")
    assert lage.stand()["Bondorf"] == Stand.SCHWEIGT
    pflanze(antrag, status="eingereicht", eingegangen_am=zeit.jetzt(), vorgangsnummer="BB-1")
    zeile = next(z for z in ruecklauf.liste(lage.runde) if z.kommune.name == "Bondorf")
    assert (zeile.stand, zeile.traeger) == (Stand.GEMEINSAM, "Aidlingen")


def test_the_list_costs_the_same_for_three_and_thirteen(lage, django_assert_num_queries):
    for anzahl in (0, 10):
        for nr in range(anzahl):
            lage.beginnen(f.kommune(lage.kreis, f"Ort {nr}"))
        with django_assert_num_queries(5):
            ruecklauf.liste(lage.runde)


def test_each_silent_one_is_told_once_a_day(lage):
    lage.verzichten()
    assert [ort.name for ort in lage.erinnern()] == ["Bondorf", "Ehningen"]
    with pytest.raises(Verweigert, match="niemand zu erinnern"):
        lage.erinnern()
    assert Protokolleintrag.objects.filter(art="ruecklauf_erinnert").count() == 2
    lage.beginnen(lage.orte["Bondorf"])
    with zeit.gestellt(MORGEN):
        assert [ort.name for ort in lage.erinnern(MORGEN)] == ["Ehningen"]


def test_the_database_keeps_it_to_once_a_day(lage):
    werte = {"kommune": lage.ort, "runde": lage.runde, "tag": f.TAG, "erinnert_von": lage.amt}
    Ruecklauferinnerung.objects.create(**werte)
    with pytest.raises(IntegrityError, match="ruecklauferinnerung_am_tag_einmal"), transaction.atomic():
        Ruecklauferinnerung.objects.create(**werte)
    with pytest.raises(DatabaseError, match="Landkreis"), transaction.atomic():
        Ruecklauferinnerung.objects.create(**(werte | {"kommune": f.kommune()}))


@pytest.mark.parametrize(
    ("felder", "satz"),
    [
        ({"antrag_bis": date(2027, 3, 17)}, "17.03.2027 abgelaufen"),
        ({"antrag_von": MORGEN}, "nimmt erst ab"),
        ({"status": "entwurf"}, "noch nicht veröffentlicht"),
    ],
)
def test_nobody_is_reminded_of_a_round_that_is_not_open(lage, felder, satz):
    lage.runde = f.runde(lage.kreis, **felder)
    with pytest.raises(Verweigert, match=satz):
        lage.erinnern()


def test_only_the_office_reminds(lage):
    with pytest.raises(Verweigert, match="vorbehalten"):
        lage.erinnern(by=f.benutzer(Rolle.PRUEFUNG, lage.kreis))
    with pytest.raises(Verweigert, match="vorbehalten"):
        lage.erinnern(by=lage.clerk)


# The waiver


def test_a_waiver_is_possible_where_the_district_pays_and_nothing_else_is(lage):
    assert lage.verzichten().art == "verzicht"
    with pytest.raises(Verweigert, match="nur in Programmen, die Dritte finanzieren"):
        inanspruchnahme.erklaeren(
            kommune=lage.ort, runde=lage.runde, art="selbst", vzae="0.50", by=lage.clerk, heute=f.TAG
        )


def test_a_waiver_beside_an_application_is_refused(lage):
    lage.beginnen()
    with pytest.raises(Verweigert, match="zieht ihn zuerst zurück"):
        lage.verzichten()


def test_after_the_last_day_nothing_is_declared(lage):
    with pytest.raises(Verweigert, match="abgelaufen"):
        lage.verzichten(heute=f.SCHLUSS + timedelta(days=1))


def test_beginning_an_application_takes_the_waiver_back(lage):
    lage.verzichten()
    lage.beginnen()
    assert Inanspruchnahme.objects.get().art == "offen"
    worte = Protokolleintrag.objects.filter(art="inanspruchnahme_erklaert").values_list("vorher", "nachher")
    assert list(worte.order_by("pk")) == [("Noch offen", "Verzicht"), ("Verzicht", "Noch offen")]


def test_a_waiver_is_taken_back_once(lage):
    lage.verzichten()
    fakten = {"kommune": lage.ort, "runde": lage.runde, "by": lage.clerk, "heute": f.TAG}
    inanspruchnahme.verzicht_zuruecknehmen(**fakten)
    assert lage.stand()["Aidlingen"] == Stand.SCHWEIGT
    with pytest.raises(Konflikt, match="kein Verzicht"):
        inanspruchnahme.verzicht_zuruecknehmen(**fakten)


def test_the_office_records_a_waiver_told_by_telephone_with_words_and_day(lage):
    with pytest.raises(ValidationError) as fehler:
        lage.verzichten(by=lage.amt)
    assert set(fehler.value.message_dict) == {"wortlaut", "erklaert_am"}
    lage.verzichten(by=lage.amt, wortlaut="Am Telefon: kein Bedarf.", erklaert_am=date(2027, 3, 17))
    eintrag = Protokolleintrag.objects.get(art="inanspruchnahme_erklaert")
    assert (eintrag.text.text, eintrag.wirksam_am) == ("Am Telefon: kein Bedarf.", date(2027, 3, 17))


def test_no_other_municipality_waives_for_it(lage):
    fremd = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, lage.kreis, lage.orte["Bondorf"])
    with pytest.raises(Verweigert, match="vorbehalten"):
        lage.verzichten(by=fremd)


def test_the_database_refuses_both_at_once(lage):
    lage.beginnen()
    with pytest.raises(IntegrityError, match="in dieser Runde einen Antrag"), transaction.atomic():
        Inanspruchnahme.objects.create(kommune=lage.ort, runde=lage.runde, art="verzicht", erklaert_am=f.TAG)
    ort = lage.orte["Bondorf"]
    Inanspruchnahme.objects.create(kommune=ort, runde=lage.runde, art="verzicht", erklaert_am=f.TAG)
    with pytest.raises(IntegrityError, match="auf diese Runde verzichtet"), transaction.atomic():
        Antrag.objects.create(
            kommune=ort,
            runde=lage.runde,
            landkreis=lage.kreis,
            fassung=lage.runde.fassung,
            angelegt_von=lage.clerk,
            angelegt_am=zeit.jetzt(),
        )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("runde", range(8))
def test_waiver_and_beginning_at_once_leave_exactly_one(runde):
    lage = Lage()

    def tun(act):
        try:
            with zeit.gestellt(f.TAG, time(11, 0)):
                act()
            return True
        except Verweigert:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as beide:
        list(beide.map(tun, [lage.verzichten, lage.beginnen]))
    verzicht = Inanspruchnahme.objects.filter(art="verzicht").exists()
    assert [verzicht, Antrag.objects.exists()].count(True) == 1


@pytest.mark.django_db(transaction=True)
def test_beginning_and_taking_a_waiver_back_take_their_locks_in_one_order():
    lage, gesperrt = Lage(), Event()
    lage.verzichten()

    def zuruecknehmen():
        with transaction.atomic():
            sperre(lage.runde)
            gesperrt.set()
            _warte_auf_wartende()
            wer = {"kommune": lage.ort, "runde": lage.runde, "by": lage.clerk, "heute": f.TAG}
            inanspruchnahme.verzicht_zuruecknehmen(**wer)

    def beginnen():
        gesperrt.wait(5)
        lage.beginnen()

    def tun(was):
        try:
            was()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as beide:
        list(beide.map(tun, [zuruecknehmen, beginnen]))
    assert Inanspruchnahme.objects.get().art == "offen"
    assert Antrag.objects.count() == 1


def _warte_auf_wartende():
    """Go on once another connection waits for a lock of ours."""
    with connection.cursor() as cursor:
        for _ in range(100):
            cursor.execute(
                "SELECT 1 FROM pg_locks WHERE NOT granted AND pid = ANY (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
            )
            if cursor.fetchone():
                return
            sleep(0.05)
    raise AssertionError("nobody waits")
