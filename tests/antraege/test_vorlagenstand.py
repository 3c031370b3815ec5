"""Acts beside a paper's usual way: publication on its own day, withdrawal, new version, supplement, authorisation."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Antrag, Foerderprogramm, Protokolleintrag, Sitzung, Status, Vorlage
from antraege.services import ergaenzung, ermaechtigung, gremium, mitzeichnung, vorlagenstand
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.vorrat import auf_vorrat
from workflows import veroeffentlichung

pytestmark = pytest.mark.django_db

JUNI = date(2027, 6, 1)


@auf_vorrat
def amt_mit_antrag():
    amt = b.Amt()
    amt.runde = f.runde(amt.kreis, entscheidung="beschluss")
    amt.antrag = b.gezeichnet(amt.runde, amt)
    return amt


VORRAT = [amt_mit_antrag]


@pytest.fixture
def amt():
    return amt_mit_antrag()


def papier_von(amt, *, frei=True, antraege=1, **felder):
    weitere = [b.gezeichnet(amt.runde, amt) for _ in range(antraege - 1)]
    papier = b.vorlage(amt, amt.runde, [amt.antrag, *weitere], frei=False)
    Vorlage.objects.filter(pk=papier.pk).update(**felder)
    papier.refresh_from_db()
    if frei:
        gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    return papier


def sichtbar(papier, tag):
    clerk = f.benutzer("kommune_sachbearbeitung", papier.landkreis, f.kommune(papier.landkreis))
    with zeit.gestellt(tag, time(9)):
        return papier in Vorlage.objects.visible_to(clerk)


def status_kommune():
    return Antrag.objects.get().status_kommune


# Publication


def test_a_later_day_keeps_a_released_paper_from_municipalities_until_it_comes(amt):
    papier = papier_von(amt, veroeffentlichen_am=JUNI)
    assert (papier.veroeffentlicht_am, sichtbar(papier, b.MAI), status_kommune()) == (
        None,
        False,
        Status.VOLLSTAENDIG,
    )
    assert veroeffentlichung.feststellen(date(2027, 5, 31)) == 0
    assert veroeffentlichung.feststellen(JUNI) == 1
    assert veroeffentlichung.feststellen(JUNI) == 0
    papier.refresh_from_db()
    assert (papier.veroeffentlicht_am, sichtbar(papier, JUNI), status_kommune()) == (
        JUNI,
        True,
        Status.IM_GREMIUM,
    )
    eintrag = Protokolleintrag.objects.get(art="vorlage_veroeffentlicht")
    assert eintrag.benutzer.ist_system


def test_a_day_that_has_passed_publishes_with_the_release(amt):
    papier = papier_von(amt, veroeffentlichen_am=date(2027, 5, 1))
    assert (papier.veroeffentlicht_am, status_kommune()) == (b.MAI, Status.IM_GREMIUM)


def test_the_office_publishes_earlier_by_an_act(amt):
    papier = papier_von(amt, veroeffentlichen_am=JUNI)
    vorlagenstand.veroeffentlichen(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    assert sichtbar(papier, b.MAI)
    with pytest.raises(Verweigert, match="schon veröffentlicht"):
        vorlagenstand.veroeffentlichen(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)


def test_what_only_closed_sittings_deal_with_is_published_by_nobody(amt):
    papier = papier_von(amt, frei=False, veroeffentlichen_am=b.MAI)
    Sitzung.objects.update(oeffentlich=False)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    assert (papier.status, papier.veroeffentlicht_am) == ("freigegeben", None)
    assert veroeffentlichung.feststellen(JUNI) == 0
    with pytest.raises(Verweigert, match="nicht öffentlich"):
        vorlagenstand.veroeffentlichen(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    with pytest.raises(IntegrityError, match="vorlage_nur_oeffentlich"), transaction.atomic():
        Vorlage.objects.filter(pk=papier.pk).update(veroeffentlicht_am=b.MAI)


def test_a_draft_is_not_published(amt):
    papier = papier_von(amt, frei=False)
    with pytest.raises(Verweigert, match="nur im Stand"):
        vorlagenstand.veroeffentlichen(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)


# Withdrawal


@pytest.mark.parametrize("frei", [True, False])
def test_a_withdrawn_paper_gives_its_applications_back(amt, frei):
    papier = papier_von(amt, frei=frei, antraege=2)
    vorlagenstand.zurueckziehen(
        vorlage=papier, grund=" Haushalt gesperrt. ", by=amt.geschaeftsstelle, heute=b.MAI
    )
    assert {(a.status, a.status_kommune, a.beschlussantrag_id) for a in Antrag.objects.all()} == {
        (Status.GEZEICHNET, Status.VOLLSTAENDIG, None)
    }
    folge = papier.beratungsfolge
    assert (papier.status, folge.count(), folge.offen().count()) == ("zurueckgezogen", 2, 0)
    assert Protokolleintrag.objects.get(art="vorlage_zurueckgezogen").text.text == "Haushalt gesperrt."
    assert not papier.fristen.filter(erledigt_am=None).exists()


def test_a_withdrawal_needs_its_reason(amt):
    with pytest.raises(ValidationError, match="Grund"):
        vorlagenstand.zurueckziehen(vorlage=papier_von(amt), grund="", by=amt.geschaeftsstelle, heute=b.MAI)
    assert Antrag.objects.get().status == Status.IM_GREMIUM


def test_after_advice_it_can_be_withdrawn_after_a_decision_not(amt):
    papier = papier_von(amt)
    b.beraten(papier, amt)
    with transaction.atomic():
        vorlagenstand.zurueckziehen(vorlage=papier, grund="x", by=amt.geschaeftsstelle, heute=b.SGA)
        transaction.set_rollback(True)
    papier.refresh_from_db()
    herbst = Sitzung.objects.create(
        gremium=papier.beratungsfolge.last().sitzung.gremium, tag=date(2027, 10, 11)
    )
    b.beschliessen(papier, amt, "vertagt", naechste_sitzung=herbst)
    with pytest.raises(Verweigert, match="schon ein Beschluss"):
        vorlagenstand.zurueckziehen(vorlage=papier, grund="x", by=amt.geschaeftsstelle, heute=b.KT)


# New version


def neue_fassung(papier, amt, heute=b.MAI):
    vorlagenstand.neue_fassung(vorlage=papier, grund="Betrag falsch.", by=amt.geschaeftsstelle, heute=heute)


def test_a_new_version_is_written_signed_and_released_again_while_the_old_one_stays_public(amt):
    papier = papier_von(amt)
    neue_fassung(papier, amt)
    papier.refresh_from_db()
    assert (papier.status, papier.fassung, papier.freigegeben_von, papier.veroeffentlicht_am) == (
        "entwurf",
        2,
        None,
        b.MAI,
    )
    assert (Antrag.objects.get().status, status_kommune()) == (Status.IM_GREMIUM, Status.IM_GREMIUM)
    gremium.vorlage_ueberarbeiten(vorlage=papier, titel="Neu", by=amt.geschaeftsstelle, heute=JUNI)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=JUNI)
    assert (papier.status, papier.veroeffentlicht_am) == ("freigegeben", b.MAI)
    assert list(papier.mitzeichnungen.values_list("durchgang", flat=True)) == [1, 2]


def test_a_new_version_is_published_on_its_own_day_or_by_an_act(amt):
    papier = papier_von(amt)
    neue_fassung(papier, amt)
    Vorlage.objects.update(veroeffentlichen_am=JUNI)
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    papier.refresh_from_db()
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)

    def oeffentliche():
        return list(papier.fassungen.values_list("nummer", "veroeffentlicht_am"))

    assert oeffentliche() == [(1, b.MAI), (2, None)]
    assert veroeffentlichung.feststellen(date(2027, 5, 31)) == 0
    with transaction.atomic():
        vorlagenstand.veroeffentlichen(vorlage=papier, by=amt.geschaeftsstelle, heute=b.SGA)
        assert oeffentliche()[1] == (2, b.SGA)
        transaction.set_rollback(True)
    assert [veroeffentlichung.feststellen(JUNI), veroeffentlichung.feststellen(JUNI)] == [1, 0]
    assert oeffentliche() == [(1, b.MAI), (2, JUNI)]


def test_once_a_result_is_recorded_there_is_no_new_version(amt):
    papier = papier_von(amt)
    b.beraten(papier, amt)
    with pytest.raises(Verweigert, match="Ergänzungsvorlage"):
        neue_fassung(papier, amt, b.SGA)


# Supplements


def ergaenze(haupt, amt, heute=b.MAI, **angaben):
    return ergaenzung.anlegen(
        haupt=haupt, titel="Ergänzung", by=amt.geschaeftsstelle, heute=heute,
        **({"drucksache": "012/2028"} | angaben),
    )  # fmt: skip


def test_a_supplement_words_anew_and_adds_and_comes_to_the_same_sittings(amt):
    haupt = papier_von(amt)
    papier = ergaenze(haupt, amt, neufassungen={1: "Nur 0,30 VZÄ."}, ziffern=["Bericht im Herbst."])
    assert [(z.wortlaut, z.fasst_neu) for z in papier.beschlussantraege.all()] == [
        ("Nur 0,30 VZÄ.", haupt.beschlussantraege.get()),
        ("Bericht im Herbst.", None),
    ]
    assert [(s.sitzung, s.rolle) for s in papier.beratungsfolge.all()] == [
        (s.sitzung, s.rolle) for s in haupt.beratungsfolge.all()
    ]
    assert (papier.art, papier.status, papier.ergaenzt) == ("ergaenzung", "entwurf", haupt)


def test_after_the_advice_it_comes_to_the_deciding_sitting_alone(amt):
    haupt = papier_von(amt)
    b.beraten(haupt, amt)
    papier = ergaenze(haupt, amt, b.SGA, ziffern=["Bericht im Herbst."])
    assert [s.rolle for s in papier.beratungsfolge.all()] == ["beschluss"]
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.SGA)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.SGA)
    b.beschliessen(papier, amt)
    assert papier.status == "beschlossen"


def test_a_supplement_says_something_and_has_its_own_number(amt):
    haupt = papier_von(amt)
    with pytest.raises(ValidationError, match="neu oder schreiben"):
        ergaenze(haupt, amt, neufassungen={1: " "})
    with pytest.raises(ValidationError, match="schon vergeben"):
        ergaenze(haupt, amt, drucksache=haupt.drucksache, ziffern=["x"])
    assert Vorlage.objects.count() == 1


def test_only_a_released_main_paper_is_supplemented(amt):
    with pytest.raises(Verweigert, match="nur im Stand „Freigegeben“"):
        ergaenze(papier_von(amt, frei=False), amt, ziffern=["x"])


def test_a_supplement_is_not_supplemented_and_keeps_its_main_paper(amt):
    haupt = papier_von(amt)
    papier = ergaenze(haupt, amt, ziffern=["x"])
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    with pytest.raises(Verweigert, match="nicht selbst ergänzt"):
        ergaenze(papier, amt, drucksache="013/2028", ziffern=["y"])
    with pytest.raises(Verweigert, match="zuerst diese zurück"):
        vorlagenstand.zurueckziehen(vorlage=haupt, grund="x", by=amt.geschaeftsstelle, heute=b.MAI)
    vorlagenstand.zurueckziehen(vorlage=papier, grund="x", by=amt.geschaeftsstelle, heute=b.MAI)
    vorlagenstand.zurueckziehen(vorlage=haupt, grund="x", by=amt.geschaeftsstelle, heute=b.MAI)
    assert haupt.status == "zurueckgezogen"


def test_new_wording_is_of_the_supplemented_paper_by_database(amt):
    haupt = papier_von(amt)
    eigene = ergaenze(haupt, amt, ziffern=["x"]).beschlussantraege
    with pytest.raises(IntegrityError, match="neufassung_der_ergaenzten"), transaction.atomic():
        eigene.update(fasst_neu=eigene.get())


# Authorisation


def test_the_office_names_the_motion_a_programme_rests_on(amt):
    papier = papier_von(amt)
    programm = Foerderprogramm.objects.get()
    ermaechtigung.bestimmen(
        vorlage=papier, programm=programm, beschlussantrag=papier.beschlussantraege.get(),
        by=amt.geschaeftsstelle, heute=b.MAI,
    )  # fmt: skip
    programm.refresh_from_db()
    assert (programm.ermaechtigung, gremium.ermaechtigt(programm.ermaechtigung)) == (
        papier.beschlussantraege.get(),
        False,
    )
    eintrag = Protokolleintrag.objects.get(art="ermaechtigung_bestimmt")
    assert eintrag.text.text == "KT-Drucks. Nr. 012/2027, Ziffer 1"


def test_only_a_motion_of_an_own_paper_opens_a_gate(amt):
    papier, fremd = papier_von(amt), b.Amt()
    anderes = f.runde(fremd.kreis).programm
    with pytest.raises(ValidationError, match="anderen Landkreis"):
        ermaechtigung.bestimmen(
            vorlage=papier, programm=anderes, beschlussantrag=papier.beschlussantraege.get(),
            by=amt.geschaeftsstelle, heute=b.MAI,
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="programm_ermaechtigung_im_landkreis"), transaction.atomic():
        Foerderprogramm.objects.filter(pk=anderes.pk).update(ermaechtigung=papier.beschlussantraege.get())
