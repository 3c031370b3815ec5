"""What is closed stays closed, what comes off the agenda stays on the record, what is recorded stays as it is."""

from datetime import date, time
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from antraege import einsicht, zeit
from antraege.models import (
    Antrag,
    Beratungsschritt,
    Beschlussergebnis,
    Gremium,
    Oparlstand,
    Sitzung,
    Status,
    Vorlage,
)
from antraege.services import ergaenzung, gremien, gremium, mitzeichnung, oparl_listen, vorlagenstand
from antraege.services import vorlagenentwurf as entwurf
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.vorrat import auf_vorrat

pytestmark = pytest.mark.django_db
HERBST, WINTER = date(2027, 9, 20), date(2027, 10, 18)
DANACH = date(2027, 7, 6)


@auf_vorrat
def papier_mit_antrag(sichtbar="sitzung"):
    """(office, paper, application): released and published, one Ziffer."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss", ergebnis_sichtbar=sichtbar)
    antrag = b.gezeichnet(rd, amt)
    return amt, b.vorlage(amt, rd, [antrag]), antrag


VORRAT = [papier_mit_antrag, partial(papier_mit_antrag, "bescheid")]


def sitzung(amt, kurz, tag, **felder):
    return Sitzung.objects.create(
        gremium=Gremium.objects.get(landkreis=amt.kreis, kurz=kurz), tag=tag, **felder
    )


def vertage(amt, papier, auf):
    """The advising committee defers it to ``auf``."""
    b.erfassen(gremium.vorberatung_erfassen, papier, amt, {"wert": "vertagt"}, b.SGA, naechste_sitzung=auf)


def schritt(papier, tag):
    return papier.beratungsfolge.get(sitzung__tag=tag)


# Closed


@pytest.mark.parametrize("schon_geplant", [True, False])
@pytest.mark.parametrize("wie", ["punkt", "sitzung"])
def test_a_deferral_opens_nothing_also_where_the_next_step_stands_already(wie, schon_geplant):
    amt, papier, _ = papier_mit_antrag()
    b.beraten(papier, amt)
    herbst = sitzung(amt, "KT", HERBST)
    if schon_geplant:
        papier.beratungsfolge.create(sitzung=herbst, rolle="beschluss")
    if wie == "punkt":
        papier.beratungsfolge.filter(sitzung__tag=b.KT).update(oeffentlich=False)
    else:
        Sitzung.objects.filter(tag=b.KT).update(oeffentlich=False)
    b.beschliessen(papier, amt, "vertagt", naechste_sitzung=herbst)
    assert schritt(papier, HERBST).oeffentlich is False


def test_a_referral_opens_nothing():
    amt, papier, _ = papier_mit_antrag()
    b.beraten(papier, amt)
    Sitzung.objects.filter(tag=b.KT).update(oeffentlich=False)
    b.beschliessen(papier, amt, "verwiesen", naechste_sitzung=sitzung(amt, "SGA", HERBST))
    b.erfassen(
        gremium.vorberatung_erfassen, papier, amt, {"wert": "empfohlen"}, HERBST,
        naechste_sitzung=sitzung(amt, "KT", WINTER),
    )  # fmt: skip
    assert [schritt(papier, tag).oeffentlich for tag in (HERBST, WINTER)] == [False, False]


def test_what_a_closed_sitting_was_to_deal_with_stays_closed_in_another_one():
    amt, papier, _ = papier_mit_antrag()
    geplant = schritt(papier, b.KT).sitzung
    Sitzung.objects.filter(pk=geplant.pk).update(oeffentlich=False)
    geplant.refresh_from_db()
    ersatz = sitzung(amt, "KT", HERBST)
    gremien.sitzung_aendern(
        sitzung=geplant, by=amt.geschaeftsstelle, heute=b.MAI, abgesagt=True, ersatz=ersatz
    )
    assert schritt(papier, HERBST).oeffentlich is False


def test_a_person_opens_it_again():
    amt, papier, _ = papier_mit_antrag()
    papier.beratungsfolge.filter(sitzung__tag=b.KT).update(oeffentlich=False)
    zu = schritt(papier, b.KT)
    gremien.sitzung_aendern(sitzung=zu.sitzung, by=amt.geschaeftsstelle, heute=b.MAI, geschlossen=[])
    assert schritt(papier, b.KT).oeffentlich


def neue_fassung(amt, papier, **angaben):
    """Begin the next version, and write it with its sittings."""
    vorlagenstand.neue_fassung(vorlage=papier, grund="Betrag.", by=amt.geschaeftsstelle, heute=b.MAI)
    plan = {"sga": schritt(papier, b.SGA).sitzung, "kreistag": schritt(papier, b.KT).sitzung} | angaben
    entwurf.speichern(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI, **plan)
    return Vorlage.objects.get(pk=papier.pk)


def test_a_new_version_opens_nothing_that_nobody_opened():
    amt, papier, _ = papier_mit_antrag()
    papier.beratungsfolge.filter(sitzung__tag=b.KT).update(oeffentlich=False)
    vorher = set(papier.beratungsfolge.values_list("pk", flat=True))
    neue_fassung(amt, papier)
    assert dict(papier.beratungsfolge.values_list("rolle", "oeffentlich")) == {
        "vorberatung": True,
        "beschluss": False,
    }
    assert set(papier.beratungsfolge.values_list("pk", flat=True)) == vorher


@pytest.mark.parametrize(("gesehen", "offen"), [([], False), (["beschluss"], True), (None, True)])
def test_saving_a_draft_opens_only_what_was_seen_closed(gesehen, offen):
    amt, papier, _ = papier_mit_antrag()
    papier.beratungsfolge.filter(sitzung__tag=b.KT).update(oeffentlich=False)
    neue_fassung(amt, papier, geschlossen=[], gesehen=gesehen)
    assert papier.beratungsfolge.offen().get(rolle="beschluss").oeffentlich is offen


def test_a_supplement_is_as_closed_as_its_main_paper():
    amt, papier, _ = papier_mit_antrag()
    papier.beratungsfolge.filter(sitzung__tag=b.KT).update(oeffentlich=False)
    neu = ergaenzung.anlegen(
        haupt=papier,
        drucksache="077/2027",
        titel="E",
        by=amt.geschaeftsstelle,
        heute=b.MAI,
        ziffern=["Mehr."],
    )
    assert [s.oeffentlich for s in neu.beratungsfolge.order_by("sitzung__tag")] == [True, False]


def gelesen(papier, person):
    """[(day, taken off the agenda)]: the paper's way as this person knows it."""
    return [(s.sitzung.tag, s.abgesetzt) for s in einsicht.beratungsfolge(person, papier)]


