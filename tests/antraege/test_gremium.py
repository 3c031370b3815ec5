"""Papers, advice and decisions: what each result does, and what is refused by service and database."""

from datetime import date, time
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antrag,
    Beschlussergebnis,
    Ergebnis,
    Foerderrunde,
    Gremium,
    Protokolleintrag,
    Sitzung,
    Status,
    Vorlage,
)
from antraege.services import antrag as antragsdienst
from antraege.services import gremium
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.vorrat import auf_vorrat

pytestmark = pytest.mark.django_db


@auf_vorrat
def kreis_mit_antraegen(*anteile, kontingent="4.00", **felder):
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss", kontingent=kontingent)
    return amt, rd, [b.gezeichnet(rd, amt, vzae, **felder) for vzae in anteile]


@auf_vorrat
def beratungsreif(*anteile, ziffern=(), **felder):
    amt, rd, antraege = kreis_mit_antraegen(*anteile, **felder)
    papier = b.vorlage(amt, rd, antraege, ziffern=ziffern)
    return amt, papier, antraege


VORRAT = [partial(beratungsreif, "0.50"), partial(kreis_mit_antraegen, "0.50")]


def beschlussreif(*anteile, **felder):
    amt, papier, antraege = beratungsreif(*anteile, **felder)
    b.beraten(papier, amt)
    return amt, papier, antraege


def frisch(antraege):
    return list(Antrag.objects.filter(pk__in=[a.pk for a in antraege]).order_by("pk"))


def staende(antraege):
    return [a.status for a in frisch(antraege)]


def satz(fehler):
    return fehler.value.message_dict


# The paper


def test_a_paper_words_its_sums_and_takes_the_applications_along():
    amt, rd, antraege = kreis_mit_antraegen("0.50", "0.40")
    papier = b.vorlage(amt, rd, antraege, frei=False)
    ziffer = papier.beschlussantraege.get()
    assert ziffer.wortlaut == (
        "Die Förderung von Stellenanteilen nach der Anlage wird bewilligt: zusammen 0,90\xa0VZÄ und 43.200,00\xa0€ "
        "für 2 Kommunen in der Zeit vom 01.09.2027 bis 31.08.2028."
    )
    assert [(a.status, a.beschlussantrag_id) for a in antraege] == [(Status.IM_GREMIUM, ziffer.pk)] * 2
    assert [s.rolle for s in papier.beratungsfolge.all()] == ["vorberatung", "beschluss"]


def test_each_application_gets_one_log_entry_hidden_from_its_municipality():
    amt, rd, antraege = kreis_mit_antraegen("0.50", "0.40")
    papier = b.vorlage(amt, rd, antraege, frei=False)
    auf_vorlage = Protokolleintrag.objects.filter(landkreis=amt.kreis, art="antrag_auf_vorlage")
    eintraege = auf_vorlage.values_list("antrag", "sichtbar_kommune")
    assert sorted(eintraege) == [(a.pk, False) for a in antraege]
    eigene = Protokolleintrag.objects.filter(objekt_art="vorlage", objekt_id=papier.pk)
    assert [e.art for e in eigene.order_by("pk")] == ["vorlage_erstellt", "vorlage_zur_mitzeichnung"]


def test_refused_recommendations_are_counted_apart():
    amt, rd, _ = kreis_mit_antraegen()
    antraege = [b.gezeichnet(rd, amt), b.gezeichnet(rd, amt, "0.40", empfohlen="0.00")]
    assert gremium.wortlaut_bewilligung(rd, antraege).endswith(
        "für 1 Kommune in der Zeit vom 01.09.2027 bis 31.08.2028. 1 Antrag wird abgelehnt."
    )


@pytest.mark.parametrize("nummer", ["12/2027", "KT 012/2027", "012-2027", ""])
def test_the_number_is_that_of_the_council_system(nummer):
    amt, rd, antraege = kreis_mit_antraegen("0.50")
    with pytest.raises(ValidationError) as fehler:
        b.vorlage(amt, rd, antraege, drucksache=nummer)
    assert "zum Beispiel 012/2027" in satz(fehler)["drucksache"][0]


