"""What a sitting may be said to have decided on a Ziffer: every value in both roles, votes, loops, conditions."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege import zeit
from antraege.ergebnisworte import ergebnissatz
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antrag,
    Beschlussergebnis,
    Frist,
    Gremium,
    Massgabe,
    Protokolleintrag,
    Rolle,
    Sitzung,
    Status,
    Zustaendigkeit,
)
from antraege.services import abstimmung, gremium, massgaben
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.vorrat import auf_vorrat

pytestmark = pytest.mark.django_db

SEPTEMBER, OKTOBER, NOVEMBER = date(2027, 9, 20), date(2027, 10, 11), date(2027, 11, 15)


@auf_vorrat
def beratungsreif(*anteile, ziffern=()):
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antraege = [b.gezeichnet(rd, amt, vzae) for vzae in anteile or ("0.50",)]
    return amt, b.vorlage(amt, rd, antraege, ziffern=ziffern), antraege


VORRAT = [beratungsreif, partial(beratungsreif, ziffern=["Die Richtlinie wird angepasst."])]


def beschlussreif(*anteile, ziffern=()):
    amt, papier, antraege = beratungsreif(*anteile, ziffern=ziffern)
    b.beraten(papier, amt)
    return amt, papier, antraege


def sitzung(amt, kurz, tag):
    return Sitzung.objects.create(gremium=Gremium.objects.get(landkreis=amt.kreis, kurz=kurz), tag=tag)


def einzeln(act, papier, amt, werte, tag, **mehr):
    """Record a result for each Ziffer of its own."""
    act(
        vorlage=papier,
        schritt=gremium.naechster_schritt(papier),
        ergebnisse={
            nr: wert if isinstance(wert, dict) else {"wert": wert} for nr, wert in enumerate(werte, 1)
        },
        by=amt.geschaeftsstelle,
        heute=tag,
        **mehr,
    )


def staende(antraege):
    return [a.status for a in Antrag.objects.filter(pk__in=[a.pk for a in antraege]).order_by("pk")]


# Every value


@pytest.mark.parametrize("wert", abstimmung.VORBERATUNG)
def test_each_value_of_advice_leads_on_or_back_and_decides_nothing(wert):
    amt, papier, antraege = beratungsreif(ziffern=["Die Richtlinie wird angepasst."])
    Gremium.objects.create(landkreis=amt.kreis, name="Verwaltungsausschuss", kurz="VA")
    naechste = None
    if wert in abstimmung.AUFGESCHOBEN:
        naechste = sitzung(amt, "VA" if wert == "verwiesen" else "SGA", SEPTEMBER)
    einzeln(
        gremium.vorberatung_erfassen,
        papier,
        amt,
        ["empfohlen", {"wert": wert, "wortlaut": "Neu gefasst."}],
        b.SGA,
        naechste_sitzung=naechste,
    )
    schritt = gremium.naechster_schritt(papier)
    erwartet = "vorberatung" if naechste else "beschluss"
    offen = {"zurueckgezogen": [1]}.get(wert, [2] if naechste else [1, 2])
    assert (schritt.rolle, [z.ziffer for z in gremium.offene_ziffern(papier, schritt.rolle)]) == (
        erwartet,
        offen,
    )
    assert not any(gremium.ermaechtigt(z) for z in papier.beschlussantraege.all())
    assert staende(antraege) == [Status.IM_GREMIUM]


BESCHLUSSWERTE = {
    "unveraendert_beschlossen": ({}, True),
    "geaendert_beschlossen": ({"wortlaut": "Anders."}, True),
    "mit_massgabe": ({"massgaben": {1: b.MASSGABE}}, True),
    "abgelehnt": ({}, False),
    "zur_kenntnis_genommen": ({}, False),
    "zurueckgezogen": ({}, False),
    "vertagt": ({}, False),
    "verwiesen": ({}, False),
    "abgesetzt": ({}, False),
}


@pytest.mark.parametrize("wert", abstimmung.BESCHLUSS)
def test_each_value_of_a_decision_opens_its_own_gate_only(wert):
    amt, papier, _ = beschlussreif(ziffern=["Die Richtlinie wird angepasst."])
    mehr, oeffnet = BESCHLUSSWERTE[wert]
    naechste = None
    if wert in abstimmung.AUFGESCHOBEN:
        naechste = sitzung(amt, "SGA" if wert == "verwiesen" else "KT", SEPTEMBER)
    einzeln(
        gremium.beschluss_erfassen,
        papier,
        amt,
        ["abgelehnt", {"wert": wert} | mehr],
        b.KT,
        naechste_sitzung=naechste,
    )
    assert [gremium.ermaechtigt(z) for z in papier.beschlussantraege.all()] == [False, oeffnet]


def test_what_applications_wait_on_is_not_withdrawn_in_advice():
    amt, papier, antraege = beratungsreif()
    with pytest.raises(ValidationError) as fehler:
        b.beraten(papier, amt, "zurueckgezogen")
    assert "warten Anträge" in fehler.value.message_dict["ziffer_1_wert"][0]
    assert staende(antraege) == [Status.IM_GREMIUM]


def test_a_paper_of_which_nothing_is_left_is_withdrawn_itself():
    amt = b.Amt()
    sga, kreistag = f.sitzungen(amt.kreis)
    papier = b.frei(amt, ["Eins.", "Zwei."], sga, kreistag)
    with pytest.raises(ValidationError) as fehler:
        b.beraten(papier, amt, "zurueckgezogen")
    assert "ziehen Sie dann" in fehler.value.message_dict["ziffer_1_wert"][0]
    einzeln(gremium.vorberatung_erfassen, papier, amt, ["zurueckgezogen", "empfohlen"], b.SGA)
    assert [z.ziffer for z in gremium.offene_ziffern(papier, "beschluss")] == [2]


def test_a_decided_ziffer_takes_no_second_result():
    amt, papier, _ = beschlussreif(ziffern=["Die Richtlinie wird angepasst."])
    herbst = sitzung(amt, "KT", OKTOBER)
    einzeln(
        gremium.beschluss_erfassen,
        papier,
        amt,
        ["unveraendert_beschlossen", "vertagt"],
        b.KT,
        naechste_sitzung=herbst,
    )
    with pytest.raises(ValidationError, match="Zu Ziffer 1 ist hier nichts zu erfassen"):
        einzeln(
            gremium.beschluss_erfassen,
            papier,
            amt,
            ["abgelehnt", "abgelehnt"],
            OKTOBER,
        )


@pytest.mark.parametrize("wert", ["abgelehnt", "zur_kenntnis_genommen"])
def test_the_database_takes_one_decision_for_each_ziffer(wert):
    amt, papier, _ = beschlussreif()
    b.beschliessen(papier, amt, "abgelehnt")
    kopie = papier.beratungsfolge.create(rolle="beschluss", sitzung=sitzung(amt, "KT", OKTOBER))
    with pytest.raises(IntegrityError, match="Über diese Ziffer ist schon entschieden"), transaction.atomic():
        roh(papier, kopie, amt, wert=wert)


# Loops


def test_advice_deferred_and_referred_twice_comes_to_its_decision():
    amt, papier, antraege = beratungsreif()
    va = Gremium.objects.create(landkreis=amt.kreis, name="Verwaltungsausschuss", kurz="VA")
    zweite, dritte = sitzung(amt, "SGA", SEPTEMBER), Sitzung.objects.create(gremium=va, tag=OKTOBER)
    for wert, naechste, tag in (
        ("vertagt", zweite, b.SGA),
        ("verwiesen", dritte, SEPTEMBER),
        ("empfohlen", sitzung(amt, "KT", NOVEMBER), OKTOBER),
    ):
        einzeln(gremium.vorberatung_erfassen, papier, amt, [wert], tag, naechste_sitzung=naechste)
    b.beschliessen(papier, amt, tag=NOVEMBER)
    assert staende(antraege) == [Status.BESCHLOSSEN]
    folge = papier.beratungsfolge.geplant()
    assert list(folge.values_list("rolle", flat=True)) == [*["vorberatung"] * 3, "beschluss"]


def test_a_decision_deferred_and_referred_twice_comes_to_its_end():
    amt, papier, antraege = beschlussreif()
    b.beschliessen(papier, amt, "vertagt", naechste_sitzung=sitzung(amt, "KT", SEPTEMBER))
    for tag, zurueck, wieder in (
        (SEPTEMBER, OKTOBER, NOVEMBER),
        (NOVEMBER, date(2027, 12, 6), date(2027, 12, 20)),
    ):
        b.beschliessen(papier, amt, "verwiesen", tag=tag, naechste_sitzung=sitzung(amt, "SGA", zurueck))
        assert staende(antraege) == [Status.IM_GREMIUM]
        einzeln(
            gremium.vorberatung_erfassen,
            papier,
            amt,
            ["empfohlen"],
            zurueck,
            naechste_sitzung=sitzung(amt, "KT", wieder),
        )
    b.beschliessen(papier, amt, tag=date(2027, 12, 20))
    assert staende(antraege) == [Status.BESCHLOSSEN]


@pytest.mark.parametrize(("vertagt_auf", "verwiesen_in"), [(OKTOBER, SEPTEMBER), (SEPTEMBER, OKTOBER)])
def test_one_motion_is_deferred_and_another_referred_in_one_sitting(vertagt_auf, verwiesen_in):
    amt, papier, antraege = beschlussreif(ziffern=["Die Richtlinie wird angepasst."])
    kt, sga = sitzung(amt, "KT", vertagt_auf), sitzung(amt, "SGA", verwiesen_in)
    einzeln(
        gremium.beschluss_erfassen, papier, amt, ["vertagt", "verwiesen"], b.KT, naechste_sitzung=kt, verwiesen_in=sga
    )  # fmt: skip
    gelesen = []
    while schritt := gremium.naechster_schritt(papier):
        tag, rolle = schritt.sitzung.tag, schritt.rolle
        ziffern = [z.ziffer for z in gremium.offene_ziffern(papier, rolle, schritt.sitzung.gremium_id)]
        gelesen.append((schritt.sitzung.gremium.kurz, ziffern))
        assert papier.status == "freigegeben"
        if rolle == "vorberatung":
            naechste = None if kt.tag > tag else sitzung(amt, "KT", NOVEMBER)
            act, wert, mehr = gremium.vorberatung_erfassen, "empfohlen", {"naechste_sitzung": naechste}
        else:
            act, wert, mehr = gremium.beschluss_erfassen, "unveraendert_beschlossen", {}
        act(
            vorlage=papier, schritt=schritt, ergebnisse={nr: {"wert": wert} for nr in ziffern},
            by=amt.geschaeftsstelle, heute=tag, **mehr,
        )  # fmt: skip
    erwartet = (
        [("SGA", [2]), ("KT", [1, 2])]
        if verwiesen_in < vertagt_auf
        else [("KT", [1]), ("SGA", [2]), ("KT", [2])]
    )
    assert (gelesen, papier.status, staende(antraege)) == (erwartet, "beschlossen", [Status.BESCHLOSSEN])


def test_a_later_deferral_takes_no_sitting_from_another_motion():
    amt, papier, _ = beschlussreif(ziffern=["Die Richtlinie wird angepasst."])
    kt, sga = sitzung(amt, "KT", SEPTEMBER + timedelta(days=10)), sitzung(amt, "SGA", SEPTEMBER)
    einzeln(
        gremium.beschluss_erfassen, papier, amt, ["vertagt", "verwiesen"], b.KT, naechste_sitzung=kt, verwiesen_in=sga
    )  # fmt: skip
    gremium.vorberatung_erfassen(
        vorlage=papier, schritt=gremium.naechster_schritt(papier), ergebnisse={2: {"wert": "vertagt"}},
        by=amt.geschaeftsstelle, heute=SEPTEMBER, naechste_sitzung=sitzung(amt, "SGA", NOVEMBER),
    )  # fmt: skip
    geplant = papier.beratungsfolge.filter(erfasst_am=None).order_by("sitzung__tag")
    assert [s.sitzung.tag for s in geplant] == [kt.tag, NOVEMBER]


def test_each_kind_of_putting_off_asks_for_its_own_sitting():
    amt, papier, _ = beschlussreif(ziffern=["Die Richtlinie wird angepasst."])
    kt, sga = sitzung(amt, "KT", OKTOBER), sitzung(amt, "SGA", SEPTEMBER)

    def fehler(werte, **sitzungen):
        with pytest.raises(ValidationError) as gefunden, transaction.atomic():
            einzeln(gremium.beschluss_erfassen, papier, amt, werte, b.KT, **sitzungen)
        return {feld: saetze[0] for feld, saetze in gefunden.value.message_dict.items()}

    beide = ["vertagt", "verwiesen"]
    assert "in der es weitergeht" in fehler(beide, naechste_sitzung=kt)["verwiesen_in"]
    assert "in der es weitergeht" in fehler(beide, verwiesen_in=sga)["naechste_sitzung"]
    assert "Kreistags" in fehler(["vertagt"] * 2, naechste_sitzung=sga)["naechste_sitzung"]
    va = Gremium.objects.create(landkreis=amt.kreis, name="Verwaltungsausschuss", kurz="VA")
    Zustaendigkeit.objects.create(gremium=va, gueltig_ab=date(2027, 1, 1), beschliessend=True)
    anderswo = Sitzung.objects.create(gremium=va, tag=OKTOBER)
    assert "desselben Gremiums" in fehler(["vertagt"] * 2, naechste_sitzung=anderswo)["naechste_sitzung"]


def test_advice_is_not_referred_to_the_committee_that_gives_it():
    amt, papier, _ = beratungsreif()
    with pytest.raises(ValidationError, match="an ein anderes Gremium"):
        einzeln(
            gremium.vorberatung_erfassen,
            papier,
            amt,
            ["verwiesen"],
            b.SGA,
            naechste_sitzung=sitzung(amt, "SGA", SEPTEMBER),
        )


def test_a_committee_above_its_limit_refers_to_the_one_that_decides():
    amt, papier, antraege = beratungsreif()
    sga = Gremium.objects.get(landkreis=amt.kreis, kurz="SGA")
    Zustaendigkeit.objects.create(
        gremium=sga, gueltig_ab=date(2027, 1, 1), beschliessend=True, wertgrenze=Decimal(10000)
    )
    papier.beratungsfolge.filter(sitzung__gremium=sga).update(rolle="beschluss")
    kreistag = papier.beratungsfolge.get(sitzung__gremium__kurz="KT").sitzung
    papier.beratungsfolge.filter(sitzung=kreistag).update(abgesetzt_am=zeit.jetzt())
    with pytest.raises(ValidationError) as fehler:
        b.beschliessen(papier, amt, tag=b.SGA)
    assert "beschließt bis 10.000,00" in fehler.value.message_dict["ziffer_1_wert"][0]
    b.beschliessen(papier, amt, "verwiesen", tag=b.SGA, naechste_sitzung=kreistag)
    b.beschliessen(papier, amt)
    assert staende(antraege) == [Status.BESCHLOSSEN]


# Votes

UNMOEGLICH = [
    ({"abstimmung": "einstimmig", "nein": 1}, "ziffer_1_nein", "nur ohne Gegenstimmen"),
    (
        {"wert": "abgelehnt", "abstimmung": "einstimmig", "ja": 1},
        "ziffer_1_ja",
        "nur ohne Gegenstimmen",
    ),
    ({"abstimmung": "mehrheitlich", "nein": 0}, "ziffer_1_nein", "ist ein Beschluss einstimmig"),
    (
        {"ja": 70, "nein": 5, "enthaltung": 3, "befangen": 3},
        "ziffer_1_ja",
        "stimmberechtigt sind 80, davon 3 befangen",
    ),
    ({"befangen": 81}, "ziffer_1_befangen", "Mehr können nicht befangen sein"),
    ({"wert": "vertagt", "ja": 3, "nein": 3}, "ziffer_1_ja", "bei Gleichstand"),
    ({"wert": "vertagt", "enthaltung": 90}, "ziffer_1_ja", "stimmberechtigt sind 80"),
    ({"ja": 40}, "ziffer_1_nein", "gehören Ja und Nein"),
    ({"abstimmung": "mehrheitlich", "ja": 40}, "ziffer_1_nein", "gehören Ja und Nein"),
    ({"nein": 3}, "ziffer_1_ja", "gehören Ja und Nein"),
    ({"enthaltung": 3}, "ziffer_1_ja", "gehören Ja und Nein"),
    ({"abstimmung": "mehrheitlich", "nein": 39, "enthaltung": 2}, "ziffer_1_nein", "höchstens 39"),
    (
        {"wert": "abgelehnt", "abstimmung": "mehrheitlich", "ja": 40, "befangen": 1},
        "ziffer_1_ja",
        "höchstens 39",
    ),
]


@pytest.mark.parametrize(("angabe", "feld", "worte"), UNMOEGLICH)
def test_what_does_not_add_up_says_why_at_its_field(angabe, feld, worte):
    amt, papier, antraege = beschlussreif()
    with pytest.raises(ValidationError) as fehler:
        b.beschliessen(papier, amt, **({"wert": "unveraendert_beschlossen"} | angabe))
    assert list(fehler.value.message_dict) == [feld]
    assert worte in fehler.value.message_dict[feld][0]
    assert staende(antraege) == [Status.IM_GREMIUM]


@pytest.mark.parametrize(
    "angabe",
    [
        {"abstimmung": "mehrheitlich", "nein": 3, "enthaltung": 2},  # nobody counts the Ja
        {"ja": 70, "nein": 5, "enthaltung": 2, "befangen": 3},
        {"abstimmung": "mehrheitlich", "nein": 38, "enthaltung": 3},  # 39 may have said Ja
        {"wert": "abgelehnt", "abstimmung": "mehrheitlich", "ja": 40},  # a tie refuses
        {"abstimmung": "einstimmig", "enthaltung": 4},
    ],
)
def test_counts_are_given_as_far_as_they_are_known(angabe):
    amt, papier, antraege = beschlussreif()
    b.beschliessen(papier, amt, **angabe)
    assert staende(antraege) == [Status.BESCHLOSSEN]


def roh(papier, schritt, amt, **felder):
    return Beschlussergebnis.objects.create(
        schritt=schritt,
        beschlussantrag=papier.beschlussantraege.get(),
        erfasst_von=amt.geschaeftsstelle,
        **felder,
    )


ROH = [
    ({"abstimmung": "einstimmig", "ja": 70, "nein": 1}, "einstimmig_ohne_gegenstimmen"),
    ({"abstimmung": "mehrheitlich", "nein": 0}, "mehrheitlich_mit_gegenstimmen"),
    ({"ja": 70, "nein": 5, "befangen": 6}, "Der Landrat leitet ohne Stimme"),
    ({"wert": "verwiesen", "ja": 2, "nein": 2}, "beschluss_braucht_mehr_ja_als_nein"),
    ({"ja": 40}, "gehören Ja und Nein"),
    ({"nein": 3}, "gehören Ja und Nein"),
    ({"enthaltung": 3}, "gehören Ja und Nein"),
    ({"abstimmung": "einstimmig", "nein": 0}, "gehören Ja und Nein"),
    ({"abstimmung": "mehrheitlich", "nein": 40}, "bleibt keine Mehrheit"),
    ({"wert": "abgelehnt", "abstimmung": "mehrheitlich", "ja": 41}, "bleibt keine Mehrheit"),
]


@pytest.mark.parametrize(("felder", "regel"), ROH)
def test_the_database_refuses_what_does_not_add_up(felder, regel):
    amt, papier, _ = beschlussreif()
    schritt = gremium.naechster_schritt(papier)
    with pytest.raises(IntegrityError, match=regel), transaction.atomic():
        roh(papier, schritt, amt, **({"wert": "unveraendert_beschlossen"} | felder))


def test_the_database_lets_no_count_become_half_afterwards():
    amt, papier, _ = beschlussreif()
    schritt = gremium.naechster_schritt(papier)
    roh(papier, schritt, amt, wert="unveraendert_beschlossen", abstimmung="ausgezaehlt", ja=70, nein=5)
    with pytest.raises(IntegrityError, match="gehören Ja und Nein"), transaction.atomic():
        Beschlussergebnis.objects.filter(ja=70).update(nein=None)


@pytest.mark.parametrize("zahl", ["ja", "nein", "enthaltung", "befangen"])
def test_votes_are_counted_only_where_it_is_known_how_many_may_vote(zahl):
    amt, papier, _ = beratungsreif()
    with pytest.raises(ValidationError) as fehler:
        b.beraten(papier, amt, abstimmung="mehrheitlich", **{zahl: 1})
    assert list(fehler.value.message_dict) == [f"ziffer_1_{zahl}"]
    assert (
        "trägt die Geschäftsstelle Kreistag beim Gremium ein"
        in fehler.value.message_dict[f"ziffer_1_{zahl}"][0]
    )
    with pytest.raises(IntegrityError, match="nicht hinterlegt"), transaction.atomic():
        roh(papier, gremium.naechster_schritt(papier), amt, wert="empfohlen", **{zahl: 1})


@pytest.mark.parametrize("zahl", ["ja", "nein", "enthaltung", "befangen"])
def test_nor_are_they_counted_afterwards(zahl):
    amt, papier, _ = beratungsreif()
    schritt = gremium.naechster_schritt(papier)
    ergebnis = roh(papier, schritt, amt, wert="empfohlen", abstimmung="mehrheitlich")
    zeile = Beschlussergebnis.objects.filter(pk=ergebnis.pk)
    with pytest.raises(IntegrityError, match="nicht hinterlegt"), transaction.atomic():
        zeile.update(**({"ja": 500, "nein": 3} | {zahl: 7}))
    zeile.update(abstimmung="einstimmig")
    zeile.delete()


def test_a_changed_recommendation_needs_its_wording():
    amt, papier, _ = beratungsreif()
    with pytest.raises(ValidationError) as fehler:
        b.beraten(papier, amt, "geaendert_empfohlen")
    assert list(fehler.value.message_dict) == ["ziffer_1_wortlaut"]
    with pytest.raises(IntegrityError, match="aenderung_mit_wortlaut"), transaction.atomic():
        roh(papier, gremium.naechster_schritt(papier), amt, wert="geaendert_empfohlen")


def test_who_left_the_table_is_recorded_for_the_office_and_never_computed():
    amt, papier, _ = beschlussreif()
    b.beschliessen(papier, amt, befangen=2, verlassen="KR Meier, KR Schulz")
    ergebnis = Beschlussergebnis.objects.select_related("schritt__sitzung__gremium").get(
        schritt__rolle="beschluss"
    )
    assert (
        ergebnissatz(ergebnis)
        == "KT am 05.07.2027 (Beschluss): Unverändert beschlossen, vorläufig nach Sitzung"
    )
    assert "2 befangen, den Tisch verlassen: KR Meier, KR Schulz" in ergebnissatz(ergebnis, intern=True)


# Conditions


def mit_massgabe(**anders):
    amt, papier, _ = beschlussreif()
    b.beschliessen(papier, amt, "mit_massgabe", massgaben={1: b.MASSGABE | anders})
    return amt, papier, Massgabe.objects.mit_rahmen().get()


def test_a_condition_is_a_duty_of_an_office_with_its_day():
    _, papier, massgabe = mit_massgabe()
    frist = Frist.objects.get(massgabe=massgabe)
    assert (frist.art, frist.vorlage, frist.rolle, frist.typ, frist.faellig_am) == (
        "massgabe",
        papier,
        Rolle.KAEMMEREI,
        "termin",
        date(2027, 10, 15),
    )
    assert (massgabe.text, massgabe.nummer, massgabe.rolle) == ("Bericht im Herbst", 1, Rolle.KAEMMEREI)


UNVOLLSTAENDIG = [
    ({}, "massgabe_1_1_text", "mindestens eine Maßgabe"),
    ({1: b.MASSGABE | {"text": ""}}, "massgabe_1_1_text", "schreiben Sie die Maßgabe auf"),
    ({2: b.MASSGABE | {"rolle": ""}}, "massgabe_1_2_rolle", "wer die Maßgabe erledigt"),
    ({1: b.MASSGABE | {"rolle": "kommune_zugang"}}, "massgabe_1_1_rolle", "wer die Maßgabe erledigt"),
    ({1: b.MASSGABE | {"faellig_am": None}}, "massgabe_1_1_faellig_am", "nennen Sie den Tag"),
    ({1: b.MASSGABE | {"faellig_am": b.KT}}, "massgabe_1_1_faellig_am", "nach der Sitzung am 05.07.2027"),
]


@pytest.mark.parametrize(("zeilen", "feld", "worte"), UNVOLLSTAENDIG)
def test_an_incomplete_condition_names_its_row(zeilen, feld, worte):
    amt, papier, antraege = beschlussreif()
    with pytest.raises(ValidationError) as fehler:
        b.beschliessen(papier, amt, "mit_massgabe", massgaben=zeilen)
    assert list(fehler.value.message_dict) == [feld]
    assert worte in fehler.value.message_dict[feld][0]
    assert (staende(antraege), Massgabe.objects.count()) == ([Status.IM_GREMIUM], 0)


def test_conditions_belong_to_a_decision_with_conditions():
    amt, papier, _ = beschlussreif()
    with pytest.raises(ValidationError) as fehler:
        b.beschliessen(papier, amt, massgaben={1: b.MASSGABE})
    assert list(fehler.value.message_dict) == ["ziffer_1_wert"]


def test_the_database_asks_for_the_condition_before_it_commits():
    amt, papier, _ = beschlussreif()
    schritt = gremium.naechster_schritt(papier)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS beschluss_hat_massgabe IMMEDIATE")
    with pytest.raises(IntegrityError, match="mindestens eine Maßgabe"), transaction.atomic():
        roh(papier, schritt, amt, wert="mit_massgabe")
    ergebnis = papier.beschlussantraege.get().ergebnisse.get()
    with pytest.raises(IntegrityError, match="gehört zu einem Beschluss mit Maßgabe"), transaction.atomic():
        Massgabe.objects.create(ergebnis=ergebnis, nummer=1, **b.MASSGABE)


def test_its_office_settles_a_condition_once_with_a_note():
    amt, papier, massgabe = mit_massgabe()
    with pytest.raises(Verweigert, match="erledigt eine andere Stelle"):
        massgaben.erledigen(massgabe=massgabe, vermerk="x", by=amt.personal, heute=OKTOBER)
    with pytest.raises(ValidationError, match="was getan ist"):
        massgaben.erledigen(massgabe=massgabe, vermerk=" ", by=amt.kaemmerei, heute=OKTOBER)
    massgaben.erledigen(massgabe=massgabe, vermerk="Bericht liegt vor.", by=amt.kaemmerei, heute=OKTOBER)
    eintrag = Protokolleintrag.objects.get(art="massgabe_erledigt")
    assert (eintrag.objekt_art, eintrag.objekt_id, eintrag.sichtbar_kommune) == ("vorlage", papier.pk, False)
    assert eintrag.text.text == "Ziffer 1, Maßgabe 1: Bericht liegt vor."
    assert not Frist.objects.offen().filter(massgabe=massgabe).exists()
    with pytest.raises(Konflikt, match="schon erledigt"):
        massgaben.erledigen(massgabe=massgabe, vermerk="noch einmal", by=amt.kaemmerei, heute=OKTOBER)
    with pytest.raises(IntegrityError, match="schon erledigt"), transaction.atomic():
        Massgabe.objects.update(vermerk="anders")