def test_of_a_closed_item_only_the_office_knows():
    amt, papier, antrag = papier_mit_antrag()
    papier.beratungsfolge.filter(sitzung__tag=b.KT).update(oeffentlich=False)
    with zeit.gestellt(b.MAI, time(12)):
        assert gelesen(papier, antrag.clerk) == [(b.SGA, False)]
        assert gelesen(papier, amt.geschaeftsstelle) == [(b.SGA, False), (b.KT, False)]


# Taken off the agenda


@pytest.mark.parametrize(("sichtbar", "weg"), [("sitzung", True), ("bescheid", False)])
def test_an_overtaken_decision_stays_and_is_no_more_known_to_be_off_than_what_overtook_it(sichtbar, weg):
    amt, papier, antrag = papier_mit_antrag(sichtbar)
    with zeit.gestellt(b.SGA, time(20)):
        vertage(amt, papier, sitzung(amt, "SGA", HERBST))
    with zeit.gestellt(DANACH, time(8)):
        kommune = dict(gelesen(papier, antrag.clerk))
        assert (kommune[b.KT], HERBST in kommune) == (weg, weg)
        assert gelesen(papier, amt.geschaeftsstelle) == [(b.SGA, False), (b.KT, True), (HERBST, False)]


def test_a_deferral_that_is_not_public_stamps_nothing_of_what_it_took_off():
    def stempel():
        gleich = Oparlstand.objects.filter(art="schritt", objekt_id=schritt(papier, b.KT).pk)
        return gleich.values_list("geaendert_am", flat=True).get()

    for sichtbar, gestempelt in (("bescheid", False), ("sitzung", True)):
        amt, papier, _ = papier_mit_antrag(sichtbar)
        Oparlstand.objects.update(geaendert_am="2016-05-10T10:00:00Z")
        vorher = stempel()
        vertage(amt, papier, sitzung(amt, "SGA", HERBST))
        assert (stempel() > vorher) is gestempelt