def test_a_number_is_given_once():
    amt, rd, antraege = kreis_mit_antraegen("0.50", "0.40")
    papier = b.vorlage(amt, rd, antraege[:1])
    sga, kreistag = [s.sitzung for s in papier.beratungsfolge.all()]
    with pytest.raises(ValidationError, match="schon vergeben"):
        gremium.vorlage_erstellen(
            runde=rd, drucksache="012/2027", titel="x", antraege=antraege[1:], sga=sga, kreistag=kreistag,
            by=amt.geschaeftsstelle, heute=b.MAI,
        )  # fmt: skip
    assert staende(antraege[1:]) == [Status.GEZEICHNET]


def test_an_application_stands_on_one_paper_only():
    amt, rd, antraege = kreis_mit_antraegen("0.50")
    papier = b.vorlage(amt, rd, antraege)
    sga, kreistag = [s.sitzung for s in papier.beratungsfolge.all()]
    with pytest.raises(Konflikt, match="auf keiner anderen Vorlage"):
        gremium.vorlage_erstellen(
            runde=rd, drucksache="013/2027", titel="x", antraege=antraege, sga=sga, kreistag=kreistag,
            by=amt.geschaeftsstelle, heute=b.MAI,
        )  # fmt: skip
    assert Vorlage.objects.filter(landkreis=amt.kreis).count() == 1


def test_a_round_decided_by_the_administration_needs_no_paper():
    amt = b.Amt()
    rd = f.runde(amt.kreis)
    with pytest.raises(Verweigert, match="entscheidet die Verwaltung"):
        b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])


@pytest.mark.parametrize(("feld", "tausch"), [("sga", "kreistag"), ("kreistag", "sga")])
def test_the_committees_sit_in_their_order(feld, tausch):
    amt, rd, antraege = kreis_mit_antraegen("0.50")
    sitzungen = dict(zip(("sga", "kreistag"), f.sitzungen(amt.kreis), strict=True))
    sitzungen[feld] = sitzungen[tausch]
    with pytest.raises(ValidationError) as fehler:
        gremium.vorlage_erstellen(
            runde=rd,
            drucksache="012/2027",
            titel="x",
            antraege=antraege,
            by=amt.geschaeftsstelle,
            heute=b.MAI,
            **sitzungen,
        )
    assert list(satz(fehler)) == [feld]


def test_only_a_second_person_releases_by_service_and_by_database():
    amt, rd, antraege = kreis_mit_antraegen("0.50")
    amt.amtsleitung.mitgliedschaften.create(
        rolle="geschaeftsstelle", landkreis=amt.kreis, von=date(2016, 1, 1)
    )
    amt.geschaeftsstelle = type(amt.amtsleitung).objects.get(pk=amt.amtsleitung.pk)
    papier = b.vorlage(amt, rd, antraege, frei=False)
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        gremium.vorlage_freigeben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    with pytest.raises(IntegrityError, match="vorlage_freigabe_durch_zweite_person"), transaction.atomic():
        Vorlage.objects.filter(pk=papier.pk).update(freigegeben_von=papier.erstellt_von)


def test_release_publishes_the_paper_and_shows_that_the_application_waits():
    amt, rd, antraege = kreis_mit_antraegen("0.50")
    papier = b.vorlage(amt, rd, antraege, frei=False)
    assert frisch(antraege)[0].status_kommune == Status.VOLLSTAENDIG
    assert papier not in Vorlage.objects.visible_to(antraege[0].clerk)
    with zeit.gestellt(b.MAI, time(12)):
        gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
        assert frisch(antraege)[0].status_kommune == Status.IM_GREMIUM
        assert papier in Vorlage.objects.visible_to(antraege[0].clerk)


