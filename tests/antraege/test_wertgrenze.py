"""A committee's limit: the greater of the typed amount and what the applications get, asked four times, kept by the database."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Beschlussergebnis, Gremium, Sitzung, Vorlage, Zustaendigkeit
from antraege.services import gremien, gremium, mitzeichnung, vorlagenentwurf, wertgrenze
from tests import factories as f
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db
D = Decimal
# One application of 0.50 VZÄ: 24,000 EUR.
SATZ = "beschließt bis 10.000,00 €. Die Vorlage nennt 1.000,00 €, ihre Anträge ergeben 24.000,00 €. Darüber entscheidet: Kreistag."


def klar(texte):
    return " ".join(texte).replace("\xa0", " ")


def ausschuss(kreis, grenze="10000", tag=date(2027, 6, 28)):
    """A sitting of a committee that decides itself up to a limit."""
    gremium = Gremium.objects.create(landkreis=kreis, name="Verwaltungsausschuss", kurz="VA")
    Zustaendigkeit.objects.create(gremium=gremium, gueltig_ab=b.MAI, beschliessend=True, wertgrenze=D(grenze))
    return Sitzung.objects.create(gremium=gremium, tag=tag)


@pytest.fixture(scope="module")
def gebaut(je_modul):
    def bauen():
        amt = b.Amt()
        rd = f.runde(amt.kreis, entscheidung="beschluss")
        return amt, b.vorlage(amt, rd, [b.gezeichnet(rd, amt)], frei=False)

    return je_modul(bauen)


@pytest.fixture
def fall(gebaut):
    """(office, paper in signature), planned for the Kreistag, typed far too low; the committee decides up to 10,000."""
    amt, papier = deepcopy(gebaut)  # people are made when first asked for
    Vorlage.objects.filter(pk=papier.pk).update(betrag=D(1000))
    return amt, Vorlage.objects.get(pk=papier.pk), ausschuss(papier.landkreis)


def geplant(papier, sitzung):
    """Past the services: the decision is planned for this sitting."""
    papier.beratungsfolge.filter(rolle="beschluss").update(sitzung=sitzung)


def entwurf(papier):
    Vorlage.objects.filter(pk=papier.pk).update(status="entwurf")
    papier.mitzeichnungen.all().delete()
    return Vorlage.objects.get(pk=papier.pk)


def test_the_greater_sum_counts(fall):
    _, papier, _ = fall
    assert wertgrenze.volumen(papier).betrag == D(24000)
    papier.betrag = D(30000)
    assert wertgrenze.volumen(papier).betrag == D(30000)


def test_planning_names_both_numbers_and_who_decides(fall):
    amt, papier, sitzung = fall
    papier = entwurf(papier)
    with pytest.raises(ValidationError) as fehler:
        vorlagenentwurf.speichern(
            vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI, sga=papier.beratungsfolge.first().sitzung, kreistag=sitzung
        )  # fmt: skip
    assert SATZ in klar(fehler.value.message_dict["kreistag"])


def test_handing_in_says_it_too_and_asks_for_the_amount(fall):
    amt, papier, sitzung = fall
    papier = entwurf(papier)
    geplant(papier, sitzung)
    with pytest.raises(ValidationError) as fehler:
        mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    assert SATZ in klar(fehler.value.message_dict["kreistag"])
    papier.betrag = None
    with pytest.raises(ValidationError, match="Finanzvolumen an, 0 ist möglich"):
        mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)


@pytest.mark.parametrize(
    ("finanzen", "grenze", "gefragt"), [("", "", False), ("Kosten", "", True), ("", "1", True)]
)
def test_a_free_paper_names_an_amount_where_money_is_meant_or_asked_for(finanzen, grenze, gefragt):
    amt = b.Amt()
    sga, kreistag = f.sitzungen(amt.kreis)
    papier = gremium.freie_vorlage_anlegen(
        landkreis=amt.kreis, drucksache="050/2027", titel="Frei", ziffern=["x"], sga=sga,
        kreistag=ausschuss(amt.kreis, grenze) if grenze else kreistag, by=amt.geschaeftsstelle, heute=b.MAI,
    )  # fmt: skip
    papier.finanzen = finanzen
    assert wertgrenze.braucht_betrag(papier) == gefragt


def test_release_refuses_what_the_committee_may_not_decide(fall):
    amt, papier, sitzung = fall
    geplant(papier, sitzung)
    with pytest.raises(Verweigert) as fehler:
        gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    assert SATZ in klar([fehler.value.satz])
    assert Vorlage.objects.get(pk=papier.pk).status == "mitzeichnung"


def freigegeben(fall, grenze="24000"):
    """The paper released for a committee whose limit just reaches."""
    amt, papier, sitzung = fall
    Zustaendigkeit.objects.filter(gremium=sitzung.gremium).update(wertgrenze=D(grenze))
    geplant(papier, Sitzung.objects.get(pk=sitzung.pk))
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    b.beraten(papier, amt)
    return amt, papier, sitzung


def test_the_sittings_own_day_decides_when_the_result_is_recorded(fall):
    amt, papier, sitzung = freigegeben(fall)
    Zustaendigkeit.objects.create(
        gremium=sitzung.gremium, gueltig_ab=sitzung.tag, beschliessend=True, wertgrenze=D("23999.99")
    )
    with pytest.raises(ValidationError) as fehler:
        b.beschliessen(papier, amt, tag=sitzung.tag)
    assert "ihre Anträge ergeben 24.000,00 €" in klar(fehler.value.message_dict["ziffer_1_wert"])


def test_within_its_limit_it_decides(fall):
    amt, papier, sitzung = freigegeben(fall)
    b.beschliessen(papier, amt, tag=sitzung.tag)
    connection.check_constraints()
    assert Vorlage.objects.get(pk=papier.pk).status == "beschlossen"


def test_a_limit_lowered_after_the_release_weighs_what_is_decided(fall):
    amt, papier, sitzung = freigegeben(fall)
    Zustaendigkeit.objects.create(
        gremium=sitzung.gremium, gueltig_ab=sitzung.tag, beschliessend=True, wertgrenze=D(20000)
    )
    abweichend = {papier.runde.antraege.get().pk: D("0.25")}
    b.beschliessen(papier, amt, "geaendert_beschlossen", sitzung.tag, abweichend=abweichend, wortlaut="Halb.")
    connection.check_constraints()
    assert papier.runde.antraege.get().bewilligt_betrag == D(12000)


def test_a_wording_is_corrected_whatever_the_limit_says_of_the_old_decision(fall):
    amt, papier, sitzung = freigegeben(fall)
    b.beschliessen(papier, amt, "geaendert_beschlossen", sitzung.tag, wortlaut="Erfasst.")
    connection.check_constraints()
    with connection.cursor() as cursor:  # decided before its limit was weighed like this
        cursor.execute("SET LOCAL session_replication_role = replica")
        Zustaendigkeit.objects.filter(gremium=sitzung.gremium).update(wertgrenze=D(10))
        cursor.execute("SET LOCAL session_replication_role = origin")
    Beschlussergebnis.objects.filter(schritt__sitzung=sitzung).update(wortlaut="Nach der Niederschrift.")
    papier.beratungsfolge.filter(sitzung=sitzung).update(
        bestaetigt_am=zeit.jetzt(), bestaetigt_von=amt.geschaeftsstelle
    )
    connection.check_constraints()
    assert Beschlussergebnis.objects.get(schritt__sitzung=sitzung).wortlaut == "Nach der Niederschrift."


def verwiesen(betrag):
    """(office, paper, sitting): Ziffer 1 (24,000) decided by the Kreistag, Ziffer 2 referred to a committee up to 10,000."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    papier = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)], ziffern=["Ein Fachtag wird bezahlt."], frei=False)
    Vorlage.objects.filter(pk=papier.pk).update(betrag=D(betrag))
    papier = Vorlage.objects.get(pk=papier.pk)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    b.beraten(papier, amt)
    ziel = ausschuss(amt.kreis, tag=date(2027, 7, 12))
    gremium.beschluss_erfassen(
        vorlage=papier, schritt=gremium.naechster_schritt(papier), by=amt.geschaeftsstelle, heute=b.KT,
        ergebnisse={1: {"wert": "unveraendert_beschlossen"}, 2: {"wert": "verwiesen"}}, naechste_sitzung=ziel,
    )  # fmt: skip
    connection.check_constraints()
    return amt, papier, ziel