def test_what_came_off_is_neither_deleted_nor_changed_nor_recorded():
    amt, papier, _ = papier_mit_antrag()
    vertage(amt, papier, sitzung(amt, "SGA", HERBST))
    weg = Beratungsschritt.objects.filter(pk=schritt(papier, b.KT).pk)
    for act, satz in (
        (weg.delete, "wird abgesetzt und nicht gelöscht"),
        (lambda: weg.update(abgesetzt_am=None, abgesetzt_durch=None), "abgesetzt und bleibt es"),
        (lambda: weg.update(erfasst_am=zeit.jetzt()), "beratung_abgesetzt_ohne_ergebnis"),
        (lambda: ergebnis(papier, b.KT, "unveraendert_beschlossen"), "Dieses Ergebnis ist erfasst"),
    ):
        with pytest.raises(IntegrityError, match=satz), transaction.atomic():
            act()
    assert gremium.naechster_schritt(papier).sitzung.tag == HERBST


def test_a_cancelled_sitting_moves_nothing_that_is_off():
    amt, papier, _ = papier_mit_antrag()
    vertage(amt, papier, sitzung(amt, "SGA", HERBST))
    kreistag = schritt(papier, b.KT).sitzung
    gremien.sitzung_aendern(sitzung=kreistag, by=amt.geschaeftsstelle, heute=b.SGA, abgesagt=True)
    assert schritt(papier, b.KT).sitzung.abgesagt


# The next version of a paper


def oparl(amt):
    """The results of the items the public interface lists."""
    punkte, _ = oparl_listen.liste("agendaItem", amt.kreis.pk, {}, 0)
    return [punkt.get("result") for punkt in punkte]


def test_what_a_next_version_plans_is_office_work_until_it_is_published():
    amt, papier, antrag = papier_mit_antrag()
    neu = neue_fassung(amt, papier, kreistag=sitzung(amt, "KT", HERBST))
    with zeit.gestellt(b.MAI, time(12)):
        assert gelesen(neu, antrag.clerk) == [(b.SGA, False), (b.KT, False)]
        assert oparl(amt) == [None, None]
        assert [s.sitzung.tag for s in neu.beratungsfolge.offen()] == [b.SGA, HERBST]
        mitzeichnung.geben(vorlage=neu, by=amt.geschaeftsstelle, heute=b.MAI)
        gremium.vorlage_freigeben(vorlage=neu, by=amt.amtsleitung, heute=b.MAI)
        assert gelesen(neu, antrag.clerk) == [(b.SGA, False), (b.KT, True), (HERBST, False)]
        assert oparl(amt) == [None, "Abgesetzt", None]


def test_a_draft_s_own_plan_leaves_no_trace():
    amt, papier, _ = papier_mit_antrag()
    neu = neue_fassung(amt, papier, kreistag=sitzung(amt, "KT", HERBST))
    entwurf.speichern(
        vorlage=neu, by=amt.geschaeftsstelle, heute=b.MAI, sga=schritt(neu, b.SGA).sitzung,
        kreistag=sitzung(amt, "KT", WINTER),
    )  # fmt: skip
    assert [(s.sitzung.tag, s.ab_fassung, s.bis_fassung) for s in neu.beratungsfolge.all()] == [
        (b.SGA, 1, None),
        (b.KT, 1, 1),
        (WINTER, 2, None),
    ]


def zweite_fassung(amt, papier, ab):
    """The second version is released, and published from the day ``ab`` on."""
    neu = neue_fassung(amt, papier, veroeffentlichen_am=ab)
    mitzeichnung.geben(vorlage=neu, by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=neu, by=amt.amtsleitung, heute=b.MAI)
    return neu


def test_results_of_a_version_wait_for_its_own_publication():
    amt, papier, antrag = papier_mit_antrag()
    neu = zweite_fassung(amt, papier, HERBST)
    b.beraten(neu, amt)
    b.beschliessen(neu, amt)
    with zeit.gestellt(DANACH, time(8)):
        assert einsicht.ergebnisse(antrag.clerk, neu) == []
        assert Antrag.objects.get(pk=antrag.pk).status_kommune == Status.IM_GREMIUM
    with zeit.gestellt(HERBST, time(8)):
        vorlagenstand.veroeffentlichen(vorlage=neu, by=amt.geschaeftsstelle, heute=HERBST)
        assert [e.wert for e in einsicht.ergebnisse(antrag.clerk, neu)] == [
            "empfohlen",
            "unveraendert_beschlossen",
        ]
        assert Antrag.objects.get(pk=antrag.pk).status_kommune == Status.BESCHLOSSEN