def test_a_returned_paper_is_revised_and_handed_in_again():
    amt, rd, antraege = kreis_mit_antraegen("0.50")
    papier = b.vorlage(amt, rd, antraege, frei=False)
    gremium.vorlage_zurueckgeben(vorlage=papier, grund="Titel", by=amt.amtsleitung, heute=b.MAI)
    with pytest.raises(Verweigert, match="nur im Stand „In Mitzeichnung“"):
        gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    ziffern = [(papier.beschlussantraege.get().pk, "Neuer Wortlaut")]
    gremium.vorlage_ueberarbeiten(
        vorlage=papier, titel="Neu", ziffern=ziffern, by=amt.geschaeftsstelle, heute=b.MAI
    )
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    assert (papier.titel, papier.beschlussantraege.get().wortlaut) == ("Neu", "Neuer Wortlaut")


# Advice


def test_advice_authorises_nothing():
    amt, papier, antraege = beratungsreif("0.50")
    b.beraten(papier, amt, abstimmung="einstimmig")
    assert not gremium.ermaechtigt(papier.beschlussantraege.get())
    assert staende(antraege) == [Status.IM_GREMIUM]
    assert gremium.naechster_schritt(papier).rolle == "beschluss"


def test_an_advising_committee_cannot_decide_even_by_sql():
    amt, papier, _ = beratungsreif("0.50")
    with pytest.raises(ValidationError, match="Ergebnis dieser Ziffer"):
        b.beraten(papier, amt, "unveraendert_beschlossen")
    schritt = gremium.naechster_schritt(papier)
    with pytest.raises(IntegrityError, match="R19"), transaction.atomic():
        Beschlussergebnis.objects.create(
            schritt=schritt,
            beschlussantrag=papier.beschlussantraege.get(),
            wert="unveraendert_beschlossen",
            erfasst_von=amt.geschaeftsstelle,
        )


def test_no_result_before_the_sitting():
    amt, papier, _ = beratungsreif("0.50")
    with pytest.raises(Verweigert, match=r"erst am 14\.06\.2027"):
        b.beraten(papier, amt, tag=b.MAI)


def test_nothing_is_decided_before_the_advice():
    amt, papier, _ = beratungsreif("0.50")
    with pytest.raises(Konflikt, match="noch nicht an der Reihe"):
        b.beschliessen(papier, amt)


def test_deferred_advice_needs_a_later_sitting_and_overtakes_the_planned_decision():
    amt, papier, _ = beratungsreif("0.50")
    with pytest.raises(ValidationError) as fehler:
        b.beraten(papier, amt, "vertagt")
    assert "nach dem 14.06.2027" in satz(fehler)["naechste_sitzung"][0]
    spaeter = Sitzung.objects.create(
        gremium=Gremium.objects.get(landkreis=amt.kreis, kurz="SGA"), tag=date(2027, 9, 20)
    )
    b.erfassen(
        gremium.vorberatung_erfassen, papier, amt, {"wert": "vertagt"}, b.SGA, naechste_sitzung=spaeter
    )
    assert gremium.naechster_schritt(papier).sitzung == spaeter
    ueberholt = papier.beratungsfolge.get(rolle="beschluss")
    assert (ueberholt.abgesetzt_am is not None, ueberholt.abgesetzt_durch.sitzung.tag) == (True, b.SGA)


def test_a_closed_decision_taken_off_the_agenda_closes_the_one_in_its_place_and_no_advice():
    amt, papier, _ = beratungsreif("0.50")
    papier.beratungsfolge.filter(rolle="beschluss").update(oeffentlich=False)
    sga, kt = (Gremium.objects.get(landkreis=amt.kreis, kurz=kurz) for kurz in ("SGA", "KT"))
    spaeter = Sitzung.objects.create(gremium=sga, tag=date(2027, 9, 20))
    herbst = Sitzung.objects.create(gremium=kt, tag=date(2027, 10, 18))
    b.erfassen(
        gremium.vorberatung_erfassen, papier, amt, {"wert": "vertagt"}, b.SGA, naechste_sitzung=spaeter
    )
    assert gremium.naechster_schritt(papier).oeffentlich
    b.erfassen(
        gremium.vorberatung_erfassen, papier, amt, {"wert": "empfohlen"}, spaeter.tag, naechste_sitzung=herbst
    )
    assert not gremium.naechster_schritt(papier).oeffentlich