def test_a_referred_ziffer_is_weighed_without_what_another_sitting_decides():
    amt, papier, ziel = verwiesen("34000")
    b.beschliessen(papier, amt, tag=ziel.tag)
    connection.check_constraints()
    assert Vorlage.objects.get(pk=papier.pk).status == "beschlossen"


def test_what_is_left_of_the_amount_still_has_its_limit():
    with pytest.raises(ValidationError) as fehler:
        verwiesen("34000.01")
    satz = "beschließt bis 10.000,00 €. Die Ziffern, um die es hier geht, ergeben 10.000,01 €. Darüber entscheidet: Kreistag."
    assert satz in klar(fehler.value.message_dict["naechste_sitzung"])


def test_the_database_weighs_the_ziffern_of_a_step():
    amt, papier, ziel = verwiesen("34000")
    Zustaendigkeit.objects.create(
        gremium=ziel.gremium, gueltig_ab=ziel.tag, beschliessend=True, wertgrenze=D("9999.99")
    )
    with pytest.raises(IntegrityError, match="über der Wertgrenze"), transaction.atomic():
        festgeschrieben(papier, amt, 2)


def ergebnis(papier, amt, ziffer=1):
    return Beschlussergebnis.objects.create(
        schritt=papier.beratungsfolge.get(rolle="beschluss", erfasst_am=None), beschlussantrag=papier.beschlussantraege.get(ziffer=ziffer),
        wert="unveraendert_beschlossen", erfasst_von=amt.geschaeftsstelle,
    )  # fmt: skip


