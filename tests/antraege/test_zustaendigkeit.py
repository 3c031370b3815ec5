"""What a committee may decide holds from a day on: for the service and for whoever writes by another way."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege.models import Beschlussergebnis, Gremium, Sitzung, Vorlage, Zustaendigkeit
from antraege.services import gremium as gremiumsdienst
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.vorrat import auf_vorrat

pytestmark = pytest.mark.django_db
VORHER, AB = date(2027, 6, 30), date(2027, 7, 1)


def beschliesst(gremium, tag):
    with connection.cursor() as cursor:
        cursor.execute("SELECT gremium_beschliesst(%s, %s)", [gremium.pk, tag])
        return cursor.fetchone()[0]


@auf_vorrat
def papier(betrag=None, ziffern=()):
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    vorlage = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)], ziffern=ziffern, frei=False)
    if betrag:
        Vorlage.objects.filter(pk=vorlage.pk).update(betrag=Decimal(betrag))
        vorlage.refresh_from_db()
    gremiumsdienst.vorlage_freigeben(vorlage=vorlage, by=amt.amtsleitung, heute=b.MAI)
    return amt, vorlage


VORRAT = [papier]


@pytest.mark.parametrize(("tag", "erwartet"), [(VORHER, False), (AB, True), (date(2028, 1, 1), False)])
def test_the_latest_competence_that_has_begun_holds_everywhere(tag, erwartet):
    gremium = Gremium.objects.create(landkreis=f.landkreis(), name="Ausschuss", kurz="A")
    for ab, ja in ((date(2020, 1, 1), False), (AB, True), (date(2028, 1, 1), False)):
        Zustaendigkeit.objects.create(gremium=gremium, gueltig_ab=ab, beschliessend=ja)
    sitzung = Sitzung.objects.create(gremium=gremium, tag=tag)
    gelesen = Sitzung.objects.mit_zustaendigkeit().get(pk=sitzung.pk)
    antworten = (gelesen.beschliessend, sitzung.zustaendigkeit.beschliessend, beschliesst(gremium, tag))
    assert antworten == (erwartet,) * 3
    assert Sitzung.objects.beschliessende().filter(pk=sitzung.pk).exists() == erwartet


def test_a_committee_without_a_competence_only_advises():
    gremium = Gremium.objects.create(landkreis=f.landkreis(), name="Ausschuss", kurz="A")
    sitzung = Sitzung.objects.create(gremium=gremium, tag=AB)
    assert (sitzung.zustaendigkeit.beschliessend, beschliesst(gremium, AB)) == (False, False)


@pytest.mark.parametrize(("betrag", "geht"), [("250000.00", True), ("250000.01", False)])
def test_above_its_limit_a_committee_cannot_accept(betrag, geht):
    amt, vorlage = papier(betrag)
    Zustaendigkeit.objects.update(wertgrenze=Decimal(250000))
    b.beraten(vorlage, amt)
    if geht:
        b.beschliessen(vorlage, amt)
        return
    with pytest.raises(ValidationError) as fehler:
        b.beschliessen(vorlage, amt)
    assert "beschließt bis 250.000,00" in fehler.value.message_dict["ziffer_1_wert"][0]
    b.beschliessen(vorlage, amt, "abgelehnt")


def test_the_database_keeps_the_limit_too():
    amt, vorlage = papier("250000.01")
    Zustaendigkeit.objects.update(wertgrenze=Decimal(250000))
    angenommen = Beschlussergebnis(
        schritt=vorlage.beratungsfolge.get(rolle="beschluss"),
        beschlussantrag=vorlage.beschlussantraege.get(),
        wert="unveraendert_beschlossen",
        erfasst_von=amt.geschaeftsstelle,
    )

    def festschreiben():
        angenommen.save()
        connection.check_constraints()

    with pytest.raises(IntegrityError, match="Wertgrenze"), transaction.atomic():
        festschreiben()


AENDERUNGEN = {
    "geändert": lambda k: Zustaendigkeit.objects.filter(gremium=k).update(beschliessend=False),
    "gelöscht": lambda k: Zustaendigkeit.objects.filter(gremium=k).delete(),
    "rückwirkend": lambda k: Zustaendigkeit.objects.create(gremium=k, gueltig_ab=VORHER),
    "verschoben": lambda k: Zustaendigkeit.objects.filter(gremium=k).update(gueltig_ab=date(2027, 8, 1)),
}


@pytest.mark.parametrize("aenderung", AENDERUNGEN.values(), ids=AENDERUNGEN)
def test_no_competence_changes_behind_a_recorded_result(aenderung):
    amt, vorlage = papier()
    b.beraten(vorlage, amt)
    b.beschliessen(vorlage, amt)
    kreistag = Gremium.objects.get(landkreis=amt.kreis, kurz="KT")
    with pytest.raises(IntegrityError, match="beruhen erfasste Ergebnisse"), transaction.atomic():
        aenderung(kreistag)
    Zustaendigkeit.objects.create(gremium=kreistag, gueltig_ab=date(2027, 7, 6))
    Zustaendigkeit.objects.filter(gremium=kreistag).update(grundlage="Hauptsatzung § 4")


def test_no_paper_stays_on_a_cancelled_sitting_or_comes_onto_it():
    amt, vorlage = papier()
    sga = Sitzung.objects.filter(gremium__landkreis=amt.kreis, gremium__kurz="SGA")
    with pytest.raises(IntegrityError, match="stehen noch Vorlagen"), transaction.atomic():
        sga.update(abgesagt=True)
    abgesagt = Sitzung.objects.create(gremium=sga.get().gremium, tag=AB, abgesagt=True)
    with pytest.raises(IntegrityError, match="ist abgesagt"), transaction.atomic():
        vorlage.beratungsfolge.filter(rolle="vorberatung").update(sitzung=abgesagt)


@pytest.mark.parametrize(
    "felder", [{"tag": date(2027, 6, 15)}, {"oeffentlich": False}, {"abgesagt": True}], ids=str
)
def test_a_sitting_with_a_recorded_result_stays(felder):
    amt, vorlage = papier()
    sitzung = Sitzung.objects.filter(gremium__landkreis=amt.kreis, gremium__kurz="SGA")
    b.beraten(vorlage, amt)
    with pytest.raises(IntegrityError, match="ein Ergebnis erfasst"), transaction.atomic():
        sitzung.update(**felder)
    assert sitzung.update(ort="Landratsamt", adresse="https://ris.example/1") == 1