def test_after_overtaken_plans_the_advice_names_the_sitting_that_decides():
    amt, papier, _ = beratungsreif("0.50")
    sga, kt = (
        Gremium.objects.get(landkreis=amt.kreis, kurz="SGA"),
        Gremium.objects.get(landkreis=amt.kreis, kurz="KT"),
    )
    september = Sitzung.objects.create(gremium=sga, tag=date(2027, 9, 20))
    oktober = Sitzung.objects.create(gremium=kt, tag=date(2027, 10, 11))
    b.erfassen(
        gremium.vorberatung_erfassen, papier, amt, {"wert": "vertagt"}, b.SGA, naechste_sitzung=september
    )
    b.erfassen(
        gremium.vorberatung_erfassen,
        papier,
        amt,
        {"wert": "empfohlen"},
        september.tag,
        naechste_sitzung=oktober,
    )
    assert gremium.naechster_schritt(papier).sitzung == oktober


# Decision


@pytest.mark.parametrize(
    ("wert", "mehr", "vzae", "ergebnis"),
    [
        ("unveraendert_beschlossen", {}, "0.50", Ergebnis.BEWILLIGT),
        ("mit_massgabe", {"massgaben": {1: b.MASSGABE}}, "0.50", Ergebnis.BEWILLIGT),
        ("abgelehnt", {}, "0.00", Ergebnis.ABGELEHNT),
    ],
)
def test_each_decision_moves_every_application(wert, mehr, vzae, ergebnis):
    amt, papier, antraege = beschlussreif("0.50", "0.50")
    b.beschliessen(papier, amt, wert, **mehr)
    assert [(a.status, a.bewilligt_vzae, a.ergebnis, a.entschieden_am) for a in frisch(antraege)] == [
        (Status.BESCHLOSSEN, Decimal(vzae), ergebnis, b.KT)
    ] * 2
    assert (papier.status, gremium.naechster_schritt(papier)) == (Vorlage.Status.BESCHLOSSEN, None)


@pytest.mark.parametrize(("oeffentlich", "bekannt"), [(True, Status.BESCHLOSSEN), (False, Status.IM_GREMIUM)])
def test_what_a_closed_sitting_decided_reaches_no_municipality_before_its_notice(oeffentlich, bekannt):
    amt, papier, antraege = beschlussreif("0.50")
    Foerderrunde.objects.update(ergebnis_sichtbar=Foerderrunde.Sichtbarkeit.SITZUNG)
    Sitzung.objects.filter(gremium__kurz="KT").update(oeffentlich=oeffentlich)
    b.beschliessen(papier, amt)
    assert [(a.status, a.status_kommune) for a in frisch(antraege)] == [(Status.BESCHLOSSEN, bekannt)]


def entscheide_von_hand(antrag, vzae="0.50"):
    Antrag.objects.filter(pk=antrag.pk).update(
        status="beschlossen", bewilligt_vzae=vzae, ergebnis="bewilligt", entschieden_am=b.KT
    )


NICHT_BESCHLOSSEN = "So hat das Gremium über die Ziffer dieses Antrags nicht beschlossen"


@pytest.mark.parametrize("beraten", [False, True])
def test_without_a_vote_nothing_is_decided_by_the_database_too(beraten):
    amt, papier, antraege = beratungsreif("0.50")
    if beraten:  # advice is no decision (R19)
        b.beraten(papier, amt)
    with pytest.raises(IntegrityError, match=NICHT_BESCHLOSSEN), transaction.atomic():
        entscheide_von_hand(antraege[0])