def festgeschrieben(papier, amt, ziffer=1):
    """The result as at COMMIT."""
    ergebnis(papier, amt, ziffer)
    connection.check_constraints()


def test_the_database_adds_up_the_applications(fall):
    amt, papier, sitzung = fall
    geplant(papier, sitzung)
    with pytest.raises(IntegrityError, match="über der Wertgrenze"), transaction.atomic():
        festgeschrieben(papier, amt)


def test_the_database_accepts_no_motion_without_any_amount_below_a_limit():
    amt = b.Amt()
    papier = b.frei(amt, ["x"], *f.sitzungen(amt.kreis))
    Zustaendigkeit.objects.update(wertgrenze=D(10000))
    with pytest.raises(IntegrityError, match="nennt kein Finanzvolumen"), transaction.atomic():
        festgeschrieben(papier, amt)


def test_what_was_granted_beyond_the_recommendation_counts_at_commit(fall):
    amt, papier, _ = freigegeben(fall)
    antrag = papier.runde.antraege.get()
    with transaction.atomic():
        ergebnis(papier, amt)
        type(antrag).objects.filter(pk=antrag.pk).update(
            bewilligt_vzae=D("0.50"), bewilligt_betrag=D("24000.01")
        )
        with pytest.raises(IntegrityError, match="über der Wertgrenze"):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_a_sitting_moved_to_one_whose_committee_may_not_decide_is_refused(fall):
    amt, _, sitzung = freigegeben(fall)
    Zustaendigkeit.objects.create(
        gremium=sitzung.gremium, gueltig_ab=date(2027, 7, 1), beschliessend=True, wertgrenze=D(10000)
    )
    ersatz = Sitzung.objects.create(gremium=sitzung.gremium, tag=date(2027, 7, 12))
    with pytest.raises(ValidationError, match="Darüber entscheidet"):
        gremien.sitzung_aendern(
            sitzung=sitzung, by=amt.geschaeftsstelle, heute=b.MAI, ersatz=ersatz, abgesagt=True
        )
