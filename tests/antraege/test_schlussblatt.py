"""The closing sheet of a round: asked is the sum of its parts, later notices, people on a day, and each broken case."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from antraege.models import Bescheid, Besetzung, Inanspruchnahme, Kontingent, Rolle
from antraege.services.rundenbrueche import brueche
from antraege.services.schlussblatt import erstellen
from tests import factories as f
from tests.antraege.stellenfall import HEUTE, landesfall, landesrunde
from tests.pages.antworten import pflanze
from tests.pages.stellenwelt import BEGINN, ENDE, ohne_regeln, stelle

pytestmark = pytest.mark.django_db
D = Decimal
EINGANG = datetime(2027, 3, 1, 9, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def runde():
    return f.runde(f.landkreis())


def antrag(runde, status, vzae="0.50", *, bewilligt=None, eingegangen=EINGANG, **werte):
    """An application that stands there as written, whatever led to it."""
    neu, clerk = f.entwurf(vzae, rd=runde)
    felder = {"status": status, "beantragt_betrag": D(vzae) * 48000} | werte
    if eingegangen:
        felder |= {"eingegangen_am": eingegangen, "vorgangsnummer": f"N-{neu.pk}"}
    if bewilligt is not None:
        felder |= {"bewilligt_vzae": D(bewilligt), "bewilligt_betrag": D(bewilligt) * 48000}
        felder |= {"entschieden_am": HEUTE}
    pflanze(neu, **felder)
    neu.refresh_from_db()
    neu.clerk = clerk
    return neu


def bescheid(antrag, vzae, **felder):
    with ohne_regeln():
        return Bescheid.objects.create(
            antrag=antrag,
            art=felder.pop("art", "bewilligung"),
            status="bekanntgegeben",
            nummer=felder.pop("nummer", f"B-{antrag.pk}"),
            datum=HEUTE,
            freigegeben_von=f.benutzer(Rolle.AMTSLEITUNG, antrag.landkreis),
            bereitgestellt_am=EINGANG,
            bekanntgegeben_am=HEUTE,
            weg="portal",
            pdf="bescheide/probe.pdf",
            sha256="0" * 64,
            **felder,
            vzae=D(vzae),
            betrag=D(vzae) * 48000,
            entworfen_von=antrag.clerk,
            entworfen_am=EINGANG,
        )


def blatt(runde, heute=HEUTE):
    return erstellen(runde, heute)


def vzae(posten):
    return {p.label: p.vzae for p in posten}


def saetze(runde):
    return [bruch.satz.replace("\xa0", " ") for bruch in brueche(runde)]


def test_asked_is_granted_cut_refused_withdrawn_late_and_open(runde):
    antrag(runde, "beschieden", "1.00", bewilligt="0.60")
    antrag(runde, "beschieden", "0.30", bewilligt="0.00")
    antrag(runde, "zurueckgezogen", "0.25")
    antrag(runde, "unzulaessig", "0.40")
    antrag(runde, "vollstaendig", "0.35")
    antrag(runde, "entwurf", "0.75", eingegangen=None)
    gefunden = vzae(blatt(runde).beantragt)
    assert gefunden == {
        "Bewilligt": D("0.60"),
        "Gekürzt": D("0.40"),
        "Abgelehnt": D("0.30"),
        "Zurückgezogen": D("0.25"),
        "Verfristet": D("0.40"),
        "Noch offen": D("0.35"),
        "Beantragt": D("2.30"),
    }
    assert sum(list(gefunden.values())[:-1]) == gefunden["Beantragt"]
    assert sum(p.betrag for p in blatt(runde).beantragt[:-1]) == D("2.30") * 48000


def test_what_a_later_notice_takes_back_stands_beside_what_was_decided(runde):
    weniger = antrag(runde, "beschieden", "1.00", bewilligt="0.40")
    mehr = antrag(runde, "beschieden", "1.00", bewilligt="0.80")
    bescheid(weniger, "0.60")
    bescheid(mehr, "0.70")
    stand = blatt(runde)
    assert vzae(stand.beantragt)["Bewilligt"] == D("1.30")
    assert list(vzae(stand.bescheide).values()) == [D("1.30"), D("0.20"), D("0.10"), D("1.20")]
    alt, zurueck, nach, gilt = (p.betrag for p in stand.bescheide)
    assert alt - zurueck + nach == gilt


def test_recorded_and_not_yet_recorded_never_count_successive_shares_twice(runde):
    erfasst = antrag(runde, "beschieden", "1.00", bewilligt="0.50")
    antrag(runde, "beschieden", "1.00", bewilligt="0.30")
    halb = date(2028, 2, 29)
    quellen = [(runde, "0.50", runde.beginn, halb), (runde, "0.50", date(2028, 3, 1), runde.ende)]
    neu = stelle(erfasst.kommune, nummer="S-1", quellen=quellen, beginn=runde.beginn, ende=runde.ende)
    with ohne_regeln():
        neu.anteile.update(antrag=erfasst)
    zahlen = blatt(runde).stellen
    assert (zahlen.erfasst, zahlen.nicht_erfasst, zahlen.stellen) == (D("0.50"), D("0.30"), 1)


def test_people_are_counted_on_a_day_of_the_funding(runde):
    ort = f.kommune(runde.programm.landkreis)
    felder = {"beginn": runde.beginn, "ende": runde.ende}
    for nr, da in enumerate(("0.50", "0.20", None)):
        neu = stelle(ort, runde, nummer=f"S-{nr}", **felder)
        if da:
            with ohne_regeln():
                Besetzung.objects.create(stelle=neu, kennzeichen="AB", vzae=D(da), beginn=runde.beginn)
    stand = blatt(runde)
    assert stand.stichtag == runde.beginn
    assert (stand.stellen.bezahlt, stand.stellen.nicht_besetzt) == (D("1.50"), D("0.80"))
    assert blatt(runde, date(2030, 1, 1)).stichtag == runde.ende


def test_a_position_of_two_sources_is_vacant_at_most_with_the_share_of_this_round(runde):
    ort = f.kommune(runde.programm.landkreis)
    land = landesrunde(runde.programm.landkreis, beginn=runde.beginn, ende=runde.ende)
    felder = {"beginn": runde.beginn, "ende": runde.ende}
    quellen = [(runde, "0.40", *felder.values()), (land, "0.60", *felder.values())]
    stelle(ort, nummer="S-1", vzae="1.00", quellen=quellen, **felder)
    assert blatt(runde).stellen.nicht_besetzt == D("0.40")
    assert blatt(land).stellen.nicht_besetzt == D("0.60")


def test_shares_of_the_district_and_answers_stand_apart():
    fall = landesfall()
    fall.schaffen()
    andere = f.kommune(fall.kreis)
    Inanspruchnahme.objects.create(
        kommune=andere,
        runde=fall.runde,
        art="selbst",
        vzae=D("0.75"),
        erklaert_am=BEGINN,
        erklaert_von=fall.buero,
    )
    stand = blatt(fall.runde)
    assert (stand.stellen.geschaffen, stand.stellen.gesichert) == (D("0.25"), D("1.00"))
    assert {(a.label, a.kommunen, a.vzae) for a in stand.antworten} == {
        (str(Inanspruchnahme.Art.AN_LANDKREIS.label), 1, D("0.50")),
        (str(Inanspruchnahme.Art.SELBST.label), 1, D("0.75")),
    }
    assert vzae(stand.beantragt)["Beantragt"] == 0
    assert brueche(fall.runde) == []


def test_other_rounds_do_not_leak_in(runde):
    fremd = f.runde(f.landkreis(), kuerzel="FREMD")
    antrag(fremd, "beschieden", "1.00", bewilligt="0.60")
    stelle(f.kommune(fremd.programm.landkreis), fremd, nummer="S-F", vzae="1.00", ende=date(2030, 1, 1))
    stand = blatt(runde)
    assert vzae(stand.beantragt)["Beantragt"] == 0
    assert (stand.stellen.erfasst, stand.stellen.stellen, stand.stellen.bezahlt) == (0, 0, 0)
    assert brueche(runde) == []


# What breaks a rule


def test_recorded_above_what_is_granted(runde):
    a = antrag(runde, "beschieden", "1.00", bewilligt="0.40")
    neu = stelle(a.kommune, runde, nummer="S-1")
    with ohne_regeln():
        neu.anteile.update(antrag=a)
    (bruch,) = brueche(runde)
    assert (bruch.seite, bruch.pk) == ("antrag", a.pk)
    assert saetze(runde) == [f"{a.kommune}: 0,50 VZÄ sind als Stelle erfasst, bewilligt sind 0,40 VZÄ."]


def test_what_was_right_before_a_notice_took_effect_breaks_nothing(runde):
    """0.60 until the day of the change, 0.40 from then on: that is what is granted, so nothing is recorded too much."""
    ab = date(2028, 1, 1)
    a = antrag(runde, "beschieden", "1.00", bewilligt="0.40")
    erster = bescheid(a, "0.60")
    bescheid(a, "0.40", art="aenderung", nummer="A-1", aendert=erster, wirksam_ab=ab)
    felder = {"beginn": runde.beginn, "ende": runde.ende}
    vorher = (runde, "0.60", runde.beginn, date(2027, 12, 31))
    neu = stelle(
        a.kommune, nummer="S-1", vzae="0.60", quellen=[vorher, (runde, "0.40", ab, runde.ende)], **felder
    )
    with ohne_regeln():
        neu.anteile.update(antrag=a)
    zahlen = blatt(runde).stellen
    assert (saetze(runde), zahlen.erfasst, zahlen.nicht_erfasst) == ([], D("0.40"), 0)
    with ohne_regeln():
        neu.anteile.filter(beginn=ab).update(vzae=D("0.60"))
    assert saetze(runde) == [f"{a.kommune}: 0,60 VZÄ sind als Stelle erfasst, bewilligt sind 0,40 VZÄ."]


def test_created_above_what_the_land_secured():
    fall = landesfall()
    fall.schaffen()
    Kontingent.objects.create(
        runde=fall.runde,
        art="endgueltig",
        bezug="landkreis",
        vzae=D("0.20"),
        stand=HEUTE,
        grundlage="Bescheid des Landes",
    )
    assert saetze(fall.runde) == ["Der Landkreis hat 0,25 VZÄ geschaffen, gesichert sind 0,20 VZÄ."]


def test_created_above_what_the_municipality_passed_on():
    fall = landesfall()
    fall.schaffen()
    with ohne_regeln():
        Inanspruchnahme.objects.update(vzae=D("0.10"))
    (bruch,) = brueche(fall.runde)
    assert "Mötzingen: Der Landkreis hat 0,25" in bruch.satz.replace("\xa0", " ")
    assert (bruch.seite, bruch.pk) == ("inanspruchnahme", fall.runde.pk)


def test_a_position_longer_than_its_money(runde):
    ort = f.kommune(runde.programm.landkreis)
    zu_lang = stelle(ort, nummer="S-1", quellen=[(runde, "0.50", BEGINN, date(2027, 10, 31))])
    stelle(ort, nummer="S-2", status="umgewandelt", quellen=[(runde, "0.50", BEGINN, date(2027, 10, 31))])
    (bruch,) = brueche(runde)
    assert (bruch.seite, bruch.pk) == ("stelle", zu_lang.pk)
    assert bruch.satz == "S-1 läuft bis 31.12.2027, ihre letzte Quelle endet am 31.10.2027."


def test_sources_above_the_size_of_a_position(runde):
    ort, mitte = f.kommune(runde.programm.landkreis), date(2027, 6, 30)
    nacheinander = [(runde, "0.50", BEGINN, mitte), (runde, "0.50", date(2027, 7, 1), ENDE)]
    stelle(ort, nummer="S-GUT", quellen=nacheinander)
    stelle(ort, nummer="S-1", quellen=[(runde, "0.50", BEGINN, ENDE), (runde, "0.25", mitte, ENDE)])
    assert saetze(runde) == ["S-1: Die Quellen bezahlen an einem Tag 0,25 VZÄ mehr, als die Stelle groß ist."]


def test_a_position_that_shrinks_with_its_source_breaks_nothing(runde):
    ab = date(2027, 7, 1)
    quellen = [(runde, "0.60", BEGINN, date(2027, 6, 30)), (runde, "0.40", BEGINN, ENDE)]
    neu = stelle(f.kommune(runde.programm.landkreis), nummer="S-1", vzae="1.00", quellen=quellen)
    with ohne_regeln():
        neu.umfaenge.create(ab=ab, vzae=D("0.40"), grund="Ende des Landesanteils")
    assert brueche(runde) == []
    with ohne_regeln():
        neu.umfaenge.update(ab=BEGINN)
    assert saetze(runde) == ["S-1: Die Quellen bezahlen an einem Tag 0,60 VZÄ mehr, als die Stelle groß ist."]


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_sheet_asks_the_same_for_one_and_three(runde, django_assert_num_queries, anzahl):
    person = f.benutzer(Rolle.PERSONAL, runde.programm.landkreis)
    for nr in range(anzahl):
        a = antrag(runde, "beschieden", "1.00", bewilligt="0.40")
        bescheid(a, "0.60")
        neu = stelle(a.kommune, runde, nummer=f"S-{nr}", von=person, ende=date(2028, 12, 31))
        with ohne_regeln():
            neu.anteile.update(antrag=a)
    with django_assert_num_queries(3 + 2 + 1 + 5):  # applications, figures of positions, answers, cases
        blatt(runde)
        assert len(brueche(runde)) == anzahl