def test_nor_by_the_vote_on_another_ziffer_or_one_that_put_it_off_or_refused_it():
    _, papier, antraege = beschlussreif("0.50", ziffern=["Der Bericht wird zur Kenntnis genommen."])
    eigene, andere = papier.beschlussantraege.order_by("ziffer")
    schritt = papier.beratungsfolge.get(rolle="beschluss")
    felder = {"schritt": schritt, "erfasst_von": papier.erstellt_von}
    Beschlussergebnis.objects.create(beschlussantrag=andere, wert="unveraendert_beschlossen", **felder)
    ergebnis = Beschlussergebnis.objects.create(beschlussantrag=eigene, wert="vertagt", **felder)
    for wert in ("vertagt", "abgelehnt"):
        Beschlussergebnis.objects.filter(pk=ergebnis.pk).update(wert=wert)
        with pytest.raises(IntegrityError, match=NICHT_BESCHLOSSEN), transaction.atomic():
            entscheide_von_hand(antraege[0])
    entscheide_von_hand(antraege[0], "0.00")
    assert staende(antraege) == [Status.BESCHLOSSEN]


@pytest.mark.parametrize("felder", [{"entscheidung": "beschluss"}, {"beschluss_ab_betrag": "23999.99"}])
def test_the_administration_decides_nothing_of_the_committee_by_the_database_too(felder):
    amt = b.Amt()
    antrag = b.gezeichnet(f.runde(amt.kreis), amt)
    Foerderrunde.objects.update(**felder)
    with pytest.raises(IntegrityError, match="entscheidet das Gremium, nicht"), transaction.atomic():
        entscheide_von_hand(antrag)
    Foerderrunde.objects.update(entscheidung="verwaltung", beschluss_ab_betrag=24000)
    entscheide_von_hand(antrag)
    assert staende([antrag]) == [Status.BESCHLOSSEN]


def test_a_changed_motion_gives_one_application_another_share():
    amt, papier, antraege = beschlussreif("0.50", "0.50")
    b.beschliessen(
        papier,
        amt,
        "geaendert_beschlossen",
        wortlaut="0,30 statt 0,50",
        abweichend={antraege[1].pk: Decimal("0.30")},
    )
    assert [(a.bewilligt_vzae, a.bewilligt_betrag, a.ergebnis) for a in frisch(antraege)] == [
        (Decimal("0.50"), Decimal("24000.00"), Ergebnis.BEWILLIGT),
        (Decimal("0.30"), Decimal("14400.00"), Ergebnis.TEILBEWILLIGT),
    ]


def test_nobody_gets_more_than_was_asked():
    amt, papier, antraege = beschlussreif("0.50")
    with pytest.raises(ValidationError) as fehler:
        b.beschliessen(
            papier,
            amt,
            "geaendert_beschlossen",
            wortlaut="mehr",
            abweichend={antraege[0].pk: Decimal("0.55")},
        )
    assert list(satz(fehler)) == [f"anteil_{antraege[0].pk}"]
    assert staende(antraege) == [Status.IM_GREMIUM]


def test_only_a_changed_motion_departs_from_the_recommendation():
    amt, papier, antraege = beschlussreif("0.50")
    with pytest.raises(ValidationError, match="geändert beschlossen"):
        b.beschliessen(papier, amt, abweichend={antraege[0].pk: Decimal("0.30")})


def test_the_decision_stays_within_the_kontingent_or_moves_nothing():
    amt, papier, antraege = beschlussreif("0.50", "0.50", kontingent="0.90")
    with pytest.raises(Verweigert, match=r"wären 1,00.*Runde ist 0,90.*\(R5\)"):
        b.beschliessen(papier, amt)
    assert staende(antraege) == [Status.IM_GREMIUM] * 2
    assert not Beschlussergebnis.objects.filter(schritt__rolle="beschluss").exists()


@pytest.mark.parametrize("wert", ["vertagt", "abgesetzt"])
def test_a_deferred_decision_moves_nothing_and_waits_for_the_next_kreistag(wert):
    amt, papier, antraege = beschlussreif("0.50")
    herbst = Sitzung.objects.create(
        gremium=Gremium.objects.get(landkreis=amt.kreis, kurz="KT"), tag=date(2027, 10, 11)
    )
    b.beschliessen(papier, amt, wert, naechste_sitzung=herbst)
    assert (staende(antraege), gremium.naechster_schritt(papier).sitzung) == ([Status.IM_GREMIUM], herbst)
    b.beschliessen(papier, amt, tag=herbst.tag)
    assert frisch(antraege)[0].entschieden_am == herbst.tag