def test_an_application_that_comes_with_the_next_version_waits_for_it_too():
    amt, papier, antrag = papier_mit_antrag()
    weiterer = b.gezeichnet(antrag.runde, amt, "0.40")
    neu = neue_fassung(amt, papier, antraege=[antrag, weiterer])

    def staende():
        beide = Antrag.objects.filter(pk__in=[antrag.pk, weiterer.pk]).order_by("pk")
        return list(beide.values_list("status_kommune", flat=True))

    assert staende() == [Status.IM_GREMIUM, Status.VOLLSTAENDIG]
    mitzeichnung.geben(vorlage=neu, by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=neu, by=amt.amtsleitung, heute=b.MAI)
    assert staende() == [Status.IM_GREMIUM] * 2


# Recorded


def ergebnis(papier, tag, wert):
    return Beschlussergebnis.objects.create(
        schritt=schritt(papier, tag), beschlussantrag=papier.beschlussantraege.get(), wert=wert,
        erfasst_von=papier.erstellt_von,
    )  # fmt: skip


UNMOEGLICH = {
    "wert": lambda e: e.update(wert="abgelehnt"),
    "stimmen": lambda e: e.update(abstimmung="ausgezaehlt", ja=40, nein=3),
    "person": lambda e: e.update(erfasst_von=e.get().beschlussantrag.vorlage.freigegeben_von),
    "weg": lambda e: e._raw_delete("default"),
}


@pytest.mark.parametrize("act", UNMOEGLICH)
def test_a_recorded_decision_is_not_changed_by_sql_either(act):
    amt, papier, _ = papier_mit_antrag()
    b.beraten(papier, amt)
    b.beschliessen(papier, amt)
    with pytest.raises(IntegrityError, match="Dieses Ergebnis ist erfasst"), transaction.atomic():
        UNMOEGLICH[act](Beschlussergebnis.objects.filter(schritt__rolle="beschluss"))


def test_nor_once_it_moved_an_application_though_its_step_is_not_recorded():
    amt, papier, antrag = papier_mit_antrag()
    b.beraten(papier, amt)
    ergebnis(papier, b.KT, "unveraendert_beschlossen")
    Antrag.objects.filter(pk=antrag.pk).update(
        status="beschlossen", bewilligt_vzae="0.50", ergebnis="bewilligt", entschieden_am=b.KT
    )
    with pytest.raises(IntegrityError, match="Dieses Ergebnis ist erfasst"), transaction.atomic():
        Beschlussergebnis.objects.filter(schritt__rolle="beschluss").update(wert="abgelehnt")


def test_its_wording_is_corrected_with_the_minutes_only():
    amt, papier, _ = papier_mit_antrag()
    b.beraten(papier, amt)
    b.beschliessen(papier, amt, "geaendert_beschlossen", wortlaut="Erfasst.")
    Beschlussergebnis.objects.filter(schritt__rolle="beschluss").update(wortlaut="Anders.")
    with (
        pytest.raises(IntegrityError, match="nur mit dem Auszug aus der Niederschrift"),
        transaction.atomic(),
    ):
        connection.check_constraints()
    transaction.set_rollback(True)


@pytest.mark.parametrize(
    "felder",
    [{"erfasst_am": None}, {"rolle": "vorberatung"}, {"sitzung": "andere"}],
    ids=["erfasst_am", "rolle", "sitzung"],
)
def test_that_it_is_recorded_and_where_stays(felder):
    amt, papier, _ = papier_mit_antrag()
    b.beraten(papier, amt)
    b.beschliessen(papier, amt)
    felder = {name: sitzung(amt, "KT", HERBST) if wert == "andere" else wert for name, wert in felder.items()}
    with pytest.raises(IntegrityError, match="stehen damit fest"), transaction.atomic():
        papier.beratungsfolge.filter(sitzung__tag=b.KT).update(**felder)


@pytest.mark.parametrize("historisch", [True, False])
@pytest.mark.parametrize("status", ["gezeichnet", "im_gremium", "beschlossen", "beschieden", "abgeschlossen"])
def test_no_application_is_inserted_behind_the_gates(status, historisch):
    antrag, _ = f.entwurf()
    kopie = Antrag.objects.get(pk=antrag.pk)
    kopie.pk, kopie.kommune, kopie.status = None, f.kommune(antrag.landkreis), status
    kopie.historisch, kopie.vorgangsnummer = historisch, "P-9"
    with pytest.raises(IntegrityError, match="beginnt als Entwurf"), transaction.atomic():
        kopie.save(force_insert=True)