def test_a_referred_motion_goes_back_to_advice():
    amt, papier, antraege = beschlussreif("0.50")
    sga = Sitzung.objects.create(
        gremium=Gremium.objects.get(landkreis=amt.kreis, kurz="SGA"), tag=date(2027, 9, 20)
    )
    kt = Sitzung.objects.create(
        gremium=Gremium.objects.get(landkreis=amt.kreis, kurz="KT"), tag=date(2027, 10, 11)
    )
    with pytest.raises(ValidationError, match="vorberatenden Ausschusses"):
        b.beschliessen(papier, amt, "verwiesen", naechste_sitzung=kt)
    b.beschliessen(papier, amt, "verwiesen", naechste_sitzung=sga)
    assert (gremium.naechster_schritt(papier).rolle, staende(antraege)) == (
        "vorberatung",
        [Status.IM_GREMIUM],
    )


def test_motions_are_decided_singly():
    amt, papier, antraege = beschlussreif("0.50", ziffern=["Die Richtlinie wird angepasst."])
    herbst = Sitzung.objects.create(
        gremium=Gremium.objects.get(landkreis=amt.kreis, kurz="KT"), tag=date(2027, 10, 11)
    )
    schritt = gremium.naechster_schritt(papier)
    ergebnisse = {1: {"wert": "unveraendert_beschlossen"}, 2: {"wert": "vertagt"}}
    gremium.beschluss_erfassen(
        vorlage=papier,
        schritt=schritt,
        ergebnisse=ergebnisse,
        naechste_sitzung=herbst,
        by=amt.geschaeftsstelle,
        heute=b.KT,
    )
    assert [gremium.ermaechtigt(z) for z in papier.beschlussantraege.all()] == [True, False]
    assert (staende(antraege), [z.ziffer for z in gremium.offene_ziffern(papier, "beschluss")]) == (
        [Status.BESCHLOSSEN],
        [2],
    )


def test_a_second_decision_is_refused_by_service_and_by_database():
    amt, papier, _ = beschlussreif("0.50")
    b.beschliessen(papier, amt)
    with pytest.raises(Verweigert):
        b.beschliessen(papier, amt)
    schritt = papier.beratungsfolge.get(rolle="beschluss")
    kopie = papier.beratungsfolge.create(
        rolle="beschluss",
        sitzung=Sitzung.objects.create(gremium=schritt.sitzung.gremium, tag=date(2027, 10, 11)),
    )
    with pytest.raises(IntegrityError, match="Über diese Ziffer ist schon entschieden"), transaction.atomic():
        Beschlussergebnis.objects.create(
            schritt=kopie,
            beschlussantrag=papier.beschlussantraege.get(),
            wert="unveraendert_beschlossen",
            erfasst_von=amt.geschaeftsstelle,
        )


def test_a_withdrawn_application_is_not_decided():
    amt, papier, antraege = beschlussreif("0.50", "0.40")
    antragsdienst.zurueckziehen(antrag=antraege[0], grund="Eigenanteil", by=antraege[0].clerk, heute=b.SGA)
    b.beschliessen(papier, amt)
    assert staende(antraege) == [Status.ZURUECKGEZOGEN, Status.BESCHLOSSEN]


def test_with_applications_waiting_a_motion_is_decided_or_deferred():
    amt, papier, _ = beschlussreif("0.50")
    with pytest.raises(ValidationError) as fehler:
        b.beschliessen(papier, amt, "zur_kenntnis_genommen")
    assert "warten Anträge auf eine Entscheidung" in satz(fehler)["ziffer_1_wert"][0]


# Votes

STIMMEN = [
    ({"ja": 3, "nein": 3}, "ziffer_1_ja"),
    ({"ja": 70, "nein": 5, "enthaltung": 6}, "ziffer_1_ja"),
    ({"abstimmung": "ausgezaehlt"}, "ziffer_1_ja"),
    ({"wert": "vertagt", "abstimmung": "ausgezaehlt"}, "ziffer_1_ja"),
    ({"abstimmung": "einstimmig", "ja": 70, "nein": 1}, "ziffer_1_nein"),
    ({"wert": "abgelehnt", "ja": 5, "nein": 4}, "ziffer_1_ja"),
    ({"wert": "geaendert_beschlossen"}, "ziffer_1_wortlaut"),
    ({"wert": "empfohlen"}, "ziffer_1_wert"),
]


@pytest.mark.parametrize(("angabe", "feld"), STIMMEN)
def test_votes_that_do_not_add_up_name_their_field(angabe, feld):
    amt, papier, antraege = beschlussreif("0.50")
    with pytest.raises(ValidationError) as fehler:
        b.beschliessen(papier, amt, **({"wert": "unveraendert_beschlossen"} | angabe))
    assert (list(satz(fehler)), staende(antraege)) == ([feld], [Status.IM_GREMIUM])


@pytest.mark.parametrize(
    "angabe",
    [{}, {"abstimmung": "einstimmig"}, {"abstimmung": "ausgezaehlt", "ja": 58, "nein": 17, "enthaltung": 5}],
)
def test_counts_are_optional_and_may_use_every_vote(angabe):
    amt, papier, antraege = beschlussreif("0.50")
    b.beschliessen(papier, amt, **angabe)
    assert staende(antraege) == [Status.BESCHLOSSEN]


ROH = [
    ({"wert": "unveraendert_beschlossen", "ja": 3, "nein": 3}, "beschluss_braucht_mehr_ja_als_nein"),
    ({"wert": "abgelehnt", "ja": 4, "nein": 3}, "ablehnung_ohne_mehrheit"),
    ({"wert": "geaendert_beschlossen"}, "aenderung_mit_wortlaut"),
    ({"wert": "unveraendert_beschlossen", "abstimmung": "ausgezaehlt"}, "ausgezaehlt_mit_stimmen"),
]


@pytest.mark.parametrize(("felder", "regel"), ROH)
def test_the_database_refuses_impossible_results(felder, regel):
    amt, papier, _ = beschlussreif("0.50")
    schritt = gremium.naechster_schritt(papier)
    with pytest.raises(IntegrityError, match=regel), transaction.atomic():
        Beschlussergebnis.objects.create(
            schritt=schritt,
            beschlussantrag=papier.beschlussantraege.get(),
            erfasst_von=amt.geschaeftsstelle,
            **felder,
        )


# Free motions

MOTIONEN = [
    "Die Landkreisverwaltung wird ermächtigt, die Förderrichtlinie anzupassen.",
    "Zielsetzung ist eine rasche und vorrangige Ausschöpfung der drittmittelfinanzierten Stellen.",
    "Die Verwaltung wird ermächtigt, zeitlich befristete Stellen zu schaffen.",
]


def test_free_motions_open_the_gate_only_when_the_kreistag_accepts_them():
    amt = b.Amt()
    sga, kreistag = f.sitzungen(amt.kreis)
    papier = b.frei(amt, MOTIONEN, sga, kreistag)
    b.beraten(papier, amt)
    werte = ["unveraendert_beschlossen", "zur_kenntnis_genommen", "abgelehnt"]
    ergebnisse = {nr: {"wert": wert} for nr, wert in enumerate(werte, 1)}
    gremium.beschluss_erfassen(
        vorlage=papier,
        schritt=gremium.naechster_schritt(papier),
        ergebnisse=ergebnisse,
        by=amt.geschaeftsstelle,
        heute=b.KT,
    )
    assert [gremium.ermaechtigt(z) for z in papier.beschlussantraege.all()] == [True, False, False]
    assert papier.status == Vorlage.Status.BESCHLOSSEN


def test_the_office_of_another_district_cannot_record():
    _, papier, _ = beratungsreif("0.50")
    with pytest.raises(Verweigert, match="Geschäftsstelle Kreistag"):
        b.beraten(papier, b.Amt())
